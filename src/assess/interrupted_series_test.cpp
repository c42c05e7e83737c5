// SPDX-License-Identifier: Apache-2.0
// Level and trend beside statsmodels, and what is said where there is no answer.
#include "assess/interrupted_series.hpp"

#include "assess/reference_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <string>

namespace entente::assess {
namespace {

const std::map<std::string, Scatter> scatters{{"poisson", Scatter::poisson},
                                              {"negative_binomial", Scatter::negative_binomial}};
const std::map<std::string, Errors> error_kinds{{"model", Errors::model},
                                                {"dispersion", Errors::dispersion},
                                                {"sandwich", Errors::sandwich},
                                                {"newey_west", Errors::newey_west}};

InterruptedSeries weekly(std::vector<double> counts, std::size_t first_after) {
  std::vector<double> exposures(counts.size(), 7.0);
  return {std::move(counts), std::move(exposures), first_after};
}

NotEstimable why(const InterruptedSeries& series, const RegressionAsked& asked = {}) {
  const auto change = series_change(series, asked);
  EXPECT_FALSE(change.has_value());
  return change ? NotEstimable::at_boundary : change.error();
}

void expect_same(const SeriesChange& change, const test::Reference& reference, const std::string& asked) {
  test::expect_six_digits(change.trend_before, reference.all(asked + ".trend_before"), asked + " trend before");
  test::expect_six_digits(change.trend_after, reference.all(asked + ".trend_after"), asked + " trend after");
  test::expect_six_digits(change.level, reference.all(asked + ".level"), asked + " level");
  test::expect_six_digits(change.trend_change, reference.all(asked + ".trend_change"), asked + " trend change");
  test::expect_six_digits(change.at_end, reference.all(asked + ".at_end"), asked + " at end");
}

TEST(InterruptedSeries, IsThatOfStatsmodelsOnTenDatasets) {
  for (const auto& [dataset, reference] : test::references("interrupted_series")) {
    SCOPED_TRACE(dataset);
    const InterruptedSeries series{reference.all("counts"), reference.all("exposures"), reference.count("first_after")};
    for (const auto& [scatter_name, scatter] : scatters) {
      for (const auto& [errors_name, errors] : error_kinds) {
        const auto change = series_change(series, {.scatter = scatter, .errors = errors});
        ASSERT_TRUE(change.has_value());
        expect_same(*change, reference, scatter_name + "." + errors_name);
        const auto& expected = reference.all(scatter_name + ".scatter");
        test::expect_six_digits(change->overdispersion, expected.at(0), "overdispersion");
        test::expect_six_digits(change->dispersion, expected.at(1), "dispersion");
        EXPECT_EQ(change->lag, errors == Errors::newey_west ? reference.one("lag") : 0);
      }
    }
  }
}

TEST(InterruptedSeries, OfAPerfectFitHasNoWidth) {
  const auto change = series_change(weekly({8, 8, 8, 8, 4, 4, 4, 4}, 4), {});
  ASSERT_TRUE(change.has_value());
  test::expect_six_digits(change->level, {0.5, 0.5, 0.5}, "level");
  test::expect_six_digits(change->trend_before, {1, 1, 1}, "trend");
  EXPECT_EQ(change->degrees, 4);
}

TEST(InterruptedSeries, ASilentSideIsSeparated) {
  EXPECT_EQ(why(weekly({3, 5, 2, 4, 6, 0, 0, 0, 0}, 5)), NotEstimable::separated);
  EXPECT_EQ(why(weekly({0, 0, 0, 0, 5, 3, 2, 6, 1}, 4)), NotEstimable::separated);
  EXPECT_EQ(why(weekly({3, 5, 2, 4, 6, 0, 0, 0, 0}, 5), {.scatter = Scatter::negative_binomial}),
            NotEstimable::separated);
}

TEST(InterruptedSeries, AFallToNothingWithinASideIsSeparated) {
  EXPECT_EQ(why(weekly({3, 5, 2, 4, 6, 5, 0, 0, 0, 0}, 5)), NotEstimable::separated);
}

TEST(InterruptedSeries, OneEventBetweenSilencesHasAnAnswer) {
  const auto change = series_change(weekly({3, 5, 2, 4, 0, 0, 1, 0, 0}, 4), {});
  ASSERT_TRUE(change.has_value());
  EXPECT_LT(change->level.estimate, 1);
}

TEST(InterruptedSeries, SaysWhyThereIsNoAnswer) {
  EXPECT_EQ(why(weekly({}, 0)), NotEstimable::too_few);
  EXPECT_EQ(why(weekly({7}, 0)), NotEstimable::too_few);
  EXPECT_EQ(why(weekly({1, 2, 3, 4, 5, 6}, 5)), NotEstimable::too_few);
  EXPECT_EQ(why(weekly({1, 2, 3, 4}, 2)), NotEstimable::too_few);
  EXPECT_EQ(why(weekly({1, 2, 3, 4, 5, 6}, std::numeric_limits<std::size_t>::max())), NotEstimable::too_few);
  EXPECT_EQ(why(weekly({0, 0, 0, 0, 0, 0}, 3)), NotEstimable::nothing_counted);
  EXPECT_EQ(why(weekly({1, 2, -3, 4, 5, 6}, 3)), NotEstimable::out_of_range);
  EXPECT_EQ(why(weekly({1, 2, std::numeric_limits<double>::quiet_NaN(), 4, 5, 6}, 3)), NotEstimable::out_of_range);
  EXPECT_EQ(why({{1, 2, 3, 4, 5, 6}, {7, 7, 7, 0, 7, 7}, 3}), NotEstimable::out_of_range);
}

TEST(InterruptedSeries, OfHugeAndTinyCountsIsFinite) {
  for (const Scatter scatter : {Scatter::poisson, Scatter::negative_binomial}) {
    const auto change = series_change(weekly({1e15, 1, 1e12, 3, 1e-9, 1e9, 5, 1e-6, 2, 1e14}, 5), {.scatter = scatter});
    if (!change) continue;
    for (const auto& factor : {change->level, change->trend_before, change->trend_after, change->at_end}) {
      EXPECT_TRUE(std::isfinite(factor.lower) && std::isfinite(factor.estimate) && std::isfinite(factor.upper));
    }
  }
}

TEST(InterruptedSeries, OfEvenCountsIsTheSameByEitherScatter) {
  const auto series = weekly({5, 6, 5, 4, 5, 3, 2, 3, 2, 3}, 5);
  const auto poisson = series_change(series, {.scatter = Scatter::poisson});
  const auto binomial = series_change(series, {.scatter = Scatter::negative_binomial});
  ASSERT_TRUE(poisson.has_value() && binomial.has_value());
  EXPECT_EQ(binomial->overdispersion, 0);
  EXPECT_EQ(poisson->level.estimate, binomial->level.estimate);
}

TEST(InterruptedSeries, ADispersionBelowOneNarrowsNothing) {
  const auto series = weekly({5, 6, 5, 4, 5, 3, 2, 3, 2, 3}, 5);
  const auto model = series_change(series, {.errors = Errors::model});
  const auto dispersed = series_change(series, {.errors = Errors::dispersion});
  ASSERT_TRUE(model.has_value() && dispersed.has_value());
  EXPECT_LT(model->dispersion, 1);
  EXPECT_EQ(model->level.upper, dispersed->level.upper);
}

// Few events in few weeks, with silences and bursts of any kind.
RC_GTEST_PROP(InterruptedSeries, OfAnyCountsIsAnAnswerOrAReason, ()) {
  const auto digits = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12));
  std::vector<double> counts;
  for (const int digit : digits)
    counts.push_back(digit < 6 ? 0 : digit == 11 ? 400 : digit - 5.5);
  const auto first_after = static_cast<std::size_t>(*rc::gen::inRange(0, 20));
  for (const Scatter scatter : {Scatter::poisson, Scatter::negative_binomial}) {
    const auto change = series_change(weekly(counts, first_after), {.scatter = scatter});
    if (!change) {
      RC_ASSERT(change.error() != NotEstimable::not_converged);
      continue;
    }
    for (const auto& factor : {change->level, change->trend_before, change->trend_after, change->at_end}) {
      RC_ASSERT(std::isfinite(factor.upper));
      RC_ASSERT(factor.lower <= factor.estimate);
      RC_ASSERT(factor.estimate <= factor.upper);
    }
  }
}

TEST(NeweyWestLag, GrowsSlowlyWithTheSeries) {
  EXPECT_EQ(newey_west_lag(0), 0);
  EXPECT_EQ(newey_west_lag(100), 4);
  EXPECT_EQ(newey_west_lag(1000), 6);
}

}  // namespace
}  // namespace entente::assess
