// SPDX-License-Identifier: Apache-2.0
// What an import says and refuses, on small files: doubles, cut files, gone rows, rows that fit nowhere, made records.
#include "service/import.hpp"

#include "acceptance/program.hpp"
#include "i18n/render.hpp"
#include "record/canonical.hpp"
#include "service/record.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
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
  EXPECT_EQ(said.code, 2);
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
  const std::string rows = "id,act,time.first,time.last,place.country\n1,shelling,2017-08-01,2817-08-01,Syria\n";
  ASSERT_EQ(import("csv", rows, "2018-01-01").code, 0);
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
  EXPECT_THAT(said.out, HasSubstr("line 3: entry 5 speaks of entry "));
  EXPECT_THAT(said.out, HasSubstr("which is not before it in the record; in an import, bring that one in first"));
  EXPECT_EQ(program.run({"verify", db()}).code, 0);
  EXPECT_EQ(program.run({"assess", db(), "--at", "2017-10-01"}).code, 0);
}

TEST_F(Import, ADuplicateOfItselfAndTwoOfEachOtherAreRejectedWithThatReason) {
  ASSERT_EQ(import("csv", shellings(3), "2018-01-01", {"--dataset", "field"}).code, 0);
  program.write("verify.json",
                R"({"kind": "verification", "columns": {"id": "id", "subject": "of", "duplicate_of": "like",
      "state": {"constant": "duplicate"}, "subject.dataset": {"constant": "field"},
      "subject.release": {"constant": "2018-01-01"}}})");
  const std::vector<std::string> desk{"--mapping", program.path("verify.json"), "--dataset", "desk"};
  const auto said = import("csv", "id,of,like\na,1,1\nb,1,2\nc,2,3\nd,3,1\ne,3,2\n", "2018-01-02", desk);
  EXPECT_EQ(said.code, 3);
  EXPECT_THAT(said.out, HasSubstr("2 new")) << said.out;
  for (const char* line : {"line 2: ", "line 5: ", "line 6: "})
    EXPECT_THAT(said.out, HasSubstr(line));
  EXPECT_THAT(said.out, HasSubstr("a duplicate of itself, directly or by way of others"));
  EXPECT_EQ(program.run({"verify", db()}).code, 0);
}

TEST_F(Import, ARowThatHappensAfterItsReleaseIsRejectedWithBothDays) {
  const auto rows = [](const char* when) {
    return std::string("id,act,time.first,place.country\n1,shelling,") + when + ",Syria\n";
  };
  const auto said = import("csv", rows("2018-01-02"), "2018-01-01");
  EXPECT_EQ(said.code, 3);
  EXPECT_THAT(said.out, HasSubstr("line 2: it happens on 2018-01-02 but was known on 2018-01-01"));
  EXPECT_EQ(import("csv", rows("2018-01-02"), "2018-01-01", {"--known-after", "3d"}).code, 3);
  EXPECT_THAT(import("csv", rows("2018-01-01T00:01"), "2018-01-01").out,
              HasSubstr("it happens on 2018-01-01 00:01 but was known on 2018-01-01 00:00"));
  EXPECT_EQ(import("csv", rows("2018-01-01"), "2018-01-01").code, 0) << "on the day, it may have been before";
  EXPECT_EQ(import("csv", rows("2018-01-01T00:00"), "2018-01-01", {"--dataset", "b"}).code, 0) << "just then";
}

TEST_F(Import, ACoverageThatBeginsAfterItsReleaseIsRejectedToo) {
  program.write("coverage.json",
                R"({"kind": "coverage", "columns": {"id": "id", "time.first": "day", "hours": "hours"}})");
  const auto said =
      import("csv", "id,day,hours\n1,2018-01-05,8\n", "2018-01-01", {"--mapping", program.path("coverage.json")});
  EXPECT_EQ(said.code, 3);
  EXPECT_THAT(said.out, HasSubstr("it happens on 2018-01-05 but was known on 2018-01-01"));
}

// Now is 2026-01-01T00:00:00Z, 03:00 in Damascus.
TEST_F(Import, AReleaseMoreThanADayAheadIsRefusedAndKeepsNothingOut) {
  for (const char* ahead : {"9999-12-01", "2026-01-03", "2026-01-02T00:00:01Z"}) {
    const auto said = import("csv", shellings(3), ahead);
    EXPECT_EQ(said.code, 2) << ahead;
    EXPECT_THAT(said.err, HasSubstr("more than a day after now")) << ahead;
  }
  EXPECT_EQ(import("csv", shellings(3), "2026-01-02T00:00:00Z").code, 0);
}

