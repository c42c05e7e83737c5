// SPDX-License-Identifier: Apache-2.0
// Where and between whom events are made: what a model needs to know of the terms.
#pragma once

#include "geo/gazetteer.hpp"
#include "record/entry.hpp"
#include "simulate/happenings.hpp"
#include "terms/terms.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace entente::simulate {

/// A settlement that reports name.
struct Locality {
  std::string name;
  std::vector<std::string> within;  ///< coarse to fine, without the country
  geo::LatLng centre;
};

/// A named area in which events are made.
struct Area {
  std::string code;
  std::string country;
  std::vector<std::string> names;       ///< of it and what it lies in, coarse to fine, without the country
  std::vector<Locality> localities;     ///< the area's own centre where the gazetteer knows none; may be empty
  std::optional<geo::Outline> outline;  ///< where the gazetteer has one
};

/// Somebody who fights.
struct Fighter {
  terms::ActorId id;
  record::Participation named;  ///< as the datasets name them, without a role
};

/// The stage. Areas of the zone that the first prohibition names; who fights is the first whom it binds and the first
/// other whom it protects; the carved-out group is the first member of the first carve-out.
struct World {
  TimeZone zone = TimeZone::utc();  ///< whose civil days are claimed
  Instant in_force{};
  std::string zone_id;
  std::vector<Area> zone_areas;
  std::vector<Area> control_areas;
  std::array<Fighter, 2> sides;
  std::optional<Fighter> carved_out;

  /// No carve-outs where the terms have none.
  [[nodiscard]] AreaCounts area_counts() const;
  /// Who stands on a side of an event of the stream.
  [[nodiscard]] const Fighter& fighter(Stream stream, Side side) const;
  /// `area` as Event has it.
  [[nodiscard]] const Area& area(Stream stream, std::uint32_t area) const;
};

/// returns  nothing when the terms have no prohibition or no entry into force.
/// cost     all places of the gazetteer are looked at once.
[[nodiscard]] std::optional<World> world_of(const terms::Terms& terms);

}  // namespace entente::simulate
