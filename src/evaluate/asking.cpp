// SPDX-License-Identifier: Apache-2.0
// The conditions in their order, and what they come to together.
#include "evaluate/asking.hpp"

#include "evaluate/acts.hpp"
#include "evaluate/place_reasons.hpp"
#include "evaluate/standing.hpp"

#include <algorithm>
#include <limits>

namespace entente::evaluate {
namespace {

using findings::Answer;
using findings::Condition;
using findings::ViolationState;

/// Stands for a time where all give the same; no number of a time gets so high.
constexpr std::uint32_t at_all_times = std::numeric_limits<std::uint32_t>::max();

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32 | b; }

std::size_t at(Condition condition) { return static_cast<std::size_t>(condition); }

std::vector<std::string> attributed_to(const record::IncidentState& state) {
  std::vector<std::string> names;
  for (const auto& attribution : state.attributions) {
    if (!attribution.actor.empty()) names.push_back(attribution.actor);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<TimeRange> forces_of(const ZoneSet* zones) {
  std::vector<TimeRange> forces;
  if (!zones) return forces;
  for (const auto* zone : zones->zones())
    forces.push_back(zone->in_force.value_or(TimeRange{}));
  return forces;
}

ZonesFound everywhere() {
  ZonesFound found;
  found.found = {geo::certainly_inside, PlaceHow::geometry, {}, {}};
  found.number = 0;
  return found;
}

}  // namespace

Row Columns::row_of(const record::IncidentState& state, ActorBook& book, const ZoneContext& context) {
  const auto& incident = state.incident;
  const auto attributed = attributed_to(state);
  const PeopleAsked people_asked{incident.participants, attributed};
  const std::string_view first_origin = incident.origins.empty() ? std::string_view() : incident.origins.front();
  const std::string_view dataset = state.row() ? std::string_view(state.row()->dataset) : std::string_view();
  Row row{incident.act,
          incident.weapon,
          state.verification,
          state.duplicate_of,
          people_claims.number_of(people_asked),
          place_claims.number_of(incident.place),
          time_claims.number_of(incident.time),
          origins.number_of(first_origin),
          datasets.number_of(dataset)};
  if (row.people == people.size()) people.push_back(book.resolve(people_asked));
  if (row.place == places.size())
    places.push_back(
        make_place(place_claims[row.place], codes_of(place_claims[row.place], *context.gazetteer), *context.gazetteer));
  if (row.time == whens.size()) whens.push_back(make_when(incident.time, context.terms->agreement.zone));
  return row;
}

const std::vector<std::string>& Columns::codes_of(const geo::PlaceClaim& claim, const geo::Gazetteer& gazetteer) {
  const auto found = codes_by_names.find(claim.within);
  if (found != codes_by_names.end()) return found->second;
  return codes_by_names.emplace(claim.within, gazetteer.areas_of(claim)).first->second;
}

std::shared_ptr<ZoneSet> ZoneSets::of(const std::vector<terms::ZoneId>& zones, const ZoneContext& context) {
  if (zones.empty()) return nullptr;
  auto& set = sets_[zones];
  if (!set) {
    std::vector<const terms::Zone*> found;
    for (const auto& id : zones) {
      if (const auto* zone = context.terms->find(id)) found.push_back(zone);
    }
    set = std::make_shared<ZoneSet>(context, std::move(found));
  }
  return set;
}

std::shared_ptr<ZoneSet> ZoneSets::of_area(const std::string& code, const ZoneContext& context) {
  auto& set = areas_[code];
  if (!set) set = std::make_shared<ZoneSet>(context, code);
  return set;
}

Asking::Asking(Body body, const ZoneContext& context, const ActorBook& book, ZoneSets& sets)
    : context_(context),
      body_(std::move(body)),
      bound_(bound_by(body_.prohibition, book)),
      carved_out_(*context.terms, body_.prohibition.carve_outs, context.known_at),
      zones_(sets.of(body_.prohibition.zones, context)),
      force_(common(context.terms->in_force(), body_.prohibition.when)),
      zone_forces_(forces_of(zones_.get())) {
  one_force_ =
      std::adjacent_find(zone_forces_.begin(), zone_forces_.end(), std::not_equal_to<>()) == zone_forces_.end();
  for (const auto& [id, permission] : body_.permissions) {
    permissions_.push_back({id, permission, bound_by(permission, book), sets.of(permission.zones, context)});
    permissions_ask_place_ = permissions_ask_place_ || !permission.zones.empty();
  }
}

TimeRange Asking::force(const ActorBook& book) const {
  return common(force_, {bound_from(bound_, book).value_or(beginning_of_time), end_of_time});
}

std::optional<Outcome> Asking::ask(const Row& row, const Columns& columns, const ActorBook& book, Grounds& grounds) {
  auto& act = acts_kept_.at(static_cast<std::size_t>(row.act));
  if (!act) act = grounds.number_of(act_ground(clause(), body_.prohibition, row.act, *context_.terms));
  const bool forbidden = grounds[*act].answer != Answer::unmet;
  if (!forbidden && !could_be_taken_for(body_.prohibition, row.act)) return std::nullopt;

  auto& weapon = weapons_kept_.at(static_cast<std::size_t>(row.weapon));
  if (!weapon) weapon = grounds.number_of(weapon_ground(clause(), body_.prohibition, row.weapon));
  const When& when = columns.whens[row.time];
  static const ZonesFound all_inside = everywhere();
  const ZonesFound& found =
      zones_ ? zones_->find(row.place, columns.places[row.place], row.weapon, when.range) : all_inside;
  const auto& kept = actors(row.people, columns.people[row.people], book, grounds);
  auto chosen = choose_zone(found, when);
  if (kept.bound_from) chosen.force.from = std::max(chosen.force.from, *kept.bound_from);

  Outcome outcome;
  outcome.place = chosen.place;
  outcome.zone = chosen.zone ? zones_->zones()[*chosen.zone] : nullptr;
  outcome.grounds[at(Condition::act)] = *act;
  outcome.grounds[at(Condition::actors)] = kept.ground;
  outcome.grounds[at(Condition::carve_out)] = carve_out(kept, row, columns, book, grounds);
  outcome.grounds[at(Condition::weapon)] = *weapon;
  outcome.grounds[at(Condition::place)] = place(found, chosen, grounds);
  outcome.grounds[at(Condition::time)] = time(chosen.force, row.time, when, grounds);
  outcome.grounds[at(Condition::permitted)] = permitted(row, columns, book, grounds);
  outcome.grounds[at(Condition::standing)] = grounds.number_of(standing_ground(row.standing, row.duplicate_of));
  conclude(outcome, row, grounds, share_in(chosen.force, when));
  return outcome;
}

/// Zones in force at different times are each held against their own; the one that gives the most counts.
Asking::ZoneChosen Asking::choose_zone(const ZonesFound& found, const When& when) const {
  if (!zones_) return {found.found.membership, std::nullopt, force_};
  if (one_force_) {
    const TimeRange force = zone_forces_.empty() ? TimeRange{} : zone_forces_.front();
    return {found.found.membership, found.best, common(force_, force)};
  }
  ZoneChosen chosen{found.found.membership, found.best, force_};
  double most = -1;
  for (std::size_t i = 0; i < found.each.size(); ++i) {
    const TimeRange force = common(force_, zone_forces_[i]);
    const double probability = found.each[i].probability * share_in(force, when);
    const bool better = probability > most || (probability == most && found.each[i].upper > chosen.place.upper);
    if (!better) continue;
    most = probability;
    chosen = {found.each[i], found.each[i].outside() ? std::nullopt : std::optional(i), force};
  }
  return chosen;
}

void Asking::conclude(Outcome& outcome, const Row& row, const Grounds& grounds, double time_share) const {
  const auto answer = [&](Condition condition) { return answer_of(outcome, condition, grounds); };
  const auto any = [&](Answer wanted) {
    return std::any_of(outcome.grounds.begin(), outcome.grounds.end(),
                       [&](GroundId id) { return grounds[id].answer == wanted; });
  };
  outcome.state = any(Answer::unmet)       ? ViolationState::not_violation
                  : any(Answer::uncertain) ? ViolationState::possible
                                           : ViolationState::violation;
  if (answer(Condition::act) == Answer::unmet) {
    // Reported so that it is not taken for what the clause forbids: worth saying where it could have been.
    outcome.near = could_be_taken_for(body_.prohibition, row.act) && answer(Condition::place) != Answer::unmet &&
                   answer(Condition::time) != Answer::unmet;
  } else {
    outcome.near = outcome.state != ViolationState::not_violation || answer(Condition::place) == Answer::met ||
                   answer(Condition::time) == Answer::met || answer(Condition::actors) == Answer::met;
  }
  if (outcome.state == ViolationState::not_violation) return;
  outcome.probability = outcome.place.probability * time_share;
  for (const auto condition :
       {Condition::act, Condition::actors, Condition::carve_out, Condition::weapon, Condition::permitted}) {
    if (answer(condition) == Answer::uncertain) outcome.probability /= 2;
  }
}

const Asking::ActorsKept& Asking::actors(std::uint32_t number, const People& people, const ActorBook& book,
                                         Grounds& grounds) {
  auto& kept = kept_for(number, actors_kept_);
  if (!kept) {
    kept = ActorsKept{grounds.number_of(actors_ground(clause(), bound_, people, book)),
                      bound_from(bound_, people, book), carved_out_.depends_on_time(people, book)};
  }
  return *kept;
}

GroundId Asking::carve_out(const ActorsKept& kept, const Row& row, const Columns& columns, const ActorBook& book,
                           Grounds& grounds) {
  const auto key = pair_key(row.people, kept.carved_out_at_times ? row.time : at_all_times);
  const auto found = carve_outs_kept_.find(key);
  if (found != carve_outs_kept_.end()) return found->second;
  const auto ground = carved_out_.ground(columns.people[row.people], columns.whens[row.time], book);
  return carve_outs_kept_.emplace(key, grounds.number_of(ground)).first->second;
}

GroundId Asking::place(const ZonesFound& found, const ZoneChosen& chosen, Grounds& grounds) {
  if (!found.number || !one_force_) {
    ZonesFound one = found;
    one.found.membership = chosen.place;
    one.best = chosen.zone;
    return grounds.number_of(place_ground(clause(), zones_.get(), one, context_));
  }
  auto& kept = kept_for(*found.number, places_kept_);
  if (!kept) kept = grounds.number_of(place_ground(clause(), zones_.get(), found, context_));
  return *kept;
}

GroundId Asking::time(const TimeRange& force, std::uint32_t number, const When& when, Grounds& grounds) {
  auto place = std::find(forces_.begin(), forces_.end(), force);
  if (place == forces_.end()) {
    place = forces_.insert(forces_.end(), force);
    times_kept_.emplace_back();
  }
  auto& kept = kept_for(number, times_kept_[static_cast<std::size_t>(place - forces_.begin())]);
  if (!kept) kept = grounds.number_of(time_ground(clause(), force, when, context_.terms->agreement.zone));
  return *kept;
}

GroundId Asking::permitted(const Row& row, const Columns& columns, const ActorBook& book, Grounds& grounds) {
  const auto make = [&] {
    const Asked asked{row.act,
                      row.weapon,
                      &columns.people[row.people],
                      row.place,
                      &columns.places[row.place],
                      &columns.whens[row.time].range};
    return grounds.number_of(permitted_ground(permissions_, asked, book));
  };
  if (permissions_ask_place_) return make();
  const auto key = permissions_.empty() ? 0 : pair_key(static_cast<std::uint32_t>(row.act), row.people);
  const auto found = permitted_kept_.find(key);
  if (found != permitted_kept_.end()) return found->second;
  return permitted_kept_.emplace(key, make()).first->second;
}

}  // namespace entente::evaluate
