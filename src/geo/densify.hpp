// SPDX-License-Identifier: Apache-2.0
// Outlines with short edges, for which straight on the sphere and straight on the map are the same.
#pragma once

#include "geo/place.hpp"

namespace entente::geo {

/// The longest edge of a densified outline, metres. A geodesic of this length leaves the straight line of the map by
/// 1.4 cm at latitude 35° (docs/methods.md, "Edges").
inline constexpr double densified_edge_m = 1000;

/// The same outline in edges of at most `longest_m`, as a planar one.
///
/// Geodesic edges are divided along the great circle, planar ones along the straight line in longitude and latitude,
/// in pieces of equal length. Given points stay exactly as they are and in their order; the rings keep their number.
/// An edge goes the short way round: one from 179° to -179° crosses the antimeridian.
/// Within some 100 km of a pole the two kinds of edges differ by more: longest_m² / (8 × distance from the pole).
/// errors   none: an outline whose edge spans 180° was refused before (Shape::make).
/// cost     O(points of the result).
[[nodiscard]] Outline densify(const Outline& outline, double longest_m = densified_edge_m);

}  // namespace entente::geo
