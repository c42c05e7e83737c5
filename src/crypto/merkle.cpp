// SPDX-License-Identifier: Apache-2.0
// The frontier of a Merkle tree: adding a leaf merges equal subtrees as a carry runs through a binary number.
#include "crypto/merkle.hpp"

#include "msg/crypto.hpp"

#include <algorithm>
#include <bit>

namespace entente::crypto {
namespace {

constexpr std::string_view leaf_prefix{"\0", 1};
constexpr std::string_view node_prefix{"\1", 1};
constexpr std::size_t size_bytes = 8;

}  // namespace

Digest leaf_hash(std::string_view data) { return sha256({leaf_prefix, data}); }

Digest node_hash(const Digest& left, const Digest& right) {
  return sha256({node_prefix, bytes_of(left), bytes_of(right)});
}

void MerkleFrontier::add(std::string_view leaf_data) {
  Digest subtree = leaf_hash(leaf_data);
  for (std::uint64_t carry = size_; (carry & 1U) != 0; carry >>= 1U) {
    subtree = node_hash(peaks_.back(), subtree);
    peaks_.pop_back();
  }
  peaks_.push_back(subtree);
  ++size_;
}

Digest MerkleFrontier::root() const {
  if (peaks_.empty()) return sha256("");
  Digest root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak)
    root = node_hash(*peak, root);
  return root;
}

std::string MerkleFrontier::save() const {
  std::string bytes;
  bytes.reserve(size_bytes + peaks_.size() * sizeof(Digest));
  for (std::size_t i = 0; i < size_bytes; ++i)
    bytes += static_cast<char>((size_ >> (8 * (size_bytes - 1 - i))) & 0xFFU);
  for (const Digest& peak : peaks_)
    bytes += bytes_of(peak);
  return bytes;
}

Result<MerkleFrontier> MerkleFrontier::load(std::string_view bytes) {
  MerkleFrontier frontier;
  for (const char byte : bytes.substr(0, size_bytes)) {
    frontier.size_ = (frontier.size_ << 8U) | static_cast<unsigned char>(byte);
  }
  const auto peaks = static_cast<std::size_t>(std::popcount(frontier.size_));
  if (bytes.size() != size_bytes + peaks * sizeof(Digest)) {
    return fail(Code::corrupt, msg::crypto::frontier_length(static_cast<double>(bytes.size())));
  }
  for (std::size_t i = size_bytes; i < bytes.size(); i += sizeof(Digest)) {
    Digest& peak = frontier.peaks_.emplace_back();
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i), sizeof(Digest), peak.begin());
  }
  return frontier;
}

}  // namespace entente::crypto
