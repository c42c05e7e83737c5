// SPDX-License-Identifier: Apache-2.0
// A number that data may not allow: the estimate, or why there is none.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string_view>

namespace entente::findings {

/// Why data do not allow an estimate. Closed.
enum class NotEstimable : std::uint8_t {
  nothing_counted = 0,   ///< no events at all, or none where the estimate needs them
  too_few = 1,           ///< fewer observations than the method needs
  dependent = 2,         ///< two explanations change together, so that neither can be told from the other
  separated = 3,         ///< a part has no events, so that the best factor is 0 or infinite
  not_converged = 4,     ///< the search for the best fit did not end
  out_of_range = 5,      ///< a count, length or time that cannot be
  at_boundary = 6,       ///< the estimate is the least that is possible: it has no interval of this kind
  not_given = 7,         ///< terms or record do not have what the method asks for
  known_to_the_day = 8,  ///< of too much only the day is known, where hours decide
};

inline constexpr int not_estimable_count = 9;
/// "too_few": the word in JSON and tables.
[[nodiscard]] std::string_view word(NotEstimable why);

/// What was estimated, or why it was not.
template <typename T>
using Estimated = tl::expected<T, NotEstimable>;

/// What a function that returns an Estimated returns instead of a value.
[[nodiscard]] inline tl::unexpected<NotEstimable> not_estimable(NotEstimable why) {
  return tl::unexpected<NotEstimable>(why);
}

}  // namespace entente::findings
