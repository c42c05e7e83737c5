// SPDX-License-Identifier: Apache-2.0
// Reads days, durations, ranges and instants, and says what was wrong with which option.
#include "cli/values.hpp"

#include "base/close_words.hpp"
#include "base/words.hpp"
#include "msg/cli.hpp"
#include "msg/word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <system_error>

namespace entente::cli {
namespace {

tl::unexpected<Error> not_understood(std::string_view option, std::string_view text, std::string_view example) {
  return fail(Code::invalid, msg::cli::value_not_understood(option, text, example));
}

tl::unexpected<Error> out_of_range(std::string_view option, std::string_view text, std::string_view least,
                                   std::string_view most) {
  return fail(Code::invalid, msg::cli::out_of_range(option, text, least, most));
}

/// "12", "-12", of any length: what cannot be taken is then a matter of range.
bool is_whole(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

std::optional<int> whole(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (trouble != std::errc{} || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
  return value;
}

/// Infinity for what is too long to hold.
std::optional<double> decimal(std::string_view text) {
  double value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || trouble == std::errc::invalid_argument || std::isnan(value)) {
    return std::nullopt;
  }
  return trouble == std::errc::result_out_of_range ? std::numeric_limits<double>::infinity() : value;
}

constexpr int most_days = 100'000;

}  // namespace

Result<int> parse_days(std::string_view option, std::string_view text) {
  if (!text.ends_with('d')) return not_understood(option, text, "30d");
  const auto number = text.substr(0, text.size() - 1);
  if (const auto days = whole(number, 1, most_days)) return *days;
  if (is_whole(number)) return out_of_range(option, text, "1d", fmt::format("{}d", most_days));
  return not_understood(option, text, "30d");
}

Result<std::vector<int>> parse_days_list(std::string_view option, std::string_view text) {
  std::vector<int> list;
  for (std::size_t start = 0; start <= text.size();) {
    const auto comma = std::min(text.find(',', start), text.size());
    const auto part = text.substr(start, comma - start);
    const auto days = parse_days(option, part);
    if (!days) {
      const bool is_length = part.ends_with('d') && is_whole(part.substr(0, part.size() - 1));
      return is_length ? fail(days.error()) : not_understood(option, text, "30d,90d,180d");
    }
    if (std::find(list.begin(), list.end(), *days) != list.end()) {
      return fail(Code::invalid, msg::cli::twice_in_list(option, fmt::format("{}d", *days), text));
    }
    list.push_back(*days);
    start = comma + 1;
  }
  return list;
}

Result<std::chrono::seconds> parse_duration(std::string_view option, std::string_view text) {
  if (!text.empty()) {
    const auto digits = text.substr(0, text.size() - 1);
    const char unit = text.back();
    const auto number = whole(digits, 0, most_days);
    if (number && unit == 'd') return std::chrono::days{*number};
    if (number && unit == 'h') return std::chrono::hours{*number};
    if (is_whole(digits) && (unit == 'd' || unit == 'h')) {
      return out_of_range(option, text, fmt::format("0{}", unit), fmt::format("{}{}", most_days, unit));
    }
  }
  return not_understood(option, text, "3d");
}

Result<DayRange> parse_day_range(std::string_view option, std::string_view text) {
  constexpr std::string_view example = "2016-01-01/2019-01-01";
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return not_understood(option, text, example);
  const auto from = parse_day(text.substr(0, slash));
  const auto to = parse_day(text.substr(slash + 1));
  if (!from || !to) return not_understood(option, text, example);
  if (*to <= *from) return fail(Code::invalid, msg::cli::range_reversed(option, to_string(*from), to_string(*to)));
  return DayRange{*from, *to - std::chrono::days{1}};
}

Result<Instant> parse_when(std::string_view option, std::string_view text, const TimeZone& zone) {
  if (const auto day = parse_day(text)) return zone.start_of(*day);
  const auto zoned = parse_zoned(text);
  if (zoned) return zoned->instant;
  // Whoever names a time zone meant this form: then it is the zone that is unknown, or the hour that is not there.
  if (text.ends_with(']')) return fail(Code::invalid, msg::cli::value_trouble(option, zoned.error().message));
  return not_understood(option, text, "2017-11-10");
}

Result<double> parse_positive(std::string_view option, std::string_view text) {
  const auto value = decimal(text);
  if (!value) return not_understood(option, text, "3");
  if (std::isinf(*value) || *value <= 0) return fail(Code::invalid, msg::cli::not_above_zero(option, text, "3"));
  return *value;
}

Result<double> parse_number(std::string_view option, std::string_view text, double least, double most) {
  const auto value = decimal(text);
  if (!value) return not_understood(option, text, "0.5");
  if (least <= *value && *value <= most) return *value;
  return out_of_range(option, text, fmt::format("{:.6g}", least), fmt::format("{:.6g}", most));
}

Result<std::uint64_t> parse_whole(std::string_view option, std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (trouble == std::errc{} && end == text.data() + text.size()) return value;
  if (!is_whole(text)) return not_understood(option, text, "1");
  return out_of_range(option, text, "0", fmt::format("{}", std::numeric_limits<std::uint64_t>::max()));
}

tl::unexpected<Error> not_one_of(std::string_view option, std::string_view text,
                                 std::span<const std::string_view> words) {
  const std::vector<std::string> known(words.begin(), words.end());
  auto what = msg::cli::not_one_of(option, text, joined(words));
  if (const auto close = closest_word(text, known)) what = msg::word::did_you_mean(std::move(what), *close);
  return fail(Code::invalid, std::move(what));
}

}  // namespace entente::cli
