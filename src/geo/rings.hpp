// SPDX-License-Identifier: Apache-2.0
// What lies around an area, by distance.
#pragma once

#include "base/result.hpp"
#include "geo/shape.hpp"

#include <array>
#include <span>
#include <vector>

namespace entente::geo {

/// Where the rings end that are usual: 0-10, 10-20, 20-40 km from the zone, metres.
inline constexpr std::array usual_ring_ends_m{10e3, 20e3, 40e3};

/// The rings around a zone, made ready to be asked. Each is what lies further from the zone than the last one's end, or
/// outside of the zone, and at most its own end away.
class Rings {
 public:
  /// errors   invalid when the ends are not positive, ascending and at most 5,000 km.
  [[nodiscard]] static Result<Rings> around(const Shape& zone, std::span<const double> ends_m = usual_ring_ends_m);

  /// How a claim lies in each ring, from the zone outwards; by its geometry alone.
  ///
  /// Probabilities of the zone, the rings and beyond add up to 1. A claim of names only is in no ring, but possibly in
  /// each: {0, 0, 1}.
  /// accuracy that of Shape::grown and Shape::membership.
  /// cost     one membership for a claim that lies beyond the rings.
  [[nodiscard]] std::vector<Membership> memberships(const PlaceClaim& claim) const;

 private:
  explicit Rings(std::vector<Shape> within) : within_(std::move(within)) {}
  std::vector<Shape> within_;  // the zone, then all within each end
};

}  // namespace entente::geo
