// SPDX-License-Identifier: Apache-2.0
// An area made ready to answer "is it in there?".
#pragma once

#include "base/result.hpp"
#include "geo/place.hpp"

#include <memory>
#include <span>
#include <vector>

class S2Polygon;

namespace entente::geo {

/// An outline or a band along a line, checked and prepared; immutable, cheap to copy, safe to share between threads.
class Shape {
 public:
  /// An outline is always the smaller side of its rings, whichever way round they were drawn. Repeated neighbouring
  /// points and spikes are left out; parts that share an edge are merged.
  /// errors   invalid when a ring has fewer than three different points, crosses or touches itself, crosses another, a
  ///          hole lies outside its outer ring, a part inside another, or an edge spans 180°; the message names part
  ///          and ring (1 is the outer one) and the place nearby.
  /// cost     O(n log n); planar edges are densified to at most 1 km first (they then differ by at most 1.4 cm at 35°).
  [[nodiscard]] static Result<Shape> make(const Outline& outline);
  /// Whether `make` would give a shape, and why not.
  /// cost     less than half of `make`: parts are not merged and nothing is prepared for questions.
  [[nodiscard]] static Result<void> check(const Outline& outline);

  /// Everything within `depth_from_m … depth_to_m` of a line, on both sides and round its ends. Both depths belong to
  /// it. Edges of the line are geodesics. errors   invalid when the line has fewer than two different points, an edge
  /// spans 180°, or the depths are not
  ///          0 <= from < to <= 5,000 km.
  [[nodiscard]] static Result<Shape> band(const std::vector<LatLng>& line, double depth_from_m, double depth_to_m);

  /// What lies inside or at most `by_m` away, drawn by 1e-4 of it. A band becomes an outline; of the empty shape:
  /// empty. errors   invalid when not 0 < by_m <= 5,000 km. cost     O(n log n).
  [[nodiscard]] Result<Shape> grown(double by_m) const;

  /// What lies in any of the shapes: a zone given as a list of areas. Borders drawn twice, and a little differently, do
  /// not matter. A band becomes an outline (by 1e-4 of its depth). Of no shape: the empty one, which nothing lies in.
  [[nodiscard]] static Shape join(std::span<const Shape> shapes);

  /// True inside and on the boundary (within 2 cm). A band is measured exactly by its depths.
  [[nodiscard]] bool contains(const LatLng& point) const;

  /// The share of the claim's probability mass that lies inside (docs/methods.md, "Place").
  ///
  /// Only geometry is looked at; a claim without geometry, or with an outline that is none, is {0, 0.5, 1}: cannot
  /// tell. Within bounds that say "certain", the probability is 0 or 1 exactly. boundary touching from outside counts
  /// as possibly inside, touching from inside as inside.
  ///          For a band, `lower` may stay 0 for a disc that only just fits (docs/methods.md).
  /// accuracy disc 1e-7; wedge and outline 1e-5; a disc of a band 1e-4.
  /// cost     O(log n) for a disc far from the boundary, else O(edges near the disc); wedge and outline O(n).
  [[nodiscard]] Membership membership(const PlaceClaim& claim) const;

  /// How far a point lies outside, metres; 0 inside and on the boundary, half around the Earth from the empty shape.
  /// cost     O(log n).
  [[nodiscard]] double distance_m(const LatLng& point) const;

  /// On the mean sphere; 0 for the empty shape.
  [[nodiscard]] double area_km2() const;
  /// The outline as S2 has it; of a band, an approximation by 1e-4 of its depth.
  [[nodiscard]] const S2Polygon& polygon() const;

 private:
  struct Prepared;
  explicit Shape(std::shared_ptr<const Prepared> prepared) : prepared_(std::move(prepared)) {}
  std::shared_ptr<const Prepared> prepared_;
};

}  // namespace entente::geo
