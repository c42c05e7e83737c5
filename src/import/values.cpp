// SPDX-License-Identifier: Apache-2.0
// Reads days, moments, ranges; looks at coordinates.
#include "import/values.hpp"

#include "base/words.hpp"
#include "codec/csv_value.hpp"
#include "geo/gazetteer.hpp"
#include "record/check_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <ranges>

namespace entente::importing {
namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};

/// The number that digits write; -1 for anything else.
int digits(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  return whole && !text.empty() && text[0] != '-' ? value : -1;
}

/// "7", "July", "jul" → 7; three letters tell every month apart. 0 for anything else.
unsigned month_number(std::string_view text) {
  if (const int number = digits(text); number >= 0) return static_cast<unsigned>(number);
  const auto lower = lower_ascii(text);
  constexpr std::size_t shortest = 3;
  if (lower.size() < shortest) return 0;
  for (unsigned i = 0; i < months.size(); ++i) {
    if (months[i].starts_with(lower)) return i + 1;
  }
  return 0;
}

std::optional<Day> day_of(int year, unsigned month, int day) {
  if (year < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok() ? std::optional(Day(date)) : std::nullopt;
}

constexpr std::size_t year_digits = 4;

/// Minutes east of Greenwich: "Z", "+00", "+03:00", "+0300".
std::optional<int> offset_minutes(std::string_view text) {
  if (text == "Z") return 0;
  const int sign = text[0] == '-' ? -1 : 1;
  std::string figures(text.substr(1));
  std::erase(figures, ':');
  if (figures.size() == 2) figures += "00";
  const int value = figures.size() == 4 ? digits(figures) : -1;
  constexpr int furthest = 1800;
  if (value < 0 || value > furthest || value % 100 > 59) return std::nullopt;
  return sign * (value / 100 * 60 + value % 100);
}

/// "12:00", "12:00:30", "12:00:30.250" → seconds since midnight.
std::optional<std::chrono::seconds> clock_time(std::string_view text) {
  const auto point = text.find('.');
  if (point != std::string_view::npos && digits(text.substr(point + 1)) < 0) return std::nullopt;
  std::string clock(text.substr(0, point));
  if (clock.size() == 5) clock += ":00";
  if (clock.size() != 8 || clock[2] != ':' || clock[5] != ':') return std::nullopt;
  const int hour = digits(clock.substr(0, 2));
  const int minute = digits(clock.substr(3, 2));
  const int second = digits(clock.substr(6));
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  return std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
}

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// What the clocks of `zone` show, through its own rules for the hours that are there twice or never.
std::optional<Instant> local_instant(Day day, std::chrono::seconds time, const TimeZone& zone) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(time).count();
  const auto instant = zone.parse_local(to_string(day) + "T" + two(minutes / 60) + ":" + two(minutes % 60));
  if (!instant) return std::nullopt;
  return *instant + (time - std::chrono::minutes{minutes});
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<Day> parse_day_form(std::string_view text, DayOrder order) {
  text = trim(text);
  constexpr std::string_view separators = "-/. ";
  const auto first_end = text.find_first_of(separators);
  if (first_end == std::string_view::npos) return std::nullopt;
  const auto second_end = text.find_first_of(separators, first_end + 1);
  if (second_end == std::string_view::npos) return std::nullopt;
  const auto first = text.substr(0, first_end);
  const auto second = text.substr(first_end + 1, second_end - first_end - 1);
  const auto third = text.substr(second_end + 1);
  if (first.size() == year_digits && digits(first) >= 0)
    return day_of(digits(first), month_number(second), digits(third));
  if (third.size() != year_digits) return std::nullopt;
  if (order == DayOrder::month_day) return day_of(digits(third), month_number(first), digits(second));
  return day_of(digits(third), month_number(second), digits(first));
}

std::optional<When> parse_when(std::string_view text, const TimeZone& zone, DayOrder order) {
  text = trim(text);
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) {
    const auto day = parse_day_form(text, order);
    return day ? std::optional(When{day, std::nullopt}) : std::nullopt;
  }
  const auto split = text.find_last_of("T ", colon);
  if (split == std::string_view::npos) return std::nullopt;
  const auto day = parse_day_form(text.substr(0, split), order);
  auto clock = trim(text.substr(split + 1));
  const auto sign = clock.find_first_of("Z+-");
  const auto time = clock_time(trim(clock.substr(0, sign)));
  if (!day || !time) return std::nullopt;
  if (sign == std::string_view::npos) {
    const auto instant = local_instant(*day, *time, zone);
    return instant ? std::optional(When{std::nullopt, instant}) : std::nullopt;
  }
  const auto offset = offset_minutes(clock.substr(sign));
  if (!offset) return std::nullopt;
  return When{std::nullopt, Instant{day->time_since_epoch() + *time - std::chrono::minutes{*offset}}};
}

