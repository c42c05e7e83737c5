// SPDX-License-Identifier: Apache-2.0
// Finds the bytes that give a CSV text its structure, 64 at a time, with the widest instructions the processor has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::codec {

/// The instructions a scan uses. All give the same answer; which are there is asked of the processor at run time.
enum class ScanPath { avx512, avx2, portable };

/// Every path this processor can run, fastest first; the last is always `portable`.
[[nodiscard]] const std::vector<ScanPath>& scan_paths();

inline constexpr std::size_t scan_block_bytes = 64;

/// Which bytes of one block of 64 are of each kind; bit 0 is the first byte.
struct BlockMasks {
  std::uint64_t quotes = 0;      ///< `"`
  std::uint64_t separators = 0;  ///< the separator of the file
  std::uint64_t breaks = 0;      ///< line feed
};

/// Fills `masks[0, blocks)` from the 64 * `blocks` bytes at `data`. Needs no alignment.
/// cost     one pass; about 9 GB/s with AVX-512 or AVX2, about 1 GB/s portable.
using ClassifyBlocks = void (*)(const char* data, std::size_t blocks, char separator, BlockMasks* masks);
[[nodiscard]] ClassifyBlocks classifier(ScanPath path);

/// What one block means once it is known where the quoted texts are.
struct BlockStructure {
  std::uint64_t ends = 0;           ///< separators and line feeds that end a field
  std::uint64_t quoted_breaks = 0;  ///< line feeds inside quoted fields
};

/// Carries the state of quotes from block to block.
///
/// A quotation mark opens a quoted text only at the start of a field, or directly behind the mark that closed it (a
/// doubled mark). Any other mark outside a quoted text is an ordinary character.
class QuoteTracker {
 public:
  [[nodiscard]] BlockStructure resolve(const BlockMasks& masks);
  /// Whether the last block ended inside a quoted text.
  [[nodiscard]] bool inside() const { return inside_; }

 private:
  [[nodiscard]] BlockStructure resolve_with_stray_quotes(const BlockMasks& masks);

  bool inside_ = false;
  bool may_open_ = true;  // the byte before the block ended a field or closed a quoted text
};

}  // namespace entente::codec
