// SPDX-License-Identifier: Apache-2.0
// From the marks of a block to the ends of its fields: quotes by prefix parity, stray quotes one by one.
#include "codec/csv_scan.hpp"

#include <bit>

namespace entente::codec {
namespace {

/// Bit i of the result is the parity of bits 0 to i.
std::uint64_t prefix_parity(std::uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

}  // namespace

BlockStructure QuoteTracker::resolve(const BlockMasks& masks) {
  const std::uint64_t carried = inside_ ? ~std::uint64_t{0} : 0;
  const std::uint64_t marks = masks.separators | masks.breaks;
  if (masks.quotes == 0) {
    may_open_ = (marks >> 63) != 0;
    return {marks & ~carried, masks.breaks & carried};
  }
  // From each opening mark until just before the closing one.
  const std::uint64_t inside = prefix_parity(masks.quotes) ^ carried;
  const std::uint64_t opening = masks.quotes & inside;
  const std::uint64_t may_open = ((marks | masks.quotes) << 1) | (may_open_ ? 1u : 0u);
  if ((opening & ~may_open) != 0) return resolve_with_stray_quotes(masks);
  inside_ = (inside >> 63) != 0;
  may_open_ = ((marks | masks.quotes) >> 63) != 0;
  return {marks & ~inside, masks.breaks & inside};
}

BlockStructure QuoteTracker::resolve_with_stray_quotes(const BlockMasks& masks) {
  BlockStructure structure;
  int opener = may_open_ ? -1 : -2;  // the last byte behind which a mark opens a quoted text
  std::uint64_t left = masks.quotes | masks.separators | masks.breaks;
  for (; left != 0; left &= left - 1) {
    const int position = std::countr_zero(left);
    const std::uint64_t bit = left & (~left + 1);
    if ((masks.quotes & bit) != 0) {
      if (inside_) {
        inside_ = false;
        opener = position;
      } else if (opener == position - 1) {
        inside_ = true;
      }
    } else if (!inside_) {
      structure.ends |= bit;
      opener = position;
    } else {
      structure.quoted_breaks |= masks.breaks & bit;
    }
  }
  may_open_ = opener == 63;
  return structure;
}

}  // namespace entente::codec
