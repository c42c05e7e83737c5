// SPDX-License-Identifier: Apache-2.0
// Finds where the fields of a CSV text end, 64 bytes at a time, with the widest instructions the processor has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::codec {

/// The instructions a scan uses. All give the same answer; which are there is asked of the processor at run time.
enum class ScanPath { avx512, avx2, portable };

/// Every path this processor can run, fastest first; the last is always `portable`.
[[nodiscard]] const std::vector<ScanPath>& scan_paths();

/// Bytes that a scan takes at once.
inline constexpr std::size_t scan_block_bytes = 64;
/// 16 KiB of text a time, so that the text and its index stay in the first cache.
inline constexpr std::size_t scan_blocks_most = 256;

/// What is known about quotes between two blocks.
///
/// A quotation mark opens a quoted text only at the start of a field, or directly behind the mark that closed it (a
/// doubled mark). Any other mark outside a quoted text is an ordinary character.
struct QuoteState {
  bool inside = false;   ///< a quoted text is open
  bool may_open = true;  ///< the last byte ended a field or closed a quoted text
};

/// What a scan found, as offsets from the front of the scanned text, ascending.
struct ScanIndex {
  ScanIndex();
  /// Forgets what was found; keeps the memory.
  void clear();

  std::vector<std::uint32_t> ends;  ///< separators and line feeds that end a field, the first `end_count` of these
  std::size_t end_count = 0;
  std::vector<std::uint32_t> wide_blocks;  ///< blocks with bytes beyond ASCII, the first `wide_count` of these
  std::size_t wide_count = 0;
  std::vector<std::uint32_t> quoted_breaks;  ///< line feeds inside quoted texts
};

/// Replaces `index` by that of the 64 * `blocks` bytes at `text`; `blocks` is at most scan_blocks_most. Needs no
/// alignment; `state` goes from scan to scan.
using ScanBlocks = void (*)(const char* text, std::size_t blocks, char separator, QuoteState& state, ScanIndex& index);
/// The scan that uses these instructions. The processor must have them: `path` is one of scan_paths().
[[nodiscard]] ScanBlocks scanner(ScanPath path);

}  // namespace entente::codec
