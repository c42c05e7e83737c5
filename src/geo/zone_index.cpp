// SPDX-License-Identifier: Apache-2.0
// The join: blocks of points through the grid, those near edges through records, the undecided ones exactly.
#include "geo/zone_index.hpp"

#include "geo/zone_join.hpp"
#include "geo/zone_tables.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <optional>

namespace entente::geo {
namespace {

using Zones = std::vector<std::uint32_t>;

float real(std::uint32_t word) { return std::bit_cast<float>(word); }

/// The number of the set at (u, v) of a record's cell; none where single precision does not decide.
std::optional<std::uint32_t> read_edges(const std::uint32_t* words, float u, float v) {
  const std::uint32_t count = words[0] & 0xFF;
  const std::uint32_t below = words[0] >> 8;
  std::uint32_t said = 0;
  float nearest = 1;  // of anything that might be misjudged
  const auto one_if = [](bool condition) { return static_cast<std::uint32_t>(condition); };
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t* edge = words + 1 + std::size_t{5} * i;
    const float side = real(edge[0]) * u + real(edge[1]) * v + real(edge[2]);
    const float above_lower = v - real(edge[3]);
    const float above_upper = v - real(edge[4]);
    nearest = std::min({nearest, std::abs(side), std::abs(above_lower), std::abs(above_upper)});
    // Without branches, which would be guessed wrong as often as not.
    const std::uint32_t left_between = one_if(above_lower > 0) & one_if(above_upper < 0) & one_if(side > 0);
    said |= (left_between | (one_if(above_lower < 0) & (below >> i))) << i;
  }
  if (nearest <= undecided_cells) return std::nullopt;
  return words[1 + 5 * count + said];
}

/// The number of the set at a place of a cell that edges touch; none where only the exact walk decides.
std::optional<std::uint32_t> read_record(const ZoneTables& tables, const Slot* slot, double u, double v) {
  while (slot->words[0] == subdivided) {
    const Subgrid& subgrid = tables.subgrids[slot->words[1]];
    const double east = u * subgrid_side;
    const double north = v * subgrid_side;
    // Rounding may say 8 or a hair below 0; the margins of the parts allow for that.
    const auto step = [](double value) {
      return static_cast<std::uint32_t>(std::clamp(value, 0.0, double{subgrid_side - 1}));
    };
    const std::uint32_t column = step(east);
    const std::uint32_t row = step(north);
    const std::uint32_t value = subgrid[row * subgrid_side + column];
    if ((value & by_slot) == 0) return value;
    slot = &tables.sub_slots[value & ~by_slot];
    u = east - column;
    v = north - row;
  }
  if (slot->words[0] == crowded) return std::nullopt;
  return read_edges(slot->words.data(), static_cast<float>(u), static_cast<float>(v));
}

std::uint32_t ask_time_line(const ZoneTables& tables, std::uint32_t index, std::int64_t time_s) {
  const ZoneTables::TimeLine& line = tables.time_lines[index];
  const auto later = std::upper_bound(line.starts_s.begin(), line.starts_s.end(), time_s);
  return later == line.starts_s.begin() ? 0 : line.numbers[static_cast<std::size_t>(later - line.starts_s.begin()) - 1];
}

/// The zones at a point of a touched cell, decided without rounding.
Zones walk_exactly(const ZoneTables& tables, std::uint32_t cell, double x, double y) {
  const auto found = std::lower_bound(tables.touched_cells.begin(), tables.touched_cells.end(), cell);
  assert(found != tables.touched_cells.end() && *found == cell);
  const auto touched = static_cast<std::size_t>(found - tables.touched_cells.begin());
  const Grid& grid = tables.grid;
  const double east_deg =
      grid.x0 + (cell % grid.columns) * grid.cell_width + grid.cell_width + cell_margin_deg(grid.cell_width);
  const auto none_says = tables.sets[tables.touched_sets[touched]];
  Zones zones(none_says.begin(), none_says.end());
  Zones on_border;
  for (auto i = tables.touched_from[touched]; i < tables.touched_from[touched + 1]; ++i) {
    const std::uint32_t e = tables.touched_edges[i];
    const Edge& edge = tables.edges.edges()[e];
    if (says(edge, east_deg, x, y)) toggle(zones, tables.edges.toggles(e));
    if (edge.holds(x, y)) {
      const auto borders = tables.edges.borders(e);
      on_border.insert(on_border.end(), borders.begin(), borders.end());
    }
  }
  zones.insert(zones.end(), on_border.begin(), on_border.end());
  std::sort(zones.begin(), zones.end());
  zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
  return zones;
}

void classify(const ZoneTables& tables, JoinBlock& block, Simd simd) {
#if defined(__x86_64__)
  switch (simd) {
    case Simd::portable:
      classify_portable(tables, block);
      break;
    case Simd::avx2:
      classify_avx2(tables, block);
      break;
    case Simd::avx512:
      classify_avx512(tables, block);
      break;
  }
#else
  static_cast<void>(simd);
  classify_portable(tables, block);
#endif
}

}  // namespace

