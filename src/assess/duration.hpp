// SPDX-License-Identifier: Apache-2.0
// How long calm lasts: days until the rate is back at what it was before, over many zones or segments.
#pragma once

#include "assess/estimated.hpp"
#include "findings/findings.hpp"

#include <optional>
#include <span>
#include <vector>

namespace entente::assess {

/// How long one zone or segment was followed from entry into force on.
struct Followed {
  double days = 0;        ///< until the rate was back, or until it was no longer followed
  bool returned = false;  ///< whether the rate came back; else it had not by then, and nothing is known of later
};

/// Follows a zone until its rate is back: the first day at whose end the last days had the baseline rate or more.
///
/// daily          expected events of each day since entry into force.
/// baseline_rate  events a day before it.
/// recent_days    at least how many last days make a rate; more where the baseline needs more days for three events,
///                since one event in a fortnight is no return to one a month.
/// errors         nothing_counted when the baseline is 0: nothing can return to it; too_few without a day;
///                out_of_range when a number is negative or not finite, or recent_days is not positive.
/// source         docs/methods.md, "Duration".
[[nodiscard]] Estimated<Followed> follow_until_return(std::span<const double> daily, double baseline_rate,
                                                      int recent_days);

/// After so many days at least one more has returned.
struct DurationStep {
  double days = 0;
  int at_risk = 0;   ///< followed so long and not returned before
  int returned = 0;  ///< on this day
  double standard_error = 0;
  findings::Interval calm;  ///< share not yet returned after this day, 95 %; only the estimate where that is 0
};

/// The days until half have returned, with 95 % ends as far as they were reached.
struct MedianDuration {
  double days = 0;
  std::optional<double> lower;
  std::optional<double> upper;  ///< none: calm may last longer than anything followed
};

/// How long calm lasts.
struct Duration {
  std::vector<DurationStep> steps;  ///< in order of days; empty when none returned
  int followed = 0;
  int returned = 0;
  Estimated<MedianDuration> median;  ///< too_few when fewer than half returned
};

/// Kaplan and Meier's estimate over zones or segments, with Greenwood's variance and log-log intervals.
///
/// Who returned on the day on which another was last followed counts as before it.
/// errors    too_few without anything followed; out_of_range when a length is not above 0 and finite.
/// boundary  zones that were no longer followed for a reason that has to do with their calm (overrun, no reports) bias
/// it. cost      O(n log n). source    docs/methods.md, "Duration"; Kaplan & Meier 1958; Greenwood 1926; Brookmeyer &
/// Crowley 1982.
[[nodiscard]] Estimated<Duration> duration(std::vector<Followed> followed);

}  // namespace entente::assess
