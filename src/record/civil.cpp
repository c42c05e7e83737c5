// SPDX-License-Identifier: Apache-2.0
// The proleptic Gregorian calendar in 64 bits. source: Hinnant, "chrono-Compatible Low-Level Date Algorithms".
#include "record/civil.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace entente::record {
namespace {

constexpr std::int64_t days_of_era = 146097;       // 400 years
constexpr std::int64_t epoch_of_march_0 = 719468;  // days from 0000-03-01 to 1970-01-01
constexpr std::int64_t seconds_of_day = 86400;
constexpr std::int64_t furthest_year = 500'000'000'000;

struct Date {
  std::int64_t year = 0;
  int month = 0;
  int day = 0;
};

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

Date date_of(std::int64_t days) {
  days += epoch_of_march_0;
  const std::int64_t era = floor_divide(days, days_of_era);
  const auto of_era = static_cast<int>(days - era * days_of_era);
  const int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int from_march = (5 * of_year + 2) / 153;
  const int month = from_march < 10 ? from_march + 3 : from_march - 9;
  return {.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
          .month = month,
          .day = of_year - (153 * from_march + 2) / 5 + 1};
}

std::int64_t days_of(const Date& date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_divide(year, 400);
  const auto year_of_era = static_cast<int>(year - era * 400);
  const int from_march = date.month > 2 ? date.month - 3 : date.month + 9;
  const int of_year = (153 * from_march + 2) / 5 + date.day - 1;
  const int of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
  return era * days_of_era + of_era - epoch_of_march_0;
}

void append_two(std::string& text, int value) {
  text += static_cast<char>('0' + value / 10);
  text += static_cast<char>('0' + value % 10);
}

void append_year(std::string& text, std::int64_t year) {
  if (year < 0) text += '-';
  if (year > 9999) text += '+';
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), year < 0 ? -year : year).ptr;
  const auto count = static_cast<std::size_t>(end - digits.data());
  if (count < 4) text.append(4 - count, '0');
  text.append(digits.data(), count);
}

void append_date(std::string& text, std::int64_t days) {
  const Date date = date_of(days);
  append_year(text, date.year);
  text += '-';
  append_two(text, date.month);
  text += '-';
  append_two(text, date.day);
}

/// Takes exactly two digits.
std::optional<int> take_two(std::string_view& text) {
  if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return value;
}

std::optional<int> take_two_after(std::string_view& text, char mark) {
  if (text.empty() || text.front() != mark) return std::nullopt;
  text.remove_prefix(1);
  return take_two(text);
}

/// Loosely: what is read is written again by the caller and compared.
std::optional<std::int64_t> take_date(std::string_view& text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  Date date;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), date.year);
  if (read.ec != std::errc{} || date.year < 0 || date.year > furthest_year) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  if (negative) date.year = -date.year;
  const auto month = take_two_after(text, '-');
  const auto day = month ? take_two_after(text, '-') : std::nullopt;
  if (!day || *month < 1 || *month > 12) return std::nullopt;
  date.month = *month;
  date.day = *day;
  return days_of(date);
}

}  // namespace

void append_day(std::string& text, Day day) { append_date(text, day.time_since_epoch().count()); }

std::optional<Day> read_day(std::string_view text) {
  auto rest = text;
  const auto days = take_date(rest);
  if (!days || !rest.empty()) return std::nullopt;
  const Day day{std::chrono::days{*days}};
  std::string written;
  append_day(written, day);
  return written == text ? std::optional(day) : std::nullopt;
}

void append_instant(std::string& text, Instant instant) {
  if (instant == beginning_of_time) {
    text += "beginning";
    return;
  }
  if (instant == end_of_time) {
    text += "end";
    return;
  }
  const std::int64_t seconds = instant.time_since_epoch().count();
  const std::int64_t days = floor_divide(seconds, seconds_of_day);
  const auto rest = static_cast<int>(seconds % seconds_of_day);
  const int of_day = rest < 0 ? rest + static_cast<int>(seconds_of_day) : rest;
  append_date(text, days);
  text += 'T';
  append_two(text, of_day / 3600);
  text += ':';
  append_two(text, of_day / 60 % 60);
  text += ':';
  append_two(text, of_day % 60);
  text += 'Z';
}

std::optional<Instant> read_instant(std::string_view text) {
  if (text == "beginning") return beginning_of_time;
  if (text == "end") return end_of_time;
  auto rest = text;
  const auto days = take_date(rest);
  const auto hour = days ? take_two_after(rest, 'T') : std::nullopt;
  const auto minute = hour ? take_two_after(rest, ':') : std::nullopt;
  const auto second = minute ? take_two_after(rest, ':') : std::nullopt;
  if (!second || rest != "Z") return std::nullopt;
  // Before 1970 from the end of the day on, so that the first day of all, which begins before time does, can be read.
  const std::int64_t from_end = *days < 0 ? 1 : 0;
  const std::int64_t of_day = *hour * 3600 + *minute * 60 + *second - from_end * seconds_of_day;
  std::int64_t seconds = 0;
  if (__builtin_mul_overflow(*days + from_end, seconds_of_day, &seconds) ||
      __builtin_add_overflow(seconds, of_day, &seconds)) {
    return std::nullopt;
  }
  const Instant instant{std::chrono::seconds{seconds}};
  std::string written;
  append_instant(written, instant);
  return written == text ? std::optional(instant) : std::nullopt;
}

}  // namespace entente::record
