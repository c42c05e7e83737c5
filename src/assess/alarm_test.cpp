// SPDX-License-Identifier: Apache-2.0
// The alarm's run length beside two independent ways to it, and what it says of made series.
#include "assess/alarm.hpp"

#include "assess/assess_test_data.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace entente::assess {
namespace {

// The mean run length by following the distribution of S day by day until next to nothing is left.
double followed_run_length(const AlarmDesign& design) {
  int denominator = 1;
  while (std::abs(design.allowance * denominator - std::round(design.allowance * denominator)) > 1e-9)
    ++denominator;
  const auto fall = static_cast<int>(std::lround(design.allowance * denominator));
  const auto threshold = static_cast<int>(std::lround(design.threshold * denominator));
  std::map<int, double> now{{0, 1.0}};
  double mean = 0;
  for (double left = 1; left > 1e-12;) {
    mean += left;
    std::map<int, double> next;
    for (const auto& [step, chance] : now) {
      double count_chance = std::exp(-design.reference_rate);
      for (int count = 0; step - fall + count * denominator < threshold; ++count) {
        next[std::max(0, step - fall + count * denominator)] += chance * count_chance;
        count_chance *= design.reference_rate / (count + 1);
      }
    }
    now = std::move(next);
    left = 0;
    for (const auto& [step, chance] : now)
      left += chance;
  }
  return mean;
}

TEST(DesignAlarm, HasTheRunLengthThatFollowingTheChainGives) {
  for (const double rate : {0.05, 0.5, 2.0}) {
    const auto design = design_alarm(rate, 2, 60);
    EXPECT_GE(design.false_every_days, 60);
    EXPECT_NEAR(design.false_every_days, followed_run_length(design), 1e-6) << rate;
  }
}

TEST(DesignAlarm, HasTheRunLengthThatTrialsGive) {
  const auto design = design_alarm(0.46, 2, 100);
  std::mt19937_64 random(7);
  const auto poisson = [&random](double rate) {
    double uniform = static_cast<double>(random() >> 11) * 0x1p-53;
    int count = 0;
    for (double chance = std::exp(-rate); uniform >= chance; chance *= rate / ++count)
      uniform -= chance;
    return count;
  };
  const int runs = 4000;
  double days = 0;
  for (int run = 0; run < runs; ++run) {
    for (double statistic = 0; statistic < design.threshold - 1e-9; ++days) {
      statistic = std::max(0.0, statistic + poisson(0.46) - design.allowance);
    }
  }
  EXPECT_NEAR(days / runs, design.false_every_days, 0.06 * design.false_every_days);
}

TEST(DesignAlarm, WaitsForTheFirstEventWhenAnyIsAnAlarm) {
  const auto design = design_alarm(0.1, 2, 1);
  EXPECT_NEAR(design.false_every_days, 1 / (1 - std::exp(-0.1)), 1e-9);
}

TEST(DesignAlarm, IsTunedToTheRise) {
  const auto design = design_alarm(0.5, 2, 365);
  EXPECT_NEAR(design.allowance, 0.5 / std::log(2.0), 0.005 * design.allowance);
  EXPECT_GT(design_alarm(0.5, 3, 365).allowance, design.allowance);
  EXPECT_GT(design_alarm(0.5, 2, 3650).threshold, design.threshold);
}

TEST(DesignAlarm, SaysTheRunLengthItHasWhenTheDemandedOneIsOutOfReach) {
  const auto design = design_alarm(60, 1.01, 1e30);
  EXPECT_LT(design.false_every_days, 1e30);
  EXPECT_GT(design.threshold, 0);
}

const Counts baseline{180, 90};  // two a day

std::vector<double> every(int gap_days, int days) {
  std::vector<double> daily(static_cast<std::size_t>(days));
  for (std::size_t i = 0; i < daily.size(); i += static_cast<std::size_t>(gap_days))
    daily[i] = 1;
  return daily;
}

// Of an even past, from the day of entry into force on.
Watch watched(const std::vector<double>& daily, const Counts& before) {
  const terms::VerdictRule rule;
  AlarmDesigns designs(rule);
  return watch(daily, test::day("2017-07-09"), before, 1, designs);
}

TEST(Watch, IsQuietWhileTheTruceKeepsItsRate) {
  const auto seen = watched(every(2, 300), baseline);
  EXPECT_FALSE(seen.alarm.active);
  EXPECT_NEAR(seen.alarm.reference_rate, 0.5, 0.06);
  EXPECT_FALSE(seen.last_broken.has_value());
  EXPECT_EQ(seen.calm_days(), 300);
}

TEST(Watch, IsRaisedWithinDaysOfAReturnToTheFormerRateAndSaysBroken) {
  auto daily = every(2, 300);
  for (std::size_t i = 280; i < 300; ++i)
    daily[i] = 3;
  const auto seen = watched(daily, baseline);
  EXPECT_TRUE(seen.alarm.active);
  EXPECT_EQ(*seen.alarm.since, test::day("2017-07-09") + std::chrono::days{282});
  EXPECT_TRUE(seen.days.back().broken);
  EXPECT_NEAR(seen.alarm.recent_rate, 3, 1e-12);
  EXPECT_NEAR(seen.recent_ratio.estimate, 1.5, 1e-12);
  EXPECT_NEAR(seen.alarm.reference_rate, 0.5, 0.06) << "days under alarm are not learnt from";
}

TEST(Watch, EndsWhenTheRecentRateHasFallenAndRemembersTheBreak) {
  auto daily = every(2, 340);
  for (std::size_t i = 280; i < 290; ++i)
    daily[i] = 4;
  const auto seen = watched(daily, baseline);
  EXPECT_FALSE(seen.alarm.active);
  ASSERT_TRUE(seen.last_broken.has_value());
  EXPECT_EQ(test::day("2017-07-09") + std::chrono::days{339} - *seen.last_broken, std::chrono::days{seen.calm_days()});
}

TEST(Watch, OfNoDaysOrNoBaselineSeesNothing) {
  EXPECT_TRUE(watched({}, baseline).days.empty());
  EXPECT_TRUE(watched(every(2, 10), {0, 0}).days.empty());
}

TEST(Watch, StandsAtTheLeastRateWhenNothingWasEverCounted) {
  const auto seen = watched(std::vector<double>(100, 0.0), {0, 90});
  EXPECT_FALSE(seen.alarm.active);
  EXPECT_NEAR(seen.alarm.reference_rate, 0.01, 0.001);
  EXPECT_FALSE(seen.recent_ratio.defined);
}

}  // namespace
}  // namespace entente::assess
