// SPDX-License-Identifier: Apache-2.0
// The acceptance numbers on UCDP's events of Syria: windows, breaks, quiet days, verdicts of the zone and its controls.
#include "assess/assess.hpp"
#include "assess/assess_test_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace entente::assess {
namespace {

using findings::VerdictState;

const terms::ClauseId clause{"P1"};

using Record = std::vector<std::string>;

// Records of a quoted CSV file; enough for this one.
std::vector<Record> read_csv(const std::string& text) {
  std::vector<Record> records;
  Record record;
  std::string field;
  bool quoted = false;
  for (const char character : text) {
    if (character == '"') {
      quoted = !quoted;
    } else if (!quoted && (character == ',' || character == '\n')) {
      record.push_back(std::move(field));
      field.clear();
      if (character == '\n') records.push_back(std::exchange(record, {}));
    } else if (quoted || character != '\r') {
      field += character;
    }
  }
  return records;
}

// Tallies by governorate of the fights between government and insurgents.
std::map<std::string, findings::Tally> tallies(const std::string& text) {
  const auto records = read_csv(text);
  const auto column = [&](const char* name) {
    return static_cast<std::size_t>(std::find(records[0].begin(), records[0].end(), name) - records[0].begin());
  };
  const auto area = column("adm_1");
  const auto dyad = column("dyad_name");
  const auto first = column("date_start");
  const auto last = column("date_end");
  const auto best = column("best");
  const auto civilians = column("deaths_civilians");
  std::map<std::string, findings::Tally> all;
  for (std::size_t i = 1; i < records.size(); ++i) {
    const Record& record = records[i];
    if (record[dyad] != "Government of Syria - Syrian insurgents") continue;
    const Day from = *parse_day(record[first].substr(0, 10));
    const Day to = *parse_day(record[last].substr(0, 10));
    auto counted = test::event(from, static_cast<int>((to - from).count()) + 1);
    counted.deaths_best = std::stoi(record[best]);
    counted.civilian_deaths = std::stoi(record[civilians]);
    all[record[area]].counted.push_back(counted);
  }
  return all;
}

const std::vector<std::string> zone_areas{"Daraa Governorate", "Quneitra Governorate", "As Suwayda Governorate"};
const std::vector<std::string> control_areas{"Idlib Governorate", "Homs Governorate", "Rif Dimashq Governorate",
                                             "Aleppo Governorate", "Hamah Governorate"};

class SouthWest : public testing::Test {
 protected:
  void SetUp() override {
    if (by_area().empty()) GTEST_SKIP() << "UCDP's events of Syria are not there: " ENTENTE_SHARED_DIR "/data/ucdp";
  }

  // Read once for all tests.
  static std::map<std::string, findings::Tally>& by_area() {
    static std::map<std::string, findings::Tally> all = [] {
      const std::ifstream file(ENTENTE_SHARED_DIR "/data/ucdp/ucdp_ged_syria.csv", std::ios::binary);
      std::ostringstream text;
      if (file) text << file.rdbuf();
      return file ? tallies(text.str()) : std::map<std::string, findings::Tally>{};
    }();
    return all;
  }

  static findings::Tally of(const std::vector<std::string>& areas) {
    findings::Tally tally;
    tally.area = areas[0];
    for (const auto& area : areas) {
      const auto& counted = by_area()[area].counted;
      tally.counted.insert(tally.counted.end(), counted.begin(), counted.end());
    }
    std::sort(tally.counted.begin(), tally.counted.end(),
              [](const auto& a, const auto& b) { return a.first_day < b.first_day; });
    return tally;
  }

  static findings::Assessment zone_at(const char* at, TimeBy time_by = TimeBy::start) {
    Request request;
    request.at = test::start_of(at);
    request.series = DayRange{test::day("2016-01-01"), test::day("2018-12-31")};
    request.time_by = time_by;
    request.max_span_days = 6;
    Input input;
    input.zone = of(zone_areas);
    for (const auto& area : control_areas)
      input.controls.push_back(of({area}));
    return *assess(test::truce(), clause, request, input);
  }

  // The verdict alone: neither breaks nor controls decide it.
  static VerdictState verdict(const Input& input, Day at, const terms::Terms& terms = test::truce()) {
    Request request;
    request.at = test::damascus().start_of(at);
    request.series = DayRange{at, at};
    request.time_by = TimeBy::start;
    request.max_span_days = 6;
    return assess(terms, clause, request, input)->verdict;
  }

