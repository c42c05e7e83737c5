// SPDX-License-Identifier: Apache-2.0
// The tables of a report for spreadsheet programs.
#pragma once

#include "base/result.hpp"
#include "report/document.hpp"

#include <string>
#include <string_view>

namespace entente::report {

/// Every table on a sheet of its own, named by its id, from right to left for Arabic; a first sheet has the verdict.
/// Numbers are numbers, everything else is text and never a formula. What a table lacks of a cell's text beyond
/// 32,767 letters is cut off. The same document gives the same bytes.
/// errors   unavailable when the system has no room for it.
[[nodiscard]] Result<std::string> xlsx_of(const Document& document);

/// One table as CSV with a byte order mark, in which no text is taken for a formula (codec::CsvWriterForm).
/// errors   not_found, naming the tables that there are, when none has that id.
[[nodiscard]] Result<std::string> csv_of(const Document& document, std::string_view table_id);

/// A made record must be known as such by whoever gets only the rows: a first column says so.
[[nodiscard]] codec::Table marked_as_simulated(codec::Table table);

}  // namespace entente::report
