// SPDX-License-Identifier: Apache-2.0
// From an incident as it stands to its numbers.
#include "evaluate/columns.hpp"

#include <algorithm>

namespace entente::evaluate {
namespace {

std::vector<std::string> attributed_to(const record::IncidentState& state) {
  std::vector<std::string> names;
  for (const auto& attribution : state.attributions) {
    if (!attribution.actor.empty()) names.push_back(attribution.actor);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Toll toll_of(const record::Casualties& casualties) {
  return {casualties.killed.value_or(record::Estimate{}),
          casualties.killed_civilians.value_or(record::Estimate{}).best};
}

}  // namespace

std::size_t TollHash::operator()(const Toll& toll) const {
  const auto pair = [](std::int32_t a, std::int32_t b) {
    return std::uint64_t{static_cast<std::uint32_t>(a)} << 32 | static_cast<std::uint32_t>(b);
  };
  return Mixer().add(pair(toll.killed.low, toll.killed.best)).add(pair(toll.killed.high, toll.civilians)).value();
}

Row Columns::row_of(const record::IncidentState& state, ActorBook& book, const ZoneContext& context) {
  const auto& incident = state.incident;
  const auto attributed = attributed_to(state);
  const PeopleAsked people_asked{incident.participants, attributed};
  Row row;
  row.incident = state.id;
  row.recorded_at = state.recorded_at;
  row.people = people_claims.number_of(people_asked);
  row.place = place_claims.number_of(incident.place);
  row.time = time_claims.number_of(incident.time);
  row.first_origin =
      origins.number_of(incident.origins.empty() ? std::string_view() : std::string_view(incident.origins.front()));
  row.dataset = datasets.number_of(state.row() ? std::string_view(state.row()->dataset) : std::string_view());
  row.toll = tolls.number_of(toll_of(incident.casualties));
  row.more = add_more(state);
  row.act = incident.act;
  row.weapon = incident.weapon;
  row.standing = state.verification;
  if (row.people == people.size()) people.push_back(book.resolve(people_asked));
  if (row.place == places.size()) {
    const auto& claim = place_claims[row.place];
    places.push_back(make_place(claim, codes_of(claim, *context.gazetteer), *context.gazetteer));
  }
  if (row.time == whens.size()) whens.push_back(make_when(incident.time, context.terms->agreement.zone));
  return row;
}

std::uint32_t Columns::add_more(const record::IncidentState& state) {
  More some{state.duplicate_of, {}};
  if (state.in_effect != state.id) some.evidence.push_back(state.in_effect);
  for (const auto& cited : state.spoken_of_by)
    some.evidence.push_back(cited.entry);
  if (!some.duplicate_of && some.evidence.empty()) return 0;
  more.push_back(std::move(some));
  return static_cast<std::uint32_t>(more.size());
}

const More& Columns::more_of(const Row& row) const {
  static const More none;
  return row.more == 0 ? none : more[row.more - 1];
}

const std::vector<std::string>& Columns::codes_of(const geo::PlaceClaim& claim, const geo::Gazetteer& gazetteer) {
  const auto found = codes_by_names_.find(claim.within);
  if (found != codes_by_names_.end()) return found->second;
  return codes_by_names_.emplace(claim.within, gazetteer.areas_of(claim)).first->second;
}

}  // namespace entente::evaluate
