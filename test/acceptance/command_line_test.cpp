// SPDX-License-Identifier: Apache-2.0
// The habits of the command line, on a made record: forms, languages, exit codes, what is said when a line is wrong.
#include "acceptance/program.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

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

TEST_F(CommandLine, LintNamesTheCountingRuleInForce) {
  EXPECT_THAT(run({"lint", example("south-west-syria-2017")}).out, HasSubstr("\nCounting rule in force: "));
}

TEST_F(CommandLine, EveryCommandHasHelpWithAnExample) {
  for (const char* command : {"init", "lint", "import", "evaluate", "assess", "verify", "backup", "restore", "doctor",
                              "simulate", "completion", "manual"}) {
    const auto help = run({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_THAT(help.out, HasSubstr("Example: entente " + std::string(command)));
    EXPECT_THAT(help.out, HasSubstr("Usage: entente " + std::string(command))) << "as a person types it";
  }
}

TEST_F(CommandLine, NothingPromisesToReadStandardInput) {
  for (const char* language : {"en", "ar", "ru"}) {
    const auto said = run({"import", "--help", "--lang", language}).out + run({"manual", "--lang", language}).out;
    for (const char* words : {"standard input", "القياسي", "стандартный ввод"})
      EXPECT_THAT(said, Not(HasSubstr(words))) << language;
  }
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
      {{"assess", made(), "--penalty", "-1"}, "--penalty: “-1” is not understood"},
      {{"assess", made(), "--time", "sprad"}, "--time: “sprad” is not one of spread, start; did you mean “spread”?"},
      {{"assess", made(), "--each-week", "0001-01-01/9999-12-31"}, "--each-week: more than 1,000 weeks"},
      {{"assess", made(), "--format", "xml"}, "--format: “xml” is not one of table, json, ndjson, csv"},
      {{"assess", made(), "--lang", "fr"}, "--lang: “fr” is not one of en, ar, ru"},
      {{"assess", made(), "--fail-on", "holding"},
       "--fail-on: “holding” is not one of not_assessable, strained, broken"},
      {{"evaluate", made(), "--clause", "p1"}, "the terms have no clause “p1”"},
      {{"import", made(), "ucdp", "x.csv"}, "there is no importer “ucdp”"},
      {{"import", made(), "ucdp-ged", "x.csv"}, "--released 2019-12-01"},
      {{"simulate", example("south-west-syria-2017"), "--seed", "x", "--out", "y"}, "--seed: “x” is not understood"},
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

TEST_F(CommandLine, BadTermsNameFileLineAndColumnAndMakeNothing) {
  program_->write("bad.yaml", "entente: 1\nagreement: {id: x, titel: y}\n...\n");
  const auto said = run({"init", program_->path("bad.db"), "--terms", program_->path("bad.yaml")});
  EXPECT_EQ(said.code, 2);
  EXPECT_THAT(said.out, HasSubstr("bad.yaml:2:"));
  EXPECT_FALSE(std::filesystem::exists(program_->path("bad.db")));
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
