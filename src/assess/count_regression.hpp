// SPDX-License-Identifier: Apache-2.0
// Counts explained by a log-linear model: Poisson or negative binomial, with errors that allow for clusters.
#pragma once

#include "assess/estimated.hpp"
#include "assess/normal_equations.hpp"
#include "findings/findings.hpp"

#include <optional>
#include <span>
#include <vector>

namespace entente::assess {

/// How counts scatter about their mean.
enum class Scatter : std::uint8_t {
  poisson = 0,            ///< variance = mean
  negative_binomial = 1,  ///< variance = mean + overdispersion · mean² (NB2)
};

/// What standard errors allow for.
enum class Errors : std::uint8_t {
  model = 0,       ///< the model's own: inverse of the observed information
  dispersion = 1,  ///< the model's, times the square root of Pearson's dispersion where that is above 1
  sandwich = 2,    ///< any variance about the mean; observations independent (HC1)
  newey_west = 3,  ///< also correlation up to a lag (HAC, Bartlett's weights)
};

/// What is fitted, and how sure it is said to be.
struct RegressionAsked {
  Scatter scatter = Scatter::poisson;
  Errors errors = Errors::newey_west;
  std::optional<int> lag{};  ///< observations; of newey_west; none: newey_west_lag
};

/// ⌊4 (n/100)^(2/9)⌋, the usual rule. `observations` at least 0.
[[nodiscard]] int newey_west_lag(std::size_t observations);

/// A fitted model: mean = exposure × exp(columns · coefficients).
struct CountFit {
  std::vector<double> coefficients;
  Matrix covariance;          ///< of the coefficients, as `errors` was asked
  double overdispersion = 0;  ///< of the negative binomial; 0: no more scatter than Poisson's
  double dispersion = 0;      ///< Pearson's statistic over the degrees
  int degrees = 0;            ///< observations less coefficients
  int lag = 0;                ///< of newey_west

  /// Σ combination · coefficients as a factor: exp of estimate and 95 % ends by Student's t. Always finite.
  [[nodiscard]] findings::Interval factor(std::span<const double> combination) const;
};

/// The model of greatest likelihood.
///
/// columns   one row per observation, in order of time for newey_west.
/// counts    any numbers from 0 on; exposures above 0.
/// errors    too_few without a degree of freedom; nothing_counted; dependent columns; separated where the likelihood
///           has no maximum, because counts of 0 can always be explained better; out_of_range for other numbers.
/// boundary  a negative binomial of counts that scatter no more than Poisson's is the Poisson.
/// cost      O(observations · columns²), some 5 times; 100 times for the negative binomial.
/// source    docs/methods.md, "Interrupted series".
[[nodiscard]] Estimated<CountFit> fit_counts(const Matrix& columns, std::span<const double> counts,
                                             std::span<const double> exposures, const RegressionAsked& asked);

/// exp(value), and exp(value ± t₀.₉₇₅ · standard_error) with so many degrees of freedom; exponents are held within
/// ±700, so that every number is finite.
[[nodiscard]] findings::Interval factor_interval(double value, double standard_error, int degrees);

}  // namespace entente::assess
