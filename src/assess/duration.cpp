// SPDX-License-Identifier: Apache-2.0
// How long calm lasts: days until the rate is back at what it was before, over many zones or segments.
#include "assess/duration.hpp"

#include "assess/rate_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::assess {
namespace {

constexpr double rounding = 1e-12;
constexpr double return_events = 3;  // of the baseline in the days that make a rate

bool possible_number(double value) { return value >= 0 && std::isfinite(value); }

// share ^ exp(±z √sum / ln share): it stays within 0 and 1.
findings::Interval log_log_interval(double share, double sum) {
  if (share <= 0) return {.defined = false, .estimate = 0};
  const double z = normal_reach();
  const double reach = z * std::sqrt(sum) / std::log(share);
  return {.defined = true,
          .estimate = share,
          .lower = std::pow(share, std::exp(-reach)),
          .upper = std::pow(share, std::exp(reach))};
}

// The first day by which `share` has come down to one half.
template <typename Share>
std::optional<double> first_half(const std::vector<DurationStep>& steps, Share share) {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const DurationStep& step) { return share(step) <= 0.5 + rounding; });
  return found == steps.end() ? std::nullopt : std::optional(found->days);
}

Estimated<MedianDuration> median_of(const std::vector<DurationStep>& steps) {
  const auto days = first_half(steps, [](const DurationStep& step) { return step.calm.estimate; });
  if (!days) return not_estimable(NotEstimable::too_few);
  // Where all have returned there is no interval: its lower end is 0, of its upper one nothing is known.
  return MedianDuration{
      .days = *days,
      .lower = first_half(steps, [](const DurationStep& step) { return step.calm.defined ? step.calm.lower : 0; }),
      .upper = first_half(steps, [](const DurationStep& step) { return step.calm.defined ? step.calm.upper : 1; })};
}

}  // namespace

Estimated<Followed> follow_until_return(std::span<const double> daily, double baseline_rate, int recent_days) {
  if (!possible_number(baseline_rate) || recent_days <= 0 || !std::all_of(daily.begin(), daily.end(), possible_number))
    return not_estimable(NotEstimable::out_of_range);
  if (baseline_rate == 0) return not_estimable(NotEstimable::nothing_counted);
  if (daily.empty()) return not_estimable(NotEstimable::too_few);
  const double days = std::max(static_cast<double>(recent_days), std::ceil(return_events / baseline_rate));
  const auto all_days = static_cast<double>(daily.size());
  if (days > all_days) return Followed{.days = all_days, .returned = false};
  const auto recent = static_cast<std::size_t>(days);
  for (std::size_t end = recent; end <= daily.size(); ++end) {
    const auto last = daily.subspan(end - recent, recent);
    const double events = std::accumulate(last.begin(), last.end(), 0.0);
    if (events >= baseline_rate * days * (1 - rounding))
      return Followed{.days = static_cast<double>(end), .returned = true};
  }
  return Followed{.days = all_days, .returned = false};
}

Estimated<Duration> duration(std::vector<Followed> followed) {
  if (followed.empty()) return not_estimable(NotEstimable::too_few);
  if (!std::all_of(followed.begin(), followed.end(),
                   [](const Followed& one) { return possible_number(one.days) && one.days > 0; }))
    return not_estimable(NotEstimable::out_of_range);
  std::sort(followed.begin(), followed.end(), [](const Followed& a, const Followed& b) { return a.days < b.days; });

  Duration result;
  result.followed = static_cast<int>(followed.size());
  double share = 1;
  double sum = 0;  // Greenwood's
  for (auto from = followed.begin(); from != followed.end();) {
    const auto to = std::find_if(from, followed.end(), [&](const Followed& one) { return one.days > from->days; });
    const auto returned = static_cast<int>(std::count_if(from, to, [](const Followed& one) { return one.returned; }));
    if (returned > 0) {
      const auto at_risk = static_cast<int>(followed.end() - from);
      const double left = at_risk - returned;
      share *= left / at_risk;
      sum += left > 0 ? returned / (at_risk * left) : 0;
      result.steps.push_back({.days = from->days,
                              .at_risk = at_risk,
                              .returned = returned,
                              .standard_error = share * std::sqrt(sum),
                              .calm = log_log_interval(share, sum)});
      result.returned += returned;
    }
    from = to;
  }
  result.median = median_of(result.steps);
  return result;
}

}  // namespace entente::assess
