// SPDX-License-Identifier: Apache-2.0
// Carve-outs: dated membership, as known.
#include "evaluate/carve_outs.hpp"

#include "evaluate/words.hpp"
#include "msg/evaluate.hpp"

#include <algorithm>

namespace entente::evaluate {

using findings::Answer;
using findings::Condition;
using findings::Ground;

/// Who is a member, surely or for part of the time, and who stood beside members.
struct CarvedOut::Found {
  std::vector<Message> actors;
  std::vector<Message> carve_outs;
  bool whole_side = false;  ///< all of some side are members at all times in question
  bool beside = false;      ///< all times, but others were on the side
  bool partly = false;      ///< for part of the time

  void add(const Message& actor, const Message& carve_out) {
    if (std::find(actors.begin(), actors.end(), actor) == actors.end()) actors.push_back(actor);
    if (std::find(carve_outs.begin(), carve_outs.end(), carve_out) == carve_outs.end()) carve_outs.push_back(carve_out);
  }
};

CarvedOut::CarvedOut(const terms::Terms& terms, const std::vector<std::string>& carve_outs, Instant known_at) {
  for (const auto& id : carve_outs) {
    const auto* carve_out = terms.find_carve_out(id);
    if (!carve_out) continue;
    for (const auto& member : carve_out->members) {
      const auto* actor = terms.find(member.actor);
      const bool known = !member.known_at || *member.known_at <= known_at;
      if (actor && known) members_.push_back({actor, carve_out, member.valid});
    }
  }
}

void CarvedOut::look(const Side& side, const When& when, const ActorBook& book, Found& found) const {
  const TimeRange always;
  std::size_t surely = 0;
  bool some = false;
  for (const auto* actor : side.actors) {
    bool all_the_time = false;
    for (const auto& member : members_) {
      if (book.covers(*member.actor, *actor) != terms::Covers::yes) continue;
      const TimeRange asked = when.range.value_or(always);
      const TimeRange shared = common(member.valid, asked);
      if (shared.empty()) continue;
      all_the_time = all_the_time || shared == asked;
      some = true;
      found.add(name_of(*actor), name_of(member.carve_out->names, member.carve_out->id));
    }
    surely += all_the_time ? 1 : 0;
  }
  if (!some) return;
  const bool alone = surely == side.actors.size() && side.strangers.empty() && !side.nameless;
  found.whole_side = found.whole_side || alone;
  found.beside = found.beside || surely > 0;
  found.partly = true;
}

bool CarvedOut::depends_on_time(const People& people, const ActorBook& book) const {
  const auto is_member_at_times = [&](const terms::Actor* actor) {
    return std::any_of(members_.begin(), members_.end(), [&](const Member& member) {
      return member.valid != TimeRange{} && book.covers(*member.actor, *actor) == terms::Covers::yes;
    });
  };
  const auto any = [&](const Side& side) {
    return std::any_of(side.actors.begin(), side.actors.end(), is_member_at_times);
  };
  return any(people.reported.doers) || any(people.reported.others) ||
         std::any_of(people.attributed.begin(), people.attributed.end(),
                     [&](const Sides& sides) { return any(sides.doers); });
}

Ground CarvedOut::ground(const People& people, const When& when, const ActorBook& book) const {
  Found reported;
  look(people.reported.doers, when, book, reported);
  look(people.reported.others, when, book, reported);
  const auto uncertain = [](Message reason) {
    return Ground{Condition::carve_out, Answer::uncertain, std::move(reason)};
  };
  if (reported.whole_side) {
    return {Condition::carve_out, Answer::unmet,
            msg::evaluate::carve_out_applies(reported.actors, reported.carve_outs)};
  }
  if (reported.beside) return uncertain(msg::evaluate::carve_out_beside(reported.actors, reported.carve_outs));
  if (reported.partly) return uncertain(msg::evaluate::carve_out_dated(reported.actors, reported.carve_outs));
  Found attributed;
  for (const auto& sides : people.attributed)
    look(sides.doers, when, book, attributed);
  if (attributed.partly) {
    return uncertain(msg::evaluate::carve_out_attributed(attributed.actors, attributed.carve_outs));
  }
  return {Condition::carve_out, Answer::met, msg::evaluate::carve_out_none()};
}

}  // namespace entente::evaluate
