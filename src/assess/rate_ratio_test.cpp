// SPDX-License-Identifier: Apache-2.0
// The ratio's numbers beside R's poisson.test and the independent calculation of the reference.
#include "assess/rate_ratio.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

namespace entente::assess {
namespace {

void expect_interval(const findings::Interval& found, double estimate, double lower, double upper, double tolerance) {
  ASSERT_TRUE(found.defined);
  EXPECT_NEAR(found.estimate, estimate, tolerance);
  EXPECT_NEAR(found.lower, lower, tolerance);
  EXPECT_NEAR(found.upper, upper, tolerance);
}

// Chance of at most k of n, added up.
double binomial_up_to(int k, int n, double p) {
  double sum = 0;
  for (int i = 0; i <= k; ++i) {
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) - std::lgamma(n - i + 1.0) + i * std::log(p) +
                    (n - i) * std::log1p(-p));
  }
  return sum;
}

TEST(RateRatio, IsThatOfTheExampleOfRsPoissonTest) {
  // poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878))
  expect_interval(rate_ratio({21, 3011}, {11, 800}), 1.971488, 0.8584264, 4.2772659, 1e-6);
}

TEST(RateRatio, IsThatOfTheReferenceForUnequalExposures) {
  expect_interval(rate_ratio({84, 30}, {2, 31}), 0.02304147465437788, 0.0027454121524088794, 0.08586295017075911,
                  1e-12);
}

TEST(RateRatio, IsThatOfTheReferenceForTheSouthWest) {
  expect_interval(rate_ratio({73, 30}, {9, 30}), 0.123, 0.054, 0.247, 5e-4);
  expect_interval(rate_ratio({170, 90}, {47, 90}), 0.276, 0.196, 0.384, 5e-4);
  expect_interval(rate_ratio({321, 180}, {94, 180}), 0.293, 0.230, 0.370, 5e-4);
}

TEST(RateRatio, EndsLeaveTwoAndAHalfPercentOnEachSide) {
  for (const auto& [before, after] : {std::pair{20, 7}, {3, 12}, {150, 149}, {1, 1}}) {
    const auto found = rate_ratio({static_cast<double>(before), 1}, {static_cast<double>(after), 1});
    const int all = before + after;
    EXPECT_NEAR(binomial_up_to(after, all, found.upper / (1 + found.upper)), 0.025, 1e-9);
    EXPECT_NEAR(1 - binomial_up_to(after - 1, all, found.lower / (1 + found.lower)), 0.025, 1e-9);
  }
}

TEST(RateRatio, OfNothingAfterIsZeroWithTheRuleOfThreeAbove) {
  const auto found = rate_ratio({100, 10}, {0, 10});
  expect_interval(found, 0, 0, std::pow(0.025, -1.0 / 100) - 1, 1e-12);
}

TEST(RateRatio, IsUndefinedWithNothingBeforeOrNoExposure) {
  EXPECT_FALSE(rate_ratio({0, 10}, {5, 10}).defined);
  EXPECT_FALSE(rate_ratio({5, 10}, {0, 0}).defined);
  EXPECT_FALSE(rate_ratio({5, 0}, {5, 10}).defined);
  EXPECT_FALSE(rate_ratio_dispersed({0, 10}, {5, 10}, 2).defined);
}

TEST(RateRatio, MovesSmoothlyBetweenWholeCounts) {
  const auto below = rate_ratio({20, 1}, {7, 1});
  const auto between = rate_ratio({20, 1}, {7.5, 1});
  const auto above = rate_ratio({20, 1}, {8, 1});
  EXPECT_LT(below.lower, between.lower);
  EXPECT_LT(between.lower, above.lower);
  EXPECT_LT(below.upper, between.upper);
  EXPECT_LT(between.upper, above.upper);
}

TEST(RateRatio, SwapsItsEndsWhenBeforeAndAfterAreSwapped) {
  const auto forth = rate_ratio({40, 30}, {11.5, 60});
  const auto back = rate_ratio({11.5, 60}, {40, 30});
  EXPECT_NEAR(forth.lower, 1 / back.upper, 1e-12);
  EXPECT_NEAR(forth.upper, 1 / back.lower, 1e-12);
}

TEST(RateRatioDispersed, GrowsWithDispersion) {
  const auto narrow = rate_ratio_dispersed({170, 90}, {47, 90}, 1);
  const auto wide = rate_ratio_dispersed({170, 90}, {47, 90}, 3);
  EXPECT_EQ(narrow.estimate, wide.estimate);
  EXPECT_LT(wide.lower, narrow.lower);
  EXPECT_GT(wide.upper, narrow.upper);
}

TEST(DispersionIndex, IsSampleVarianceOverMean) {
  EXPECT_NEAR(*dispersion_index(std::array{1.0, 2.0, 3.0, 4.0}), (5.0 / 3) / 2.5, 1e-15);
  EXPECT_FALSE(dispersion_index(std::array{1.0}).has_value());
  EXPECT_FALSE(dispersion_index(std::array{0.0, 0.0, 0.0}).has_value());
}

