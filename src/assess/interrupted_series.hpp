// SPDX-License-Identifier: Apache-2.0
// Did the level or the trend change at entry into force? Interrupted time series on counts.
#pragma once

#include "assess/count_regression.hpp"

#include <vector>

namespace entente::assess {

/// Events of periods of one length that follow on one another, entry into force between two of them.
struct InterruptedSeries {
  std::vector<double> counts;         ///< expected events of each period
  std::vector<double> exposure_days;  ///< of each period; less where a period was seen in part
  std::size_t first_after = 0;        ///< the first period after entry into force
};

/// How the rate went before and after; factors, 1 is no change. Trends are per period.
struct SeriesChange {
  findings::Interval trend_before;
  findings::Interval trend_after;
  findings::Interval level;         ///< the first period after, over what the trend before leads to there
  findings::Interval trend_change;  ///< trend after over trend before
  findings::Interval at_end;        ///< the last period, over what the trend before leads to there
  double overdispersion = 0;        ///< as CountFit has it, with the next three
  double dispersion = 0;
  int degrees = 0;
  int lag = 0;
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
