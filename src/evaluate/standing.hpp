// SPDX-License-Identifier: Apache-2.0
// Whether a report still stands; inside this room only.
#pragma once

#include "findings/findings.hpp"
#include "record/view.hpp"

namespace entente::evaluate {

/// The ground for the condition `standing`: unmet when refuted, withdrawn or a duplicate. Doubts short of that
/// (under review, unverifiable) leave it standing: they are shown beside it.
[[nodiscard]] findings::Ground standing_ground(record::VerificationState state,
                                               const std::optional<record::EntryId>& duplicate_of);

}  // namespace entente::evaluate
