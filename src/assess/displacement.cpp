// SPDX-License-Identifier: Apache-2.0
// Did the violence move next door? The zone and the rings around it, before and after.
#include "assess/displacement.hpp"

#include <algorithm>
#include <cmath>

namespace entente::assess {
namespace {

constexpr double normal_from_events = 5;  // in all, for an interval that rests on the normal distribution

bool possible_area(const BeforeAfter& area) {
  constexpr double greatest = 1e15;
  const auto counted = [](const Counts& counts) {
    return counts.events >= 0 && counts.events <= greatest && counts.exposure_days > 0 &&
           counts.exposure_days <= greatest;
  };
  return counted(area.before) && counted(area.after) && std::isfinite(area.dispersion);
}

double widening(const BeforeAfter& area) { return std::max(1.0, area.dispersion); }

// What the controls say an area should have come to: the factor by which counts changed, and its relative variance.
struct Drift {
  double factor = 1;
  double relative_variance = 0;
};

Estimated<Drift> drift_of(const BeforeAfter& zone, const std::optional<BeforeAfter>& controls) {
  if (!possible_area(zone)) return not_estimable(NotEstimable::out_of_range);
  if (!controls) return Drift{zone.after.exposure_days / zone.before.exposure_days, 0};
  if (!possible_area(*controls)) return not_estimable(NotEstimable::out_of_range);
  const double before = controls->before.events;
  const double after = controls->after.events;
  if (before <= 0 || after <= 0) return not_estimable(NotEstimable::nothing_counted);
  return Drift{after / before, widening(*controls) * (1 / before + 1 / after)};
}

// Events after over those expected, of all the areas together.
Estimated<EventsBeyond> beyond(std::span<const BeforeAfter> areas, const Estimated<Drift>& drift) {
  if (!drift) return not_estimable(drift.error());
  if (!std::all_of(areas.begin(), areas.end(), possible_area)) return not_estimable(NotEstimable::out_of_range);
  double before = 0;
  double after = 0;
  double variance = 0;
  for (const auto& area : areas) {
    before += area.before.events;
    after += area.after.events;
    variance += widening(area) * (area.after.events + drift->factor * drift->factor * area.before.events);
  }
  if (before + after < normal_from_events) return not_estimable(NotEstimable::too_few);
  const double expected = before * drift->factor;
  variance += expected * expected * drift->relative_variance;
  const double reach = normal_reach() * std::sqrt(variance);
  const double more = after - expected;
  return EventsBeyond{.events = more, .lower = more - reach, .upper = more + reach};
}

AreaChange change_of(const BeforeAfter& area, const Estimated<Drift>& drift) {
  AreaChange change{.counted = area,
                    .exact = {},
                    .dispersed = {},
                    .expected_after = std::nullopt,
                    .beyond = beyond(std::span(&area, 1), drift)};
  if (!possible_area(area)) return change;
  change.exact = rate_ratio(area.before, area.after);
  change.dispersed = rate_ratio_dispersed(area.before, area.after, area.dispersion);
  if (drift) change.expected_after = area.before.events * drift->factor;
  return change;
}

}  // namespace

Displacement displacement(const BeforeAfter& zone, std::span<const BeforeAfter> rings,
                          const std::optional<BeforeAfter>& controls) {
  const auto drift = drift_of(zone, controls);
  Displacement result{.zone = change_of(zone, drift), .rings = {}, .gained = beyond(rings, drift), .net_averted = {}};
  for (const auto& ring : rings)
    result.rings.push_back(change_of(ring, drift));
  std::vector<BeforeAfter> all(rings.begin(), rings.end());
  all.push_back(zone);
  result.net_averted = beyond(all, drift);
  if (auto& net = result.net_averted) *net = {.events = -net->events, .lower = -net->upper, .upper = -net->lower};
  return result;
}

}  // namespace entente::assess
