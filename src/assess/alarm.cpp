// SPDX-License-Identifier: Apache-2.0
// Does the rate rise over the truce's own? An upper Poisson CUSUM with a threshold for a stated false-alarm rate.
#include "assess/alarm.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace entente::assess {
namespace {

constexpr double allowance_tolerance = 0.005;
constexpr int greatest_denominator = 1000;
constexpr std::size_t first_states = 64;
constexpr std::size_t most_states = 2048;
constexpr double ladder_step = 1.05;
constexpr double least_reference_rate = 0.01;  // one event in a hundred days: below it every event would be an alarm

struct Fraction {
  int numerator = 0;
  int denominator = 1;
};

// The fraction of least denominator within the tolerance.
Fraction near_fraction(double value) {
  Fraction fraction;
  for (int denominator = 1; denominator <= greatest_denominator; ++denominator) {
    fraction = {std::max(1, static_cast<int>(std::lround(value * denominator))), denominator};
    const double off = static_cast<double>(fraction.numerator) / denominator - value;
    if (std::abs(off) <= allowance_tolerance * value) break;
  }
  return fraction;
}

struct Threshold {
  std::size_t steps = 0;
  double run_length_days = 0;
};

// Run lengths of the CUSUM on the lattice S = i / denominator, for every threshold at once.
//
// With states 0 … n-1 below a threshold of n steps, the mean run length from 0 is the first element of
// (I - Q)⁻¹ 1. The matrices of lower thresholds are leading blocks of one another, so one elimination without pivoting
// (it is an M-matrix) serves all: the run length is the running sum of zᵢ yᵢ with L y = 1 and Uᵀ z = e₀.
class RunLengths {
 public:
  RunLengths(double rate, Fraction allowance, std::size_t states)
      : rate_(rate), allowance_(allowance), states_(states), rows_(states * states) {}

  // The least threshold, in steps, whose run length reaches `days`; the greatest possible when none does.
  Threshold least_threshold(double days) {
    std::vector<double> y(states_);
    std::vector<double> z(states_);
    double run_length = 0;
    for (std::size_t i = 0; i < states_; ++i) {
      fill(i);
      y[i] = 1;
      z[i] = i == 0 ? 1 : 0;
      const std::size_t first = i < fall() ? 0 : i - fall();
      for (std::size_t k = first; k < i; ++k)
        y[i] -= eliminate(i, k) * y[k];
      for (std::size_t k = 0; k < i; ++k)
        z[i] -= at(k, i) * z[k];
      z[i] /= at(i, i);
      run_length += z[i] * y[i];
      if (run_length >= days) return {.steps = i + 1, .run_length_days = run_length};
    }
    return {.steps = states_, .run_length_days = run_length};
  }

 private:
  [[nodiscard]] double& at(std::size_t row, std::size_t column) { return rows_[row * states_ + column]; }
  [[nodiscard]] std::size_t fall() const { return static_cast<std::size_t>(allowance_.numerator); }
  [[nodiscard]] std::size_t rise() const { return static_cast<std::size_t>(allowance_.denominator); }

  // Row i of I - Q: from step i, a day of x events leads to step max(0, i - fall + x · rise).
  void fill(std::size_t i) {
    at(i, i) = 1;
    double probability = std::exp(-rate_);
    for (std::size_t x = 0; i + x * rise() < fall() + states_; ++x) {
      const std::size_t reached = i + x * rise();
      at(i, reached < fall() ? 0 : reached - fall()) -= probability;
      probability *= rate_ / static_cast<double>(x + 1);
    }
  }

  // Takes row k out of row i; returns the multiplier.
  double eliminate(std::size_t i, std::size_t k) {
    if (at(i, k) == 0) return 0;
    const double multiplier = at(i, k) / at(k, k);
    for (std::size_t column = k; column < states_; ++column)
      at(i, column) -= multiplier * at(k, column);
    return multiplier;
  }

  double rate_;
  Fraction allowance_;
  std::size_t states_;
  std::vector<double> rows_;
};

double on_ladder(double rate) {
  const double steps = std::ceil(std::log(std::max(rate, least_reference_rate)) / std::log(ladder_step) - 1e-9);
  return std::pow(ladder_step, steps);
}

// The truce's own rate as far as it has been learnt.
class Reference {
 public:
  Reference(const Counts& baseline, const terms::VerdictRule& rule)
      : days_(rule.recent_days),
        events_(rule.holding_ratio_upper * baseline.events / baseline.exposure_days * rule.recent_days) {}

  void learn(double events) {
    events_ += events;
    days_ += 1;
  }
  [[nodiscard]] double rate() const { return on_ladder(events_ / days_); }

