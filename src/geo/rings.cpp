// SPDX-License-Identifier: Apache-2.0
// What lies around an area, by distance.
#include "geo/rings.hpp"

#include "msg/geo.hpp"

#include <algorithm>
#include <utility>

namespace entente::geo {
namespace {

// What lies within the outer of two nested shapes but not within the inner.
Membership between(const Membership& inner, const Membership& outer) {
  if (inner.inside() || outer.outside()) return certainly_outside;
  if (inner.outside() && outer.inside()) return certainly_inside;
  return {0, std::clamp(outer.probability - inner.probability, 0.0, 1.0), 1};
}

}  // namespace

Result<Rings> Rings::around(const Shape& zone, std::span<const double> ends_m) {
  std::vector<Shape> within{zone};
  double last_m = 0;
  for (const double end_m : ends_m) {
    if (end_m <= last_m) return fail(Code::invalid, msg::geo::bad_depths(last_m, end_m));
    ENTENTE_ASSIGN(auto shape, zone.grown(end_m));
    within.push_back(std::move(shape));
    last_m = end_m;
  }
  return Rings(std::move(within));
}

std::vector<Membership> Rings::memberships(const PlaceClaim& claim) const {
  std::vector<Membership> rings(within_.size() - 1, certainly_outside);
  Membership outer = within_.back().membership(claim);
  for (std::size_t ring = rings.size(); ring > 0 && !outer.outside(); --ring) {
    const Membership inner = within_[ring - 1].membership(claim);
    rings[ring - 1] = between(inner, outer);
    outer = inner;
  }
  return rings;
}

}  // namespace entente::geo
