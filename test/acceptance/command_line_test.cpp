// SPDX-License-Identifier: Apache-2.0
// The habits of the command line, on a made record: forms, languages, exit codes, what is said when a line is wrong.
#include "acceptance/program.hpp"
#include "cli/output.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace entente::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A made record, made once; tests that change it take a copy.
class CommandLine : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    program_ = new Program;
    program_->must({"simulate", example("south-west-syria-2017"), "--seed", "3", "--out", made()});
  }
  static void TearDownTestSuite() {
    delete program_;
    program_ = nullptr;
  }
  static std::string made() { return program_->path("made.db"); }
  static Said run(const std::vector<std::string>& arguments) { return program_->run(arguments); }

  inline static Program* program_ = nullptr;
};

TEST_F(CommandLine, AMadeRecordSaysSoInEveryForm) {
  EXPECT_THAT(run({"assess", made(), "--at", "2017-11-10"}).out, StartsWith("SIMULATED"));
  EXPECT_EQ(run({"assess", made(), "--at", "2017-11-10", "--format", "json"}).json().at("simulated").as_string(),
            "SIMULATED");
  EXPECT_THAT(run({"assess", made(), "--at", "2017-11-10", "--format", "csv"}).out, HasSubstr("\nSIMULATED,"));
  EXPECT_THAT(run({"evaluate", made(), "--format", "ndjson"}).out, HasSubstr("{\"simulated\":\"SIMULATED\""));
  EXPECT_THAT(run({"evaluate", made(), "--format", "json"}).out, HasSubstr("\"simulated\": \"SIMULATED\""));
}

TEST_F(CommandLine, KeepingAMadeRecordSaysThatItIsMadeInEveryForm) {
  program_->must({"backup", made(), program_->path("to_damage.db")});
  std::fstream file(program_->path("to_damage.db"), std::ios::in | std::ios::out | std::ios::binary);
  constexpr std::streamoff in_the_last_page = 64;
  file.seekp(-in_the_last_page, std::ios::end);
  file.write("damage", 6);
  file.close();
  ASSERT_EQ(run({"verify", program_->path("to_damage.db")}).code, 1);
  int copies = 0;
  for (const char* format : {"table", "json", "ndjson", "csv"}) {
    for (const char* command : {"backup", "restore"}) {
      const auto copy = program_->path("made_copy_" + std::to_string(++copies) + ".db");
      EXPECT_THAT(program_->must({command, made(), copy, "--format", format}).out, HasSubstr("SIMULATED")) << command;
    }
  }
  for (const char* command : {"verify", "doctor"}) {
    for (const auto& record : {made(), program_->path("to_damage.db")}) {
      EXPECT_THAT(run({command, record}).out, StartsWith("SIMULATED")) << command << ' ' << record;
      EXPECT_EQ(run({command, record, "--format", "json"}).json().at(0).at("simulated").as_string(), "SIMULATED");
      EXPECT_THAT(run({command, record, "--format", "ndjson"}).out, StartsWith("{\"simulated\":\"SIMULATED\""));
      EXPECT_THAT(run({command, record, "--format", "csv"}).out, HasSubstr("\nSIMULATED,"));
    }
  }
  EXPECT_THAT(run({"doctor"}).out, Not(HasSubstr("SIMULATED"))) << "of no record";
  program_->must({"init", program_->path("real.db"), "--terms", example("south-west-syria-2017")});
  EXPECT_THAT(run({"verify", program_->path("real.db")}).out, Not(HasSubstr("SIMULATED")));
  EXPECT_THAT(run({"backup", program_->path("real.db"), program_->path("real_copy.db")}).out,
              Not(HasSubstr("SIMULATED")));
}

TEST_F(CommandLine, ManyDamagesAreToldInAFewLinesAndNamedInRows) {
  const auto path = program_->path("much_damaged.db");
  program_->must({"backup", made(), path});
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  constexpr std::streamoff page = 4096;
  const auto pages = static_cast<std::streamoff>(std::filesystem::file_size(path)) / page;
  ASSERT_GT(pages, 50);
  for (std::streamoff at = pages / 2; at < pages; ++at) {
    file.seekp((at + 1) * page - 64);
    file.write("damage", 6);
  }
  file.close();
  const auto lines = [&](const char* format) {
    const auto said = run({"verify", path, "--format", format});
    EXPECT_EQ(said.code, 1);
    EXPECT_EQ(said.out.find("… and") != std::string::npos, std::string_view(format) == "table") << said.out;
    return std::count(said.out.begin(), said.out.end(), '\n');
  };
  EXPECT_LE(lines("table"), 25);
  EXPECT_GT(lines("csv"), 25);
}

