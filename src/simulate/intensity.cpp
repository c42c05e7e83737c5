// SPDX-License-Identifier: Apache-2.0
// How many events a day the model means, day by day.
#include "simulate/intensity.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace entente::simulate {
namespace {

constexpr double year_days = 365.25;

double base_rate(const Rates& rates, Stream stream) {
  switch (stream) {
    case Stream::zone:
      return rates.zone;
    case Stream::controls:
      return rates.controls;
    case Stream::carve_outs:
      return rates.carve_outs;
  }
  return 0;
}

double to_nine_decimals(double rate) { return std::round(rate * 1e9) / 1e9; }

double day_of_year(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const auto year = std::chrono::year_month_day(day).year();
  const std::chrono::sys_days first = year / std::chrono::January / 1;
  return static_cast<double>((day - first).count()) + 1;
}

}  // namespace

std::string_view word(Stream stream) {
  constexpr std::array<std::string_view, stream_count> words{"zone", "controls", "carve_outs"};
  return words[static_cast<std::size_t>(stream)];
}

double season_factor(const Season& season, double day_of_year) {
  return 1 + season.amplitude * std::cos(2 * std::numbers::pi * (day_of_year - season.peak_day) / year_days);
}

double trend_factor(const Trend& trend, double day) { return std::pow(trend.a_year, day / year_days); }

double effect_factor(const Effect& effect, double day) {
  if (day < 0) return 1;
  const double passed = std::min(1.0, day / effect.days);
  switch (effect.shape) {
    case Effect::Shape::none:
      return 1;
    case Effect::Shape::sudden:
      return effect.ratio;
    case Effect::Shape::slow:
      return 1 - (1 - effect.ratio) * passed;
    case Effect::Shape::fading:
      return effect.ratio + (1 - effect.ratio) * passed;
    case Effect::Shape::reversed:
      if (day < effect.broken_after) return effect.ratio;
      return day < effect.broken_after + effect.broken_days ? effect.broken_ratio : effect.end_ratio;
  }
  return 1;
}

std::vector<double> daily_rates(const Model& model, Stream stream, Instant in_force) {
  const double base = base_rate(model.rates, stream);
  const double force_day = day_of_year(in_force);
  std::vector<double> rates;
  rates.reserve(static_cast<std::size_t>(model.days_before) + static_cast<std::size_t>(model.days_after));
  for (int day = -model.days_before; day < model.days_after; ++day) {
    const double middle = day + 0.5;
    const double effect = stream == Stream::zone ? effect_factor(model.effect, middle) : 1;
    rates.push_back(to_nine_decimals(base * effect * season_factor(model.season, force_day + middle) *
                                     trend_factor(model.trend, middle)));
  }
  return rates;
}

std::vector<double> expected_daily(std::span<const double> rates, const FollowUps& follow_ups) {
  std::vector<double> expected;
  if (rates.empty()) return expected;
  expected.reserve(rates.size());
  const double mean = follow_ups.mean();
  assert(mean < 1);
  const double decay = (1 - mean) / follow_ups.mean_days;  // of what is left of a change, a day
  double after_effect = mean * rates.front();              // follow-ups a day of all that came before
  for (const double rate : rates) {
    const double in_the_end = mean * rate;
    const double left = after_effect - in_the_end;
    expected.push_back(rate + left * -std::expm1(-decay) / decay);
    after_effect = in_the_end + left * std::exp(-decay);
  }
  return expected;
}

}  // namespace entente::simulate
