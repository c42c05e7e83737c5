// SPDX-License-Identifier: Apache-2.0
// The truth of a made record as JSON (docs/cli.md, "simulate").
#pragma once

#include "simulate/truth.hpp"

#include <string>

namespace entente::codec {

/// One object: the model, the true days, the events with the rows that report them. Rates have nine decimals, spots
/// six: the last bits of the functions behind them differ between machines.
[[nodiscard]] std::string truth_json(const simulate::Truth& truth);

}  // namespace entente::codec
