// SPDX-License-Identifier: Apache-2.0
// How edges are divided along great circles and along straight lines of the map.
#include "geo/densify.hpp"

#include "geo/sphere.hpp"

#include <s2/s2edge_distances.h>
#include <s2/s2latlng.h>
#include <s2/s2point.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <tuple>

namespace entente::geo {
namespace {

/// The turn from one longitude to another, the short way round: -180…180.
double turn_deg(double from_lng_deg, double to_lng_deg) {
  const double turn = to_lng_deg - from_lng_deg;
  if (turn > 180) return turn - 360;
  if (turn < -180) return turn + 360;
  return turn;
}

double wrapped(double lng_deg) {
  if (lng_deg > 180) return lng_deg - 360;
  if (lng_deg < -180) return lng_deg + 360;
  return lng_deg;
}

std::size_t pieces(double length_m, double longest_m) {
  return static_cast<std::size_t>(std::max(1.0, std::ceil(length_m / longest_m)));
}

void append_geodesic(const LatLng& from, const LatLng& to, double longest_m, Ring& ring) {
  const S2Point a = S2LatLng::FromDegrees(from.lat_deg, from.lng_deg).ToPoint();
  const S2Point b = S2LatLng::FromDegrees(to.lat_deg, to.lng_deg).ToPoint();
  const std::size_t n = pieces(a.Angle(b) * earth_radius_m, longest_m);
  for (std::size_t i = 1; i < n; ++i) {
    const S2LatLng between(S2::Interpolate(a, b, static_cast<double>(i) / static_cast<double>(n)));
    ring.push_back({between.lat().degrees(), between.lng().degrees()});
  }
}

void append_planar(const LatLng& from, const LatLng& to, double longest_m, Ring& ring) {
  const double north_deg = to.lat_deg - from.lat_deg;
  const double east_deg = turn_deg(from.lng_deg, to.lng_deg);
  // The edge's widest part is where it comes nearest to the equator; no piece is longer than measured there.
  const double nearest_deg =
      from.lat_deg * to.lat_deg <= 0 ? 0 : std::min(std::abs(from.lat_deg), std::abs(to.lat_deg));
  const double metres_per_degree = earth_radius_m * radians_per_degree;
  const double length_m =
      metres_per_degree * std::hypot(north_deg, east_deg * std::cos(nearest_deg * radians_per_degree));
  const std::size_t n = pieces(length_m, longest_m);
  for (std::size_t i = 1; i < n; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(n);
    ring.push_back({from.lat_deg + share * north_deg, wrapped(from.lng_deg + share * east_deg)});
  }
}

void append_between(const LatLng& from, const LatLng& to, Edges edges, double longest_m, Ring& ring) {
  switch (edges) {
    case Edges::geodesic:
      append_geodesic(from, to, longest_m, ring);
      break;
    case Edges::planar:
      append_planar(from, to, longest_m, ring);
      break;
  }
}

Ring densify_ring(const Ring& ring, Edges edges, double longest_m) {
  Ring result;
  result.reserve(ring.size());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LatLng& from = ring[i];
    const LatLng& to = ring[(i + 1) % ring.size()];
    result.push_back(from);
    const auto first = static_cast<std::ptrdiff_t>(result.size());
    // Always divided from the same end, so that neighbours who share an edge get the same points bit for bit.
    const bool backwards = std::tie(to.lat_deg, to.lng_deg) < std::tie(from.lat_deg, from.lng_deg);
    append_between(backwards ? to : from, backwards ? from : to, edges, longest_m, result);
    if (backwards) std::reverse(result.begin() + first, result.end());
  }
  return result;
}

}  // namespace

Outline densify(const Outline& outline, double longest_m) {
  assert(longest_m > 0);
  Outline result{.parts = {}, .edges = Edges::planar};
  result.parts.reserve(outline.parts.size());
  for (const Polygon& part : outline.parts) {
    Polygon& dense = result.parts.emplace_back();
    dense.outer = densify_ring(part.outer, outline.edges, longest_m);
    for (const Ring& hole : part.holes)
      dense.holes.push_back(densify_ring(hole, outline.edges, longest_m));
  }
  return result;
}

}  // namespace entente::geo
