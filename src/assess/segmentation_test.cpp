// SPDX-License-Identifier: Apache-2.0
// The pruned search beside the plain one, and breaks that are known.
#include "assess/segmentation.hpp"

#include "assess/assess_test_data.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace entente::assess {
namespace {

double plain_cost(const std::vector<double>& daily, std::size_t from, std::size_t to) {
  double events = 0;
  for (std::size_t i = from; i < to; ++i)
    events += daily[i];
  return events == 0 ? 0 : -2 * (events * std::log(events / static_cast<double>(to - from)) - events);
}

// The least cost with penalties by trying every last stretch of every length.
double plain_optimum(const std::vector<double>& daily, double penalty, std::size_t least) {
  std::vector<double> best(daily.size() + 1, std::numeric_limits<double>::infinity());
  best[0] = -penalty;
  for (std::size_t end = least; end <= daily.size(); ++end) {
    for (std::size_t start = 0; start + least <= end; ++start) {
      best[end] = std::min(best[end], best[start] + plain_cost(daily, start, end) + penalty);
    }
  }
  return best[daily.size()];
}

double penalised(const Segmentation& found, double penalty) {
  return found.cost + penalty * static_cast<double>(found.breaks.size());
}

double cost_of_breaks(const std::vector<double>& daily, const std::vector<int>& breaks) {
  double cost = 0;
  std::size_t from = 0;
  for (const int to : breaks) {
    cost += plain_cost(daily, from, static_cast<std::size_t>(to));
    from = static_cast<std::size_t>(to);
  }
  return cost + plain_cost(daily, from, daily.size());
}

// A series with a few rates, in quarters of events.
rc::Gen<std::vector<double>> some_series() {
  return rc::gen::map(rc::gen::container<std::vector<std::pair<int, int>>>(
                          rc::gen::pair(rc::gen::inRange(1, 30), rc::gen::inRange(0, 16))),
                      [](const std::vector<std::pair<int, int>>& stretches) {
                        std::vector<double> daily;
                        unsigned state = 12345;
                        for (const auto& [days, level] : stretches) {
                          for (int i = 0; i < days && daily.size() < 150; ++i) {
                            state = state * 1664525U + 1013904223U;
                            daily.push_back(static_cast<double>((state >> 16) % static_cast<unsigned>(level + 1)) / 4);
                          }
                        }
                        return daily;
                      });
}

RC_GTEST_PROP(Segment, FindsTheSameOptimumAsThePlainSearch, ()) {
  const auto daily = *some_series();
  const double penalty = *rc::gen::inRange(0, 300) / 10.0;
  const int least = *rc::gen::inRange(1, 15);
  RC_PRE(daily.size() >= 2 * static_cast<std::size_t>(least));
  const auto found = segment(daily, penalty, least);
  RC_ASSERT(std::abs(penalised(found, penalty) - plain_optimum(daily, penalty, static_cast<std::size_t>(least))) <
            1e-6);
  RC_ASSERT(std::abs(found.cost - cost_of_breaks(daily, found.breaks)) < 1e-6);
  int last = 0;
  for (const int start : found.breaks) {
    RC_ASSERT(start - last >= least);
    last = start;
  }
  RC_ASSERT(found.breaks.empty() || static_cast<int>(daily.size()) - last >= least);
}

RC_GTEST_PROP(SegmentOver, HoldsTheOptimumOfEveryPenaltyOfTheRange, ()) {
  const auto daily = *some_series();
  const double penalty = 1 + *rc::gen::inRange(0, 190) / 10.0;
  RC_PRE(daily.size() >= 6u);
  const auto all = segment_over(daily, 1, 20, 3);
  RC_ASSERT(all.front().from == 1.0);
  RC_ASSERT(all.back().to == 20.0);
  for (const auto& best : all) {
    if (best.from > penalty || penalty > best.to) continue;
    RC_ASSERT(std::abs(penalised(best.segmentation, penalty) - plain_optimum(daily, penalty, 3)) < 1e-6);
  }
}

std::vector<double> steps(std::initializer_list<std::pair<int, double>> stretches) {
  std::vector<double> daily;
  for (const auto& [days, count] : stretches)
    daily.insert(daily.end(), static_cast<std::size_t>(days), count);
  return daily;
}

TEST(Segment, FindsAStepOnItsDay) { EXPECT_EQ(segment(steps({{40, 3}, {50, 1}}), 10, 14).breaks, (std::vector{40})); }

TEST(Segment, KeepsTheMinimumSegment) {
  EXPECT_EQ(segment(steps({{40, 3}, {5, 30}, {50, 3}}), 10, 14).breaks.size(), 2u);
  EXPECT_TRUE(segment(steps({{13, 3}, {14, 30}}), 1, 14).breaks.empty());
  EXPECT_EQ(segment(steps({{14, 3}, {14, 30}}), 1, 14).breaks, (std::vector{14}));
}

TEST(Segment, HasNoBreaksInACalmOrEmptySeries) {
  EXPECT_TRUE(segment(std::vector<double>{}, 10, 14).breaks.empty());
  EXPECT_TRUE(segment(std::vector<double>(100, 0.0), 0, 14).breaks.empty());
  EXPECT_TRUE(segment(std::vector<double>(100, 2.0), 5, 14).breaks.empty());
}

TEST(Segment, PutsATieOnTheEarlierDay) {
  // Nothing on the two days between: both divisions cost the same.
  const auto daily = steps({{3, 4}, {3, 0}, {3, 4}});
  const auto found = segment(daily, 0.5, 3).breaks;
  EXPECT_EQ(found, (std::vector{3, 6}));
  EXPECT_EQ(segment(steps({{2, 1}, {1, 0.5}, {2, 1}}), 0, 2).breaks, (std::vector{2}));
}

TEST(ChangePoints, SayTheRatesTheirDaysAndWhereTheyVanish) {
  auto daily = steps({{60, 4}, {60, 1}});
  daily.insert(daily.end(), 30, 1.0);
  daily[60] = 2;  // a first day that could belong to either side of a break
  const auto points = change_points(daily, test::day("2017-01-01"), 3, 14);
  ASSERT_EQ(points.size(), 1u);
  EXPECT_EQ(points[0].date, test::day("2017-03-02"));
  EXPECT_LE(points[0].earliest, points[0].date);
  EXPECT_GE(points[0].latest, points[0].date);
  EXPECT_NEAR(points[0].rate_before, 4, 1e-12);
  EXPECT_NEAR(points[0].rate_after, 91.0 / 90, 1e-12);
  EXPECT_FALSE(points[0].vanishes_at.has_value());
}

TEST(ChangePoints, LieWithNinetyFivePerCentBetweenTheLikeliestDays) {
  // Two a day, then one: with rates as found, a day more or less of either costs some 0.3 in log likelihood.
  const auto points = change_points(steps({{100, 2}, {100, 1}}), test::day("2017-01-01"), 3, 14);
  ASSERT_EQ(points.size(), 1u);
  const auto before = (points[0].date - points[0].surely_from).count();
  const auto after = (points[0].surely_to - points[0].date).count();
  EXPECT_GE(before, 5);
  EXPECT_LE(before, 12);
  EXPECT_GE(after, 5);
  EXPECT_LE(after, 12);
}

TEST(ChangePoints, AreSureToTheDayWhenTheStepIsPlain) {
  const auto points = change_points(steps({{60, 20}, {60, 1}}), test::day("2017-01-01"), 3, 14);
  ASSERT_EQ(points.size(), 1u);
  EXPECT_EQ(points[0].surely_from, points[0].date);
  EXPECT_EQ(points[0].surely_to, points[0].date);
}

TEST(ChangePoints, AreLessSureWhenDaysScatter) {
  auto scattered = steps({{100, 2}, {100, 1}});
  for (std::size_t day = 0; day < scattered.size(); day += 4) {
    for (std::size_t i = 1; i < 4; ++i)
      scattered[day] += std::exchange(scattered[day + i], 0.0);
  }
  const auto even = change_points(steps({{100, 2}, {100, 1}}), test::day("2017-01-01"), 3, 14);
  const auto points = change_points(scattered, test::day("2017-01-01"), 3, 14);
  ASSERT_EQ(points.size(), 1u);
  EXPECT_GT(points[0].surely_to - points[0].surely_from, 2 * (even[0].surely_to - even[0].surely_from));
}

TEST(ChangePoints, OfAWeakStepVanishAtTheExactPenalty) {
  const auto daily = steps({{50, 2}, {50, 1}});
  const double gain = segment(daily, 1e9, 14).cost - segment(daily, 0, 50).cost;
  const double factor = gain / std::log(100.0);
  ASSERT_GT(factor, 2);
  ASSERT_LT(factor, 6);
  const auto points = change_points(daily, test::day("2017-01-01"), 2, 14);
  ASSERT_EQ(points.size(), 1u);
  ASSERT_TRUE(points[0].vanishes_at.has_value());
  EXPECT_NEAR(*points[0].vanishes_at, factor, 1e-8);
}

}  // namespace
}  // namespace entente::assess
