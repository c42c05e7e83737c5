// SPDX-License-Identifier: Apache-2.0
// Did the level or the trend change at entry into force? Interrupted time series on counts.
#include "assess/interrupted_series.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace entente::assess {
namespace {

constexpr std::size_t column_count = 4;
constexpr std::size_t trend_periods = 2;  // of a side: one has no trend

// Constant, periods since the first after, after or not, periods since then after.
Matrix segmented_columns(const InterruptedSeries& series) {
  Matrix columns(series.counts.size(), column_count);
  for (std::size_t i = 0; i < series.counts.size(); ++i) {
    const double since = static_cast<double>(i) - static_cast<double>(series.first_after);
    const bool after = i >= series.first_after;
    columns(i, 0) = 1;
    columns(i, 1) = since;
    columns(i, 2) = after ? 1 : 0;
    columns(i, 3) = after ? since : 0;
  }
  return columns;
}

}  // namespace

Estimated<SeriesChange> series_change(const InterruptedSeries& series, const RegressionAsked& asked) {
  assert(series.counts.size() == series.exposure_days.size());
  const std::size_t periods = series.counts.size();
  if (series.first_after > periods || std::min(series.first_after, periods - series.first_after) < trend_periods)
    return not_estimable(NotEstimable::too_few);
  const auto fit = fit_counts(segmented_columns(series), series.counts, series.exposure_days, asked);
  if (!fit) return not_estimable(fit.error());
  const auto to_end = static_cast<double>(periods - 1 - series.first_after);
  return SeriesChange{.trend_before = fit->factor(std::array{0.0, 1.0, 0.0, 0.0}),
                      .trend_after = fit->factor(std::array{0.0, 1.0, 0.0, 1.0}),
                      .level = fit->factor(std::array{0.0, 0.0, 1.0, 0.0}),
                      .trend_change = fit->factor(std::array{0.0, 0.0, 0.0, 1.0}),
                      .at_end = fit->factor(std::array{0.0, 0.0, 1.0, to_end}),
                      .overdispersion = fit->overdispersion,
                      .dispersion = fit->dispersion,
                      .degrees = fit->degrees,
                      .lag = fit->lag};
}

}  // namespace entente::assess
