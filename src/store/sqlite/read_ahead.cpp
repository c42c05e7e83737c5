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

/// Rows that follow one another: the first half as they are read, the second decoded already. Whoever reads ahead and
/// whoever takes the entries so have about the same to do.
struct Chunk {
  std::vector<KeptRow> rows;
  std::vector<record::Recorded> decoded;
  std::optional<Error> error;  ///< stands where the next entry should
  bool more = false;
};

Chunk next_chunk(RowReader& reader, const std::string& path) {
  Chunk chunk;
  chunk.rows.reserve(rows_at_once / 2);
  chunk.decoded.reserve(rows_at_once / 2);
  while (chunk.decoded.size() < rows_at_once / 2) {
    auto row = reader.next();
    if (!row) {
      chunk.error = std::move(row).error();
      return chunk;
    }
    if (!*row) return chunk;
    if (chunk.rows.size() < rows_at_once / 2) {
      chunk.rows.push_back({(*row)->sequence, std::string((*row)->id), std::string((*row)->stored)});
      continue;
    }
    auto recorded = recorded_of(**row, path);
    if (!recorded) {
      chunk.error = std::move(recorded).error();
      return chunk;
    }
    chunk.decoded.push_back(*std::move(recorded));
  }
  chunk.more = true;
  return chunk;
}

}  // namespace

Result<void> read_ahead(Connection& connection, std::uint64_t from, const TakeEntry& each) {
  const auto& path = connection.path();
  ENTENTE_ASSIGN(RowReader reader, RowReader::from(connection, from));
  Chunk chunk = next_chunk(reader, path);
  while (true) {
    std::future<Chunk> next;  // waits when it goes out of scope, so that nobody reads once this returns
    if (chunk.more) next = std::async([&] { return next_chunk(reader, path); });
    for (const KeptRow& row : chunk.rows) {
      ENTENTE_ASSIGN(auto recorded, recorded_of({row.sequence, row.id, row.stored, {}, {}}, path));
      ENTENTE_TRY(each(std::move(recorded)));
    }
    for (record::Recorded& recorded : chunk.decoded)
      ENTENTE_TRY(each(std::move(recorded)));
    if (chunk.error) return fail(*std::move(chunk.error));
    if (!chunk.more) return {};
    chunk = next.get();
  }
}

}  // namespace entente::store::sqlite
