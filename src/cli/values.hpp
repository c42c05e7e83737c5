// SPDX-License-Identifier: Apache-2.0
// Values as people write them on the command line.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::cli {

/// "30d" → 30; whole days, 1 … 100,000. errors: invalid, naming the option.
[[nodiscard]] Result<int> parse_days(std::string_view option, std::string_view text);
/// "30d,90d,180d".
[[nodiscard]] Result<std::vector<int>> parse_days_list(std::string_view option, std::string_view text);
/// "3d", "12h", "0h".
[[nodiscard]] Result<std::chrono::seconds> parse_duration(std::string_view option, std::string_view text);
/// "2016-01-01/2019-01-01": the second day is not part of it. errors: invalid also when empty.
[[nodiscard]] Result<DayRange> parse_day_range(std::string_view option, std::string_view text);
/// A day means its 00:00 in `zone`; an instant "2017-11-10T09:00:00Z" or "…[Zone]" is itself.
[[nodiscard]] Result<Instant> parse_when(std::string_view option, std::string_view text, const TimeZone& zone);

/// A whole number from 0.
[[nodiscard]] Result<std::uint64_t> parse_whole(std::string_view option, std::string_view text);
/// A decimal number above 0.
[[nodiscard]] Result<double> parse_positive(std::string_view option, std::string_view text);
/// A decimal number, `least` and `most` included.
[[nodiscard]] Result<double> parse_number(std::string_view option, std::string_view text, double least, double most);

/// The words that an option takes, and what each means.
template <typename Value, std::size_t Count>
using Words = std::array<std::pair<std::string_view, Value>, Count>;

/// The refusal of `text`, listing the words.
[[nodiscard]] tl::unexpected<Error> not_one_of(std::string_view option, std::string_view text,
                                               std::span<const std::string_view> words);

/// errors   invalid, listing the words, when `text` is none of them exactly.
template <typename Value, std::size_t Count>
[[nodiscard]] Result<Value> parse_word(std::string_view option, std::string_view text,
                                       const Words<Value, Count>& words) {
  std::array<std::string_view, Count> known;
  for (std::size_t i = 0; i < Count; ++i) {
    if (words[i].first == text) return words[i].second;
    known[i] = words[i].first;
  }
  return not_one_of(option, text, known);
}

/// "named|geometry", for help texts.
template <typename Value, std::size_t Count>
[[nodiscard]] std::string choices(const Words<Value, Count>& words) {
  std::string text;
  for (const auto& [word, value] : words) {
    if (!text.empty()) text += '|';
    text += word;
  }
  return text;
}

}  // namespace entente::cli
