// SPDX-License-Identifier: Apache-2.0
// The canonical, field-wise and salted form of an entry (docs/record.md gives the grammar and a worked example).
#pragma once

#include "base/result.hpp"
#include "crypto/digest.hpp"
#include "record/entry.hpp"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// One named value of an entry, e.g. {"place.radius_m", "3000"}. Values are UTF-8, any bytes allowed but NUL.
struct Field {
  std::string name;
  std::string value;
  friend auto operator<=>(const Field&, const Field&) = default;
};

/// The fields of an entry, sorted by name, each name once. Everything but the sequence number, which is the entry's
/// place in the Merkle tree and bound by the root. The same entry always gives the same fields.
[[nodiscard]] std::vector<Field> to_fields(const Entry& entry);

/// Whether the entry can be stored and comes back as it is.
/// errors   invalid, naming the field: a text holds NUL, a number is not finite, a word is none of its family, a time
///          claim has neither or both of days and instants, a part of an external key holds a line break.
[[nodiscard]] Result<void> check(const Entry& entry);

/// errors   corrupt when a field is missing, unknown, twice, or its value is not of its form; the message names it.
[[nodiscard]] Result<Entry> from_fields(std::span<const Field> fields);

/// The stored form: a version byte, then `name SP value LF` lines with LF, CR and backslash in values escaped.
[[nodiscard]] std::string to_stored(std::span<const Field> fields);
/// Only what `to_stored` writes is read: each stored form has exactly one reading and each reading one form.
/// errors   corrupt for any other bytes.
[[nodiscard]] Result<std::vector<Field>> from_stored(std::string_view bytes);

/// from_fields(from_stored(bytes)), without the detour.
/// cost     about 3 µs for an imported incident.
[[nodiscard]] Result<Entry> decode(std::string_view stored);

/// The secret from which every salt of a record derives. 32 random bytes, fixed in tests.
using Secret = std::array<std::uint8_t, 32>;

/// What is hashed: version byte, then sorted lines `name SP base64(SHA-256(salt ‖ 0 ‖ name ‖ 0 ‖ value)) LF`,
/// the salts being 16 bytes each, in the order of the lines, drawn from the key HMAC-SHA-256(secret, entry id): a field
/// can be withheld or destroyed, the rest proves.
[[nodiscard]] std::string canonical_form(const EntryId& id, std::span<const Field> fields, const Secret& secret);

/// SHA-256 over the canonical form: the leaf of the record's tree.
/// cost     about 5 µs for an imported incident of 30 fields, nearly all of it SHA-256.
[[nodiscard]] crypto::Digest leaf(const EntryId& id, std::span<const Field> fields, const Secret& secret);

/// Entries to stored form and leaf, one after the other, with buffers that are kept. One per thread.
class Encoder {
 public:
  explicit Encoder(const Secret& secret);
  ~Encoder();
  Encoder(Encoder&&) noexcept;
  Encoder& operator=(Encoder&&) noexcept;

  /// Both stay valid until the next call.
  struct Encoded {
    std::string_view stored;  ///< to_stored(to_fields(entry))
    crypto::Digest leaf;      ///< leaf(entry.id, to_fields(entry), secret)
  };
  /// errors   as `check`.
  [[nodiscard]] Result<Encoded> encode(const Entry& entry);
  /// The leaf of an entry by its stored form, for whoever re-reads a record. errors: as `from_stored`.
  [[nodiscard]] Result<crypto::Digest> leaf_of(const EntryId& id, std::string_view stored);

 private:
  struct Buffers;
  std::unique_ptr<Buffers> buffers_;
};

/// The id of an imported row: the first 16 bytes of SHA-256("entente/import/v1" LF dataset LF id LF release).
[[nodiscard]] EntryId derive_id(const ExternalKey& key);

}  // namespace entente::record
