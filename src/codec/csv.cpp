// SPDX-License-Identifier: Apache-2.0
// The CSV reader: blocks of marks become ends of fields, ends of fields become rows.
#include "codec/csv.hpp"

#include "base/file.hpp"
#include "codec/csv_value.hpp"
#include "msg/codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <utility>

namespace entente::codec {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{256} << 10;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr char quote = '"';

/// Appends a quoted field without its marks: doubled marks become one, text behind the closing mark is kept.
void append_unescaped(std::string_view field, std::string& out) {
  std::size_t from = 1;
  for (;;) {
    const std::size_t mark = field.find(quote, from);
    assert(mark != std::string_view::npos);  // next() refuses fields that are not closed
    out.append(field, from, mark - from);
    if (mark + 1 == field.size() || field[mark + 1] != quote) {
      out.append(field, mark + 1);
      return;
    }
    out.push_back(quote);
    from = mark + 2;
  }
}

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string file, CsvForm form)
    : file_(std::move(file)),
      form_(form),
      scan_(scanner(form.path)),
      text_(text),
      source_ended_(true),
      fields_(std::make_unique<std::string_view[]>(form.limits.columns)) {}

CsvReader::CsvReader(CsvSource source, std::string file, CsvForm form)
    : CsvReader(std::string_view(), std::move(file), form) {
  source_ = std::move(source);
  source_ended_ = false;
}

Result<bool> CsvReader::next(CsvRow& row) {
  if (stopped_) return false;
  if (!started_) ENTENTE_TRY(start());
  for (;;) {
    switch (take_fields()) {
      case Halt::row: {
        ENTENTE_ASSIGN(const bool has_fields, finish_row(row));
        if (has_fields) return true;
        break;
      }
      case Halt::window: {
        ENTENTE_ASSIGN(const bool more, next_window());
        if (!more) return last_row(row);
        break;
      }
      case Halt::field_too_long:
        return field_too_long();
      case Halt::too_many_columns:
        return too_many_columns();
    }
  }
}

Result<void> CsvReader::start() {
  started_ = true;
  while (text_.size() < longest_byte_order_mark && !source_ended_)
    ENTENTE_TRY(refill());
  if (auto checked = check_encoding(text_, file_); !checked) return stop(std::move(checked).error().message);
  if (text_.starts_with(byte_order_mark)) row_start_ = field_start_ = scanned_ = byte_order_mark.size();
  return {};
}

/// Takes the fields of the row up to its last one, which finish_row() takes.
CsvReader::Halt CsvReader::take_fields() {
  // What the loop needs is kept in locals: for the compiler a store through `fields` could change any member.
  const char* const text = text_.data();
  const std::uint32_t* const ends = index_.ends.data();
  // As many ends as there is room for fields; the row that has one more has too many.
  const std::size_t last = std::min(index_.end_count, next_end_ + form_.limits.columns - field_count_);
  const std::size_t window = window_offset_;
  std::string_view* const fields = fields_.get();
  const std::size_t field_most = form_.limits.field_bytes;
  std::size_t next = next_end_;
  std::size_t count = field_count_;
  std::size_t start = field_start_;
  const auto halt = [&](Halt why) {
    next_end_ = next;
    field_count_ = count;
    field_start_ = start;
    return why;
  };
  for (; next < last; ++next) {
    const std::size_t end = window + ends[next];
    if (text[end] == '\n') {
      row_end_ = end;
      ++next;
      return halt(Halt::row);
    }
    std::string_view field(text + start, end - start);
    if (field.size() > field_most) return halt(Halt::field_too_long);
    if (text[start] == quote) field = take_quoted(field, count);
    fields[count] = field;
    ++count;
    start = end + 1;
  }
  return halt(last < index_.end_count ? Halt::too_many_columns : Halt::window);
}

