// SPDX-License-Identifier: Apache-2.0
// An assessment as people read it on a terminal: the verdict first, its reasons, then what they rest on.
#pragma once

#include "cli/output.hpp"
#include "service/questions.hpp"

#include <vector>

namespace entente::cli {

/// What people read of one assessment: the verdict first, what it rests on last.
[[nodiscard]] std::vector<Section> assessment_sections(const service::AssessReport& answer,
                                                       const service::Snapshot& snapshot, i18n::Language language);

/// One row per window, each with the verdict and what it is about, so that a row says enough by itself.
[[nodiscard]] codec::Table window_rows(const findings::Assessment& assessment, const TimeZone& zone);

/// The table with what was known in each row: `known_at`, in UTC and empty where it is everything recorded, and
/// `known_after`, "ucdp-ged 2019-12-01 3d" for each dataset and release whose rows are assumed to have been known so
/// long after the event, joined by "; ".
[[nodiscard]] codec::Table with_knowledge(codec::Table table, const findings::Basis& basis);

/// One row per report: the day, the verdict, and the tests that decided it; in JSON also what all share.
[[nodiscard]] codec::Table weekly_table(const std::vector<service::AssessReport>& reports, const terms::Terms& terms);

}  // namespace entente::cli
