// SPDX-License-Identifier: Apache-2.0
// Distinct values numbered in the order they come, so that a question is answered once for each; inside this room only.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente::evaluate {

/// Numbers equal values alike, from 0. References stay good as long as the dictionary lives, moved or not.
/// `Hash` and `Equal` may be transparent: then a value is made from what was asked for only when it is new.
template <typename Value, typename Hash, typename Equal = std::equal_to<Value>>
class Dictionary {
 public:
  /// The number of an equal value, a new one when there is none. cost     one look-up.
  template <typename Asked>
  std::uint32_t number_of(const Asked& asked) {
    if (const auto known = numbers_.find(asked); known != numbers_.end()) return known->second;
    const auto added = numbers_.emplace(Value(asked), static_cast<std::uint32_t>(values_.size())).first;
    values_.push_back(&added->first);
    return added->second;
  }
  [[nodiscard]] const Value& operator[](std::uint32_t number) const { return *values_[number]; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  std::unordered_map<Value, std::uint32_t, Hash, Equal> numbers_;
  std::vector<const Value*> values_;
};

/// The place where what follows from a number is kept: empty until it was found out.
template <typename Kept>
std::optional<Kept>& kept_for(std::uint32_t number, std::vector<std::optional<Kept>>& kept) {
  if (number >= kept.size()) kept.resize(std::max<std::size_t>(number + std::size_t{1}, 2 * kept.size()));
  return kept[number];
}

/// Gathers a hash from parts. Only speed depends on it, never a result.
class Mixer {
 public:
  Mixer& add(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15ULL;
    state_ ^= state_ >> 29;
    return *this;
  }
  Mixer& add(std::string_view text) { return add(std::hash<std::string_view>{}(text)); }
  Mixer& add(double number) { return add(std::bit_cast<std::uint64_t>(number)); }
  [[nodiscard]] std::size_t value() const { return static_cast<std::size_t>(state_); }

 private:
  std::uint64_t state_ = 0x243F6A8885A308D3ULL;
};

/// Of texts, which need not be strings to be looked up.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace entente::evaluate
