// SPDX-License-Identifier: Apache-2.0
// Entries made ready for a backend: stored bytes, leaf, and the digests by which they are looked up.
#pragma once

#include "base/result.hpp"
#include "crypto/digest.hpp"
#include "record/canonical.hpp"
#include "record/entry.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store {

/// 16 bytes of SHA-256 over dataset and id of an external key: what all releases of a row have in common.
using Subject = std::array<std::uint8_t, 16>;
[[nodiscard]] Subject subject_of(std::string_view dataset, std::string_view id);

/// An external key as a backend looks it up.
struct ExternalDigest {
  Subject subject{};
  std::uint64_t release = 0;  ///< 8 bytes of SHA-256 over the release
  friend bool operator==(const ExternalDigest&, const ExternalDigest&) = default;
};
[[nodiscard]] ExternalDigest digest_of(const record::ExternalKey& key);

struct Prepared {
  record::EntryId id;
  std::string stored;
  crypto::Digest leaf{};
  std::optional<ExternalDigest> external;
};

/// A batch, in its order; the same entry twice is there once.
struct PreparedBatch {
  std::vector<Prepared> entries;
  std::uint64_t repeated = 0;
};

/// errors   invalid when an entry cannot be stored; conflict when two of the batch share an id or external key.
/// cost     about 10 µs per imported incident on one core; batches of some hundred and more use two.
[[nodiscard]] Result<PreparedBatch> prepare(std::span<const record::Entry> batch, const record::Secret& secret);

/// The first 8 bytes of a digest as a number, big-endian.
[[nodiscard]] std::uint64_t first_word(const crypto::Digest& digest);
/// A number as 8 bytes, big-endian.
[[nodiscard]] std::array<char, 8> to_bytes(std::uint64_t number);

}  // namespace entente::store