TEST_F(Import, WithKnownAfterOnlyNewRowsAreKnownBeforeTheRelease) {
  const std::string header = "id,act,time.first,place.country,place.governorate,words\n";
  const std::string a = "a,shelling,2017-08-02,Syria,Daraa,";
  ASSERT_EQ(import("csv", header + a + "first\nb,shelling,2017-08-02,Syria,Daraa,x\n", "2018-01-01").code, 0);
  ASSERT_EQ(import("csv", header + "b,shelling,2017-08-02,Syria,Daraa,x\n", "2018-02-01", {"--complete"}).code, 0);
  const auto said = import("csv",
                           header + a + "again\nb,shelling,2017-08-02,Syria,Daraa,y\n" +
                               "c,shelling,2017-08-03,Syria,Daraa,z\nd,shelling,2018-02-28,Syria,Daraa,z\n",
                           "2018-03-01", {"--known-after", "3d"});
  ASSERT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("3 new, 1 changed"));
  EXPECT_THAT(said.out, HasSubstr("Assumed: each new row was known 3d after its event"));
  const auto known = [&](const char* row) {
    std::string days;
    const auto fields = program.must({"show", db(), std::string("csv:") + row, "--format", "ndjson"}).out;
    for (std::size_t at = 0; (at = fields.find("recorded_at\",\"value\":\"", at)) != std::string::npos; ++at)
      days += fields.substr(at + 22, 10) + " ";
    return days;
  };
  EXPECT_EQ(known("b"), "2017-12-31 2018-02-28 ") << "the correction was learnt with the release";
  EXPECT_EQ(known("a"), "2017-12-31 2018-01-31 2018-02-28 ") << "gone and back: not known before it came back";
  EXPECT_EQ(known("c"), "2017-08-06 ");
  EXPECT_EQ(known("d"), "2018-02-28 ") << "with the release at the latest";
}

TEST_F(Import, NothingIsSaidToBeAssumedWhereNothingWas) {
  ASSERT_EQ(import("csv", shellings(3), "2018-01-01").code, 0);
  for (const char* released : {"2018-01-01", "2018-02-01"})
    EXPECT_THAT(import("csv", shellings(3), released, {"--known-after", "3d"}).out,
                ::testing::Not(HasSubstr("Assumed")));
  std::string changed = shellings(3);
  changed.replace(changed.find("report 1"), 8, "reports!");
  EXPECT_THAT(import("csv", changed, "2018-03-01", {"--known-after", "3d"}).out, ::testing::Not(HasSubstr("Assumed")));
  const auto assumed = program.run({"assess", db(), "--at", "2017-10-01", "--format", "json"}).json();
  for (const auto& dataset : assumed.at("datasets").as_array())
    EXPECT_TRUE(dataset.at("known_after_s").is_null());
}

TEST_F(Import, WhatItDoesToRowsOfOtherDatasetsIsSaid) {
  ASSERT_EQ(import("csv", shellings(4), "2018-01-01", {"--dataset", "field"}).code, 0);
  const auto id = [&](const char* row) {
    const auto shown = program.must({"show", db(), std::string("field:") + row, "--format", "ndjson"}).out;
    return shown.substr(shown.find("\"entry\":\"") + 9, 32);
  };
  const auto about = [&](int number, const std::string& kind, const std::string& body) {
    return fmt::format(R"({{"id":"{:032}","kind":"{}","label":{{"tlp":"green"}},"{}":{}}})", number, kind, kind, body) +
           "\n";
  };
  const std::string lines =
      about(1, "retraction", fmt::format(R"({{"subject":"{}"}})", id("1"))) +
      about(2, "retraction", fmt::format(R"({{"subject":"{}"}})", id("2"))) +
      about(3, "verification", fmt::format(R"({{"subject":"{}","state":"refuted"}})", id("2"))) +
      about(4, "verification", fmt::format(R"({{"subject":"{}","state":"verified"}})", id("3"))) +
      fmt::format(
          R"({{"id":"{:032}","kind":"incident","label":{{"tlp":"green"}},"corrects":"{}","incident":{{"act":"sniping","activities":1}}}})",
          5, id("4")) +
      "\n" + about(6, "retraction", R"({"subject":"00000000000000000000000000000004"})");
  const auto dry = import("entries", lines, "2018-02-01", {"--dataset", "desk", "--dry-run"});
  const auto said = import("entries", lines, "2018-02-01", {"--dataset", "desk"});
  ASSERT_EQ(said.code, 0) << said.err << said.out;
  for (const auto& out : {dry.out, said.out}) {
    EXPECT_THAT(out, HasSubstr("Touches 4 entries of field: 1 corrected, 2 retracted, 2 given a verification, "
                               "0 an attribution"));
    EXPECT_THAT(out, ::testing::Not(HasSubstr("of desk:"))) << "its own rows";
  }
  const auto counted = counts(
      "entries", about(7, "attribution", fmt::format(R"({{"subject":"{}","actor":"x","confidence":0.5}})", id("3"))),
      "2018-03-01", {"--dataset", "desk"});
  EXPECT_EQ(number(counted, "touched"), 1);
  EXPECT_EQ(number(counted, "touched_attributed"), 1);
  EXPECT_EQ(number(counted, "touched_retracted"), 0);
  EXPECT_EQ(counted.at("touched_datasets").as_string(), "field");
}

