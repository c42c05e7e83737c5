// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/tables.hpp"

#include "msg/store.hpp"
#include "store/sqlite/file.hpp"

#include <algorithm>
#include <array>

namespace entente::store::sqlite {
namespace {

struct Definition {
  std::string_view name;
  std::string_view sql;
};

// In order of their names, as check_tables reads them.
constexpr std::array<Definition, 5> definitions = {{
    {.name = "entries",
     .sql = "CREATE TABLE entries(sequence INTEGER PRIMARY KEY, id BLOB NOT NULL, stored BLOB NOT NULL, "
            "leaf BLOB NOT NULL, checksum INTEGER NOT NULL)"},
    {.name = "externals",
     .sql = "CREATE TABLE externals(subject BLOB NOT NULL, sequence INTEGER NOT NULL, release INTEGER NOT NULL, "
            "PRIMARY KEY(subject, sequence)) WITHOUT ROWID"},
    {.name = "head",
     .sql = "CREATE TABLE head(only INTEGER PRIMARY KEY, root BLOB NOT NULL, frontier BLOB NOT NULL, "
            "sums BLOB NOT NULL, checksum BLOB NOT NULL)"},
    {.name = "ids", .sql = "CREATE TABLE ids(id BLOB PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID"},
    {.name = "meta",
     .sql = "CREATE TABLE meta(only INTEGER PRIMARY KEY, secret BLOB NOT NULL, checksum BLOB NOT NULL)"},
}};

std::string_view view_of(const std::array<char, 8>& bytes) { return {bytes.data(), bytes.size()}; }

crypto::Digest checksum_of_secret(std::string_view secret) { return crypto::sha256({"entente/meta/v1\n", secret}); }

crypto::Digest checksum_of_head(std::string_view root, std::string_view sums, std::string_view frontier) {
  return crypto::sha256({"entente/head/v1\n", root, sums, frontier});
}

std::uint64_t word_at(std::string_view bytes, std::size_t at) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < sizeof word; ++i)
    word = (word << 8U) | static_cast<unsigned char>(bytes[at + i]);
  return word;
}

/// Reads all rows of a lookup table in order, adding up their digests.
template <typename DigestOfRow>
Result<void> check_lookup(Connection& connection, std::string_view name, std::string_view sql, std::uint64_t sum,
                          const DigestOfRow& digest_of_row) {
  ENTENTE_ASSIGN(Statement rows, connection.prepare(sql));
  std::uint64_t found = 0;
  std::string before;
  std::string key;
  while (true) {
    ENTENTE_ASSIGN(const bool row, rows.step());
    if (!row) break;
    found += digest_of_row(rows, key);
    // Out of order, a search would go astray.
    if (key <= before) return fail(Code::corrupt, msg::store::lookup_damaged(connection.path(), name));
    std::swap(before, key);
  }
  if (found != sum) return fail(Code::corrupt, msg::store::lookup_damaged(connection.path(), name));
  return {};
}

}  // namespace

