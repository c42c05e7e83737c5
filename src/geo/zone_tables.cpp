// SPDX-License-Identifier: Apache-2.0
// Builds the tables of a zone index from the zones' edges.
#include "geo/zone_tables.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace entente::geo {
namespace {

using Zones = std::vector<std::uint32_t>;

// Measured: finer grids lose more to the cache than they win by touching fewer cells.
constexpr double cells_per_edge = 20;
constexpr double fewest_cells = 1 << 16;
constexpr double most_cells = 1 << 23;
// Smaller cells, longer rows or deeper parts would bring rounding near `undecided_cells`.
constexpr double least_cell_deg = 1e-6;
constexpr double longest_side = 1 << 14;
constexpr int deepest_subgrid = 4;

/// A cell or a part of one: its nominal corner and size, and how far around it edges count as touching.
struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  double margin_x = 0;
  double margin_y = 0;

  [[nodiscard]] double east() const { return x + width + margin_x; }
};

/// How far west and east the edge comes between two heights, `low` below `high`.
std::pair<double, double> reach_between(const Edge& edge, double low, double high) {
  if (edge.by == edge.ay) return std::minmax({edge.ax, edge.bx});
  const auto x_at = [&](double y) {
    return edge.ax + std::clamp((y - edge.ay) / (edge.by - edge.ay), 0.0, 1.0) * (edge.bx - edge.ax);
  };
  return std::minmax({x_at(low), x_at(high)});
}

/// True when the edge may come within the box or its margin (never false when it does).
bool touches(const Edge& edge, const Box& box) {
  const double low = box.y - 2 * box.margin_y;
  const double high = box.y + box.height + 2 * box.margin_y;
  if (edge.by < low || edge.ay > high) return false;
  const auto [west, east] = reach_between(edge, low, high);
  return east >= box.x - 2 * box.margin_x && west <= box.x + box.width + 2 * box.margin_x;
}

std::uint32_t word_of(float value) { return std::bit_cast<std::uint32_t>(value); }

/// Writes an edge as the five floats of a record, and says whether points below its lower end count as 1.
bool describe(const Edge& edge, const Box& box, std::uint32_t* words) {
  const double run = (edge.bx - edge.ax) / box.width;
  const double rise = (edge.by - edge.ay) / box.height;
  const double u = (edge.ax - box.x) / box.width;
  const double v = (edge.ay - box.y) / box.height;
  const bool a_east = edge.ax > box.east();
  const bool b_east = edge.bx > box.east();
  // Left of an upward edge is positive; an upper end in the east turns the answer round between the two ends.
  const double scale = (b_east ? -1 : 1) / std::max(std::abs(run), std::abs(rise));
  const double a = -rise * scale;
  const double b = run * scale;
  const auto height = [&](double y) {
    return static_cast<float>(std::clamp((y - box.y) / box.height, -8.0, 8.0));  // beyond the cell: never compared near
  };
  words[0] = word_of(static_cast<float>(a));
  words[1] = word_of(static_cast<float>(b));
  words[2] = word_of(static_cast<float>(-(a * u + b * v)));
  words[3] = word_of(height(edge.ay));
  words[4] = word_of(height(edge.by));
  return a_east != b_east;
}

/// Builds the tables in the order of the cells, row by row from the south-west.
class Builder {
 public:
  explicit Builder(ZoneTables& tables) : t_(tables), edges_(tables.edges.edges()) {}

  void build() {
    lay_grid();
    list_edges_of_cells();
    list_edges_of_rows();
    t_.slot_bases.assign((t_.grid.cells() >> cells_per_base_log2) + 1, 0);
    for (std::uint32_t row = 0; row < t_.grid.rows; ++row)
      sweep(row);
    number_cells();
    draw_time_lines();
  }