TEST_F(CommandLine, TheSameSeedGivesTheSameRootAndAnotherSeedAnother) {
  const auto root = [&](const char* seed, const char* name) {
    return run({"simulate", example("south-west-syria-2017"), "--seed", seed, "--out", program_->path(name), "--format",
                "json"})
        .json()
        .at(0)
        .at("record_root");
  };
  EXPECT_EQ(root("1", "again.db"), root("1", "and_again.db"));
  EXPECT_NE(root("2", "other.db"), root("1", "once_more.db"));
}

TEST_F(CommandLine, SpeaksThreeLanguages) {
  EXPECT_THAT(run({"assess", made(), "--at", "2017-11-10", "--lang", "ar"}).out, HasSubstr("صامد"));
  EXPECT_THAT(run({"assess", made(), "--at", "2017-11-10", "--lang", "ru"}).out, HasSubstr("соблюдается"));
  for (const char* language : {"en", "ar", "ru"}) {
    const auto help = run({"assess", "--help", "--lang", language});
    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(
        help.out,
        HasSubstr("entente assess south-west.db --zone SW --place named --time start --max-span 6d --at 2017-11-10"))
        << language;
  }
}

TEST_F(CommandLine, TablesForPeopleHaveNoIdsWhereThereAreWords) {
  for (const char* language : {"ar", "ru"}) {
    const auto evaluated = run({"evaluate", made(), "--near", "--lang", language}).out;
    const auto weekly = run({"assess", made(), "--each-week", "2017-07-09/2017-11-10", "--lang", language}).out;
    for (const char* id : {"violation", "as_written", "possible", "holding", "rate_ratio", "not_assessable"}) {
      EXPECT_THAT(evaluated, Not(HasSubstr(id))) << language;
      EXPECT_THAT(weekly, Not(HasSubstr(id))) << language;
    }
  }
  EXPECT_THAT(run({"evaluate", made(), "--lang", "ru", "--format", "csv"}).out, HasSubstr(",as_written,violation,"));
  EXPECT_THAT(run({"assess", made(), "--each-week", "2017-07-09/2017-11-10", "--lang", "ru", "--format", "csv"}).out,
              HasSubstr("rate_ratio_30d rate_ratio_90d"));
}

TEST_F(CommandLine, HelpHasNoEnglishHeadingInAnotherLanguage) {
  for (const char* language : {"ar", "ru"}) {
    const auto help = run({"--help", "--lang", language}).out + run({"assess", "--help", "--lang", language}).out;
    for (const char* heading : {"Options:", "Subcommands:", "Positionals:", "Usage:"})
      EXPECT_THAT(help, Not(HasSubstr(heading))) << language;
  }
  EXPECT_THAT(run({"--help", "--lang", "ru"}).out, HasSubstr("\nПараметры:\n"));
  EXPECT_THAT(run({"--help", "--lang", "ru"}).out, HasSubstr("\nКоманды:\n"));
}

TEST_F(CommandLine, TheDoctorOfNoRecordSpeaksOfNoBackup) {
  const auto said = run({"doctor", program_->path("nowhere.db")});
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.out, HasSubstr("entente init DB --terms FOLDER"));
  EXPECT_THAT(said.out, Not(HasSubstr("backup")));
}

TEST_F(CommandLine, AFolderThatIsNotThereIsNamedInTheReadersLanguage) {
  const auto said =
      run({"init", program_->path("no/such.db"), "--terms", example("south-west-syria-2017"), "--lang", "ru"});
  EXPECT_EQ(said.code, 2);
  EXPECT_THAT(said.err, HasSubstr("нет такого файла или папки"));
}

