// SPDX-License-Identifier: Apache-2.0
// Every ground given so far, each kept once: most incidents share theirs; inside this room only.
#pragma once

#include "evaluate/dictionary.hpp"
#include "findings/findings.hpp"

#include <cstdint>

namespace entente::evaluate {

/// For the dictionary of grounds below.
struct GroundHash {
  [[nodiscard]] std::size_t operator()(const findings::Ground& ground) const;
};

/// Equal numbers mean equal grounds and the other way round.
using GroundId = std::uint32_t;
using Grounds = Dictionary<findings::Ground, GroundHash>;

}  // namespace entente::evaluate
