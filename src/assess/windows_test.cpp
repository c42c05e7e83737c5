// SPDX-License-Identifier: Apache-2.0
// Where an event is counted, and how surely.
#include "assess/windows.hpp"

#include "assess/assess_test_data.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace entente::assess {
namespace {

using test::event;

findings::Period after(const std::vector<findings::Counted>& counted, const Frame& frame, int days) {
  return count(test::pointers(counted), symmetric(frame, days).after, frame.time_by);
}
findings::Period before(const std::vector<findings::Counted>& counted, const Frame& frame, int days) {
  return count(test::pointers(counted), symmetric(frame, days).before, frame.time_by);
}

TEST(Windows, ByStartTheDayOfEntryIntoForceIsAfter) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::start);
  const std::vector counted{event("2017-06-08"), event("2017-06-09"), event("2017-07-08"),
                            event("2017-07-09"), event("2017-08-07"), event("2017-08-08")};
  EXPECT_EQ(before(counted, frame, 30).events.expected, 2);
  EXPECT_EQ(after(counted, frame, 30).events.expected, 2);
  EXPECT_EQ(before(counted, frame, 30).exposure_days, 30);
  EXPECT_EQ(after(counted, frame, 30).exposure_days, 30);
}

TEST(Windows, BySpreadTheDayOfEntryIntoForceIsSharedByTheHour) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::spread);
  const std::vector counted{event("2017-07-09")};  // in force from noon
  EXPECT_DOUBLE_EQ(before(counted, frame, 30).events.expected, 0.5);
  EXPECT_DOUBLE_EQ(after(counted, frame, 30).events.expected, 0.5);
  EXPECT_EQ(after(counted, frame, 30).events.certain, 0);
  EXPECT_EQ(after(counted, frame, 30).events.possible, 1);
  EXPECT_DOUBLE_EQ(after(counted, frame, 30).exposure_days, 30);
}

TEST(Windows, BySpreadAnInstantAtTheSeamIsAfter) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::spread);
  auto seam = event("2017-07-09");
  seam.when = {frame.in_force, frame.in_force};
  EXPECT_EQ(after({seam}, frame, 30).events.certain, 1);
  EXPECT_EQ(before({seam}, frame, 30).events.possible, 0);
}

TEST(Windows, AreCutAtTheInstantAndKeepTheWholeBefore) {
  const Frame frame = test::frame_at("2017-07-19", TimeBy::start);
  const std::vector counted{event("2017-07-18"), event("2017-07-19")};
  EXPECT_EQ(after(counted, frame, 30).events.expected, 1);
  EXPECT_EQ(after(counted, frame, 30).exposure_days, 10);
  EXPECT_EQ(before(counted, frame, 30).exposure_days, 30);
  const Frame spread = test::frame_at("2017-07-19", TimeBy::spread);
  EXPECT_DOUBLE_EQ(after(counted, spread, 30).exposure_days, 9.5);
}

TEST(Windows, BeforeEntryIntoForceHaveNothingAfter) {
  for (const TimeBy time_by : {TimeBy::start, TimeBy::spread}) {
    const Frame frame = test::frame_at("2017-07-01", time_by);
    EXPECT_EQ(after({event("2017-07-09")}, frame, 30).exposure_days, 0);
    EXPECT_EQ(after({event("2017-07-09")}, frame, 30).events.possible, 0);
  }
}

TEST(Windows, ByStartAClaimThatReachesOutIsNotCertain) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::start);
  const std::vector counted{event("2017-07-07", 5)};
  EXPECT_EQ(before(counted, frame, 30).events.certain, 0);
  EXPECT_EQ(before(counted, frame, 30).events.expected, 1);
  EXPECT_EQ(after(counted, frame, 30).events.expected, 0);
  EXPECT_EQ(after(counted, frame, 30).events.possible, 1);
}

TEST(Windows, DeathsAreLowOfTheCertainBestOfTheExpectedHighOfThePossible) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::start);
  auto sure = event("2017-07-10");
  sure.deaths_low = 1;
  sure.deaths_best = 2;
  sure.deaths_high = 3;
  sure.civilian_deaths = 1;
  auto vague = sure;
  vague.inside = {0, 0.25, 1};
  vague.weight = 0.5;
  const auto period = after({sure, vague}, frame, 30);
  EXPECT_EQ(period.events.certain, 1);
  EXPECT_DOUBLE_EQ(period.events.expected, 1.125);
  EXPECT_EQ(period.events.possible, 2);
  EXPECT_EQ(period.deaths.low, 1);
  EXPECT_DOUBLE_EQ(period.deaths.best, 2.25);
  EXPECT_EQ(period.deaths.high, 6);
  EXPECT_DOUBLE_EQ(period.civilian_deaths, 1.125);
}