TEST_F(CommandLine, HelpHasItsDescriptionsInOneColumn) {
  const auto help = run({"simulate", "--help", "--lang", "ru"}).out;
  EXPECT_THAT(help, HasSubstr("\n  --seed NUMBER=1                 то же зерно"));
  EXPECT_THAT(help, HasSubstr("\n  --out DB (обязательно)          создаваемый журнал"));
  EXPECT_THAT(run({"assess", "--help"}).out, HasSubstr("TO not included;\n" + std::string(34, ' ') + "default:"));
}

TEST_F(CommandLine, LintNamesTheCountingRuleInForce) {
  EXPECT_THAT(run({"lint", example("south-west-syria-2017")}).out, HasSubstr("\nCounting rule in force: "));
}

TEST_F(CommandLine, EveryCommandHasHelpWithAnExample) {
  for (const char* command : {"init", "lint", "import", "evaluate", "assess", "show", "verify", "backup", "restore",
                              "doctor", "report", "simulate", "completion", "manual", "help"}) {
    const auto help = run({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_THAT(help.out, HasSubstr("Example: entente " + std::string(command)));
    EXPECT_THAT(help.out, HasSubstr("Usage: entente " + std::string(command))) << "as a person types it";
  }
}

TEST_F(CommandLine, HelpIsACommandToo) {
  EXPECT_EQ(program_->must({"help"}).out, run({"--help"}).out);
  for (const char* command : {"assess", "init", "help"})
    EXPECT_EQ(program_->must({"help", command}).out, run({command, "--help"}).out) << command;
  EXPECT_EQ(program_->must({"help", "assess", "--lang", "ar"}).out, run({"assess", "--help", "--lang", "ar"}).out);
}

TEST_F(CommandLine, NothingPromisesToReadStandardInput) {
  for (const char* language : {"en", "ar", "ru"}) {
    const auto said = run({"import", "--help", "--lang", language}).out + run({"manual", "--lang", language}).out;
    for (const char* words : {"standard input", "القياسي", "стандартный ввод"})
      EXPECT_THAT(said, Not(HasSubstr(words))) << language;
  }
}

TEST_F(CommandLine, APathThatIsNotThereExitsWithTwoWhateverItIsOf) {
  const auto none = program_->path("none");
  const auto in_none = program_->path("none/x");
  const auto terms = example("south-west-syria-2017");
  program_->must({"init", program_->path("for_paths.db"), "--terms", terms});
  const auto record = program_->path("for_paths.db");
  program_->write("rows.csv", "id\n1\n");
  const std::vector<std::vector<std::string>> lines = {
      {"lint", none},
      {"init", program_->path("new.db"), "--terms", none},
      {"init", in_none, "--terms", terms},
      {"init", program_->path("new.db"), "--terms", terms, "--secret-file", none},
      {"simulate", none, "--out", program_->path("new.db")},
      {"simulate", terms, "--out", in_none},
      {"import", record, "ucdp-ged", none, "--released", "2019-12-01"},
      {"import", record, "csv", program_->path("rows.csv"), "--mapping", none},
      {"import", none, "csv", program_->path("rows.csv")},
      {"evaluate", none},
      {"assess", none},
      {"show", none, "1"},
      {"verify", none},
      {"backup", none, program_->path("new.db")},
      {"backup", made(), in_none},
      {"restore", none, program_->path("new.db")},
  };
  for (const auto& line : lines) {
    const auto said = run(line);
    EXPECT_EQ(said.code, 2) << testing::PrintToString(line) << said.err;
    EXPECT_THAT(said.err, HasSubstr("none")) << testing::PrintToString(line);
    auto for_programs = line;
    for_programs.insert(for_programs.end(), {"--format", "json"});
    EXPECT_THAT(run(for_programs).err, HasSubstr("\"not_found\"")) << testing::PrintToString(line);
  }
}

TEST_F(CommandLine, ABackupOfADamagedRecordNamesTheRecord) {
  const auto record = program_->path("damaged_source.db");
  program_->must({"backup", made(), record});
  std::fstream file(record, std::ios::in | std::ios::out | std::ios::binary);
  constexpr std::streamoff in_the_last_page = 64;
  file.seekp(-in_the_last_page, std::ios::end);
  file.write("damage", 6);
  file.close();
  const auto said = run({"backup", record, program_->path("copy_of_damage.db")});
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.err, HasSubstr("nothing was copied, since the record is damaged: " + record + ": "));
  EXPECT_THAT(said.err, Not(HasSubstr("copy_of_damage.db")));
  EXPECT_FALSE(std::filesystem::exists(program_->path("copy_of_damage.db")));
}

struct WrongLine {
  std::vector<std::string> arguments;
  std::string says;
};

TEST_F(CommandLine, AWrongLineExitsWithTwoAndSaysWhatWasMeant) {
  const WrongLine lines[] = {
      {{}, "a command is missing"},
      {{"asess", made()}, "there is no command “asess”; see “entente --help”; did you mean “assess”?"},
      {{"assess"}, "assess: DB is missing"},
      {{"assess", made(), "--zoen", "SW"}, "“--zoen” is not an argument of assess"},
      {{"assess", made(), "--zone", "SE"}, "“SE” is neither a zone of these terms nor a named area; zones: SW"},
      {{"assess", made(), "--clause", "P9"}, "the terms have no clause “P9”"},
      {{"assess", made(), "--reading", "moon"}, "clause P1 has no reading “moon” known then"},
      {{"assess", made(), "--at", "10.11.2017"}, "--at: “10.11.2017” is not understood; write it as 2017-11-10"},
      {{"assess", made(), "--windows", "30"}, "--windows: “30” is not understood; write it as 30d,90d,180d"},
      {{"assess", made(), "--windows", "30d,30d"}, "--windows: 30d stands twice in “30d,30d”; name it once"},
      {{"assess", made(), "--series", "2018-01-01/2017-01-01"}, "--series"},
      {{"assess", made(), "--clause", "X1"}, "clause X1 of the terms forbids nothing"},
      {{"assess", made(), "--penalty", "-1"}, "--penalty: “-1” is out of range; it takes a number above 0"},
      {{"assess", made(), "--penalty", "x"}, "--penalty: “x” is not understood; write it as 3"},
      {{"assess", made(), "--time", "sprad"}, "--time: “sprad” is not one of spread, start; did you mean “spread”?"},
      {{"assess", made(), "--each-week", "0001-01-01/9999-12-31"}, "--each-week: more than 1,000 weeks"},
      {{"assess", made(), "--at", "2017-11-10", "--each-week", "2017-07-10/2017-11-10"},
       "--at is one day and --each-week gives many; leave one of the two out"},
      {{"assess", made(), "--format", "xml"}, "--format: “xml” is not one of table, json, ndjson, csv"},
      {{"assess", made(), "--format", "xml", "--format", "csv"}, "--format: “xml” is not one of"},
      {{"assess", made(), "--format", "csv", "--format=xml"}, "--format: “xml” is not one of"},
      {{"assess", made(), "--zone", "SW", "--zone", "SW"}, "--zone: given more than once; name it once"},
      {{"assess", made(), "--zone"}, "--zone: a value is missing"},
      {{"show", made(), "zz"}, "“zz” is no entry of this record"},
      {{"show", made(), "made:none"}, "“made:none” is no entry of this record"},
      {{"show", made(), ""}, "“” is no entry of this record"},
      {{"assess", made(), "--lang", "fr"}, "--lang: “fr” is not one of en, ar, ru"},
      {{"assess", made(), "--fail-on", "holding"},
       "--fail-on: “holding” is not one of not_assessable, strained, broken"},
      {{"evaluate", made(), "--clause", "p1"}, "the terms have no clause “p1”"},
      {{"evaluate", made(), "--clause", "X1"}, "clause X1 of the terms forbids nothing"},
      {{"evaluate", made(), "--clause", "X1"}, "did you mean “P1”?"},
      {{"evaluate", made(), "--zone", "Homs"},
       "“Homs” is no zone of these terms, and findings lie in their zones only: SW"},
      {{"help", "asess"}, "there is no command “asess”; see “entente --help”; did you mean “assess”?"},
      {{"import", made(), "ucdp", "x.csv"}, "there is no importer “ucdp”"},
      {{"import", made(), "ucdp-ged", "x.csv"}, "--released 2019-12-01"},
      {{"simulate", example("south-west-syria-2017"), "--seed", "x", "--out", "y"}, "--seed: “x” is not understood"},
      {{"simulate", example("south-west-syria-2017"), "--seed", "18446744073709551616", "--out", "y"},
       "--seed: “18446744073709551616” is out of range; it takes 0 to 18446744073709551615"},
      {{"completion", "tcsh"}, "“tcsh” is not one of bash, zsh, fish"},
      {{"verify", program_->path("none.db")}, "none.db"},
      {{"lint", program_->path("none")}, "none"},
  };
  for (const auto& line : lines) {
    const auto said = run(line.arguments);
    EXPECT_EQ(said.out, "") << line.says;
    EXPECT_THAT(said.err, HasSubstr(line.says));
    EXPECT_THAT(said.err, StartsWith("entente: "));
    EXPECT_TRUE(said.code == 2 || said.code == 1) << said.code << ": " << said.err;
  }
}

TEST_F(CommandLine, FlagsMayStandAnywhere) {
  const auto after = run({"assess", made(), "--at", "2017-11-10", "--format", "json"}).out;
  EXPECT_EQ(run({"--format", "json", "assess", "--at", "2017-11-10", made()}).out, after);
  EXPECT_EQ(run({"assess", "--format=json", "--at=2017-11-10", made()}).out, after);
}

TEST_F(CommandLine, ErrorsAreObjectsForPrograms) {
  const auto said = run({"assess", made(), "--zone", "SE", "--format", "json"});
  EXPECT_EQ(said.out, "");
  const auto error = boost::json::parse(said.err).at("error");
  EXPECT_EQ(error.at("code").as_string(), "not_found");
  EXPECT_THAT(std::string(error.at("text").as_string()), HasSubstr("“SE” is neither a zone"));
}

TEST_F(CommandLine, FailOnExitsWithFour) {
  EXPECT_EQ(run({"assess", made(), "--at", "2017-11-10", "--fail-on", "broken"}).code, 0);
  EXPECT_EQ(run({"assess", made(), "--at", "2018-06-25", "--fail-on", "broken"}).code, 4);
  EXPECT_EQ(run({"assess", made(), "--at", "2017-11-10", "--fail-on", "not_assessable"}).code, 0);
  EXPECT_EQ(run({"assess", made(), "--at", "2018-06-25", "--fail-on", "not_assessable"}).code, 4) << "above it";
  const std::vector<std::string> after_the_end{"assess", made(), "--at", "2018-12-01", "--fail-on"};
  const auto with = [&](const char* word) {
    auto line = after_the_end;
    line.emplace_back(word);
    return run(line).code;
  };
  EXPECT_EQ(with("not_assessable"), 4);
  EXPECT_EQ(with("strained"), 0);
  EXPECT_EQ(with("broken"), 0);
  EXPECT_EQ(run({"evaluate", made(), "--fail-on", "violation"}).code, 4);
  const auto each_week = [&](const char* weeks, const char* word) {
    return run({"assess", made(), "--each-week", weeks, "--fail-on", word});
  };
  EXPECT_EQ(each_week("2017-11-10/2017-11-24", "broken").code, 0);
  const auto said = each_week("2018-05-28/2018-07-02", "broken");
  EXPECT_EQ(said.code, 4) << "any of the weeks decides";
  EXPECT_THAT(said.out, HasSubstr("2018-06-25  broken")) << "and all are printed";
  EXPECT_EQ(run({"lint", example("south-west-syria-2017"), "--fail-on", "blocks"}).code, 4);
  EXPECT_EQ(run({"lint", example("south-west-syria-2017")}).code, 0);
}

TEST_F(CommandLine, TermsThatAreNotUtf8NameThePlaceAndAllElseThatIsWrong) {
  program_->write("bytes.yaml", "entente: 2\nagreement: {id: d\xFF}\n\xD8");
  const auto said = run({"lint", program_->path("bytes.yaml")});
  EXPECT_EQ(said.code, 2);
  EXPECT_THAT(said.out, AllOf(HasSubstr("bytes.yaml:1:10: “2”"), HasSubstr("bytes.yaml:2:18: the byte 0xFF here"),
                              HasSubstr("bytes.yaml:3:1: the file ends here inside a letter")));
}

TEST_F(CommandLine, AProhibitionThatHoldsEverywhereIsAssessedInTheOnlyZoneOrAsked) {
  const auto assess = [&](const std::string& zones) {
    program_->write("t.yaml",
                    "entente: 1\nagreement: {id: t, version: '1', title: {en: T}, class: preliminary, "
                    "status: in_force, time_zone: UTC, in_force_from: 2017-07-09}\n"
                    "actors: [{id: a, names: {en: A}}, {id: b, names: {en: B}}]\n" +
                        zones +
                        "clauses: [{id: P1, title: {en: P}, prohibition: {who: [a], acts: [hostilities]}}]\n"
                        "...\n");
    const auto db = program_->path("everywhere" + std::to_string(zones.size()) + ".db");
    const auto made = run({"init", db, "--terms", program_->path("t.yaml")});
    EXPECT_EQ(made.code, 0) << made.err;
    return run({"assess", db, "--at", "2018-01-01", "--format", "json"});
  };
  const auto zone = [](const std::string& id) {
    return "{id: " + id + ", kind: buffer, names: {en: Z}, extents: [{parts: [{areas: [SY12]}]}]}";
  };
  const auto one = assess("zones: [" + zone("Z") + "]\n");
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(one.json().at("zone").as_string(), "Z");
  const auto two = assess("zones: [" + zone("Y") + ", " + zone("Z") + "]\n");
  EXPECT_EQ(two.code, 2);
  EXPECT_THAT(two.err, HasSubstr("the terms have several zones; name one with --zone: Y, Z"));
  const auto none = assess("");
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("the terms have no zone, what they forbid is forbidden everywhere; name an area with "
                                  "--zone, by its code or name, such as --zone SY12"));
}