Simd best_simd() {
#if defined(__x86_64__)
  const auto has = [](auto supported) { return static_cast<bool>(supported); };  // int or bool, as compilers like
  if (has(__builtin_cpu_supports("avx512f")) && has(__builtin_cpu_supports("avx512bw")) &&
      has(__builtin_cpu_supports("avx512dq")) && has(__builtin_cpu_supports("avx512vl")) &&
      has(__builtin_cpu_supports("bmi2"))) {
    return Simd::avx512;
  }
  if (has(__builtin_cpu_supports("avx2")) && has(__builtin_cpu_supports("fma")) &&
      has(__builtin_cpu_supports("bmi2"))) {
    return Simd::avx2;
  }
#endif
  return Simd::portable;
}

std::span<const std::uint32_t> ZoneAnswers::zones_of(std::uint32_t number) const {
  const std::uint32_t numbered = tables_->sets.size();
  if (number < numbered) return tables_->sets[number];
  return more_sets_[number - numbered];
}

ZoneIndex::ZoneIndex(std::span<const ZoneArea> zones) : tables_(std::make_shared<const ZoneTables>(zones)) {}

std::size_t ZoneIndex::size() const { return tables_->valid.size(); }

void ZoneIndex::locate(std::span<const double> lng_deg, std::span<const double> lat_deg, std::span<const Instant> times,
                       ZoneAnswers& answers, Simd simd) const {
  assert(lng_deg.size() == lat_deg.size() && lng_deg.size() == times.size());
  const ZoneTables& tables = *tables_;
  answers.tables_ = tables_;
  answers.numbers_.resize(lng_deg.size());
  answers.more_sets_.clear();

  const auto decide_exactly = [&](const CellPlace& place, double x, double y, Instant time) {
    Zones zones = walk_exactly(tables, place.cell, x, y);
    std::erase_if(zones, [&](std::uint32_t zone) { return !tables.valid[zone].contains(time); });
    if (const auto number = tables.sets.find(zones)) return *number;
    auto& more = answers.more_sets_;
    const auto same = std::find(more.begin(), more.end(), zones);
    const auto number = tables.sets.size() + static_cast<std::uint32_t>(same - more.begin());
    if (same == more.end()) more.push_back(std::move(zones));
    return number;
  };

  JoinBlock block;
  for (std::size_t start = 0; start < lng_deg.size(); start += points_per_block) {
    block.lng_deg = lng_deg.data() + start;
    block.lat_deg = lat_deg.data() + start;
    block.times = times.data() + start;
    block.numbers = answers.numbers_.data() + start;
    block.count = static_cast<std::uint32_t>(std::min(points_per_block, lng_deg.size() - start));
    classify(tables, block, simd);

    for (std::uint32_t n = 0; n < block.near_count; ++n) {
      const std::uint32_t i = block.near[n];
      const CellPlace place = place_in(tables.grid, block.lng_deg[i], block.lat_deg[i]);
      const auto number = read_record(tables, &tables.slots[block.near_slots[n]], place.u, place.v);
      block.numbers[i] = number ? number_at(tables, *number, block.times[i].time_since_epoch().count())
                                : decide_exactly(place, block.lng_deg[i], block.lat_deg[i], block.times[i]);
    }
    if (tables.time_lines.empty()) continue;
    for (std::uint32_t i = 0; i < block.count; ++i) {
      std::uint32_t& number = block.numbers[i];
      if ((number & by_time_line) != 0) {
        number = ask_time_line(tables, number & ~by_time_line, block.times[i].time_since_epoch().count());
      }
    }
  }
}

std::vector<std::uint32_t> ZoneIndex::zones_at(const LatLng& point, Instant time) const {
  ZoneAnswers answers;
  locate({&point.lng_deg, 1}, {&point.lat_deg, 1}, {&time, 1}, answers, Simd::portable);
  const auto zones = answers[0];
  return {zones.begin(), zones.end()};
}

}  // namespace entente::geo
