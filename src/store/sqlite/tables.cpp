// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/tables.hpp"

#include "msg/store.hpp"
#include "store/sqlite/file.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <utility>

namespace entente::store::sqlite {
namespace {

struct Definition {
  std::string_view name;
  std::string_view sql;
};

// In order of their names, as check_tables reads them.
constexpr std::array<Definition, 3> definitions = {{
    {.name = "entries",
     .sql = "CREATE TABLE entries(sequence INTEGER PRIMARY KEY, id BLOB NOT NULL, stored BLOB NOT NULL, "
            "leaf BLOB NOT NULL, external BLOB NOT NULL, checksum INTEGER NOT NULL)"},
    {.name = "head",
     .sql = "CREATE TABLE head(only INTEGER PRIMARY KEY, root BLOB NOT NULL, frontier BLOB NOT NULL, "
            "checksum BLOB NOT NULL)"},
    {.name = "meta",
     .sql = "CREATE TABLE meta(only INTEGER PRIMARY KEY, secret BLOB NOT NULL, checksum BLOB NOT NULL)"},
}};

/// The key of the one row of `head`, and of `meta`.
constexpr std::int64_t only_row = 1;

/// A number as 8 bytes, big-endian.
std::array<char, 8> to_bytes(std::uint64_t number) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>((number >> (56 - 8 * i)) & 0xFFU);
  return bytes;
}

std::string_view view_of(const std::array<char, 8>& bytes) { return {bytes.data(), bytes.size()}; }

crypto::Digest checksum_of_secret(std::string_view secret) { return crypto::sha256({"entente/meta/v1\n", secret}); }

crypto::Digest checksum_of_head(std::string_view root, std::string_view frontier) {
  return crypto::sha256({"entente/head/v1\n", root, frontier});
}

record::EntryId id_of(std::string_view bytes) {
  record::EntryId id;
  std::copy_n(bytes.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

/// `head` and `meta` hold one row each; whatever else stands there might be read in its place.
Result<void> check_one_row(Connection& connection, std::string_view table) {
  const std::string sql = "SELECT count(*), min(only), max(only) FROM " + std::string(table);
  ENTENTE_ASSIGN(Statement counted, connection.prepare(sql));
  ENTENTE_TRY(counted.step());
  if (counted.number(0) == 1 && counted.number(1) == only_row) return {};
  return fail(Code::corrupt, msg::store::not_one_row(connection.path(), table, static_cast<double>(counted.number(0))));
}

}  // namespace

Result<void> make_tables(Connection& connection, const record::Secret& secret) {
  for (const Definition& definition : definitions)
    ENTENTE_TRY(connection.run(std::string(definition.sql).c_str()));
  const std::string pragmas = "PRAGMA application_id = " + std::to_string(application_id) +
                              "; PRAGMA user_version = " + std::to_string(schema_version);
  ENTENTE_TRY(connection.run(pragmas.c_str()));
  const std::string_view bytes = crypto::bytes_of(secret);
  const crypto::Digest checksum = checksum_of_secret(bytes);
  ENTENTE_ASSIGN(Statement insert, connection.prepare("INSERT INTO meta VALUES(1, ?1, ?2)"));
  ENTENTE_TRY(insert.bind(1, bytes).bind(2, checksum).run());
  return write_head(connection, {});
}

Result<void> check_tables(Connection& connection) {
  ENTENTE_ASSIGN(Statement rows, connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name"));
  std::size_t count = 0;
  while (true) {
    ENTENTE_ASSIGN(const bool row, rows.step());
    if (!row) break;
    if (count == definitions.size() || rows.bytes(0) != definitions[count].name ||
        rows.bytes(1) != definitions[count].sql) {
      return fail(Code::corrupt, msg::store::schema_damaged(connection.path()));
    }
    ++count;
  }
  if (count != definitions.size()) return fail(Code::corrupt, msg::store::schema_damaged(connection.path()));
  return {};
}

Result<record::Secret> read_secret(Connection& connection) {
  ENTENTE_TRY(check_one_row(connection, "meta"));
  ENTENTE_ASSIGN(Statement rows, connection.prepare("SELECT secret, checksum FROM meta"));
  ENTENTE_ASSIGN(const bool row, rows.step());
  record::Secret secret{};
  if (!row || rows.bytes(0).size() != secret.size() ||
      rows.bytes(1) != crypto::bytes_of(checksum_of_secret(rows.bytes(0)))) {
    return fail(Code::corrupt, msg::store::meta_damaged(connection.path()));
  }
  const auto bytes = rows.bytes(0);
  std::copy(bytes.begin(), bytes.end(), secret.begin());
  return secret;
}

std::int64_t checksum_of(const Row& row) {
  std::string rest;
  rest += view_of(to_bytes(row.sequence));
  rest += row.id;
  rest += row.leaf;
  rest += view_of(to_bytes(row.external.size()));  // so that nothing can move from one part to the next
  rest += row.external;
  const XXH64_hash_t seed = XXH3_64bits(rest.data(), rest.size());
  return static_cast<std::int64_t>(XXH3_64bits_withSeed(row.stored.data(), row.stored.size(), seed));
}

std::string_view bytes_of(const record::EntryId& id) { return crypto::bytes_of(id.bytes); }

Result<crypto::MerkleFrontier> read_head(Connection& connection) {
  ENTENTE_TRY(check_one_row(connection, "head"));
  ENTENTE_ASSIGN(Statement rows, connection.prepare("SELECT root, frontier, checksum FROM head"));
  ENTENTE_ASSIGN(const bool row, rows.step());
  const auto damaged = [&] { return fail(Code::corrupt, msg::store::head_damaged(connection.path())); };
  if (!row || rows.bytes(2) != crypto::bytes_of(checksum_of_head(rows.bytes(0), rows.bytes(1)))) return damaged();
  auto tree = crypto::MerkleFrontier::load(rows.bytes(1));
  if (!tree || crypto::bytes_of(tree->root()) != rows.bytes(0)) return damaged();
  return tree;
}

Result<void> write_head(Connection& connection, const crypto::MerkleFrontier& tree) {
  ENTENTE_ASSIGN(Statement write, connection.prepare("INSERT OR REPLACE INTO head VALUES(1, ?1, ?2, ?3)"));
  const crypto::Digest root = tree.root();
  const std::string frontier = tree.save();
  const crypto::Digest checksum = checksum_of_head(crypto::bytes_of(root), frontier);
  return write.bind(1, root).bind(2, frontier).bind(3, checksum).run();
}

Result<RowReader> RowReader::from(Connection& connection, std::uint64_t sequence) {
  ENTENTE_ASSIGN(const auto tree, read_head(connection));
  const std::string sql =
      "SELECT " + std::string(entry_columns) + " FROM entries WHERE sequence >= ?1 ORDER BY sequence";
  ENTENTE_ASSIGN(Statement rows, connection.prepare(sql));
  rows.bind(1, static_cast<std::int64_t>(sequence));
  return RowReader(connection, std::move(rows), sequence, tree.size());
}

Result<std::optional<Row>> RowReader::next() {
  ENTENTE_ASSIGN(const bool found, rows_.step());
  const auto expected = static_cast<double>(next_);
  const auto size = static_cast<double>(size_);
  if (!found) {
    if (next_ < size_) return fail(Code::corrupt, msg::store::row_missing(*path_, expected, size - 1));
    return std::optional<Row>();
  }
  ENTENTE_ASSIGN(const Row row, checked_row(rows_, *path_));
  if (row.sequence >= size_) {
    return fail(Code::corrupt, msg::store::row_beyond(*path_, static_cast<double>(row.sequence), size));
  }
  if (row.sequence != next_) return fail(Code::corrupt, msg::store::row_missing(*path_, expected, size - 1));
  ++next_;
  return std::optional(row);
}

Result<Row> checked_row(const Statement& statement, const std::string& path) {
  const Row row{.sequence = static_cast<std::uint64_t>(statement.number(0)),
                .id = statement.bytes(1),
                .stored = statement.bytes(2),
                .leaf = statement.bytes(3),
                .external = statement.bytes(4)};
  const bool sized = row.id.size() == sizeof(record::EntryId) && row.leaf.size() == sizeof(crypto::Digest) &&
                     (row.external.empty() || row.external.size() == sizeof(record::EntryId));
  if (!sized || checksum_of(row) != statement.number(5)) {
    return fail(Code::corrupt, msg::store::row_damaged(path, static_cast<double>(row.sequence)));
  }
  return row;
}

Result<record::Recorded> recorded_of(const Row& row, const std::string& path) {
  auto entry = record::decode(row.stored);
  const auto sequence = static_cast<double>(row.sequence);
  if (!entry) {
    return fail(Code::corrupt, msg::store::row_unreadable(path, sequence, std::move(entry).error().message));
  }
  if (row.id != bytes_of(entry->id)) return fail(Code::corrupt, msg::store::row_damaged(path, sequence));
  return record::Recorded{row.sequence, *std::move(entry)};
}

Result<Statement> prepare_row_at(Connection& connection) {
  return connection.prepare("SELECT " + std::string(entry_columns) + " FROM entries WHERE sequence = ?1");
}

Result<Row> row_at(Statement& prepared, std::uint64_t sequence, const std::string& path) {
  prepared.reset();
  ENTENTE_ASSIGN(const bool found, prepared.bind(1, static_cast<std::int64_t>(sequence)).step());
  const auto number = static_cast<double>(sequence);
  if (!found) return fail(Code::corrupt, msg::store::row_missing(path, number, number));
  ENTENTE_ASSIGN(const Row row, checked_row(prepared, path));
  if (row.sequence != sequence) return fail(Code::corrupt, msg::store::row_missing(path, number, number));
  return row;
}

Result<void> catch_up(Index& index, Connection& connection) {
  ENTENTE_ASSIGN(RowReader rows, RowReader::from(connection, index.size()));
  while (true) {
    ENTENTE_ASSIGN(const auto row, rows.next());
    if (!row) return {};
    index.add(id_of(row->id), row->external.empty() ? std::nullopt : std::optional(id_of(row->external)));
  }
}

}  // namespace entente::store::sqlite
