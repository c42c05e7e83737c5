// SPDX-License-Identifier: Apache-2.0
// Findings as JSON documents and as tables; docs/cli.md describes every key.
#pragma once

#include "codec/incident_words.hpp"
#include "codec/table.hpp"
#include "findings/basis.hpp"
#include "findings/findings.hpp"
#include "i18n/render.hpp"
#include "terms/terms.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::codec {

/// A whole assessment with what it rests on, pretty-printed.
[[nodiscard]] std::string assessment_json(const findings::Assessment& assessment, const findings::Basis& basis,
                                          const terms::Terms& terms, i18n::Language language);

/// What the verdicts of one question at several instants share: agreement, zone, clause, readings, what they rest on
/// but for the instants and datasets, and how they were asked. A JSON object, for Table::shared.
[[nodiscard]] std::string shared_json(const findings::Assessment& assessment, const findings::Basis& basis,
                                      const terms::Terms& terms);

/// One row per window of an assessment.
[[nodiscard]] Table windows_table(const findings::Assessment& assessment);

/// What a finding turns on: the conditions that are unmet; where none is, those that are uncertain; where all are met,
/// what was done, by whom and where. In the order of the conditions.
[[nodiscard]] std::vector<const findings::Ground*> deciding_grounds(const findings::Violation& violation);
/// Violations with what they are about, all their grounds and what they rest on, pretty-printed. `teller` is of the
/// view in which they were found.
[[nodiscard]] std::string violations_json(std::span<const findings::Violation> violations, const findings::Basis& basis,
                                          IncidentTeller& teller);
/// One row per violation: what it is about, the conditions that it turns on, the first one's reason, the evidence.
[[nodiscard]] Table violations_table(std::span<const findings::Violation> violations, IncidentTeller& teller);

/// What a test of the verdict is called (findings::VerdictTest::test); an unknown one by its id.
[[nodiscard]] Message name_of_test(std::string_view test);
/// The message that names a verdict or a state in the reader's language.
[[nodiscard]] Message name_of(findings::VerdictState state);
[[nodiscard]] Message name_of(findings::ViolationState state);

}  // namespace entente::codec
