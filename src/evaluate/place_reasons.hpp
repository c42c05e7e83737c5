// SPDX-License-Identifier: Apache-2.0
// Why a place is inside, outside or neither, in words; inside this room only.
#pragma once

#include "evaluate/zones.hpp"

namespace entente::evaluate {

/// The ground for the condition `place`. `zones` is null for a clause that holds everywhere.
[[nodiscard]] findings::Ground place_ground(const terms::ClauseId& clause, const ZoneSet* zones,
                                            const ZonesFound& answer, const ZoneContext& context);

}  // namespace entente::evaluate
