// SPDX-License-Identifier: Apache-2.0
// Numbers by fast_float, whole numbers and days digit by digit, UTF-8 by ranges of second bytes.
#include "codec/csv_value.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

#include <fast_float/fast_float.h>

namespace entente::codec {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// The libraries read a minus but no plus.
std::string_view without_plus(std::string_view text) {
  return text.size() > 1 && text[0] == '+' && text[1] != '-' ? text.substr(1) : text;
}

/// Two digits at `at`; above 99 when there are none.
unsigned two_digits(const char* at) {
  if (!is_digit(at[0]) || !is_digit(at[1])) return 100;
  return static_cast<unsigned>(at[0] - '0') * 10 + static_cast<unsigned>(at[1] - '0');
}

/// " 00:00:00", "T00:00:00", either with a fraction of zeros.
bool is_midnight(std::string_view text) {
  if (text.size() < 9 || (text[0] != ' ' && text[0] != 'T') || text.substr(1, 8) != "00:00:00") return false;
  text.remove_prefix(9);
  if (text.empty()) return true;
  return text[0] == '.' && text.size() > 1 && text.find_first_not_of('0', 1) == std::string_view::npos;
}

/// How many bytes the character at the front of `text` takes; 0 when it is none.
std::size_t character_bytes(std::string_view text) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t bytes = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (bytes == 0 || bytes > text.size()) return 0;
  // The second byte excludes overlong forms (E0, F0), surrogates (ED) and what lies beyond U+10FFFF (F4).
  const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < lowest || byte(1) > highest) return 0;
  for (std::size_t index = 2; index < bytes; ++index) {
    if ((byte(index) & 0xC0u) != 0x80) return 0;
  }
  return bytes;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  text = without_plus(without_spaces(text));
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto read = fast_float::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  text = without_plus(without_spaces(text));
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc()) return std::nullopt;
  if (read.ptr == end) return value;
  const std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
  if (rest.size() < 2 || rest[0] != '.' || rest.find_first_not_of('0', 1) != std::string_view::npos) {
    return std::nullopt;
  }
  return value;
}

std::optional<Day> parse_csv_day(std::string_view text) {
  text = without_spaces(text);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const unsigned century = two_digits(text.data());
  const unsigned year_of_century = two_digits(text.data() + 2);
  if (century > 99 || year_of_century > 99) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(century * 100 + year_of_century)},
                                         std::chrono::month{two_digits(text.data() + 5)},
                                         std::chrono::day{two_digits(text.data() + 8)}};
  if (!date.ok()) return std::nullopt;
  if (text.size() > 10 && !is_midnight(text.substr(10))) return std::nullopt;
  return Day{std::chrono::local_days{date}};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (text.size() >= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data(), 8);
      if ((word & 0x8080808080808080u) == 0) {
        text.remove_prefix(8);
        continue;
      }
    }
    const std::size_t bytes = character_bytes(text);
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

}  // namespace entente::codec
