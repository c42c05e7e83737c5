// SPDX-License-Identifier: Apache-2.0
// The section of a report on what stands beside the verdict.
#pragma once

#include "report/document.hpp"

namespace entente::report {

/// Per method its question with its limit, what it says, and a table of its numbers; empty where nobody asked.
[[nodiscard]] Section beside_section(const Facts& facts, i18n::Language language);

}  // namespace entente::report