TEST_F(CommandLine, ARecordInPlaceOfTermsIsCalledOne) {
  const auto db = program_->path("own.db");
  ASSERT_EQ(run({"init", db, "--terms", example("south-west-syria-2017")}).code, 0);
  const auto expected = "“" + db +
                        "” is a record of Entente (a SQLite file), not terms; name a folder or file of terms, "
                        "or look into the record with `entente show`";
  for (const auto& line : {std::vector<std::string>{"lint", db}, {"init", program_->path("x.db"), "--terms", db}}) {
    const auto said = run(line);
    EXPECT_EQ(said.code, 2);
    EXPECT_EQ(said.out, "");
    EXPECT_EQ(said.err, "entente: " + expected + "\n");
  }
}

TEST_F(CommandLine, BadTermsNameFileLineAndColumnAndMakeNothing) {
  program_->write("bad.yaml", "entente: 1\nagreement: {id: x, titel: y}\n...\n");
  const auto said = run({"init", program_->path("bad.db"), "--terms", program_->path("bad.yaml")});
  EXPECT_EQ(said.code, 2);
  EXPECT_THAT(said.err, HasSubstr("bad.yaml:2:"));
  EXPECT_EQ(said.out, "") << "it is not a result";
  const auto of_lint = run({"lint", program_->path("bad.yaml")});
  EXPECT_EQ(of_lint.code, 2);
  EXPECT_THAT(of_lint.out, HasSubstr("bad.yaml:2:")) << "there it is";
  EXPECT_FALSE(std::filesystem::exists(program_->path("bad.db")));
}

