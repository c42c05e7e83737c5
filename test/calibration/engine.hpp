// SPDX-License-Identifier: Apache-2.0
// The methods under calibration, so that a test can put a biased one in the place of any.
#pragma once

#include "assess/alarm.hpp"
#include "assess/assess.hpp"
#include "assess/rate_ratio.hpp"
#include "assess/segmentation.hpp"

#include <functional>
#include <span>
#include <vector>

namespace entente::test {

/// As shipped, unless a bias is planted.
struct Engine {
  using Daily = std::span<const double>;
  std::function<findings::Interval(const assess::Counts&, const assess::Counts&)> rate_ratio = assess::rate_ratio;
  std::function<findings::Interval(const assess::Counts&, const assess::Counts&, double)> rate_ratio_dispersed =
      assess::rate_ratio_dispersed;
  std::function<double(Daily, Daily)> dispersion_factor = assess::dispersion_factor;
  std::function<std::vector<findings::ChangePoint>(Daily, Day, double, int)> change_points = assess::change_points;
  std::function<assess::AlarmDesign(double, double, double)> design_alarm = assess::design_alarm;
  std::function<Result<findings::Assessment>(const terms::Terms&, const terms::ClauseId&, const assess::Request&,
                                             const assess::Input&)>
      assess = assess::assess;
};

}  // namespace entente::test
