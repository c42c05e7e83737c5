// SPDX-License-Identifier: Apache-2.0
// Did the violence move next door? The zone and the rings around it, before and after.
#include "assess/displacement.hpp"

#include "msg/geo.hpp"

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

// What lies within the outer of two nested shapes but not within the inner.
geo::Membership between(const geo::Membership& inner, const geo::Membership& outer) {
  if (inner.inside() || outer.outside()) return geo::certainly_outside;
  if (inner.outside() && outer.inside()) return geo::certainly_inside;
  return {0, std::clamp(outer.probability - inner.probability, 0.0, 1.0), 1};
}

}  // namespace

Result<Rings> Rings::around(const geo::Shape& zone, std::span<const double> ends_m) {
  std::vector<geo::Shape> within{zone};
  double last_m = 0;
  for (const double end_m : ends_m) {
    if (end_m <= last_m) return fail(Code::invalid, msg::geo::bad_depths(last_m, end_m));
    ENTENTE_ASSIGN(auto shape, zone.grown(end_m));
    within.push_back(std::move(shape));
    last_m = end_m;
  }
  return Rings(std::move(within));
}

std::vector<geo::Membership> Rings::memberships(const geo::PlaceClaim& claim) const {
  std::vector<geo::Membership> rings;
  geo::Membership inner = within_.front().membership(claim);
  for (auto shape = within_.begin() + 1; shape != within_.end(); ++shape) {
    const geo::Membership outer = shape->membership(claim);
    rings.push_back(between(inner, outer));
    inner = outer;
  }
  return rings;
}

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