TEST_F(CommandLine, AFindingSaysWhenAndWhereAndWhichRowAndShowHasTheRest) {
  const auto findings = run({"evaluate", made(), "--format", "json"}).json().at("findings");
  const auto& finding = findings.at(0);
  const std::string row =
      std::string(finding.at("dataset").as_string()) + ":" + std::string(finding.at("row").as_string());
  const std::string id(finding.at("incident").as_string());
  EXPECT_THAT(run({"evaluate", made(), "--format", "csv"}).out,
              HasSubstr(id + "," + std::string(finding.at("first_day").as_string())));
  const auto by_row = run({"show", made(), row, "--format", "json"}).json();
  EXPECT_EQ(by_row.at("simulated").as_string(), "SIMULATED");
  EXPECT_EQ(by_row.at("entries").at(0).at("id").as_string(), id);
  EXPECT_EQ(run({"show", made(), id.substr(0, 10), id, "--format", "json"}).json(), by_row) << "each once";
  EXPECT_THAT(run({"show", made(), id}).out, HasSubstr("incident.time.days.first"));
  EXPECT_EQ(run({"show", made(), id.substr(0, 1)}).code, 2) << "many begin with it";
}

TEST_F(CommandLine, TheLatestFindingsFitATerminalInEveryLanguage) {
  for (const char* language : {"en", "ar", "ru"}) {
    const auto said = run({"evaluate", made(), "--lang", language}).out;
    EXPECT_THAT(said, Not(HasSubstr("\ufffd"))) << language;
    const auto findings = said.substr(said.find("--format csv"));
    for (std::size_t at = 0; at < findings.size();) {
      const auto end = findings.find('\n', at);
      EXPECT_LE(cli::display_width(findings.substr(at, end - at)), 100) << language;
      at = end + 1;
    }
  }
}

