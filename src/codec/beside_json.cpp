// SPDX-License-Identifier: Apache-2.0
// What stands beside a verdict, method by method.
#include "codec/beside_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <utility>

namespace entente::codec {
namespace {

namespace json = boost::json;

// ---- small parts --------------------------------------------------------------------------------------------------

template <typename T>
json::value or_null(const std::optional<T>& value) {
  return value ? json::value(*value) : json::value(nullptr);
}

json::value interval_json(const findings::Interval& interval) {
  if (!interval.defined) return nullptr;
  return json::object{{"estimate", interval.estimate}, {"lower", interval.lower}, {"upper", interval.upper}};
}

json::object counts_json(const findings::Counts& counts) {
  return {{"events", counts.events}, {"exposure_days", counts.exposure_days}};
}

json::object counts_json(const findings::Period& period) {
  return {{"events", period.events.expected}, {"exposure_days", period.exposure_days}};
}

json::object reason_json(findings::NotEstimable why) { return {{"reason", findings::word(why)}}; }

// The answer as `make` writes it, or why there is none.
template <typename T, typename Make>
json::object answer_json(const findings::Estimated<T>& answer, Make make) {
  return answer ? make(*answer) : reason_json(answer.error());
}

template <typename Things, typename Make>
json::array array_of(const Things& things, Make make) {
  json::array array;
  for (const auto& thing : things)
    array.push_back(make(thing));
  return array;
}

json::value estimated_interval_json(const findings::Estimated<findings::Interval>& interval) {
  return interval ? interval_json(*interval) : json::value(reason_json(interval.error()));
}

// ---- the methods --------------------------------------------------------------------------------------------------

json::object weeks_json(const findings::WeeksBeside& weeks) {
  json::object object{
      {"weeks_before", weeks.before}, {"weeks_after", weeks.after}, {"last_week_days", weeks.last_week_days}};
  for (auto& [key, value] : answer_json(weeks.change, [](const findings::SeriesChange& change) {
         return json::object{{"trend_before", interval_json(change.trend_before)},
                             {"trend_after", interval_json(change.trend_after)},
                             {"level", interval_json(change.level)},
                             {"trend_change", interval_json(change.trend_change)},
                             {"at_end", interval_json(change.at_end)},
                             {"overdispersion", change.overdispersion},
                             {"dispersion", change.dispersion},
                             {"degrees", change.degrees},
                             {"lag", change.lag}};
       }))
    object[key] = value;
  return object;
}

json::object difference_json(const findings::Difference& difference) {
  return {{"control", difference.control.empty() ? json::value(nullptr) : json::value(difference.control)},
          {"zone_before", difference.zone_before},
          {"zone_after", difference.zone_after},
          {"control_before", difference.control_before},
          {"control_after", difference.control_after},
          {"ratio", estimated_interval_json(difference.ratio)}};
}

json::object rank_json(const findings::PlaceboRank& rank) {
  return {{"ratio", rank.ratio},
          {"placebos", rank.placebos.size()},
          {"as_low", rank.as_low},
          {"share", rank.share()},
          {"ratios", array_of(rank.placebos, [](const auto& placebo) { return placebo.ratio; })}};
}

json::object differences_json(const findings::DifferenceInDifferences& found) {
  return {{"weeks", found.periods},
          {"degrees", found.degrees},
          {"lag", found.lag},
          {"together", difference_json(found.together)},
          {"by_control", array_of(found.by_control, difference_json)},
          {"placebo_dates", rank_json(found.dates)},
          {"placebo_areas", rank_json(found.areas)}};
}

json::object beyond_json(const findings::Estimated<findings::EventsBeyond>& beyond) {
  return answer_json(beyond, [](const findings::EventsBeyond& events) {
    return json::object{{"events", events.events}, {"lower", events.lower}, {"upper", events.upper}};
  });
}

json::object change_json(const findings::AreaChange& change) {
  return {{"from_m", change.from_m},
          {"to_m", change.to_m},
          {"before", counts_json(change.counted.before)},
          {"after", counts_json(change.counted.after)},
          {"dispersion", change.counted.dispersion},
          {"rate_ratio", interval_json(change.exact)},
          {"rate_ratio_dispersed", interval_json(change.dispersed)},
          {"expected_after", or_null(change.expected_after)},
          {"beyond", beyond_json(change.beyond)}};
}

json::object displacement_json(const findings::Displacement& found) {
  return {{"zone", change_json(found.zone)},
          {"rings", array_of(found.rings, change_json)},
          {"gained", beyond_json(found.gained)},
          {"net_averted", beyond_json(found.net_averted)}};
}

json::object followed_json(const findings::AreaFollowed& area) {
  json::object object{{"area", area.area}};
  if (!area.followed) {
    object["reason"] = findings::word(area.followed.error());
    return object;
  }
  object["days"] = area.followed->days;
  object["returned"] = area.followed->returned;
  return object;
}

json::object duration_json(const findings::Duration& duration) {
  const auto step = [](const findings::DurationStep& one) {
    return json::object{{"days", one.days},
                        {"at_risk", one.at_risk},
                        {"returned", one.returned},
                        {"calm", one.calm.estimate},
                        {"lower", one.calm.defined ? json::value(one.calm.lower) : json::value(nullptr)},
                        {"upper", one.calm.defined ? json::value(one.calm.upper) : json::value(nullptr)}};
  };
  return {{"followed", duration.followed},
          {"returned", duration.returned},
          {"median", answer_json(duration.median,
                                 [](const findings::MedianDuration& median) {
                                   return json::object{{"days", median.days},
                                                       {"lower", or_null(median.lower)},
                                                       {"upper", or_null(median.upper)}};
                                 })},
          {"steps", array_of(duration.steps, step)}};
}

json::object calm_json(const findings::CalmBeside& calm) {
  return {{"zone", followed_json(calm.zone)},
          {"controls", array_of(calm.controls, followed_json)},
          {"of_controls", answer_json(calm.of_controls, duration_json)}};
}

json::object side_json(const std::string& party, const findings::SideActs& acts) {
  return {{"party", party},
          {"events", acts.events},
          {"background_per_day", acts.background_per_day},
          {"follow_ups_of_own", acts.follow_ups_of_own},
          {"follow_ups_of_other", acts.follow_ups_of_other},
          {"own_accord_share", acts.own_accord_share},
          {"own_side_share", acts.own_side_share},
          {"retaliation_share", acts.retaliation_share},
          {"retaliation_range", estimated_interval_json(acts.retaliation_range)}};
}

json::object retaliation_json(const findings::RetaliationBetween& between) {
  json::object object{{"parties", json::array{between.parties[0], between.parties[1]}},
                      {"stretch", between.after ? "since_entry" : "before"},
                      {"days", between.days},
                      {"acts", between.acts},
                      {"by_day_only", between.by_day_only},
                      {"too_vague", between.too_vague}};
  if (!between.fit) {
    object["reason"] = findings::word(between.fit.error());
    return object;
  }
  json::array sides;
  for (std::size_t side = 0; side < between.parties.size(); ++side)
    sides.push_back(side_json(between.parties.at(side), between.fit->sides.at(side)));
  object["sides"] = std::move(sides);
  object["mean_delay_days"] = or_null(between.fit->mean_delay_days);
  object["branching"] = between.fit->branching;
  object["log_likelihood"] = between.fit->log_likelihood;
  return object;
}

json::object recount_json(const findings::Recount& recount) {
  return {{"rule", recount.rule},
          {"unit", word(recount.unit)},
          {"before", counts_json(recount.before)},
          {"after", counts_json(recount.after)},
          {"rate_ratio", interval_json(recount.rate_ratio)},
          {"rate_ratio_dispersed", interval_json(recount.rate_ratio_dispersed)},
          {"without_locality", recount.without_place}};
}

json::object dataset_json(const findings::DatasetSays& says) {
  return {{"dataset", says.dataset.empty() ? json::value(nullptr) : json::value(says.dataset)},
          {"before", counts_json(says.before)},
          {"after", counts_json(says.after)},
          {"rate_ratio", interval_json(says.rate_ratio)},
          {"rate_ratio_dispersed", interval_json(says.rate_ratio_dispersed)},
          {"direction", findings::word(says.direction)},
          {"shared_share", says.shared_share},
          {"unnamed_share", says.unnamed_share}};
}

json::object datasets_json(const findings::DatasetComparison& comparison) {
  const auto part = [](const findings::SharedOrigin::Part& one) {
    return json::object{{"dataset", one.dataset}, {"events", one.events}, {"share", one.share}};
  };
  return {{"datasets", array_of(comparison.datasets, dataset_json)},
          {"shared_origins", array_of(comparison.shared_origins, [&](const findings::SharedOrigin& shared) {
             return json::object{{"origin", shared.origin}, {"parts", array_of(shared.parts, part)}};
           })}};
}

json::object anticipation_json(const findings::Anticipation& found) {
  const auto ratio = [](const findings::Anticipation::Ratio& one) {
    return json::object{{"exact", interval_json(one.exact)}, {"dispersed", interval_json(one.dispersed)}};
  };
  return {{"before", counts_json(found.before)},
          {"anticipation", counts_json(found.anticipation)},
          {"after", counts_json(found.after)},
          {"anticipation_over_before", ratio(found.anticipation_over_before)},
          {"after_over_before", ratio(found.after_over_before)},
          {"after_over_anticipation", ratio(found.after_over_anticipation)},
          {"dispersion", found.dispersion}};
}

}  // namespace

std::string_view word(terms::CountingRule::Unit unit) {
  switch (unit) {
    case terms::CountingRule::Unit::event:
      return "event";
    case terms::CountingRule::Unit::place_day:
      return "place_day";
    case terms::CountingRule::Unit::place_day_weapon:
      break;
  }
  return "place_day_weapon";
}

json::object beside_json(const findings::Beside& beside) {
  return {{"decides", false},
          {"interrupted_series", weeks_json(beside.weeks)},
          {"difference_in_differences", answer_json(beside.difference, differences_json)},
          {"displacement", answer_json(beside.displacement, displacement_json)},
          {"duration", calm_json(beside.calm)},
          {"retaliation", array_of(beside.retaliation, retaliation_json)},
          {"recount", array_of(beside.recounts, recount_json)},
          {"datasets_side_by_side", datasets_json(beside.datasets)},
          {"anticipation", answer_json(beside.anticipation, anticipation_json)}};
}

}  // namespace entente::codec
