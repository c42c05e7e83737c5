// SPDX-License-Identifier: Apache-2.0
// The truth of a made record as JSON.
#include "codec/truth_json.hpp"

#include "codec/json_write.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <utility>

namespace entente::codec {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

double rounded(double number, double parts) { return std::round(number * parts) / parts; }
double rate(double number) { return rounded(number, 1e9); }
double degrees(double number) { return rounded(number, 1e6); }

template <std::size_t Count>
array numbers(const std::array<double, Count>& values) {
  array list;
  for (const double number : values)
    list.push_back(number);
  return list;
}

object effect_of(const simulate::Effect& effect) {
  return {{"shape", simulate::word(effect.shape)},
          {"ratio", effect.ratio},
          {"days", effect.days},
          {"broken_after", effect.broken_after},
          {"broken_days", effect.broken_days},
          {"broken_ratio", effect.broken_ratio},
          {"end_ratio", effect.end_ratio}};
}

object model_of(const simulate::Model& model) {
  const auto& [rates, season, trend, effect, follow_ups, missing, vagueness, reporting, lateness, before, after] =
      model;
  return {
      {"rates", {{"zone", rates.zone}, {"controls", rates.controls}, {"carve_outs", rates.carve_outs}}},
      {"season", {{"amplitude", season.amplitude}, {"peak_day", season.peak_day}}},
      {"trend", {{"a_year", trend.a_year}}},
      {"effect", effect_of(effect)},
      {"follow_ups",
       {{"repeated", follow_ups.repeated},
        {"retaliation", follow_ups.retaliation},
        {"mean_days", follow_ups.mean_days}}},
      {"missing",
       {{"before", missing.before},
        {"after", missing.after},
        {"varying", missing.varying},
        {"stated", missing.stated}}},
      {"vagueness", {{"where", numbers(vagueness.where)}, {"when", numbers(vagueness.when)}}},
      {"reporting",
       {{"second_origin", reporting.second_origin},
        {"several", reporting.several},
        {"shared", reporting.shared},
        {"attributed", reporting.attributed}}},
      {"lateness",
       {{"mean_days", lateness.mean_days},
        {"corrected", lateness.corrected},
        {"correction_mean_days", lateness.correction_mean_days}}},
      {"days_before", before},
      {"days_after", after},
  };
}

object day_of(const simulate::TrueDay& day) {
  object row{{"day", day.day}};
  for (std::size_t i = 0; i < day.expected.size(); ++i)
    row[simulate::word(static_cast<simulate::Stream>(i))] = rate(day.expected[i]);
  row["missed"] = rate(day.missed);
  return row;
}

/// Row n of the made record is event n - 1.
std::string row_of(std::uint64_t event) { return std::to_string(event + 1); }

object event_of(const simulate::TrueEvent& truly) {
  const auto& event = truly.event;
  object row{{"row", row_of(event.number)},
             {"at", to_string(truly.at)},
             {"stream", simulate::word(event.stream)},
             {"area", truly.area},
             {"by", simulate::word(event.by)},
             {"cause", simulate::word(event.cause)},
             {"follows", event.follows ? value(row_of(*event.follows)) : value()},
             {"reported", truly.reported},
             {"reported_as", simulate::word(truly.reported_as)},
             {"spot", value()}};
  if (truly.spot) row["spot"] = {{"lat", degrees(truly.spot->lat_deg)}, {"lng", degrees(truly.spot->lng_deg)}};
  return row;
}

template <typename Things, typename Row>
array rows_of(const Things& things, Row row) {
  array rows;
  rows.reserve(things.size());
  for (const auto& thing : things)
    rows.push_back(row(thing));
  return rows;
}

}  // namespace

std::string truth_json(const simulate::Truth& truth) {
  return write_json(object{{"simulated", "SIMULATED"},
                           {"seed", truth.seed},
                           {"in_force_from", to_string(truth.in_force)},
                           {"model", model_of(truth.model)},
                           {"days", rows_of(truth.days, day_of)},
                           {"events", rows_of(truth.events, event_of)}},
                    JsonStyle::pretty);
}

}  // namespace entente::codec
