// SPDX-License-Identifier: Apache-2.0
// What stands beside a verdict, as JSON; docs/cli.md describes every key.
#pragma once

#include "findings/beside.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace entente::codec {

/// One member per method: its numbers, or {"reason": "too_few"} where there are none.
[[nodiscard]] boost::json::object beside_json(const findings::Beside& beside);

/// "place_day": the unit of a counting rule as terms spell it.
[[nodiscard]] std::string_view word(terms::CountingRule::Unit unit);

}  // namespace entente::codec
