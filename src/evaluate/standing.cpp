// SPDX-License-Identifier: Apache-2.0
// Standing: what people said of a report since.
#include "evaluate/standing.hpp"

#include "msg/evaluate.hpp"
#include "msg/word.hpp"

#include <cassert>
#include <utility>

namespace entente::evaluate {

using findings::Answer;
using findings::Condition;
using findings::Ground;
using findings::LeftOut;

std::optional<LeftOut> left_out_as(record::VerificationState state) {
  using record::VerificationState;
  switch (state) {
    case VerificationState::refuted:
      return LeftOut::refuted;
    case VerificationState::withdrawn:
      return LeftOut::withdrawn;
    case VerificationState::duplicate:
      return LeftOut::duplicate;
    case VerificationState::reported:
    case VerificationState::under_review:
    case VerificationState::corroborated:
    case VerificationState::verified:
    case VerificationState::unverifiable:
      break;
  }
  return std::nullopt;
}

Ground standing_ground(record::VerificationState state, const std::optional<record::EntryId>& duplicate_of) {
  const auto why = left_out_as(state);
  if (!why) return {Condition::standing, Answer::met, msg::evaluate::standing_stands()};
  const auto unmet = [](Message reason) { return Ground{Condition::standing, Answer::unmet, std::move(reason)}; };
  if (*why == LeftOut::refuted) return unmet(msg::evaluate::standing_refuted());
  if (*why == LeftOut::withdrawn) return unmet(msg::evaluate::standing_withdrawn());
  assert(*why == LeftOut::duplicate);  // the others are no matter of what was said of it
  if (duplicate_of) return unmet(msg::evaluate::standing_duplicate(record::to_string(*duplicate_of)));
  return unmet(msg::evaluate::standing_duplicate(msg::word::unknown()));
}

}  // namespace entente::evaluate
