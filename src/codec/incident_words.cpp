// SPDX-License-Identifier: Apache-2.0
// Days in the agreement's zone, places by the gazetteer.
#include "codec/incident_words.hpp"

#include "base/overloaded.hpp"
#include "codec/entry_words.hpp"
#include "msg/word.hpp"

#include <fmt/format.h>

#include <cassert>
#include <chrono>
#include <utility>
#include <variant>

namespace entente::codec {
namespace {

/// "32.620° 36.100°", north and east positive; nothing where there is no one point.
std::string point_text(const geo::PlaceClaim& claim) {
  const auto text = [](const geo::LatLng& point) {
    return fmt::format("{:.3f}° {:.3f}°", point.lat_deg, point.lng_deg);
  };
  return std::visit(overloaded{
                        [](std::monostate) { return std::string(); },
                        [&](const geo::Disc& disc) { return text(disc.centre); },
                        [&](const geo::Wedge& wedge) { return text(wedge.post); },
                        [](const geo::Outline&) { return std::string(); },
                    },
                    claim.where);
}

void tell_days(const TimeClaim& claim, const TimeZone& zone, IncidentWords& words) {
  if (claim.days) {
    words.first_day = claim.days->first;
    words.last_day = claim.days->last;
    return;
  }
  const auto& [from, to] = *claim.instants;
  if (from != beginning_of_time) words.first_day = zone.day_of(from);
  if (to != end_of_time) words.last_day = zone.day_of(to - std::chrono::seconds{1});
}

}  // namespace

const record::IncidentState& IncidentTeller::state_of(const record::EntryId& id) const {
  const auto found = view_.incidents().find(id);
  assert(found != view_.incidents().end());
  return found->second;
}

IncidentWords IncidentTeller::words_of(const record::EntryId& id) {
  const auto& state = state_of(id);
  IncidentWords words;
  if (state.incident.time) tell_days(*state.incident.time, zone_, words);
  const auto& place = place_of(state.incident.place);
  words.place = place.place.empty() ? point_text(state.incident.place) : place.place;
  words.area = place.area;
  words.act = word_of(state.incident.act);
  if (const auto& row = state.row()) {
    words.dataset = row->dataset;
    words.row = row->id;
  }
  return words;
}

const IncidentTeller::PlaceWords& IncidentTeller::place_of(const geo::PlaceClaim& claim) {
  std::string names = claim.name;
  for (const auto& area : claim.within)
    names += '\n' + area;
  const auto known = told_.find(names);
  return known != told_.end() ? known->second : told_.emplace(std::move(names), told(claim)).first->second;
}

IncidentTeller::PlaceWords IncidentTeller::told(const geo::PlaceClaim& claim) const {
  const auto codes = gazetteer_.areas_of(claim);
  PlaceWords words;
  if (!codes.empty()) words.area = codes.back();
  const auto* around = governorate_of(words.area);
  const geo::NamedPlace* place = gazetteer_.by_code(words.area);
  if (!claim.name.empty()) {
    const auto named = gazetteer_.by_name(claim.name, words.area);
    place = named.size() == 1 ? named.front() : nullptr;
    words.place = claim.name;
  } else if (place == nullptr && !claim.within.empty()) {
    words.place = claim.within.back();
  }
  if (place != nullptr) words.place = place->names.in(language_);
  if (around != nullptr && around != place) {
    words.place += i18n::render(msg::word::list_comma(), language_) + around->names.in(language_);
  }
  return words;
}

/// The governorate that an area is or lies in; of an area above them itself; null when it is unknown.
const geo::NamedPlace* IncidentTeller::governorate_of(const std::string& area) const {
  const auto* place = gazetteer_.by_code(area);
  for (std::size_t steps = 0; place != nullptr && steps <= gazetteer_.all().size(); ++steps) {
    if (place->kind <= geo::NamedPlace::Kind::governorate) break;
    const auto* above = gazetteer_.by_code(place->within);
    if (above == nullptr) break;
    place = above;
  }
  return place;
}

}  // namespace entente::codec
