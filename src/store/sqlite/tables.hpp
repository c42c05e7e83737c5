// SPDX-License-Identifier: Apache-2.0
// The tables of a record and what their rows must satisfy; each row is checked whenever it is read.
#pragma once

#include "crypto/merkle.hpp"
#include "store/prepared.hpp"
#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::store::sqlite {

// entries    sequence → id, stored form, leaf, checksum: the record itself
// ids        id → sequence; external keys: subject, sequence → release: derived, to find what is there already
// head       one row: size and root, the frontier of the tree, sums over the lookup tables, checksum
// meta       one row: the secret, checksum
//
// The lookup tables carry no checksum per row, since what damage hides from a lookup would not be missed. Instead the
// head keeps the sum of a digest of each row, and whoever looks something up first reads the table once (LookupCheck).

/// Makes the tables in an empty database.
[[nodiscard]] Result<void> make_tables(Connection& connection, const record::Secret& secret);
/// errors   corrupt when there are other tables, views or triggers, or they are defined otherwise.
[[nodiscard]] Result<void> check_tables(Connection& connection);
[[nodiscard]] Result<record::Secret> read_secret(Connection& connection);

/// The first 8 bytes of SHA-256 over sequence, id, leaf and stored form: damage passes it once in 2^64.
[[nodiscard]] std::int64_t checksum_of(std::uint64_t sequence, std::string_view id, std::string_view leaf,
                                       std::string_view stored);

/// What the head says besides size and root.
struct HeadState {
  crypto::MerkleFrontier tree;
  std::uint64_t ids_sum = 0;        ///< over `ids`, modulo 2^64
  std::uint64_t externals_sum = 0;  ///< over `externals`, modulo 2^64
  [[nodiscard]] Head head() const { return {.size = tree.size(), .root = tree.root()}; }
};
[[nodiscard]] Result<HeadState> read_head(Connection& connection);
[[nodiscard]] Result<void> write_head(Connection& connection, const HeadState& state);

[[nodiscard]] std::uint64_t digest_of_id(std::string_view id, std::uint64_t sequence);
[[nodiscard]] std::uint64_t digest_of_external(std::string_view subject, std::uint64_t sequence, std::uint64_t release);

/// An entry as it is stored; the views last until the statement goes on.
struct Row {
  std::uint64_t sequence = 0;
  std::string_view id;
  std::string_view stored;
  std::string_view leaf;
};
/// The columns of a row that `entry_columns` gives.
inline constexpr std::string_view entry_columns = "sequence, id, stored, leaf, checksum";
/// errors   corrupt when the row does not fit its checksum.
[[nodiscard]] Result<Row> checked_row(const Statement& statement, const std::string& path);
/// Decoded. errors: corrupt, naming the sequence.
[[nodiscard]] Result<record::Recorded> recorded_of(const Row& row, const std::string& path);

/// Reads both lookup tables whole: every row in order, their sums those of the head.
/// cost     about 0.6 µs per entry.
[[nodiscard]] Result<void> check_lookups(Connection& connection, const HeadState& head);

/// Finds entries by id and by external key. Trust it only after `check_lookups`.
class Lookups {
 public:
  [[nodiscard]] static Result<Lookups> make(Connection& connection);

  [[nodiscard]] Result<std::optional<std::uint64_t>> sequence_of(const record::EntryId& id);
  [[nodiscard]] Result<std::optional<std::uint64_t>> sequence_of(const ExternalDigest& external);
  [[nodiscard]] Result<std::optional<std::uint64_t>> latest_of(const Subject& subject);
  /// Calls `use` with the row, which must be there.
  template <typename Use>
  auto with_row(std::uint64_t sequence, const Use& use) -> decltype(use(Row{}));

 private:
  Lookups(Connection& connection, Statement by_id, Statement by_release, Statement by_subject, Statement row)
      : path_(&connection.path()),
        by_id_(std::move(by_id)),
        by_release_(std::move(by_release)),
        by_subject_(std::move(by_subject)),
        row_(std::move(row)) {}
  Result<std::optional<std::uint64_t>> one(Statement& statement);
  [[nodiscard]] Error not_led_to(std::uint64_t sequence) const;

  const std::string* path_;
  Statement by_id_;
  Statement by_release_;
  Statement by_subject_;
  Statement row_;
};

template <typename Use>
auto Lookups::with_row(std::uint64_t sequence, const Use& use) -> decltype(use(Row{})) {
  ENTENTE_ASSIGN(const bool found, row_.bind(1, static_cast<std::int64_t>(sequence)).step());
  if (!found) return fail(not_led_to(sequence));
  auto result = [&]() -> decltype(use(Row{})) {
    ENTENTE_ASSIGN(const Row row, checked_row(row_, *path_));
    if (row.sequence != sequence) return fail(not_led_to(sequence));
    return use(row);
  }();
  row_.reset();
  return result;
}

}  // namespace entente::store::sqlite
