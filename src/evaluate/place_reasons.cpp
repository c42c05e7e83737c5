// SPDX-License-Identifier: Apache-2.0
// Reasons for membership: the area, the zone, the probability, the distance.
#include "evaluate/place_reasons.hpp"

#include "evaluate/words.hpp"
#include "msg/evaluate.hpp"
#include "msg/word.hpp"

#include <algorithm>
#include <cmath>

namespace entente::evaluate {
namespace {

using findings::Answer;

Message name_of_zone(const terms::Zone& zone) { return name_of(zone.names, zone.id.value); }

/// The zone it is most probably in, else all of them.
std::vector<Message> names_of(const ZoneSet& zones, const ZonesFound& answer) {
  if (answer.best) return {name_of_zone(*zones.zones()[*answer.best])};
  std::vector<Message> names;
  for (const auto* zone : zones.zones())
    names.push_back(name_of_zone(*zone));
  return names;
}

std::vector<Message> names_of_disputants(const ZoneSet& zones, const terms::Terms& terms) {
  std::vector<Message> names;
  for (const auto* zone : zones.zones()) {
    for (const auto& disputed : zone->disputed) {
      for (const auto& id : disputed.disputed_by) {
        const auto* actor = terms.find(id);
        auto name = actor ? name_of(*actor) : name_of(id.value);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
      }
    }
  }
  if (names.empty()) names.push_back(msg::word::unknown());
  return names;
}

Message name_of_area(const std::string& code, const geo::Gazetteer& gazetteer) {
  const auto* place = gazetteer.by_code(code);
  return place ? name_of(place->names, code) : name_of(code);
}

Message why_uncertain(const ZonesFound& answer, std::vector<Message> zones, const geo::Gazetteer& gazetteer) {
  auto probability = percent(answer.found.membership.probability);
  switch (answer.found.how) {
    case PlaceHow::coarse:
      return msg::evaluate::place_coarse(name_of_area(answer.found.code, gazetteer), std::move(zones),
                                         std::move(probability));
    case PlaceHow::undrawn:
      return msg::evaluate::place_undrawn(std::move(zones));
    case PlaceHow::undelimited:
      return msg::evaluate::place_undelimited(std::move(zones));
    case PlaceHow::unknown:
      return msg::evaluate::place_unknown();
    case PlaceHow::named:
    case PlaceHow::stand_in:
    case PlaceHow::geometry:
    case PlaceHow::not_named:
      break;
  }
  return msg::evaluate::place_partly(std::move(zones), std::move(probability));
}

Message why_inside(const ZonesFound& answer, std::vector<Message> zones, const geo::Gazetteer& gazetteer) {
  auto area = name_of_area(answer.found.code, gazetteer);
  if (answer.found.how == PlaceHow::named) return msg::evaluate::place_named(std::move(area), std::move(zones));
  if (answer.found.how == PlaceHow::stand_in) return msg::evaluate::place_stand_in(std::move(area), std::move(zones));
  return msg::evaluate::place_inside(std::move(zones));
}

Message why_outside(const ZonesFound& answer, std::vector<Message> zones) {
  if (answer.found.how == PlaceHow::not_named) return msg::evaluate::place_not_named(std::move(zones));
  if (answer.found.outside_by_m) {
    // Rounded down to 100 m, so that “at least” stays true.
    const double km = std::floor(*answer.found.outside_by_m / 100) / 10;
    if (km > 0) return msg::evaluate::place_outside_by(std::move(zones), km);
  }
  return msg::evaluate::place_outside(std::move(zones));
}

}  // namespace

findings::Ground place_ground(const terms::ClauseId& clause, const ZoneSet* zones, const ZonesFound& answer,
                              const ZoneContext& context) {
  constexpr auto condition = findings::Condition::place;
  if (!zones) return {condition, Answer::met, msg::evaluate::place_everywhere(clause.value)};
  const auto& membership = answer.found.membership;
  auto names = names_of(*zones, answer);
  if (membership.inside()) return {condition, Answer::met, why_inside(answer, std::move(names), *context.gazetteer)};
  if (membership.outside()) return {condition, Answer::unmet, why_outside(answer, std::move(names))};
  if (answer.disputed) {
    return {condition, Answer::uncertain,
            msg::evaluate::place_disputed(std::move(names), names_of_disputants(*zones, *context.terms))};
  }
  if (answer.by_weapon) return {condition, Answer::uncertain, msg::evaluate::place_weapon(std::move(names))};
  return {condition, Answer::uncertain, why_uncertain(answer, std::move(names), *context.gazetteer)};
}

}  // namespace entente::evaluate
