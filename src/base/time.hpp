// SPDX-License-Identifier: Apache-2.0
// Instants in UTC, civil days of a place, ranges of both, and the time zones that join them.
#pragma once

#include "base/result.hpp"

#include <algorithm>
#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace entente {

/// A point on the UTC time line, to the second.
using Instant = std::chrono::sys_seconds;

/// A civil day of some place: "2017-07-09" in Damascus. Which place, the agreement's time zone says.
using Day = std::chrono::local_days;

/// Before and after everything: an end that nobody stated. Arithmetic with them overflows; compare only.
inline constexpr Instant beginning_of_time = Instant::min();
inline constexpr Instant end_of_time = Instant::max();

/// From `from` until just before `to` (half-open). Empty when `to <= from`.
struct TimeRange {
  Instant from = beginning_of_time;
  Instant to = end_of_time;

  [[nodiscard]] bool contains(Instant instant) const { return from <= instant && instant < to; }
  [[nodiscard]] bool empty() const { return to <= from; }
  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};
/// What is in both; empty when they do not overlap.
[[nodiscard]] inline TimeRange common(const TimeRange& a, const TimeRange& b) {
  return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

/// Whole civil days, `first` and `last` both counted: a week is first = Monday, last = Sunday.
struct DayRange {
  Day first{};
  Day last{};

  /// Both ends counted; 0 or less when `last` is before `first`.
  [[nodiscard]] int days() const { return static_cast<int>((last - first).count()) + 1; }
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// "2017-07-09". errors: invalid when it is not a day of the calendar, in years 0000 to 9999.
[[nodiscard]] Result<Day> parse_day(std::string_view text);
/// The form that parse_day reads.
[[nodiscard]] std::string to_string(Day day);

/// "2017-07-09T09:00:00Z". errors: invalid for any other form.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);
/// "2017-07-09T09:00:00Z"; the ends of time are "-" (they are never printed to people as dates).
[[nodiscard]] std::string to_string(Instant instant);

/// A length as it is typed: "3d" when it is whole days, else "12h", else "90s".
[[nodiscard]] std::string duration_text(std::chrono::seconds length);

/// The rules of one zone of the IANA database. Cheap to copy.
class TimeZone {
 public:
  /// errors: invalid when the database has no such zone.
  [[nodiscard]] static Result<TimeZone> named(std::string_view name);
  [[nodiscard]] static TimeZone utc();

  /// As in the IANA database: "Asia/Damascus".
  [[nodiscard]] std::string name() const;
  /// The civil day on which `instant` falls here.
  [[nodiscard]] Day day_of(Instant instant) const;
  /// The first instant of a civil day here (usually 00:00; later where the clocks jump over midnight).
  [[nodiscard]] Instant start_of(Day day) const;
  /// The instants that a range of civil days covers here.
  [[nodiscard]] TimeRange range_of(DayRange days) const;
  /// "2017-07-09T12:00" on the clocks here; the earlier of two when the clocks went back.
  /// errors: invalid for another form, or a time that the clocks jumped over.
  [[nodiscard]] Result<Instant> parse_local(std::string_view text) const;
  /// "2017-07-09 12:00" as the clocks here show it.
  [[nodiscard]] std::string show(Instant instant) const;

  friend bool operator==(const TimeZone& a, const TimeZone& b) { return a.zone_ == b.zone_; }

 private:
  explicit TimeZone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;  // owned by the database, which lives as long as the program
};

/// An instant with the zone it was written in: "2017-07-09T12:00[Asia/Damascus]".
struct ZonedInstant {
  Instant instant{};
  TimeZone zone;
  friend bool operator==(const ZonedInstant&, const ZonedInstant&) = default;
};
/// The form above, the earlier of two when the clocks went back; or an instant, "2017-07-09T09:00:00Z", which is of
/// UTC. errors   invalid for another form, an unknown zone, or a time that the clocks jumped over.
[[nodiscard]] Result<ZonedInstant> parse_zoned(std::string_view text);
/// A form that parse_zoned reads; but for UTC to the minute.
[[nodiscard]] std::string to_string(const ZonedInstant& instant);

/// When something was so, as far as it is known (docs/record.md, "Time").
///
/// `sometime_in`: it happened at least once within the range; `throughout`: it was so at every moment of it.
/// Civil days stay civil days until the agreement's time zone turns them into instants.
struct TimeClaim {
  enum class Meaning { sometime_in, throughout };
  Meaning meaning = Meaning::sometime_in;
  std::optional<DayRange> days;  ///< exactly one of `days` and `instants` is set
  std::optional<TimeRange> instants;

  /// The instants it may cover, in `zone`.
  [[nodiscard]] TimeRange range_in(const TimeZone& zone) const;
  /// How many civil days of `zone` it touches, both ends counted.
  [[nodiscard]] int days_touched(const TimeZone& zone) const;
  friend bool operator==(const TimeClaim&, const TimeClaim&) = default;
};

}  // namespace entente
