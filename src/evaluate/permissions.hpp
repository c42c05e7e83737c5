// SPDX-License-Identifier: Apache-2.0
// Whether a permission covers what a prohibition forbids; inside this room only.
#pragma once

#include "evaluate/actors.hpp"
#include "evaluate/zones.hpp"

#include <memory>
#include <vector>

namespace entente::evaluate {

/// A permission made ready.
struct Permitting {
  terms::ClauseId clause;
  terms::Permission permission;
  Bound bound;
  std::shared_ptr<ZoneSet> zones;  ///< null: everywhere
};

/// What of an incident permissions ask about.
struct Asked {
  terms::Act act = terms::Act::unknown;
  terms::Weapon weapon = terms::Weapon::unknown;
  const People* people = nullptr;
  std::uint32_t place_number = 0;
  const Place* place = nullptr;
  const std::optional<TimeRange>* when = nullptr;
};

/// The ground for the condition `permitted`: unmet when a permission without conditions covers it for sure, uncertain
/// when one may. Nothing in the record shows that a condition was kept, and what is not shown does not excuse: a
/// permission with conditions leaves the answer met and is named.
[[nodiscard]] findings::Ground permitted_ground(const std::vector<Permitting>& permissions, const Asked& asked,
                                                const ActorBook& book);

}  // namespace entente::evaluate
