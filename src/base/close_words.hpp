// SPDX-License-Identifier: Apache-2.0
// "Did you mean …?"
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente {

/// The known word closest to what was typed: at most a third of its letters inserted, dropped, changed or swapped with
/// their neighbour (Damerau-Levenshtein, by byte). None when nothing is close. Ties: the first known.
[[nodiscard]] std::optional<std::string> closest_word(std::string_view typed, std::span<const std::string> known);

}  // namespace entente