TEST(DispersionFactor, OfWeeksThatAreAllAlikePaysOnlyForHowFewTheyAre) {
  // A fortnight's worth on every Monday: each week of seven days in a row has the same count.
  std::vector<double> side(35, 0.0);
  for (std::size_t day = 0; day < side.size(); day += 7)
    side[day] = 14;
  const double freedom = 2 * 4 / (2.0 / 3 + 1.0 / 147);
  EXPECT_EQ(dispersion_factor(side, side), 1) << "nothing scatters";
  side[3] = 1e-3;
  EXPECT_NEAR(dispersion_factor(side, side), std::pow(t_reach(freedom) / normal_reach(), 2), 1e-9);
}

TEST(DispersionFactor, AddsWhatOutlastsAWeek) {
  // Four weeks of 20 and four of none a side: the long run scatters more than a week of these can show.
  std::vector<double> side(56, 0.0);
  for (std::size_t day = 0; day < 28; ++day)
    side[day] = 20.0 / 7;
  double squares = 0;
  for (int first = 0; first <= 49; ++first) {
    double week = 0;
    for (int day = first; day < first + 7; ++day)
      week += side[static_cast<std::size_t>(day)];
    squares += (week - 10) * (week - 10);
  }
  const double by_weeks = squares / (50 * 10 * (1 - 7.0 / 56));
  const double seen = 1 - (1 - std::exp(-4.2)) / 4.2;
  const double freedom = 2 * 7 / (2.0 / 3 + 1.0 / 147);
  const double paid = std::pow(t_reach(freedom) / normal_reach(), 2);
  EXPECT_NEAR(dispersion_factor(side, side), (1 + (by_weeks - 1) / seen) * paid, 1e-9);
}

TEST(DispersionFactor, FollowsTheSideWithFewerEventsForItMakesMoreOfTheError) {
  std::vector<double> clustered(14, 0.0);
  for (std::size_t day = 0; day < 14; day += 2)
    clustered[day] = 100;
  EXPECT_LT(dispersion_factor(clustered, std::vector<double>(14, 1.0)), 10);
  EXPECT_GT(dispersion_factor(clustered, std::vector<double>(14, 100.0)), 10);
}

TEST(DispersionFactor, OfASideWithoutEventsIsThatOfTheOther) {
  std::vector<double> before(60, 0.0);
  for (std::size_t day = 0; day < 60; day += 10)
    before[day] = 8;
  EXPECT_GT(dispersion_factor(before, std::vector<double>(60, 0.0)), 2);
}

TEST(DispersionFactor, IsOneWhenNothingCanBeSaid) {
  EXPECT_EQ(dispersion_factor({}, {}), 1);
  EXPECT_EQ(dispersion_factor(std::vector<double>(30, 0.0), std::vector<double>(30, 0.0)), 1);
}

// Days of events that come in groups of geometric size: variance over mean is `dispersion`.
std::vector<double> clustered(std::mt19937_64& random, int days, double rate, double dispersion) {
  const double stop = 2 / (1 + dispersion);  // chance that a group ends after each event
  const auto uniform = [&random] { return (static_cast<double>(random() >> 11) + 0.5) * 0x1p-53; };
  std::vector<double> daily(static_cast<std::size_t>(days));
  for (double at = -std::log(uniform()) / (rate * stop); at < days; at -= std::log(uniform()) / (rate * stop)) {
    double& today = daily[static_cast<std::size_t>(at)];
    do
      today += 1;
    while (uniform() > stop);
  }
  return daily;
}

TEST(RateRatioDispersed, CoversTheTruthUnderClusteringWhereThePlainIntervalDoesNot) {
  std::mt19937_64 random(20171110);
  const int runs = 1000;
  int plain = 0;
  int dispersed = 0;
  for (int run = 0; run < runs; ++run) {
    const auto before = clustered(random, 90, 2.0, 2.2);
    const auto after = clustered(random, 90, 0.6, 2.2);
    const Counts all_before{std::accumulate(before.begin(), before.end(), 0.0), 90};
    const Counts all_after{std::accumulate(after.begin(), after.end(), 0.0), 90};
    const auto covers = [](const findings::Interval& found) { return found.lower <= 0.3 && 0.3 <= found.upper; };
    plain += covers(rate_ratio(all_before, all_after)) ? 1 : 0;
    dispersed += covers(rate_ratio_dispersed(all_before, all_after, dispersion_factor(before, after))) ? 1 : 0;
  }
  EXPECT_LT(plain, 0.88 * runs);
  EXPECT_GE(dispersed, 0.93 * runs);
  EXPECT_LE(dispersed, 0.97 * runs);
}

TEST(RatioOfRatios, IsThatOfTheReference) {
  expect_interval(ratio_of_ratios(73, 9, 81, 98), 0.102, 0.048, 0.216, 5e-4);
  expect_interval(ratio_of_ratios(170, 47, 288, 377), 0.211, 0.148, 0.302, 5e-4);
  expect_interval(ratio_of_ratios(321, 94, 879, 881), 0.292, 0.228, 0.374, 5e-4);
}

TEST(RatioOfRatios, AddsHalvesForAZeroAndIsUndefinedWithNothingBefore) {
  const auto none_after = ratio_of_ratios(20, 0, 50, 60);
  EXPECT_NEAR(none_after.estimate, (0.5 / 20.5) / (60.5 / 50.5), 1e-12);
  EXPECT_GT(none_after.lower, 0);
  EXPECT_FALSE(ratio_of_ratios(0, 5, 50, 60).defined);
  EXPECT_FALSE(ratio_of_ratios(5, 5, 0, 60).defined);
}

}  // namespace
}  // namespace entente::assess
