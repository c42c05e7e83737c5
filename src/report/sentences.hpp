// SPDX-License-Identifier: Apache-2.0
// What is said of an assessment, in the sentences that the terminal and a report share.
#pragma once

#include "codec/table.hpp"
#include "findings/basis.hpp"
#include "findings/findings.hpp"
#include "geo/gazetteer.hpp"
#include "terms/terms.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::report {

/// "South-west de-escalation area (SW)" in the reader's language: the name and code of a zone of the terms, else of a
/// named area; the code alone where neither knows it.
[[nodiscard]] std::string area_name(const terms::Terms& terms, const geo::Gazetteer& gazetteer, const std::string& area,
                                    i18n::Language language);

/// Area, clause, instant on the clocks of `zone`, verdict. `area` as area_name gives it.
[[nodiscard]] Message verdict_line(const findings::Assessment& assessment, const std::string& area,
                                   const TimeZone& zone);

/// A share in whole per cent; one that is neither none nor all never looks so. `whole` is above 0 unless `part` is 0.
[[nodiscard]] Message share_of(double part, double whole);

/// The word of how the clause stands there at the assessment's instant.
[[nodiscard]] std::string_view standing_word(const terms::Terms& terms, const findings::Assessment& assessment);

/// How it was asked where that is not the default, as a person types it; none where every flag is at its default.
[[nodiscard]] std::optional<Message> asked_line(const findings::Assessment& assessment, const findings::Basis& basis);

/// How it was asked, how events were counted, and which way of counting gives another verdict.
[[nodiscard]] std::vector<Message> counting_lines(const findings::Assessment& assessment, const findings::Basis& basis);

/// Adds which way of counting gives which verdict, where one gives another than the way asked for.
void add_other_countings(const findings::Assessment& assessment, std::vector<Message>& lines);

/// One row per change of rate.
[[nodiscard]] codec::Table change_points_table(const findings::Assessment& assessment);

/// Whether anybody could have seen, and how much.
[[nodiscard]] Message coverage_line(const findings::CoverageShare& coverage);

/// Quiet days, coverage, the largest shares of origins and parties, what was carved out. `standing` is that of
/// standing_word.
[[nodiscard]] std::vector<Message> observed_lines(const findings::Assessment& assessment, std::string_view standing);

/// What was left out and what says too little of when or where; nothing where there is none.
[[nodiscard]] std::vector<Message> left_out_lines(const findings::Assessment& assessment);

/// What a result rests on: datasets with their releases, assumptions, terms and root.
[[nodiscard]] std::vector<Message> basis_lines(const findings::Basis& basis, const TimeZone& zone);

}  // namespace entente::report
