// SPDX-License-Identifier: Apache-2.0
// How rings on the sphere become edges on a flat map, and equal edges one.
#include "geo/zone_edges.hpp"

#include "geo/densify.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace entente::geo {
namespace {

// Rings around a pole are closed beyond it, so that the pole itself is inside and not on an edge.
constexpr double beyond_the_pole_deg = 91;

struct Use {
  Edge edge;
  std::uint32_t zone = 0;
  bool drawn = true;  // false for the edges that close a ring over a pole: nobody drew them, no point is on them

  friend auto operator<=>(const Use&, const Use&) = default;
};

struct Corner {
  double lng_deg = 0;
  double lat_deg = 0;
  int turns = 0;  // how often the unrolled ring has passed the antimeridian eastward

  /// Exactly the given longitude where no turn is added.
  [[nodiscard]] double x(int shift) const { return lng_deg + 360.0 * (turns + shift); }
};

/// The ring's corners unrolled, the first one repeated at the end (a turn away if the ring goes around a pole).
std::vector<Corner> unroll(const Ring& ring) {
  std::vector<Corner> corners;
  corners.reserve(ring.size() + 1);
  int turns = 0;
  for (std::size_t i = 0; i <= ring.size(); ++i) {
    const LatLng& point = ring[i % ring.size()];
    if (i > 0) {
      const double east_deg = point.lng_deg - ring[i - 1].lng_deg;
      if (east_deg > 180) --turns;
      if (east_deg < -180) ++turns;
    }
    corners.push_back({point.lng_deg + 0.0, point.lat_deg + 0.0, turns});  // + 0.0 makes -0 the same edge as 0
  }
  return corners;
}

/// The latitude over which to close a ring around a pole: that of the pole on the side of the smaller area.
double closing_lat_deg(const std::vector<Corner>& corners) {
  constexpr double radians = std::numbers::pi / 180;
  double weighted = 0;
  for (std::size_t i = 1; i < corners.size(); ++i) {
    const double east_deg = corners[i].x(0) - corners[i - 1].x(0);
    weighted += east_deg * (std::sin(corners[i].lat_deg * radians) + std::sin(corners[i - 1].lat_deg * radians));
  }
  const bool north = (weighted > 0) == (corners.back().turns > 0);
  return north ? beyond_the_pole_deg : -beyond_the_pole_deg;
}

class Collector {
 public:
  void add_ring(const Ring& ring, std::uint32_t zone) {
    if (ring.empty()) return;
    const std::vector<Corner> corners = unroll(ring);
    const auto [west, east] = std::minmax_element(corners.begin(), corners.end(),
                                                  [](const Corner& a, const Corner& b) { return a.x(0) < b.x(0); });
    for (int shift = -3; shift <= 3; ++shift) {
      if (west->x(shift) <= 180 && east->x(shift) >= -180) add_copy(corners, shift, zone);
    }
  }

  [[nodiscard]] ZoneEdges finish() {
    std::sort(uses_.begin(), uses_.end());
    ZoneEdges result;
    for (std::size_t i = 0; i < uses_.size();) {
      const std::size_t first = i;
      while (i < uses_.size() && uses_[i].edge == uses_[first].edge)
        ++i;
      add_edge({uses_.data() + first, uses_.data() + i}, result);
    }
    return result;
  }

 private:
  void add(double ax, double ay, double bx, double by, std::uint32_t zone, bool drawn) {
    if (ax == bx && ay == by) return;
    const bool upward = std::pair(ay, ax) < std::pair(by, bx);
    uses_.push_back({upward ? Edge{ax, ay, bx, by} : Edge{bx, by, ax, ay}, zone, drawn});
  }

  void add_copy(const std::vector<Corner>& corners, int shift, std::uint32_t zone) {
    for (std::size_t i = 1; i < corners.size(); ++i) {
      add(corners[i - 1].x(shift), corners[i - 1].lat_deg, corners[i].x(shift), corners[i].lat_deg, zone, true);
    }
    const Corner& first = corners.front();
    const Corner& last = corners.back();
    if (last.turns == 0) return;
    const double pole = closing_lat_deg(corners);
    add(last.x(shift), last.lat_deg, last.x(shift), pole, zone, false);
    add(last.x(shift), pole, first.x(shift), pole, zone, false);
    add(first.x(shift), pole, first.x(shift), first.lat_deg, zone, false);
  }

  /// uses  those of one edge, ordered by zone.
  static void add_edge(std::span<const Use> uses, ZoneEdges& result) {
    std::vector<std::uint32_t> toggles;
    std::vector<std::uint32_t> borders;
    for (std::size_t i = 0; i < uses.size();) {
      const std::size_t first = i;
      bool drawn = false;
      for (; i < uses.size() && uses[i].zone == uses[first].zone; ++i)
        drawn = drawn || uses[i].drawn;
      if ((i - first) % 2 == 1) toggles.push_back(uses[first].zone);
      if (drawn) borders.push_back(uses[first].zone);
    }
    result.add(uses.front().edge, toggles, borders);
  }

  std::vector<Use> uses_;
};

}  // namespace

ZoneEdges collect_edges(std::span<const ZoneArea> zones) {
  Collector collector;
  for (std::uint32_t zone = 0; zone < zones.size(); ++zone) {
    const Outline& given = zones[zone].outline;
    const Outline dense = given.edges == Edges::geodesic ? densify(given) : Outline{};
    for (const Polygon& part : given.edges == Edges::geodesic ? dense.parts : given.parts) {
      collector.add_ring(part.outer, zone);
      for (const Ring& hole : part.holes)
        collector.add_ring(hole, zone);
    }
  }
  return collector.finish();
}

}  // namespace entente::geo
