// SPDX-License-Identifier: Apache-2.0
// Branch and bound over boxes in chord space, where S2 measures distances too.
#include "geo/edge_tree.hpp"

#include <s2/s2edge_distances.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace entente::geo {
namespace {

std::vector<EdgeTree::Edge> edges_of(const S2Shape& shape) {
  std::vector<EdgeTree::Edge> edges;
  edges.reserve(static_cast<std::size_t>(shape.num_edges()));
  for (int i = 0; i < shape.num_edges(); ++i) {
    const S2Shape::Edge edge = shape.edge(i);
    edges.push_back({edge.v0, edge.v1});
  }
  return edges;
}

}  // namespace

EdgeTree::EdgeTree(const S2Shape& shape) : EdgeTree(edges_of(shape)) {}

EdgeTree::EdgeTree(std::vector<Edge> edges) : edges_(std::move(edges)) {
  if (edges_.empty()) return;
  leaves_ = std::bit_ceil((edges_.size() + leaf_edges - 1) / leaf_edges);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const Box nothing{{infinity, infinity, infinity}, {-infinity, -infinity, -infinity}};
  boxes_.assign(2 * leaves_ - 1, nothing);
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    Box& box = boxes_[leaves_ - 1 + i / leaf_edges];
    const auto& [from, to] = edges_[i];
    // The arc rises above its chord by at most 1 - cos(half its angle), which is chord²/4 or less for every arc up to
    // half around; the rest covers rounding.
    const double rise = (to - from).Norm2() / 4 + 1e-15;
    for (int axis = 0; axis < 3; ++axis) {
      const auto at = static_cast<std::size_t>(axis);
      box.low[at] = std::min({box.low[at], from[axis] - rise, to[axis] - rise});
      box.high[at] = std::max({box.high[at], from[axis] + rise, to[axis] + rise});
    }
  }
  for (std::size_t i = leaves_ - 1; i-- > 0;) {
    for (std::size_t at = 0; at < 3; ++at) {
      boxes_[i].low[at] = std::min(boxes_[2 * i + 1].low[at], boxes_[2 * i + 2].low[at]);
      boxes_[i].high[at] = std::max(boxes_[2 * i + 1].high[at], boxes_[2 * i + 2].high[at]);
    }
  }
}

double EdgeTree::squared_distance(const Box& box, const S2Point& point) {
  double sum = 0;
  for (int axis = 0; axis < 3; ++axis) {
    const auto at = static_cast<std::size_t>(axis);
    const double off = std::max({box.low[at] - point[axis], 0.0, point[axis] - box.high[at]});
    sum += off * off;
  }
  return sum;  // infinite for an empty box
}

/// Calls `near(i)` for the edges of every leaf not farther than the limit, which `near` may lower.
template <typename Near>
void EdgeTree::visit(const S2Point& point, const double& limit2, const Near& near) const {
  if (boxes_.empty()) return;
  struct Open {
    std::size_t node;
    double distance2;
  };
  // Depth first, nearer child first: at most one waiting sibling per level.
  std::array<Open, 64> waiting{};
  std::size_t count = 0;
  waiting[count++] = {0, squared_distance(boxes_[0], point)};
  while (count > 0) {
    const Open open = waiting[--count];
    if (open.distance2 > limit2) continue;
    if (open.node >= leaves_ - 1) {
      const std::size_t first = (open.node - (leaves_ - 1)) * leaf_edges;
      for (std::size_t i = first; i < std::min(first + leaf_edges, edges_.size()); ++i)
        near(i);
      continue;
    }
    Open left{2 * open.node + 1, squared_distance(boxes_[2 * open.node + 1], point)};
    Open right{2 * open.node + 2, squared_distance(boxes_[2 * open.node + 2], point)};
    if (left.distance2 < right.distance2) std::swap(left, right);
    waiting[count++] = left;
    waiting[count++] = right;
  }
}

S1ChordAngle EdgeTree::distance(const S2Point& point, S1ChordAngle limit) const {
  S1ChordAngle nearest = limit;
  double limit2 = limit.length2();
  visit(point, limit2, [&](std::size_t i) {
    if (S2::UpdateMinDistance(point, edges_[i].from, edges_[i].to, &nearest)) limit2 = nearest.length2();
  });
  return nearest;
}

std::vector<EdgeTree::Edge> EdgeTree::around(const S2Point& point, S1ChordAngle limit) const {
  std::vector<Edge> found;
  const double limit2 = limit.length2();
  visit(point, limit2, [&](std::size_t i) { found.push_back(edges_[i]); });
  return found;
}

}  // namespace entente::geo
