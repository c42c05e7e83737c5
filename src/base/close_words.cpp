// SPDX-License-Identifier: Apache-2.0
// Edit distance for suggestions.
#include "base/close_words.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace entente {
namespace {

/// Damerau-Levenshtein, restricted: a pair is swapped at most once.
std::size_t edits(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> table((a.size() + 1) * width);
  for (std::size_t i = 0; i <= a.size(); ++i)
    table[i * width] = i;
  for (std::size_t j = 0; j <= b.size(); ++j)
    table[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      auto least = std::min(
          {table[(i - 1) * width + j] + 1, table[i * width + j - 1] + 1, table[(i - 1) * width + j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        least = std::min(least, table[(i - 2) * width + j - 2] + 1);
      }
      table[i * width + j] = least;
    }
  }
  return table.back();
}

}  // namespace

std::optional<std::string> closest_word(std::string_view typed, std::span<const std::string> known) {
  std::optional<std::string> closest;
  std::size_t least = std::max<std::size_t>(1, typed.size() / 3) + 1;
  for (const auto& word : known) {
    const auto distance = edits(typed, word);
    if (distance < least) {
      least = distance;
      closest = word;
    }
  }
  return closest;
}

}  // namespace entente
