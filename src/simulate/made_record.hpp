// SPDX-License-Identifier: Apache-2.0
// A record that nobody observed, with a truth that is known: for the demonstration and for tests.
#pragma once

#include "record/entry.hpp"
#include "terms/terms.hpp"

#include <cstdint>
#include <vector>

namespace entente::simulate {

/// The rates of a made record, events a day (docs/methods.md, "Made records").
struct Truth {
  double zone_before = 1.8;    ///< all areas of the zone together
  double zone_after = 0.45;    ///< from entry into force on
  double zone_reversed = 3.6;  ///< from `reversal_after_days` on
  double zone_end = 0.1;       ///< when the reversal is over
  double controls = 3.2;       ///< all control areas together, throughout
  double carve_outs = 0.2;     ///< in the zone, by those whom the truce does not cover
  double follow_up = 0.25;     ///< further events that one event brings about on average, within days
  int days_before = 730;       ///< the record begins so many days before entry into force
  int reversal_after_days = 344;
  int reversal_days = 18;
  int days_after = 541;  ///< and ends so many days after it
};

/// An import run marked as simulated, then incidents between those whom the first prohibition binds, ordered by time.
///
/// Places and times are vague in about the shares that UCDP's are. The same terms and seed give the same entries, ids
/// included, on every machine. Everything is recorded a month after the last day made.
/// returns  nothing when the terms have no prohibition or no entry into force.
[[nodiscard]] std::vector<record::Entry> made_record(const terms::Terms& terms, std::uint64_t seed,
                                                     const Truth& truth = {});

}  // namespace entente::simulate
