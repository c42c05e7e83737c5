// SPDX-License-Identifier: Apache-2.0
// The words for conditions, states and ways of asking, the same in CLI, API and JSON.
#include "findings/findings.hpp"

#include "findings/basis.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace entente::findings {

std::string_view word(Condition condition) {
  constexpr std::array<std::string_view, condition_count> words = {
      "act", "actors", "carve_out", "weapon", "place", "time", "permitted", "standing",
  };
  return words.at(static_cast<std::size_t>(condition));
}

std::string_view word(ViolationState state) {
  constexpr std::array<std::string_view, 3> words = {"violation", "possible", "not_violation"};
  return words.at(static_cast<std::size_t>(state));
}

std::string_view word(VerdictState state) {
  constexpr std::array<std::string_view, 4> words = {"holding", "strained", "broken", "not_assessable"};
  return words.at(static_cast<std::size_t>(state));
}

std::string_view word(LeftOut why) {
  constexpr std::array<std::string_view, left_out_count> words = {
      "refuted", "withdrawn", "duplicate", "unknown_place", "unknown_actor", "ambiguous_place",
  };
  return words.at(static_cast<std::size_t>(why));
}

std::string_view word(NotEstimable why) {
  constexpr std::array<std::string_view, not_estimable_count> words = {
      "nothing_counted", "too_few",     "dependent", "separated",        "not_converged",
      "out_of_range",    "at_boundary", "not_given", "known_to_the_day",
  };
  return words.at(static_cast<std::size_t>(why));
}

std::string_view word(Direction direction) {
  constexpr std::array<std::string_view, 4> words = {"fell", "rose", "undecided", "unknown"};
  return words.at(static_cast<std::size_t>(direction));
}

std::string_view word(PlaceBy place_by) {
  constexpr std::array<std::string_view, 3> words = {"named-then-geometry", "named", "geometry"};
  return words.at(static_cast<std::size_t>(place_by));
}

std::string_view word(TimeBy time_by) {
  constexpr std::array<std::string_view, 2> words = {"spread", "start"};
  return words.at(static_cast<std::size_t>(time_by));
}

const Window* longest_of(std::span<const Window> windows) {
  const auto longest =
      std::max_element(windows.begin(), windows.end(), [](const auto& a, const auto& b) { return a.days < b.days; });
  return longest == windows.end() ? nullptr : &*longest;
}

}  // namespace entente::findings
