// SPDX-License-Identifier: Apache-2.0
// The same events counted by another rule: not each for itself but the places and days on which there were any.
#include "assess/recount.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

namespace entente::assess {
namespace {

using Unit = terms::CountingRule::Unit;

// For each event the number of its group: any number of a group's events on one day count as one.
std::vector<std::size_t> groups_of(Unit unit, const Claims& claims) {
  std::map<std::pair<std::uint32_t, terms::Weapon>, std::size_t> by_place;
  std::vector<std::size_t> groups;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto& [place, weapon] = std::tie(claims[i]->place, claims[i]->weapon);
    if (unit == Unit::event || !place) {
      groups.push_back(i);
    } else {
      const auto key = std::pair(*place, unit == Unit::place_day_weapon ? weapon : terms::Weapon::unknown);
      groups.push_back(by_place.emplace(key, i).first->second);
    }
  }
  return groups;
}

// Expected units of each day.
std::vector<double> daily_units(const Claims& claims, const std::vector<std::size_t>& groups, const Stretch& stretch,
                                const Frame& frame) {
  const StretchDays days(stretch, frame);
  std::map<std::pair<std::size_t, std::size_t>, double> none;  // day and group → chance that none was there
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (const auto& [day, expected] : days.expected(*claims[i]))
      none.try_emplace({day, groups[i]}, 1.0).first->second *= 1 - expected;
  }
  std::vector<double> units(days.size());
  for (const auto& [day_and_group, chance] : none)
    units[day_and_group.first] += 1 - chance;
  return units;
}

Counts counts_of(const std::vector<double>& daily, const Stretch& stretch, const Frame& frame) {
  return {.events = std::accumulate(daily.begin(), daily.end(), 0.0),
          .exposure_days = count({}, stretch, frame.time_by).exposure_days};
}

}  // namespace

Recount recount(Unit unit, const Claims& claims, const Sides& sides, const Frame& frame) {
  const auto groups = groups_of(unit, claims);
  const auto daily_before = daily_units(claims, groups, sides.before, frame);
  const auto daily_after = daily_units(claims, groups, sides.after, frame);
  Recount result;
  result.unit = unit;
  result.before = counts_of(daily_before, sides.before, frame);
  result.after = counts_of(daily_after, sides.after, frame);
  result.rate_ratio = rate_ratio(result.before, result.after);
  result.rate_ratio_dispersed =
      rate_ratio_dispersed(result.before, result.after, dispersion_factor(daily_before, daily_after));
  result.without_place = std::count_if(claims.begin(), claims.end(), [](const auto* claim) { return !claim->place; });
  return result;
}

}  // namespace entente::assess
