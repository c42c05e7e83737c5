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
constexpr std::size_t least_weeks = 4;

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

// Sums of whole blocks of days, from the front.
std::vector<double> block_sums(std::span<const double> daily, std::size_t block_days) {
  std::vector<double> sums(daily.size() / block_days);
  for (std::size_t i = 0; i < sums.size() * block_days; ++i)
    sums[i / block_days] += daily[i];
  return sums;
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
  const std::vector<double> backwards(before.rbegin(), before.rend());
  double squares = 0;
  double expected = 0;
  double freedom = 0;
  for (const auto& sums : {block_sums(backwards, block_days), block_sums(after, block_days)}) {
    if (sums.size() < 2) continue;
    const auto side_freedom = static_cast<double>(sums.size() - 1);
    squares += squared_deviations(sums);
    expected += mean_of(sums) * side_freedom;
    freedom += side_freedom;
  }
  if (expected <= 0) return 1;
  return std::max(1.0, squares / expected) * for_freedom(freedom);
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
