// SPDX-License-Identifier: Apache-2.0
// Looking things up in the terms.
#include "terms/terms.hpp"

#include <algorithm>

namespace entente::terms {
namespace {

template <typename Things, typename Key>
auto find_by_id(const Things& things, const Key& id) -> const typename Things::value_type* {
  const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

template <typename Matches>
bool any_spelling(const Actor& actor, const Matches& matches) {
  const auto& names = actor.names;
  return matches(actor.id.value) || matches(names.en) || matches(names.ar) || matches(names.ru) ||
         std::any_of(names.aliases.begin(), names.aliases.end(), matches) ||
         std::any_of(actor.datasets.begin(), actor.datasets.end(), [&](const DatasetId& d) { return matches(d.id); });
}

template <typename Matches>
const Actor* find_spelled(const std::vector<Actor>& actors, const Matches& matches) {
  const auto found =
      std::find_if(actors.begin(), actors.end(), [&](const Actor& a) { return any_spelling(a, matches); });
  return found == actors.end() ? nullptr : &*found;
}

}  // namespace

const Actor* Terms::find(const ActorId& id) const { return find_by_id(actors, id); }
const Zone* Terms::find(const ZoneId& id) const { return find_by_id(zones, id); }
const Line* Terms::find(const LineId& id) const { return find_by_id(lines, id); }
const Clause* Terms::find(const ClauseId& id) const { return find_by_id(clauses, id); }
const CarveOut* Terms::find_carve_out(std::string_view id) const { return find_by_id(carve_outs, id); }

std::vector<Reading> readings_of(const Clause& clause, Instant known_at) {
  std::vector<Reading> known{Reading{as_written, {}, std::nullopt, clause.body, {}, clause.sources}};
  std::copy_if(clause.readings.begin(), clause.readings.end(), std::back_inserter(known),
               [&](const Reading& reading) { return !reading.known_at || *reading.known_at <= known_at; });
  return known;
}

TimeRange Terms::in_force() const {
  if (!agreement.in_force_from) return {beginning_of_time, beginning_of_time};
  TimeRange range{agreement.in_force_from->instant, end_of_time};
  if (agreement.expires_at) range.to = std::min(range.to, agreement.expires_at->instant);
  if (agreement.ended_at) range.to = std::min(range.to, agreement.ended_at->instant);
  return range;
}

const Actor* Terms::actor_named(std::string_view name) const {
  if (name.empty()) return nullptr;
  if (const Actor* exact = find_spelled(actors, [&](const std::string& s) { return s == name; })) return exact;
  const auto folded = geo::fold_name(name);
  if (folded.empty()) return nullptr;
  return find_spelled(actors, [&](const std::string& s) { return !s.empty() && geo::fold_name(s) == folded; });
}

const Actor* Terms::actor_of(const DatasetId& id) const {
  const auto found = std::find_if(actors.begin(), actors.end(), [&](const Actor& actor) {
    return std::find(actor.datasets.begin(), actor.datasets.end(), id) != actor.datasets.end();
  });
  return found == actors.end() ? nullptr : &*found;
}

}  // namespace entente::terms
