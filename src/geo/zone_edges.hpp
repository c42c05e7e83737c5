// SPDX-License-Identifier: Apache-2.0
// The different edges of many zones, each once, on one flat map from -180° to 180°.
#pragma once

#include "geo/orientation.hpp"
#include "geo/zone_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::geo {

/// An edge from its lower to its upper end (at equal height from left to right).
struct Edge {
  double ax = 0;
  double ay = 0;
  double bx = 0;
  double by = 0;

  friend auto operator<=>(const Edge&, const Edge&) = default;

  /// True when a ray from the point eastward crosses the edge: lower end included, upper end excluded.
  [[nodiscard]] bool crossed_by_ray_from(double x, double y) const {
    return ay <= y && y < by && orientation(ax, ay, bx, by, x, y) > 0;
  }
  /// True when the point lies on the edge, ends included; exact.
  [[nodiscard]] bool holds(double x, double y) const {
    return ay <= y && y <= by && (ax < bx ? ax <= x && x <= bx : bx <= x && x <= ax) &&
           orientation(ax, ay, bx, by, x, y) == 0;
  }
};

/// All edges, and for each the zones it concerns.
class ZoneEdges {
 public:
  /// Ascending, all different.
  [[nodiscard]] std::span<const Edge> edges() const { return edges_; }
  /// Crossing edge e changes the membership in these zones (ascending): those that have it an odd number of times.
  [[nodiscard]] std::span<const std::uint32_t> toggles(std::size_t e) const { return toggles_.of(e); }
  /// The zones to which the points of edge e belong (ascending).
  [[nodiscard]] std::span<const std::uint32_t> borders(std::size_t e) const { return borders_.of(e); }

  /// `edge` comes after all that are there; both lists ascending.
  void add(const Edge& edge, std::span<const std::uint32_t> toggles, std::span<const std::uint32_t> borders) {
    edges_.push_back(edge);
    toggles_.add(toggles);
    borders_.add(borders);
  }

 private:
  /// Lists one behind the other.
  struct Lists {
    std::vector<std::size_t> starts{0};
    std::vector<std::uint32_t> zones;

    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t e) const {
      return {zones.data() + starts[e], zones.data() + starts[e + 1]};
    }
    void add(std::span<const std::uint32_t> list) {
      zones.insert(zones.end(), list.begin(), list.end());
      starts.push_back(zones.size());
    }
  };
  std::vector<Edge> edges_;
  Lists toggles_;
  Lists borders_;
};

/// Lays the zones' rings out flat: densified where geodesic, unrolled over the antimeridian and repeated 360° further
/// where they reach it, closed over the pole where they go around it.
[[nodiscard]] ZoneEdges collect_edges(std::span<const ZoneArea> zones);

}  // namespace entente::geo
