// SPDX-License-Identifier: Apache-2.0
// Densified outlines: what stays, how long edges get, and which way they go.
#include "geo/densify.hpp"

#include <gtest/gtest.h>
#include <s2/s2latlng.h>
#include <s2/s2point.h>

#include <algorithm>
#include <cmath>

namespace entente::geo {
namespace {

// Great-circle distance by S2, so that this test needs nothing else of the room.
double metres_between(const LatLng& a, const LatLng& b) {
  const auto point = [](const LatLng& p) { return S2LatLng::FromDegrees(p.lat_deg, p.lng_deg).ToPoint(); };
  return point(a).Angle(point(b)) * earth_radius_m;
}

Outline triangle(Edges edges) {
  return {.parts = {{.outer = {{32, 36}, {33, 36}, {33, 37}}, .holes = {{{32.6, 36.2}, {32.8, 36.2}, {32.8, 36.4}}}}},
          .edges = edges};
}

double longest_edge_m(const Ring& ring) {
  double longest = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    longest = std::max(longest, metres_between(ring[i], ring[(i + 1) % ring.size()]));
  }
  return longest;
}

TEST(Densify, NoEdgeIsLongerThanAKilometre) {
  for (const Edges edges : {Edges::geodesic, Edges::planar}) {
    const Outline dense = densify(triangle(edges));
    EXPECT_EQ(dense.edges, Edges::planar);
    EXPECT_LE(longest_edge_m(dense.parts[0].outer), 1000.0 + 1e-6);
    EXPECT_LE(longest_edge_m(dense.parts[0].holes[0]), 1000.0 + 1e-6);
    EXPECT_GT(dense.parts[0].outer.size(), 300U);
  }
}

TEST(Densify, GivenPointsStayExactlyAndInOrder) {
  const Outline outline = triangle(Edges::geodesic);
  const Outline dense = densify(outline);
  auto from = dense.parts[0].outer.begin();
  for (const LatLng& point : outline.parts[0].outer) {
    from = std::find(from, dense.parts[0].outer.end(), point);
    ASSERT_NE(from, dense.parts[0].outer.end());
  }
}

TEST(Densify, ShortEdgesStayAsTheyAre) {
  const Outline small{.parts = {{.outer = {{32, 36}, {32.001, 36}, {32, 36.001}}, .holes = {}}},
                      .edges = Edges::geodesic};
  EXPECT_EQ(densify(small).parts, small.parts);
}

TEST(Densify, AGeodesicBulgesPolewardAndAPlanarEdgeKeepsItsLatitude) {
  const Outline wide{.parts = {{.outer = {{35, 30}, {35, 32}, {34, 31}}, .holes = {}}}, .edges = Edges::geodesic};
  Outline planar = wide;
  planar.edges = Edges::planar;
  const auto highest = [](const Outline& outline) {
    const Ring& ring = outline.parts[0].outer;
    return std::max_element(ring.begin(), ring.end(), [](auto& a, auto& b) { return a.lat_deg < b.lat_deg; })->lat_deg;
  };
  EXPECT_EQ(highest(densify(planar)), 35);
  // Sagitta of 182 km at latitude 35°: some 457 m.
  EXPECT_NEAR((highest(densify(wide)) - 35) * 111195, 457, 5);
}

TEST(Densify, AnEdgeOverTheAntimeridianGoesTheShortWay) {
  const Outline dateline{.parts = {{.outer = {{10, 179.9}, {10, -179.9}, {11, 180}}, .holes = {}}},
                         .edges = Edges::planar};
  const Outline dense = densify(dateline);
  for (const LatLng& point : dense.parts[0].outer) {
    EXPECT_GE(std::abs(point.lng_deg), 179.9);
    EXPECT_LE(std::abs(point.lng_deg), 180);
  }
  EXPECT_LE(longest_edge_m(dense.parts[0].outer), 1000.0 + 1e-6);
}

}  // namespace
}  // namespace entente::geo
