// SPDX-License-Identifier: Apache-2.0
// What an import says and refuses, on small files: doubles, cut files, gone rows, rows that fit nowhere, made records.
#include "acceptance/program.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace entente::test {
namespace {

using ::testing::HasSubstr;

/// A record of its own for each test.
class Import : public ::testing::Test {
 protected:
  void SetUp() override { program.must({"init", db(), "--terms", example("south-west-syria-2017")}); }

  [[nodiscard]] std::string db() const { return program.path("sw.db"); }

  /// Imports `text` as the release of that day.
  [[nodiscard]] Said import(const std::string& importer, const std::string& text, const std::string& released,
                            const std::vector<std::string>& more = {}) const {
    program.write("rows.csv", text);
    std::vector<std::string> line{"import", db(), importer, program.path("rows.csv"), "--released", released};
    line.insert(line.end(), more.begin(), more.end());
    return program.run(line);
  }
  [[nodiscard]] boost::json::value counts(const std::string& importer, const std::string& text,
                                          const std::string& released, std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--format", "json"});
    return import(importer, text, released, more).json().at(0);
  }
  [[nodiscard]] std::string root() const { return program.must({"verify", db(), "--format", "json"}).out; }

  Program program;
};

std::int64_t number(const boost::json::value& counts, std::string_view key) { return counts.at(key).as_int64(); }

/// Shellings 1 … n on the days of August 2017 in turn.
std::string shellings(int n) {
  std::string text = "id,act,time.first,place.country,place.governorate,words\n";
  for (int i = 1; i <= n; ++i)
    text += fmt::format("{},shelling,2017-08-{:02},Syria,Daraa,report {}\n", i, 1 + (i % 28), i);
  return text;
}

TEST_F(Import, RowsThatDifferOnlyInTheirIdAreKeptAndCountedAloud) {
  const std::string text =
      shellings(3) + "4,shelling,2017-08-02,Syria,Daraa,report 1\n" + "5,shelling,2017-08-02,Syria,Daraa,report 1\n";
  const auto said = import("csv", text, "2018-01-01");
  EXPECT_THAT(said.out, HasSubstr("5 new"));
  EXPECT_THAT(said.out, HasSubstr("2 rows are each like an earlier one of this file in everything read but the id"));
  EXPECT_THAT(said.out, HasSubstr("(4 like 1)"));
  const auto again = counts("csv", text, "2018-02-01");
  EXPECT_EQ(number(again, "equal"), 5);
  EXPECT_EQ(number(again, "alike"), 2) << "also when nothing is new";
  EXPECT_EQ(number(counts("csv", shellings(3), "2018-03-01"), "alike"), 0);
}

TEST_F(Import, AFileThatLacksManyRowsIsRefusedWithTheNumbersUntilItIsAllowed) {
  ASSERT_EQ(import("csv", shellings(100), "2018-01-01").code, 0);
  const auto before = root();
  for (const auto& dry : {std::vector<std::string>{}, std::vector<std::string>{"--dry-run"}}) {
    auto flags = dry;
    flags.emplace_back("--complete");
    const auto said = import("csv", shellings(60), "2018-02-01", flags);
    EXPECT_EQ(said.code, 1);
    EXPECT_THAT(said.err, HasSubstr("lacks 40 rows of 100 known ones"));
    EXPECT_THAT(said.err, HasSubstr("--allow-gone"));
    EXPECT_EQ(root(), before);
  }
  EXPECT_EQ(number(counts("csv", shellings(60), "2018-02-01", {"--complete", "--allow-gone"}), "gone"), 40);
}

TEST_F(Import, ATenthOfTheRowsOrFewerThanTwentyMayGoWithoutAsking) {
  ASSERT_EQ(import("csv", shellings(200), "2018-01-01").code, 0);
  EXPECT_EQ(number(counts("csv", shellings(180), "2018-02-01", {"--complete"}), "gone"), 20) << "exactly a tenth";
  EXPECT_EQ(import("csv", shellings(161), "2018-03-01", {"--complete"}).code, 0) << "19 rows, more than a tenth";
  EXPECT_EQ(import("csv", shellings(140), "2018-04-01", {"--complete"}).code, 1) << "21 rows, more than a tenth";
}

TEST_F(Import, RowsOutsideTheFileStayAndAreSaid) {
  const std::string header = "id,act,time.first,place.country\n";
  ASSERT_EQ(import("csv",
                   header + "1,shelling,2017-08-01,Syria\n2,shelling,2017-08-05,Syria\n3,shelling,2017-09-30,Syria\n" +
                       "4,shelling,2017-08-03,Lebanon\n5,shelling,,Syria\n6,shelling,2017-08-03T12:00,Syria\n",
                   "2018-01-01")
                .code,
            0);
  const std::string newer = header + "1,shelling,2017-08-01,Syria\n7,shelling,2017-08-10,Syria\n";
  EXPECT_THAT(import("csv", newer, "2018-02-01", {"--dry-run"}).out,
              HasSubstr("5 rows known before and not in this file stay; --complete says"));
  const auto said = import("csv", newer, "2018-02-01", {"--complete"});
  EXPECT_THAT(said.out, HasSubstr("1 new, 0 changed, 2 gone, 1 equal")) << "2, and 6 with its hour";
  EXPECT_THAT(said.out, HasSubstr("3 rows known before and not in this file stay: outside its days and countries"));
}

TEST_F(Import, ACompleteFileRetractsRowsOfEveryKind) {
  program.write("coverage.json",
                R"({"kind": "coverage", "columns": {"id": "id", "time.first": "day", "hours": "hours"}})");
  program.write("source.json", R"({"kind": "source", "columns": {"id": "id", "name.en": "name"}})");
  const std::vector<std::string> seen{"--mapping", program.path("coverage.json"), "--dataset", "seen", "--complete"};
  const std::vector<std::string> told{"--mapping", program.path("source.json"), "--dataset", "told", "--complete"};
  const std::string days = "id,day,hours\n1,2017-08-01,8\n3,2017-08-03,8\n";
  ASSERT_EQ(number(counts("csv", days + "2,2017-08-02,8\n", "2018-01-01", seen), "new"), 3);
  EXPECT_EQ(number(counts("csv", days, "2018-02-01", seen), "gone"), 1);
  ASSERT_EQ(number(counts("csv", "id,name\na,A\nb,B\n", "2018-01-01", told), "new"), 2);
  EXPECT_EQ(number(counts("csv", "id,name\na,A\n", "2018-02-01", told), "gone"), 1);
  EXPECT_EQ(program.run({"verify", db()}).code, 0);
}

TEST_F(Import, ARowThatCannotBeReadIsNotTakenForGone) {
  ASSERT_EQ(import("csv", shellings(3), "2018-01-01").code, 0);
  std::string broken = shellings(3);
  broken.replace(broken.find("2,shelling"), 10, "2,shelking");
  const auto said = counts("csv", broken, "2018-02-01", {"--complete"});
  EXPECT_EQ(number(said, "rejected"), 1);
  EXPECT_EQ(number(said, "gone"), 0);
}

TEST_F(Import, AnIdThatStandsTwiceIsNamedWithBothLines) {
  const auto said = import("csv", shellings(3) + "2,shelling,2017-08-20,Syria,Daraa,another\n", "2018-01-01");
  EXPECT_EQ(said.code, 3);
  EXPECT_THAT(said.out, HasSubstr("line 5: id 2 stands twice in the file, first in line 3"));
}

TEST_F(Import, WhereTheReasonsCannotBeKeptNothingIsImported) {
  const std::string before = root();
  const auto said = import("csv", shellings(3) + "4,shelling,never,Syria,Daraa,x\n", "2018-01-01",
                           {"--reject-file", program.path("no/such/folder/rejects.csv")});
  EXPECT_EQ(said.code, 1);
  EXPECT_EQ(root(), before);
}

TEST_F(Import, AnAnswerRestsOnTheReleasesThatWereKnownOnly) {
  ASSERT_EQ(import("csv", shellings(3), "2018-01-01").code, 0);
  ASSERT_EQ(import("csv", shellings(5), "2019-01-01").code, 0);
  const auto releases = [&](const std::vector<std::string>& more) {
    std::vector<std::string> line{"assess", db(), "--at", "2017-10-01", "--format", "json"};
    line.insert(line.end(), more.begin(), more.end());
    return program.run(line).json().at("datasets").as_array().size();
  };
  EXPECT_EQ(releases({}), 2u);
  EXPECT_EQ(releases({"--known-at", "2018-06-01"}), 1u);
}

// One slip of the pen in a year must not make every question about now one about the far future.
TEST_F(Import, TheRecordEndsWhenItWasRecordedWhateverARowSays) {
  ASSERT_EQ(import("csv", shellings(3) + "4,shelling,2817-08-01,Syria,Daraa,x\n", "2018-01-01").code, 0);
  const auto said = program.run({"assess", db(), "--format", "json"});
  ASSERT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(std::string(said.json().at("at").as_string()),
              HasSubstr("2017-12-31T22:00:00Z"));  // midnight in Damascus
}

TEST_F(Import, ARowThatSpeaksOfNothingIsRejectedAndTheRecordStaysReadable) {
  ASSERT_EQ(import("csv", shellings(2), "2018-01-01", {"--dataset", "field"}).code, 0);
  program.write("verify.json", R"({"kind": "verification", "columns": {"id": "id", "subject": "of", "state": "state",
      "subject.dataset": {"constant": "field"}, "subject.release": {"constant": "2018-01-01"}}})");
  const auto said = import("csv", "id,of,state\na,1,verified\nb,99,refuted\n", "2018-01-02",
                           {"--mapping", program.path("verify.json"), "--dataset", "desk"});
  EXPECT_EQ(said.code, 3);
  EXPECT_THAT(said.out, HasSubstr("1 new"));
  EXPECT_THAT(said.out, HasSubstr("line 3: it corrects or speaks of an entry that is not in the record"));
  EXPECT_EQ(program.run({"verify", db()}).code, 0);
  EXPECT_EQ(program.run({"assess", db(), "--at", "2017-10-01"}).code, 0);
}

