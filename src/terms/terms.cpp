// SPDX-License-Identifier: Apache-2.0
// Looking things up in the terms.
#include "terms/terms.hpp"

#include "msg/word.hpp"

#include <algorithm>
#include <array>

namespace entente::terms {
namespace {

template <typename Things, typename Key>
auto find_by_id(const Things& things, const Key& id) -> const typename Things::value_type* {
  const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

template <typename Take>
void for_each_spelling(const Actor& actor, const Take& take) {
  const auto& names = actor.names;
  for (const std::string* name : {&actor.id.value, &names.en, &names.ar, &names.ru})
    take(*name);
  std::for_each(names.aliases.begin(), names.aliases.end(), take);
  for (const DatasetId& dataset : actor.datasets)
    take(dataset.id);
}

/// How many seconds `instant` lies from a range: 0 inside, more from its end on.
double distance_s(const TimeRange& range, Instant instant) {
  const auto seconds = [](Instant from, Instant to) {
    return static_cast<double>(to.time_since_epoch().count()) - static_cast<double>(from.time_since_epoch().count());
  };
  if (instant < range.from) return seconds(instant, range.from);
  return range.contains(instant) ? 0 : seconds(range.to, instant) + 1;
}

}  // namespace

const Actor* Terms::find(const ActorId& id) const { return find_by_id(actors, id); }
const Zone* Terms::find(const ZoneId& id) const { return find_by_id(zones, id); }
const Line* Terms::find(const LineId& id) const { return find_by_id(lines, id); }
const Clause* Terms::find(const ClauseId& id) const { return find_by_id(clauses, id); }
const CarveOut* Terms::find_carve_out(std::string_view id) const { return find_by_id(carve_outs, id); }

std::span<const std::string> listed_areas(const ExtentKind& part) {
  if (const auto* named = std::get_if<NamedExtent>(&part)) return named->areas;
  if (const auto* later = std::get_if<UndelimitedExtent>(&part)) return later->fallback_areas;
  return {};
}

const Extent* extent_at(const Zone& zone, Instant instant, Instant known_at) {
  const Extent* best = nullptr;
  const auto better = [&](const Extent& a, const Extent& b) {
    const auto from_a = distance_s(a.valid, instant);
    const auto from_b = distance_s(b.valid, instant);
    if (from_a != from_b) return from_a < from_b;
    return a.known_at.value_or(beginning_of_time) >= b.known_at.value_or(beginning_of_time);
  };
  for (const auto& extent : zone.extents) {
    if (extent.known_at && *extent.known_at > known_at) continue;
    if (best == nullptr || better(extent, *best)) best = &extent;
  }
  return best;
}

std::vector<Reading> readings_of(const Clause& clause, Instant known_at) {
  std::vector<Reading> known{Reading{as_written, {}, std::nullopt, clause.body, {}, clause.sources}};
  std::copy_if(clause.readings.begin(), clause.readings.end(), std::back_inserter(known),
               [&](const Reading& reading) { return !reading.known_at || *reading.known_at <= known_at; });
  return known;
}

Message name_of(CountingRule::Unit unit) {
  switch (unit) {
    case CountingRule::Unit::event:
      return msg::word::unit_event();
    case CountingRule::Unit::place_day:
      return msg::word::unit_place_day();
    case CountingRule::Unit::place_day_weapon:
      break;
  }
  return msg::word::unit_place_day_weapon();
}

TimeRange Terms::in_force() const {
  if (!agreement.in_force_from) return {beginning_of_time, beginning_of_time};
  TimeRange range{agreement.in_force_from->instant, end_of_time};
  if (agreement.expires_at) range.to = std::min(range.to, agreement.expires_at->instant);
  if (agreement.ended_at) range.to = std::min(range.to, agreement.ended_at->instant);
  return range;
}

std::string_view word(Standing standing) {
  constexpr std::array<std::string_view, 4> words = {"not_said", "not_yet", "in_force", "ended"};
  return words.at(static_cast<std::size_t>(standing));
}

Standing Terms::standing_at(Instant at, const TimeRange& within) const {
  const bool said = agreement.status == Status::in_force || agreement.status == Status::ended;
  const TimeRange force = common(in_force(), within);
  if (!said || force.empty()) return Standing::not_said;
  if (at < force.from) return Standing::not_yet;
  return at < force.to ? Standing::in_force : Standing::ended;
}

const Actor* Terms::actor_of(const DatasetId& id) const {
  const auto found = std::find_if(actors.begin(), actors.end(), [&](const Actor& actor) {
    return std::find(actor.datasets.begin(), actor.datasets.end(), id) != actor.datasets.end();
  });
  return found == actors.end() ? nullptr : &*found;
}

ActorNames::ActorNames(const Terms& terms) {
  for (const Actor& actor : terms.actors) {
    for_each_spelling(actor, [&](const std::string& name) {
      written_.emplace(name, &actor);
      folded_.emplace(geo::fold_name(name), &actor);
    });
  }
  written_.erase("");  // a name that is not there names nobody
  folded_.erase("");
}

const Actor* ActorNames::find(const std::string& name) const {
  if (const auto found = written_.find(name); found != written_.end()) return found->second;
  const auto found = folded_.find(geo::fold_name(name));
  return found == folded_.end() ? nullptr : found->second;
}

}  // namespace entente::terms
