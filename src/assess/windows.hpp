// SPDX-License-Identifier: Apache-2.0
// What was counted in a stretch of time: events and deaths with their bounds, and the daily series.
#pragma once

#include "assess/assess.hpp"

#include <span>
#include <utility>
#include <vector>

namespace entente::assess {

/// The agreement's clock as one assessment reads it.
struct Frame {
  TimeZone zone = TimeZone::utc();
  Instant in_force{};  ///< entry into force
  Day force_day{};     ///< the civil day it falls on; counted as after
  Instant at{};        ///< nothing later exists
  Day at_day{};        ///< the first civil day that is not counted
  TimeBy time_by = TimeBy::spread;

  /// Whole civil days from that of entry into force until `at`; negative before it.
  [[nodiscard]] int days_in_force() const { return static_cast<int>((at_day - force_day).count()); }
};

/// What is counted of an area, in the tally's order; the tally must outlive it.
using Claims = std::vector<const findings::Counted*>;

/// A tally without what is not counted in rates.
struct Sorted {
  Claims counted;
  Claims permitted;
  std::int64_t too_long = 0;  ///< claims of more civil days than the request lets in, begun before `at`
};
/// Takes a tally apart. `max_span_days`: the most civil days, both ends counted, that a claim may have; none: any.
[[nodiscard]] Sorted sort_claims(std::span<const findings::Counted> tally, const Frame& frame,
                                 std::optional<int> max_span_days);

/// A stretch of time, half-open: exact instants for `spread`, whole civil days for `start`.
struct Stretch {
  TimeRange when;
  Day from{};
  Day to{};

  /// Civil days from `from` until just before `to`.
  [[nodiscard]] int days() const { return static_cast<int>((to - from).count()); }
};
/// Civil days [from, to) and the instants they cover.
[[nodiscard]] Stretch civil_days(const Frame& frame, Day from, Day to);

/// Before and after entry into force, `days` long each; after ends at `at` at the latest, and is empty before force.
struct Sides {
  Stretch before;
  Stretch after;
};
/// days  more than 0. `after` is shorter than `before` where `at` comes sooner; they touch at entry into force.
[[nodiscard]] Sides symmetric(const Frame& frame, int days);

/// Counts what happened in `stretch`.
///
/// An event's expected count is weight × probability of being inside × the share of its possible instants in the
/// stretch (`spread`), or 1 or 0 by its first day (`start`). certain: it cannot have been elsewhere, at another time or
/// not a case of the clause; possible: it can have been there then. Deaths: low of the certain, best of the expected,
/// high of the possible. Exposure in days, fractional for `spread`.
/// source   docs/methods.md, "Counting".
[[nodiscard]] findings::Period count(const Claims& claims, const Stretch& stretch, TimeBy time_by);

/// Expected events of each civil day of the stretch.
/// cost     O(events · log days + days each event spans).
[[nodiscard]] std::vector<double> civil_daily(const Claims& claims, const Stretch& stretch, const Frame& frame);

/// Expected events per day of a window: civil days for `start`, 24 hours from the stretch's beginning for `spread`.
/// An unfinished last day is left out.
[[nodiscard]] std::vector<double> window_daily(const Claims& claims, const Stretch& stretch, const Frame& frame);

/// The civil days of a stretch; by `spread` those that its instants touch, the first and last as far as they reach.
class StretchDays {
 public:
  StretchDays(const Stretch& stretch, const Frame& frame);
  /// How many there are.
  [[nodiscard]] std::size_t size() const { return days_; }
  /// The days, from 0, that an event may lie on, ascending, with its expected count on each.
  /// cost     O(log size + days that it spans).
  [[nodiscard]] std::vector<std::pair<std::size_t, double>> expected(const findings::Counted& counted) const;

 private:
  Day from_;
  std::size_t days_ = 0;
  TimeBy time_by_ = TimeBy::spread;
  std::vector<Instant> edges_;  // of `spread`
};

/// For each civil day of the stretch whether it had an event: when it is at least as likely as not that some event was
/// on it, by
/// the product of 1 − the expected count of each that day. source   docs/methods.md, "Quiet days, shares, coverage".
[[nodiscard]] std::vector<bool> days_with_events(const Claims& claims, const Stretch& stretch, const Frame& frame);

/// How much an event adds to the expected count of a stretch.
[[nodiscard]] double expected_in(const findings::Counted& counted, const Stretch& stretch, TimeBy time_by);

/// How much an event adds to an expected count at all times together.
[[nodiscard]] inline double expected_weight(const findings::Counted& counted) {
  return counted.weight * counted.inside.probability;
}

}  // namespace entente::assess
