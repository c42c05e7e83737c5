// SPDX-License-Identifier: Apache-2.0
// What could change a verdict unseen is said: where the record ends, what does not stand, names that nobody knows.
#include "acceptance/program.hpp"
#include "base/time.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace entente::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Two shellings a day by the government on the opposition in Daraa for half a year until entry into force, and none
/// after.
class Silence : public ::testing::Test {
 protected:
  void SetUp() override {
    program.must({"init", db(), "--terms", example("south-west-syria-2017")});
    import("before", rows_each("b", 0.5, 362, "2017-01-01", "Daraa,Government of Syria"));
  }

  void import(const std::string& dataset, const std::string& rows) const {
    program.write("rows.csv", "id,time.first,place.governorate,perpetrator,act,target\n" + with_rest(rows));
    program.must({"import", db(), "csv", program.path("rows.csv"), "--released", "2019-01-01", "--dataset", dataset});
  }
  [[nodiscard]] std::string db() const { return program.path("sw.db"); }
  [[nodiscard]] std::string text(const std::string& at, const std::string& place = "named-then-geometry") const {
    return program.must({"assess", db(), "--at", at, "--place", place}).out;
  }
  [[nodiscard]] std::int64_t left_out(const char* why, const std::string& place = "named-then-geometry") const {
    return program.must({"assess", db(), "--at", "2018-01-01", "--place", place, "--format", "json"})
        .json()
        .at("left_out")
        .at(why)
        .as_int64();
  }

  /// `count` rows, one every so many days.
  static std::string rows_each(const char* id, double days, int count, const char* first, const char* rest) {
    std::string rows;
    for (int i = 0; i < count; ++i) {
      const Day day = parse_day(first).value() + std::chrono::days{static_cast<int>(i * days)};
      rows += fmt::format("{}{},{},{}\n", id, i, to_string(day), rest);
    }
    return rows;
  }

  Program program;

 private:
  static std::string with_rest(const std::string& rows) {
    std::string all;
    for (const char letter : rows)
      all += letter == '\n' ? std::string(",shelling,Syrian insurgents\n") : std::string(1, letter);
    return all;
  }
};

TEST_F(Silence, AfterTheLastThatIsRecordedAnywhereIsNotPeace) {
  EXPECT_THAT(text("2018-01-01"),
              HasSubstr("▸ not assessable: Nothing is recorded of this area or those it is compared with after "
                        "2017-06-30; silence in the last 14 days before 2018-01-01 shows nothing."));
  import("elsewhere", "e1,2017-12-20,Aleppo,Government of Syria\n");
  EXPECT_THAT(
      text("2018-01-01"),
      HasSubstr("▸ not assessable: Nothing is recorded of this area or those it is compared with from 2017-07-01 "
                "to 2017-12-19, 172 days on end;"));
}

TEST_F(Silence, BetweenReportsFromAbroadIsNotPeace) {
  import("abroad", rows_each("a", 10, 18, "2017-07-03", "Brazil,Government of Syria"));
  EXPECT_THAT(text("2018-01-01"), HasSubstr("at 2018-01-01 00:00: not assessable"));
}

TEST_F(Silence, BetweenReportsFromAreasItIsComparedWithIsPeace) {
  import("elsewhere", rows_each("e", 10, 18, "2017-07-03", "Aleppo,Government of Syria"));
  EXPECT_THAT(text("2018-01-01"), HasSubstr("at 2018-01-01 00:00: holding"));
  EXPECT_THAT(text("2018-01-01"), HasSubstr("  holding: What is recorded reaches to 2017-12-20."));
}

TEST_F(Silence, OfThoseWhoWatchedIsPeaceUntilTheyWrite) {
  program.write("patrols.json", R"({"kind": "coverage", "columns": {"id": "id", "time.first": "from", "time.last": "to",
      "place.governorate": "where", "hours": "hours"}})");
  program.write("patrols.csv", "id,from,to,where,hours\n1,2017-07-09,2027-12-31,Quneitra,24\n");
  program.must({"import", db(), "csv", program.path("patrols.csv"), "--mapping", program.path("patrols.json"),
                "--released", "2018-01-01", "--dataset", "patrols"});
  EXPECT_THAT(text("2018-01-01"), HasSubstr("at 2018-01-01 00:00: holding"));
  EXPECT_THAT(text("2018-06-25"), HasSubstr("those it is compared with after 2017-12-31"))
      << "nobody has seen what came after it was written down";
}

TEST_F(Silence, OfNamesThatNobodyKnowsIsSaid) {
  EXPECT_THAT(text("2018-01-01"), Not(HasSubstr("gazetteer")));
  import("field", rows_each("p", 9, 20, "2017-07-05", "Hauran,Government of Syria") +
                      rows_each("a", 9, 20, "2017-07-05", "Daraa,Govt. of Syria"));
  for (const char* place : {"named", "named-then-geometry"}) {
    EXPECT_EQ(left_out("unknown_place", place), 20) << place;
    EXPECT_EQ(left_out("unknown_actor", place), 20) << place;
  }
  const auto said = text("2018-01-01", "named");
  EXPECT_THAT(said, HasSubstr("at 2018-01-01 00:00: holding"));
  EXPECT_THAT(said, HasSubstr("20 events name no place that the gazetteer knows"));
  EXPECT_THAT(said, HasSubstr("Left out in the area: 20 events in which a whole side has only names that the terms do "
                              "not know"));
  EXPECT_THAT(said, HasSubstr("Asked with --place named\n"));
}

TEST_F(Silence, OfWhatDoesNotStandIsSaid) {
  import("field",
         "f1,2017-12-10,Daraa,Government of Syria\nf2,2017-12-11,Daraa,Government of Syria\n"
         "f3,2017-12-12,Daraa,Government of Syria\n");
  program.write("verify.json", R"({"kind": "verification", "columns": {"id": "id", "subject": "of", "state": "state",
      "subject.dataset": {"constant": "field"}, "subject.release": {"constant": "2019-01-01"}}})");
  program.write("verify.csv", "id,of,state\na,f1,refuted\nb,f2,refuted\nc,f3,withdrawn\n");
  program.must({"import", db(), "csv", program.path("verify.csv"), "--mapping", program.path("verify.json"),
                "--released", "2019-01-02", "--dataset", "desk"});
  EXPECT_EQ(left_out("refuted"), 2);
  EXPECT_EQ(left_out("withdrawn"), 1);
  EXPECT_THAT(
      text("2018-01-01"),
      HasSubstr("Left out in the area: refuted 2, withdrawn 1, duplicate 0 (events certainly or possibly in it"));
}

}  // namespace
}  // namespace entente::test
