// SPDX-License-Identifier: Apache-2.0
// Reads CSV as real files write it, row by row, without copying what needs no copy.
#pragma once

#include "base/result.hpp"
#include "codec/csv_scan.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::codec {

/// By the character that it is.
enum class CsvSeparator : char { comma = ',', semicolon = ';', tab = '\t' };

/// How much of a file one row may take; what is longer is a broken or hostile file.
struct CsvLimits {
  std::size_t field_bytes = std::size_t{16} << 20;  ///< one field as written, with its quotes
  std::size_t row_bytes = std::size_t{64} << 20;    ///< one row without its line end
  std::size_t columns = 4096;
};

/// What the reader must be told of a file; the rest it sees.
struct CsvForm {
  CsvSeparator separator = CsvSeparator::comma;
  CsvLimits limits{};
  ScanPath path = scan_paths().front();
};

/// One row. The views live until the next row is asked for.
struct CsvRow {
  std::span<const std::string_view> fields;  ///< at least one; quotes taken off
  std::uint64_t line = 0;                    ///< of the file, from 1, where the row starts
  bool utf8 = true;                          ///< the row as it stands in the file, so all its fields (RFC 3629)
};

/// Gives the next bytes of a file: fills from the front, returns how many, 0 at the end.
using CsvSource = std::function<Result<std::size_t>(std::span<char>)>;

/// Reads rows in the order of the file.
///
/// form     RFC 4180 with the habits of real files. A row ends with LF, CRLF or the end of the file; a CR elsewhere is
///          text. A byte order mark in front is skipped, and so is a line with nothing on it. A field is quoted when
///          its first byte is a quotation mark; inside, a doubled mark is one mark, and separators and line breaks are
///          text. What follows the closing mark up to the separator is text too (`"a"b` is `ab`), and so is a mark in
///          the middle of an unquoted field (`5" gun`). Rows may differ in their number of fields.
/// memory   one row, and with a source a buffer of twice the longest row, at least 256 KiB.
/// errors   of next(): invalid for a quoted field that is never closed (names the line where it opens), for UTF-16 and
///          UTF-32 (names which) and beyond the limits; whatever the source failed with. After an error the reader is
///          at its end.
/// cost     one pass; docs/methods.md, "Reading CSV", has what was measured.
class CsvReader {
 public:
  /// Reads from memory, usually a mapped file; `text` must outlive the rows. `file` is its name in messages.
  CsvReader(std::string_view text, std::string file, CsvForm form = {});
  /// Reads from a source, chunk by chunk.
  CsvReader(CsvSource source, std::string file, CsvForm form = {});

  /// Reads one row; false at the end of the file.
  [[nodiscard]] Result<bool> next(CsvRow& row);

 private:
  enum class Halt { row, window, field_too_long, too_many_columns };

  [[nodiscard]] Result<void> start();
  [[nodiscard]] Halt take_fields();
  [[nodiscard]] std::string_view take_quoted(std::string_view field, std::size_t index);
  [[nodiscard]] Result<bool> finish_row(CsvRow& row);
  [[nodiscard]] bool is_row_utf8();
  [[nodiscard]] Result<bool> last_row(CsvRow& row);
  void unescape_fields();
  [[nodiscard]] Result<bool> next_window();
  [[nodiscard]] Result<void> refill();
  void make_room();
  [[nodiscard]] Result<void> check_unfinished_row();
  [[nodiscard]] tl::unexpected<Error> stop(Message message);
  [[nodiscard]] tl::unexpected<Error> field_too_long();
  [[nodiscard]] tl::unexpected<Error> row_too_long();
  [[nodiscard]] tl::unexpected<Error> too_many_columns();
  [[nodiscard]] std::string line_of_field() const;

  std::string file_;
  CsvForm form_;
  ScanBlocks scan_;
  CsvSource source_;
  std::vector<char> buffer_;  // only with a source

  // The text in memory; offsets count from its front. With a source it moves, see refill().
  std::string_view text_;
  bool started_ = false;
  bool source_ended_ = false;
  bool stopped_ = false;

  // The part of the text that is scanned: offsets in the index count from its front.
  QuoteState quotes_;
  ScanIndex index_;
  std::size_t window_offset_ = 0;
  std::size_t scanned_ = 0;     // its end, at most the size of the text
  std::size_t next_end_ = 0;    // of index_.ends
  std::size_t next_break_ = 0;  // of index_.quoted_breaks
  std::size_t next_wide_ = 0;   // of index_.wide_blocks

  // The row being read.
  std::size_t row_start_ = 0;
  std::size_t row_end_ = 0;  // once it is found
  std::size_t field_start_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t breaks_before_window_ = 0;  // line feeds in quoted fields of this row
  bool wide_before_window_ = false;         // it has, or its neighbour in the block has, a byte beyond ASCII
  std::size_t field_count_ = 0;
  std::unique_ptr<std::string_view[]> fields_;  // as many as the limit allows
  std::vector<std::size_t> escaped_;            // fields with doubled marks or text behind the closing mark
  std::string unescaped_;
};

}  // namespace entente::codec