/// Shellings 1 … n, of which those up to `changed` have other words.
std::string shellings_changed(int n, int changed) {
  std::string text = shellings(n);
  for (int i = 1; i <= changed; ++i) {
    const auto old = fmt::format(",report {}\n", i);
    text.replace(text.find(old), old.size(), fmt::format(",mended {}\n", i));
  }
  return text;
}

TEST_F(Import, AFileThatChangesMostRowsIsRefusedUntilItIsAllowed) {
  ASSERT_EQ(import("csv", shellings(40), "2018-01-01").code, 0);
  const auto before = root();
  const auto said = import("csv", shellings_changed(40, 21), "2018-02-01");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.err, HasSubstr("this file changes 21 rows of 40 known ones"));
  EXPECT_THAT(said.err, HasSubstr("--dataset"));
  EXPECT_EQ(root(), before);
  EXPECT_EQ(number(counts("csv", shellings_changed(40, 20), "2018-02-01"), "changed"), 20) << "exactly half";
  const auto back = counts("csv", shellings_changed(40, 40), "2018-03-01", {"--allow-changed"});
  EXPECT_EQ(number(back, "changed"), 20);
  EXPECT_EQ(number(counts("csv", shellings(40), "2018-04-01", {"--allow-changed"}), "changed"), 40);
}

TEST_F(Import, OfFewRowsItIsSaidThatMostChanged) {
  ASSERT_EQ(import("csv", shellings(10), "2018-01-01").code, 0);
  EXPECT_THAT(import("csv", shellings_changed(10, 5), "2018-02-01").out, ::testing::Not(HasSubstr("Check:")));
  std::string other = shellings(10);
  for (std::size_t at = 0; (at = other.find("shelling,", at)) != std::string::npos;)
    other.replace(at, 9, "sniping,");
  const auto changed = import("csv", other, "2018-03-01");
  EXPECT_EQ(changed.code, 0);
  EXPECT_THAT(changed.out, HasSubstr("Check: 10 rows of csv, more than half of those known, changed"));
}

TEST_F(Import, AFileThatChangesWhileItIsReadIsRefused) {
  program.write("rows.csv", shellings(3000));
  const auto store = service::open_record(db(), service::Access::append).value();
  service::ImportRequest request;
  request.importer = "csv";
  request.file = {program.path("rows.csv"), "csv", "2018-01-01", TimeZone::utc(), ""};
  request.recorded_at = request.now = parse_instant("2018-01-01T00:00:00Z").value();
  request.reject_path = program.path("rejects.csv");
  const auto head = store->head().value();
  request.progress = [&](double) {
    std::ofstream(program.path("rows.csv"), std::ios::app) << "x";
    return true;
  };
  const auto refused = service::import_file(*store, request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::unavailable);
  EXPECT_THAT(i18n::render(refused.error().message, i18n::Language::en), HasSubstr("changed while it was read"));
  EXPECT_EQ(store->head().value(), head);
  // The same of a file that takes its place, of the same size.
  program.write("rows.csv", shellings(3000));
  request.progress = [&](double) {
    program.write("other.csv", shellings(3000));
    std::filesystem::rename(program.path("other.csv"), program.path("rows.csv"));
    return true;
  };
  EXPECT_FALSE(service::import_file(*store, request));
  request.progress = {};
  EXPECT_TRUE(service::import_file(*store, request));
}