TEST_F(CommandLine, ShowGathersWhatCorrectsVerifiesAndRetracts) {
  program_->must({"init", program_->path("told.db"), "--terms", example("south-west-syria-2017")});
  const std::string first(32, '1');
  const std::string correction(32, '2');
  const std::string verification = "12" + std::string(30, '3');
  const auto entry = [](const std::string& id, const std::string& rest) {
    return R"({"author":"desk","id":")" + id + R"(","label":{"tlp":"green"},)" + rest + "}\n";
  };
  const std::string place =
      R"("place":{"within":["Syria","Daraa"]},"time":{"days":{"first":"2017-08-01","last":"2017-08-01"}})";
  program_->write("told.jsonl",
                  entry(first, R"("incident":{"act":"shelling","activities":1,)" + place + R"(},"kind":"incident")") +
                      entry(correction, R"("corrects":")" + first + R"(","incident":{"act":"sniping","activities":1,)" +
                                            place + R"(},"kind":"incident")") +
                      entry(verification,
                            R"("kind":"verification","verification":{"reason":"seen","state":"verified","subject":")" +
                                correction + R"("})"));
  program_->must({"import", program_->path("told.db"), "entries", program_->path("told.jsonl")});
  for (const auto& name : {first, correction, verification}) {
    const auto entries = run({"show", program_->path("told.db"), name, "--format", "json"}).json().at("entries");
    ASSERT_EQ(entries.as_array().size(), 3u) << name;
    EXPECT_EQ(entries.at(0).at("id").as_string(), first);
    EXPECT_EQ(entries.at(1).at("corrects").as_string(), first);
    EXPECT_EQ(entries.at(2).at("verification").at("reason").as_string(), "seen");
  }
  EXPECT_EQ(run({"show", program_->path("told.db"), "11", "--format", "json"}).json().at("entries").as_array().size(),
            3u);
  EXPECT_EQ(run({"show", program_->path("told.db"), "1"}).code, 0) << "both that begin so belong together";
}