/// Takes the marks off a quoted field when no copy is needed; another one keeps them until the row is whole.
std::string_view CsvReader::take_quoted(std::string_view field, std::size_t index) {
  const std::size_t size = field.size();
  const std::size_t mark = field.find(quote, 1);
  if (mark == size - 1) return field.substr(1, size - 2);
  // A whole text in quotes, as UCDP writes articles: """text""" is "text", which stands there in full.
  if (size > 6 && field[1] == quote && field[2] == quote && field.find(quote, 3) == size - 3 &&
      field[size - 2] == quote && field[size - 1] == quote) {
    return field.substr(2, size - 4);
  }
  escaped_.push_back(index);
  return field;
}

/// Ends the row at row_end_; false when there is nothing on the line.
Result<bool> CsvReader::finish_row(CsvRow& row) {
  std::size_t end = row_end_;
  if (end > field_start_ && text_[end - 1] == '\r') --end;
  const bool blank = field_count_ == 0 && end == field_start_;
  if (!blank) {
    std::string_view field = text_.substr(field_start_, end - field_start_);
    if (field.size() > form_.limits.field_bytes) return field_too_long();
    if (end - row_start_ > form_.limits.row_bytes) return row_too_long();
    if (field_count_ >= form_.limits.columns) return too_many_columns();
    if (field.starts_with(quote)) field = take_quoted(field, field_count_);
    fields_[field_count_] = field;
    ++field_count_;
    if (!escaped_.empty()) unescape_fields();
    row.fields = {fields_.get(), field_count_};
    row.line = line_;
    row.utf8 = is_row_utf8();
  }
  const auto& breaks = index_.quoted_breaks;
  for (; next_break_ < breaks.size() && window_offset_ + breaks[next_break_] < row_end_; ++next_break_)
    ++line_;
  line_ += breaks_before_window_;
  breaks_before_window_ = 0;
  wide_before_window_ = false;
  ++line_;
  field_count_ = 0;
  row_start_ = field_start_ = row_end_ + 1;
  return !blank;
}

/// Whether the row from row_start_ to row_end_ is UTF-8. Only blocks with bytes beyond ASCII are looked at: between
/// them is nothing that could be wrong, and each run of them is right or wrong by itself.
bool CsvReader::is_row_utf8() {
  if (wide_before_window_) return is_utf8(text_.substr(row_start_, row_end_ - row_start_));
  const auto& blocks = index_.wide_blocks;
  const auto start_of = [&](std::size_t index) { return window_offset_ + blocks[index]; };
  while (next_wide_ < index_.wide_count && start_of(next_wide_) + scan_block_bytes <= row_start_)
    ++next_wide_;
  for (std::size_t index = next_wide_; index < index_.wide_count && start_of(index) < row_end_;) {
    const std::size_t from = std::max(start_of(index), row_start_);
    std::size_t to = 0;
    do {
      to = start_of(index) + scan_block_bytes;
      ++index;
    } while (index < index_.wide_count && start_of(index) == to);
    if (!is_utf8(text_.substr(from, std::min(to, row_end_) - from))) return false;
  }
  return true;
}

Result<bool> CsvReader::last_row(CsvRow& row) {
  if (quotes_.inside) return stop(msg::codec::csv_unclosed_quote(file_, line_of_field()));
  stopped_ = true;
  row_end_ = text_.size();
  return finish_row(row);
}

void CsvReader::unescape_fields() {
  std::size_t bytes = 0;
  for (const std::size_t index : escaped_)
    bytes += fields_[index].size();
  unescaped_.clear();
  unescaped_.reserve(bytes);  // so that the views stay where they are
  for (const std::size_t index : escaped_) {
    const std::size_t from = unescaped_.size();
    append_unescaped(fields_[index], unescaped_);
    fields_[index] = std::string_view(unescaped_).substr(from);
  }
  escaped_.clear();
}

