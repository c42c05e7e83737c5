// SPDX-License-Identifier: Apache-2.0
// The tables of a report that have a row for each finding or restriction; inside this room only.
#pragma once

#include "codec/incident_words.hpp"
#include "report/document.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::report {

/// "ucdp-ged:214797", or the entry's id where people entered it.
[[nodiscard]] std::string row_name(const codec::IncidentWords& words, const record::EntryId& incident);

/// The latest first. A reason stands only where something is uncertain: what is a violation met every condition.
[[nodiscard]] codec::Table findings_table(const Facts& facts, i18n::Language language);

/// The findings of `facts` that may have been in the last of `recent`'s periods.
[[nodiscard]] std::vector<findings::Violation> findings_in(const Facts& facts, const findings::Recent& recent);

/// What was done where, with what, how it is known and how sure; the latest first.
[[nodiscard]] codec::Table period_table(const Facts& facts, std::span<const findings::Violation> violations,
                                        i18n::Language language);
/// Those in which somebody is said to have been killed or injured; the latest first.
[[nodiscard]] codec::Table casualties_table(const Facts& facts, std::span<const findings::Violation> violations,
                                            i18n::Language language);

/// Restrictions that may have been in force at some time of `when`, in the order of the record's ids. Whose words they
/// are is not said.
[[nodiscard]] codec::Table restrictions_table(const Facts& facts, const TimeRange& when, i18n::Language language);

}  // namespace entente::report
