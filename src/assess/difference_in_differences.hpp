// SPDX-License-Identifier: Apache-2.0
// Did the zone change more than other areas did? Several controls, and placebos in time and place.
#pragma once

#include "assess/estimated.hpp"
#include "findings/findings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::assess {

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

/// Events of a zone and of controls before and after, and how many times as much the zone's changed.
struct Difference {
  std::string control;  ///< the area's name; empty: all controls together
  double zone_before = 0;
  double zone_after = 0;
  double control_before = 0;
  double control_after = 0;
  Estimated<findings::Interval> ratio;  ///< the zone's change over the controls'
};

/// The same difference where nothing was agreed: at another date, or of another area.
struct Placebo {
  std::string area;
  std::size_t first_after = 0;
  double ratio = 0;  ///< with one half added to each count, so that it is always a number above 0
};

/// How the zone's difference at entry into force stands among the placebos.
struct PlaceboRank {
  double ratio = 0;  ///< the zone's own, made as the placebos'
  std::vector<Placebo> placebos;
  int as_low = 0;  ///< placebos whose ratio is as low or lower

  /// The share of such low ratios, the zone's counted in: (1 + as_low) / (1 + placebos). 1 without placebos.
  [[nodiscard]] double share() const { return (1.0 + as_low) / (1.0 + static_cast<double>(placebos.size())); }
};

/// All that is said of a panel.
struct DifferenceInDifferences {
  std::size_t periods = 0;  ///< that were compared on each side
  int degrees = 0;          ///< all those periods less two
  int lag = 0;              ///< periods whose correlation the intervals allow for
  Difference together;
  std::vector<Difference> by_control;  ///< in the order of the controls
  PlaceboRank dates;                   ///< the zone against all controls, at earlier dates
  PlaceboRank areas;                   ///< each control against the other controls, at the true date
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
