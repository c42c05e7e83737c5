// SPDX-License-Identifier: Apache-2.0
// What was counted lately: the latest days or weeks before an instant, area by area.
#pragma once

#include "assess/assess.hpp"

#include <span>

namespace entente::assess {

/// Counts `periods` periods of `days` civil days each, which follow one another and end at `request.at`.
///
/// zones    tallies of the other zones of the clause; they come after the area of `input` and before its controls.
/// boundary what cannot have been in a period is none of its events; a long claim is left out as `assess` does.
/// needs    the agreement's entry into force and `request.at`; days and periods above 0.
/// source   docs/methods.md, "Counting".
[[nodiscard]] findings::Recent recent(const terms::Terms& terms, const Request& request, const Input& input,
                                      std::span<const findings::Tally> zones, int days, int periods);

}  // namespace entente::assess
