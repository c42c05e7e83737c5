// SPDX-License-Identifier: Apache-2.0
#include "assess/recent.hpp"

#include "assess/assess_test_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::assess {
namespace {

using test::event;
using testing::ElementsAre;

Request asked(const char* at, TimeBy time_by = TimeBy::start) {
  Request request;
  request.at = test::start_of(at);
  request.time_by = time_by;
  return request;
}

Input input_of(std::vector<findings::Counted> counted) {
  Input input;
  input.zone.area = "SW";
  input.zone.counted = std::move(counted);
  return input;
}

std::vector<double> expected_of(const findings::RecentArea& area) {
  std::vector<double> counts;
  for (const auto& period : area.periods)
    counts.push_back(period.events.expected);
  return counts;
}

TEST(Recent, PeriodsFollowOneAnotherAndEndAtTheInstant) {
  const auto input = input_of(
      {event("2017-07-31"), event("2017-08-01"), event("2017-08-13"), event("2017-08-14"), event("2017-08-15")});
  const auto recent = assess::recent(test::truce(), asked("2017-08-15"), input, {}, 7, 2);
  ASSERT_EQ(recent.areas.size(), 1u);
  EXPECT_THAT(expected_of(recent.areas[0]), ElementsAre(1, 2)) << "neither the day before them nor that of the instant";
  const auto& periods = recent.areas[0].periods;
  EXPECT_EQ(periods[0].when.from, test::start_of("2017-08-01"));
  EXPECT_EQ(periods[0].when.to, periods[1].when.from);
  EXPECT_EQ(periods[1].when.to, test::start_of("2017-08-15"));
  EXPECT_EQ(recent.events.size(), 2u);
}

TEST(Recent, AnEventOfSeveralDaysIsSharedBetweenPeriodsAndPossiblyInBoth) {
  const auto input = input_of({event("2017-08-07", 2)});
  const auto recent = assess::recent(test::truce(), asked("2017-08-15", TimeBy::spread), input, {}, 7, 2);
  EXPECT_THAT(expected_of(recent.areas[0]), ElementsAre(0.5, 0.5));
  ASSERT_EQ(recent.events.size(), 1u);
  EXPECT_EQ(recent.events[0].expected, 0.5);
  EXPECT_EQ(recent.areas[0].periods[1].events.certain, 0);
}

TEST(Recent, LongClaimsAreLeftOutAsAsked) {
  auto request = asked("2017-08-15", TimeBy::spread);
  request.max_span_days = 6;
  const auto recent = assess::recent(test::truce(), request, input_of({event("2017-08-08", 7)}), {}, 7, 2);
  EXPECT_THAT(expected_of(recent.areas[0]), ElementsAre(0, 0));
  EXPECT_TRUE(recent.events.empty());
}

TEST(Recent, OtherZonesComeBeforeControlAreas) {
  auto input = input_of({});
  input.controls.emplace_back().area = "SY04";
  findings::Tally other;
  other.area = "NW";
  other.counted = {event("2017-08-14")};
  const auto recent = assess::recent(test::truce(), asked("2017-08-15"), input, std::vector{other}, 1, 3);
  ASSERT_EQ(recent.areas.size(), 3u);
  EXPECT_EQ(recent.areas[1].area, "NW");
  EXPECT_FALSE(recent.areas[1].is_control);
  EXPECT_THAT(expected_of(recent.areas[1]), ElementsAre(0, 0, 1));
  EXPECT_EQ(recent.areas[2].area, "SY04");
  EXPECT_TRUE(recent.areas[2].is_control);
  EXPECT_TRUE(recent.events.empty()) << "those of the area asked about only";
}

TEST(Recent, CoverageIsThatOfEachPeriod) {
  auto input = input_of({});
  EXPECT_FALSE(assess::recent(test::truce(), asked("2017-08-15"), input, {}, 7, 2).coverage_known);
  input.coverage.known = true;
  input.coverage.covered = {{{test::start_of("2017-08-08"), test::start_of("2017-08-15")}, 0.25}};
  const auto recent = assess::recent(test::truce(), asked("2017-08-15"), input, {}, 7, 2);
  EXPECT_TRUE(recent.coverage_known);
  EXPECT_THAT(recent.covered, ElementsAre(0, 0.25));
}

}  // namespace
}  // namespace entente::assess
