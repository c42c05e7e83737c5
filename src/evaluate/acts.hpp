// SPDX-License-Identifier: Apache-2.0
// Whether what was done, and with what, is what a clause forbids; inside this room only.
#pragma once

#include "findings/findings.hpp"
#include "terms/terms.hpp"

namespace entente::evaluate {

/// Whether an act falls under any of those named: the surest answer of all.
[[nodiscard]] terms::Covers any_covers(const std::vector<terms::Act>& named, terms::Act reported);

/// The ground for the condition `act`. Whether an advance crossed a line that the clause names is never shown by an
/// incident, so such a clause is met uncertainly at best.
[[nodiscard]] findings::Ground act_ground(const terms::ClauseId& clause, const terms::Prohibition& prohibition,
                                          terms::Act reported, const terms::Terms& terms);

/// True for an act that is reported so that nobody takes it for what the clause forbids.
[[nodiscard]] bool could_be_taken_for(const terms::Prohibition& prohibition, terms::Act reported);

/// The ground for the condition `weapon`.
[[nodiscard]] findings::Ground weapon_ground(const terms::ClauseId& clause, const terms::Prohibition& prohibition,
                                             terms::Weapon reported);

}  // namespace entente::evaluate
