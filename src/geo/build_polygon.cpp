// SPDX-License-Identifier: Apache-2.0
// The checks of an outline: points, edges, rings, holes, parts, in this order, so that the first message is the cause.
#include "geo/build_polygon.hpp"

#include "geo/densify.hpp"
#include "geo/sphere.hpp"
#include "msg/geo.hpp"

#include <fmt/format.h>
#include <s2/mutable_s2shape_index.h>
#include <s2/s2edge_crossings.h>
#include <s2/s2error.h>
#include <s2/s2lax_polyline_shape.h>
#include <s2/s2loop.h>
#include <s2/s2shapeutil_visit_crossing_edge_pairs.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace entente::geo {
namespace {

/// A ring with its numbers for people: the first part and the outer ring are number 1.
struct NumberedRing {
  double part = 1;
  double ring = 1;
  std::vector<S2Point> points;
};

using Parts = std::vector<std::vector<NumberedRing>>;  // the outer ring first

/// Longitude, latitude: in the order of the files that the point stands in.
std::pair<std::string, std::string> near(const S2Point& point) {
  const LatLng place = from_point(point);
  return {shown(place.lng_deg), shown(place.lat_deg)};
}

bool half_around(const LatLng& a, const LatLng& b, Edges edges) {
  // On a map the way between two longitudes 180° apart is unknown; on the sphere that between antipodes.
  if (edges == Edges::planar) return std::abs(a.lng_deg - b.lng_deg) == 180 && std::abs(a.lat_deg) != 90;
  return to_point(a).Angle(to_point(b)) > std::numbers::pi - 1e-9;
}

Result<void> check_ring(const Ring& ring, Edges edges, double part, double number) {
  for (const LatLng& point : ring) {
    if (!make_point(point.lat_deg, point.lng_deg)) {
      return fail(Code::invalid,
                  msg::geo::point_out_of_range(number, part, shown(point.lat_deg), shown(point.lng_deg)));
    }
  }
  std::vector<S2Point> different;
  for (const LatLng& point : ring)
    different.push_back(to_point(point));
  std::sort(different.begin(), different.end());
  different.erase(std::unique(different.begin(), different.end()), different.end());
  if (different.size() < 3) {
    return fail(Code::invalid, msg::geo::ring_too_short(number, part, static_cast<std::int64_t>(different.size())));
  }
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (half_around(ring[i], ring[(i + 1) % ring.size()], edges)) {
      return fail(Code::invalid,
                  msg::geo::edge_half_around(number, part, shown(ring[i].lng_deg), shown(ring[i].lat_deg)));
    }
  }
  return {};
}

Result<void> check_rings(const Outline& outline) {
  if (outline.parts.empty()) return fail(Code::invalid, msg::geo::no_ring());
  double part = 0;
  for (const Polygon& polygon : outline.parts) {
    double number = 1;
    ENTENTE_TRY(check_ring(polygon.outer, outline.edges, ++part, number));
    for (const Ring& hole : polygon.holes)
      ENTENTE_TRY(check_ring(hole, outline.edges, part, ++number));
  }
  return {};
}

/// The ring's points without repeated neighbours and without spikes, both of which enclose nothing.
std::vector<S2Point> tidy(const Ring& ring) {
  std::vector<S2Point> points;
  for (const LatLng& place : ring) {
    const S2Point point = to_point(place);
    if (!points.empty() && points.back() == point) continue;
    if (points.size() >= 2 && points[points.size() - 2] == point) {
      points.pop_back();
      continue;
    }
    points.push_back(point);
  }
  // The same where the ring closes.
  std::size_t first = 0;
  while (points.size() - first >= 3) {
    if (points[first] == points.back() || points[first] == points[points.size() - 2]) {
      points.pop_back();
    } else if (points[first + 1] == points.back()) {
      ++first;
    } else {
      break;
    }
  }
  points.erase(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(first));
  return points;
}

Result<Parts> tidy(const Outline& outline) {
  Parts parts;
  for (const Polygon& polygon : outline.parts) {
    auto& rings = parts.emplace_back();
    const auto part = static_cast<double>(parts.size());
    rings.push_back({part, 1, tidy(polygon.outer)});
    for (const Ring& hole : polygon.holes) {
      rings.push_back({part, static_cast<double>(rings.size() + 1), tidy(hole)});
    }
    for (const NumberedRing& ring : rings) {
      if (ring.points.size() >= 3) continue;
      return fail(Code::invalid,
                  msg::geo::ring_too_short(ring.ring, part, static_cast<std::int64_t>(ring.points.size())));
    }
  }
  return parts;
}

Result<void> check_touching(const NumberedRing& ring) {
  std::vector<S2Point> sorted = ring.points;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice == sorted.end()) return {};
  const auto [lng, lat] = near(*twice);
  return fail(Code::invalid, msg::geo::ring_touches_itself(ring.ring, ring.part, lng, lat));
}

/// Finds edges that properly cross, be it of one ring or of two.
Result<void> check_crossings(const Parts& parts) {
  std::vector<const NumberedRing*> rings;
  MutableS2ShapeIndex index;
  for (const auto& part : parts) {
    for (const NumberedRing& ring : part) {
      rings.push_back(&ring);
      // A closed line instead of a loop: an index of loops that cross would break S2's rules.
      std::vector<S2Point> closed = ring.points;
      closed.push_back(closed.front());
      index.Add(std::make_unique<S2LaxPolylineShape>(closed));
    }
  }
  std::optional<Error> found;
  s2shapeutil::VisitCrossingEdgePairs(
      index, s2shapeutil::CrossingType::INTERIOR, [&](const auto& a, const auto& b, bool) {
        const auto [lng, lat] = near(S2::GetIntersection(a.v0(), a.v1(), b.v0(), b.v1()));
        const NumberedRing& one = *rings[static_cast<std::size_t>(a.id().shape_id)];
        const NumberedRing& other = *rings[static_cast<std::size_t>(b.id().shape_id)];
        found = Error{Code::invalid, &one == &other
                                         ? msg::geo::ring_crosses_itself(one.ring, one.part, lng, lat)
                                         : msg::geo::rings_cross(one.ring, one.part, other.ring, other.part, lng, lat)};
        return false;
      });
  if (found) return fail(*std::move(found));
  return {};
}

