// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/read_ahead.hpp"

#include "store/sqlite/tables.hpp"

#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entente::store::sqlite {
namespace {

constexpr std::size_t rows_at_once = 1024;

/// A row out of the statement's hands: what decoding needs of it.
struct KeptRow {
  std::uint64_t sequence = 0;
  std::string id;
  std::string stored;
};

struct Chunk {
  std::vector<KeptRow> rows;
  std::optional<Error> error;  ///< stands where the next row should
  bool more = false;
};

Chunk next_chunk(RowReader& reader) {
  Chunk chunk;
  chunk.rows.reserve(rows_at_once);
  while (chunk.rows.size() < rows_at_once) {
    auto row = reader.next();
    if (!row) {
      chunk.error = std::move(row).error();
      return chunk;
    }
    if (!*row) return chunk;
    chunk.rows.push_back({(*row)->sequence, std::string((*row)->id), std::string((*row)->stored)});
  }
  chunk.more = true;
  return chunk;
}

}  // namespace

Result<void> read_ahead(Connection& connection, std::uint64_t from, const TakeEntry& each) {
  ENTENTE_ASSIGN(RowReader reader, RowReader::from(connection, from));
  Chunk chunk = next_chunk(reader);
  while (true) {
    std::future<Chunk> next;  // waits when it goes out of scope, so that nobody reads once this returns
    if (chunk.more) next = std::async([&reader] { return next_chunk(reader); });
    for (const KeptRow& row : chunk.rows) {
      ENTENTE_ASSIGN(auto recorded, recorded_of({row.sequence, row.id, row.stored, {}, {}}, connection.path()));
      ENTENTE_TRY(each(std::move(recorded)));
    }
    if (chunk.error) return fail(*std::move(chunk.error));
    if (!chunk.more) return {};
    chunk = next.get();
  }
}

}  // namespace entente::store::sqlite
