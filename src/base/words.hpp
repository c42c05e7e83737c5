// SPDX-License-Identifier: Apache-2.0
// Words of ids and keys: put side by side, or in small letters. Words for people are rendered by i18n.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace entente {

/// "a, b, c": anything that can be walked through and whose items are text.
template <typename Texts>
[[nodiscard]] std::string joined(const Texts& words, std::string_view separator = ", ") {
  std::string all;
  bool first = true;
  for (const auto& word : words) {
    if (!first) all += separator;
    first = false;
    all += word;
  }
  return all;
}

/// A to Z in small letters; every other byte as it is, so that the result depends on no locale.
[[nodiscard]] inline std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

}  // namespace entente