std::unique_ptr<S2Loop> to_loop(const NumberedRing& ring) {
  auto loop = std::make_unique<S2Loop>();
  loop->set_s2debug_override(S2Debug::DISABLE);  // faults are reported, not asserted
  loop->Init(ring.points);
  loop->Normalize();
  return loop;
}

Error unusable(const S2Error& error) { return Error{Code::invalid, msg::geo::not_a_shape(error.text())}; }

/// Rings of one part that cross where they share a point leave no crossing of edges: name the first such point.
Error crossing_at_shared_point(const std::vector<NumberedRing>& rings, const S2Error& error) {
  std::map<S2Point, const NumberedRing*> seen;
  for (const NumberedRing& ring : rings) {
    for (const S2Point& point : ring.points) {
      const auto [at, fresh] = seen.emplace(point, &ring);
      if (fresh || at->second == &ring) continue;
      const auto [lng, lat] = near(point);
      return Error{Code::invalid, msg::geo::rings_cross(ring.ring, ring.part, at->second->ring, ring.part, lng, lat)};
    }
  }
  return unusable(error);
}

Result<std::unique_ptr<S2Polygon>> build_part(const std::vector<NumberedRing>& rings) {
  std::vector<std::unique_ptr<S2Loop>> loops;
  for (const NumberedRing& ring : rings) {
    loops.push_back(to_loop(ring));
    S2Error error;
    if (loops.back()->FindValidationError(&error)) return fail(unusable(error));
  }
  const S2Loop* outer = loops.front().get();
  std::vector<const S2Loop*> holes;
  for (std::size_t i = 1; i < loops.size(); ++i)
    holes.push_back(loops[i].get());
  auto polygon = std::make_unique<S2Polygon>();
  polygon->set_s2debug_override(S2Debug::DISABLE);
  polygon->InitNested(std::move(loops));
  S2Error error;
  if (polygon->FindValidationError(&error)) return fail(crossing_at_shared_point(rings, error));
  for (std::size_t i = 0; i < holes.size(); ++i) {
    if (holes[i]->depth() == 1 && outer->depth() == 0) continue;
    const NumberedRing& hole = rings[i + 1];
    const auto [lng, lat] = near(hole.points.front());
    return fail(Code::invalid, msg::geo::hole_outside(hole.ring, hole.part, lng, lat));
  }
  return polygon;
}

Result<void> check_overlaps(const std::vector<std::unique_ptr<S2Polygon>>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!parts[i]->GetRectBound().Intersects(parts[j]->GetRectBound()) || !parts[i]->Intersects(*parts[j])) continue;
      const bool earlier_inside = parts[i]->Contains(*parts[j]);
      const std::size_t inner = earlier_inside ? j : i;
      const auto [lng, lat] = near(parts[inner]->loop(0)->vertex(0));
      return fail(Code::invalid,
                  msg::geo::parts_overlap(static_cast<double>(inner + 1),
                                          static_cast<double>(earlier_inside ? i + 1 : j + 1), lng, lat));
    }
  }
  return {};
}

/// The parts as one polygon. Parts that share an edge, as neighbouring districts do, are merged.
std::unique_ptr<S2Polygon> merge(std::vector<std::unique_ptr<S2Polygon>> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<std::unique_ptr<S2Loop>> loops;
  for (const auto& part : parts) {
    for (int i = 0; i < part->num_loops(); ++i)
      loops.emplace_back(part->loop(i)->Clone());
  }
  for (const auto& loop : loops)
    loop->Normalize();  // holes were turned round
  auto polygon = std::make_unique<S2Polygon>();
  polygon->set_s2debug_override(S2Debug::DISABLE);
  polygon->InitNested(std::move(loops));
  S2Error error;
  if (!polygon->FindValidationError(&error)) return polygon;
  return S2Polygon::DestructiveUnion(std::move(parts));
}

/// The parts, each sound and none over another.
Result<std::vector<std::unique_ptr<S2Polygon>>> build_parts(const Outline& outline) {
  ENTENTE_TRY(check_rings(outline));
  ENTENTE_ASSIGN(const Parts parts, tidy(outline.edges == Edges::planar ? densify(outline) : outline));
  for (const auto& part : parts) {
    for (const NumberedRing& ring : part)
      ENTENTE_TRY(check_touching(ring));
  }
  ENTENTE_TRY(check_crossings(parts));
  std::vector<std::unique_ptr<S2Polygon>> polygons;
  for (const auto& part : parts) {
    ENTENTE_ASSIGN(auto polygon, build_part(part));
    polygons.push_back(std::move(polygon));
  }
  ENTENTE_TRY(check_overlaps(polygons));
  return polygons;
}

}  // namespace

std::string shown(double degrees) { return fmt::format("{:.4f}", degrees); }

Result<std::unique_ptr<S2Polygon>> build_polygon(const Outline& outline) {
  ENTENTE_ASSIGN(auto parts, build_parts(outline));
  return merge(std::move(parts));
}

Result<void> check_outline(const Outline& outline) {
  ENTENTE_TRY(build_parts(outline));
  return {};
}

}  // namespace entente::geo
