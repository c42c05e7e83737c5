// SPDX-License-Identifier: Apache-2.0
// The forms of a report, each a choice of the same blocks; inside this room only.
#pragma once

#include "report/document.hpp"

#include <optional>

namespace entente::report {

/// The parts of a document that every form has: agreement, verdict, sign, what it rests on. The title is the verdict.
[[nodiscard]] Document begin_document(const Facts& facts, i18n::Language language);

/// Fills in what a form says; `document` as begun. The assessment has an instant.
void write_daily(const Facts& facts, Document& document);
void write_weekly(const Facts& facts, Document& document);
void write_map_sheet(const Facts& facts, Document& document);

/// Sections that several forms have.
[[nodiscard]] Section basis_section(const Facts& facts);
/// What the map shows of these findings; nothing where it cannot be drawn.
[[nodiscard]] Section map_section(const Facts& facts, i18n::Language language);

}  // namespace entente::report
