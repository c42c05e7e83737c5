// SPDX-License-Identifier: Apache-2.0
// Counts explained by a log-linear model: Poisson or negative binomial, with errors that allow for clusters.
#include "assess/count_regression.hpp"

#include "assess/rate_ratio.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace entente::assess {
namespace {

constexpr double greatest_exponent = 700;  // of numbers that are surely finite
constexpr double greatest_count = 1e15;
constexpr int most_steps = 100;
constexpr int most_halvings = 40;
constexpr double settled = 1e-10;  // the greatest change of any log mean
constexpr double least_overdispersion = 1e-7;
constexpr double greatest_overdispersion = 1e7;

// ψ(r + y) − ψ(r) without loss of digits for large r: raised above 32, then the asymptotic series term by term.
double digamma_step(double r, double y) {
  constexpr double asymptotic_from = 32;
  double sum = 0;
  for (; r < asymptotic_from; r += 1)
    sum += y / (r * (r + y));
  const double low = 1 / r;
  const double high = 1 / (r + y);
  const double squares = low * low - high * high;
  const double sum_of_squares = low * low + high * high;
  const double sixths = std::pow(low, 6) - std::pow(high, 6);
  return sum + std::log1p(y / r) + (low - high) / 2 + squares / 12 - squares * sum_of_squares / 120 + sixths / 252;
}

// A model with its overdispersion given, and the coefficients of greatest likelihood.
class Fitting {
 public:
  Fitting(const Matrix& columns, std::span<const double> counts, std::span<const double> exposures)
      : columns_(columns), counts_(counts), exposures_(exposures), means_(counts.size()) {}

  // Newton's steps, halved until the likelihood does not fall. It is concave for any overdispersion.
  Estimated<void> maximise(double overdispersion) {
    overdispersion_ = overdispersion;
    if (coefficients_.empty()) {
      if (!start()) return not_estimable(NotEstimable::dependent);
    }
    means_ = means_of(coefficients_);
    for (int step = 0; step < most_steps; ++step) {
      const auto direction = newton_direction();
      if (!direction) return not_estimable(why_stuck());
      const auto moved = product(columns_, *direction);
      if (!advance(*direction)) return not_estimable(why_stuck());
      falling_ = falls(moved);
      if (std::all_of(moved.begin(), moved.end(), [](double change) { return std::abs(change) < settled; })) return {};
    }
    return not_estimable(why_stuck());
  }

  [[nodiscard]] const std::vector<double>& coefficients() const { return coefficients_; }

  // Minus the second derivatives of the log likelihood by the coefficients.
  [[nodiscard]] Matrix information() const {
    Matrix sum(columns_.columns(), columns_.columns());
    for (std::size_t i = 0; i < means_.size(); ++i)
      add_outer(sum, curvature(i), columns_.row(i), columns_.row(i));
    return sum;
  }

  // The derivative of one observation's log likelihood by its log mean.
  [[nodiscard]] double residual(std::size_t i) const {
    return (counts_[i] - means_[i]) / (1 + overdispersion_ * means_[i]);
  }

  // The derivative of the log likelihood by the overdispersion; of 0, its limit.
  [[nodiscard]] double overdispersion_score() const {
    double sum = 0;
    for (std::size_t i = 0; i < means_.size(); ++i) {
      const double y = counts_[i];
      const double mean = means_[i];
      if (overdispersion_ == 0) {
        sum += ((y - mean) * (y - mean) - y) / 2;
      } else {
        const double r = 1 / overdispersion_;
        sum += r * r * (std::log1p(mean / r) - digamma_step(r, y) - (mean - y) / (r + mean));
      }
    }
    return sum;
  }

  // Pearson's statistic.
  [[nodiscard]] double pearson() const {
    double sum = 0;
    for (std::size_t i = 0; i < means_.size(); ++i)
      sum += (counts_[i] - means_[i]) * (counts_[i] - means_[i]) / (means_[i] * (1 + overdispersion_ * means_[i]));
    return sum;
  }

 private:
  // Coefficients by least squares of log means that lie between each count and the common rate.
  bool start() {
    const double rate = std::accumulate(counts_.begin(), counts_.end(), 0.0) /
                        std::accumulate(exposures_.begin(), exposures_.end(), 0.0);
    std::vector<double> weighted(columns_.columns());
    for (std::size_t i = 0; i < means_.size(); ++i) {
      means_[i] = (counts_[i] + rate * exposures_[i]) / 2;
      const double target = std::log(means_[i] / exposures_[i]) + (counts_[i] - means_[i]) / means_[i];
      for (std::size_t j = 0; j < weighted.size(); ++j)
        weighted[j] += curvature(i) * columns_(i, j) * target;
    }
    const auto covariance = inverse(information());
    if (!covariance) return false;
    coefficients_ = product(*covariance, weighted);
    return true;
  }

