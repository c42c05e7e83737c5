// SPDX-License-Identifier: Apache-2.0
// How a claim lies in the rings around an area.
#include "geo/rings.hpp"

#include "geo/sphere.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace entente::geo {
namespace {

Shape zone() { return Shape::make({{{{{32, 36}, {32, 37}, {33, 37}, {33, 36}}, {}}}, Edges::geodesic}).value(); }
PlaceClaim within(const LatLng& centre, double radius_m) {
  return {.where = Disc{centre, radius_m}, .within = {}, .name = ""};
}

TEST(Rings, APointLiesInTheOneThatItsDistanceSays) {
  const auto rings = Rings::around(zone()).value();
  const LatLng corner{33, 37};
  const auto ring_at = [&](double distance_m) {
    const auto found = rings.memberships(within(destination(corner, 45, distance_m), 0));
    std::vector<bool> inside;
    for (const auto& ring : found)
      inside.push_back(ring.inside());
    return inside;
  };
  EXPECT_EQ(ring_at(5e3), (std::vector{true, false, false}));
  EXPECT_EQ(ring_at(15e3), (std::vector{false, true, false}));
  EXPECT_EQ(ring_at(39e3), (std::vector{false, false, true}));
  EXPECT_EQ(ring_at(41e3), (std::vector{false, false, false}));
  EXPECT_EQ(rings.memberships(within({32.5, 36.5}, 0)),
            (std::vector{certainly_outside, certainly_outside, certainly_outside}));
}

TEST(Rings, AVaguePlaceIsSharedBetweenThem) {
  const auto rings = Rings::around(zone()).value();
  const auto found = rings.memberships(within(destination({32.5, 37}, 90, 10e3), 3e3));
  EXPECT_TRUE(found[0].cannot_tell());
  EXPECT_TRUE(found[1].cannot_tell());
  EXPECT_NEAR(found[0].probability, 0.5, 0.02);
  EXPECT_NEAR(found[0].probability + found[1].probability, 1, 1e-9);
  EXPECT_TRUE(found[2].outside());
}

TEST(Rings, ANameAloneIsInNoneButPossiblyInEach) {
  const auto found = Rings::around(zone())->memberships({.where = {}, .within = {"Daraa"}, .name = ""});
  for (const auto& ring : found)
    EXPECT_EQ(ring, (Membership{0, 0, 1}));
}

TEST(Rings, EndsThatAreNoneAreRefused) {
  EXPECT_FALSE(Rings::around(zone(), std::array{10e3, 10e3}));
  EXPECT_FALSE(Rings::around(zone(), std::array{0.0}));
  EXPECT_FALSE(Rings::around(zone(), std::array{-1.0}));
  EXPECT_FALSE(Rings::around(zone(), std::array{1e8}));
  EXPECT_FALSE(Rings::around(zone(), std::array{std::numeric_limits<double>::quiet_NaN()}));
}

RC_GTEST_PROP(Rings, ZoneRingsAndBeyondAddUpToOne, ()) {
  static const auto rings = Rings::around(zone()).value();
  static const auto widest = zone().grown(40e3).value();
  const LatLng centre{*rc::gen::inRange(3100, 3400) / 100.0, *rc::gen::inRange(3500, 3800) / 100.0};
  const auto claim = within(centre, *rc::gen::inRange(1, 60000));
  double sum = zone().membership(claim).probability;
  for (const auto& ring : rings.memberships(claim)) {
    RC_ASSERT(ring.lower <= ring.probability);
    RC_ASSERT(ring.probability <= ring.upper);
    sum += ring.probability;
  }
  RC_ASSERT(std::abs(sum - widest.membership(claim).probability) < 1e-6);
}

}  // namespace
}  // namespace entente::geo
