// SPDX-License-Identifier: Apache-2.0
// Calendar and time zones, over Howard Hinnant's date library and the system's IANA database.
#include "base/time.hpp"

#include "msg/base.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <cassert>
#include <charconv>

namespace entente {
namespace {

/// Reads exactly `digits` decimal digits at the front of `text` and drops them.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  for (char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
  }
  int value = 0;
  std::from_chars(text.data(), text.data() + digits, value);
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{std::chrono::local_days{date}};
}

/// "09:00" or "09:00:00".
std::optional<std::chrono::seconds> take_time_of_day(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    const auto read = take_number(text, 2);
    if (!read || *read > 59) return std::nullopt;
    second = *read;
  }
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{second};
}

date::local_seconds to_library(Day day) { return date::local_seconds{day.time_since_epoch()}; }

std::string show_day(std::chrono::days since_epoch) {
  const std::chrono::year_month_day date{std::chrono::sys_days{since_epoch}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace

Result<Day> parse_day(std::string_view text) {
  auto rest = text;
  const auto day = take_day(rest);
  if (!day || !rest.empty()) return fail(Code::invalid, msg::base::not_a_date(text));
  return *day;
}

std::string to_string(Day day) { return show_day(day.time_since_epoch()); }

Result<Instant> parse_instant(std::string_view text) {
  auto rest = text;
  const auto day = take_day(rest);
  if (day && take(rest, 'T')) {
    const auto time = take_time_of_day(rest);
    if (time && rest == "Z") return Instant{day->time_since_epoch() + *time};
  }
  return fail(Code::invalid, msg::base::not_an_instant(text));
}

std::string to_string(Instant instant) {
  if (instant == beginning_of_time || instant == end_of_time) return "-";
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", show_day(day.time_since_epoch()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string duration_text(std::chrono::seconds length) {
  const auto days = std::chrono::floor<std::chrono::days>(length);
  if (days == length) return fmt::format("{}d", days.count());
  const auto hours = std::chrono::floor<std::chrono::hours>(length);
  return hours == length ? fmt::format("{}h", hours.count()) : fmt::format("{}s", length.count());
}

Result<TimeZone> TimeZone::named(std::string_view name) {
  try {
    return TimeZone{date::locate_zone(std::string(name))};
  } catch (const std::runtime_error&) {
    return fail(Code::invalid, msg::base::unknown_time_zone(name));
  }
}

TimeZone TimeZone::utc() { return TimeZone{date::locate_zone("Etc/UTC")}; }

std::string TimeZone::name() const { return zone_->name(); }

Day TimeZone::day_of(Instant instant) const {
  return Day{std::chrono::floor<std::chrono::days>(zone_->to_local(instant).time_since_epoch())};
}

Instant TimeZone::start_of(Day day) const {
  const auto local = to_library(day);
  const auto info = zone_->get_info(local);
  // Where the clocks jump over midnight the day starts when they have jumped.
  if (info.result == date::local_info::nonexistent) return info.first.end;
  return Instant{local.time_since_epoch() - info.first.offset};
}

TimeRange TimeZone::range_of(DayRange days) const {
  return {start_of(days.first), start_of(days.last + std::chrono::days{1})};
}

Result<Instant> TimeZone::parse_local(std::string_view text) const {
  auto rest = text;
  const auto day = take_day(rest);
  if (!day || !take(rest, 'T')) return fail(Code::invalid, msg::base::not_an_instant(text));
  const auto time = take_time_of_day(rest);
  if (!time || !rest.empty()) return fail(Code::invalid, msg::base::not_an_instant(text));
  const auto local = to_library(*day) + *time;
  const auto info = zone_->get_info(local);
  if (info.result == date::local_info::nonexistent) {
    return fail(Code::invalid, msg::base::no_such_local_time(text, name()));
  }
  return Instant{local.time_since_epoch() - info.first.offset};
}

std::string TimeZone::show(Instant instant) const {
  if (instant == beginning_of_time || instant == end_of_time) return "-";
  const auto local = zone_->to_local(instant).time_since_epoch();
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time{local - day};
  return fmt::format("{} {:02}:{:02}", show_day(day), time.hours().count(), time.minutes().count());
}

Result<ZonedInstant> parse_zoned(std::string_view text) {
  const auto bracket = text.find('[');
  if (bracket == std::string_view::npos || text.back() != ']') {
    ENTENTE_ASSIGN(const Instant instant, parse_instant(text));
    return ZonedInstant{instant, TimeZone::utc()};
  }
  ENTENTE_ASSIGN(const TimeZone zone, TimeZone::named(text.substr(bracket + 1, text.size() - bracket - 2)));
  ENTENTE_ASSIGN(const Instant instant, zone.parse_local(text.substr(0, bracket)));
  return ZonedInstant{instant, zone};
}

std::string to_string(const ZonedInstant& instant) {
  if (instant.zone == TimeZone::utc()) return to_string(instant.instant);
  auto local = instant.zone.show(instant.instant);
  local[10] = 'T';
  return fmt::format("{}[{}]", local, instant.zone.name());
}

TimeRange TimeClaim::range_in(const TimeZone& zone) const {
  assert(days.has_value() != instants.has_value());
  return days ? zone.range_of(*days) : *instants;
}

int TimeClaim::days_touched(const TimeZone& zone) const {
  assert(days.has_value() != instants.has_value());
  if (days) return days->days();
  return DayRange{zone.day_of(instants->from), zone.day_of(instants->to - std::chrono::seconds{1})}.days();
}

}  // namespace entente