 private:
  void lay_grid() {
    double west = 180;
    double east = -180;
    double south = 90;
    double north = -90;
    for (const Edge& edge : edges_) {
      west = std::min({west, edge.ax, edge.bx});
      east = std::max({east, edge.ax, edge.bx});
      south = std::min(south, edge.ay);
      north = std::max(north, edge.by);
    }
    west = std::max(west, -180.0);
    east = std::min(east, 180.0);
    south = std::max(south, -90.0);
    north = std::min(north, 90.0);
    if (edges_.empty() || west > east || south > north) west = east = south = north = 0;

    // Off the data's own box, so that its borders and round steps of it are no grid lines. Exactness does not need it.
    const double around_x = std::max((east - west) * 1e-4, 16 * least_cell_deg) * 1.0371;
    const double around_y = std::max((north - south) * 1e-4, 16 * least_cell_deg) * 1.0417;
    const double width = east - west + 2 * around_x;
    const double height = north - south + 2 * around_y;
    const double cells = std::clamp(cells_per_edge * static_cast<double>(edges_.size()), fewest_cells, most_cells);
    const auto side = [&](double size, double other) {
      const double most = std::min(longest_side, size / least_cell_deg);
      return static_cast<std::uint32_t>(std::clamp(std::sqrt(cells * size / other), 1.0, most));
    };
    Grid& grid = t_.grid;
    grid.columns = side(width, height);
    grid.rows = side(height, width);
    grid.x0 = west - around_x;
    grid.y0 = south - around_y;
    grid.cell_width = width / grid.columns;
    grid.cell_height = height / grid.rows;
    grid.cells_per_x = 1 / grid.cell_width;
    grid.cells_per_y = 1 / grid.cell_height;
  }

  [[nodiscard]] Box cell_box(std::uint32_t column, std::uint32_t row) const {
    const Grid& grid = t_.grid;
    return {.x = grid.x0 + column * grid.cell_width,
            .y = grid.y0 + row * grid.cell_height,
            .width = grid.cell_width,
            .height = grid.cell_height,
            .margin_x = cell_margin_deg(grid.cell_width),
            .margin_y = cell_margin_deg(grid.cell_height)};
  }
  [[nodiscard]] double middle_x(std::uint32_t column) const { return t_.grid.x0 + (column + 0.5) * t_.grid.cell_width; }
  [[nodiscard]] double middle_y(std::uint32_t row) const { return t_.grid.y0 + (row + 0.5) * t_.grid.cell_height; }

  /// The steps of the grid from `low` to `high`, or an empty range (first > last) when both lie outside.
  static std::pair<std::int64_t, std::int64_t> steps(double low, double high, double start, double per_degree,
                                                     std::uint32_t count) {
    const double first = std::floor((low - start) * per_degree);
    const double last = std::floor((high - start) * per_degree);
    if (last < 0 || first >= count) return {1, 0};
    return {static_cast<std::int64_t>(std::max(first, 0.0)),
            static_cast<std::int64_t>(std::min(last, static_cast<double>(count) - 1))};
  }

  /// Calls visit(cell) for every cell that the edge may touch.
  template <typename Visit>
  void walk(const Edge& edge, Visit visit) const {
    const Grid& grid = t_.grid;
    const double margin_x = 2 * cell_margin_deg(grid.cell_width);
    const double margin_y = 2 * cell_margin_deg(grid.cell_height);
    const auto [first_row, last_row] =
        steps(edge.ay - margin_y, edge.by + margin_y, grid.y0, grid.cells_per_y, grid.rows);
    for (auto row = first_row; row <= last_row; ++row) {
      const double south = grid.y0 + static_cast<double>(row) * grid.cell_height - margin_y;
      const double north = grid.y0 + static_cast<double>(row + 1) * grid.cell_height + margin_y;
      const auto [west, east] = reach_between(edge, south, north);
      const auto [first, last] = steps(west - margin_x, east + margin_x, grid.x0, grid.cells_per_x, grid.columns);
      for (auto column = first; column <= last; ++column) {
        visit(static_cast<std::uint32_t>(row * grid.columns + column));
      }
    }
  }

  void list_edges_of_cells() {
    cell_from_.assign(std::size_t{t_.grid.cells()} + 1, 0);
    for (const Edge& edge : edges_) {
      walk(edge, [&](std::uint32_t cell) { ++cell_from_[cell + 1]; });
    }
    for (std::size_t cell = 1; cell < cell_from_.size(); ++cell)
      cell_from_[cell] += cell_from_[cell - 1];
    cell_edges_.resize(cell_from_.back());
    std::vector<std::uint32_t> next(cell_from_.begin(), cell_from_.end() - 1);
    for (std::uint32_t e = 0; e < edges_.size(); ++e) {
      walk(edges_[e], [&](std::uint32_t cell) { cell_edges_[next[cell]++] = e; });
    }
  }

