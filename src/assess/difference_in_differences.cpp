// SPDX-License-Identifier: Apache-2.0
// Did the zone change more than other areas did? Several controls, and placebos in time and place.
#include "assess/difference_in_differences.hpp"

#include "assess/count_regression.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>
#include <span>

namespace entente::assess {
namespace {

constexpr std::size_t least_periods = 2;  // of a side: one shows no scatter

// So many periods on either side of a date.
struct Window {
  std::size_t date = 0;
  std::size_t periods = 0;

  [[nodiscard]] std::span<const double> before(const std::vector<double>& counts) const {
    return std::span(counts).subspan(date - periods, periods);
  }
  [[nodiscard]] std::span<const double> after(const std::vector<double>& counts) const {
    return std::span(counts).subspan(date, periods);
  }
};

double sum(std::span<const double> counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

// Of all areas but the one named.
std::vector<double> added_up(const std::vector<AreaSeries>& areas, const AreaSeries* but) {
  std::vector<double> all(areas.front().counts.size());
  for (const auto& area : areas) {
    if (&area == but) continue;
    std::transform(all.begin(), all.end(), area.counts.begin(), all.begin(), std::plus<>());
  }
  return all;
}

Difference counts_of(const std::vector<double>& zone, const std::vector<double>& control, const Window& window) {
  Difference counts;
  counts.zone_before = sum(window.before(zone));
  counts.zone_after = sum(window.after(zone));
  counts.control_before = sum(window.before(control));
  counts.control_after = sum(window.after(control));
  return counts;
}

// One half added to each count: the ratio is a number whatever was silent.
double smoothed_ratio(const Difference& counts) {
  constexpr double half = 0.5;
  return (counts.zone_after + half) / (counts.zone_before + half) * (counts.control_before + half) /
         (counts.control_after + half);
}

// What each period of a side adds to the error of the log odds that an event is the zone's.
void add_influence(std::span<const double> zone, std::span<const double> control, double sign,
                   std::vector<double>& into) {
  const double in_zone = sum(zone);
  const double all = in_zone + sum(control);
  const double share = in_zone / all;
  for (std::size_t i = 0; i < zone.size(); ++i)
    into.push_back(sign * (zone[i] - share * (zone[i] + control[i])) / (all * share * (1 - share)));
}

// The variance of a sum whose parts are correlated up to `lag` apart, with Bartlett's weights.
double variance_of_sum(const std::vector<double>& parts, int lag) {
  double variance = dot(parts, parts);
  for (int back = 1; back <= lag; ++back) {
    const std::span all(parts);
    const auto apart = static_cast<std::size_t>(back);
    variance += 2 * (1 - back / (lag + 1.0)) * dot(all.subspan(apart), all.first(all.size() - apart));
  }
  return std::max(0.0, variance);
}

Difference compare(const std::vector<double>& zone, const std::vector<double>& control, const Window& window, int lag,
                   int degrees) {
  Difference found = counts_of(zone, control, window);
  if (found.zone_before <= 0 || found.control_before <= 0) {
    found.ratio = not_estimable(NotEstimable::nothing_counted);
  } else if (found.zone_after <= 0 || found.control_after <= 0) {
    found.ratio = not_estimable(NotEstimable::separated);
  } else {
    std::vector<double> influence;
    add_influence(window.before(zone), window.before(control), -1, influence);
    add_influence(window.after(zone), window.after(control), 1, influence);
    const double few = static_cast<double>(influence.size()) / degrees;
    const double log_ratio =
        std::log(found.zone_after / found.zone_before) - std::log(found.control_after / found.control_before);
    found.ratio = factor_interval(log_ratio, std::sqrt(few * variance_of_sum(influence, lag)), degrees);
  }
  return found;
}

PlaceboRank ranked(double ratio, std::vector<Placebo> placebos) {
  const auto as_low = std::count_if(placebos.begin(), placebos.end(),
                                    [ratio](const Placebo& placebo) { return placebo.ratio <= ratio; });
  return {.ratio = ratio, .placebos = std::move(placebos), .as_low = static_cast<int>(as_low)};
}

std::vector<Placebo> placebo_dates(const Panel& panel, const std::vector<double>& controls, const Window& window) {
  std::vector<Placebo> placebos;
  for (std::size_t date = window.periods; date + window.periods <= window.date; ++date) {
    const auto counts = counts_of(panel.zone.counts, controls, {.date = date, .periods = window.periods});
    placebos.push_back({panel.zone.area, date, smoothed_ratio(counts)});
  }
  return placebos;
}

std::vector<Placebo> placebo_areas(const Panel& panel, const Window& window) {
  std::vector<Placebo> placebos;
  if (panel.controls.size() < 2) return placebos;
  for (const auto& area : panel.controls) {
    const auto counts = counts_of(area.counts, added_up(panel.controls, &area), window);
    placebos.push_back({area.area, window.date, smoothed_ratio(counts)});
  }
  return placebos;
}

bool possible_counts(const AreaSeries& area) {
  constexpr double greatest_count = 1e15;
  return std::all_of(area.counts.begin(), area.counts.end(),
                     [](double count) { return count >= 0 && count <= greatest_count; });
}

}  // namespace

Estimated<DifferenceInDifferences> difference_in_differences(const Panel& panel, std::size_t periods,
                                                             std::optional<int> lag) {
  const std::size_t length = panel.zone.counts.size();
  assert(std::all_of(panel.controls.begin(), panel.controls.end(),
                     [length](const AreaSeries& area) { return area.counts.size() == length; }));
  if (panel.controls.empty() || panel.first_after > length) return not_estimable(NotEstimable::too_few);
  const Window window{.date = panel.first_after,
                      .periods = std::min({periods, panel.first_after, length - panel.first_after})};
  if (window.periods < least_periods) return not_estimable(NotEstimable::too_few);
  if (!possible_counts(panel.zone) || !std::all_of(panel.controls.begin(), panel.controls.end(), possible_counts))
    return not_estimable(NotEstimable::out_of_range);

  DifferenceInDifferences result;
  const auto compared = static_cast<int>(2 * window.periods);
  result.periods = window.periods;
  result.degrees = compared - 2;
  result.lag = std::clamp(lag.value_or(newey_west_lag(2 * window.periods)), 0, compared - 1);
  const auto all = added_up(panel.controls, nullptr);
  result.together = compare(panel.zone.counts, all, window, result.lag, result.degrees);
  for (const auto& control : panel.controls) {
    result.by_control.push_back(compare(panel.zone.counts, control.counts, window, result.lag, result.degrees));
    result.by_control.back().control = control.area;
  }
  const double own = smoothed_ratio(result.together);
  result.dates = ranked(own, placebo_dates(panel, all, window));
  result.areas = ranked(own, placebo_areas(panel, window));
  return result;
}

}  // namespace entente::assess
