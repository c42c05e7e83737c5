// SPDX-License-Identifier: Apache-2.0
// The CSV writer: when to quote, when to guard.
#include "codec/csv_writer.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <iterator>

namespace entente::codec {
namespace {

bool may_start_byte_order_mark(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0xEF || byte == 0xFE || byte == 0xFF;
}

bool needs_quotes(std::string_view value, CsvSeparator separator) {
  if (value.empty()) return false;
  if (value.front() == ' ' || value.back() == ' ' || may_start_byte_order_mark(value.front())) return true;
  const char special[] = {'"', '\r', '\n', static_cast<char>(separator)};
  return value.find_first_of(std::string_view(special, sizeof special)) != std::string_view::npos;
}

bool starts_formula(std::string_view value) {
  return !value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos;
}

}  // namespace

CsvWriter::CsvWriter(std::string& out, CsvWriterForm form) : out_(out), form_(form) {
  if (form_.for_spreadsheets) out_ += "\xEF\xBB\xBF";
}

void CsvWriter::text(std::string_view value) {
  start_field();
  const bool guarded = form_.for_spreadsheets && starts_formula(value);
  row_has_bytes_ |= !value.empty();
  if (needs_quotes(value, form_.separator)) return append_quoted(value, guarded);
  if (guarded) out_ += '\'';
  out_ += value;
}

void CsvWriter::number(double value) {
  if (!std::isfinite(value)) return empty();
  start_field();
  row_has_bytes_ = true;
  fmt::format_to(std::back_inserter(out_), "{}", value);
}

void CsvWriter::whole(std::int64_t value) {
  start_field();
  row_has_bytes_ = true;
  fmt::format_to(std::back_inserter(out_), "{}", value);
}

void CsvWriter::end_row() {
  assert(fields_in_row_ > 0);  // a line with nothing on it is no row
  if (fields_in_row_ == 1 && !row_has_bytes_) out_ += "\"\"";
  out_ += form_.for_spreadsheets ? "\r\n" : "\n";
  fields_in_row_ = 0;
  row_has_bytes_ = false;
}

void CsvWriter::start_field() {
  if (fields_in_row_ > 0) out_ += static_cast<char>(form_.separator);
  ++fields_in_row_;
}

void CsvWriter::append_quoted(std::string_view value, bool guarded) {
  out_ += '"';
  if (guarded) out_ += '\'';
  for (const char c : value) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

}  // namespace entente::codec