/// Scans the next part of the text; false at the end of the file.
Result<bool> CsvReader::next_window() {
  ENTENTE_TRY(check_unfinished_row());
  breaks_before_window_ += index_.quoted_breaks.size() - next_break_;
  if (index_.wide_count > 0) {
    const std::size_t last_wide = window_offset_ + index_.wide_blocks[index_.wide_count - 1];
    wide_before_window_ |= last_wide + scan_block_bytes > row_start_;
  }
  next_end_ = next_break_ = next_wide_ = 0;
  index_.clear();
  while (text_.size() - scanned_ < scan_block_bytes && !source_ended_)
    ENTENTE_TRY(refill());
  const std::size_t left = text_.size() - scanned_;
  if (left == 0) return false;
  const char separator = static_cast<char>(form_.separator);
  window_offset_ = scanned_;
  if (left < scan_block_bytes) {
    std::array<char, scan_block_bytes> tail{};  // zero bytes mean nothing to the scan
    std::copy_n(text_.data() + scanned_, left, tail.data());
    scan_(tail.data(), 1, separator, quotes_, index_);
    scanned_ += left;
  } else {
    const std::size_t blocks = std::min(left / scan_block_bytes, scan_blocks_most);
    scan_(text_.data() + scanned_, blocks, separator, quotes_, index_);
    scanned_ += blocks * scan_block_bytes;
  }
  return true;
}

Result<void> CsvReader::refill() {
  if (buffer_.size() - text_.size() < chunk_bytes / 4) make_room();
  const std::size_t filled = text_.size();
  auto read = source_(std::span(buffer_).subspan(filled));
  if (!read) {
    stopped_ = true;
    return fail(std::move(read).error());
  }
  source_ended_ = *read == 0;
  text_ = {buffer_.data(), filled + *read};
  return {};
}

/// Moves the unfinished row to the front of the buffer, which grows when the row takes much of it.
void CsvReader::make_room() {
  const std::string_view kept = text_.substr(row_start_);
  std::vector<char> grown;
  const bool grow = buffer_.size() < std::max(kept.size() + chunk_bytes / 2, kept.size() * 2);
  if (grow) grown.resize(std::max(kept.size() * 2, kept.size() + chunk_bytes));
  char* const front = grow ? grown.data() : buffer_.data();
  for (std::size_t index = 0; index < field_count_; ++index) {
    std::string_view& field = fields_[index];
    field = {front + (field.data() - kept.data()), field.size()};
  }
  std::copy(kept.begin(), kept.end(), front);  // to the left, so that an overlap does no harm
  text_ = {front, kept.size()};
  if (grow) buffer_.swap(grown);
  field_start_ -= row_start_;
  scanned_ -= row_start_;
  row_start_ = 0;
}

/// Refuses a row that is too long before all of it is in memory. A carriage return at its end may yet not count.
Result<void> CsvReader::check_unfinished_row() {
  if (scanned_ - field_start_ > form_.limits.field_bytes + 1) return field_too_long();
  if (scanned_ - row_start_ > form_.limits.row_bytes + 1) return row_too_long();
  return {};
}

tl::unexpected<Error> CsvReader::stop(Message message) {
  stopped_ = true;
  return fail(Code::invalid, std::move(message));
}

tl::unexpected<Error> CsvReader::field_too_long() {
  return stop(msg::codec::csv_field_too_long(file_, line_of_field(), static_cast<double>(form_.limits.field_bytes)));
}

tl::unexpected<Error> CsvReader::row_too_long() {
  return stop(msg::codec::csv_row_too_long(file_, fmt::to_string(line_), static_cast<double>(form_.limits.row_bytes)));
}

tl::unexpected<Error> CsvReader::too_many_columns() {
  return stop(
      msg::codec::csv_too_many_columns(file_, fmt::to_string(line_), static_cast<double>(form_.limits.columns)));
}

/// The line on which the field being read starts.
std::string CsvReader::line_of_field() const {
  const std::string_view before = text_.substr(row_start_, field_start_ - row_start_);
  return fmt::to_string(line_ + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')));
}

}  // namespace entente::codec
