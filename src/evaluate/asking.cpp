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

std::optional<Outcome> Asking::ask(const Row& row, const Columns& columns, const ActorBook& book, Outcomes& outcomes) {
  Grounds& grounds = outcomes.grounds;
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
  outcome.placed = place(found, chosen, outcomes);
  outcome.grounds[at(Condition::act)] = *act;
  outcome.grounds[at(Condition::actors)] = kept.ground;
  outcome.grounds[at(Condition::carve_out)] = carve_out(kept, row, columns, book, grounds);
  outcome.grounds[at(Condition::weapon)] = *weapon;
  outcome.grounds[at(Condition::place)] = outcomes.placed[outcome.placed].ground;
  outcome.grounds[at(Condition::time)] = time(chosen.force, row.time, when, grounds);
  outcome.grounds[at(Condition::permitted)] = permitted(row, columns, book, grounds);
  outcome.grounds[at(Condition::standing)] = standing(row, columns, grounds);
  conclude(outcome, row, outcomes, share_in(chosen.force, when));
  return outcome;
}

/// Zones in force at different times are each held against their own; the one that gives the most counts.
Asking::ZoneChosen Asking::choose_zone(const ZonesFound& found, const When& when) const {
  if (!zones_) return {found.found.membership, std::nullopt, force_};
  if (one_force_) {
    const TimeRange force = zone_forces_.empty() ? TimeRange{} : zone_forces_.front();
    return {found.found.membership, found.best, common(force_, force)};
  }
  ZoneChosen chosen{geo::certainly_outside, std::nullopt, common(force_, zone_forces_.front())};
  double most = 0;
  for (const auto& [zone, membership] : found.each) {
    const TimeRange force = common(force_, zone_forces_[zone]);
    const double probability = membership.probability * share_in(force, when);
    const bool better = probability > most || (probability == most && membership.upper > chosen.place.upper);
    if (!better) continue;
    most = probability;
    chosen = {membership, zone, force};
  }
  return chosen;
}

void Asking::conclude(Outcome& outcome, const Row& row, const Outcomes& outcomes, double time_share) const {
  const auto answer = [&](Condition condition) { return outcomes.answer(outcome.grounds, condition); };
  const auto any = [&](Answer wanted) {
    return std::any_of(outcome.grounds.begin(), outcome.grounds.end(),
                       [&](GroundId id) { return outcomes.grounds[id].answer == wanted; });
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
  outcome.probability = outcomes.placed[outcome.placed].place.probability * time_share;
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

std::uint32_t Asking::place(const ZonesFound& found, const ZoneChosen& chosen, Outcomes& outcomes) {
  const auto number_of = [&](const ZonesFound& one) {
    const auto ground = outcomes.grounds.number_of(place_ground(clause(), zones_.get(), one, context_));
    const auto* zone = chosen.zone ? zones_->zones()[*chosen.zone] : nullptr;
    return outcomes.placed.number_of(Placed{chosen.place, zone, ground});
  };
  if (!found.number || !one_force_) {
    ZonesFound one = found;
    one.found.membership = chosen.place;
    one.best = chosen.zone;
    return number_of(one);
  }
  auto& kept = kept_for(*found.number, places_kept_);
  if (!kept) kept = number_of(found);
  return *kept;
}

GroundId Asking::time(const TimeRange& force, std::uint32_t number, const When& when, Grounds& grounds) {
  const auto key = pair_key(forces_.number_of(force), number);
  const auto found = times_kept_.find(key);
  if (found != times_kept_.end()) return found->second;
  const auto ground = time_ground(clause(), force, when, context_.terms->agreement.zone);
  return times_kept_.emplace(key, grounds.number_of(ground)).first->second;
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

GroundId Asking::standing(const Row& row, const Columns& columns, Grounds& grounds) {
  const auto& duplicate_of = columns.more_of(row).duplicate_of;
  if (duplicate_of) return grounds.number_of(standing_ground(row.standing, duplicate_of));
  auto& kept = kept_for(static_cast<std::uint32_t>(row.standing), standings_kept_);
  if (!kept) kept = grounds.number_of(standing_ground(row.standing, std::nullopt));
  return *kept;
}

}  // namespace entente::evaluate
