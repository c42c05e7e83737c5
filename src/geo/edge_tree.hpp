// SPDX-License-Identifier: Apache-2.0
// The edges of a boundary or line, arranged to find those near a point.
#pragma once

#include <s2/s1chord_angle.h>
#include <s2/s2point.h>
#include <s2/s2shape.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::geo {

/// A tree of boxes over edges in the order of their rings, which keeps neighbours together; immutable once built.
class EdgeTree {
 public:
  /// The shorter arc between two points, which are not opposite each other.
  struct Edge {
    S2Point from;
    S2Point to;
  };

  EdgeTree() = default;
  explicit EdgeTree(std::vector<Edge> edges);
  /// The edges of all shapes' boundaries, interior on the left.
  explicit EdgeTree(const S2Shape& shape);

  /// In the order given.
  [[nodiscard]] const std::vector<Edge>& edges() const { return edges_; }

  /// The distance to the nearest edge, or `limit` when none is nearer.
  /// cost     O(log n) for usual boundaries.
  [[nodiscard]] S1ChordAngle distance(const S2Point& point, S1ChordAngle limit) const;
  /// All edges not farther than `limit` and some that are, in an order that depends on nothing but the input.
  [[nodiscard]] std::vector<Edge> around(const S2Point& point, S1ChordAngle limit) const;

 private:
  struct Box {
    std::array<double, 3> low;
    std::array<double, 3> high;
  };
  static constexpr std::size_t leaf_edges = 4;

  template <typename Near>
  void visit(const S2Point& point, const double& limit2, const Near& near) const;
  [[nodiscard]] static double squared_distance(const Box& box, const S2Point& point);

  std::vector<Edge> edges_;
  std::vector<Box> boxes_;  ///< a binary heap: children of i are 2i+1, 2i+2; the last `leaves_` are leaves
  std::size_t leaves_ = 0;
};

}  // namespace entente::geo