  /// Lists the edges that the middle line of each row crosses.
  void list_edges_of_rows() {
    row_edges_.resize(t_.grid.rows);
    for (std::uint32_t e = 0; e < edges_.size(); ++e) {
      const Edge& edge = edges_[e];
      if (t_.edges.toggles(e).empty()) continue;
      const auto [first, last] = steps(edge.ay - t_.grid.cell_height, edge.by + t_.grid.cell_height, t_.grid.y0,
                                       t_.grid.cells_per_y, t_.grid.rows);
      for (auto row = first; row <= last; ++row) {
        const double y = middle_y(static_cast<std::uint32_t>(row));
        if (edge.ay <= y && y < edge.by) row_edges_[static_cast<std::size_t>(row)].push_back(e);
      }
    }
  }

  /// The first column of the row whose middle does not see the edge in its east.
  [[nodiscard]] std::uint32_t column_past(const Edge& edge, double y) const {
    const Grid& grid = t_.grid;
    const double x = edge.ax + (y - edge.ay) / (edge.by - edge.ay) * (edge.bx - edge.ax);
    auto column = static_cast<std::uint32_t>(
        std::clamp((x - grid.x0) * grid.cells_per_x, 0.0, static_cast<double>(grid.columns)));
    while (column > 0 && !edge.crossed_by_ray_from(middle_x(column - 1), y))
      --column;
    while (column < grid.columns && edge.crossed_by_ray_from(middle_x(column), y))
      ++column;
    return column;
  }

  void sweep(std::uint32_t row) {
    const double y = middle_y(row);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> changes;
    for (const std::uint32_t e : row_edges_[row])
      changes.emplace_back(column_past(edges_[e], y), e);
    std::sort(changes.begin(), changes.end());
    auto change = changes.begin();
    Zones zones;
    std::uint32_t number = 0;
    for (std::uint32_t column = 0; column < t_.grid.columns; ++column) {
      if (change != changes.end() && change->first == column) {
        for (; change != changes.end() && change->first == column; ++change) {
          toggle(zones, t_.edges.toggles(change->second));
        }
        number = t_.sets.intern(zones);
      }
      add_cell(column, row, zones, number);
    }
  }

  void add_cell(std::uint32_t column, std::uint32_t row, const Zones& at_middle, std::uint32_t number) {
    const std::uint32_t cell = row * t_.grid.columns + column;
    const auto base_index = cell >> cells_per_base_log2;
    if ((cell & ((1U << cells_per_base_log2) - 1)) == 0) {
      t_.slot_bases[base_index] = static_cast<std::uint32_t>(t_.slots.size());
    }
    const std::span<const std::uint32_t> touching{cell_edges_.data() + cell_from_[cell],
                                                  cell_edges_.data() + cell_from_[cell + 1]};
    if (touching.empty()) {
      values_.push_back(number);
      most_pure_ = std::max(most_pure_, number);
      return;
    }
    const Box box = cell_box(column, row);
    const Zones none_says = without(at_middle, box, touching, middle_x(column), middle_y(row));
    t_.touched_cells.push_back(cell);
    t_.touched_edges.insert(t_.touched_edges.end(), touching.begin(), touching.end());
    t_.touched_from.push_back(static_cast<std::uint32_t>(t_.touched_edges.size()));
    t_.touched_sets.push_back(t_.sets.intern(none_says));

    const auto slot = static_cast<std::uint32_t>(t_.slots.size()) - t_.slot_bases[base_index];
    most_slot_ = std::max(most_slot_, slot);
    values_.push_back(by_slot | slot);
    add_record(box, touching, none_says, 0, t_.slots);
  }

  /// The zones that a point has for which no edge says 1, from those that a known point has.
  [[nodiscard]] Zones without(Zones zones, const Box& box, std::span<const std::uint32_t> touching, double x,
                              double y) const {
    for (const std::uint32_t e : touching) {
      if (says(edges_[e], box.east(), x, y)) toggle(zones, t_.edges.toggles(e));
    }
    return zones;
  }

  void add_record(const Box& box, std::span<const std::uint32_t> touching, const Zones& none_says, int depth,
                  std::vector<Slot>& slots) {
    if (touching.size() <= most_edges_of_record) {
      add_edges_record(box, touching, none_says, slots);
      return;
    }
    const std::size_t at = slots.size();
    slots.emplace_back();
    if (depth == deepest_subgrid || std::min(box.width, box.height) < least_cell_deg * subgrid_side) {
      slots[at].words[0] = crowded;
      return;
    }
    const std::uint32_t index = add_subgrid(box, touching, none_says, depth);
    slots[at].words[0] = subdivided;
    slots[at].words[1] = index;
  }

