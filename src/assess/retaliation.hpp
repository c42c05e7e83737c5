// SPDX-License-Identifier: Apache-2.0
// How much of what one side does answers the other: a self- and mutually exciting process of two parties.
#pragma once

#include "assess/estimated.hpp"
#include "findings/beside.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace entente::assess {

using findings::Retaliation;
using findings::SideActs;

/// One of two parties, as the caller orders them.
enum class Side : std::uint8_t { first = 0, second = 1 };

/// Something that one of the two did.
struct SideEvent {
  double day = 0;  ///< since the beginning of the stretch
  Side by = Side::first;
  double weight = 1;  ///< its expected count, above 0 and at most 1: it counts and triggers so much
};

/// Fits rates that rise with each act of either side and decay exponentially, with one decay for all.
///
/// events    in any order, 0 <= day <= days. Acts at the same time trigger none of each other; where days are all that
///           is known, what was answered on the same day is thus not seen.
/// days      of the stretch, above 0.
/// errors    out_of_range for other numbers; too_few with less than ten expected events of a side; at_boundary when the
///           best mean delay is outside of one hour … a quarter of the stretch: the decay cannot be told.
/// boundary  it tells what follows in time, not why: a common cause of both looks like retaliation.
/// cost      O(events), some thousand times.
/// source    docs/methods.md, "Retaliation"; Hawkes 1971; Ozaki 1979; Mohler et al. 2011.
[[nodiscard]] Estimated<Retaliation> retaliation(std::vector<SideEvent> events, double days);

}  // namespace entente::assess
