// SPDX-License-Identifier: Apache-2.0
// Quiet days, shares by origin and party, and coverage.
#include "assess/assess_test_data.hpp"
#include "assess/coverage.hpp"
#include "assess/quiet.hpp"
#include "assess/shares.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::assess {
namespace {

using test::event;

TEST(QuietDays, CountFromTheDayOfEntryIntoForceUntilTheInstant) {
  const Frame frame = test::frame_at("2017-07-19", TimeBy::start);
  const std::vector counted{event("2017-07-08"), event("2017-07-09"), event("2017-07-12", 3), event("2017-07-19")};
  const auto quiet = quiet_days(test::pointers(counted), frame);
  EXPECT_EQ(quiet.days, 10);
  EXPECT_EQ(quiet.days_without_events, 8);
  EXPECT_EQ(quiet.longest_run_days, 6);
}

TEST(QuietDays, BySpreadADayIsNotQuietWhenAnEventOnItIsAtLeastAsLikelyAsNone) {
  const Frame frame = test::frame_at("2017-07-19", TimeBy::spread);
  const auto without_events = [&](const std::vector<findings::Counted>& counted) {
    return quiet_days(test::pointers(counted), frame).days_without_events;
  };
  EXPECT_EQ(without_events({event("2017-07-12")}), 9);
  EXPECT_EQ(without_events({event("2017-07-12", 2)}), 8) << "an even chance on each of two days";
  EXPECT_EQ(without_events({event("2017-07-12", 3)}), 10) << "of three days none is likely";
  EXPECT_EQ(without_events({event("2017-07-12", 3), event("2017-07-12", 3)}), 7) << "1 − (2/3)² on each";
  EXPECT_EQ(without_events({event("2017-06-20", 365)}), 10) << "a year-long claim says nothing of a day";
}

TEST(QuietDays, WeighAnEventByTheChanceThatItWasInside) {
  for (const TimeBy time_by : {TimeBy::start, TimeBy::spread}) {
    const Frame frame = test::frame_at("2017-07-19", time_by);
    auto near = event("2017-07-17");
    near.inside = {0, 0.4, 1};
    EXPECT_EQ(quiet_days(test::pointers({near}), frame).days_without_events, 10);
    EXPECT_EQ(quiet_days(test::pointers({near, near}), frame).days_without_events, 9);
    near.inside = geo::certainly_outside;
    EXPECT_EQ(quiet_days(test::pointers({near, near, near}), frame).days_without_events, 10);
  }
}

TEST(QuietDays, AreNoneBeforeEntryIntoForce) {
  const auto quiet = quiet_days({}, test::frame_at("2017-07-01", TimeBy::start));
  EXPECT_EQ(quiet.days, 0);
  EXPECT_EQ(quiet.days_without_events, 0);
}

TEST(Shares, AreLargestFirstAndWeighted) {
  const Frame frame = test::frame_at("2018-01-01", TimeBy::start);
  std::vector<findings::Counted> counted;
  for (int i = 0; i < 23; ++i) {
    counted.push_back(event("2017-07-10"));
    counted.back().first_origin = "SOHR";
  }
  for (int i = 0; i < 4; ++i) {
    counted.push_back(event("2017-07-10"));
    counted.back().first_origin = "SANA";
    counted.back().weight = 0.5;
  }
  const auto after = symmetric(frame, 30).after;
  const auto shares = origin_shares(test::pointers(counted), std::vector{after}, TimeBy::start);
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_EQ(shares[0].origin, "SOHR");
  EXPECT_DOUBLE_EQ(shares[0].share, 0.92);
  EXPECT_DOUBLE_EQ(shares[1].events, 2);
  const auto parties = party_shares(test::pointers(counted), std::vector{after}, TimeBy::start);
  ASSERT_EQ(parties.size(), 1u);
  EXPECT_EQ(parties[0].party, "") << "unattributed";
  EXPECT_TRUE(origin_shares({}, std::vector{after}, TimeBy::start).empty());
}

TEST(Shares, AnOriginIsTheSameWhateverItsCase) {
  const Frame frame = test::frame_at("2018-01-01", TimeBy::start);
  std::vector<findings::Counted> counted;
  for (const char* origin : {"sohr", "SOHR", "SOHR", "HRW"}) {
    counted.push_back(event("2017-07-10"));
    counted.back().first_origin = origin;
  }
  const auto shares = origin_shares(test::pointers(counted), std::vector{symmetric(frame, 30).after}, TimeBy::start);
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_EQ(shares[0].origin, "SOHR");
  EXPECT_DOUBLE_EQ(shares[0].share, 0.75);
}

TEST(CoverageShare, IsUnknownWithoutEntriesHoweverManyTimes) {
  const Sides sides = symmetric(test::frame_at("2018-01-01", TimeBy::spread), 30);
  EXPECT_FALSE(coverage_share({}, sides).known);
}

TEST(CoverageShare, TakesTheLargestOfOverlappingSharesAndCutsAtTheWindow) {
  const Frame frame = test::frame_at("2018-01-01", TimeBy::spread);
  const Sides sides = symmetric(frame, 30);
  const auto days = [&](int from, int to, double share) {
    return findings::CoveredTime{{frame.in_force + std::chrono::days{from}, frame.in_force + std::chrono::days{to}},
                                 share};
  };
  const findings::CoverageOfArea coverage{
      .area = "SW", .known = true, .covered = {days(-100, -15, 0.5), days(0, 10, 0.2), days(5, 10, 0.8)}};
  const auto share = coverage_share(coverage, sides);
  EXPECT_TRUE(share.known);
  EXPECT_NEAR(share.before, 0.25, 1e-12);
  EXPECT_NEAR(share.after, (5 * 0.2 + 5 * 0.8) / 30, 1e-12);
}

TEST(CoverageShare, AddsUpPartsAndTakesTheLargestShareOfEach) {
  const Frame frame = test::frame_at("2018-01-01", TimeBy::spread);
  const Sides sides = symmetric(frame, 30);
  const TimeRange after = sides.after.when;
  const auto share_of = [&](std::vector<findings::CoveredTime> covered) {
    return coverage_share({.area = "SW", .known = true, .covered = std::move(covered)}, sides).after;
  };
  EXPECT_DOUBLE_EQ(share_of({{after, 1, "SY12", 0.5}, {after, 1, "SY14", 0.25}}), 0.75);
  EXPECT_DOUBLE_EQ(share_of({{after, 1, "SY12", 0.5}, {after, 0.5, "SY12", 0.5}}), 0.5) << "the same part twice";
  EXPECT_DOUBLE_EQ(share_of({{after, 1, "SY12", 0.5}, {after, 0.25}}), 0.5) << "the area as a whole says less";
  EXPECT_DOUBLE_EQ(share_of({{after, 1, "SY12", 0.5}, {after, 0.75}}), 0.75);
  EXPECT_EQ(share_of({{after, 1, "a", 0.1}, {after, 1, "b", 0.2}, {after, 1, "c", 0.7}}), 1) << "but for rounding";
}

TEST(CoverageShare, OfAnAreaKnownToBeUnseenIsZero) {
  const Sides sides = symmetric(test::frame_at("2018-01-01", TimeBy::spread), 30);
  const auto share = coverage_share({.area = "SW", .known = true, .covered = {}}, sides);
  EXPECT_TRUE(share.known);
  EXPECT_EQ(share.before, 0);
  EXPECT_EQ(share.after, 0);
}

}  // namespace
}  // namespace entente::assess
