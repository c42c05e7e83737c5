// SPDX-License-Identifier: Apache-2.0
// The first step of a join for any machine.
#include "geo/zone_join.hpp"

namespace entente::geo {
namespace {

template <typename Value>
void classify(const ZoneTables& tables, const std::vector<Value>& cells, JoinBlock& block) {
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const std::uint32_t cell = place_in(tables.grid, block.lng_deg[i], block.lat_deg[i]).cell;
    block.cells[i] = cell;
    __builtin_prefetch(&cells[cell]);
  }
  block.near_count = 0;
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const std::uint32_t value = cells[block.cells[i]];
    if (value < tables.first_slot) {
      block.numbers[i] = number_at(tables, value, block.times[i].time_since_epoch().count());
    } else {
      const std::uint32_t slot = tables.slot_bases[block.cells[i] >> cells_per_base_log2] + (value - tables.first_slot);
      __builtin_prefetch(&tables.slots[slot]);
      block.near[block.near_count] = i;
      block.near_slots[block.near_count] = slot;
      ++block.near_count;
    }
  }
}

}  // namespace

void classify_portable(const ZoneTables& tables, JoinBlock& block) {
  with_cells(tables, [&](const auto& cells) { classify(tables, cells, block); });
}

}  // namespace entente::geo
