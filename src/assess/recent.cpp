// SPDX-License-Identifier: Apache-2.0
// The same counting as that of windows, on periods that end at the instant.
#include "assess/recent.hpp"

#include "assess/coverage.hpp"
#include "assess/windows.hpp"

#include <cassert>

namespace entente::assess {
namespace {

Frame frame_of(const terms::Terms& terms, const Request& request) {
  const TimeZone& zone = terms.agreement.zone;
  const Instant in_force = terms.agreement.in_force_from->instant;
  return {.zone = zone,
          .in_force = in_force,
          .force_day = zone.day_of(in_force),
          .at = request.at,
          .at_day = zone.day_of(request.at),
          .time_by = request.time_by};
}

/// Those that may have been in the stretch, each with how much of it is expected there.
std::vector<findings::RecentEvent> events_of(const Claims& claims, const Stretch& stretch, TimeBy time_by) {
  std::vector<findings::RecentEvent> events;
  for (const auto* claim : claims) {
    if (count({claim}, stretch, time_by).events.possible > 0) {
      events.push_back({claim->incident, expected_in(*claim, stretch, time_by)});
    }
  }
  return events;
}

}  // namespace

findings::Recent recent(const terms::Terms& terms, const Request& request, const Input& input,
                        std::span<const findings::Tally> zones, int days, int periods) {
  assert(days > 0 && periods > 0);
  const Frame frame = frame_of(terms, request);
  std::vector<Stretch> stretches;
  for (int back = periods; back > 0; --back) {
    const Day from = frame.at_day - std::chrono::days{days * back};
    stretches.push_back(civil_days(frame, from, from + std::chrono::days{days}));
  }

  findings::Recent result;
  result.days = days;
  const auto add = [&](const findings::Tally& tally, bool is_control) {
    auto& area = result.areas.emplace_back(findings::RecentArea{tally.area, is_control, {}});
    const auto claims = sort_claims(tally.counted, frame, request.max_span_days).counted;
    for (const auto& stretch : stretches)
      area.periods.push_back(count(claims, stretch, frame.time_by));
    return claims;
  };
  const auto claims = add(input.zone, false);
  result.events = events_of(claims, stretches.back(), frame.time_by);
  for (const auto& tally : zones)
    add(tally, false);
  for (const auto& tally : input.controls)
    add(tally, true);

  result.coverage_known = input.coverage.known;
  for (const auto& stretch : stretches)
    result.covered.push_back(coverage_share(input.coverage, {stretch, stretch}).after);
  return result;
}

}  // namespace entente::assess
