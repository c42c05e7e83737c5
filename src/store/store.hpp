// SPDX-License-Identifier: Apache-2.0
// The contract that every backend keeps: append whole batches, read them back as they were, lose nothing.
#pragma once

#include "base/result.hpp"
#include "crypto/digest.hpp"
#include "record/entry.hpp"
#include "store/prepared.hpp"

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente::store {

/// The state of the whole record: how many entries and the Merkle root over their leaves.
struct Head {
  std::uint64_t size = 0;
  crypto::Digest root{};
  friend bool operator==(const Head&, const Head&) = default;
};

/// What became of a batch.
struct Appended {
  std::uint64_t first_sequence = 0;  ///< of what was added; entries follow without gaps
  std::uint64_t added = 0;           ///< those not there before
  std::uint64_t already_there = 0;   ///< same id and same bytes: added nothing
  Head head;                         ///< after it
};

/// Something that `verify` found broken, in words a person can act on.
struct Damage {
  std::optional<std::uint64_t> sequence;
  Message message;
};

/// What `verify` read and found.
struct VerifyReport {
  Head head;
  std::uint64_t entries_read = 0;
  std::uint64_t bytes_read = 0;
  std::vector<Damage> damage;  ///< empty: everything is as it was written
};

/// Is given an entry to keep; an error ends the reading.
using TakeEntry = std::function<Result<void>(record::Recorded)>;

/// A record kept by a backend. Safe to call from several threads; one appends at a time.
class Store {
 public:
  virtual ~Store() = default;

  /// Adds a batch whole or not at all; durable when it returns.
  /// errors   invalid when an entry cannot be stored (record::check); conflict when an id or external key is there with
  ///          other bytes (the message names it); unavailable when the disk refuses or the record was opened for
  ///          reading; corrupt when what is stored cannot be trusted.
  [[nodiscard]] Result<Appended> append(std::span<const record::Entry> batch);

  /// The same, without waiting: the future is ready once the batch is durable. For those who keep many outstanding,
  /// e.g. a server; batches of one thread are added in the order in which they were given.
  /// cost     canonical forms and digests are worked out before it returns; the disk is another thread's work.
  [[nodiscard]] std::future<Result<Appended>> submit(std::span<const record::Entry> batch);

  /// The same, of a batch that was made ready with this record's secret while it was gathered (Preparation).
  [[nodiscard]] virtual std::future<Result<Appended>> submit_prepared(PreparedBatch batch) = 0;

  /// Calls `each` for entries from sequence `from` on, in order, until it returns an error or the end.
  /// Every entry's checksum is checked, and that none is missing before the head.
  /// errors   corrupt, naming the sequence; whatever `each` returns.
  [[nodiscard]] virtual Result<void> read(std::uint64_t from, const TakeEntry& each) = 0;

  /// As of the last batch that is durable.
  /// errors   corrupt when it does not fit its checksum; unavailable.
  [[nodiscard]] virtual Result<Head> head() = 0;
  /// From which salts derive; never printed.
  [[nodiscard]] virtual const record::Secret& secret() const = 0;

  /// Re-reads every byte, recomputes every digest and the root, and names what is broken.
  [[nodiscard]] virtual Result<VerifyReport> verify() = 0;
};

}  // namespace entente::store
