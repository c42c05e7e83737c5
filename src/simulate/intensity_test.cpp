// SPDX-License-Identifier: Apache-2.0
// The rates of a model, day by day.
#include "simulate/intensity.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace entente::simulate {
namespace {

using Shape = Effect::Shape;

const Instant noon = *parse_instant("2017-07-09T09:00:00Z");

TEST(Intensity, BeforeEntryIntoForceThereIsNoEffect) {
  for (const auto shape : {Shape::none, Shape::sudden, Shape::slow, Shape::fading, Shape::reversed})
    EXPECT_EQ(effect_factor({.shape = shape}, -0.001), 1) << word(shape);
}

TEST(Intensity, EachEffectHasItsShape) {
  const auto at = [](Shape shape, double day) {
    return effect_factor({.shape = shape, .ratio = 0.2, .days = 100}, day);
  };
  EXPECT_EQ(at(Shape::none, 50), 1);
  EXPECT_EQ(at(Shape::sudden, 0), 0.2);
  EXPECT_EQ(at(Shape::sudden, 5000), 0.2);
  EXPECT_EQ(at(Shape::slow, 0), 1);
  EXPECT_DOUBLE_EQ(at(Shape::slow, 50), 0.6);
  EXPECT_DOUBLE_EQ(at(Shape::slow, 200), 0.2);
  EXPECT_EQ(at(Shape::fading, 0), 0.2);
  EXPECT_DOUBLE_EQ(at(Shape::fading, 50), 0.6);
  EXPECT_EQ(at(Shape::fading, 200), 1);
  EXPECT_EQ(at(Shape::reversed, 343), 0.2);
  EXPECT_EQ(at(Shape::reversed, 344), Effect{}.broken_ratio);
  EXPECT_EQ(at(Shape::reversed, 361), Effect{}.broken_ratio);
  EXPECT_EQ(at(Shape::reversed, 362), Effect{}.end_ratio);
}

TEST(Intensity, TheSeasonPeaksOnItsDayAndComesToNothingInAYear) {
  const Season season{.amplitude = 0.4, .peak_day = 100};
  EXPECT_DOUBLE_EQ(season_factor(season, 100), 1.4);
  EXPECT_NEAR(season_factor(season, 100 + 365.25 / 2), 0.6, 1e-12);
  Model model{.rates = {.controls = 2}, .season = season, .days_before = 1461, .days_after = 0};
  const auto rates = daily_rates(model, Stream::controls, noon);
  EXPECT_NEAR(std::accumulate(rates.begin(), rates.end(), 0.0) / 1461, 2, 1e-6);
  // 9 July is day 190 of 2017; 190 - 90 = 100.
  EXPECT_NEAR(rates[1461 - 90], 2.8, 1e-3);
}

TEST(Intensity, TheTrendGrowsByItsFactorInAYearAndIsOneAtEntryIntoForce) {
  const Trend trend{.a_year = 1.5};
  EXPECT_EQ(trend_factor(trend, 0), 1);
  EXPECT_DOUBLE_EQ(trend_factor(trend, 365.25), 1.5);
  EXPECT_DOUBLE_EQ(trend_factor(trend, -730.5), 1 / 2.25);
}

TEST(Intensity, OnlyTheZoneFeelsTheTruce) {
  const Model model;
  EXPECT_EQ(daily_rates(model, Stream::zone, noon)[730], 0.36);
  EXPECT_EQ(daily_rates(model, Stream::zone, noon)[729], 2.4);
  EXPECT_EQ(daily_rates(model, Stream::controls, noon)[730], 3.2);
  EXPECT_EQ(daily_rates(model, Stream::carve_outs, noon)[730], 0.2);
}

TEST(Intensity, WhatIsExpectedIsTheRateWhereNothingChangesOrNothingFollows) {
  for (const double expected : expected_daily(std::vector<double>(20, 1.8), FollowUps{}))
    EXPECT_DOUBLE_EQ(expected, 1.8);
  const std::vector<double> falls{2, 2, 1, 1};
  EXPECT_EQ(expected_daily(falls, {.repeated = 0, .retaliation = 0}), falls);
}

// The integral equation that the formula solves, step by step: m = own + ∫ kernel(t - s) m(s) ds.
TEST(Intensity, WhatIsExpectedSolvesTheEquationOfTheProcess) {
  const FollowUps follow_ups{.repeated = 0.3, .retaliation = 0.2, .mean_days = 1.5};
  std::vector<double> rates(30, 2);
  std::fill(rates.begin() + 10, rates.begin() + 20, 0.5);
  const auto expected = expected_daily(rates, follow_ups);
  constexpr int steps = 20'000;
  const double step = 1.0 / steps;
  double follow_up_rate = 0.5 * 2;  // the equation's ∫, in the steady state of the beginning
  for (std::size_t day = 0; day < rates.size(); ++day) {
    double sum = 0;
    for (int i = 0; i < steps; ++i) {
      const double rate = 0.5 * rates[day] + follow_up_rate;
      sum += rate * step;
      follow_up_rate += (0.5 * rate - follow_up_rate) / 1.5 * step;
    }
    EXPECT_NEAR(expected[day], sum, 1e-4) << day;
  }
}

}  // namespace
}  // namespace entente::simulate
