// SPDX-License-Identifier: Apache-2.0
// The first step of a join: points to cells and, where no edge is near, to sets. One version per vector width.
#pragma once

#include "base/time.hpp"
#include "geo/zone_tables.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace entente::geo {

/// So many points at a time: their working memory stays in the nearest cache, yet reads from memory overlap.
inline constexpr std::size_t points_per_block = 512;
/// Numbers of 32 bits in the widest vector of any path.
inline constexpr std::size_t widest_vector = 16;

/// Some points on their way through a join.
struct JoinBlock {
  // Vector code writes whole vectors: the lists have room for one more.
  using List = std::array<std::uint32_t, points_per_block + widest_vector>;
  alignas(64) List cells{};
  alignas(64) List near{};        ///< positions of points in cells that edges touch, ascending
  alignas(64) List near_slots{};  ///< and the records of their cells
  const double* lng_deg = nullptr;
  const double* lat_deg = nullptr;
  const Instant* times = nullptr;
  std::uint32_t* numbers = nullptr;  ///< of the sets, to be filled
  std::uint32_t count = 0;
  std::uint32_t near_count = 0;
};

/// The cell of a point within the grid; points outside are none.
struct CellPlace {
  std::uint32_t cell = 0;
  double u = 0, v = 0;  ///< within the cell, 0…1
};

/// The last cell, beyond the grid, for a point outside or not a number.
inline CellPlace place_in(const Grid& grid, double x, double y) {
  const double east = (x - grid.x0) * grid.cells_per_x;
  const double north = (y - grid.y0) * grid.cells_per_y;
  // Asked so that what is not a number is outside.
  const bool inside = east >= 0 && east < grid.columns && north >= 0 && north < grid.rows;
  if (!inside) return {.cell = grid.cells(), .u = 0, .v = 0};
  const auto column = static_cast<std::uint32_t>(east);
  const auto row = static_cast<std::uint32_t>(north);
  return {.cell = row * grid.columns + column, .u = east - column, .v = north - row};
}

/// The set of a place at a time; `by_time_line | index` where a time line must be asked.
inline std::uint32_t number_at(const ZoneTables& tables, std::uint32_t number, std::int64_t time_s) {
  const bool valid = tables.from_s[number] <= time_s && time_s < tables.to_s[number];
  return valid ? number : tables.else_numbers[number];
}

/// Calls `classify` with the vector of all cells, which the tables keep in one of two widths.
template <typename Classify>
void with_cells(const ZoneTables& tables, const Classify& classify) {
  if (!tables.narrow_cells.empty()) {
    classify(tables.narrow_cells);
  } else {
    classify(tables.wide_cells);
  }
}

/// Fills `numbers` for the points in cells without edges (as `number_at` does), and lists the others as near.
void classify_portable(const ZoneTables& tables, JoinBlock& block);
#if defined(__x86_64__)
/// The same with vectors of 8 and of 16; only where the processor has them (best_simd).
void classify_avx2(const ZoneTables& tables, JoinBlock& block);
void classify_avx512(const ZoneTables& tables, JoinBlock& block);
#endif

}  // namespace entente::geo
