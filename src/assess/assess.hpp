// SPDX-License-Identifier: Apache-2.0
// "Does it hold?": counts, rates, breaks, alarm, coverage and the verdict that follows from the terms' thresholds.
#pragma once

#include "base/result.hpp"
#include "findings/findings.hpp"
#include "terms/terms.hpp"

#include <span>
#include <vector>

namespace entente::assess {

using findings::TimeBy;

/// What is asked of an assessment, besides its zone and clause.
struct Request : findings::Asked {
  Instant at{};                    ///< later events do not exist; windows and series are cut there
  Instant known_at = end_of_time;  ///< the view was made with it
  bool every_counting = false;     ///< also says the verdict under the other ways of counting
  bool beside = false;             ///< also asks what stands beside the verdict
};

/// Everything that was counted, per area.
struct Input {
  findings::Tally zone;
  std::vector<findings::Tally> controls;
  std::vector<findings::RingTally> rings;  ///< from the zone outwards; none: it has no outline, or nobody asks
  findings::CoverageOfArea coverage;
  std::vector<terms::ReadingId> readings;  ///< those that the tally holds under
  bool anything_recorded = true;           ///< anywhere, of anything that says when it was
  /// When anything recorded may have been in the area or its controls, or somebody could see there: ascending,
  /// disjoint, none after the entry that says so was recorded. Silence at other times says nothing.
  std::vector<TimeRange> recorded{TimeRange{}};
};

/// errors   invalid when a window is not positive, the series is empty or longer than 200 years, or the agreement has
///          no entry into force (nothing to compare with); the messages name the option and the way out.
/// cost     O(events + days² / 1) for the series' exact segmentation.
/// `request.at` may be end_of_time when nothing is recorded: the assessment then has its verdict, with the reason, and
/// no more.
[[nodiscard]] Result<findings::Assessment> assess(const terms::Terms& terms, const terms::ClauseId& clause,
                                                  const Request& request, const Input& input);

}  // namespace entente::assess