 private:
  double days_;
  double events_;
};

class Watcher {
 public:
  Watcher(std::span<const double> daily, Day first_day, const Counts& baseline, double dispersion,
          const terms::VerdictRule& rule)
      : daily_(daily),
        first_day_(first_day),
        baseline_(baseline),
        dispersion_(dispersion),
        rule_(rule),
        reference_(baseline, rule) {}

  void step(std::size_t i) {
    const auto guard = static_cast<std::size_t>(rule_.recent_days);
    if (i >= guard && !seen_.days[i - guard].active) reference_.learn(daily_[i - guard]);
    design_ = &design_for(reference_.rate());
    recently_ = recent(i);
    follow(i);
    const bool broken = since_ && recent_ratio().lower > rule_.holding_ratio_upper;
    if (broken) seen_.last_broken = day(i);
    seen_.days.push_back({.reference_rate = design_->reference_rate,
                          .allowance = design_->allowance,
                          .threshold = design_->threshold,
                          .statistic = statistic_,
                          .recent_rate = recently_.events / recently_.exposure_days,
                          .active = since_.has_value(),
                          .broken = broken});
  }

  // After the last step.
  Watch result() && {
    seen_.recent_ratio = recent_ratio();
    seen_.alarm = {.active = since_.has_value(),
                   .since = since_,
                   .reference_rate = design_->reference_rate,
                   .statistic = statistic_,
                   .threshold = design_->threshold,
                   .false_every_days = design_->false_every_days,
                   .recent_rate = recently_.events / recently_.exposure_days,
                   .recent_days = static_cast<int>(recently_.exposure_days)};
    return std::move(seen_);
  }

 private:
  [[nodiscard]] Day day(std::size_t i) const { return first_day_ + std::chrono::days{static_cast<int>(i)}; }

  const AlarmDesign& design_for(double rate) {
    const auto known = designs_.find(rate);
    if (known != designs_.end()) return known->second;
    return designs_.emplace(rate, design_alarm(rate, rule_.alarm_rate_ratio, rule_.alarm_false_every_days))
        .first->second;
  }

  // The recent days that end with day i, fewer at the start.
  [[nodiscard]] Counts recent(std::size_t i) const {
    const std::size_t days = std::min(i + 1, static_cast<std::size_t>(rule_.recent_days));
    const auto last = daily_.subspan(i + 1 - days, days);
    return {std::accumulate(last.begin(), last.end(), 0.0), static_cast<double>(days)};
  }

  void follow(std::size_t i) {
    statistic_ = std::max(0.0, statistic_ + daily_[i] - design_->allowance);
    if (!since_ && statistic_ >= design_->threshold) since_ = day(i);
    if (since_ && recently_.events < design_->allowance * recently_.exposure_days) {
      since_.reset();
      statistic_ = 0;
    }
  }

  [[nodiscard]] findings::Interval recent_ratio() const {
    return rate_ratio_dispersed(baseline_, recently_, dispersion_);
  }

  std::span<const double> daily_;
  Day first_day_;
  Counts baseline_;
  double dispersion_;
  const terms::VerdictRule& rule_;
  Reference reference_;
  std::map<double, AlarmDesign> designs_;  // by reference rate: the ladder keeps them few
  const AlarmDesign* design_ = nullptr;    // of the last step; a map's elements stay where they are
  Counts recently_;                        // of the last step
  double statistic_ = 0;
  std::optional<Day> since_;
  Watch seen_;
};

}  // namespace

AlarmDesign design_alarm(double reference_rate, double rate_ratio, double false_every_days) {
  assert(reference_rate > 0 && rate_ratio > 1);
  const Fraction allowance = near_fraction(reference_rate * (rate_ratio - 1) / std::log(rate_ratio));
  AlarmDesign design{.reference_rate = reference_rate,
                     .allowance = static_cast<double>(allowance.numerator) / allowance.denominator};
  for (std::size_t states = first_states; states <= most_states; states *= 2) {
    const auto found = RunLengths(reference_rate, allowance, states).least_threshold(false_every_days);
    design.threshold = static_cast<double>(found.steps) / allowance.denominator;
    design.false_every_days = found.run_length_days;
    if (found.run_length_days >= false_every_days) break;
  }
  return design;
}

int Watch::calm_days() const {
  const auto last = std::find_if(days.rbegin(), days.rend(), [](const WatchedDay& day) { return day.broken; });
  return static_cast<int>(last - days.rbegin());
}

Watch watch(std::span<const double> daily, Day first_day, const Counts& baseline, double dispersion,
            const terms::VerdictRule& rule) {
  if (baseline.exposure_days <= 0 || daily.empty()) return {};
  Watcher watcher(daily, first_day, baseline, dispersion, rule);
  for (std::size_t i = 0; i < daily.size(); ++i)
    watcher.step(i);
  return std::move(watcher).result();
}

}  // namespace entente::assess
