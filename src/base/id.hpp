// SPDX-License-Identifier: Apache-2.0
// Ids that cannot be mistaken for each other.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace entente {

/// A short stable name, e.g. the clause "P1". `Tag` keeps a zone's id from being passed for a clause's.
template <typename Tag>
struct Id {
  std::string value;

  Id() = default;
  explicit Id(std::string text) : value(std::move(text)) {}
  [[nodiscard]] bool empty() const { return value.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace entente

template <typename Tag>
struct std::hash<entente::Id<Tag>> {
  std::size_t operator()(const entente::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
