// SPDX-License-Identifier: Apache-2.0
// How many times as many events a day as before: exact, allowing for clustering, and beside control areas.
#include "assess/rate_ratio.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace entente::assess {
namespace {

constexpr double tail = 0.025;  // of a 95 % interval, on each side
constexpr std::size_t days_per_week = 7;
constexpr std::size_t least_weeks = 4;   // a side; with fewer, days are looked at
constexpr double memory_days = 5.0 / 3;  // after which follow-ups have faded to 1/e

// The p with P(Beta(a, b) <= p) = probability; 0 and 1 where the distribution has shrunk to an end.
double beta_quantile(double a, double b, double probability) {
  if (a <= 0) return 0;
  if (b <= 0) return 1;
  return boost::math::ibeta_inv(a, b, probability);
}

double ratio_of_share(double share, double exposure_ratio) { return share / (1 - share) * exposure_ratio; }

struct Ends {
  double lower = 0;
  double upper = 0;
};

Ends clopper_pearson(double before, double after) {
  return {beta_quantile(after, before + 1, tail), beta_quantile(after + 1, before, 1 - tail)};
}

Ends jeffreys(double before, double after) {
  return {after > 0 ? beta_quantile(after + 0.5, before + 0.5, tail) : 0,
          beta_quantile(after + 0.5, before + 0.5, 1 - tail)};
}

findings::Interval with_ends(const Counts& before, const Counts& after, const Ends& share) {
  const double exposure_ratio = before.exposure_days / after.exposure_days;
  return {.defined = true,
          .estimate = after.events / before.events * exposure_ratio,
          .lower = ratio_of_share(share.lower, exposure_ratio),
          .upper = ratio_of_share(share.upper, exposure_ratio)};
}

bool comparable(const Counts& before, const Counts& after) {
  return before.events > 0 && before.exposure_days > 0 && after.exposure_days > 0;
}

double mean_of(std::span<const double> daily) {
  return std::accumulate(daily.begin(), daily.end(), 0.0) / static_cast<double>(daily.size());
}

double squared_deviations(std::span<const double> counts) {
  const double mean = mean_of(counts);
  return std::accumulate(counts.begin(), counts.end(), 0.0,
                         [mean](double sum, double count) { return sum + (count - mean) * (count - mean); });
}

// How much more freedom all blocks give than those side by side; 1 for single days, 1.5 in the limit.
double overlapping_freedom(double length) { return 3 * length * length / (2 * length * length + 1); }

// One period's count, and how much the counts of all blocks of so many days in it scatter.
struct Scatter {
  double events = 0;
  double factor = 1;  // over what blocks of Poisson days would scatter
  double freedom = 0;
};

Scatter scatter(std::span<const double> daily, std::size_t block_days) {
  const double mean = mean_of(daily);
  const auto days = static_cast<double>(daily.size());
  const auto length = static_cast<double>(block_days);
  double block = std::accumulate(daily.begin(), daily.begin() + static_cast<std::ptrdiff_t>(block_days), 0.0);
  double squares = 0;
  for (std::size_t end = block_days;; ++end) {
    squares += (block - mean * length) * (block - mean * length);
    if (end == daily.size()) break;
    block += daily[end] - daily[end - block_days];
  }
  const double expected = mean * (days - length + 1) * length * (1 - length / days);
  return {.events = mean * days,
          .factor = squares / expected,
          .freedom = overlapping_freedom(length) * (days / length - 1)};
}

// The part of the long run's extra variance that weeks see, when follow-ups fade exponentially.
double seen_by_weeks() {
  const double faded = days_per_week / memory_days;
  return 1 - (1 - std::exp(-faded)) / faded;
}

// (t / z)²: what a variance estimated with so many degrees of freedom must be multiplied by.
double for_freedom(double freedom) {
  const double t = t_reach(freedom);
  const double z = normal_reach();
  return t * t / (z * z);
}

}  // namespace

double normal_reach() { return boost::math::quantile(boost::math::normal(), 1 - tail); }

double t_reach(double freedom) { return boost::math::quantile(boost::math::students_t(freedom), 1 - tail); }

findings::Interval rate_ratio(const Counts& before, const Counts& after) {
  if (!comparable(before, after)) return {};
  return with_ends(before, after, clopper_pearson(before.events, after.events));
}

findings::Interval rate_ratio_dispersed(const Counts& before, const Counts& after, double dispersion) {
  if (!comparable(before, after)) return {};
  const double factor = std::max(1.0, dispersion);
  return with_ends(before, after, jeffreys(before.events / factor, after.events / factor));
}

std::optional<double> dispersion_index(std::span<const double> daily) {
  if (daily.size() < 2) return std::nullopt;
  const double mean = mean_of(daily);
  if (mean <= 0) return std::nullopt;
  return squared_deviations(daily) / static_cast<double>(daily.size() - 1) / mean;
}

double dispersion_factor(std::span<const double> before, std::span<const double> after) {
  const bool weekly = std::min(before.size(), after.size()) >= least_weeks * days_per_week;
  const std::size_t block_days = weekly ? days_per_week : 1;
  double poisson = 0;   // the variance of the log ratio, were the counts Poisson's
  double variance = 0;  // as they scatter
  double doubt = 0;     // Satterthwaite's sum
  for (const auto& side : {before, after}) {
    if (side.size() < 2 * block_days || mean_of(side) <= 0) continue;
    const auto [events, factor, freedom] = scatter(side, block_days);
    poisson += 1 / events;
    variance += factor / events;
    doubt += factor / events * factor / events / freedom;
  }
  if (variance <= 0) return 1;
  const double extra = std::max(0.0, variance / poisson - 1) / (weekly ? seen_by_weeks() : 1);
  return (1 + extra) * for_freedom(variance * variance / doubt);
}

findings::Interval ratio_of_ratios(double zone_before, double zone_after, double control_before, double control_after) {
  if (zone_before <= 0 || control_before <= 0) return {};
  const double add = zone_after <= 0 || control_after <= 0 ? 0.5 : 0;
  const double zone = (zone_after + add) / (zone_before + add);
  const double control = (control_after + add) / (control_before + add);
  const double standard_error = std::sqrt(1 / (zone_before + add) + 1 / (zone_after + add) +
                                          1 / (control_before + add) + 1 / (control_after + add));
  const double factor = std::exp(1.96 * standard_error);
  const double estimate = zone / control;
  return {.defined = true, .estimate = estimate, .lower = estimate / factor, .upper = estimate * factor};
}

}  // namespace entente::assess
