// SPDX-License-Identifier: Apache-2.0
// The first step of a join with AVX-512: eight points at a time to cells, sixteen cells at a time to sets.
#if defined(__x86_64__)

#include "geo/zone_join.hpp"

#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 warns inside its own intrinsics (its bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>

// Only the functions of this file may use these instructions; the rest of the program runs anywhere.
#define ENTENTE_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi,bmi2,popcnt")))

// NOLINTBEGIN(*-reinterpret-cast,portability-simd-*,readability-simplify-subscript-expr): intrinsics take pointers to
// vectors, and operator[] would check every index of a loop that is there to be fast.
namespace entente::geo {
namespace avx512 {
namespace {

template <typename Value>
struct Cells {
  const Value* values;
  [[nodiscard]] ENTENTE_AVX512 __m512i gather(__m512i cells) const {
    const __m512i found = _mm512_i32gather_epi32(cells, values, sizeof(Value));
    return sizeof(Value) == 2 ? _mm512_and_si512(found, _mm512_set1_epi32(0xFFFF)) : found;
  }
};

template <typename Value>
ENTENTE_AVX512 void find_cells(const ZoneTables& tables, Cells<Value> cells, JoinBlock& block) {
  const Grid& grid = tables.grid;
  const __m512d x0 = _mm512_set1_pd(grid.x0);
  const __m512d y0 = _mm512_set1_pd(grid.y0);
  const __m512d per_x = _mm512_set1_pd(grid.cells_per_x);
  const __m512d per_y = _mm512_set1_pd(grid.cells_per_y);
  const __m512d columns = _mm512_set1_pd(grid.columns);
  const __m512d rows = _mm512_set1_pd(grid.rows);
  const __m256i row_length = _mm256_set1_epi32(static_cast<int>(grid.columns));
  const __m256i outside = _mm256_set1_epi32(static_cast<int>(grid.cells()));
  std::uint32_t* const found = block.cells.data();
  for (std::uint32_t i = 0; i < block.count; i += 8) {
    const std::uint32_t left = block.count - i;
    const auto lanes = static_cast<__mmask8>(left >= 8 ? 0xFF : (1U << left) - 1);
    const __m512d x = _mm512_maskz_loadu_pd(lanes, block.lng_deg + i);
    const __m512d y = _mm512_maskz_loadu_pd(lanes, block.lat_deg + i);
    const __m512d east = _mm512_mul_pd(_mm512_sub_pd(x, x0), per_x);
    const __m512d north = _mm512_mul_pd(_mm512_sub_pd(y, y0), per_y);
    __mmask8 within = _mm512_cmp_pd_mask(east, _mm512_setzero_pd(), _CMP_GE_OQ);
    within = _mm512_mask_cmp_pd_mask(within, east, columns, _CMP_LT_OQ);
    within = _mm512_mask_cmp_pd_mask(within, north, _mm512_setzero_pd(), _CMP_GE_OQ);
    within = _mm512_mask_cmp_pd_mask(within, north, rows, _CMP_LT_OQ);
    const __m256i column = _mm512_cvttpd_epi32(east);
    const __m256i row = _mm512_cvttpd_epi32(north);
    const __m256i inside = _mm256_add_epi32(_mm256_mullo_epi32(row, row_length), column);
    const __m256i cell = _mm256_mask_blend_epi32(within, outside, inside);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(found + i), cell);
    for (std::uint32_t k = 0; k < 8; ++k)
      __builtin_prefetch(cells.values + found[i + k]);
  }
}

/// Where the whole set of a place is valid at the time of its point: eight of sixteen lanes.
ENTENTE_AVX512 __mmask8 valid_then(const ZoneTables& tables, __m256i numbers, __mmask8 lanes, const Instant* times) {
  const __m512i time = _mm512_maskz_loadu_epi64(lanes, times);
  const __m512i from = _mm512_i32gather_epi64(numbers, tables.from_s.data(), 8);
  const __m512i to = _mm512_i32gather_epi64(numbers, tables.to_s.data(), 8);
  const __mmask8 begun = _mm512_mask_cmp_epi64_mask(lanes, from, time, _MM_CMPINT_LE);
  return _mm512_mask_cmp_epi64_mask(begun, time, to, _MM_CMPINT_LT);
}

template <typename Value>
ENTENTE_AVX512 void find_sets(const ZoneTables& tables, Cells<Value> cells, JoinBlock& block) {
  const __m512i first_slot = _mm512_set1_epi32(static_cast<int>(tables.first_slot));
  __m512i position = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const bool any_time_lines = !tables.time_lines.empty();
  const std::uint32_t* const found = block.cells.data();
  const std::uint32_t* const bases = tables.slot_bases.data();
  const Slot* const slots = tables.slots.data();
  std::uint32_t near_count = 0;
  for (std::uint32_t i = 0; i < block.count; i += 16) {
    const std::uint32_t left = block.count - i;
    const auto lanes = static_cast<__mmask16>(left >= 16 ? 0xFFFF : (1U << left) - 1);
    const __m512i cell = _mm512_maskz_loadu_epi32(lanes, block.cells.data() + i);
    const __m512i value = cells.gather(cell);
    const __mmask16 is_set = _mm512_mask_cmp_epu32_mask(lanes, value, first_slot, _MM_CMPINT_LT);

    const __m512i number = _mm512_maskz_mov_epi32(is_set, value);
    const auto low = static_cast<__mmask8>(lanes);
    const auto high = static_cast<__mmask8>(lanes >> 8);
    const __mmask8 valid_low = valid_then(tables, _mm512_castsi512_si256(number), low, block.times + i);
    const __mmask8 valid_high =
        high == 0 ? __mmask8{0} : valid_then(tables, _mm512_extracti64x4_epi64(number, 1), high, block.times + i + 8);
    const auto valid = static_cast<__mmask16>(valid_low | valid_high << 8);
    const auto otherwise = static_cast<__mmask16>(is_set & ~valid);
    __m512i result = _mm512_maskz_mov_epi32(valid, number);
    if (any_time_lines && otherwise != 0) {
      const __m512i others = _mm512_i32gather_epi32(number, tables.else_numbers.data(), 4);
      result = _mm512_mask_mov_epi32(number, otherwise, others);
    }
    _mm512_mask_storeu_epi32(block.numbers + i, lanes, result);

    const auto is_near = static_cast<__mmask16>(lanes & ~is_set);
    const __m512i slot = _mm512_sub_epi32(value, first_slot);
    _mm512_storeu_si512(block.near.data() + near_count, _mm512_maskz_compress_epi32(is_near, position));
    _mm512_storeu_si512(block.near_slots.data() + near_count, _mm512_maskz_compress_epi32(is_near, slot));
    const std::uint32_t more = near_count + static_cast<std::uint32_t>(__builtin_popcount(is_near));
    for (; near_count < more; ++near_count) {
      const std::uint32_t near_cell = found[block.near.data()[near_count]];
      std::uint32_t& near_slot = block.near_slots.data()[near_count];
      near_slot += bases[near_cell >> cells_per_base_log2];
      __builtin_prefetch(slots + near_slot);
    }
    position = _mm512_add_epi32(position, _mm512_set1_epi32(16));
  }
  block.near_count = near_count;
}

template <typename Value>
ENTENTE_AVX512 void classify(const ZoneTables& tables, Cells<Value> cells, JoinBlock& block) {
  find_cells(tables, cells, block);
  find_sets(tables, cells, block);
}

}  // namespace
}  // namespace avx512

void classify_avx512(const ZoneTables& tables, JoinBlock& block) {
  with_cells(tables, [&](const auto& cells) { avx512::classify(tables, avx512::Cells{cells.data()}, block); });
}

}  // namespace entente::geo

// NOLINTEND(*-reinterpret-cast,portability-simd-*,readability-simplify-subscript-expr)

#endif
