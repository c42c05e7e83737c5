// SPDX-License-Identifier: Apache-2.0
// A made record on disk.
#pragma once

#include "base/result.hpp"
#include "simulate/model.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <string>

namespace entente::service {

/// Makes the record `path` with the terms and events drawn from `seed`; the same seed gives the same bytes, root
/// included. Every result that rests on it says SIMULATED.
/// errors   those of init; invalid, naming the first problem, when the terms do not parse, and when they have no
///          prohibition or no entry into force.
[[nodiscard]] Result<store::Head> simulate(const std::string& terms_path, const simulate::Model& model,
                                           std::uint64_t seed, const std::string& path);

}  // namespace entente::service
