// SPDX-License-Identifier: Apache-2.0
// Standing: what people said of a report since.
#include "evaluate/standing.hpp"

#include "msg/evaluate.hpp"
#include "msg/word.hpp"

namespace entente::evaluate {

using findings::Answer;
using findings::Condition;
using findings::Ground;

Ground standing_ground(record::VerificationState state, const std::optional<record::EntryId>& duplicate_of) {
  using record::VerificationState;
  const auto unmet = [](Message reason) { return Ground{Condition::standing, Answer::unmet, std::move(reason)}; };
  switch (state) {
    case VerificationState::refuted:
      return unmet(msg::evaluate::standing_refuted());
    case VerificationState::withdrawn:
      return unmet(msg::evaluate::standing_withdrawn());
    case VerificationState::duplicate:
      if (duplicate_of) return unmet(msg::evaluate::standing_duplicate(record::to_string(*duplicate_of)));
      return unmet(msg::evaluate::standing_duplicate(msg::word::unknown()));
    case VerificationState::reported:
    case VerificationState::under_review:
    case VerificationState::corroborated:
    case VerificationState::verified:
    case VerificationState::unverifiable:
      break;
  }
  return {Condition::standing, Answer::met, msg::evaluate::standing_stands()};
}

}  // namespace entente::evaluate
