// SPDX-License-Identifier: Apache-2.0
// When somebody reported from an area: only then does silence about a clause say anything.
#include "evaluate/engine.hpp"

#include <algorithm>
#include <cassert>

namespace entente::evaluate {
namespace {

using AreasAsked = std::vector<std::shared_ptr<ZoneSet>>;

/// Whether a place may lie in one of the areas; of no areas: anywhere is enough.
bool may_lie_in(const AreasAsked& areas, const Row& row, const Columns& columns) {
  if (areas.empty()) return true;
  const Place& place = columns.places[row.place];
  if (!place.claim->known()) return false;
  const auto& when = columns.whens[row.time].range;
  return std::any_of(areas.begin(), areas.end(), [&](const auto& area) {
    return !why_unplaced(place, area->context()) &&
           !area->find(row.place, place, row.weapon, when).found.membership.outside();
  });
}

/// In order, ranges that touch made one.
std::vector<TimeRange> joined(std::vector<TimeRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  std::vector<TimeRange> joined;
  for (const auto& range : ranges) {
    if (joined.empty() || joined.back().to < range.from) {
      joined.push_back(range);
    } else {
      joined.back().to = std::max(joined.back().to, range.to);
    }
  }
  return joined;
}

}  // namespace

Result<std::vector<TimeRange>> Evaluation::recorded(const record::View& view,
                                                    std::span<const std::string> areas) const {
  assert(impl_->prepared);  // update comes first
  auto& prepared = *impl_->prepared;
  AreasAsked asked;
  for (const auto& area : areas) {
    ENTENTE_ASSIGN(auto zones, impl_->area(area, prepared.zone_sets, prepared.context));
    asked.push_back(std::move(zones));
  }
  std::vector<TimeRange> ranges;
  // Nothing is seen after it was recorded, whatever a row says.
  const auto add = [&](const TimeRange& when, Instant recorded_at) {
    const TimeRange seen = common(when, {beginning_of_time, recorded_at});
    if (!seen.empty()) ranges.push_back(seen);
  };
  const auto& columns = prepared.columns;
  // Of what is claimed of one time the report that came last reaches furthest.
  std::vector<Instant> last_recorded(columns.whens.size(), beginning_of_time);
  for (const auto& row : prepared.rows) {
    auto& last = last_recorded[row.time];
    if (row.recorded_at > last && may_lie_in(asked, row, columns)) last = row.recorded_at;
  }
  for (std::size_t time = 0; time < last_recorded.size(); ++time) {
    if (const auto& when = columns.whens[time].range) add(*when, last_recorded[time]);
  }
  if (areas.empty()) {
    for (const auto& [id, state] : view.coverage())
      add(state.coverage.time.range_in(impl_->terms.agreement.zone), state.recorded_at);
  }
  for (const auto& area : areas) {
    ENTENTE_ASSIGN(const auto covered, coverage(view, area));
    for (const auto& one : covered.covered)
      ranges.push_back(one.when);
  }
  return joined(std::move(ranges));
}

}  // namespace entente::evaluate
