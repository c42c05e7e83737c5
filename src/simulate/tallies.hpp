// SPDX-License-Identifier: Apache-2.0
// What an assessment counts of a made record, without the record: for thousands of seeds.
#pragma once

#include "findings/findings.hpp"
#include "simulate/observation.hpp"

#include <cstdint>
#include <vector>

namespace entente::simulate {

/// As `assess` takes them.
struct Tallies {
  findings::Tally zone;
  std::vector<findings::Tally> controls;  ///< one per control area
  findings::CoverageOfArea coverage;      ///< known when the model's is stated
};

/// What is counted, `--place named`, of the record that `made_record` makes, as known at `known_at`.
///
/// The same as by way of record and evaluation (a test compares them), but that incidents have numbers for ids, and
/// coverage is of the zone as a whole.
/// cost     some 1 µs an event.
[[nodiscard]] Tallies tally(const World& world, const Model& model, std::uint64_t seed, Instant known_at = end_of_time);

}  // namespace entente::simulate
