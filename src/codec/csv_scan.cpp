// SPDX-License-Identifier: Apache-2.0
// The scan: compare 64 bytes with three characters, find quoted texts by prefix parity, list what ends a field. The
// same code is compiled once for each set of instructions.
#include "codec/csv_scan.hpp"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 takes the deliberately undefined registers of its own intrinsics for a mistake.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#endif

// Into functions that may use more instructions than this file as a whole.
#define ENTENTE_INLINE [[gnu::always_inline]] inline

namespace entente::codec {
namespace {

/// Which bytes of one block are of each kind; bit 0 is the first byte.
struct BlockMasks {
  std::uint64_t quotes = 0;
  std::uint64_t separators = 0;
  std::uint64_t breaks = 0;
  bool wide = false;  ///< some byte is beyond ASCII
};

/// What they mean once it is known where the quoted texts are.
struct BlockStructure {
  std::uint64_t ends = 0;
  std::uint64_t quoted_breaks = 0;
};

/// Bit i of the result is the parity of bits 0 to i.
struct ParityByShifts {
  ENTENTE_INLINE std::uint64_t operator()(std::uint64_t bits) const {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
  }
};

/// The rule of QuoteState, mark by mark; for the few blocks in which parity alone does not tell.
[[gnu::noinline]] BlockStructure resolve_with_stray_quotes(std::uint64_t quotes, std::uint64_t separators,
                                                           std::uint64_t breaks, QuoteState& state) {
  BlockStructure structure;
  int opener = state.may_open ? -1 : -2;  // the last byte behind which a mark opens a quoted text
  std::uint64_t left = quotes | separators | breaks;
  for (; left != 0; left &= left - 1) {
    const int position = std::countr_zero(left);
    const std::uint64_t bit = left & (~left + 1);
    if ((quotes & bit) != 0) {
      if (state.inside) {
        state.inside = false;
        opener = position;
      } else if (opener == position - 1) {
        state.inside = true;
      }
    } else if (!state.inside) {
      structure.ends |= bit;
      opener = position;
    } else {
      structure.quoted_breaks |= breaks & bit;
    }
  }
  state.may_open = opener == 63;
  return structure;
}

/// QuoteState as masks. In registers: two bytes of a struct in memory, written and read in turns, cost half the scan.
struct Carried {
  std::uint64_t inside;    ///< all bits or none
  std::uint64_t may_open;  ///< 1 or 0
};

template <typename Parity>
ENTENTE_INLINE BlockStructure resolve(const BlockMasks& masks, Carried& carried, const Parity& prefix_parity) {
  const std::uint64_t marks = masks.separators | masks.breaks;
  // From each opening mark until just before the closing one.
  const std::uint64_t inside = prefix_parity(masks.quotes) ^ carried.inside;
  const std::uint64_t may_open = ((marks | masks.quotes) << 1) | carried.may_open;
  if ((masks.quotes & inside & ~may_open) != 0) [[unlikely]] {
    QuoteState state{.inside = carried.inside != 0, .may_open = carried.may_open != 0};
    const auto structure = resolve_with_stray_quotes(masks.quotes, masks.separators, masks.breaks, state);
    carried = {state.inside ? ~std::uint64_t{0} : 0, state.may_open ? 1U : 0U};
    return structure;
  }
  carried.inside = (inside >> 63) != 0 ? ~std::uint64_t{0} : 0;
  carried.may_open = (marks | masks.quotes) >> 63;
  return {marks & ~inside, masks.breaks & inside};
}

/// The place of the lowest bit; of no bits, some number without a branch.
ENTENTE_INLINE std::uint32_t lowest(std::uint64_t bits) {
  return static_cast<std::uint32_t>(std::countr_zero(bits | std::uint64_t{1} << 63));
}

/// Writes the places of the bits one after the other, and returns the end of what was written.
struct AppendOneByOne {
  ENTENTE_INLINE std::uint32_t* operator()(std::uint64_t bits, std::uint32_t offset, std::uint32_t* out) const {
    for (; bits != 0; bits &= bits - 1)
      *out++ = offset + lowest(bits);
    return out;
  }
};

[[gnu::noinline]] void add_quoted_breaks(std::uint64_t breaks, std::uint32_t offset, ScanIndex& index) {
  for (; breaks != 0; breaks &= breaks - 1)
    index.quoted_breaks.push_back(offset + lowest(breaks));
}

/// Asks for what the scan will look at two pages later: processors foresee no page but the one being read. What lies
/// behind the end of the text is only an address here; asking for it does nothing.
ENTENTE_INLINE void ask_ahead(const char* text) {
  constexpr std::uintptr_t ahead = 8192;
  // NOLINTNEXTLINE(*-reinterpret-cast,performance-no-int-to-ptr): never read from
  __builtin_prefetch(reinterpret_cast<const void*>(reinterpret_cast<std::uintptr_t>(text) + ahead));
}

template <typename Classify, typename Parity, typename Append>
ENTENTE_INLINE void scan(const char* text, std::size_t blocks, QuoteState& state, ScanIndex& index,
                         const Classify& classify, const Parity& prefix_parity, const Append& append) {
  Carried carried{state.inside ? ~std::uint64_t{0} : 0, state.may_open ? 1U : 0U};
  std::uint32_t* out = index.ends.data();
  std::uint32_t* wide = index.wide_blocks.data();
  index.quoted_breaks.clear();
  for (std::size_t block = 0; block < blocks; ++block) {
    const auto offset = static_cast<std::uint32_t>(block * scan_block_bytes);
    ask_ahead(text + offset);
    const BlockMasks masks = classify(text + offset);
    const BlockStructure structure = resolve(masks, carried, prefix_parity);
    *wide = offset;
    wide += masks.wide ? 1 : 0;
    if (structure.quoted_breaks != 0) [[unlikely]]
      add_quoted_breaks(structure.quoted_breaks, offset, index);
    out = append(structure.ends, offset, out);
  }
  index.end_count = static_cast<std::size_t>(out - index.ends.data());
  index.wide_count = static_cast<std::size_t>(wide - index.wide_blocks.data());
  state = {.inside = carried.inside != 0, .may_open = carried.may_open != 0};
}

constexpr std::uint64_t every_byte(char value) { return 0x0101010101010101U * static_cast<unsigned char>(value); }

/// Bit i is set where byte i of `word` is zero.
std::uint64_t zero_bytes(std::uint64_t word) {
  const std::uint64_t low_bits = every_byte(0x7f);
  const std::uint64_t found = ~(((word & low_bits) + low_bits) | word | low_bits);
  // Gathers the top bit of each byte into the top byte: bit 8i moves to bit 56 + i.
  return ((found >> 7) * 0x0102040810204080U) >> 56;
}

struct ClassifyPortable {
  char separator;
  BlockMasks operator()(const char* from) const {
    BlockMasks found;
    std::uint64_t joined = 0;
    for (unsigned shift = 0; shift < scan_block_bytes; shift += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, from + shift, sizeof word);
      if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
      found.quotes |= zero_bytes(word ^ every_byte('"')) << shift;
      found.separators |= zero_bytes(word ^ every_byte(separator)) << shift;
      found.breaks |= zero_bytes(word ^ every_byte('\n')) << shift;
      joined |= word;
    }
    found.wide = (joined & every_byte('\x80')) != 0;
    return found;
  }
};

void scan_portable(const char* text, std::size_t blocks, char separator, QuoteState& state, ScanIndex& index) {
  scan(text, blocks, state, index, ClassifyPortable{separator}, ParityByShifts{}, AppendOneByOne{});
}

#if defined(__x86_64__)

// NOLINTBEGIN(*-reinterpret-cast,portability-simd-*): intrinsics take pointers to vectors.
#define ENTENTE_AVX2 [[gnu::target("avx2,bmi,popcnt,pclmul")]]
#define ENTENTE_AVX512 [[gnu::target("avx512f,avx512bw,avx512vbmi2,bmi,popcnt,pclmul")]]

/// The same as one product without carries: with all bits set, each bit of it is the parity of those below.
struct ParityByProduct {
  [[gnu::target("pclmul")]] std::uint64_t operator()(std::uint64_t bits) const {
    const __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<std::int64_t>(bits)), _mm_set1_epi8(-1), 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }
};