TEST(Windows, AnEventOfNoKnownTimeCountsAsPossibleOnly) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::spread);
  auto timeless = event("2017-07-10");
  timeless.when = {};
  const auto period = after({timeless}, frame, 30);
  EXPECT_NEAR(period.events.expected, 0, 1e-9);
  EXPECT_EQ(period.events.possible, 1);
}

TEST(Windows, LongClaimsAreLeftOutAndCountedPermittedOnesSetApart) {
  const Frame frame = test::frame_at("2017-12-01", TimeBy::start);
  auto permitted = event("2017-07-10");
  permitted.permitted = true;
  const std::vector counted{event("2017-07-10", 6), event("2017-07-10", 7), event("2018-01-01", 7), permitted};
  const auto sorted = sort_claims(counted, frame, 6);
  EXPECT_EQ(sorted.counted.size(), 1u);
  EXPECT_EQ(sorted.permitted.size(), 1u);
  EXPECT_EQ(sorted.too_long, 1) << "later ones do not exist yet";
  EXPECT_EQ(sort_claims(counted, frame, std::nullopt).too_long, 0);
}

RC_GTEST_PROP(Windows, SpreadCountsAddUpToTheWholeWeight, ()) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::spread);
  std::vector<findings::Counted> counted;
  for (const int offset : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-200, 200))) {
    counted.push_back(event(frame.force_day + std::chrono::days{offset}, 1 + std::abs(offset) % 40));
  }
  const Stretch all =
      civil_days(frame, frame.force_day - std::chrono::days{300}, frame.force_day + std::chrono::days{300});
  const auto daily = civil_daily(test::pointers(counted), all, frame);
  const double sum = std::accumulate(daily.begin(), daily.end(), 0.0);
  RC_ASSERT(std::abs(sum - static_cast<double>(counted.size())) < 1e-9);
  RC_ASSERT(std::abs(count(test::pointers(counted), all, TimeBy::spread).events.expected - sum) < 1e-9);
}

RC_GTEST_PROP(Windows, CertainIsAtMostExpectedIsAtMostPossible, ()) {
  const Frame frame = test::frame_at("2017-09-01", *rc::gen::element(TimeBy::spread, TimeBy::start));
  std::vector<findings::Counted> counted;
  for (const int offset : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-60, 60))) {
    auto one = event(frame.force_day + std::chrono::days{offset}, 1 + std::abs(offset) % 9);
    if (offset % 3 == 0) one.inside = {0, 0.3, 1};
    if (offset % 5 == 0) one.weight = 0.5;
    counted.push_back(one);
  }
  for (const auto& period : {before(counted, frame, 30), after(counted, frame, 30)}) {
    RC_ASSERT(period.events.certain <= period.events.expected + 1e-9);
    RC_ASSERT(period.events.expected <= period.events.possible + 1e-9);
  }
}

TEST(CivilDaily, BySpreadSharesAClaimOverItsDays) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::spread);
  const std::vector counted{event("2017-07-10", 4)};
  const Stretch stretch = civil_days(frame, test::day("2017-07-11"), test::day("2017-07-20"));
  const auto daily = civil_daily(test::pointers(counted), stretch, frame);
  EXPECT_NEAR(daily[0], 0.25, 1e-12);
  EXPECT_NEAR(daily[2], 0.25, 1e-12);
  EXPECT_EQ(daily[3], 0);
  EXPECT_EQ(daily.size(), 9u);
}

TEST(Count, SaysHowManyClaimsAreLongAndWhatTheyWeigh) {
  const std::vector<findings::Counted> counted{event("2017-07-12"), event("2017-07-12", findings::long_claim_days),
                                               event("2017-07-12", findings::long_claim_days + 1),
                                               event("2017-07-10", 365)};
  const Sides sides = symmetric(test::frame_at("2018-01-01", TimeBy::spread), 30);
  const auto after = count(test::pointers(counted), sides.after, TimeBy::spread);
  EXPECT_EQ(after.long_claims.claims, 2);
  EXPECT_NEAR(after.long_claims.events, 1 + 29.5 / 365, 1e-9) << "noon of 9 July to noon of 8 August";
  EXPECT_NEAR(after.events.expected - after.long_claims.events, 2, 1e-9);
  const auto before = count(test::pointers(counted), sides.before, TimeBy::spread);
  EXPECT_EQ(before.long_claims.claims, 0);
}

}  // namespace
}  // namespace entente::assess
