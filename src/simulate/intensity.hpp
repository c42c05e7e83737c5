// SPDX-License-Identifier: Apache-2.0
// How many events a day the model means, day by day.
#pragma once

#include "base/time.hpp"
#include "simulate/model.hpp"

#include <span>
#include <vector>

namespace entente::simulate {

/// The three kinds of events that are made, each by itself.
enum class Stream : std::uint8_t {
  zone = 0,        ///< between the parties, in the zone
  controls = 1,    ///< between the parties, in the control areas
  carve_outs = 2,  ///< in the zone, with those whom the truce does not cover
};
inline constexpr int stream_count = 3;
/// "zone": the word in the truth.
[[nodiscard]] std::string_view word(Stream stream);

/// A factor of the rates on a day of the year, from 1.
[[nodiscard]] double season_factor(const Season& season, double day_of_year);
/// A factor of the rates `day` days after entry into force; negative: before it.
[[nodiscard]] double trend_factor(const Trend& trend, double day);
/// A factor of the zone's rate `day` days after entry into force; 1 before it.
[[nodiscard]] double effect_factor(const Effect& effect, double day);

/// Events a day, as they would be if each day's rate had lasted for ever.
///
/// returns  days_before + days_after rates, of the days of 24 hours from entry into force - days_before on: each as it
///          is in the middle of its day, to 9 decimals, since the last bits of powers and cosines differ between
///          machines.
/// `in_force` only says where in the year day 0 lies.
[[nodiscard]] std::vector<double> daily_rates(const Model& model, Stream stream, Instant in_force);

/// How many events are expected in each day, when what happens of itself has (1 - mean follow-ups) × that day's rate
/// and follow-ups come later: the rate, with a change of it smoothed over the following days. Exact.
/// source   docs/methods.md, "Made records".
[[nodiscard]] std::vector<double> expected_daily(std::span<const double> rates, const FollowUps& follow_ups);

}  // namespace entente::simulate
