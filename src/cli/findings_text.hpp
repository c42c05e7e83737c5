// SPDX-License-Identifier: Apache-2.0
// Findings as people read them on a terminal: how many of each, then the latest with what they turn on.
#pragma once

#include "cli/output.hpp"
#include "codec/incident_words.hpp"
#include "findings/findings.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::cli {

/// How many incidents are what under each clause.
[[nodiscard]] Section findings_summary(std::span<const findings::Violation> violations);

/// The latest `most` findings, by the first day on which it may have been, the last of these first: when, where, under
/// which clause, what, and the row or the first digits of the id that `entente show` takes; below each the reasons that
/// it turns on.
[[nodiscard]] Section latest_findings(std::span<const findings::Violation> violations, codec::IncidentTeller& teller,
                                      std::size_t most);

}  // namespace entente::cli