  // One letter a week.
  static std::string verdicts(const std::vector<std::string>& areas, const terms::Terms& terms = test::truce()) {
    Input input;
    input.zone = of(areas);
    std::string letters;
    for (Day monday = test::day("2017-07-10"); monday <= test::day("2018-08-27"); monday += std::chrono::days{7}) {
      letters += "HSB-"[static_cast<int>(verdict(input, monday, terms))];
    }
    return letters;
  }
};

void expect_near(const findings::Interval& found, double estimate, double lower, double upper) {
  EXPECT_NEAR(found.estimate, estimate, 5e-4);
  EXPECT_NEAR(found.lower, lower, 5e-4);
  EXPECT_NEAR(found.upper, upper, 5e-4);
}

TEST_F(SouthWest, WindowsAreThoseOfTheIndependentCalculation) {
  const auto result = zone_at("2019-01-01");
  const auto counts = [](const findings::Window& window) {
    return std::vector{window.before.events.expected, window.after.events.expected,  window.before.deaths.best,
                       window.after.deaths.best,      window.before.civilian_deaths, window.after.civilian_deaths,
                       window.control.before,         window.control.after};
  };
  EXPECT_THAT(counts(result.windows[0]), testing::ElementsAre(73, 9, 248, 19, 55, 2, 81, 98));
  EXPECT_THAT(counts(result.windows[1]), testing::ElementsAre(170, 47, 540, 96, 114, 9, 288, 377));
  EXPECT_THAT(counts(result.windows[2]), testing::ElementsAre(321, 94, 943, 217, 225, 36, 879, 881));
  expect_near(result.windows[0].rate_ratio, 0.123, 0.054, 0.247);
  expect_near(result.windows[1].rate_ratio, 0.276, 0.196, 0.384);
  expect_near(result.windows[2].rate_ratio, 0.293, 0.230, 0.370);
  expect_near(result.windows[0].ratio_of_ratios, 0.102, 0.048, 0.216);
  expect_near(result.windows[1].ratio_of_ratios, 0.211, 0.148, 0.302);
  expect_near(result.windows[2].ratio_of_ratios, 0.292, 0.228, 0.374);
  EXPECT_NEAR(*result.windows[2].dispersion_before, 1.65, 5e-3);
  EXPECT_NEAR(*result.windows[2].dispersion_after, 1.19, 5e-3);
}

TEST_F(SouthWest, BreaksAreThoseOfTheExactOptimumWithTheirIntervals) {
  const auto points = zone_at("2019-01-01").change_points;
  std::vector<std::string> dates;
  for (const auto& point : points)
    dates.push_back(to_string(point.date));
  ASSERT_THAT(dates, testing::ElementsAre("2016-02-22", "2017-02-11", "2017-02-25", "2017-07-08", "2018-06-18",
                                          "2018-07-06", "2018-07-20"));
  EXPECT_EQ(to_string(points[3].earliest), "2017-07-04");
  EXPECT_EQ(to_string(points[3].latest), "2017-07-08");
  EXPECT_NEAR(points[3].rate_before, 1.759, 5e-4);
  EXPECT_NEAR(points[3].rate_after, 0.464, 5e-4);
  EXPECT_EQ(points[4].earliest, points[4].latest) << "June 2018 is stable at every penalty";
  EXPECT_TRUE(points[2].vanishes_at.has_value());
}

TEST_F(SouthWest, QuietDaysUntilTheOffensive) {
  const auto quiet = zone_at("2018-06-18").quiet;
  EXPECT_EQ(quiet.days, 344);
  EXPECT_EQ(quiet.days_without_events, 227);
  EXPECT_EQ(quiet.longest_run_days, 21);
}

TEST_F(SouthWest, HoldsInNovemberAndIsBrokenInJune) {
  for (const TimeBy time_by : {TimeBy::start, TimeBy::spread}) {
    const auto november = zone_at("2017-11-10", time_by);
    EXPECT_EQ(november.verdict, VerdictState::holding);
    EXPECT_FALSE(november.alarm.active);
    const auto june = zone_at("2018-06-25", time_by);
    EXPECT_EQ(june.verdict, VerdictState::broken);
    EXPECT_TRUE(june.alarm.active);
    EXPECT_GE(june.alarm.false_every_days, 365);
  }
  EXPECT_EQ(to_string(*zone_at("2018-06-25").alarm.since), "2018-06-19") << "the day of the offensive";
}

TEST_F(SouthWest, WeeklyVerdictsAreThoseOfTheDocumentation) {
  EXPECT_EQ(verdicts(zone_areas), "--HHHHHHHHHHSSHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHBBBSSSSSSS") << "without an end";
  auto ended = test::truce();
  ended.agreement.ended_at = *parse_zoned("2018-07-06T00:00[Asia/Damascus]");
  EXPECT_EQ(verdicts(zone_areas, ended), "--HHHHHHHHHHSSHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHBB--------");
}

TEST_F(SouthWest, NoControlGovernorateEverHolds) {
  for (const auto& area : control_areas) {
    EXPECT_EQ(verdicts({area}).find('H'), std::string::npos) << area;
    Input input;
    input.zone = of({area});
    for (const char* at : {"2017-11-10", "2018-06-25"}) {
      EXPECT_NE(verdict(input, test::day(at)), VerdictState::holding) << area << " " << at;
    }
  }
}

}  // namespace
}  // namespace entente::assess
