// SPDX-License-Identifier: Apache-2.0
// The exact side of a line, against whole-number arithmetic.
#include "geo/orientation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdint>

namespace entente::geo {
namespace {

TEST(Orientation, LeftIsPlusRightIsMinusOnTheLineIsZero) {
  EXPECT_EQ(orientation(0, 0, 1, 0, 0.5, 1e-300), 1);
  EXPECT_EQ(orientation(0, 0, 1, 0, 0.5, -1e-300), -1);
  EXPECT_EQ(orientation(0, 0, 1, 1, 0.5, 0.5), 0);
}

TEST(Orientation, OneUnitInTheLastPlaceBesideADiagonalIsSeen) {
  const double just_over_half = std::nextafter(0.5, 1.0);
  EXPECT_EQ(orientation(12, 12, 24, 24, 0.5, 0.5), 0);
  EXPECT_EQ(orientation(12, 12, 24, 24, 0.5, just_over_half), 1);
  EXPECT_EQ(orientation(12, 12, 24, 24, just_over_half, 0.5), -1);
}

RC_GTEST_PROP(Orientation, AgreesWithWholeNumbersBetweenThem, ()) {
  // Multiples of 2^-46 up to ±64: the products fit into 128 bits, so that whole numbers decide exactly.
  const auto coordinate = [] { return *rc::gen::inRange<std::int64_t>(-(1LL << 54) + 1, 1LL << 54) >> 2; };
  const std::int64_t ax = coordinate(), ay = coordinate(), bx = coordinate(), by = coordinate();
  // Half of the points lie within a few units of the line itself.
  const std::int64_t share = *rc::gen::inRange<std::int64_t>(0, 17);
  const std::int64_t cx = ax + (bx - ax) / 16 * share + *rc::gen::inRange<std::int64_t>(-2, 3);
  const std::int64_t cy = ay + (by - ay) / 16 * share + *rc::gen::inRange<std::int64_t>(-2, 3);
  __extension__ using Wide = __int128;
  const Wide determinant = Wide(ax - cx) * Wide(by - cy) - Wide(ay - cy) * Wide(bx - cx);
  const auto real = [](std::int64_t whole) { return std::ldexp(static_cast<double>(whole), -46); };
  RC_ASSERT(orientation(real(ax), real(ay), real(bx), real(by), real(cx), real(cy)) == (determinant > 0   ? 1
                                                                                        : determinant < 0 ? -1
                                                                                                          : 0));
}

}  // namespace
}  // namespace entente::geo
