// SPDX-License-Identifier: Apache-2.0
// Shares of a mutually exciting process beside the likelihood written out as double sums, and beside known truth.
#include "assess/retaliation.hpp"

#include "assess/reference_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace entente::assess {
namespace {

std::vector<SideEvent> events_of(const std::vector<double>& days, const std::vector<double>& sides,
                                 const std::vector<double>& weights) {
  std::vector<SideEvent> events;
  for (std::size_t i = 0; i < days.size(); ++i)
    events.push_back({days[i], sides.at(i) != 0 ? Side::second : Side::first, weights.at(i)});
  return events;
}

void expect_side(const SideActs& found, const test::Reference& reference, const std::string& side) {
  test::expect_six_digits(found.events, reference.one(side + ".events"), side + " events");
  test::expect_six_digits(found.background_per_day, reference.one(side + ".background"), side + " background");
  test::expect_six_digits(found.follow_ups_of_own, reference.one(side + ".own"), side + " own");
  test::expect_six_digits(found.follow_ups_of_other, reference.one(side + ".other"), side + " other");
  const auto& shares = reference.all(side + ".shares");
  test::expect_six_digits(found.own_accord_share, shares.at(0), side + " own accord");
  test::expect_six_digits(found.own_side_share, shares.at(1), side + " own side");
  test::expect_six_digits(found.retaliation_share, shares.at(2), side + " retaliation");
  ASSERT_EQ(found.retaliation_range.has_value(), reference.has(side + ".range"));
  if (found.retaliation_range) test::expect_six_digits(*found.retaliation_range, reference.all(side + ".range"), side);
}

TEST(Retaliation, IsThatOfTheLikelihoodWrittenOutOnTenDatasets) {
  for (const auto& [dataset, reference] : test::references("retaliation")) {
    SCOPED_TRACE(dataset);
    const auto found = retaliation(events_of(reference.all("days"), reference.all("sides"), reference.all("weights")),
                                   reference.one("length"));
    ASSERT_TRUE(found.has_value());
    expect_side(found->sides[0], reference, "first");
    expect_side(found->sides[1], reference, "second");
    ASSERT_TRUE(found->mean_delay_days.has_value());
    test::expect_six_digits(*found->mean_delay_days, reference.one("delay"), "delay");
    test::expect_six_digits(found->log_likelihood, reference.one("log_likelihood"), "log likelihood");
    test::expect_six_digits(found->branching, reference.one("branching"), "branching");
  }
}

// A day in [0, days) from a generator that is the same everywhere.
double day_of(std::mt19937_64& random, double days) { return static_cast<double>(random() >> 11) * 0x1p-53 * days; }

TEST(Retaliation, FindsWhoAnswersWhom) {
  std::mt19937_64 random(1);
  std::vector<SideEvent> events;
  for (int i = 0; i < 200; ++i) {
    const double day = day_of(random, 1000);
    events.push_back({day, Side::first});
    if (i % 2 == 0) events.push_back({std::min(1000.0, day - std::log(1 - day_of(random, 1))), Side::second});
  }
  for (int i = 0; i < 100; ++i)
    events.push_back({day_of(random, 1000), Side::second});
  const auto found = retaliation(events, 1000);
  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->sides[1].retaliation_share, 0.5, 0.1);
  EXPECT_LT(found->sides[0].retaliation_share, 0.1);
  EXPECT_LT(found->sides[1].retaliation_range->lower, 0.5);
  EXPECT_GT(found->sides[1].retaliation_range->upper, 0.5);
}

TEST(Retaliation, SharesAddUpToOneAndOrderOfTheListDoesNotMatter) {
  const auto all = test::references("retaliation");
  const auto& reference = all.at(0);
  auto events = events_of(reference.all("days"), reference.all("sides"), reference.all("weights"));
  const auto forth = retaliation(events, reference.one("length"));
  std::reverse(events.begin(), events.end());
  const auto back = retaliation(events, reference.one("length"));
  ASSERT_TRUE(forth.has_value() && back.has_value());
  for (const std::size_t side : {0u, 1u}) {
    const auto& acts = forth->sides.at(side);
    EXPECT_NEAR(acts.own_accord_share + acts.own_side_share + acts.retaliation_share, 1, 1e-9);
    EXPECT_EQ(acts.retaliation_share, back->sides.at(side).retaliation_share);
  }
}

