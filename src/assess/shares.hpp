// SPDX-License-Identifier: Apache-2.0
// Who said it first, and who is said to have done it: shares of the expected events.
#pragma once

#include "assess/windows.hpp"

#include <span>

namespace entente::assess {

/// Shares of the events in all the stretches together, largest first, then by name; "" where nobody is known.
[[nodiscard]] std::vector<findings::OriginShare> origin_shares(const Claims& claims, std::span<const Stretch> stretches,
                                                               TimeBy time_by);
[[nodiscard]] std::vector<findings::PartyShare> party_shares(const Claims& claims, std::span<const Stretch> stretches,
                                                             TimeBy time_by);

}  // namespace entente::assess