TEST_F(CommandLine, WhatIsNoFileIsRefusedAndNotWaitedFor) {
  const auto pipe = program_->path("pipe.json");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  program_->must({"init", program_->path("piped.db"), "--terms", example("south-west-syria-2017")});
  const std::vector<std::string> lines[] = {
      {"lint", pipe},
      {"init", program_->path("new.db"), "--terms", pipe},
      {"simulate", pipe, "--out", program_->path("new.db")},
      {"import", program_->path("piped.db"), "csv", pipe},
      {"import", program_->path("piped.db"), "entries", pipe},
      {"import", program_->path("piped.db"), "geofile", pipe},
      {"verify", pipe},
      {"restore", pipe, program_->path("new.db")},
  };
  for (const auto& line : lines) {
    const auto said = run(line);
    EXPECT_EQ(said.code, 2) << line.front();
    EXPECT_THAT(said.err, HasSubstr("a pipe, socket or device, not a file")) << line.front();
  }
}

TEST_F(CommandLine, AFileOfAnotherEncodingIsWrongInputAndNamed) {
  program_->must({"init", program_->path("encoded.db"), "--terms", example("south-west-syria-2017")});
  const auto utf16 = program_->path("utf16");
  program_->write("utf16", std::string("\xFF\xFEi\0d\0", 6));
  const std::vector<std::string> lines[] = {
      {"import", program_->path("encoded.db"), "ucdp-ged", utf16, "--released", "2019-12-01"},
      {"import", program_->path("encoded.db"), "csv", utf16},
      {"import", program_->path("encoded.db"), "entries", utf16},
  };
  for (const auto& line : lines) {
    const auto said = run(line);
    EXPECT_EQ(said.code, 2) << said.err;
    EXPECT_THAT(said.err, HasSubstr("iconv -f UTF-16LE -t UTF-8")) << line[2];
  }
}

