// SPDX-License-Identifier: Apache-2.0
// Any bytes as CSV: rows, or one error; and the same rows whether the file is in memory or comes in pieces.
#include "codec/csv.hpp"

#include <algorithm>
#include <cstdlib>

namespace {

using entente::codec::CsvReader;

/// Rows as lists of texts; the last row is "!" when the reader stopped with an error.
std::vector<std::vector<std::string>> rows_of(CsvReader reader) {
  std::vector<std::vector<std::string>> rows;
  entente::codec::CsvRow row;
  while (true) {
    const auto more = reader.next(row);
    if (!more) rows.push_back({"!"});
    if (!more || !*more) return rows;
    rows.emplace_back(row.fields.begin(), row.fields.end());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const std::string_view text(data, size);
  std::string_view left = text;
  const auto in_pieces = [&left](std::span<char> room) -> entente::Result<std::size_t> {
    const auto piece = left.substr(0, std::min<std::size_t>(room.size(), 7));
    std::copy(piece.begin(), piece.end(), room.begin());
    left.remove_prefix(piece.size());
    return piece.size();
  };
  if (rows_of(CsvReader(text, "fuzz.csv")) != rows_of(CsvReader(in_pieces, "fuzz.csv"))) std::abort();
  return 0;
}
