// SPDX-License-Identifier: Apache-2.0
// The main job on real data: does the cease-fire in south-west Syria hold, by UCDP's events (docs/methods.md,
// "Verdict"). The expected figures are those of an independent calculation over the same file.
#include "acceptance/program.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace entente::test {
namespace {

const std::string ucdp = shared("data/ucdp/ucdp_ged_syria.csv");

/// The record is made once; the tests only read it.
class Flagship : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists(ucdp)) return;
    program_ = new Program;
    program_->must({"init", program_->path("sw.db"), "--terms", example("south-west-syria-2017")});
    program_->must({"import", program_->path("sw.db"), "ucdp-ged", ucdp, "--released", "2019-12-01"});
  }
  static void TearDownTestSuite() {
    delete program_;
    program_ = nullptr;
  }
  void SetUp() override {
    if (program_ == nullptr) GTEST_SKIP() << "UCDP's file is not here: " << ucdp;
  }

  static boost::json::value assess(const std::vector<std::string>& more) {
    std::vector<std::string> line{
        "assess", program_->path("sw.db"), "--place", "named", "--time", "start", "--max-span", "6d", "--format",
        "json"};
    line.insert(line.end(), more.begin(), more.end());
    return program_->must(line).json();
  }

  static std::string verdict(const std::string& zone, const std::string& at) {
    return assess({"--zone", zone, "--at", at}).at("verdict").at("state").as_string().c_str();
  }

  inline static Program* program_ = nullptr;
};

double number(const boost::json::value& value) { return value.to_number<double>(); }

struct ExpectedWindow {
  int days;
  double before, after, deaths_before, deaths_after, ratio, lower, upper;
};

TEST_F(Flagship, CountsAndRatiosAreThoseOfTheIndependentCalculation) {
  const auto result = assess({"--zone", "SW", "--at", "2019-01-01", "--series", "2016-01-01/2019-01-01"});
  const ExpectedWindow expected[] = {{30, 73, 9, 248, 19, 0.123, 0.054, 0.247},
                                     {90, 170, 47, 540, 96, 0.276, 0.196, 0.384},
                                     {180, 321, 94, 943, 217, 0.293, 0.230, 0.370}};
  const auto& windows = result.at("windows").as_array();
  ASSERT_EQ(windows.size(), std::size(expected));
  constexpr double rounding = 0.0005;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const auto& window = windows[i];
    EXPECT_EQ(number(window.at("days")), expected[i].days);
    EXPECT_EQ(number(window.at("before").at("events").at("expected")), expected[i].before);
    EXPECT_EQ(number(window.at("after").at("events").at("expected")), expected[i].after);
    EXPECT_EQ(number(window.at("before").at("deaths").at("best")), expected[i].deaths_before);
    EXPECT_EQ(number(window.at("after").at("deaths").at("best")), expected[i].deaths_after);
    EXPECT_NEAR(number(window.at("rate_ratio").at("estimate")), expected[i].ratio, rounding);
    EXPECT_NEAR(number(window.at("rate_ratio").at("lower")), expected[i].lower, rounding);
    EXPECT_NEAR(number(window.at("rate_ratio").at("upper")), expected[i].upper, rounding);
  }
  EXPECT_EQ(number(windows[1].at("control").at("before")), 288);
  EXPECT_EQ(number(windows[1].at("control").at("after")), 377);
  EXPECT_NEAR(number(windows[1].at("ratio_of_ratios").at("estimate")), 0.211, rounding);
  EXPECT_NEAR(number(windows[1].at("ratio_of_ratios").at("lower")), 0.148, rounding);
  EXPECT_NEAR(number(windows[1].at("ratio_of_ratios").at("upper")), 0.302, rounding);
}

