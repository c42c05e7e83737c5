// SPDX-License-Identifier: Apache-2.0
// The words for the small families of the record, as JSON, mapping files and other forms write them.
#pragma once

#include "geo/gazetteer.hpp"
#include "geo/place.hpp"
#include "record/entry.hpp"
#include "terms/act.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace entente::codec {

/// The words of a family in the order of its stored numbers, e.g. "unknown", "heard", "saw" … for Means.
template <typename Family>
[[nodiscard]] std::span<const std::string_view> words_of();

/// Of a value that is in the family; another is a mistake of ours.
template <typename Family>
[[nodiscard]] std::string_view word_of(Family value) {
  return words_of<Family>()[static_cast<std::size_t>(value)];
}

/// Nothing when it is no word of the family.
template <typename Family>
[[nodiscard]] std::optional<Family> parse_word(std::string_view word) {
  const auto words = words_of<Family>();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word) return static_cast<Family>(i);
  }
  return std::nullopt;
}

template <>
std::span<const std::string_view> words_of<terms::Act>();
template <>
std::span<const std::string_view> words_of<terms::Weapon>();
template <>
std::span<const std::string_view> words_of<record::Label::Tlp>();
template <>
std::span<const std::string_view> words_of<record::Means>();
template <>
std::span<const std::string_view> words_of<record::Direction>();
template <>
std::span<const std::string_view> words_of<record::Participation::Role>();
template <>
std::span<const std::string_view> words_of<record::Restriction::Kind>();
template <>
std::span<const std::string_view> words_of<record::VerificationState>();
template <>
std::span<const std::string_view> words_of<geo::NamedPlace::Kind>();
template <>
std::span<const std::string_view> words_of<geo::Disc::Density>();
template <>
std::span<const std::string_view> words_of<geo::Edges>();
template <>
std::span<const std::string_view> words_of<TimeClaim::Meaning>();

}  // namespace entente::codec