ENTENTE_AVX2 inline std::uint64_t equal_bytes(__m256i low, __m256i high, char wanted) {
  const __m256i all = _mm256_set1_epi8(wanted);
  const auto low_bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, all)));
  const auto high_bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, all)));
  return (std::uint64_t{high_bits} << 32) | low_bits;
}

struct ClassifyAvx2 {
  char separator;
  ENTENTE_AVX2 BlockMasks operator()(const char* from) const {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 32));
    return {equal_bytes(low, high, '"'), equal_bytes(low, high, separator), equal_bytes(low, high, '\n'),
            _mm256_movemask_epi8(_mm256_or_si256(low, high)) != 0};
  }
};

/// Writes eight at a time, whether they are there or not, since a loop that ends after an unforeseeable number of turns
/// costs more. By the instruction itself: from std::countr_zero the compiler makes a branch for each bit.
struct AppendInGroups {
  ENTENTE_AVX2 std::uint32_t* operator()(std::uint64_t bits, std::uint32_t offset, std::uint32_t* out) const {
    std::uint32_t* const end = out + std::popcount(bits);
    do {
#pragma GCC unroll 8
      for (int index = 0; index < 8; ++index, bits &= bits - 1)
        out[index] = offset + static_cast<std::uint32_t>(_tzcnt_u64(bits));
      out += 8;
    } while (out < end);
    return end;
  }
};

