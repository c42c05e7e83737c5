// SPDX-License-Identifier: Apache-2.0
// The tables of a record and what their rows must satisfy; each row is checked whenever it is read.
#pragma once

#include "crypto/merkle.hpp"
#include "store/index.hpp"
#include "store/prepared.hpp"
#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::store::sqlite {

// entries    sequence → id, stored form, leaf, digest of the external key, checksum: the record itself
// head       one row: size and root, the frontier of the tree, checksum
// meta       one row: the secret, checksum

/// Makes the tables in an empty database.
[[nodiscard]] Result<void> make_tables(Connection& connection, const record::Secret& secret);
/// errors   corrupt when there are other tables, views or triggers, or they are defined otherwise.
[[nodiscard]] Result<void> check_tables(Connection& connection);
/// errors   corrupt when the secret is missing or damaged, or the table holds any row but its own.
[[nodiscard]] Result<record::Secret> read_secret(Connection& connection);

/// errors   corrupt when the head is missing or damaged, or the table holds any row but its own.
[[nodiscard]] Result<crypto::MerkleFrontier> read_head(Connection& connection);
/// Replaces the head, within the transaction that is open.
[[nodiscard]] Result<void> write_head(Connection& connection, const crypto::MerkleFrontier& tree);
[[nodiscard]] inline Head head_of(const crypto::MerkleFrontier& tree) {
  return {.size = tree.size(), .root = tree.root()};
}

/// An entry as it is stored; the views last until the statement goes on.
struct Row {
  std::uint64_t sequence = 0;
  std::string_view id;
  std::string_view stored;
  std::string_view leaf;
  std::string_view external;  ///< bytes_of the entry's `key_of`, or nothing
};
/// XXH3 over the row: damage passes it once in 2^64. Against forgery stand the leaves and the root.
[[nodiscard]] std::int64_t checksum_of(const Row& row);
/// The 16 bytes, as long as `id` lives.
[[nodiscard]] std::string_view bytes_of(const record::EntryId& id);

/// Entries from a sequence on, each checked, none missing up to the head.
class RowReader {
 public:
  /// errors   corrupt when the head is damaged.
  [[nodiscard]] static Result<RowReader> from(Connection& connection, std::uint64_t sequence);
  /// returns  the next row; none after the last.
  /// errors   corrupt when a row does not fit its checksum, is missing, or stands behind the head.
  [[nodiscard]] Result<std::optional<Row>> next();

 private:
  RowReader(Connection& connection, Statement rows, std::uint64_t sequence, std::uint64_t size)
      : path_(&connection.path()), rows_(std::move(rows)), next_(sequence), size_(size) {}
  const std::string* path_;
  Statement rows_;
  std::uint64_t next_;
  std::uint64_t size_;
};

/// The columns of a row that `checked_row` reads.
inline constexpr std::string_view entry_columns = "sequence, id, stored, leaf, external, checksum";
/// errors   corrupt when the row does not fit its checksum.
[[nodiscard]] Result<Row> checked_row(const Statement& statement, const std::string& path);
/// Decoded. errors: corrupt, naming the sequence; also when the row's id is not the entry's.
[[nodiscard]] Result<record::Recorded> recorded_of(const Row& row, const std::string& path);

/// The statement whose first parameter is the sequence of the row that `row_at` gives.
[[nodiscard]] Result<Statement> prepare_row_at(Connection& connection);
/// errors   corrupt when the row is not there, or damaged.
[[nodiscard]] Result<Row> row_at(Statement& prepared, std::uint64_t sequence, const std::string& path);

/// Adds the entries that the index does not have yet.
/// cost     about 2 µs per entry.
[[nodiscard]] Result<void> catch_up(Index& index, Connection& connection);

}  // namespace entente::store::sqlite
