// SPDX-License-Identifier: Apache-2.0
// A record that nobody observed, with a truth that is known: for the demonstration and for tests.
#pragma once

#include "record/entry.hpp"
#include "simulate/observation.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace entente::simulate {

/// What a report says, as an incident of the record; its words say that it is simulated.
[[nodiscard]] record::Incident incident_of(const Report& report, const World& world);

/// Every incident, correction and, where the model says so, entry of coverage, in the order in which they became known.
///
/// They are rows of `record::made_dataset`: row n is event n - 1 of the truth, and what nobody reported has no row.
/// The same world, model and seed give the same entries, ids included, on every machine.
/// cost     some 3 µs an entry; memory for what is not yet known, not for the whole.
void make_entries(const World& world, const Model& model, std::uint64_t seed,
                  const std::function<void(record::Entry)>& take);

/// An import run marked as simulated, the register of the reporters, then all that `make_entries` makes.
[[nodiscard]] std::vector<record::Entry> made_record(const World& world, const Model& model, std::uint64_t seed);

}  // namespace entente::simulate
