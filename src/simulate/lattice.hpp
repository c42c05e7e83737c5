// SPDX-License-Identifier: Apache-2.0
// Invented areas in any number: for records far larger than the gazetteer.
#pragma once

#include "geo/gazetteer.hpp"
#include "terms/terms.hpp"

#include <cstdint>
#include <vector>

namespace entente::simulate {

/// The side of an area, in degrees of latitude and longitude.
inline constexpr double lattice_side_deg = 0.1;
/// The south-western corner of the first area.
inline constexpr geo::LatLng lattice_corner{30, 35};

/// Areas side by side in a square of rows, from south-west to north-east, each with its outline and with settlements at
/// spots drawn from `seed`: "L1", "L2", … of the kind district, "L1.1", … within them. For the terms' own `areas`.
///
/// areas    at most 250,000, so that the square stays on the Earth.
/// returns  areas × (1 + settlements) places; neighbours share the corners of their outlines exactly.
[[nodiscard]] std::vector<geo::NamedPlace> lattice(std::size_t areas, std::size_t settlements, std::uint64_t seed);

/// An agreement laid over a lattice: every area a zone of its own, "L1", "L2", …, and the first prohibition over all of
/// them the only clause; four further areas are what it is compared with.
[[nodiscard]] terms::Terms over_lattice(terms::Terms terms, std::size_t zones, std::size_t settlements,
                                        std::uint64_t seed);

}  // namespace entente::simulate
