// SPDX-License-Identifier: Apache-2.0
// Actors: from names of sources to actors of the terms, and whom a clause binds.
#include "evaluate/actors.hpp"

#include "evaluate/words.hpp"
#include "msg/evaluate.hpp"

#include <algorithm>

namespace entente::evaluate {
namespace {

using record::Participation;
using terms::Covers;

Covers both(Covers a, Covers b) {
  if (a == Covers::no || b == Covers::no) return Covers::no;
  return a == Covers::yes && b == Covers::yes ? Covers::yes : Covers::cannot_tell;
}

Covers either(Covers a, Covers b) {
  if (a == Covers::yes || b == Covers::yes) return Covers::yes;
  return a == Covers::no && b == Covers::no ? Covers::no : Covers::cannot_tell;
}

template <typename T>
void add_once(std::vector<T>& values, const T& value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

void add(Side& side, const Side& more) {
  for (const auto* actor : more.actors)
    add_once(side.actors, actor);
  for (const auto& stranger : more.strangers)
    add_once(side.strangers, stranger);
  side.nameless = side.nameless || more.nameless;
}

std::vector<std::string> taken_apart(const std::string& names) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= names.size();) {
    const std::size_t comma = std::min(names.find(',', start), names.size());
    const std::size_t first = names.find_first_not_of(' ', start);
    if (first < comma) parts.push_back(names.substr(first, comma - first));
    start = comma + 1;
  }
  return parts;
}

Side named(const Participation& participation, const terms::Terms& terms, const terms::ActorNames& names) {
  Side side;
  if (!participation.id.empty()) {
    if (const auto* actor = terms.actor_of({participation.dataset, participation.id})) side.actors = {actor};
  }
  if (side.actors.empty()) {
    if (const auto* actor = names.find(participation.name)) side.actors = {actor};
  }
  if (!side.actors.empty()) return side;
  for (const auto& part : taken_apart(participation.name)) {
    if (const auto* actor = names.find(part)) {
      add_once(side.actors, actor);
    } else {
      add_once(side.strangers, part);
    }
  }
  if (side.empty() && !participation.id.empty()) side.strangers = {participation.dataset + " " + participation.id};
  side.nameless = side.empty();
  return side;
}

bool on(const Side& side, const Side& some) {
  const auto holds = [](const auto& all, const auto& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  return std::any_of(some.actors.begin(), some.actors.end(), [&](auto* a) { return holds(side.actors, a); }) ||
         std::any_of(some.strangers.begin(), some.strangers.end(), [&](auto& s) { return holds(side.strangers, s); });
}

/// As if `doer` had done it: to those it was done to, or to those who were on the other side.
Sides as_done_by(const Side& doer, const Sides& reported) {
  Sides sides{doer, {}, true};
  if (reported.directed || on(reported.doers, doer)) {
    sides.others = reported.others;
  } else if (on(reported.others, doer)) {
    sides.others = reported.doers;
  } else {
    sides.others = reported.others;
    add(sides.others, reported.doers);
  }
  return sides;
}

/// `fallback` answers for a side of which nothing is said.
Covers in(const Side& side, const std::vector<const terms::Actor*>& actors, const ActorBook& book) {
  Covers best = side.actors.empty() && side.strangers.empty() ? Covers::cannot_tell : Covers::no;
  if (side.nameless) best = Covers::cannot_tell;
  for (const auto* reported : side.actors) {
    for (const auto* bound : actors)
      best = either(best, book.covers(*bound, *reported));
  }
  return best;
}

Covers towards(const Bound& bound, const Side& doers, const Side& others, const ActorBook& book) {
  const Covers by = bound.by_anyone ? Covers::yes : in(doers, bound.who, book);
  return bound.against_anyone ? by : both(by, in(others, bound.against, book));
}

/// The other way round, where the clause allows both to stand on either side.
Covers in_turn(const Bound& bound, const Side& doers, const Side& others, const ActorBook& book) {
  if (!bound.mutual || bound.against_anyone) return Covers::no;
  return both(in(doers, bound.against, book), in(others, bound.who, book));
}

}  // namespace

bool has_unknown_side(const People& people) {
  const auto unknown = [](const Side& side) { return side.actors.empty() && !side.strangers.empty(); };
  return unknown(people.reported.doers) || unknown(people.reported.others);
}

std::size_t PeopleHash::operator()(const PeopleAsked& asked) const {
  Mixer mixer;
  for (const auto& participation : asked.participants) {
    // A dataset's id says as much as the name beside it.
    mixer.add(static_cast<std::uint64_t>(participation.role));
    mixer.add(participation.id.empty() ? participation.name : participation.id);
  }
  for (const auto& name : asked.attributed)
    mixer.add(name);
  return mixer.value();
}

ActorBook::ActorBook(const terms::Terms& terms) : terms_(terms), names_(terms) {
  for (const auto& participant : terms.participants) {
    if (participant.role != terms::Role::party) continue;
    if (const auto* actor = terms.find(participant.actor)) parties_.push_back(actor);
  }
}

const Side& ActorBook::who(const Participation& participation) {
  std::vector<std::string> key{participation.dataset, participation.id, participation.name};
  const auto found = named_.find(key);
  if (found != named_.end()) return found->second;
  return named_.emplace(std::move(key), named(participation, terms_, names_)).first->second;
}

People ActorBook::resolve(const PeopleAsked& claim) {
  People people;
  for (const auto& participation : claim.participants) {
    const bool doer =
        participation.role == Participation::Role::side_a || participation.role == Participation::Role::perpetrator;
    if (participation.role == Participation::Role::perpetrator || participation.role == Participation::Role::target) {
      people.reported.directed = true;
    }
    add(doer ? people.reported.doers : people.reported.others, who(participation));
  }
  std::vector<std::string> parties;
  const auto add_parties = [&](const Side& doers) {
    for (const auto* actor : doers.actors)
      add_once(parties, party_of(*actor).id.value);
  };
  if (people.reported.directed) add_parties(people.reported.doers);
  for (const auto& name : claim.attributed) {
    const auto& doer = who({Participation::Role::perpetrator, name, {}, {}});
    people.attributed.push_back(as_done_by(doer, people.reported));
    add_parties(doer);
  }
  if (parties.size() == 1) people.party = parties.front();
  return people;
}

bool ActorBook::within(const terms::Actor& part, const terms::Actor& whole) const {
  const terms::Actor* step = &part;
  for (std::size_t depth = 0; step && depth <= terms_.actors.size(); ++depth) {
    if (step == &whole) return true;
    step = step->part_of ? terms_.find(*step->part_of) : nullptr;
  }
  return false;
}

Covers ActorBook::covers(const terms::Actor& named, const terms::Actor& reported) const {
  if (within(reported, named)) return Covers::yes;
  return within(named, reported) ? Covers::cannot_tell : Covers::no;
}

const terms::Actor& ActorBook::party_of(const terms::Actor& actor) const {
  const auto found =
      std::find_if(parties_.begin(), parties_.end(), [&](const auto* party) { return within(actor, *party); });
  return found == parties_.end() ? actor : **found;
}

std::optional<Instant> ActorBook::bound_from(const terms::Actor& actor) const {
  for (const auto& participant : terms_.participants) {
    const auto* bound = terms_.find(participant.actor);
    if (participant.from && bound && within(actor, *bound)) return participant.from->instant;
  }
  return std::nullopt;
}

namespace {

std::vector<const terms::Actor*> found(const std::vector<terms::ActorId>& ids, const terms::Terms& terms) {
  std::vector<const terms::Actor*> actors;
  for (const auto& id : ids) {
    if (const auto* actor = terms.find(id)) actors.push_back(actor);
  }
  return actors;
}

}  // namespace

Bound bound_by(const terms::Prohibition& prohibition, const ActorBook& book) {
  Bound bound;
  bound.who = prohibition.who.empty() ? book.parties() : found(prohibition.who, book.terms());
  bound.against = found(prohibition.against, book.terms());
  bound.against_anyone = prohibition.against.empty();
  bound.mutual = prohibition.mutual;
  return bound;
}

Bound bound_by(const terms::Permission& permission, const ActorBook& book) {
  Bound bound;
  bound.who = found(permission.who, book.terms());
  bound.by_anyone = permission.who.empty();
  bound.against = found(permission.against, book.terms());
  bound.against_anyone = permission.against.empty();
  return bound;
}

Covers concerns(const Bound& bound, const Sides& sides, const ActorBook& book) {
  const Covers forward =
      either(towards(bound, sides.doers, sides.others, book), in_turn(bound, sides.doers, sides.others, book));
  if (sides.directed) return forward;
  // Both took part: a clause between them asks no more; one about who did it to whom needs both ways to hold.
  const Covers backward =
      either(towards(bound, sides.others, sides.doers, book), in_turn(bound, sides.others, sides.doers, book));
  if (bound.mutual) return either(forward, backward);
  return forward == backward ? forward : Covers::cannot_tell;
}

std::vector<Message> names_of(const Side& side) {
  std::vector<Message> names;
  names.reserve(side.actors.size() + side.strangers.size());
  for (const auto* actor : side.actors)
    names.push_back(name_of(*actor));
  for (const auto& stranger : side.strangers)
    names.push_back(name_of(stranger));
  return names;
}

namespace {

std::vector<Message> names_of_all(const Sides& sides) {
  auto names = names_of(sides.doers);
  for (auto& name : names_of(sides.others))
    add_once(names, name);
  return names;
}

std::vector<Message> names_of_attributed(const People& people) {
  std::vector<Message> names;
  for (const auto& sides : people.attributed) {
    for (auto& name : names_of(sides.doers))
      add_once(names, name);
  }
  return names;
}

Message why_met(const std::string& clause, const Sides& sides) {
  const auto doers = names_of(sides.doers);
  const auto others = names_of(sides.others);
  if (doers.empty() || others.empty()) {
    auto all = names_of_all(sides);
    return all.empty() ? msg::evaluate::actors_anyone(clause) : msg::evaluate::actors_bound(std::move(all), clause);
  }
  return sides.directed ? msg::evaluate::actors_by_against(doers, others, clause)
                        : msg::evaluate::actors_between(doers, others, clause);
}

Message why_unmet(const std::string& clause, const Bound& bound, const Sides& sides) {
  std::vector<Message> wanted;
  for (const auto* actor : bound.who)
    add_once(wanted, name_of(*actor));
  for (const auto* actor : bound.against)
    add_once(wanted, name_of(*actor));
  auto took_part = names_of_all(sides);
  if (wanted.empty() || took_part.empty()) return msg::evaluate::actors_nobody_bound(clause);
  return msg::evaluate::actors_not_bound(clause, std::move(wanted), std::move(took_part));
}

Message why_uncertain(const std::string& clause, const Bound& bound, const Sides& sides, const ActorBook& book) {
  auto names = names_of_all(sides);
  if (names.empty()) return msg::evaluate::actors_unknown();
  if (!sides.directed && !bound.mutual) {
    const bool known_direction_would_do = towards(bound, sides.doers, sides.others, book) == Covers::yes ||
                                          towards(bound, sides.others, sides.doers, book) == Covers::yes;
    if (known_direction_would_do) return msg::evaluate::actors_direction(std::move(names), clause);
  }
  if (sides.doers.empty() || sides.others.empty() || sides.doers.nameless || sides.others.nameless) {
    return msg::evaluate::actors_half_known(std::move(names), clause);
  }
  return msg::evaluate::actors_too_coarse(std::move(names), clause);
}

}  // namespace

findings::Ground actors_ground(const terms::ClauseId& clause, const Bound& bound, const People& people,
                               const ActorBook& book) {
  using findings::Answer;
  using findings::Condition;
  const Covers reported = concerns(bound, people.reported, book);
  const bool disputed = std::any_of(people.attributed.begin(), people.attributed.end(),
                                    [&](const Sides& sides) { return concerns(bound, sides, book) != reported; });
  if (disputed) {
    // A claim of who did it is that claimant's word: it makes uncertain, it does not decide.
    auto names = names_of_attributed(people);
    return {Condition::actors, Answer::uncertain, msg::evaluate::actors_attributed(std::move(names), clause.value)};
  }
  switch (reported) {
    case Covers::yes:
      return {Condition::actors, Answer::met, why_met(clause.value, people.reported)};
    case Covers::no:
      return {Condition::actors, Answer::unmet, why_unmet(clause.value, bound, people.reported)};
    case Covers::cannot_tell:
      break;
  }
  return {Condition::actors, Answer::uncertain, why_uncertain(clause.value, bound, people.reported, book)};
}

std::optional<Instant> bound_from(const Bound& bound, const People& people, const ActorBook& book) {
  std::optional<Instant> latest;
  const auto look_at = [&](const Side& side) {
    for (const auto* actor : side.actors) {
      const auto from = book.bound_from(*actor);
      const auto is_bound = [&](const terms::Actor* one) { return book.covers(*one, *actor) == Covers::yes; };
      const bool concerned = std::any_of(bound.who.begin(), bound.who.end(), is_bound) ||
                             std::any_of(bound.against.begin(), bound.against.end(), is_bound);
      if (from && concerned && (!latest || *latest < *from)) latest = from;
    }
  };
  look_at(people.reported.doers);
  if (!people.reported.directed) look_at(people.reported.others);
  return latest;
}

std::optional<Instant> bound_from(const Bound& bound, const ActorBook& book) {
  const auto acceptances = [&](const std::vector<const terms::Actor*>& side) {
    std::vector<Instant> instants;
    instants.reserve(side.size());
    for (const auto* actor : side)
      instants.push_back(book.bound_from(*actor).value_or(beginning_of_time));
    std::sort(instants.begin(), instants.end());
    return instants;
  };
  const auto who = acceptances(bound.who);
  if (who.empty()) return std::nullopt;
  Instant from = who.front();
  if (bound.mutual && bound.against_anyone && who.size() > 1) from = who[1];
  if (bound.mutual && !bound.against.empty()) from = std::max(from, acceptances(bound.against).front());
  return from == beginning_of_time ? std::nullopt : std::optional(from);
}

}  // namespace entente::evaluate
