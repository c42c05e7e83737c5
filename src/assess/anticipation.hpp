// SPDX-License-Identifier: Apache-2.0
// Between announcement and entry into force: a last push, or a truce that began early?
#pragma once

#include "assess/estimated.hpp"
#include "assess/windows.hpp"
#include "findings/beside.hpp"

#include <optional>

namespace entente::assess {

using findings::Anticipation;

/// Counts the days in which both sides knew that it would begin beside the days before and after.
///
/// days      of the windows before and after, more than 0.
/// By TimeBy::start the announcement's civil day is the first that knew of it, and that of entry into force is after.
/// errors    out_of_range when nobody announced it before it was in force, by TimeBy::start on an earlier civil day, or
/// days
///           is not positive; too_few when `at` is not after entry into force.
/// source    docs/methods.md, "Anticipation".
[[nodiscard]] Estimated<Anticipation> anticipation(const Claims& claims, const Frame& frame,
                                                   const std::optional<Instant>& announced, int days);

}  // namespace entente::assess
