// SPDX-License-Identifier: Apache-2.0
// Acts and weapons: what a clause forbids.
#include "evaluate/acts.hpp"

#include "evaluate/words.hpp"
#include "msg/evaluate.hpp"

#include <algorithm>

namespace entente::evaluate {

using findings::Answer;
using findings::Condition;
using findings::Ground;
using terms::Covers;

namespace {

template <typename Word>
std::vector<Message> names_of(const std::vector<Word>& words) {
  std::vector<Message> names;
  names.reserve(words.size());
  for (const auto word : words)
    names.push_back(name_of(word));
  return names;
}

}  // namespace

Covers any_covers(const std::vector<terms::Act>& named, terms::Act reported) {
  Covers best = Covers::no;
  for (const auto act : named) {
    const Covers one = terms::covers(act, reported);
    if (one == Covers::yes) return one;
    if (one == Covers::cannot_tell) best = one;
  }
  return best;
}

Ground act_ground(const terms::ClauseId& clause, const terms::Prohibition& prohibition, terms::Act reported,
                  const terms::Terms& terms) {
  switch (any_covers(prohibition.acts, reported)) {
    case Covers::no: {
      if (could_be_taken_for(prohibition, reported)) {
        return {Condition::act, Answer::unmet, msg::evaluate::act_exercise(clause.value)};
      }
      return {Condition::act, Answer::unmet,
              msg::evaluate::act_not_forbidden(name_of(reported), clause.value, names_of(prohibition.acts))};
    }
    case Covers::cannot_tell: {
      if (reported == terms::Act::unknown) {
        return {Condition::act, Answer::uncertain, msg::evaluate::act_unknown(clause.value)};
      }
      return {Condition::act, Answer::uncertain,
              msg::evaluate::act_too_coarse(name_of(reported), clause.value, names_of(prohibition.acts))};
    }
    case Covers::yes:
      break;
  }
  if (prohibition.across) {
    const auto* line = terms.find(*prohibition.across);
    return {Condition::act, Answer::uncertain,
            msg::evaluate::act_across(clause.value,
                                      name_of(line ? line->names : i18n::Names{}, prohibition.across->value))};
  }
  return {Condition::act, Answer::met, msg::evaluate::act_forbidden(name_of(reported), clause.value)};
}

bool could_be_taken_for(const terms::Prohibition& prohibition, terms::Act reported) {
  return reported == terms::Act::live_fire_exercise &&
         any_covers(prohibition.acts, terms::Act::hostilities) != Covers::no;
}

Ground weapon_ground(const terms::ClauseId& clause, const terms::Prohibition& prohibition, terms::Weapon reported) {
  const auto& named = prohibition.weapons;
  if (named.empty()) return {Condition::weapon, Answer::met, msg::evaluate::weapon_any(clause.value)};
  if (reported == terms::Weapon::unknown) {
    return {Condition::weapon, Answer::uncertain, msg::evaluate::weapon_unknown(clause.value, names_of(named))};
  }
  if (std::find(named.begin(), named.end(), reported) != named.end()) {
    return {Condition::weapon, Answer::met, msg::evaluate::weapon_named(name_of(reported), clause.value)};
  }
  return {Condition::weapon, Answer::unmet,
          msg::evaluate::weapon_other(name_of(reported), clause.value, names_of(named))};
}

}  // namespace entente::evaluate