// By hand over the file, by first day: whole weeks, distinct places (a settlement's point and kind) and days, and the
// first day at whose end a fortnight had the rate of the 180 days before.
TEST_F(Flagship, WhatStandsBesideTheVerdictIsThatOfACountByHand) {
  const auto beside = assess({"--zone", "SW", "--at", "2017-11-10"}).at("beside");
  const auto& difference = beside.at("difference_in_differences");
  EXPECT_EQ(number(difference.at("weeks")), 17);
  const auto& together = difference.at("together");
  EXPECT_EQ(number(together.at("zone_before")), 216);
  EXPECT_EQ(number(together.at("zone_after")), 68);
  EXPECT_EQ(number(together.at("control_before")), 476);
  EXPECT_EQ(number(together.at("control_after")), 505);
  EXPECT_NEAR(number(together.at("ratio").at("estimate")), 0.29673634030069673, 1e-12);

  const auto& place_days = beside.at("recount").at(1);
  EXPECT_EQ(place_days.at("rule").as_string(), "place-days");
  EXPECT_EQ(number(place_days.at("before").at("events")), 264);
  EXPECT_EQ(number(place_days.at("after").at("events")), 69);

  const auto& calm = beside.at("duration");
  EXPECT_FALSE(calm.at("zone").at("returned").as_bool());
  EXPECT_EQ(number(calm.at("zone").at("days")), 124);
  std::vector<double> days;
  for (const auto& control : calm.at("controls").as_array())
    days.push_back(number(control.at("days")));
  EXPECT_EQ(days, (std::vector<double>{75, 43, 14, 88, 31}));

  EXPECT_EQ(number(beside.at("anticipation").at("before").at("events")), 321);
  EXPECT_EQ(number(beside.at("anticipation").at("anticipation").at("events")), 2);
}

TEST_F(Flagship, TheBreaksAreFoundWithoutBeingGivenADate) {
  const auto result = assess({"--zone", "SW", "--at", "2019-01-01", "--series", "2016-01-01/2019-01-01"});
  std::vector<std::string> dates;
  for (const auto& change : result.at("change_points").as_array()) {
    dates.emplace_back(change.at("date").as_string().c_str());
    if (dates.back() == "2017-07-08") {
      EXPECT_EQ(change.at("earliest").as_string(), "2017-07-04");
      EXPECT_EQ(change.at("latest").as_string(), "2017-07-08");
    }
  }
  EXPECT_EQ(dates, (std::vector<std::string>{"2016-02-22", "2017-02-11", "2017-02-25", "2017-07-08", "2018-06-18",
                                             "2018-07-06", "2018-07-20"}));
}

TEST_F(Flagship, QuietDaysAreCounted) {
  const auto quiet = assess({"--zone", "SW", "--at", "2018-06-18"}).at("quiet");
  EXPECT_EQ(number(quiet.at("days")), 344);
  EXPECT_EQ(number(quiet.at("days_without_events")), 227);
  EXPECT_EQ(number(quiet.at("longest_run_days")), 21);
}

TEST_F(Flagship, ItHeldInNovember2017AndWasBrokenInJune2018) {
  const auto november = assess({"--zone", "SW", "--at", "2017-11-10"});
  EXPECT_EQ(november.at("verdict").at("state").as_string(), "holding");
  EXPECT_FALSE(november.at("coverage").at("known").as_bool());
  EXPECT_EQ(verdict("SW", "2018-06-25"), "broken");
}

