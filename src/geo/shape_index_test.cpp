// SPDX-License-Identifier: Apache-2.0
#include "geo/shape_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace entente::geo {
namespace {

Outline square(double south, double west, double side) {
  return {{{{{south, west}, {south, west + side}, {south + side, west + side}, {south + side, west}}, {}}},
          Edges::geodesic};
}

PlaceClaim claim_of(std::variant<std::monostate, Disc, Wedge, Outline> where) { return {std::move(where), {}, {}}; }

double drawn(int from, int to) { return *rc::gen::inRange(from * 1000, to * 1000) / 1000.0; }

/// Squares and bands of very different sizes, some over the date line or at a pole.
std::vector<Shape> any_shapes(const LatLng& corner) {
  std::vector<Shape> shapes;
  for (int count = *rc::gen::inRange(0, 12); count > 0; --count) {
    const double side = *rc::gen::element(0.001, 0.1, 1.0, 5.0);
    const double south = std::min(corner.lat_deg + drawn(-3, 3), 84.0);
    const double west = corner.lng_deg + drawn(-3, 3);
    const auto shape = *rc::gen::arbitrary<bool>()
                           ? Shape::make(square(south, west, side))
                           : Shape::band({{south, west}, {south + side, west + side}}, drawn(0, 5), 20000 * side);
    if (shape) shapes.push_back(*shape);
  }
  return shapes;
}

PlaceClaim any_claim(const LatLng& corner) {
  const LatLng at{corner.lat_deg + drawn(-3, 3), std::clamp(corner.lng_deg + drawn(-3, 3), -180.0, 180.0)};
  const double size_m = *rc::gen::element(0.0, 1.0, 300.0, 5000.0, 100'000.0, 3e7);
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return claim_of(Wedge{at, drawn(0, 360), drawn(0, 180), 0, size_m});
    case 1:
      return claim_of(square(std::min(at.lat_deg, 88.0), std::min(at.lng_deg, 178.0), 0.01 + size_m / 1e6));
    default:
      return claim_of(Disc{at, size_m, Disc::Density::uniform});
  }
}

RC_GTEST_PROP(ShapeIndex, NoShapeThatMayHoldAnythingIsMissed, ()) {
  const auto corner =
      *rc::gen::element(LatLng{33, 36}, LatLng{0, 0}, LatLng{10, 176.5}, LatLng{80, 10}, LatLng{-86, 5});
  const auto shapes = any_shapes(corner);
  const ShapeIndex index(shapes);
  const auto claim = any_claim(corner);
  const auto near = index.near(claim);
  if (!near) RC_DISCARD("an outline that is none");
  RC_ASSERT(std::is_sorted(near->begin(), near->end()));
  for (std::uint32_t i = 0; i < shapes.size(); ++i) {
    if (!shapes[i].membership(claim).outside()) RC_ASSERT(std::binary_search(near->begin(), near->end(), i));
  }
}

TEST(ShapeIndex, OfFarShapesFewAreFound) {
  std::vector<Shape> shapes;
  for (int i = 0; i < 100; ++i)
    shapes.push_back(*Shape::make(square(20 + i / 10, 30 + i % 10, 1)));
  const auto near = *ShapeIndex(shapes).near(claim_of(Disc{{24.5, 35.5}, 5000, Disc::Density::uniform}));
  EXPECT_GE(near.size(), 1u);
  EXPECT_LE(near.size(), 9u);
}

TEST(ShapeIndex, OfNoPlaceNothingIsSaid) {
  const std::vector<Shape> shapes{*Shape::make(square(20, 30, 1)), Shape::join({})};
  const ShapeIndex index(shapes);
  EXPECT_FALSE(index.near(claim_of(std::monostate{})));
  EXPECT_FALSE(index.near(claim_of(Outline{})));
  EXPECT_EQ(index.near(claim_of(Disc{{20.5, 30.5}, 0, {}})), std::vector<std::uint32_t>{0});
}

}  // namespace
}  // namespace entente::geo