TEST_F(Import, AnEntryWhoseIdIsTakenIsRejectedAndTheOthersGoIn) {
  const auto line = [](const std::string& id, const std::string& name) {
    return R"({"id":")" + id + R"(","kind":"source","label":{"tlp":"green"},"source":{"id":")" + name +
           R"(","names":{"en":"SOHR"}}})" + "\n";
  };
  const std::string one = "00000000000000000000000000000001";
  const std::string two = "00000000000000000000000000000002";
  const auto first = import("entries", line(one, "a"), "2018-01-01");
  ASSERT_EQ(first.code, 0) << first.err << first.out;
  const auto said = import("entries", line(one, "changed") + line(two, "b"), "2018-02-01", {"--dataset", "other"});
  EXPECT_EQ(said.code, 3) << said.err;
  EXPECT_THAT(said.out, HasSubstr("1 new"));
  EXPECT_THAT(said.out, HasSubstr("line 1: the id " + one + " is in the record already"));
}

TEST_F(Import, AMadeRecordTakesNoRealData) {
  const auto made = program.path("made.db");
  program.must({"simulate", example("south-west-syria-2017"), "--seed", "3", "--out", made});
  const auto before = program.must({"verify", made, "--format", "json"}).out;
  program.write("rows.csv", shellings(3));
  const auto said = program.run({"import", made, "csv", program.path("rows.csv")});
  EXPECT_EQ(said.code, 1);
  EXPECT_EQ(said.out, "");
  EXPECT_THAT(said.err, HasSubstr("SIMULATED"));
  EXPECT_EQ(program.must({"verify", made, "--format", "json"}).out, before);
}

}  // namespace
}  // namespace entente::test