TEST_F(Flagship, AfterItsEndTheSilenceIsNotCalledHolding) {
  EXPECT_EQ(verdict("SW", "2018-07-05"), "broken");
  EXPECT_EQ(verdict("SW", "2018-07-06"), "not_assessable");
  // By default the day after the record's last, December 2019.
  const auto text = program_->must({"assess", program_->path("sw.db")}).out;
  EXPECT_NE(text.find("not assessable: It ended on 2018-07-06; what is counted after that is no test of it."),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  broken: Alarm since 2018-06-19"), std::string::npos) << text;
}

TEST_F(Flagship, AVerdictNearItsLimitSaysWhichCountingGivesAnother) {
  const std::vector<std::string> by_default{"assess", program_->path("sw.db"), "--at", "2018-06-22"};
  auto as_json = by_default;
  as_json.insert(as_json.end(), {"--format", "json"});
  const auto result = program_->must(as_json).json();
  EXPECT_EQ(result.at("verdict").at("state").as_string(), "broken");
  EXPECT_EQ(result.at("counting").at("time").as_string(), "spread");
  EXPECT_TRUE(result.at("counting").at("max_span_days").is_null());
  std::vector<std::string> others;
  for (const auto& counting : result.at("verdict").at("by_counting").as_array()) {
    if (counting.at("state").as_string() == "strained") others.emplace_back(counting.at("time").as_string());
  }
  EXPECT_EQ(others, (std::vector<std::string>{"start"}));
  const auto& before = result.at("windows").as_array().back().at("before").at("long_claims");
  EXPECT_EQ(number(before.at("claims")), 10);
  EXPECT_LT(number(before.at("share")), 0.01);

  const auto text = program_->must(by_default).out;
  EXPECT_NE(text.find("those of more than 6 days weigh <1 % of the events before (10 claims)"), std::string::npos);
  EXPECT_NE(text.find("Counted with --time start --max-span 6d the verdict would be: strained"), std::string::npos)
      << text;
}

TEST_F(Flagship, NoControlGovernorateHeldByTheSameThresholds) {
  for (const char* area : {"SY07", "SY04", "SY03", "SY02", "SY05"}) {
    std::vector<std::string> line{"assess",      program_->path("sw.db"),
                                  "--zone",      area,
                                  "--place",     "named",
                                  "--time",      "start",
                                  "--max-span",  "6d",
                                  "--each-week", "2017-07-10/2018-09-01",
                                  "--format",    "ndjson"};
    const auto weeks = program_->must(line).out;
    EXPECT_EQ(weeks.find("\"holding\""), std::string::npos) << area << "\n" << weeks;
  }
}

TEST_F(Flagship, AsKnownThenTheDatasetHadNotBeenReleased) {
  const auto result = assess({"--zone", "SW", "--at", "2017-11-10", "--known-at", "2017-11-10"});
  EXPECT_EQ(result.at("verdict").at("state").as_string(), "not_assessable");
  EXPECT_EQ(result.at("verdict").at("reasons").at(0).at("test").as_string(), "recorded");

  const auto unasked = assess({"--known-at", "2017-11-10"});
  EXPECT_TRUE(unasked.at("at").is_null()) << "nothing recorded gives an instant to ask about";
  EXPECT_EQ(unasked.at("verdict").at("state").as_string(), "not_assessable");
  EXPECT_TRUE(unasked.at("windows").as_array().empty());
  const auto text = program_->must({"assess", program_->path("sw.db"), "--known-at", "2017-11-10"}).out;
  EXPECT_NE(text.find("South-west de-escalation zone (SW), clause P1: not assessable\n"
                      "▸ not assessable: Nothing that says when it happened was recorded by 2017-11-10 00:00"),
            std::string::npos)
      << text;
}

TEST_F(Flagship, SilenceAfterWhatWasKnownIsNotCalledHolding) {
  const auto db = program_->path("known.db");
  program_->must({"init", db, "--terms", example("south-west-syria-2017")});
  program_->must({"import", db, "ucdp-ged", ucdp, "--released", "2019-12-01", "--known-after", "3d"});
  const auto verdict_at = [&](const char* known_at, const char* at) {
    return program_
        ->must({"assess", db, "--place", "named", "--time", "start", "--max-span", "6d", "--known-at", known_at, "--at",
                at, "--format", "json"})
        .json()
        .at("verdict");
  };
  const auto later = verdict_at("2017-08-01", "2018-06-25");
  EXPECT_EQ(later.at("state").as_string(), "not_assessable");
  EXPECT_EQ(later.at("reasons").at(0).at("test").as_string(), "record_reaches");
  EXPECT_EQ(verdict_at("2017-11-10", "2017-11-10").at("state").as_string(), "holding") << "three days are no silence";
}

TEST_F(Flagship, EachWeekSaysWhatItRestsOnAndHowItWasAsked) {
  const std::vector<std::string> line{"assess",      program_->path("sw.db"), "--place", "named",
                                      "--each-week", "2017-11-06/2017-11-20", "--format"};
  auto as_json = line;
  as_json.emplace_back("json");
  const auto weeks = program_->must(as_json).json().as_array();
  const auto whole = assess({"--at", "2017-11-06"});
  ASSERT_EQ(weeks.size(), 2u);
  for (const char* key : {"agreement", "zone", "clause", "readings", "terms_digest", "record_root", "engine_version"})
    EXPECT_EQ(weeks[1].at(key), whole.at(key)) << key;
  EXPECT_EQ(weeks[1].at("asked").at("place").as_string(), "named");
  EXPECT_EQ(weeks[1].at("asked").at("time").as_string(), "spread");
  auto as_lines = line;
  as_lines.emplace_back("ndjson");
  const auto text = program_->must(as_lines).out;
  EXPECT_EQ(boost::json::parse(text.substr(0, text.find('\n'))), weeks[0]);
}

TEST_F(Flagship, TheSameFileAgainAddsNothing) {
  const auto before = program_->must({"verify", program_->path("sw.db"), "--format", "json"}).out;
  const auto again = program_->must(
      {"import", program_->path("sw.db"), "ucdp-ged", ucdp, "--released", "2019-12-01", "--format", "json"});
  EXPECT_EQ(number(again.json().at(0).at("equal")), 16566);
  EXPECT_EQ(number(again.json().at(0).at("new")), 0);
  EXPECT_EQ(program_->must({"verify", program_->path("sw.db"), "--format", "json"}).out, before);
}

}  // namespace
}  // namespace entente::test
