// SPDX-License-Identifier: Apache-2.0
// How long calm lasts: days until the rate is back at what it was before, over many zones or segments.
#pragma once

#include "assess/estimated.hpp"
#include "findings/beside.hpp"

#include <optional>
#include <span>
#include <vector>

namespace entente::assess {

using findings::Duration;
using findings::DurationStep;
using findings::Followed;
using findings::MedianDuration;

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

/// Kaplan and Meier's estimate over zones or segments, with Greenwood's variance and log-log intervals.
///
/// Who returned on the day on which another was last followed counts as before it.
/// errors    too_few without anything followed; out_of_range when a length is not above 0 and finite.
/// boundary  zones that were no longer followed for a reason that has to do with their calm (overrun, no reports) bias
/// it. cost      O(n log n). source    docs/methods.md, "Duration"; Kaplan & Meier 1958; Greenwood 1926; Brookmeyer &
/// Crowley 1982.
[[nodiscard]] Estimated<Duration> duration(std::vector<Followed> followed);

}  // namespace entente::assess