TEST(Retaliation, OfActsThatNeverMeetIsNone) {
  std::vector<SideEvent> events;
  for (int day = 0; day < 100; ++day)
    events.push_back({day + 0.5, day < 50 ? Side::second : Side::first});
  const auto found = retaliation(events, 1000);
  ASSERT_TRUE(found.has_value()) << static_cast<int>(found.error());
  EXPECT_EQ(found->sides[1].retaliation_share, 0);
  EXPECT_EQ(found->sides[1].retaliation_range.error(), NotEstimable::at_boundary);
}

TEST(Retaliation, OfActsAllAtOneTimeIsNoneOrNotToBeTold) {
  std::vector<SideEvent> events;
  for (int i = 0; i < 40; ++i)
    events.push_back({50, i % 2 == 0 ? Side::first : Side::second});
  const auto found = retaliation(events, 100);
  ASSERT_TRUE(found.has_value());
  EXPECT_FALSE(found->mean_delay_days.has_value());
  EXPECT_EQ(found->sides[0].retaliation_share, 0);
  EXPECT_DOUBLE_EQ(found->sides[0].own_accord_share, 1);
  EXPECT_NEAR(found->sides[0].background_per_day, 0.2, 1e-9);
}

TEST(Retaliation, OfAnyActsIsAnAnswerOrAReason) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<SideEvent> events;
    const double days = std::exp(day_of(random, 8));
    for (int i = 0; i < 30; ++i) {
      const double day = day_of(random, days);
      const Side by = i % 2 == 0 ? Side::first : Side::second;
      events.push_back({seed % 3 == 0 ? std::floor(day) : day, by, seed % 2 == 0 ? 1 : 0.9});
    }
    const auto found = retaliation(events, days);
    if (!found) {
      EXPECT_NE(found.error(), NotEstimable::not_converged) << seed;
      continue;
    }
    for (const auto& side : found->sides) {
      EXPECT_NEAR(side.own_accord_share + side.own_side_share + side.retaliation_share, 1, 1e-9) << seed;
      if (!side.retaliation_range) continue;
      EXPECT_LE(0, side.retaliation_range->lower) << seed;
      EXPECT_LE(side.retaliation_range->lower, side.retaliation_share) << seed;
      EXPECT_LE(side.retaliation_share, side.retaliation_range->upper) << seed;
      EXPECT_LE(side.retaliation_range->upper, 1) << seed;
    }
  }
}

TEST(Retaliation, SaysWhyThereIsNoAnswer) {
  const auto why = [](std::vector<SideEvent> events, double days) {
    return retaliation(std::move(events), days).error();
  };
  EXPECT_EQ(why({}, 100), NotEstimable::too_few);
  EXPECT_EQ(why(std::vector<SideEvent>(40, {5, Side::first}), 100), NotEstimable::too_few);
  EXPECT_EQ(why({{5, Side::first}}, 0), NotEstimable::out_of_range);
  EXPECT_EQ(why({{-5, Side::first}}, 100), NotEstimable::out_of_range);
  EXPECT_EQ(why({{101, Side::first}}, 100), NotEstimable::out_of_range);
  EXPECT_EQ(why({{5, Side::first, 0}}, 100), NotEstimable::out_of_range);
  EXPECT_EQ(why({{5, Side::first, std::numeric_limits<double>::quiet_NaN()}}, 100), NotEstimable::out_of_range);
  std::vector<SideEvent> crowded(20, {0.01, Side::first});
  crowded.insert(crowded.end(), 20, {0.02, Side::second});
  EXPECT_EQ(why(crowded, 0.1), NotEstimable::too_few) << "a stretch of two hours shows no decay";
}

}  // namespace
}  // namespace entente::assess
