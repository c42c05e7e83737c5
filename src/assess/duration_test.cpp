// SPDX-License-Identifier: Apache-2.0
// How long calm lasts beside lifelines, and when a rate counts as back.
#include "assess/duration.hpp"

#include "assess/reference_test.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace entente::assess {
namespace {

std::vector<Followed> followed_of(const std::vector<double>& days, const std::vector<double>& returned) {
  std::vector<Followed> followed;
  for (std::size_t i = 0; i < days.size(); ++i)
    followed.push_back({days[i], returned.at(i) != 0});
  return followed;
}

void expect_step(const DurationStep& step, const std::vector<double>& expected) {
  ASSERT_EQ(expected.size(), step.calm.defined ? 6u : 4u);
  EXPECT_EQ(step.days, expected[0]);
  EXPECT_EQ(step.at_risk, expected[1]);
  EXPECT_EQ(step.returned, expected[2]);
  test::expect_six_digits(step.calm.estimate, expected[3], "calm");
  if (!step.calm.defined) return;
  test::expect_six_digits(step.calm.lower, expected[4], "lower end");
  test::expect_six_digits(step.calm.upper, expected[5], "upper end");
}

void expect_median(const Duration& found, const test::Reference& reference) {
  EXPECT_EQ(found.median.has_value(), reference.has("median"));
  if (!found.median) return;
  EXPECT_EQ(found.median->days, reference.one("median"));
  ASSERT_EQ(found.median->lower.has_value(), reference.has("median_lower"));
  ASSERT_EQ(found.median->upper.has_value(), reference.has("median_upper"));
  if (found.median->lower) {
    EXPECT_EQ(*found.median->lower, reference.one("median_lower"));
  }
  if (found.median->upper) {
    EXPECT_EQ(*found.median->upper, reference.one("median_upper"));
  }
}

TEST(Duration, IsThatOfLifelinesOnTenDatasets) {
  for (const auto& [dataset, reference] : test::references("duration")) {
    SCOPED_TRACE(dataset);
    const auto found = duration(followed_of(reference.all("days"), reference.all("returned")));
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->steps.size(), reference.count("steps"));
    for (std::size_t i = 0; i < found->steps.size(); ++i) {
      expect_step(found->steps[i], reference.all("step" + std::to_string(i)));
      test::expect_six_digits(found->steps[i].standard_error, reference.all("standard_errors").at(i), "standard error");
    }
    expect_median(*found, reference);
  }
}

TEST(Duration, OfNoReturnHasNoStepsAndNoMedian) {
  const auto found = duration({{30, false}, {400, false}});
  ASSERT_TRUE(found.has_value());
  EXPECT_TRUE(found->steps.empty());
  EXPECT_EQ(found->followed, 2);
  EXPECT_EQ(found->median.error(), NotEstimable::too_few);
}

TEST(Duration, OfOneThatReturnedIsThatDayWithoutAnUpperEnd) {
  const auto found = duration({{30, true}});
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->steps.size(), 1u);
  EXPECT_FALSE(found->steps[0].calm.defined);
  EXPECT_EQ(found->steps[0].calm.estimate, 0);
  EXPECT_EQ(found->median->days, 30);
  EXPECT_EQ(found->median->lower, 30);
  EXPECT_FALSE(found->median->upper.has_value());
}

TEST(Duration, WhoWasLastFollowedOnTheDayOfAReturnWasAtRiskOnIt) {
  const auto found = duration({{10, false}, {10, true}, {20, false}});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->steps[0].at_risk, 3);
  EXPECT_DOUBLE_EQ(found->steps[0].calm.estimate, 2.0 / 3);
}

TEST(Duration, SaysWhyThereIsNoAnswer) {
  EXPECT_EQ(duration({}).error(), NotEstimable::too_few);
  EXPECT_EQ(duration({{0, true}}).error(), NotEstimable::out_of_range);
  EXPECT_EQ(duration({{std::numeric_limits<double>::quiet_NaN(), true}}).error(), NotEstimable::out_of_range);
}

TEST(FollowUntilReturn, IsBackWhenTheLastDaysHadTheBaselineRate) {
  std::vector<double> daily(40, 0.2);
  std::fill(daily.begin() + 20, daily.end(), 1.0);
  const auto followed = follow_until_return(daily, 1, 7);
  ASSERT_TRUE(followed.has_value());
  EXPECT_TRUE(followed->returned);
  EXPECT_EQ(followed->days, 27);
}

TEST(FollowUntilReturn, IsStillFollowedWhenItHasNotReturned) {
  const auto followed = follow_until_return(std::vector<double>(40, 0.9), 1, 7);
  ASSERT_TRUE(followed.has_value());
  EXPECT_FALSE(followed->returned);
  EXPECT_EQ(followed->days, 40);
}

TEST(FollowUntilReturn, OneEventIsNoReturnToAnEventAMonth) {
  std::vector<double> daily(200, 0.0);
  daily[50] = 1;
  EXPECT_FALSE(follow_until_return(daily, 1.0 / 30, 14)->returned);
  daily[100] = daily[120] = 1;
  EXPECT_EQ(follow_until_return(daily, 1.0 / 30, 14)->days, 121) << "three events within 90 days";
}

TEST(FollowUntilReturn, OfARateThatNeverFellIsAsLongAsARateTakes) {
  EXPECT_EQ(follow_until_return(std::vector<double>(40, 2.0), 2, 14)->days, 14);
}

TEST(FollowUntilReturn, SaysWhyThereIsNoAnswer) {
  EXPECT_EQ(follow_until_return(std::vector<double>(40, 2.0), 0, 14).error(), NotEstimable::nothing_counted);
  EXPECT_EQ(follow_until_return({}, 1, 14).error(), NotEstimable::too_few);
  EXPECT_EQ(follow_until_return(std::vector<double>{-1.0}, 1, 14).error(), NotEstimable::out_of_range);
  EXPECT_EQ(follow_until_return(std::vector<double>{1.0}, 1, 0).error(), NotEstimable::out_of_range);
  EXPECT_FALSE(follow_until_return(std::vector<double>{1.0}, 1e-300, 14)->returned);
}

}  // namespace
}  // namespace entente::assess
