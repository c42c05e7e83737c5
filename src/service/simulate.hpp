// SPDX-License-Identifier: Apache-2.0
// Made events on disk, with their truth beside them.
#pragma once

#include "base/result.hpp"
#include "simulate/model.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace entente::service {

/// What is to be made, and where to.
struct SimulateRequest {
  std::string terms_path;
  std::string out;           ///< entries for `import … entries` where the name ends in .ndjson, else a record
  std::string truth_path{};  ///< empty: the truth is not written
  std::uint64_t seed = 1;
  simulate::Model model{};
};

/// What was made.
struct Simulated {
  std::uint64_t entries = 0;
  std::optional<store::Head> head;  ///< none of a file of entries
};

/// Makes the terms' events from a seed; the same request gives the same bytes, the record's root included. Every result
/// that rests on them says SIMULATED.
/// errors   those of init; invalid, naming the first problem, when the terms do not parse, when they have no
///          prohibition or no entry into force, when more than a million events are expected, and when `out` ends as a
///          form that is not written.
[[nodiscard]] Result<Simulated> simulate(const SimulateRequest& request);

}  // namespace entente::service
