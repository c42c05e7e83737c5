// SPDX-License-Identifier: Apache-2.0
// A report as one HTML file that needs nothing else.
#pragma once

#include "report/document.hpp"

#include <string>

namespace entente::report {

/// One self-contained page: style and drawings stand in it, no script, and its content security policy lets nothing be
/// fetched. It prints on A4. Arabic runs from right to left. Words of the world are made printable and escaped.
/// cost     linear in the tables.
[[nodiscard]] std::string html_of(const Document& document);

}  // namespace entente::report