  [[nodiscard]] double curvature(std::size_t i) const {
    const double widened = 1 + overdispersion_ * means_[i];
    return means_[i] * (1 + overdispersion_ * counts_[i]) / (widened * widened);
  }

  [[nodiscard]] std::vector<double> means_of(const std::vector<double>& coefficients) const {
    auto means = product(columns_, coefficients);
    for (std::size_t i = 0; i < means.size(); ++i)
      means[i] = exposures_[i] * std::exp(std::clamp(means[i], -greatest_exponent, greatest_exponent));
    return means;
  }

  // Without what no coefficient changes.
  [[nodiscard]] double log_likelihood(const std::vector<double>& means) const {
    double sum = 0;
    for (std::size_t i = 0; i < means.size(); ++i) {
      const double widening = overdispersion_ * means[i];
      const double spread = overdispersion_ == 0 ? means[i] : std::log1p(widening) / overdispersion_;
      if (counts_[i] > 0) sum += counts_[i] * (std::log(means[i]) - std::log1p(widening));
      sum -= spread;
    }
    return sum;
  }

  [[nodiscard]] std::optional<std::vector<double>> newton_direction() const {
    const auto covariance = inverse(information());
    if (!covariance) return std::nullopt;
    std::vector<double> gradient(columns_.columns());
    for (std::size_t i = 0; i < means_.size(); ++i) {
      for (std::size_t j = 0; j < gradient.size(); ++j)
        gradient[j] += residual(i) * columns_(i, j);
    }
    return product(*covariance, gradient);
  }

  // Goes along the direction as far as the likelihood does not fall but by rounding; false when nowhere.
  bool advance(const std::vector<double>& direction) {
    const double here = log_likelihood(means_);
    const double rounding = 1e-11 * (1 + std::abs(here));
    double length = 1;
    for (int halving = 0; halving < most_halvings; ++halving, length /= 2) {
      auto tried = coefficients_;
      for (std::size_t j = 0; j < tried.size(); ++j)
        tried[j] += length * direction[j];
      auto means = means_of(tried);
      if (log_likelihood(means) >= here - rounding) {
        coefficients_ = std::move(tried);
        means_ = std::move(means);
        return true;
      }
    }
    return false;
  }

  // Whether some count of 0 is still being explained ever better: its log mean falls by 1 in every step.
  [[nodiscard]] bool falls(const std::vector<double>& moved) const {
    constexpr double steep = -0.5;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      if (counts_[i] == 0 && moved[i] < steep) return true;
    }
    return false;
  }

  [[nodiscard]] NotEstimable why_stuck() const {
    return falling_ ? NotEstimable::separated : NotEstimable::not_converged;
  }

  const Matrix& columns_;
  std::span<const double> counts_;
  std::span<const double> exposures_;
  double overdispersion_ = 0;
  bool falling_ = false;
  std::vector<double> coefficients_;
  std::vector<double> means_;
};

// Leaves the model at the overdispersion of greatest likelihood, and gives it.
Estimated<double> maximise_overdispersion(Fitting& fitting) {
  if (fitting.overdispersion_score() <= 0) return 0.0;
  std::optional<NotEstimable> failed;
  const auto score = [&](double log_overdispersion) {
    const auto maximised = fitting.maximise(std::exp(log_overdispersion));
    if (!maximised) failed = maximised.error();
    return failed ? 0.0 : fitting.overdispersion_score();
  };
  double low = std::log(least_overdispersion);
  double low_score = score(low);
  if (!failed && low_score <= 0) {
    if (auto maximised = fitting.maximise(0); !maximised) return not_estimable(maximised.error());
    return 0.0;
  }
  double high = low;
  double high_score = low_score;
  const double widest = std::log(greatest_overdispersion);
  for (; !failed && high_score > 0 && high < widest; high_score = score(high)) {
    low = std::exchange(high, high + 2);
    low_score = high_score;
  }
  if (!failed && high_score > 0) failed = NotEstimable::not_converged;
  if (failed) return not_estimable(*failed);
  std::uintmax_t most_evaluations = most_steps;
  const auto root = boost::math::tools::toms748_solve(score, low, high, low_score, high_score,
                                                      boost::math::tools::eps_tolerance<double>(48), most_evaluations);
  const double overdispersion = std::exp((root.first + root.second) / 2);
  if (const auto maximised = fitting.maximise(overdispersion); !maximised) failed = maximised.error();
  if (failed) return not_estimable(*failed);
  return overdispersion;
}

