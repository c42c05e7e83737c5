// SPDX-License-Identifier: Apache-2.0
// What is in a record already: entries by id and by external key, kept in memory and made from the entries.
#pragma once

#include "record/entry.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <functional>
#include <optional>

namespace entente::store {

/// In memory, because random keys on disk would cost more than the entries themselves (each a page to log and sync),
/// and because damage to an index hides entries, which no checksum per row shows.
/// cost     about 0.4 µs and 60 to 100 bytes per entry.
class Index {
 public:
  /// The sequence that comes next; everything before it is in here.
  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// key   of the entry's external key, as `Prepared` has it
  void add(const record::EntryId& id, const std::optional<record::EntryId>& key) {
    ids_.emplace(id, size_);
    if (key) keys_.emplace(*key, size_);
    ++size_;
  }

  /// The sequence of the entry with this id, or with this external key; none when there is none.
  [[nodiscard]] std::optional<std::uint64_t> with_id(const record::EntryId& id) const { return in(ids_, id); }
  [[nodiscard]] std::optional<std::uint64_t> with_key(const record::EntryId& key) const { return in(keys_, key); }

 private:
  using Sequences = boost::unordered_flat_map<record::EntryId, std::uint64_t, std::hash<record::EntryId>>;
  static std::optional<std::uint64_t> in(const Sequences& sequences, const record::EntryId& id) {
    const auto found = sequences.find(id);
    return found == sequences.end() ? std::nullopt : std::optional(found->second);
  }

  std::uint64_t size_ = 0;
  Sequences ids_;
  Sequences keys_;
};

}  // namespace entente::store
