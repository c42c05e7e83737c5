// SPDX-License-Identifier: Apache-2.0
// How much of a disc lies inside a boundary, exactly; inside this room only.
#pragma once

#include "geo/edge_tree.hpp"
#include "geo/place.hpp"

#include <span>

namespace entente::geo {

/// The share of a disc's probability mass on the inner side of a boundary.
///
/// edges          those of the boundary that come within the disc, interior on their left; others do no harm.
/// centre_inside  whether the disc's centre lies inside.
/// radius_m       positive, less than half around.
/// The disc is seen in Lambert's azimuthal equal-area projection from its centre, in which it is a circle and areas are
/// true; edges are taken straight in pieces of 5 km, by which the share is wrong by less than 1e-7.
/// source         docs/methods.md, "Place".
[[nodiscard]] double share_inside(const S2Point& centre, double radius_m, Disc::Density density,
                                  std::span<const EdgeTree::Edge> edges, bool centre_inside);

}  // namespace entente::geo
