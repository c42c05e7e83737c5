// SPDX-License-Identifier: Apache-2.0
// Numbers by fast_float, whole numbers, coordinates and days by their digits, UTF-8 by ranges of second bytes.
#include "codec/csv_value.hpp"

#include <fast_float/fast_float.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace entente::codec {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
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
  if (bytes == 2) return (byte(1) & 0xC0U) == 0x80 ? 2 : 0;
  // The second byte excludes overlong forms (E0, F0), surrogates (ED) and what lies beyond U+10FFFF (F4).
  const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < lowest || byte(1) > highest) return 0;
  for (std::size_t index = 2; index < bytes; ++index) {
    if ((byte(index) & 0xC0U) != 0x80) return 0;
  }
  return bytes;
}

/// 1 to 8 characters as if zeros stood before them, the first in the lowest byte; without a loop over them.
[[gnu::always_inline]] inline std::uint64_t right_aligned(std::string_view text) {
  const std::size_t size = text.size();
  const auto byte = [&](std::size_t index) {
    return std::uint64_t{static_cast<unsigned char>(text[index])} << (8 * index);
  };
  std::uint64_t word = 0;
  if (size < 4) {
    word = byte(0) | byte(size / 2) | byte(size - 1);
  } else {
    std::uint32_t front = 0;
    std::uint32_t back = 0;
    std::memcpy(&front, text.data(), 4);
    std::memcpy(&back, text.data() + size - 4, 4);
    if constexpr (std::endian::native == std::endian::big) {
      front = __builtin_bswap32(front);
      back = __builtin_bswap32(back);
    }
    word = front | std::uint64_t{back} << (8 * (size - 4));  // what both hold is the same
  }
  const std::uint64_t zeros = 0x3030303030303030U >> (8 * (size - 1)) >> 8;
  return word << (8 * (8 - size)) | zeros;
}

/// Whether each byte is '0' to '9': the upper half is 3, and stays so when 6 is added.
bool is_eight_digits(std::uint64_t word) {
  const std::uint64_t upper_halves = 0xF0F0F0F0F0F0F0F0U;
  return (word & upper_halves) == 0x3030303030303030U &&
         ((word + 0x0606060606060606U) & upper_halves) == 0x3030303030303030U;
}

/// Joins neighbours three times: digits to pairs, pairs to fours, fours to the number.
std::int64_t value_of_eight_digits(std::uint64_t word) {
  word = (word & 0x0F0F0F0F0F0F0F0FU) * 2561 >> 8;
  word = (word & 0x00FF00FF00FF00FFU) * 6553601 >> 16;
  return static_cast<std::int64_t>((word & 0x0000FFFF0000FFFFU) * 42949672960001 >> 32);
}

constexpr std::array<std::int64_t, 9> powers_of_ten{1,       10,        100,        1'000,      10'000,
                                                    100'000, 1'000'000, 10'000'000, 100'000'000};

/// Digits, a point, digits, as coordinates are written. All digits as one whole number and the power of ten by which it
/// is divided are exact as doubles, so the quotient is the nearest double (Clinger, How to read floating point numbers
/// accurately, PLDI 1990).
bool read_coordinate(std::string_view text, double& value) {
  std::size_t point = 0;
  while (point < text.size() && text[point] != '.')
    ++point;
  const std::size_t decimals = text.size() - point - 1;  // wraps when there is no point
  if (point == 0 || point > 7 || decimals == 0 || decimals > 8) return false;
  const std::uint64_t before = right_aligned(text.substr(0, point));
  const std::uint64_t behind = right_aligned(text.substr(point + 1));
  if (!is_eight_digits(before) || !is_eight_digits(behind)) return false;
  const std::int64_t power = powers_of_ten[decimals];
  const std::int64_t digits = value_of_eight_digits(before) * power + value_of_eight_digits(behind);  // below 2^53
  value = static_cast<double>(digits) / static_cast<double>(power);
  return true;
}

/// With sign, spaces, zeros behind the point, or more digits.
bool read_whole_with_care(std::string_view text, std::int64_t& value) {
  text = without_plus(without_spaces(text));
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc()) return false;
  if (read.ptr == end) return true;
  const std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
  return rest.size() >= 2 && rest[0] == '.' && rest.find_first_not_of('0', 1) == std::string_view::npos;
}

/// How many bytes from `at` on are ASCII; eight bytes a step.
std::size_t ascii_from(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (; end + 8 <= text.size(); end += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + end, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    const std::uint64_t top_bits = word & 0x8080808080808080U;
    if (top_bits != 0) return end + static_cast<std::size_t>(std::countr_zero(top_bits)) / 8 - at;
  }
  while (end < text.size() && is_ascii(text[end]))
    ++end;
  return end - at;
}

}  // namespace

bool detail::read_number(std::string_view text, double& value) {
  if (read_coordinate(text, value)) return true;
  text = without_plus(without_spaces(text));
  const char* const end = text.data() + text.size();
  const auto read = fast_float::from_chars(text.data(), end, value);
  return read.ec == std::errc() && read.ptr == end && std::isfinite(value);
}

bool detail::read_whole(std::string_view text, std::int64_t& value) {
  if (!text.empty() && text.size() <= 8) {
    const std::uint64_t digits = right_aligned(text);
    if (is_eight_digits(digits)) {
      value = value_of_eight_digits(digits);
      return true;
    }
  }
  return read_whole_with_care(text, value);
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
  std::size_t at = 0;
  for (;;) {
    at += ascii_from(text, at);
    if (at == text.size()) return true;
    do {
      const std::size_t bytes = character_bytes(text.substr(at));
      if (bytes == 0) return false;
      at += bytes;
    } while (at < text.size() && !is_ascii(text[at]));
  }
}

}  // namespace entente::codec
