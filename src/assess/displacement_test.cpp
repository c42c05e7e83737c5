// SPDX-License-Identifier: Apache-2.0
// What came to the rings beside scipy on ten datasets, and how a claim lies in a ring.
#include "assess/displacement.hpp"

#include "assess/reference_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace entente::assess {
namespace {

BeforeAfter counted(double before, double after, double days = 90) { return {{before, days}, {after, days}}; }
BeforeAfter counted(const std::vector<double>& numbers) {
  return {{numbers.at(0), numbers.at(1)}, {numbers.at(2), numbers.at(3)}, numbers.at(4)};
}

void expect_beyond(const Estimated<EventsBeyond>& found, const test::Reference& reference, const std::string& name) {
  ASSERT_EQ(found.has_value(), reference.has(name)) << name;
  if (!found) return;
  const auto& expected = reference.all(name);
  test::expect_six_digits(found->events, expected.at(0), name);
  test::expect_six_digits(found->lower, expected.at(1), name + " lower end");
  test::expect_six_digits(found->upper, expected.at(2), name + " upper end");
}

void expect_area(const AreaChange& found, const test::Reference& reference, const std::string& name) {
  expect_beyond(found.beyond, reference, name + ".beyond");
  EXPECT_EQ(found.exact.defined, reference.has(name + ".exact")) << name;
  if (!found.exact.defined) return;
  test::expect_six_digits(found.exact, reference.all(name + ".exact"), name);
  test::expect_six_digits(found.dispersed, reference.all(name + ".dispersed"), name);
}

TEST(Displacement, IsThatOfScipyOnTenDatasets) {
  for (const auto& [dataset, reference] : test::references("displacement")) {
    SCOPED_TRACE(dataset);
    std::vector<BeforeAfter> rings;
    for (std::size_t i = 0; i < reference.count("rings"); ++i)
      rings.push_back(counted(reference.all("ring" + std::to_string(i))));
    std::optional<BeforeAfter> controls;
    if (reference.has("controls")) controls = counted(reference.all("controls"));
    const auto found = displacement(counted(reference.all("zone")), rings, controls);
    expect_area(found.zone, reference, "zone");
    for (std::size_t i = 0; i < rings.size(); ++i)
      expect_area(found.rings[i], reference, "ring" + std::to_string(i));
    expect_beyond(found.gained, reference, "gained");
    expect_beyond(found.net_averted, reference, "net_averted");
  }
}

TEST(Displacement, WhatMovedNextDoorIsNotAverted) {
  const auto found = displacement(counted(100, 40), std::array{counted(20, 80), counted(50, 50)}, std::nullopt);
  EXPECT_DOUBLE_EQ(found.zone.beyond->events, -60);
  EXPECT_DOUBLE_EQ(found.gained->events, 60);
  EXPECT_DOUBLE_EQ(found.net_averted->events, 0);
}

TEST(Displacement, WhatTheControlsDidTooIsNoGain) {
  const auto found = displacement(counted(100, 50), std::array{counted(30, 60)}, counted(200, 400));
  EXPECT_DOUBLE_EQ(*found.rings[0].expected_after, 60);
  EXPECT_DOUBLE_EQ(found.gained->events, 0);
  EXPECT_DOUBLE_EQ(found.net_averted->events, 150);
}

TEST(Displacement, OfSilenceSaysWhyItHasNoAnswer) {
  const auto found = displacement(counted(0, 0), std::array{counted(1, 2), counted(0, 0)}, counted(0, 5));
  EXPECT_EQ(found.zone.beyond.error(), NotEstimable::nothing_counted);
  EXPECT_FALSE(found.zone.exact.defined);
  EXPECT_FALSE(found.zone.expected_after.has_value());
  const auto alone = displacement(counted(0, 0), std::array{counted(1, 2)}, std::nullopt);
  EXPECT_EQ(alone.gained.error(), NotEstimable::too_few);
  const auto without_rings = displacement(counted(10, 20), {}, std::nullopt);
  EXPECT_EQ(without_rings.gained.error(), NotEstimable::too_few);
  EXPECT_DOUBLE_EQ(without_rings.net_averted->events, -10);
}

TEST(Displacement, OfImpossibleCountsSaysSo) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(displacement(counted(nan, 1), {}, std::nullopt).zone.beyond.error(), NotEstimable::out_of_range);
  EXPECT_EQ(displacement(counted(9, 9, 0), {}, std::nullopt).net_averted.error(), NotEstimable::out_of_range);
  const auto ring = displacement(counted(9, 9), std::array{counted(-1, 9)}, std::nullopt);
  EXPECT_EQ(ring.rings[0].beyond.error(), NotEstimable::out_of_range);
  EXPECT_TRUE(ring.zone.beyond.has_value());
}

}  // namespace
}  // namespace entente::assess