TEST_F(CommandLine, HelpSaysWhatAFlagTakesWhatIsUsualAndWhatIsRequired) {
  const auto assess = run({"assess", "--help"}).out;
  for (const char* words : {"--windows LENGTHS=30d,90d,180d", "--penalty NUMBER=3", "--at DAY", "--known-at WHEN",
                            "--series FROM/TO", "--time spread|start=spread"}) {
    EXPECT_THAT(assess, HasSubstr(words));
  }
  EXPECT_THAT(run({"init", "--help"}).out, HasSubstr("--terms TERMS (required)"));
  EXPECT_THAT(run({"simulate", "--help", "--lang", "ru"}).out, HasSubstr("--out DB (обязательно)"));
  EXPECT_THAT(run({"simulate", "--help", "--lang", "ar"}).out, HasSubstr("--seed NUMBER=1"));
  EXPECT_THAT(run({"--help"}).out, HasSubstr("--format table|json|ndjson|csv=table"));
  EXPECT_THAT(run({"manual"}).out, HasSubstr("\\-\\-terms TERMS (required)"));
}

TEST_F(CommandLine, NothingIsOverwritten) {
  const auto said = run({"init", made(), "--terms", example("south-west-syria-2017")});
  EXPECT_EQ(said.code, 1);
  EXPECT_EQ(run({"backup", made(), made()}).code, 1);
}

TEST_F(CommandLine, ABackupHasTheSameRootAndARestoredOneAnswersTheSame) {
  const auto root = run({"verify", made(), "--format", "json"}).out;
  program_->must({"backup", made(), program_->path("copy.db")});
  program_->must({"restore", program_->path("copy.db"), program_->path("restored.db")});
  EXPECT_EQ(run({"verify", program_->path("restored.db"), "--format", "json"}).out, root);
  const std::vector<std::string> question{"--at", "2018-06-25", "--format", "json"};
  auto of_made = question;
  of_made.insert(of_made.begin(), {"assess", made()});
  auto of_restored = question;
  of_restored.insert(of_restored.begin(), {"assess", program_->path("restored.db")});
  EXPECT_EQ(run(of_made).out, run(of_restored).out);
}

TEST_F(CommandLine, DoctorNamesWhatIsWrongWithAWayOut) {
  EXPECT_EQ(run({"doctor", made()}).code, 0);
  program_->write("no_record.db", "this is not a record");
  const auto said = run({"doctor", program_->path("no_record.db")});
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.out, HasSubstr("entente restore"));
}

TEST_F(CommandLine, CompletionsAndManualKnowEveryCommand) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const auto text = run({"completion", shell}).out;
    for (const char* word : {"assess", "restore", "simulate"})
      EXPECT_THAT(text, HasSubstr(word)) << shell;
    EXPECT_THAT(text, HasSubstr("max-span")) << shell;
  }
  const auto manual = run({"manual"}).out;
  EXPECT_THAT(manual, StartsWith(".TH ENTENTE 1"));
  EXPECT_THAT(manual, HasSubstr("\\-\\-known\\-at"));
  EXPECT_THAT(manual, Not(HasSubstr("\n.entente")));
}

TEST_F(CommandLine, LintAnswersWhatIsMissingBeforeItCanBeAnnounced) {
  const auto said = run({"lint", example("south-west-syria-2017"), "--known-at", "2017-11-10"});
  EXPECT_EQ(said.code, 0);
  EXPECT_THAT(said.out, HasSubstr("before it can be announced"));
  EXPECT_THAT(said.out, HasSubstr("X1"));
}

}  // namespace
}  // namespace entente::test
