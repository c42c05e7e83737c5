// SPDX-License-Identifier: Apache-2.0
// The same events counted by another rule: not each for itself but the places and days on which there were any.
#pragma once

#include "assess/rate_ratio.hpp"
#include "assess/windows.hpp"
#include "findings/beside.hpp"
#include "terms/terms.hpp"

namespace entente::assess {

using findings::Recount;

/// Counts by a rule: every event (`event`), every place and civil day with an event (`place_day`), or also told apart
/// by weapon (`place_day_weapon`). An event without a locality is a place of its own; an unknown weapon is a kind.
///
/// A unit counts with the chance that any of its events was there: 1 − Π (1 − expected count of each on that day). By
/// `spread` the civil day of entry into force is one day before and one after, each as far as it reaches.
/// cost     O(n log n) in the events and days that they span.
/// source   docs/methods.md, "Recount".
[[nodiscard]] Recount recount(terms::CountingRule::Unit unit, const Claims& claims, const Sides& sides,
                              const Frame& frame);

}  // namespace entente::assess
