// SPDX-License-Identifier: Apache-2.0
// Did the level or the trend change at entry into force? Interrupted time series on counts.
#pragma once

#include "assess/count_regression.hpp"
#include "findings/beside.hpp"

#include <vector>

namespace entente::assess {

using findings::SeriesChange;

/// Events of periods of one length that follow on one another, entry into force between two of them.
struct InterruptedSeries {
  std::vector<double> counts;         ///< expected events of each period
  std::vector<double> exposure_days;  ///< of each period; less where a period was seen in part
  std::size_t first_after = 0;        ///< the first period after entry into force
};

/// Segmented regression: log rate = a + b t before, with a change of level and of trend after.
///
/// errors    too_few with fewer than two periods on a side or five in all, or entry into force outside of the series;
///           separated where a side is silent; otherwise as fit_counts.
/// expects   as many exposures as counts.
/// boundary  it knows nothing of seasons; a trend that had to end by itself makes any truce look worse, or better.
/// source    docs/methods.md, "Interrupted series"; Wagner et al. 2002; Bernal, Cummins & Gasparrini 2017.
[[nodiscard]] Estimated<SeriesChange> series_change(const InterruptedSeries& series, const RegressionAsked& asked);

}  // namespace entente::assess
