// SPDX-License-Identifier: Apache-2.0
// The tables of words, each in the order of its family's numbers.
#include "codec/entry_words.hpp"

#include <array>

namespace entente::codec {
namespace {

/// The words of a family that terms names one by one.
template <typename Family, std::size_t count>
std::array<std::string_view, count> collect() {
  std::array<std::string_view, count> words;
  for (std::size_t i = 0; i < count; ++i)
    words[i] = terms::word(static_cast<Family>(i));
  return words;
}

}  // namespace

template <>
std::span<const std::string_view> words_of<terms::Act>() {
  static const auto words = collect<terms::Act, terms::act_count>();
  return words;
}

template <>
std::span<const std::string_view> words_of<terms::Weapon>() {
  static const auto words = collect<terms::Weapon, terms::weapon_count>();
  return words;
}

template <>
std::span<const std::string_view> words_of<record::Label::Tlp>() {
  static constexpr std::string_view words[] = {"clear", "green", "amber", "amber_strict", "red"};
  return words;
}

template <>
std::span<const std::string_view> words_of<record::Means>() {
  static constexpr std::string_view words[] = {"unknown",  "heard",     "saw",      "camera", "uav",
                                               "acoustic", "satellite", "document", "report"};
  return words;
}

template <>
std::span<const std::string_view> words_of<record::Direction>() {
  static constexpr std::string_view words[] = {"unknown", "incoming", "outgoing", "impact", "undetermined"};
  return words;
}

template <>
std::span<const std::string_view> words_of<record::Participation::Role>() {
  static constexpr std::string_view words[] = {"side_a", "side_b", "perpetrator", "target"};
  return words;
}

template <>
std::span<const std::string_view> words_of<record::Restriction::Kind>() {
  static constexpr std::string_view words[] = {"denial", "delay", "condition", "hazard", "jamming"};
  return words;
}

template <>
std::span<const std::string_view> words_of<record::VerificationState>() {
  static constexpr std::string_view words[] = {"reported",     "under_review", "corroborated", "verified",
                                               "unverifiable", "refuted",      "withdrawn",    "duplicate"};
  return words;
}

template <>
std::span<const std::string_view> words_of<geo::NamedPlace::Kind>() {
  static constexpr std::string_view words[] = {"country", "governorate", "district", "subdistrict", "locality"};
  return words;
}

template <>
std::span<const std::string_view> words_of<geo::Disc::Density>() {
  static constexpr std::string_view words[] = {"uniform", "declining"};
  return words;
}

template <>
std::span<const std::string_view> words_of<geo::Edges>() {
  static constexpr std::string_view words[] = {"geodesic", "planar"};
  return words;
}

template <>
std::span<const std::string_view> words_of<TimeClaim::Meaning>() {
  static constexpr std::string_view words[] = {"sometime_in", "throughout"};
  return words;
}

}  // namespace entente::codec
