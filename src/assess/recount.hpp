// SPDX-License-Identifier: Apache-2.0
// The same events counted by another rule: not each for itself but the places and days on which there were any.
#pragma once

#include "assess/rate_ratio.hpp"
#include "assess/windows.hpp"
#include "terms/terms.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace entente::assess {

/// An event with what a counting rule may tell apart. The tally must outlive it.
struct Recountable {
  const findings::Counted* counted = nullptr;
  std::string place;   ///< a locality, whichever way the caller names it; empty: not known
  std::string weapon;  ///< empty: not known, which is a kind of its own
};

/// What a rule counts before and after entry into force.
struct Recount {
  terms::CountingRule::Unit unit = terms::CountingRule::Unit::event;
  Counts before;  ///< expected units, with the days they were counted in
  Counts after;
  findings::Interval rate_ratio;            ///< exact
  findings::Interval rate_ratio_dispersed;  ///< allowing for clusters
  std::int64_t without_place = 0;           ///< events that name none, of any time: each counts as a place of its own
};

/// Counts by a rule: every event (`event`), every place and civil day with an event (`place_day`), or also told apart
/// by weapon (`place_day_weapon`).
///
/// A unit counts with the chance that any of its events was there: 1 − Π (1 − expected count of each on that day). By
/// `spread` the civil day of entry into force is one day before and one after, each as far as it reaches.
/// cost     O(n log n) in the events and days that they span.
/// source   docs/methods.md, "Recount".
[[nodiscard]] Recount recount(terms::CountingRule::Unit unit, std::span<const Recountable> events, const Sides& sides,
                              const Frame& frame);

}  // namespace entente::assess
