// SPDX-License-Identifier: Apache-2.0
// When something may have happened, and whether a clause was in force then; inside this room only.
#pragma once

#include "evaluate/dictionary.hpp"
#include "findings/findings.hpp"
#include "terms/terms.hpp"

#include <optional>

namespace entente::evaluate {

using MaybeTime = std::optional<TimeClaim>;
/// For the dictionary of time claims.
struct TimeHash {
  [[nodiscard]] std::size_t operator()(const MaybeTime& claim) const;
};

/// For a dictionary of ranges.
struct RangeHash {
  [[nodiscard]] std::size_t operator()(const TimeRange& range) const;
};

/// A time claim in the agreement's zone.
struct When {
  std::optional<TimeRange> range;  ///< never empty: an instant is a second long; none: not known
  bool throughout = false;         ///< it was so at every moment of the range
  Day first_day{};
  int days = 1;
};
/// Civil days become the instants that they cover in `zone`; nothing is claimed: `range` is none, `days` 1.
[[nodiscard]] When make_when(const MaybeTime& claim, const TimeZone& zone);

/// The length of a range, whatever its ends.
[[nodiscard]] double seconds_of(const TimeRange& range);

/// The probability that it happened within `force` (docs/methods.md, "Time in force"): the share of its range that
/// lies there; 1 when it went on throughout a range that overlaps it; 1/2 when its time is not known.
[[nodiscard]] double share_in(const TimeRange& force, const When& when);

/// The ground for the condition `time`.
[[nodiscard]] findings::Ground time_ground(const terms::ClauseId& clause, const TimeRange& force, const When& when,
                                           const TimeZone& zone);

}  // namespace entente::evaluate
