// SPDX-License-Identifier: Apache-2.0
// What the text of a CSV field says as a number, a day, a text.
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace entente::codec {

// Each takes the whole field; spaces and tabs around the value do not count. Nothing when the field says no such value,
// an empty one included: the caller knows file, line and column, and says so.

/// "36.707602", "-1", "1e-3", "+2". Finite, decimal point whatever the locale, no hexadecimal. The nearest double.
[[nodiscard, gnu::always_inline]] inline std::optional<double> parse_number(std::string_view text);

/// "118", "-1", "+2"; also "118.0", as tools write whole columns that have gaps. Fits 64 bits.
[[nodiscard, gnu::always_inline]] inline std::optional<std::int64_t> parse_whole(std::string_view text);

/// "2013-01-03", also with the midnight that some exports add: "2013-01-03 00:00:00", "2013-01-03T00:00:00.000".
/// Another time of day is refused, since leaving it out would lose it. A day of the calendar.
[[nodiscard]] std::optional<Day> parse_csv_day(std::string_view text);

/// Whether `text` is UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF).
/// cost     about 8 bytes a cycle where the text is ASCII.
[[nodiscard]] bool is_utf8(std::string_view text);

namespace detail {
// Each sets `value` where it returns true. A row has many numbers, and an optional that is not built where it is used
// costs more than the digits: parse_number and parse_whole are always expanded at the place of the call.
[[nodiscard]] bool read_number(std::string_view text, double& value);
[[nodiscard]] bool read_whole(std::string_view text, std::int64_t& value);
}  // namespace detail

inline std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  return detail::read_number(text, value) ? std::optional(value) : std::nullopt;
}

inline std::optional<std::int64_t> parse_whole(std::string_view text) {
  if (text.size() == 1 && text[0] >= '0' && text[0] <= '9') return text[0] - '0';
  std::int64_t value = 0;
  return detail::read_whole(text, value) ? std::optional(value) : std::nullopt;
}

}  // namespace entente::codec
