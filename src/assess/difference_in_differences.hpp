// SPDX-License-Identifier: Apache-2.0
// Did the zone change more than other areas did? Several controls, and placebos in time and place.
#pragma once

#include "assess/estimated.hpp"
#include "findings/beside.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::assess {

using findings::Difference;
using findings::DifferenceInDifferences;
using findings::Placebo;
using findings::PlaceboRank;

/// Expected events of an area, period by period.
struct AreaSeries {
  std::string area;
  std::vector<double> counts;
};

/// The same periods in the zone and in control areas.
struct Panel {
  AreaSeries zone;
  std::vector<AreaSeries> controls;
  std::size_t first_after = 0;  ///< the first period after entry into force
};

/// The zone's change over the controls', with 95 % intervals that allow for clusters (Driscoll-Kraay).
///
/// periods   compared on each side of a date; fewer where the panel has fewer.
/// lag       of the intervals; none: newey_west_lag of the periods compared.
/// errors    too_few with fewer than two periods on a side, or without controls; out_of_range when counts are negative
///           or not finite. A difference has its own reason: nothing_counted when zone or controls had nothing before,
///           separated when one of them was silent after.
/// expects   as many periods in every area.
/// placebos  dates lie so early that their periods after end before entry into force, one period apart, so that they
///           overlap and are not independent; areas need two controls.
/// cost      O(periods · (areas + placebos)).
/// source    docs/methods.md, "Difference in differences".
[[nodiscard]] Estimated<DifferenceInDifferences> difference_in_differences(const Panel& panel, std::size_t periods,
                                                                           std::optional<int> lag = std::nullopt);

}  // namespace entente::assess