TEST_F(Import, AMappingThatNobodyReadsIsRefused) {
  program.write("m.json", "{}");
  const auto said = import("places", "code,name_en\nA,A\n", "2018-01-01", {"--mapping", program.path("m.json")});
  EXPECT_EQ(said.code, 2);
  EXPECT_THAT(said.err, HasSubstr("places takes no mapping; --mapping is for csv, geofile"));
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

/// An entry of the record's own form with the body `body`; its number is its id.
std::string entry_line(int number, const std::string& kind, const std::string& body) {
  return fmt::format(R"({{"id":"{:032}","kind":"{}","label":{{"tlp":"green"}},"{}":{}}})", number, kind, kind, body) +
         "\n";
}

std::string incident_line(int number, const std::string& members) {
  return entry_line(number, "incident", R"({"act":"shelling","activities":1,)" + members + "}");
}

TEST_F(Import, EntriesWithImpossibleValuesAreRejectedWithLineAndReason) {
  const auto disc = [](const std::string& centre) {
    return R"("place":{"form":"disc","centre":)" + centre + R"(,"radius_m":1})";
  };
  const auto said =
      import("entries",
             incident_line(1, R"("casualties":{"killed":{"low":-1000,"best":1,"high":2}})") +
                 incident_line(2, R"("casualties":{"killed":{"low":9,"best":5,"high":1}})") +
                 incident_line(3, disc(R"({"lat":32,"lng":1e300})")) +
                 incident_line(4, R"("time":{"days":{"first":"2017-08-05","last":"2017-08-01"}})") +
                 entry_line(5, "coverage",
                            R"({"hours":-1,"share":1,"time":{"days":{"first":"2017-08-01","last":"2017-08-01"}}})") +
                 incident_line(6, R"("count":12)"),
             "2018-01-01");
  EXPECT_EQ(said.code, 3);
  EXPECT_THAT(said.out, HasSubstr("1 new")) << said.err;
  for (const char* reason :
       {"line 1: casualties.killed is -1000", "line 2: casualties.killed is low 9",
        "line 3: place.centre.lng is 1e+300", "line 4: time goes from 2017-08-05 to 2017-08-01", "line 5: hours is -1"})
    EXPECT_THAT(said.out, HasSubstr(reason));
  EXPECT_EQ(program.run({"verify", db()}).code, 0);
}

TEST_F(Import, NoImporterBringsInWhatCannotBe) {
  EXPECT_THAT(
      import("csv",
             "id,act,time.first,time.last,place.lat,place.lng,place.radius_m,killed,killed_civilians\n"
             "1,shelling,2017-08-05,2017-08-01,,,,,\n2,shelling,,,32,36,-5,,\n3,shelling,,,,,,1,100\n",
             "2018-01-01")
          .out,
      ::testing::AllOf(HasSubstr("line 2: time goes from 2017-08-05"), HasSubstr("line 3: place.radius_m is -5"),
                       HasSubstr("line 4: casualties.killed_civilians is at least 100")));
  const std::string bow_tie = R"("geometry":{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}})";
  program.write("z.geojson", R"({"type":"Feature","id":"z","properties":{"act":"shelling"},)" + bow_tie);
  EXPECT_THAT(program.run({"import", db(), "geofile", program.path("z.geojson")}).out,
              HasSubstr("place: ring 1 of part 1 crosses itself near"));
  program.write("z.geojson", R"({"type":"Feature","properties":{"code":"Z","name_en":"Z"},)" + bow_tie);
  EXPECT_THAT(program.run({"import", db(), "places", program.path("z.geojson")}).out,
              HasSubstr("outline: ring 1 of part 1 crosses itself near"));
}

std::string hex_of_key(const std::string& dataset, const std::string& id, const std::string& release) {
  return record::to_string(record::derive_id({dataset, id, release}));
}

TEST_F(Import, ARowWhoseIdIsTakenIsRejectedAloneAndComesInWithTheNextRelease) {
  std::string squatter;
  for (const char* release : {"2018-02-01", "2018-03-01"}) {
    const auto line = incident_line(1, R"("words":"squats")");
    squatter += std::string(line).replace(line.find("0000"), 32, hex_of_key("field", "2", release));
  }
  ASSERT_EQ(import("entries", squatter, "2018-01-01").code, 0);
  const std::vector<std::string> field{"--dataset", "field"};
  ASSERT_EQ(import("csv", shellings(3), "2018-01-01", field).code, 0);
  const auto correction = import("csv", shellings_changed(3, 3), "2018-02-01", field);
  EXPECT_EQ(correction.code, 3);
  EXPECT_THAT(correction.out, HasSubstr("0 new, 2 changed")) << correction.err;
  EXPECT_THAT(correction.out, HasSubstr("line 3: row 2 of field, release 2018-02-01, has by its key the id " +
                                        hex_of_key("field", "2", "2018-02-01") + ", which the record has already"));
  auto without = shellings_changed(3, 3);
  without.erase(without.find("2,shelling"), without.find("3,shelling") - without.find("2,shelling"));
  const auto gone = import("csv", without, "2018-03-01", {"--dataset", "field", "--complete"});
  EXPECT_EQ(gone.code, 3) << "its retraction has the other id that is taken";
  EXPECT_THAT(gone.out, HasSubstr("0 new, 0 changed, 0 gone, 2 equal"));
  EXPECT_THAT(import("csv", shellings_changed(3, 3), "2018-04-01", field).out, HasSubstr("0 new, 1 changed"));
  EXPECT_EQ(program.run({"verify", db()}).code, 0);
}

TEST_F(Import, AnEntryOfItsOwnIdWhoseKeyIsTakenIsRejectedAlone) {
  const auto keyed = [](int number, const std::string& release, const std::string& words) {
    auto line = incident_line(number, R"("words":")" + words + "\"");
    return line.insert(1, R"("external":{"dataset":"x","id":"1","release":")" + release + "\"},");
  };
  const std::vector<std::string> x{"--dataset", "x"};
  ASSERT_EQ(import("entries", keyed(1, "a", "one"), "2018-01-01", x).code, 0);
  ASSERT_EQ(import("entries", keyed(2, "b", "two"), "2018-01-01", x).code, 0);
  const auto said = import("entries", keyed(3, "a", "three") + incident_line(4, R"("count":1)"), "2018-01-01", x);
  EXPECT_EQ(said.code, 3);
  EXPECT_THAT(said.out, HasSubstr("1 new, 0 changed")) << said.err;
  EXPECT_THAT(said.out, HasSubstr("line 1: row 1 of x, release a, has by its key the id"));
}

