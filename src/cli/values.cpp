// SPDX-License-Identifier: Apache-2.0
// Reads days, durations, ranges and instants, and says what was wrong with which option.
#include "cli/values.hpp"

#include "base/close_words.hpp"
#include "msg/cli.hpp"
#include "msg/word.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

namespace entente::cli {
namespace {

tl::unexpected<Error> not_understood(std::string_view option, std::string_view text, std::string_view example) {
  return fail(Code::invalid, msg::cli::value_not_understood(option, text, example));
}

std::optional<int> whole(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (trouble != std::errc{} || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
  return value;
}

constexpr int most_days = 100'000;

}  // namespace

Result<int> parse_days(std::string_view option, std::string_view text) {
  if (!text.empty() && text.back() == 'd') {
    if (const auto days = whole(text.substr(0, text.size() - 1), 1, most_days)) return *days;
  }
  return not_understood(option, text, "30d");
}

Result<std::vector<int>> parse_days_list(std::string_view option, std::string_view text) {
  std::vector<int> list;
  for (std::size_t start = 0; start <= text.size();) {
    const auto comma = std::min(text.find(',', start), text.size());
    const auto days = parse_days(option, text.substr(start, comma - start));
    if (!days) return not_understood(option, text, "30d,90d,180d");
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
    const auto number = whole(text.substr(0, text.size() - 1), 0, most_days);
    if (number && text.back() == 'd') return std::chrono::days{*number};
    if (number && text.back() == 'h') return std::chrono::hours{*number};
  }
  return not_understood(option, text, "3d");
}

std::string duration_text(std::chrono::seconds length) {
  const auto days = std::chrono::floor<std::chrono::days>(length);
  if (days == length) return fmt::format("{}d", days.count());
  const auto hours = std::chrono::floor<std::chrono::hours>(length);
  return hours == length ? fmt::format("{}h", hours.count()) : fmt::format("{}s", length.count());
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
  double value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (trouble != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) || value <= 0) {
    return not_understood(option, text, "3");
  }
  return value;
}

Result<std::uint64_t> parse_whole(std::string_view option, std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (trouble != std::errc{} || end != text.data() + text.size()) return not_understood(option, text, "1");
  return value;
}

tl::unexpected<Error> not_one_of(std::string_view option, std::string_view text,
                                 std::span<const std::string_view> words) {
  const std::vector<std::string> known(words.begin(), words.end());
  auto what = msg::cli::not_one_of(option, text, fmt::format("{}", fmt::join(words, ", ")));
  if (const auto close = closest_word(text, known)) what = msg::word::did_you_mean(std::move(what), *close);
  return fail(Code::invalid, std::move(what));
}

}  // namespace entente::cli
