// SPDX-License-Identifier: Apache-2.0
// How much of an area's time somebody could have seen: without it zero recorded says nothing.
#pragma once

#include "assess/windows.hpp"

namespace entente::assess {

/// The share of days × area that was covered before and after entry into force.
///
/// Where several entries cover the same time and the same part, the largest share counts: whether they saw the same of
/// it is not known. Parts add up; an entry of the area as a whole counts instead where it is more.
/// returns  unknown when no entry speaks of the area, whatever the shares.
/// cost     O(n log n) in the covered times.
[[nodiscard]] findings::CoverageShare coverage_share(const findings::CoverageOfArea& coverage, const Sides& sides);

}  // namespace entente::assess
