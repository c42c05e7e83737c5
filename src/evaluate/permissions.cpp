// SPDX-License-Identifier: Apache-2.0
// Permissions: what excuses, what may, and what would if it were shown.
#include "evaluate/permissions.hpp"

#include "evaluate/acts.hpp"
#include "evaluate/words.hpp"
#include "msg/evaluate.hpp"

namespace entente::evaluate {
namespace {

using findings::Answer;
using findings::Condition;
using findings::Ground;
using terms::Covers;

Covers covers_place(const Permitting& permitting, const Asked& asked) {
  if (!permitting.zones) return Covers::yes;
  const auto& found = permitting.zones->find(asked.place_number, *asked.place, asked.weapon, *asked.when);
  if (found.found.membership.outside()) return Covers::no;
  return found.found.membership.inside() ? Covers::yes : Covers::cannot_tell;
}

Covers covers(const Permitting& permitting, const Asked& asked, const ActorBook& book) {
  const auto& acts = permitting.permission.acts;
  const Covers act = acts.empty() ? Covers::yes : any_covers(acts, asked.act);
  if (act == Covers::no) return Covers::no;
  const Covers actors = concerns(permitting.bound, asked.people->reported, book);
  if (actors == Covers::no) return Covers::no;
  const Covers place = covers_place(permitting, asked);
  if (place == Covers::no) return Covers::no;
  const bool all = act == Covers::yes && actors == Covers::yes && place == Covers::yes;
  return all ? Covers::yes : Covers::cannot_tell;
}

std::vector<Message> names_of(const std::vector<std::string>& words) {
  std::vector<Message> names;
  names.reserve(words.size());
  for (const auto& word : words)
    names.push_back(name_of(word));
  return names;
}

}  // namespace

Ground permitted_ground(const std::vector<Permitting>& permissions, const Asked& asked, const ActorBook& book) {
  const Permitting* maybe = nullptr;
  const Permitting* on_condition = nullptr;
  for (const auto& permitting : permissions) {
    const Covers answer = covers(permitting, asked, book);
    if (answer == Covers::no) continue;
    if (!permitting.permission.conditions.empty()) {
      if (!on_condition) on_condition = &permitting;
    } else if (answer == Covers::yes) {
      return {Condition::permitted, Answer::unmet, msg::evaluate::permitted_by(permitting.clause.value)};
    } else if (!maybe) {
      maybe = &permitting;
    }
  }
  if (maybe) return {Condition::permitted, Answer::uncertain, msg::evaluate::permitted_maybe(maybe->clause.value)};
  if (on_condition) {
    return {
        Condition::permitted, Answer::met,
        msg::evaluate::permitted_conditions(on_condition->clause.value, names_of(on_condition->permission.conditions))};
  }
  return {Condition::permitted, Answer::met, msg::evaluate::permitted_none()};
}

}  // namespace entente::evaluate