TEST_F(Import, AnEntryWithAKeyIsCorrectedByItsNextReleaseAndFoundByItsRow) {
  const auto keyed = [](const std::string& release, int count) {
    return fmt::format(R"({{"kind":"incident","label":{{"tlp":"green"}},)"
                       R"("external":{{"dataset":"x","id":"1","release":"{}"}},)"
                       R"("incident":{{"act":"shelling","activities":1,"count":{}}}}})"
                       "\n",
                       release, count);
  };
  const auto refused = import("entries", keyed("2019", 1), "2018-01-01");
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.out, HasSubstr("repeat with --dataset x"));
  const std::vector<std::string> x{"--dataset", "x"};
  EXPECT_EQ(number(counts("entries", keyed("2019", 1), "2018-01-01", x), "new"), 1);
  EXPECT_EQ(number(counts("entries", keyed("2020", 2), "2018-02-01", x), "changed"), 1);
  const auto shown = program.run({"show", db(), "x:1", "--format", "json"}).json();
  EXPECT_EQ(shown.at("entries").as_array().size(), 2u);
}

TEST_F(Import, WhatShowWritesAsJsonEntriesReads) {
  ASSERT_EQ(import("csv", shellings(2), "2018-01-01", {"--dataset", "field"}).code, 0);
  ASSERT_EQ(import("csv", shellings_changed(2, 1), "2018-02-01", {"--dataset", "field"}).code, 0);
  const auto shown = [&](const std::string& record) {
    std::string lines;
    const auto said = program.run({"show", record, "field:1", "field:2", "--format", "json"}).json();
    for (auto entry : said.at("entries").as_array()) {  // jq -c '.entries[] | del(.sequence)'
      entry.as_object().erase("sequence");
      lines += boost::json::serialize(entry) + "\n";
    }
    return lines;
  };
  const auto other = program.path("other.db");
  program.must({"init", other, "--terms", example("south-west-syria-2017")});
  std::string first;
  std::string corrections;
  std::istringstream lines(shown(db()));
  for (std::string line; std::getline(lines, line);)
    (line.find("\"corrects\"") == std::string::npos ? first : corrections) += line + "\n";
  for (const auto& [text, released] : {std::pair{first, "2018-01-01"}, std::pair{corrections, "2018-02-01"}}) {
    program.write("shown.ndjson", text);
    program.must(
        {"import", other, "entries", program.path("shown.ndjson"), "--dataset", "field", "--released", released});
  }
  auto there = shown(other);
  for (std::size_t at = 0; (at = there.find("\"entries\"", at)) != std::string::npos;)
    there.replace(at, 9, "\"csv\"");  // the author is the importer
  EXPECT_EQ(there, shown(db()));
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