  void add_edges_record(const Box& box, std::span<const std::uint32_t> touching, const Zones& none_says,
                        std::vector<Slot>& slots) {
    const auto count = static_cast<std::uint32_t>(touching.size());
    std::array<std::uint32_t, 1 + 5 * most_edges_of_record + (1 << most_edges_of_record)> words{};
    std::uint32_t below = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (describe(edges_[touching[i]], box, &words[1 + 5 * i])) below |= 1U << i;
    }
    words[0] = count | below << 8;
    for (std::uint32_t said = 0; said < 1U << count; ++said) {
      Zones zones = none_says;
      for (std::uint32_t i = 0; i < count; ++i) {
        if ((said >> i & 1) != 0) toggle(zones, t_.edges.toggles(touching[i]));
      }
      words[1 + 5 * count + said] = t_.sets.intern(zones);
    }
    const std::size_t used = 1 + 5 * count + (std::size_t{1} << count);
    for (std::size_t from = 0; from < used; from += 8) {
      Slot slot{};
      std::copy_n(words.begin() + static_cast<std::ptrdiff_t>(from), std::min<std::size_t>(8, words.size() - from),
                  slot.words.begin());
      slots.push_back(slot);
    }
  }

  std::uint32_t add_subgrid(const Box& box, std::span<const std::uint32_t> touching, const Zones& none_says,
                            int depth) {
    const auto index = static_cast<std::uint32_t>(t_.subgrids.size());
    t_.subgrids.emplace_back();
    Box part = box;
    part.width = box.width / subgrid_side;
    part.height = box.height / subgrid_side;
    // A point's place is known to some 5e-12 of the outermost cell: 3 roundings of a number up to `longest_side`.
    part.margin_x = std::max(cell_margin_deg(part.width), 1e-10 * t_.grid.cell_width);
    part.margin_y = std::max(cell_margin_deg(part.height), 1e-10 * t_.grid.cell_height);
    for (std::uint32_t i = 0; i < subgrid_side * subgrid_side; ++i) {
      const std::uint32_t column = i % subgrid_side;
      const std::uint32_t row = i / subgrid_side;
      part.x = box.x + column * part.width;
      part.y = box.y + row * part.height;
      const std::uint32_t value = add_part(box, part, touching, none_says, depth);
      t_.subgrids[index][i] = value;
    }
    return index;
  }

  std::uint32_t add_part(const Box& whole, const Box& part, std::span<const std::uint32_t> of_whole,
                         const Zones& none_of_whole, int depth) {
    const double x = part.x + part.width / 2;
    const double y = part.y + part.height / 2;
    const Zones at_middle = without(none_of_whole, whole, of_whole, x, y);
    std::vector<std::uint32_t> touching;
    std::copy_if(of_whole.begin(), of_whole.end(), std::back_inserter(touching),
                 [&](std::uint32_t e) { return touches(edges_[e], part); });
    if (touching.empty()) return t_.sets.intern(at_middle);
    // The record's own slots stand together: what it contains is added before it, or in other tables.
    std::vector<Slot> record;
    add_record(part, touching, without(at_middle, part, touching, x, y), depth + 1, record);
    const auto slot = static_cast<std::uint32_t>(t_.sub_slots.size());
    t_.sub_slots.insert(t_.sub_slots.end(), record.begin(), record.end());
    return by_slot | slot;
  }

  /// Chooses 16 bits per cell where the numbers fit, else 32.
  void number_cells() {
    values_.push_back(0);  // outside the grid
    t_.first_slot = most_pure_ + 1;
    const auto value_of = [&](std::uint32_t value) {
      return (value & by_slot) != 0 ? (value & ~by_slot) + t_.first_slot : value;
    };
    constexpr std::uint32_t most_narrow = std::numeric_limits<std::uint16_t>::max();
    if (t_.first_slot + most_slot_ > most_narrow) {
      for (std::uint32_t& value : values_)
        value = value_of(value);
      t_.wide_cells = std::move(values_);
      return;
    }
    t_.narrow_cells.reserve(values_.size() + 1);
    for (const std::uint32_t value : values_)
      t_.narrow_cells.push_back(static_cast<std::uint16_t>(value_of(value)));
    t_.narrow_cells.push_back(0);  // the last cell is read as part of four bytes
  }

  void draw_time_lines() {
    const std::uint32_t count = t_.sets.size();
    t_.from_s.resize(count);
    t_.to_s.resize(count);
    t_.else_numbers.resize(count, 0);
    for (std::uint32_t number = 0; number < count; ++number) {
      const Zones zones(t_.sets[number].begin(), t_.sets[number].end());
      TimeRange all;
      bool alike = true;
      for (const std::uint32_t zone : zones) {
        const TimeRange& valid = t_.valid[zone];
        alike = alike && valid == t_.valid[zones.front()];
        all = {std::max(all.from, valid.from), std::min(all.to, valid.to)};
      }
      t_.from_s[number] = all.from.time_since_epoch().count();
      t_.to_s[number] = all.to.time_since_epoch().count();
      if (alike) continue;
      t_.else_numbers[number] = by_time_line | static_cast<std::uint32_t>(t_.time_lines.size());
      t_.time_lines.push_back(time_line_of(zones));
    }
  }

  [[nodiscard]] ZoneTables::TimeLine time_line_of(const Zones& zones) const {
    ZoneTables::TimeLine line;
    for (const std::uint32_t zone : zones) {
      line.starts_s.push_back(t_.valid[zone].from.time_since_epoch().count());
      line.starts_s.push_back(t_.valid[zone].to.time_since_epoch().count());
    }
    std::sort(line.starts_s.begin(), line.starts_s.end());
    line.starts_s.erase(std::unique(line.starts_s.begin(), line.starts_s.end()), line.starts_s.end());
    for (const std::int64_t start_s : line.starts_s) {
      Zones then;
      std::copy_if(zones.begin(), zones.end(), std::back_inserter(then),
                   [&](std::uint32_t zone) { return t_.valid[zone].contains(Instant{std::chrono::seconds{start_s}}); });
      line.numbers.push_back(t_.sets.intern(then));
    }
    return line;
  }

  ZoneTables& t_;
  std::span<const Edge> edges_;
  std::vector<std::uint32_t> cell_from_;
  std::vector<std::uint32_t> cell_edges_;
  std::vector<std::vector<std::uint32_t>> row_edges_;
  std::vector<std::uint32_t> values_;  // numbers of sets, or by_slot | slot after its base
  std::uint32_t most_pure_ = 0;
  std::uint32_t most_slot_ = 0;
};

}  // namespace

