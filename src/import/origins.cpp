// SPDX-License-Identifier: Apache-2.0
// Splits lists of origins.
#include "import/origins.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace entente::importing {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

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

}  // namespace

std::vector<std::string> split_origins(std::string_view text) {
  std::vector<std::string> origins;
  while (!text.empty()) {
    const auto [at, length] = next_separator(text);
    const auto name = trim(text.substr(0, at));
    const bool known = std::any_of(origins.begin(), origins.end(),
                                   [&](const std::string& other) { return same_but_for_case(other, name); });
    if (!name.empty() && !known) origins.emplace_back(name);
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + length);
  }
  return origins;
}

}  // namespace entente::importing
