// SPDX-License-Identifier: Apache-2.0
// Ids of entries as text, and those that follow from where a row came from.
#include "crypto/digest.hpp"
#include "record/canonical.hpp"
#include "record/ids.hpp"

#include <algorithm>

namespace entente::record {

std::string to_string(const EntryId& id) { return crypto::to_hex(id.bytes); }

std::optional<EntryId> parse_entry_id(std::string_view hex) {
  EntryId id;
  if (hex.size() != id.bytes.size() * 2) return std::nullopt;
  const auto bytes = crypto::from_hex(hex);
  if (!bytes) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
  return id;
}

EntryId derive_id(const ExternalKey& key) {
  const auto digest = crypto::sha256({"entente/import/v1\n", key.dataset, "\n", key.id, "\n", key.release});
  EntryId id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

}  // namespace entente::record