std::optional<record::Estimate> parse_estimate(std::string_view text) {
  text = trim(text);
  constexpr std::string_view dash = "–";
  auto split = text.find(dash);
  std::size_t length = dash.size();
  if (split == std::string_view::npos) {
    split = text.find('-', 1);
    length = 1;
  }
  const auto figure = [](std::string_view part) -> std::optional<std::int32_t> {
    const auto value = codec::parse_whole(part);
    if (!value || *value < 0 || *value > record::largest_count) return std::nullopt;
    return static_cast<std::int32_t>(*value);
  };
  const auto low = figure(text.substr(0, split));
  const auto high = split == std::string_view::npos ? low : figure(text.substr(split + length));
  if (!low || !high || *high < *low) return std::nullopt;
  return record::Estimate{*low, *low, *high};
}

record::Estimate mended(record::Estimate estimate, std::vector<std::string>& repairs) {
  if (estimate.low <= estimate.best && estimate.best <= estimate.high) return estimate;
  repairs.emplace_back("deaths_low_best_high");
  const auto [least, most] = std::minmax({estimate.low, estimate.best, estimate.high});
  return {least, estimate.best, most};
}

std::optional<SwapCheck::Box> SwapCheck::box_of(const geo::PlaceClaim& claim) {
  const auto& gazetteer = geo::Gazetteer::built_in();
  const auto areas = gazetteer.areas_of(claim);
  for (const auto& code : areas | std::views::reverse) {
    const auto* area = gazetteer.by_code(code);
    if (area == nullptr || !area->outline || area->outline->parts.empty()) continue;
    Box box{90, -90, 180, -180};
    for (const auto& part : area->outline->parts) {
      for (const auto& point : part.outer) {
        box.south_deg = std::min(box.south_deg, point.lat_deg);
        box.north_deg = std::max(box.north_deg, point.lat_deg);
        box.west_deg = std::min(box.west_deg, point.lng_deg);
        box.east_deg = std::max(box.east_deg, point.lng_deg);
      }
    }
    constexpr double margin_deg = 0.5;  // borders of outlines are coarse, and places near them are coded to either side
    return Box{box.south_deg - margin_deg, box.north_deg + margin_deg, box.west_deg - margin_deg,
               box.east_deg + margin_deg};
  }
  return std::nullopt;
}

void SwapCheck::check(const geo::PlaceClaim& claim, const geo::LatLng& point, std::vector<std::string>& repairs) {
  std::string names;
  for (const auto& name : claim.within)
    names += name + '\n';
  auto known = boxes_.find(names);
  if (known == boxes_.end()) known = boxes_.emplace(std::move(names), box_of(claim)).first;
  const auto& box = known->second;
  if (!box || box->contains(point.lat_deg, point.lng_deg)) return;
  if (!box->contains(point.lng_deg, point.lat_deg)) return;
  repairs.emplace_back("swapped_suspected");
  std::sort(repairs.begin(), repairs.end());
}

}  // namespace entente::importing
