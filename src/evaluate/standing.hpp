// SPDX-License-Identifier: Apache-2.0
// Whether a report still stands; inside this room only.
#pragma once

#include "findings/findings.hpp"
#include "record/view.hpp"

#include <optional>

namespace entente::evaluate {

/// What was said of a report that does not stand: refuted, withdrawn or a duplicate; none for one that stands. Doubts
/// short of that (under review, unverifiable) leave it standing: they are shown beside it.
[[nodiscard]] std::optional<findings::LeftOut> left_out_as(record::VerificationState state);

/// The ground for the condition `standing`: unmet for what `left_out_as` names.
[[nodiscard]] findings::Ground standing_ground(record::VerificationState state,
                                               const std::optional<record::EntryId>& duplicate_of);

}  // namespace entente::evaluate
