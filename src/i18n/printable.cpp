// SPDX-License-Identifier: Apache-2.0
// Which characters steer.
#include "i18n/printable.hpp"

#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace entente::i18n {
namespace {

/// All are single UTF-16 units.
bool steers(char16_t unit) {
  struct Range {
    char16_t first;
    char16_t last;
  };
  constexpr Range steering[] = {{0x0000, 0x001F}, {0x007F, 0x009F}, {0x061C, 0x061C},
                                {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x206F}};
  return std::any_of(std::begin(steering), std::end(steering),
                     [&](const Range& range) { return range.first <= unit && unit <= range.last; });
}

}  // namespace

std::string printable(std::string_view words) {
  constexpr char16_t replacement = 0xFFFD;
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(words.data(), static_cast<std::int32_t>(words.size())));
  for (std::int32_t i = 0; i < text.length(); ++i) {
    if (steers(text.charAt(i))) text.setCharAt(i, replacement);
  }
  std::string shown;
  text.toUTF8String(shown);
  return shown;
}

}  // namespace entente::i18n
