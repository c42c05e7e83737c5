// SPDX-License-Identifier: Apache-2.0
// Did the violence move next door? The zone and the rings around it, before and after.
#pragma once

#include "assess/estimated.hpp"
#include "assess/rate_ratio.hpp"
#include "findings/beside.hpp"

#include <optional>
#include <span>

namespace entente::assess {

using findings::AreaChange;
using findings::BeforeAfter;
using findings::Displacement;
using findings::EventsBeyond;

/// Compares every area with what it would have had if it had changed as the controls did.
///
/// controls  none: as if nothing else had changed. They should lie farther out than the rings.
/// errors    in each part its own: nothing_counted when the controls had no events before or after; out_of_range for
///           counts or days that cannot be.
/// source    docs/methods.md, "Displacement"; Guerette & Bowers 2009.
[[nodiscard]] Displacement displacement(const BeforeAfter& zone, std::span<const BeforeAfter> rings,
                                        const std::optional<BeforeAfter>& controls);

}  // namespace entente::assess
