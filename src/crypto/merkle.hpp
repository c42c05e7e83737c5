// SPDX-License-Identifier: Apache-2.0
// The Merkle tree of RFC 6962 §2.1 over 32-byte leaves, grown one leaf at a time.
#pragma once

#include "base/result.hpp"
#include "crypto/digest.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::crypto {

/// H(0x00 ‖ data) and H(0x01 ‖ left ‖ right).
[[nodiscard]] Digest leaf_hash(std::string_view data);
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);

/// The right edge of a growing tree: enough to add leaves and to know the root. At most 64 digests.
class MerkleFrontier {
 public:
  /// cost     one leaf hash and on average one node hash.
  void add(std::string_view leaf_data);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// MTH (RFC 6962, 2.1) of all leaves added; of an empty tree SHA-256("").
  /// cost     at most 63 node hashes.
  [[nodiscard]] Digest root() const;

  /// The frontier as bytes, to be stored with the head, and back. errors: corrupt when the length does not fit.
  [[nodiscard]] std::string save() const;
  [[nodiscard]] static Result<MerkleFrontier> load(std::string_view bytes);
  friend bool operator==(const MerkleFrontier&, const MerkleFrontier&) = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;  // complete subtrees, largest first, one per set bit of size_
};

}  // namespace entente::crypto