Result<void> make_tables(Connection& connection, const record::Secret& secret) {
  for (const Definition& definition : definitions)
    ENTENTE_TRY(connection.run(std::string(definition.sql).c_str()));
  const std::string pragmas = "PRAGMA application_id = " + std::to_string(application_id) +
                              "; PRAGMA user_version = " + std::to_string(schema_version);
  ENTENTE_TRY(connection.run(pragmas.c_str()));
  const std::string_view bytes(reinterpret_cast<const char*>(secret.data()), secret.size());
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

std::int64_t checksum_of(std::uint64_t sequence, std::string_view id, std::string_view leaf, std::string_view stored) {
  const auto number = to_bytes(sequence);
  return static_cast<std::int64_t>(first_word(crypto::sha256({view_of(number), id, leaf, stored})));
}

Result<HeadState> read_head(Connection& connection) {
  ENTENTE_ASSIGN(Statement rows, connection.prepare("SELECT root, frontier, sums, checksum FROM head"));
  ENTENTE_ASSIGN(const bool row, rows.step());
  const auto damaged = [&] { return fail(Code::corrupt, msg::store::head_damaged(connection.path())); };
  if (!row || rows.bytes(2).size() != 2 * sizeof(std::uint64_t) ||
      rows.bytes(3) != crypto::bytes_of(checksum_of_head(rows.bytes(0), rows.bytes(2), rows.bytes(1)))) {
    return damaged();
  }
  auto tree = crypto::MerkleFrontier::load(rows.bytes(1));
  if (!tree || crypto::bytes_of(tree->root()) != rows.bytes(0)) return damaged();
  return HeadState{.tree = *std::move(tree),
                   .ids_sum = word_at(rows.bytes(2), 0),
                   .externals_sum = word_at(rows.bytes(2), sizeof(std::uint64_t))};
}

Result<void> write_head(Connection& connection, const HeadState& state) {
  ENTENTE_ASSIGN(Statement write, connection.prepare("INSERT OR REPLACE INTO head VALUES(1, ?1, ?2, ?3, ?4)"));
  const crypto::Digest root = state.tree.root();
  const std::string frontier = state.tree.save();
  const std::string sums = std::string(view_of(to_bytes(state.ids_sum))).append(view_of(to_bytes(state.externals_sum)));
  const crypto::Digest checksum = checksum_of_head(crypto::bytes_of(root), sums, frontier);
  return write.bind(1, root).bind(2, frontier).bind(3, sums).bind(4, checksum).run();
}

std::uint64_t digest_of_id(std::string_view id, std::uint64_t sequence) {
  return first_word(crypto::sha256({"i", view_of(to_bytes(sequence)), id}));
}

std::uint64_t digest_of_external(std::string_view subject, std::uint64_t sequence, std::uint64_t release) {
  return first_word(crypto::sha256({"e", view_of(to_bytes(sequence)), view_of(to_bytes(release)), subject}));
}

Result<Row> checked_row(const Statement& statement, const std::string& path) {
  const Row row{.sequence = static_cast<std::uint64_t>(statement.number(0)),
                .id = statement.bytes(1),
                .stored = statement.bytes(2),
                .leaf = statement.bytes(3)};
  constexpr std::size_t id_bytes = 16;
  if (row.id.size() != id_bytes || row.leaf.size() != sizeof(crypto::Digest) ||
      checksum_of(row.sequence, row.id, row.leaf, row.stored) != statement.number(4)) {
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
  const auto& id = entry->id.bytes;
  if (row.id != std::string_view(reinterpret_cast<const char*>(id.data()), id.size())) {
    return fail(Code::corrupt, msg::store::row_damaged(path, sequence));
  }
  return record::Recorded{row.sequence, *std::move(entry)};
}

Result<void> check_lookups(Connection& connection, const HeadState& head) {
  ENTENTE_TRY(check_lookup(connection, "ids", "SELECT id, sequence FROM ids ORDER BY id", head.ids_sum,
                           [](const Statement& row, std::string& key) {
                             key = row.bytes(0);
                             return digest_of_id(key, static_cast<std::uint64_t>(row.number(1)));
                           }));
  return check_lookup(
      connection, "externals", "SELECT subject, sequence, release FROM externals ORDER BY subject, sequence",
      head.externals_sum, [](const Statement& row, std::string& key) {
        const auto sequence = static_cast<std::uint64_t>(row.number(1));
        const auto digest = digest_of_external(row.bytes(0), sequence, static_cast<std::uint64_t>(row.number(2)));
        key.assign(row.bytes(0)).append(view_of(to_bytes(sequence)));
        return digest;
      });
}

Result<Lookups> Lookups::make(Connection& connection) {
  ENTENTE_ASSIGN(Statement by_id, connection.prepare("SELECT sequence FROM ids WHERE id = ?1"));
  ENTENTE_ASSIGN(Statement by_release,
                 connection.prepare("SELECT sequence FROM externals WHERE subject = ?1 AND release = ?2"));
  ENTENTE_ASSIGN(
      Statement by_subject,
      connection.prepare("SELECT sequence FROM externals WHERE subject = ?1 ORDER BY sequence DESC LIMIT 1"));
  ENTENTE_ASSIGN(Statement row,
                 connection.prepare("SELECT " + std::string(entry_columns) + " FROM entries WHERE sequence = ?1"));
  return Lookups(connection, std::move(by_id), std::move(by_release), std::move(by_subject), std::move(row));
}

Result<std::optional<std::uint64_t>> Lookups::one(Statement& statement) {
  ENTENTE_ASSIGN(const bool found, statement.step());
  std::optional<std::uint64_t> sequence;
  if (found) {
    sequence = static_cast<std::uint64_t>(statement.number(0));
    statement.reset();
  }
  return sequence;
}

Result<std::optional<std::uint64_t>> Lookups::sequence_of(const record::EntryId& id) {
  return one(by_id_.bind(1, id.bytes));
}

Result<std::optional<std::uint64_t>> Lookups::sequence_of(const ExternalDigest& external) {
  return one(by_release_.bind(1, external.subject).bind(2, static_cast<std::int64_t>(external.release)));
}

Result<std::optional<std::uint64_t>> Lookups::latest_of(const Subject& subject) {
  return one(by_subject_.bind(1, subject));
}

Error Lookups::not_led_to(std::uint64_t sequence) const {
  return {Code::corrupt, msg::store::lookup_wrong(*path_, "entries", static_cast<double>(sequence))};
}

}  // namespace entente::store::sqlite
