// SPDX-License-Identifier: Apache-2.0
// What several datasets say of the same area and days, side by side: never summed, and how far they are one voice.
#include "assess/dataset_comparison.hpp"

#include "assess/rate_ratio.hpp"
#include "assess/shares.hpp"
#include "base/words.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace entente::assess {
namespace {

Direction direction_of(const findings::Interval& ratio) {
  if (!ratio.defined) return Direction::unknown;
  if (ratio.upper < 1) return Direction::fell;
  return ratio.lower > 1 ? Direction::rose : Direction::undecided;
}

DatasetSays what_it_says(const DatasetClaims& dataset, const Sides& sides, const Frame& frame) {
  DatasetSays says;
  says.dataset = dataset.dataset;
  says.before = count(dataset.claims, sides.before, frame.time_by);
  says.after = count(dataset.claims, sides.after, frame.time_by);
  const Counts before{says.before.events.expected, says.before.exposure_days};
  const Counts after{says.after.events.expected, says.after.exposure_days};
  const double dispersion = dispersion_factor(window_daily(dataset.claims, sides.before, frame),
                                              window_daily(dataset.claims, sides.after, frame));
  says.rate_ratio = rate_ratio(before, after);
  says.rate_ratio_dispersed = rate_ratio_dispersed(before, after, dispersion);
  says.direction = direction_of(says.rate_ratio_dispersed);
  says.origins = origin_shares(dataset.claims, std::array{sides.before, sides.after}, frame.time_by);
  return says;
}

double largest_part(const SharedOrigin& origin) {
  return std::max_element(origin.parts.begin(), origin.parts.end(),
                          [](const auto& a, const auto& b) { return a.share < b.share; })
      ->share;
}

}  // namespace

DatasetComparison compare_datasets(std::span<const DatasetClaims> datasets, const Sides& sides, const Frame& frame) {
  DatasetComparison comparison;
  std::map<std::string, SharedOrigin> by_name;
  for (const auto& dataset : datasets) {
    comparison.datasets.push_back(what_it_says(dataset, sides, frame));
    for (const auto& [origin, events, share] : comparison.datasets.back().origins) {
      if (origin.empty()) continue;
      auto& named = by_name[lower_ascii(origin)];
      if (named.parts.empty()) named.origin = origin;
      named.parts.push_back({dataset.dataset, events, share});
    }
  }
  for (auto& says : comparison.datasets) {
    for (const auto& [origin, events, share] : says.origins) {
      if (origin.empty()) {
        says.unnamed_share = share;
      } else if (by_name.at(lower_ascii(origin)).parts.size() > 1) {
        says.shared_share += share;
      }
    }
  }
  for (auto& [name, origin] : by_name) {
    if (origin.parts.size() > 1) comparison.shared_origins.push_back(std::move(origin));
  }
  std::stable_sort(comparison.shared_origins.begin(), comparison.shared_origins.end(),
                   [](const auto& a, const auto& b) { return largest_part(a) > largest_part(b); });
  return comparison;
}

}  // namespace entente::assess
