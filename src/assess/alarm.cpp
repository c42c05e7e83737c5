// SPDX-License-Identifier: Apache-2.0
// Does the rate rise over the truce's own? An upper Poisson CUSUM with a threshold for a stated false-alarm rate.
#include "assess/alarm.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace entente::assess {
namespace {

constexpr double allowance_tolerance = 0.005;
constexpr int greatest_denominator = 1000;
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

// Run lengths of the CUSUM on the lattice S = i / denominator, threshold by threshold.
//
// With states 0 … n-1 below a threshold of n steps, the mean run length from 0 is the first element of A⁻¹ 1, where
// A = I - Q. The matrices of lower thresholds are leading blocks of one another, so one A = L U without pivoting (it is
// an M-matrix) serves all, a row of L and a column of U for each further state: the run length is the running sum of
// zᵢ yᵢ with L y = 1 and Uᵀ z = e₀. A day lowers the sum by at most `fall` steps, so L is a band.
class RunLengths {
 public:
  RunLengths(double rate, Fraction allowance)
      : rate_(rate),
        fall_(static_cast<std::size_t>(allowance.numerator)),
        rise_(static_cast<std::size_t>(allowance.denominator)),
        chance_(std::exp(-rate)) {}

  // The least threshold, in steps, whose run length reaches `days`; the greatest possible when none does.
  Threshold least_threshold(double days) {
    double run_length = 0;
    while (y_.size() < most_states) {
      run_length += next();
      if (run_length >= days) break;
    }
    return {.steps = y_.size(), .run_length_days = run_length};
  }

 private:
  // The share of one more state.
  double next() {
    const std::size_t i = y_.size();
    lower_.push_back(row_of_lower(i));
    upper_.push_back(column_of_upper(i));
    double y = 1;
    for (std::size_t k = first_of(i); k < i; ++k)
      y -= lower(i, k) * y_[k];
    double z = i == 0 ? 1 : 0;
    for (std::size_t k = 0; k < i; ++k)
      z -= upper_[i][k] * z_[k];
    y_.push_back(y);
    z_.push_back(z / upper_[i][i]);
    return y_[i] * z_[i];
  }

  std::vector<double> row_of_lower(std::size_t i) {
    std::vector<double> row;
    for (std::size_t column = first_of(i); column < i; ++column) {
      double rest = element(i, column);
      for (std::size_t k = first_of(i); k < column; ++k)
        rest -= row[k - first_of(i)] * upper_[column][k];
      row.push_back(rest / upper_[column][column]);
    }
    return row;
  }

  std::vector<double> column_of_upper(std::size_t i) {
    std::vector<double> column(i + 1);
    for (std::size_t row = 0; row <= i; ++row) {
      column[row] = element(row, i);
      for (std::size_t k = first_of(row); k < row; ++k)
        column[row] -= lower(row, k) * column[k];
    }
    return column;
  }

  // Of A: from step `from`, a day of x events leads to step max(0, from - fall + x · rise).
  double element(std::size_t from, std::size_t to) {
    if (to + fall_ < from) return 0;
    while (rising_.size() <= to + fall_)
      rise_further();
    const double probability = to == 0 ? at_most_[fall_ - from] : rising_[to + fall_ - from];
    return (from == to ? 1 : 0) - probability;
  }

  // The chance of one more step up, before the day's fall.
  void rise_further() {
    const std::size_t steps = rising_.size();
    double chance = 0;
    if (steps % rise_ == 0) {
      const std::size_t events = steps / rise_;
      chance = chance_;
      chance_ *= rate_ / static_cast<double>(events + 1);
    }
    at_most_.push_back(steps == 0 ? chance : at_most_.back() + chance);
    rising_.push_back(chance);
  }

  [[nodiscard]] std::size_t first_of(std::size_t row) const { return row < fall_ ? 0 : row - fall_; }
  [[nodiscard]] double lower(std::size_t row, std::size_t column) const { return lower_[row][column - first_of(row)]; }

  double rate_;
  std::size_t fall_;
  std::size_t rise_;
  double chance_;                           // of the next number of events to be looked at
  std::vector<double> rising_;              // the chance of so many steps up in a day, before its fall
  std::vector<double> at_most_;             // of so many or fewer
  std::vector<std::vector<double>> lower_;  // L by rows, from the first of the band to below the diagonal
  std::vector<std::vector<double>> upper_;  // U by columns, down to the diagonal
  std::vector<double> y_;
  std::vector<double> z_;
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
          AlarmDesigns& designs)
      : daily_(daily),
        first_day_(first_day),
        baseline_(baseline),
        dispersion_(dispersion),
        designs_(designs),
        rule_(designs.rule()),
        reference_(baseline, rule_) {}

  void step(std::size_t i) {
    const auto guard = static_cast<std::size_t>(rule_.recent_days);
    if (i >= guard && !seen_.days[i - guard].active) reference_.learn(daily_[i - guard]);
    design_ = &designs_.for_rate(reference_.rate());
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
    seen_.baseline_events = baseline_.events;
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
  AlarmDesigns& designs_;
  const terms::VerdictRule& rule_;
  Reference reference_;
  const AlarmDesign* design_ = nullptr;  // of the last step
  Counts recently_;                      // of the last step
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
  const auto found = RunLengths(reference_rate, allowance).least_threshold(false_every_days);
  design.threshold = static_cast<double>(found.steps) / allowance.denominator;
  design.false_every_days = found.run_length_days;
  return design;
}

const AlarmDesign& AlarmDesigns::for_rate(double reference_rate) {
  const auto known = by_rate_.find(reference_rate);
  if (known != by_rate_.end()) return known->second;
  const auto design = design_alarm(reference_rate, rule_.alarm_rate_ratio, rule_.alarm_false_every_days);
  return by_rate_.emplace(reference_rate, design).first->second;
}

int Watch::calm_days() const {
  const auto last = std::find_if(days.rbegin(), days.rend(), [](const WatchedDay& day) { return day.broken; });
  return static_cast<int>(last - days.rbegin());
}

Watch watch(std::span<const double> daily, Day first_day, const Counts& baseline, double dispersion,
            AlarmDesigns& designs) {
  if (baseline.exposure_days <= 0 || daily.empty()) return {};
  Watcher watcher(daily, first_day, baseline, dispersion, designs);
  for (std::size_t i = 0; i < daily.size(); ++i)
    watcher.step(i);
  return std::move(watcher).result();
}

}  // namespace entente::assess
