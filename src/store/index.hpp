// SPDX-License-Identifier: Apache-2.0
// What is in a record already: entries by id and by external key, kept in memory and made from the entries.
#pragma once

#include "record/entry.hpp"
#include "store/prepared.hpp"

#include <cstdint>
#include <cstring>
#include <optional>
#include <unordered_map>

namespace entente::store {

/// In memory, because random keys on disk would cost more than the entries themselves (each a page to log and sync),
/// and because damage to an index hides entries, which no checksum per row shows. About 200 bytes per entry.
class Index {
 public:
  /// The sequence that comes next; everything before it is in here.
  [[nodiscard]] std::uint64_t size() const { return size_; }

  void add(const record::EntryId& id, const std::optional<ExternalDigest>& external) {
    ids_.emplace(id, size_);
    if (external) {
      externals_.emplace(*external, size_);
      latest_.insert_or_assign(external->subject, size_);
    }
    ++size_;
  }

  [[nodiscard]] std::optional<std::uint64_t> sequence_of(const record::EntryId& id) const { return in(ids_, id); }
  [[nodiscard]] std::optional<std::uint64_t> sequence_of(const ExternalDigest& external) const {
    return in(externals_, external);
  }
  /// Of the releases of a row, the one added last.
  [[nodiscard]] std::optional<std::uint64_t> latest_of(const Subject& subject) const { return in(latest_, subject); }

 private:
  template <typename Map, typename Key>
  static std::optional<std::uint64_t> in(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
  }
  struct Hash {
    // All are digests: their bytes are uniform already.
    std::size_t operator()(const Subject& subject) const {
      std::size_t word = 0;
      std::memcpy(&word, subject.data(), sizeof word);
      return word;
    }
    std::size_t operator()(const ExternalDigest& external) const {
      return (*this)(external.subject) ^ static_cast<std::size_t>(external.release);
    }
  };

  std::uint64_t size_ = 0;
  std::unordered_map<record::EntryId, std::uint64_t> ids_;
  std::unordered_map<ExternalDigest, std::uint64_t, Hash> externals_;
  std::unordered_map<Subject, std::uint64_t, Hash> latest_;
};

}  // namespace entente::store
