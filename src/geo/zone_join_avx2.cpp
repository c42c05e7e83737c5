// SPDX-License-Identifier: Apache-2.0
// The first step of a join with AVX2: four points at a time to cells, eight cells at a time to sets.
#if defined(__x86_64__)

#include "geo/zone_join.hpp"

#include <immintrin.h>

// Only the functions of this file may use these instructions; the rest of the program runs anywhere.
#define ENTENTE_AVX2 __attribute__((target("avx2,fma,bmi,bmi2,popcnt")))

// NOLINTBEGIN(*-reinterpret-cast,portability-simd-*,readability-simplify-subscript-expr): intrinsics take pointers to
// vectors, and operator[] would check every index of a loop that is there to be fast.
namespace entente::geo {
namespace avx2 {
namespace {

template <typename Value>
struct Cells {
  const Value* values;
  [[nodiscard]] ENTENTE_AVX2 __m256i gather(__m256i cells) const {
    const __m256i found = _mm256_i32gather_epi32(reinterpret_cast<const int*>(values), cells, sizeof(Value));
    return sizeof(Value) == 2 ? _mm256_and_si256(found, _mm256_set1_epi32(0xFFFF)) : found;
  }
};

template <typename Value>
ENTENTE_AVX2 void find_cells(const ZoneTables& tables, Cells<Value> cells, JoinBlock& block) {
  const Grid& grid = tables.grid;
  const __m256d x0 = _mm256_set1_pd(grid.x0);
  const __m256d y0 = _mm256_set1_pd(grid.y0);
  const __m256d zero = _mm256_setzero_pd();
  const __m256d per_x = _mm256_set1_pd(grid.cells_per_x);
  const __m256d per_y = _mm256_set1_pd(grid.cells_per_y);
  const __m256d columns = _mm256_set1_pd(grid.columns);
  const __m256d rows = _mm256_set1_pd(grid.rows);
  const __m128i row_length = _mm_set1_epi32(static_cast<int>(grid.columns));
  const __m128i outside = _mm_set1_epi32(static_cast<int>(grid.cells()));
  const __m256i every_second = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
  std::uint32_t* const found = block.cells.data();
  std::uint32_t i = 0;
  for (; i + 4 <= block.count; i += 4) {
    const __m256d east = _mm256_mul_pd(_mm256_sub_pd(_mm256_loadu_pd(block.lng_deg + i), x0), per_x);
    const __m256d north = _mm256_mul_pd(_mm256_sub_pd(_mm256_loadu_pd(block.lat_deg + i), y0), per_y);
    const __m256d in_x = _mm256_and_pd(_mm256_cmp_pd(east, zero, _CMP_GE_OQ), _mm256_cmp_pd(east, columns, _CMP_LT_OQ));
    const __m256d in_y = _mm256_and_pd(_mm256_cmp_pd(north, zero, _CMP_GE_OQ), _mm256_cmp_pd(north, rows, _CMP_LT_OQ));
    const __m256i within = _mm256_castpd_si256(_mm256_and_pd(in_x, in_y));
    const __m128i lanes = _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(within, every_second));
    const __m128i inside =
        _mm_add_epi32(_mm_mullo_epi32(_mm256_cvttpd_epi32(north), row_length), _mm256_cvttpd_epi32(east));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(found + i), _mm_blendv_epi8(outside, inside, lanes));
    for (std::uint32_t k = 0; k < 4; ++k)
      __builtin_prefetch(cells.values + found[i + k]);
  }
  for (; i < block.count; ++i)
    found[i] = place_in(grid, block.lng_deg[i], block.lat_deg[i]).cell;
}

/// Where the whole set of a place is valid at the time of its point, as four lanes of 64 bits.
ENTENTE_AVX2 __m256i valid_then(const ZoneTables& tables, __m128i numbers, const Instant* times) {
  const __m256i time = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(times));
  const auto* const from_s = reinterpret_cast<const long long*>(tables.from_s.data());
  const auto* const to_s = reinterpret_cast<const long long*>(tables.to_s.data());
  const __m256i not_begun = _mm256_cmpgt_epi64(_mm256_i32gather_epi64(from_s, numbers, 8), time);
  const __m256i not_over = _mm256_cmpgt_epi64(_mm256_i32gather_epi64(to_s, numbers, 8), time);
  return _mm256_andnot_si256(not_begun, not_over);
}

void add_near(const ZoneTables& tables, JoinBlock& block, std::uint32_t i, std::uint32_t value) {
  const std::uint32_t base = tables.slot_bases.data()[block.cells.data()[i] >> cells_per_base_log2];
  const std::uint32_t slot = base + (value - tables.first_slot);
  __builtin_prefetch(tables.slots.data() + slot);
  block.near.data()[block.near_count] = i;
  block.near_slots.data()[block.near_count] = slot;
  ++block.near_count;
}

template <typename Value>
ENTENTE_AVX2 void find_sets(const ZoneTables& tables, Cells<Value> cells, JoinBlock& block) {
  const __m256i first_slot = _mm256_set1_epi32(static_cast<int>(tables.first_slot));
  const __m256i every_second = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
  const auto* const else_numbers = reinterpret_cast<const int*>(tables.else_numbers.data());
  block.near_count = 0;
  std::uint32_t i = 0;
  for (; i + 8 <= block.count; i += 8) {
    const __m256i cell = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block.cells.data() + i));
    const __m256i value = cells.gather(cell);
    const __m256i is_set = _mm256_cmpgt_epi32(first_slot, value);
    const __m256i number = _mm256_and_si256(value, is_set);
    const __m256i low = valid_then(tables, _mm256_castsi256_si128(number), block.times + i);
    const __m256i high = valid_then(tables, _mm256_extracti128_si256(number, 1), block.times + i + 4);
    const __m256i valid = _mm256_permute2x128_si256(_mm256_permutevar8x32_epi32(low, every_second),
                                                    _mm256_permutevar8x32_epi32(high, every_second), 0x20);
    const __m256i otherwise = _mm256_andnot_si256(valid, is_set);
    const __m256i result = _mm256_mask_i32gather_epi32(number, else_numbers, number, otherwise, 4);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(block.numbers + i), result);

    alignas(32) std::uint32_t values[8];
    _mm256_store_si256(reinterpret_cast<__m256i*>(values), value);
    auto is_near = ~static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(is_set))) & 0xFF;
    for (; is_near != 0; is_near &= is_near - 1) {
      const auto k = static_cast<std::uint32_t>(__builtin_ctz(is_near));
      add_near(tables, block, i + k, values[k]);
    }
  }
  for (; i < block.count; ++i) {
    const std::uint32_t value = cells.values[block.cells.data()[i]];
    if (value < tables.first_slot) {
      block.numbers[i] = number_at(tables, value, block.times[i].time_since_epoch().count());
    } else {
      add_near(tables, block, i, value);
    }
  }
}

template <typename Value>
ENTENTE_AVX2 void classify(const ZoneTables& tables, Cells<Value> cells, JoinBlock& block) {
  find_cells(tables, cells, block);
  find_sets(tables, cells, block);
}

}  // namespace
}  // namespace avx2

void classify_avx2(const ZoneTables& tables, JoinBlock& block) {
  with_cells(tables, [&](const auto& cells) { avx2::classify(tables, avx2::Cells{cells.data()}, block); });
}

}  // namespace entente::geo

// NOLINTEND(*-reinterpret-cast,portability-simd-*,readability-simplify-subscript-expr)

#endif
