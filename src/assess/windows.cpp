// SPDX-License-Identifier: Apache-2.0
// What was counted in a stretch of time: events and deaths with their bounds, and the daily series.
#include "assess/windows.hpp"

#include <algorithm>

namespace entente::assess {
namespace {

constexpr double seconds_per_day = 86400;

// In doubles, because the ends of time are too far apart for whole seconds.
double seconds(Instant instant) { return static_cast<double>(instant.time_since_epoch().count()); }
double length_s(const TimeRange& range) { return range.empty() ? 0 : seconds(range.to) - seconds(range.from); }

// The share of the instants `when` that lie in `range`; a single instant lies in it or not.
double share_within(const TimeRange& when, const TimeRange& range) {
  if (when.empty()) return range.contains(when.from) ? 1 : 0;
  const TimeRange common{std::max(when.from, range.from), std::min(when.to, range.to)};
  return length_s(common) / length_s(when);
}

bool wholly_within(const TimeRange& when, const TimeRange& range) {
  if (when.empty()) return range.contains(when.from);
  return range.from <= when.from && when.to <= range.to;
}

Day end_day(const findings::Counted& counted) { return counted.first_day + std::chrono::days{counted.days}; }

// How far an event belongs to a stretch of time: certain <= expected <= possible.
struct TimeShare {
  bool certain = false;
  double expected = 0;
  bool possible = false;
};

TimeShare time_share(const findings::Counted& counted, const Stretch& stretch, TimeBy time_by) {
  if (time_by == TimeBy::start) {
    const bool begins = stretch.from <= counted.first_day && counted.first_day < stretch.to;
    return {.certain = begins && end_day(counted) <= stretch.to,
            .expected = begins ? 1.0 : 0.0,
            .possible = counted.first_day < stretch.to && stretch.from < end_day(counted)};
  }
  const double share = share_within(counted.when, stretch.when);
  return {.certain = wholly_within(counted.when, stretch.when), .expected = share, .possible = share > 0};
}

bool possibly_counts(const findings::Counted& counted) { return counted.weight > 0 && counted.inside.upper > 0; }
bool surely_counts(const findings::Counted& counted) { return counted.weight >= 1 && counted.inside.inside(); }

// Tells each bin that an event may lie in with what share of its instants; n + 1 edges for n bins.
template <typename Tell>
void spread_over(std::span<const Instant> edges, const findings::Counted& counted, Tell tell) {
  if (edges.size() < 2) return;
  const auto first_after = std::upper_bound(edges.begin(), edges.end(), counted.when.from);
  auto bin = first_after == edges.begin() ? 0 : static_cast<std::size_t>(first_after - edges.begin()) - 1;
  for (; bin + 1 < edges.size(); ++bin) {
    const TimeRange range{edges[bin], edges[bin + 1]};
    if (range.from >= counted.when.to && range.from > counted.when.from) break;
    tell(bin, share_within(counted.when, range));
  }
}

std::vector<Instant> civil_edges(const Stretch& stretch, const Frame& frame) {
  std::vector<Instant> edges;
  for (Day day = stretch.from; day <= stretch.to; day += std::chrono::days{1})
    edges.push_back(frame.zone.start_of(day));
  return edges;
}

// The civil days that a stretch of instants touches, the first and the last as far as it reaches.
std::vector<Instant> clipped_edges(const TimeRange& when, const TimeZone& zone) {
  if (when.empty()) return {};
  std::vector<Instant> edges{when.from};
  for (Day day = zone.day_of(when.from) + std::chrono::days{1}; zone.start_of(day) < when.to;
       day += std::chrono::days{1})
    edges.push_back(zone.start_of(day));
  edges.push_back(when.to);
  return edges;
}

std::vector<double> daily_by_start(const Claims& claims, const Stretch& stretch) {
  std::vector<double> daily(static_cast<std::size_t>(std::max(0, stretch.days())));
  for (const auto* counted : claims) {
    if (counted->first_day < stretch.from || counted->first_day >= stretch.to) continue;
    daily[static_cast<std::size_t>((counted->first_day - stretch.from).count())] += expected_weight(*counted);
  }
  return daily;
}

std::vector<double> daily_by_spread(const Claims& claims, const std::vector<Instant>& edges) {
  if (edges.size() < 2) return {};
  std::vector<double> daily(edges.size() - 1);
  for (const auto* counted : claims)
    spread_over(edges, *counted,
                [&](std::size_t day, double share) { daily[day] += expected_weight(*counted) * share; });
  return daily;
}

}  // namespace

Sorted sort_claims(std::span<const findings::Counted> tally, const Frame& frame, std::optional<int> max_span_days) {
  Sorted sorted;
  for (const auto& counted : tally) {
    if (max_span_days && counted.days > *max_span_days) {
      if (counted.first_day < frame.at_day) ++sorted.too_long;
      continue;
    }
    (counted.permitted ? sorted.permitted : sorted.counted).push_back(&counted);
  }
  return sorted;
}

Stretch civil_days(const Frame& frame, Day from, Day to) {
  to = std::max(from, to);
  return {.when = {frame.zone.start_of(from), frame.zone.start_of(to)}, .from = from, .to = to};
}

Sides symmetric(const Frame& frame, int days) {
  const std::chrono::days length{days};
  Sides sides{.before = civil_days(frame, frame.force_day - length, frame.force_day),
              .after = civil_days(frame, frame.force_day, std::min(frame.force_day + length, frame.at_day))};
  if (frame.time_by == TimeBy::spread) {
    sides.before.when = {frame.in_force - length, frame.in_force};
    sides.after.when = {frame.in_force, std::max(frame.in_force, std::min(frame.in_force + length, frame.at))};
  }
  return sides;
}

findings::Period count(const Claims& claims, const Stretch& stretch, TimeBy time_by) {
  findings::Period period;
  period.when = stretch.when;
  period.exposure_days = time_by == TimeBy::start ? stretch.days() : length_s(stretch.when) / seconds_per_day;
  for (const auto* counted : claims) {
    const TimeShare share = time_share(*counted, stretch, time_by);
    if (!share.possible || !possibly_counts(*counted)) continue;
    const double expected = share.expected * expected_weight(*counted);
    period.events.possible += 1;
    period.events.expected += expected;
    period.deaths.high += counted->deaths_high;
    period.deaths.best += expected * counted->deaths_best;
    period.civilian_deaths += expected * counted->civilian_deaths;
    if (counted->days > findings::long_claim_days) {
      period.long_claims.claims += 1;
      period.long_claims.events += expected;
    }
    if (!share.certain || !surely_counts(*counted)) continue;
    period.events.certain += 1;
    period.deaths.low += counted->deaths_low;
  }
  return period;
}

double expected_in(const findings::Counted& counted, const Stretch& stretch, TimeBy time_by) {
  return time_share(counted, stretch, time_by).expected * expected_weight(counted);
}

std::vector<double> civil_daily(const Claims& claims, const Stretch& stretch, const Frame& frame) {
  if (frame.time_by == TimeBy::start) return daily_by_start(claims, stretch);
  return daily_by_spread(claims, civil_edges(stretch, frame));
}

std::vector<double> window_daily(const Claims& claims, const Stretch& stretch, const Frame& frame) {
  if (frame.time_by == TimeBy::start) return daily_by_start(claims, stretch);
  std::vector<Instant> edges;
  for (Instant edge = stretch.when.from; edge <= stretch.when.to; edge += std::chrono::days{1})
    edges.push_back(edge);
  return daily_by_spread(claims, edges);
}

StretchDays::StretchDays(const Stretch& stretch, const Frame& frame)
    : from_(stretch.from), days_(static_cast<std::size_t>(std::max(0, stretch.days()))), time_by_(frame.time_by) {
  if (time_by_ == TimeBy::start) return;
  edges_ = clipped_edges(stretch.when, frame.zone);
  days_ = edges_.empty() ? 0 : edges_.size() - 1;
}

std::vector<std::pair<std::size_t, double>> StretchDays::expected(const findings::Counted& counted) const {
  std::vector<std::pair<std::size_t, double>> found;
  const double weight = expected_weight(counted);
  if (time_by_ == TimeBy::spread) {
    spread_over(edges_, counted, [&](std::size_t day, double share) { found.emplace_back(day, weight * share); });
  } else if (from_ <= counted.first_day && static_cast<std::size_t>((counted.first_day - from_).count()) < days_) {
    found.emplace_back(static_cast<std::size_t>((counted.first_day - from_).count()), weight);
  }
  return found;
}

// By the chance that none of the claims was on a day: a month-long claim says next to nothing of any one of its days.
std::vector<bool> days_with_events(const Claims& claims, const Stretch& stretch, const Frame& frame) {
  constexpr double even = 0.5;
  const StretchDays days(stretch, frame);
  std::vector<double> none(days.size(), 1.0);
  for (const auto* counted : claims) {
    for (const auto& [day, expected] : days.expected(*counted))
      none[day] *= 1 - expected;
  }
  std::vector<bool> eventful(none.size());
  std::transform(none.begin(), none.end(), eventful.begin(), [](double chance) { return chance <= even; });
  return eventful;
}

}  // namespace entente::assess
