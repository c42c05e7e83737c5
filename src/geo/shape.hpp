// SPDX-License-Identifier: Apache-2.0
// An area made ready to answer "is it in there?".
#pragma once

#include <memory>

#include "base/result.hpp"
#include "geo/place.hpp"

class S2Polygon;

namespace entente::geo {

/// An outline checked and prepared; immutable, cheap to copy, safe to share between threads.
class Shape {
 public:
  /// errors   invalid when a ring has fewer than three different points, crosses itself or another, a hole lies
  ///          outside its outer ring, or an edge spans 180°; the message names part, ring and the place nearby.
  /// cost     O(n log n); planar edges are densified to at most 1 km first (they then differ by at most 1.4 cm).
  [[nodiscard]] static Result<Shape> make(const Outline& outline);

  /// Everything within `depth_from_m … depth_to_m` of a line, on both sides. Both ends belong to it.
  /// errors   invalid when the line has fewer than two different points or the depths are not 0 <= from < to.
  [[nodiscard]] static Result<Shape> band(const std::vector<LatLng>& line, double depth_from_m, double depth_to_m);

  /// True inside and on the boundary.
  [[nodiscard]] bool contains(const LatLng& point) const;

  /// The share of the claim's probability mass that lies inside (docs/methods.md, "Place").
  ///
  /// Only geometry is looked at; a claim without geometry is {0, 0.5, 1}: cannot tell.
  /// boundary touching counts as possibly inside.
  /// cost     O(edges near the claim).
  [[nodiscard]] Membership membership(const PlaceClaim& claim) const;

  [[nodiscard]] double area_km2() const;
  [[nodiscard]] const S2Polygon& polygon() const { return *polygon_; }

 private:
  explicit Shape(std::shared_ptr<const S2Polygon> polygon) : polygon_(std::move(polygon)) {}
  std::shared_ptr<const S2Polygon> polygon_;
};

}  // namespace entente::geo