// The sum over pairs of observations up to `lag` apart of the products of their scores, with Bartlett's weights.
Matrix correlated_scores(const Matrix& columns, const Fitting& fitting, int lag) {
  Matrix sum(columns.columns(), columns.columns());
  for (std::size_t i = 0; i < columns.rows(); ++i) {
    add_outer(sum, fitting.residual(i) * fitting.residual(i), columns.row(i), columns.row(i));
    for (std::size_t back = 1; back <= static_cast<std::size_t>(lag) && back <= i; ++back) {
      const double weight = 1 - static_cast<double>(back) / (lag + 1);
      const double both = weight * fitting.residual(i) * fitting.residual(i - back);
      add_outer(sum, both, columns.row(i), columns.row(i - back));
      add_outer(sum, both, columns.row(i - back), columns.row(i));
    }
  }
  return sum;
}

Matrix times(Matrix matrix, double factor) {
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = 0; j < matrix.columns(); ++j)
      matrix(i, j) *= factor;
  }
  return matrix;
}

// The covariance as asked, from the inverse of the information.
Matrix covariance_for(Errors errors, const Matrix& columns, const Fitting& fitting, const Matrix& inverted,
                      const CountFit& fit) {
  switch (errors) {
    case Errors::model:
      return inverted;
    case Errors::dispersion:
      return times(inverted, std::max(1.0, fit.dispersion));
    case Errors::sandwich:
    case Errors::newey_west:
      break;
  }
  const double few = static_cast<double>(columns.rows()) / fit.degrees;
  return times(product(product(inverted, correlated_scores(columns, fitting, fit.lag)), inverted), few);
}

std::optional<NotEstimable> refused(const Matrix& columns, std::span<const double> counts,
                                    std::span<const double> exposures) {
  const auto possible = [](double count) { return count >= 0 && count <= greatest_count; };
  if (!std::all_of(counts.begin(), counts.end(), possible)) return NotEstimable::out_of_range;
  if (!std::all_of(exposures.begin(), exposures.end(), [&](double e) { return possible(e) && e > 0; }))
    return NotEstimable::out_of_range;
  if (counts.size() <= columns.columns()) return NotEstimable::too_few;
  if (std::all_of(counts.begin(), counts.end(), [](double count) { return count == 0; }))
    return NotEstimable::nothing_counted;
  return std::nullopt;
}

double held(double exponent) { return std::exp(std::clamp(exponent, -greatest_exponent, greatest_exponent)); }

}  // namespace

int newey_west_lag(std::size_t observations) {
  return static_cast<int>(4 * std::pow(static_cast<double>(observations) / 100, 2.0 / 9));
}

findings::Interval factor_interval(double value, double standard_error, int degrees) {
  const double t = t_reach(degrees);
  return {.defined = true,
          .estimate = held(value),
          .lower = held(value - t * standard_error),
          .upper = held(value + t * standard_error)};
}

findings::Interval CountFit::factor(std::span<const double> combination) const {
  const double variance = dot(combination, product(covariance, combination));
  return factor_interval(dot(combination, coefficients), std::sqrt(std::max(0.0, variance)), degrees);
}

Estimated<CountFit> fit_counts(const Matrix& columns, std::span<const double> counts, std::span<const double> exposures,
                               const RegressionAsked& asked) {
  if (const auto why = refused(columns, counts, exposures)) return not_estimable(*why);
  Fitting fitting(columns, counts, exposures);
  if (const auto maximised = fitting.maximise(0); !maximised) return not_estimable(maximised.error());
  CountFit fit;
  if (asked.scatter == Scatter::negative_binomial) {
    const auto overdispersion = maximise_overdispersion(fitting);
    if (!overdispersion) return not_estimable(overdispersion.error());
    fit.overdispersion = *overdispersion;
  }
  const auto inverted = inverse(fitting.information());
  if (!inverted) return not_estimable(NotEstimable::not_converged);
  const std::size_t observations = counts.size();
  fit.coefficients = fitting.coefficients();
  fit.degrees = static_cast<int>(observations - columns.columns());
  fit.dispersion = fitting.pearson() / fit.degrees;
  if (asked.errors == Errors::newey_west) {
    fit.lag = std::clamp(asked.lag.value_or(newey_west_lag(observations)), 0, static_cast<int>(observations) - 1);
  }
  fit.covariance = covariance_for(asked.errors, columns, fitting, *inverted, fit);
  return fit;
}

}  // namespace entente::assess
