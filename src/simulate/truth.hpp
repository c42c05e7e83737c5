// SPDX-License-Identifier: Apache-2.0
// What a made record is held against: true rates, and every event with its instant, party and spot.
#pragma once

#include "simulate/observation.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::simulate {

/// A day of 24 hours.
struct TrueDay {
  int day = 0;                                  ///< from entry into force on; negative before it
  std::array<double, stream_count> expected{};  ///< events, by stream: the mean over all seeds
  double missed = 0;                            ///< share of its events that nobody reports
};

/// An event with all that is true of it.
struct TrueEvent {
  Event event;
  Instant at{};
  std::string area;                   ///< code of the area it belongs to
  std::optional<geo::LatLng> spot{};  ///< may lie beyond the area's border; none where the area has no outline
  Precision reported_as = Precision::settlement;
  bool reported = false;
};

/// The whole truth of a seed.
struct Truth {
  Model model;
  std::uint64_t seed = 0;
  Instant in_force{};
  std::vector<TrueDay> days;      ///< in order, without gaps
  std::vector<TrueEvent> events;  ///< in order of time

  /// Events expected in the days [from, to), counted from entry into force; within the model's days.
  [[nodiscard]] double expected(Stream stream, int from, int to) const;
};

/// The true days alone: the same for every seed but for the share missed.
[[nodiscard]] std::vector<TrueDay> true_days(const Model& model, Instant in_force, std::uint64_t seed);

/// cost     some 7 µs an event.
[[nodiscard]] Truth truth_of(const World& world, const Model& model, std::uint64_t seed);

}  // namespace entente::simulate
