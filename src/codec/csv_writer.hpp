// SPDX-License-Identifier: Apache-2.0
// Writes CSV that our reader, and everyone else's, reads back as it was.
#pragma once

#include "codec/csv.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace entente::codec {

/// How rows are written; the default is for programs.
struct CsvWriterForm {
  CsvSeparator separator = CsvSeparator::comma;
  /// For people who open it in a spreadsheet program: starts with a byte order mark, without which Arabic and Cyrillic
  /// come out garbled, ends rows with CRLF, and puts ' before texts that a spreadsheet would run as a formula (those
  /// that start with = + - @, tab or carriage return; OWASP, "CSV Injection"). Without it texts come back byte for
  /// byte and rows end with LF.
  bool for_spreadsheets = false;
};

/// Appends rows to `out`, which the caller writes away and clears as it likes.
///
/// A field is quoted when it must be: it has a separator, a quotation mark, CR or LF, starts or ends with a space,
/// could be taken for a byte order mark, or is the only one of its row and empty. Numbers do not depend on the locale.
class CsvWriter {
 public:
  explicit CsvWriter(std::string& out, CsvWriterForm form = {});

  /// A field of UTF-8 text, quoted where it must be.
  void text(std::string_view value);
  /// The shortest decimal that reads back as the same double; an empty field for infinity and not-a-number.
  void number(double value);
  void whole(std::int64_t value);
  void empty() { text({}); }
  /// Ends a row of at least one field.
  void end_row();

 private:
  void start_field();
  void append_quoted(std::string_view value, bool guarded);

  std::string& out_;
  CsvWriterForm form_;
  std::size_t fields_in_row_ = 0;
  bool row_has_bytes_ = false;
};

}  // namespace entente::codec
