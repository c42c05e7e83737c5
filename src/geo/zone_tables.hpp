// SPDX-License-Identifier: Apache-2.0
// What a zone index keeps: a grid of cells, small records for the cells that edges touch, and numbered sets of zones.
#pragma once

#include "geo/zone_edges.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace entente::geo {

/// Different sets of zones, numbered: 0 the empty set, 1…n each zone alone, further ones as they are met.
class ZoneSets {
 public:
  explicit ZoneSets(std::uint32_t zones);

  /// How many sets there are; their numbers are below it.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(from_.size() - 1); }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::uint32_t number) const {
    return {zones_.data() + from_[number], zones_.data() + from_[number + 1]};
  }
  /// zones  ascending, all different.
  [[nodiscard]] std::optional<std::uint32_t> find(const std::vector<std::uint32_t>& zones) const;
  /// The number of a set, a new one when it has none. zones  ascending, all different.
  std::uint32_t intern(const std::vector<std::uint32_t>& zones);

 private:
  struct Hash {
    std::size_t operator()(const std::vector<std::uint32_t>& zones) const;
  };
  std::vector<std::size_t> from_{0};
  std::vector<std::uint32_t> zones_;
  std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, Hash> numbers_;
};

/// Changes `zones` by `toggled` (both ascending): what is in one of them only.
void toggle(std::vector<std::uint32_t>& zones, std::span<const std::uint32_t> toggled);

/// A piece of the record of a cell that edges touch. Read by ZoneTables' walkers only; the layout is:
///
/// word 0        kind | below << 8: kind 1…4 = that many edges; `subdivided`; `crowded`
/// subdivided    word 1 = index into `subgrids`
/// 1…4 edges     five floats per edge, in cell units from the cell's south-west corner: a, b, c, lower, upper.
///               An edge says 1 for a point (u, v) with lower <= v < upper when a·u + b·v + c > 0, for v < lower when
///               its bit of `below` is set, else 0. Then 2^kind set numbers, indexed by what the edges say (edge i
///               is bit i).
struct alignas(32) Slot {
  std::array<std::uint32_t, 8> words;
};
/// The kinds of word 0: up to so many edges stand in the record itself; more make a subgrid of parts of the cell; parts
/// that cannot be divided further are crowded, and walked edge by edge.
inline constexpr std::uint32_t most_edges_of_record = 4;
inline constexpr std::uint32_t subdivided = 5;
inline constexpr std::uint32_t crowded = 6;

/// Nearer to an edge or the height of its ends than this, in cells, single precision does not decide.
inline constexpr float undecided_cells = 2e-6F;

/// In `else_numbers`: look up the time line with this index instead.
inline constexpr std::uint32_t by_time_line = 0x8000'0000;
/// In subgrids: a slot of `sub_slots`, not a set.
inline constexpr std::uint32_t by_slot = 0x8000'0000;
/// A subgrid divides a cell into 8 × 8 parts, row by row from the south-west.
inline constexpr std::uint32_t subgrid_side = 8;
using Subgrid = std::array<std::uint32_t, std::size_t{subgrid_side} * subgrid_side>;

/// An even grid over all edges. A point belongs to the cell that `floor((x - x0) * cells_per_x)` names.
struct Grid {
  double x0 = 0;
  double y0 = 0;
  double cells_per_x = 1;
  double cells_per_y = 1;
  double cell_width = 1;
  double cell_height = 1;
  std::uint32_t columns = 1;
  std::uint32_t rows = 1;

  [[nodiscard]] std::uint32_t cells() const { return columns * rows; }
};

/// Cells of one record base: their slots are numbered from it, so that a cell's value fits into 16 bits.
inline constexpr std::uint32_t cells_per_base_log2 = 10;

/// Everything a join reads; made once, then only read. About 100 bytes an edge and 2 or 4 a cell.
struct ZoneTables {
  explicit ZoneTables(std::span<const ZoneArea> zones);

  std::vector<TimeRange> valid;  ///< of each zone
  ZoneEdges edges;
  Grid grid;

  // A cell's value is the number of a set when below `first_slot`, else a slot: `value - first_slot` after the base of
  // its group of cells. One more cell at the end is what lies outside the grid. One of the two tables is empty.
  std::vector<std::uint16_t> narrow_cells;
  std::vector<std::uint32_t> wide_cells;
  std::uint32_t first_slot = 0;
  std::vector<std::uint32_t> slot_bases;
  std::vector<Slot> slots;
  std::vector<Slot> sub_slots;
  std::vector<Subgrid> subgrids;

  // Sets that places can have. A place's whole set is valid from `from_s` until before `to_s`; at other times its zones
  // are the set numbered `else_numbers`, or a time line says which.
  ZoneSets sets;
  std::vector<std::int64_t> from_s;
  std::vector<std::int64_t> to_s;
  std::vector<std::uint32_t> else_numbers;
  /// Which set a place has when: from each start on, the set of that number.
  struct TimeLine {
    std::vector<std::int64_t> starts_s;  ///< ascending; before the first the empty set
    std::vector<std::uint32_t> numbers;
  };
  std::vector<TimeLine> time_lines;

  // For the exact walk: per touched cell, ascending, its edges and the zones of a point for which all say 0.
  std::vector<std::uint32_t> touched_cells;
  std::vector<std::uint32_t> touched_from{0};
  std::vector<std::uint32_t> touched_edges;
  std::vector<std::uint32_t> touched_sets;
};

/// How far beyond its nominal border a cell may reach, degrees: more than all rounding in finding a point's cell.
[[nodiscard]] double cell_margin_deg(double cell_deg);

/// What an edge contributes to the parity of zones at a point of a cell (docs/methods.md, "Zone join").
[[nodiscard]] bool says(const Edge& edge, double east_deg, double x, double y);

}  // namespace entente::geo
