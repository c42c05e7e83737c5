// SPDX-License-Identifier: Apache-2.0
// How much of what one side does answers the other: a self- and mutually exciting process of two parties.
#pragma once

#include "assess/estimated.hpp"
#include "findings/findings.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace entente::assess {

/// One of two parties, as the caller orders them.
enum class Side : std::uint8_t { first = 0, second = 1 };

/// Something that one of the two did.
struct SideEvent {
  double day = 0;  ///< since the beginning of the stretch
  Side by = Side::first;
  double weight = 1;  ///< its expected count, above 0 and at most 1: it counts and triggers so much
};

/// What one side did, taken apart by what it followed. The three shares add up to 1.
struct SideActs {
  double events = 0;               ///< expected
  double background_per_day = 0;   ///< of its own accord
  double follow_ups_of_own = 0;    ///< acts directly triggered by one act of its own side, mean
  double follow_ups_of_other = 0;  ///< acts directly triggered by one act of the other side, mean
  double own_accord_share = 0;
  double own_side_share = 0;
  double retaliation_share = 0;                     ///< triggered by the other side's earlier acts
  Estimated<findings::Interval> retaliation_range;  ///< 95 %; at_boundary when the share is 0 or 1
};

/// The process of greatest likelihood.
struct Retaliation {
  std::array<SideActs, 2> sides;          ///< by Side
  std::optional<double> mean_delay_days;  ///< from an act to what it triggers; none: nothing triggers anything
  double log_likelihood = 0;
  double branching = 0;  ///< mean direct follow-ups in the long run, of both sides; at 1 and above clusters never end
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
