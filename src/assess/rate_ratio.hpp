// SPDX-License-Identifier: Apache-2.0
// How many times as many events a day as before: exact, allowing for clustering, and beside control areas.
#pragma once

#include "findings/findings.hpp"

#include <optional>
#include <span>

namespace entente::assess {

using findings::Counts;

/// How many standard errors a 95 % interval reaches to either side of an estimate that scatters normally; and of one
/// whose standard error rests on so many degrees of freedom, more than 0 (Student's t).
[[nodiscard]] double normal_reach();
[[nodiscard]] double t_reach(double freedom);

/// The rate after over the rate before, with its exact conditional (Clopper-Pearson) 95 % interval.
///
/// returns  undefined when nothing was counted before, or an exposure is not positive.
/// boundary 0 after: estimate and lower end are 0.
/// source   docs/methods.md, "Rate ratio"; Przyborowski & Wilenski 1940; Clopper & Pearson 1934.
[[nodiscard]] findings::Interval rate_ratio(const Counts& before, const Counts& after);

/// The same with an interval for events that come in clusters: Jeffreys' interval on counts divided by `dispersion`.
/// `dispersion` of dispersion_factor; below 1 is taken as 1.
/// source   docs/methods.md, "Dispersion".
[[nodiscard]] findings::Interval rate_ratio_dispersed(const Counts& before, const Counts& after, double dispersion);

/// Sample variance (n - 1) over mean of daily counts; none when fewer than two days or nothing was counted.
[[nodiscard]] std::optional<double> dispersion_index(std::span<const double> daily);

/// By what factor the variance of the log ratio of two adjoining periods' rates exceeds that of Poisson counts.
///
/// From how the counts of all weeks within each period scatter, with what outlasts a week added, made larger for how
/// few weeks it rests on (Student's t); from its days when one period has fewer than four whole weeks.
/// returns  at least 1; 1 when nothing can be said. A period in which nothing was counted says nothing.
/// source   docs/methods.md, "Dispersion".
[[nodiscard]] double dispersion_factor(std::span<const double> before, std::span<const double> after);

/// The zone's change over the controls' change, with its 95 % Wald interval on the log scale.
///
/// The exposures of zone and controls are the same and cancel. A count of 0 adds one half to all four.
/// returns  undefined when the zone or the controls had nothing before.
/// source   docs/methods.md, "Ratio of ratios".
[[nodiscard]] findings::Interval ratio_of_ratios(double zone_before, double zone_after, double control_before,
                                                 double control_after);

}  // namespace entente::assess