std::size_t ZoneSets::Hash::operator()(const std::vector<std::uint32_t>& zones) const {
  std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
  for (const std::uint32_t zone : zones)
    hash = (hash ^ zone) * 0x9e37'79b9'7f4a'7c15;
  return hash ^ hash >> 32;
}

ZoneSets::ZoneSets(std::uint32_t zones) {
  intern({});
  for (std::uint32_t zone = 0; zone < zones; ++zone)
    intern({zone});
}

std::optional<std::uint32_t> ZoneSets::find(const std::vector<std::uint32_t>& zones) const {
  const auto found = numbers_.find(zones);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::uint32_t ZoneSets::intern(const std::vector<std::uint32_t>& zones) {
  const auto [place, is_new] = numbers_.try_emplace(zones, size());
  if (is_new) {
    zones_.insert(zones_.end(), zones.begin(), zones.end());
    from_.push_back(zones_.size());
  }
  return place->second;
}

void toggle(std::vector<std::uint32_t>& zones, std::span<const std::uint32_t> toggled) {
  for (const std::uint32_t zone : toggled) {
    const auto place = std::lower_bound(zones.begin(), zones.end(), zone);
    if (place != zones.end() && *place == zone) {
      zones.erase(place);
    } else {
      zones.insert(place, zone);
    }
  }
}

double cell_margin_deg(double cell_deg) { return std::max(1e-6 * cell_deg, 2e-12); }

bool says(const Edge& edge, double east_deg, double x, double y) {
  const bool a_counts = edge.ax > east_deg && edge.ay > y;
  const bool b_counts = edge.bx > east_deg && edge.by > y;
  return edge.crossed_by_ray_from(x, y) != (a_counts != b_counts);
}

ZoneTables::ZoneTables(std::span<const ZoneArea> zones)
    : edges(collect_edges(zones)), sets(static_cast<std::uint32_t>(zones.size())) {
  for (const ZoneArea& zone : zones)
    valid.push_back(zone.valid);
  Builder(*this).build();
}

}  // namespace entente::geo
