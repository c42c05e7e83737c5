// SPDX-License-Identifier: Apache-2.0
// Entries made ready for a backend: stored bytes, leaf, and the digests by which they are looked up.
#pragma once

#include "base/result.hpp"
#include "crypto/digest.hpp"
#include "record/canonical.hpp"
#include "record/entry.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente::store {

/// An entry as a backend takes it.
struct Prepared {
  record::EntryId id;
  std::string stored;
  crypto::Digest leaf{};
  std::optional<record::EntryId> external;  ///< its external key, as `key_of` has it
};

/// A batch, in its order; the same entry twice is there once.
struct PreparedBatch {
  std::vector<Prepared> entries;
  std::uint64_t repeated = 0;
};

/// errors   invalid when an entry cannot be stored; conflict when two of the batch share an id or external key.
/// cost     about 10 µs per imported incident on one core; batches of some hundred and more use two.
[[nodiscard]] Result<PreparedBatch> prepare(std::span<const record::Entry> batch, const record::Secret& secret);

/// A batch that is made ready while it is still being gathered: on another thread as long as entries come, on both once
/// they have all come.
class Preparation {
 public:
  explicit Preparation(const record::Secret& secret);
  /// Ends what is under way; what was gathered is forgotten.
  ~Preparation();
  Preparation(Preparation&&) noexcept;
  Preparation& operator=(Preparation&&) noexcept;

  /// The entry must stay where it is, unchanged, until `finish` has returned or this is gone.
  void add(const record::Entry& entry);
  /// In the order in which they were added. Called once. errors   as `prepare`; the first of the order is the one
  /// named.
  [[nodiscard]] Result<PreparedBatch> finish() &&;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

/// An external key as a backend looks it up: the id that an import derives from it.
[[nodiscard]] std::optional<record::EntryId> key_of(const record::Entry& entry);

}  // namespace entente::store
