// SPDX-License-Identifier: Apache-2.0
// The tables of a report that are made of an assessment and what it rests on; inside this room only.
#pragma once

#include "report/document.hpp"

namespace entente::report {

/// One row per test of the verdict.
[[nodiscard]] codec::Table tests_table(const findings::Assessment& assessment);
/// One row per window: what is certain, what possible, and intervals that allow for clusters.
[[nodiscard]] codec::Table bounds_table(const findings::Assessment& assessment);
/// One row per window and control area.
[[nodiscard]] codec::Table controls_table(const Facts& facts, i18n::Language language);
/// Who told first, the largest share first.
[[nodiscard]] codec::Table origins_table(const findings::Assessment& assessment);
/// Whom events are attributed to, the largest share first.
[[nodiscard]] codec::Table parties_table(const findings::Assessment& assessment);
/// One row per reading with its holder and verdict.
[[nodiscard]] codec::Table readings_table(const findings::Assessment& assessment, i18n::Language language);
/// One row per way of counting with its verdict.
[[nodiscard]] codec::Table countings_table(const findings::Assessment& assessment);
/// One row per week of the series.
[[nodiscard]] codec::Table weekly_table(const findings::Assessment& assessment);
/// One row per dataset and release.
[[nodiscard]] codec::Table datasets_table(const findings::Basis& basis);
/// Instants, digests, root, size, program.
[[nodiscard]] codec::Table roots_table(const Facts& facts);

}  // namespace entente::report
