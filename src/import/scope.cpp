// SPDX-License-Identifier: Apache-2.0
// Days and countries of entries.
#include "import/scope.hpp"

#include "base/overloaded.hpp"

#include <algorithm>
#include <variant>

namespace entente::importing {
namespace {

DayRange days_of(const TimeClaim& time, const TimeZone& zone) {
  if (time.days) return *time.days;
  const TimeRange range = time.range_in(zone);
  const Day first = zone.day_of(range.from);
  return {first, first + std::chrono::days{time.days_touched(zone) - 1}};
}

/// Null for kinds that have no place.
const geo::PlaceClaim* place_of(const record::Entry& entry) {
  return std::visit(overloaded{
                        [](const record::Incident& incident) { return &incident.place; },
                        [](const record::Coverage& coverage) { return &coverage.place; },
                        [](const record::Restriction& restriction) { return &restriction.place; },
                        [](const auto&) -> const geo::PlaceClaim* { return nullptr; },
                    },
                    entry.body);
}

}  // namespace

const TimeClaim* time_claim_of(const record::Entry& entry) {
  return std::visit(overloaded{
                        [](const record::Incident& incident) { return incident.time ? &*incident.time : nullptr; },
                        [](const record::Coverage& coverage) { return &coverage.time; },
                        [](const record::Restriction& restriction) { return &restriction.time; },
                        [](const auto&) -> const TimeClaim* { return nullptr; },
                    },
                    entry.body);
}

bool has_time(const record::Body& body) {
  return std::holds_alternative<record::Incident>(body) || std::holds_alternative<record::Coverage>(body) ||
         std::holds_alternative<record::Restriction>(body);
}

void widen(Scope& scope, const record::Entry& entry, const TimeZone& zone, bool with_country) {
  if (const auto* time = time_claim_of(entry)) {
    const DayRange days = days_of(*time, zone);
    if (!scope.days) scope.days = days;
    scope.days = DayRange{std::min(scope.days->first, days.first), std::max(scope.days->last, days.last)};
  }
  const auto* place = place_of(entry);
  if (!with_country || place == nullptr || place->within.empty()) return;
  const auto& country = place->within.front();
  const auto at = std::lower_bound(scope.countries.begin(), scope.countries.end(), country);
  if (at == scope.countries.end() || *at != country) scope.countries.insert(at, country);
}

bool covers(const Scope& scope, const record::Entry& entry, const TimeZone& zone) {
  const auto* time = time_claim_of(entry);
  if (time == nullptr || !scope.days) return false;
  const DayRange days = days_of(*time, zone);
  if (days.first < scope.days->first || scope.days->last < days.last) return false;
  if (scope.countries.empty()) return true;
  const auto* place = place_of(entry);
  return !place->within.empty() &&
         std::find(scope.countries.begin(), scope.countries.end(), place->within.front()) != scope.countries.end();
}

}  // namespace entente::importing
