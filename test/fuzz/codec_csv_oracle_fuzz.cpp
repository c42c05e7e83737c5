// SPDX-License-Identifier: Apache-2.0
// Any bytes as CSV: every fast path, whole and in pieces, must read what the plain parser reads.
#include "base/file.hpp"
#include "codec/csv.hpp"
#include "codec/csv_test_oracle.hpp"
#include "codec/csv_value.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

namespace {

using namespace entente;
using namespace entente::codec;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Compares row by row, so that the plain outcome is the only copy.
void compare(CsvReader reader, const oracle::Outcome& plain) {
  CsvRow row;
  std::size_t count = 0;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) {
      require(plain.unclosed_line != 0 && more.error().message.id == "codec.csv_unclosed_quote");
      const auto& line = std::get<msg::Text>(more.error().message.arguments.at(1).value).value();
      require(std::get<std::string>(line) == std::to_string(plain.unclosed_line));
      break;
    }
    if (!*more) {
      require(plain.unclosed_line == 0);
      break;
    }
    require(count < plain.rows.size());
    const oracle::Row& expected = plain.rows[count];
    ++count;
    require(row.line == expected.line && std::ranges::equal(row.fields, expected.fields));
    // A row that is not UTF-8 may have fields that are, when a mark that was taken off stood between their bytes.
    require(!row.utf8 || std::ranges::all_of(row.fields, is_utf8));
  }
  require(count == plain.rows.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = 1 + data[0];
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (!check_encoding(text, "fuzz.csv")) return 0;  // the plain parser knows no marks of other encodings
  const auto separator = data[0] % 2 == 0 ? CsvSeparator::comma : CsvSeparator::semicolon;
  // What comes near the limit of columns is not compared.
  const auto plain = oracle::PlainParser(text, static_cast<char>(separator)).parse();
  if (std::ranges::any_of(plain.rows, [](const auto& row) { return row.fields.size() > 4000; })) return 0;
  for (const ScanPath path : scan_paths()) {
    compare(CsvReader(text, "fuzz.csv", {.separator = separator, .path = path}), plain);
  }
  std::string_view left = text;
  const CsvSource source = [&](std::span<char> into) -> Result<std::size_t> {
    const std::size_t count = std::min({piece, into.size(), left.size()});
    std::copy_n(left.data(), count, into.data());
    left.remove_prefix(count);
    return count;
  };
  compare(CsvReader(source, "fuzz.csv", {.separator = separator}), plain);
  return 0;
}
