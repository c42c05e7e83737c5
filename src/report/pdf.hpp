// SPDX-License-Identifier: Apache-2.0
// A report as PDF on A4.
#pragma once

#include "base/result.hpp"
#include "report/document.hpp"

#include <string>

namespace entente::report {

/// The pages of a report: the same document as on an HTML page, laid out on A4 with the agreement at the head and page
/// numbers at the foot; heads of tables are repeated. Arabic is shaped and runs from right to left. Fonts are embedded,
/// as far as they are used. The same document gives the same bytes with the same fonts and libraries.
/// errors   unavailable when the fonts are not installed, or there is no room.
/// cost     two passes, since every page says how many there are.
[[nodiscard]] Result<std::string> pdf_of(const Document& document);

}  // namespace entente::report
