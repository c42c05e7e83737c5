// SPDX-License-Identifier: Apache-2.0
// From a drawn outline to S2's polygon, with every fault named by its place; inside this room only.
#pragma once

#include "base/result.hpp"
#include "geo/place.hpp"

#include <s2/s2polygon.h>

#include <memory>

namespace entente::geo {

/// The polygon of an outline. Repeated neighbours and spikes (there and straight back) are taken out, parts that only
/// touch are merged; an outline is always the smaller side of its rings.
/// errors   as Shape::make.
[[nodiscard]] Result<std::unique_ptr<S2Polygon>> build_polygon(const Outline& outline);

/// Whether build_polygon would give one, and why not. Cheaper: nothing is merged.
[[nodiscard]] Result<void> check_outline(const Outline& outline);

/// Coordinates as they are shown in messages: four decimals, some ten metres.
[[nodiscard]] std::string shown(double degrees);

}  // namespace entente::geo