ENTENTE_AVX2 void scan_avx2(const char* text, std::size_t blocks, char separator, QuoteState& state, ScanIndex& index) {
  scan(text, blocks, state, index, ClassifyAvx2{separator}, ParityByProduct{}, AppendInGroups{});
}

struct ClassifyAvx512 {
  char separator;
  ENTENTE_AVX512 BlockMasks operator()(const char* from) const {
    const __m512i bytes = _mm512_loadu_si512(from);
    return {_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
            _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(separator)),
            _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')), _mm512_movepi8_mask(bytes) != 0};
  }
};

/// Squeezes the numbers 0 to 63 to those whose bits are set, and widens sixteen at a time.
struct AppendCompressed {
  ENTENTE_AVX512 std::uint32_t* operator()(std::uint64_t bits, std::uint32_t offset, std::uint32_t* out) const {
    alignas(64) static constexpr auto numbers = [] {
      std::array<std::uint8_t, 64> all{};
      for (std::size_t index = 0; index < all.size(); ++index)
        all[index] = static_cast<std::uint8_t>(index);
      return all;
    }();
    std::uint32_t* const end = out + std::popcount(bits);
    const __m512i offsets = _mm512_set1_epi32(static_cast<int>(offset));
    __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(numbers.data()));
    do {
      const __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));
      _mm512_storeu_si512(out, _mm512_add_epi32(wide, offsets));
      places = _mm512_shuffle_i64x2(places, places, 0b11'11'10'01);  // the next sixteen
      out += 16;
    } while (out < end);
    return end;
  }
};

ENTENTE_AVX512 void scan_avx512(const char* text, std::size_t blocks, char separator, QuoteState& state,
                                ScanIndex& index) {
  scan(text, blocks, state, index, ClassifyAvx512{separator}, ParityByProduct{}, AppendCompressed{});
}
// NOLINTEND(*-reinterpret-cast,portability-simd-*)

#endif

std::vector<ScanPath> find_scan_paths() {
  std::vector<ScanPath> paths;
#if defined(__x86_64__)
  const bool works_on_bits =
      __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
  if (works_on_bits && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vbmi2")) {
    paths.push_back(ScanPath::avx512);
  }
  if (works_on_bits && __builtin_cpu_supports("avx2")) paths.push_back(ScanPath::avx2);
#endif
  paths.push_back(ScanPath::portable);
  return paths;
}

}  // namespace

// All that may be found, and what a path may write beyond it.
ScanIndex::ScanIndex() : ends(scan_blocks_most * scan_block_bytes + 16), wide_blocks(scan_blocks_most + 1) {}

void ScanIndex::clear() {
  end_count = 0;
  wide_count = 0;
  quoted_breaks.clear();
}

const std::vector<ScanPath>& scan_paths() {
  static const std::vector<ScanPath> paths = find_scan_paths();
  return paths;
}

ScanBlocks scanner(ScanPath path) {
  switch (path) {
#if defined(__x86_64__)
    case ScanPath::avx512:
      return scan_avx512;
    case ScanPath::avx2:
      return scan_avx2;
#else
    case ScanPath::avx512:
    case ScanPath::avx2:
#endif
    case ScanPath::portable:
      return scan_portable;
  }
  return scan_portable;
}

}  // namespace entente::codec
