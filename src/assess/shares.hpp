// SPDX-License-Identifier: Apache-2.0
// Who said it first, and who is said to have done it: shares of the expected events.
#pragma once

#include "assess/windows.hpp"

#include <span>

namespace entente::assess {

/// Shares of the events in all the stretches together, by who said it first; largest first, then by name; "" where
/// nobody is known. They add up to 1, or there are none where nothing happened.
[[nodiscard]] std::vector<findings::OriginShare> origin_shares(const Claims& claims, std::span<const Stretch> stretches,
                                                               TimeBy time_by);
/// The same by the party said to have done it; "" is unattributed.
[[nodiscard]] std::vector<findings::PartyShare> party_shares(const Claims& claims, std::span<const Stretch> stretches,
                                                             TimeBy time_by);

}  // namespace entente::assess
