// SPDX-License-Identifier: Apache-2.0
// The figures of a report; inside this room only.
#pragma once

#include "report/document.hpp"

#include <optional>

namespace entente::report {

/// Zones, incidents with their uncertainty, scale and legend (docs/methods.md, "Map of a report"). None where nothing
/// of the area has an outline.
[[nodiscard]] std::optional<Figure> map_of(const Facts& facts, i18n::Language language);

/// Bars by week, entry into force, the two compared windows, levels, changes of rate, coverage. Time runs as the script
/// does. None where the series has no week.
[[nodiscard]] std::optional<Figure> weekly_chart(const Facts& facts, i18n::Language language);

/// The weeks of each area as bars on one scale, with what could be seen. Time runs as the script does. The weeks are
/// there.
[[nodiscard]] Figure area_bars(const Facts& facts, i18n::Language language);

/// The verdict's sign: a closed ring, a notched one, two halves apart, a dashed ring; hatched at its corner where
/// nobody recorded who could have seen.
[[nodiscard]] Drawing verdict_sign(findings::VerdictState state, bool coverage_known);

/// The longest window whose days have all passed; null when none has.
[[nodiscard]] const findings::Window* longest_passed(const findings::Assessment& assessment);

}  // namespace entente::report
