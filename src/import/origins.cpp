// SPDX-License-Identifier: Apache-2.0
// Splits lists of origins.
#include "import/origins.hpp"

#include "import/values.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace entente::importing {
namespace {

bool same_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

/// Where the first separator stands and how long it is.
std::pair<std::size_t, std::size_t> next_separator(std::string_view text) {
  constexpr std::string_view word = " and ";
  const auto sign = text.find_first_of(",;/");
  const auto joined = text.find(word);
  if (joined < sign) return {joined, word.size()};
  return {sign, 1};
}

/// Where the first semicolon stands and how long it is.
std::pair<std::size_t, std::size_t> next_semicolon(std::string_view text) { return {text.find(';'), 1}; }

std::vector<std::string> split(std::string_view text, std::pair<std::size_t, std::size_t> (*next)(std::string_view)) {
  std::vector<std::string> origins;
  while (!text.empty()) {
    const auto [at, length] = next(text);
    const auto name = trim(text.substr(0, at));
    const bool known = std::any_of(origins.begin(), origins.end(),
                                   [&](const std::string& other) { return same_but_for_case(other, name); });
    if (!name.empty() && !known) origins.emplace_back(name);
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + length);
  }
  return origins;
}

}  // namespace

std::vector<std::string> split_origins(std::string_view text) { return split(text, next_separator); }

std::vector<std::string> split_origins_at_semicolons(std::string_view text) { return split(text, next_semicolon); }

}  // namespace entente::importing
