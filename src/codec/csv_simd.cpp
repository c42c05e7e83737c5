// SPDX-License-Identifier: Apache-2.0
// Three ways to compare 64 bytes with three characters, and the choice among them at run time.
#include "codec/csv_scan.hpp"

#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace entente::codec {
namespace {

constexpr std::uint64_t every_byte(std::uint8_t value) { return 0x0101010101010101u * value; }

/// Bit i is set where byte i of `word` is zero.
std::uint64_t zero_bytes(std::uint64_t word) {
  const std::uint64_t low_bits = every_byte(0x7f);
  const std::uint64_t found = ~(((word & low_bits) + low_bits) | word | low_bits);
  // Gathers the top bit of each byte into the top byte: bit 8i moves to bit 56 + i.
  return ((found >> 7) * 0x0102040810204080u) >> 56;
}

void classify_portable(const char* data, std::size_t blocks, char separator, BlockMasks* masks) {
  const std::uint64_t wanted_separator = every_byte(static_cast<std::uint8_t>(separator));
  for (std::size_t block = 0; block < blocks; ++block) {
    BlockMasks found;
    for (unsigned word_index = 0; word_index < 8; ++word_index) {
      std::uint64_t word = 0;
      std::memcpy(&word, data + block * scan_block_bytes + word_index * 8, 8);
      if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
      const unsigned shift = word_index * 8;
      found.quotes |= zero_bytes(word ^ every_byte('"')) << shift;
      found.separators |= zero_bytes(word ^ wanted_separator) << shift;
      found.breaks |= zero_bytes(word ^ every_byte('\n')) << shift;
    }
    masks[block] = found;
  }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) std::uint64_t equal_bytes(__m256i low, __m256i high, __m256i wanted) {
  const auto low_bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
  const auto high_bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
  return (std::uint64_t{high_bits} << 32) | low_bits;
}

__attribute__((target("avx2"))) void classify_avx2(const char* data, std::size_t blocks, char separator,
                                                   BlockMasks* masks) {
  const __m256i quote = _mm256_set1_epi8('"');
  const __m256i separators = _mm256_set1_epi8(separator);
  const __m256i line_feed = _mm256_set1_epi8('\n');
  for (std::size_t block = 0; block < blocks; ++block) {
    const char* from = data + block * scan_block_bytes;
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 32));
    masks[block] = {equal_bytes(low, high, quote), equal_bytes(low, high, separators),
                    equal_bytes(low, high, line_feed)};
  }
}

__attribute__((target("avx512f,avx512bw"))) void classify_avx512(const char* data, std::size_t blocks, char separator,
                                                                 BlockMasks* masks) {
  const __m512i quote = _mm512_set1_epi8('"');
  const __m512i separators = _mm512_set1_epi8(separator);
  const __m512i line_feed = _mm512_set1_epi8('\n');
  for (std::size_t block = 0; block < blocks; ++block) {
    const __m512i bytes = _mm512_loadu_si512(data + block * scan_block_bytes);
    masks[block] = {_mm512_cmpeq_epi8_mask(bytes, quote), _mm512_cmpeq_epi8_mask(bytes, separators),
                    _mm512_cmpeq_epi8_mask(bytes, line_feed)};
  }
}

#endif

std::vector<ScanPath> find_scan_paths() {
  std::vector<ScanPath> paths;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) paths.push_back(ScanPath::avx512);
  if (__builtin_cpu_supports("avx2")) paths.push_back(ScanPath::avx2);
#endif
  paths.push_back(ScanPath::portable);
  return paths;
}

}  // namespace

const std::vector<ScanPath>& scan_paths() {
  static const std::vector<ScanPath> paths = find_scan_paths();
  return paths;
}

ClassifyBlocks classifier(ScanPath path) {
#if defined(__x86_64__)
  switch (path) {
    case ScanPath::avx512: return classify_avx512;
    case ScanPath::avx2: return classify_avx2;
    case ScanPath::portable: return classify_portable;
  }
#else
  static_cast<void>(path);
#endif
  return classify_portable;
}

}  // namespace entente::codec
