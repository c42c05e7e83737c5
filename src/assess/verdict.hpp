// SPDX-License-Identifier: Apache-2.0
// From counts to "holding", "strained", "broken" or "not assessable", with every test that led there.
#pragma once

#include "assess/alarm.hpp"
#include "findings/findings.hpp"
#include "terms/terms.hpp"

#include <span>

namespace entente::assess {

/// What the verdict follows from.
struct Facts {
  const terms::Terms& terms;
  const findings::Assessment& assessment;       ///< with its windows, alarm and coverage filled in
  std::optional<findings::Window> since_entry;  ///< all days in force, until the end at the latest, beside as many
                                                ///< before, at most the longest window's
  const Watch& watch;
  bool anything_recorded = true;
  std::span<const TimeRange> recorded;  ///< as Input has it
};

/// The test that nothing is recorded by `known_at`; it is needed, so the verdict is not_assessable.
[[nodiscard]] findings::VerdictTest nothing_recorded(const terms::Terms& terms, Instant known_at);

/// Lists the tests and lets the verdict follow (docs/methods.md, "Verdict").
///
/// not_assessable  nothing recorded, or so many days on end without anything as the terms call recent, from the first
///                 that is compared until `at`; not in force at the instant, by its dates or by the status that the
///                 terms give it; the terms' first counting rule counts something other than events; coverage below
///                 what the terms demand; less than half of what is counted is certain; or no window can say anything.
/// broken          the alarm is active and recent days are surely above what holding allows of enough before; or, over
/// all days since
///                 entry into force, the rate is not below the baseline and surely above what holding allows.
/// holding         every elapsed window and the days since entry into force show, with certainty, at most what holding
///                 allows, no alarm is active, and none said broken within the recovery time.
/// strained        anything else.
/// order           fixed: recorded (when nothing is) or record_reaches, in_force (or in its place status, where that
///                 says it is not),
///                 counting_rule (only when it is not followed), coverage, certainty, windows as requested,
///                 rate_ratio_since_entry, alarm, control.
void reach_verdict(const Facts& facts, findings::VerdictState& verdict, std::vector<findings::VerdictTest>& tests);

}  // namespace entente::assess
