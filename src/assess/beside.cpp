// SPDX-License-Identifier: Apache-2.0
// What each method rests on in an assessment, and what it says.
#include "assess/beside.hpp"

#include "assess/anticipation.hpp"
#include "assess/dataset_comparison.hpp"
#include "assess/difference_in_differences.hpp"
#include "assess/displacement.hpp"
#include "assess/duration.hpp"
#include "assess/interrupted_series.hpp"
#include "assess/recount.hpp"
#include "assess/retaliation.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <ratio>
#include <set>
#include <utility>

namespace entente::assess {
namespace {

constexpr int week_days = 7;

// Whole weeks from the day of entry into force on, both ways; the last may be unfinished.
struct Weeks {
  Day from{};
  Day to{};
  std::size_t before = 0;
  std::size_t after = 0;  // the unfinished one counted in
  int last_days = week_days;

  [[nodiscard]] std::size_t whole_after() const { return after - (after > 0 && last_days < week_days ? 1 : 0); }
};

Weeks weeks_of(const LookedAt& looked) {
  const Day force = looked.tested.force_day;
  const int days_before = std::max(0, static_cast<int>((force - looked.series.from).count()));
  const Day end = std::min(looked.series.to, looked.tested.at_day);
  const int days_after = std::max(0, static_cast<int>((end - force).count()));
  Weeks weeks;
  weeks.before = static_cast<std::size_t>(days_before / week_days);
  weeks.after = static_cast<std::size_t>((days_after + week_days - 1) / week_days);
  if (days_after % week_days != 0) weeks.last_days = days_after % week_days;
  weeks.from = force - std::chrono::days{week_days * static_cast<int>(weeks.before)};
  weeks.to = force + std::chrono::days{days_after};
  return weeks;
}

std::vector<double> weekly(const Claims& claims, const Weeks& weeks, const Frame& frame) {
  std::vector<double> counts(weeks.before + weeks.after);
  const auto daily = civil_daily(claims, civil_days(frame, weeks.from, weeks.to), frame);
  for (std::size_t day = 0; day < daily.size(); ++day)
    counts[day / week_days] += daily[day];
  return counts;
}

findings::WeeksBeside weeks_beside(const LookedAt& looked, const Weeks& weeks) {
  InterruptedSeries series{.counts = weekly(looked.zone, weeks, looked.tested),
                           .exposure_days = std::vector<double>(weeks.before + weeks.after, week_days),
                           .first_after = weeks.before};
  if (weeks.after > 0) series.exposure_days.back() = weeks.last_days;
  return {.before = static_cast<int>(weeks.before),
          .after = static_cast<int>(weeks.after),
          .last_week_days = static_cast<double>(weeks.last_days),
          .change = series_change(series, {.scatter = Scatter::negative_binomial})};
}

Estimated<DifferenceInDifferences> difference(const LookedAt& looked, Weeks weeks) {
  if (looked.controls.empty()) return not_estimable(NotEstimable::not_given);
  weeks.after = weeks.whole_after();
  weeks.to = looked.tested.force_day + std::chrono::days{week_days * static_cast<int>(weeks.after)};
  Panel panel{.zone = {looked.zone_name, weekly(looked.zone, weeks, looked.tested)},
              .controls = {},
              .first_after = weeks.before};
  for (const auto& control : looked.controls)
    panel.controls.push_back({control.name, weekly(control.claims, weeks, looked.tested)});
  return difference_in_differences(panel, static_cast<std::size_t>(looked.longest_window / week_days));
}

// What was counted of several areas together, each event in every area that it may be in.
BeforeAfter before_after(const std::vector<const Claims*>& areas, const Sides& sides, const Frame& frame) {
  BeforeAfter sum;
  std::vector<double> daily_before;
  std::vector<double> daily_after;
  const auto add = [](const std::vector<double>& daily, std::vector<double>& to) {
    to.resize(daily.size());
    for (std::size_t day = 0; day < daily.size(); ++day)
      to[day] += daily[day];
  };
  for (const auto* claims : areas) {
    const auto before = count(*claims, sides.before, frame.time_by);
    const auto after = count(*claims, sides.after, frame.time_by);
    sum.before = {sum.before.events + before.events.expected, before.exposure_days};
    sum.after = {sum.after.events + after.events.expected, after.exposure_days};
    add(window_daily(*claims, sides.before, frame), daily_before);
    add(window_daily(*claims, sides.after, frame), daily_after);
  }
  sum.dispersion = dispersion_factor(daily_before, daily_after);
  return sum;
}

Estimated<Displacement> displacement_beside(const LookedAt& looked, const Sides& sides) {
  if (looked.rings.empty()) return not_estimable(NotEstimable::not_given);
  if (sides.after.days() <= 0) return not_estimable(NotEstimable::too_few);
  std::vector<BeforeAfter> rings;
  rings.reserve(looked.rings.size());
  for (const auto& ring : looked.rings)
    rings.push_back(before_after({&ring.claims}, sides, looked.frame));
  std::vector<const Claims*> control_claims;
  control_claims.reserve(looked.controls.size());
  for (const auto& control : looked.controls)
    control_claims.push_back(&control.claims);
  std::optional<BeforeAfter> controls;
  if (!control_claims.empty()) controls = before_after(control_claims, sides, looked.frame);
  auto result = displacement(before_after({&looked.zone}, sides, looked.frame), rings, controls);
  for (std::size_t i = 0; i < rings.size(); ++i) {
    result.rings[i].from_m = looked.rings[i].from_m;
    result.rings[i].to_m = looked.rings[i].to_m;
  }
  return result;
}

findings::CalmBeside calm_beside(const LookedAt& looked, const Sides& sides) {
  const auto follow = [&](const std::string& name, const Claims& claims) -> findings::AreaFollowed {
    const auto before = count(claims, sides.before, looked.frame.time_by);
    const auto daily =
        civil_daily(claims, civil_days(looked.tested, looked.tested.force_day, looked.tested.at_day), looked.tested);
    const double baseline = before.exposure_days > 0 ? before.events.expected / before.exposure_days : 0;
    return {name, follow_until_return(daily, baseline, looked.terms.verdict.recent_days)};
  };
  findings::CalmBeside calm;
  calm.zone = follow(looked.zone_name, looked.zone);
  std::vector<Followed> followed;
  for (const auto& control : looked.controls) {
    calm.controls.push_back(follow(control.name, control.claims));
    if (const auto& one = calm.controls.back().followed) followed.push_back(*one);
  }
  if (!looked.controls.empty()) calm.of_controls = duration(std::move(followed));
  return calm;
}

// ---- retaliation --------------------------------------------------------------------------------------------------

constexpr std::chrono::hours day_at_most{25};  // a civil day when clocks go back
constexpr std::chrono::hours hour_at_most{1};
constexpr double likely_here = 0.5;
constexpr std::int64_t by_day_at_most = 5;  // one in so many: of more the share comes out as next to nothing

double days_of(const TimeRange& when) {
  return std::chrono::duration<double, std::ratio<86400>>(when.to - when.from).count();
}

// What each party of a stretch did, at the middle of its claim: to be fitted, and how well it is known when.
struct Acts {
  std::map<std::string, std::vector<SideEvent>> by_party;  // the side is set for each pair
  std::map<std::string, std::int64_t> by_day_only;
  std::map<std::string, std::int64_t> too_vague;
};

Acts acts_in(const Claims& claims, const TimeRange& when) {
  Acts acts;
  for (const auto* claim : claims) {
    if (claim->party.empty()) continue;
    const auto length = claim->when.to - claim->when.from;
    const auto middle = claim->when.from + length / 2;
    if (middle < when.from || when.to <= middle) continue;
    if (length > day_at_most || expected_weight(*claim) < likely_here) {
      ++acts.too_vague[claim->party];
      continue;
    }
    if (length > hour_at_most) ++acts.by_day_only[claim->party];
    acts.by_party[claim->party].push_back({days_of({when.from, middle}), {}, expected_weight(*claim)});
  }
  return acts;
}

findings::RetaliationBetween between(const std::array<std::string, 2>& parties, Acts& acts, const TimeRange& when,
                                     bool after) {
  findings::RetaliationBetween result{.parties = parties, .after = after, .days = days_of(when)};
  std::vector<SideEvent> events;
  for (std::size_t side = 0; side < parties.size(); ++side) {
    const auto& party = parties.at(side);
    for (auto event : acts.by_party[party]) {
      event.by = static_cast<Side>(side);
      events.push_back(event);
    }
    result.by_day_only += acts.by_day_only[party];
    result.too_vague += acts.too_vague[party];
  }
  result.acts = static_cast<std::int64_t>(events.size());
  result.fit = result.by_day_only * by_day_at_most > result.acts ? not_estimable(NotEstimable::known_to_the_day)
                                                                 : retaliation(std::move(events), result.days);
  return result;
}

// The background may change at entry into force, so each side of it is fitted alone.
std::vector<findings::RetaliationBetween> retaliation_beside(const LookedAt& looked, const Sides& sides) {
  std::set<std::string> parties;
  for (const auto* claim : looked.zone) {
    if (!claim->party.empty()) parties.insert(claim->party);
  }
  const TimeRange in_force{looked.tested.in_force, looked.tested.at};
  Acts before = acts_in(looked.zone, sides.before.when);
  Acts after = acts_in(looked.zone, in_force);
  std::vector<findings::RetaliationBetween> results;
  for (auto first = parties.begin(); first != parties.end(); ++first) {
    for (auto second = std::next(first); second != parties.end(); ++second) {
      results.push_back(between({*first, *second}, before, sides.before.when, false));
      if (!in_force.empty()) results.push_back(between({*first, *second}, after, in_force, true));
    }
  }
  return results;
}

// ---- the rest -----------------------------------------------------------------------------------------------------

std::vector<Recount> recounts_beside(const LookedAt& looked, const Sides& sides) {
  std::vector<Recount> recounts;
  for (const auto& rule : looked.terms.counting) {
    recounts.push_back(recount(rule.unit, looked.zone, sides, looked.frame));
    recounts.back().rule = rule.id;
  }
  return recounts;
}

findings::DatasetComparison datasets_beside(const LookedAt& looked, const Sides& sides) {
  std::map<std::string, Claims> by_name;
  for (const auto* claim : looked.zone)
    by_name[claim->dataset].push_back(claim);
  if (by_name.size() < 2) return {};
  std::vector<DatasetClaims> datasets;
  datasets.reserve(by_name.size());
  for (auto& [name, claims] : by_name)
    datasets.push_back({name, std::move(claims)});
  return compare_datasets(datasets, sides, looked.frame);
}

Estimated<Anticipation> anticipation_beside(const LookedAt& looked) {
  const auto& announced = looked.terms.agreement.announced_at;
  if (!announced || announced->instant >= looked.frame.in_force) return not_estimable(NotEstimable::not_given);
  return anticipation(looked.zone, looked.frame, announced->instant, looked.longest_window);
}

}  // namespace

findings::Beside stand_beside(const LookedAt& looked) {
  const Sides sides = symmetric(looked.frame, looked.longest_window);
  const Weeks weeks = weeks_of(looked);
  return {.weeks = weeks_beside(looked, weeks),
          .difference = difference(looked, weeks),
          .displacement = displacement_beside(looked, sides),
          .calm = calm_beside(looked, sides),
          .retaliation = retaliation_beside(looked, sides),
          .recounts = recounts_beside(looked, sides),
          .datasets = datasets_beside(looked, sides),
          .anticipation = anticipation_beside(looked)};
}

}  // namespace entente::assess
