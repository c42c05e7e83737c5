// SPDX-License-Identifier: Apache-2.0
// What stands beside the verdict: asks each of the eight methods what it says of an assessment.
#pragma once

#include "assess/windows.hpp"
#include "findings/beside.hpp"
#include "terms/terms.hpp"

#include <string>
#include <vector>

namespace entente::assess {

/// An area's claims that count.
struct Area {
  std::string name;
  Claims claims;
};

/// A ring's claims that count.
struct RingClaims {
  double from_m = 0;  ///< as findings::RingTally has it
  double to_m = 0;
  Claims claims;
};

/// What the methods are asked of: nothing else than what the verdict follows from, and the rings.
struct LookedAt {
  const terms::Terms& terms;
  const Frame& frame;
  const Frame& tested;  ///< the same, no later than the end
  const Claims& zone;
  const std::string& zone_name;
  const std::vector<Area>& controls;
  const std::vector<RingClaims>& rings;  ///< from the zone outwards; none: it has no outline
  Stretch series;                        ///< the days that are searched for changes of rate
  int longest_window = 0;                ///< days
};

/// Asks all of them. Nothing of it changes a test or the verdict.
/// source   docs/methods.md, "Beside the verdict".
[[nodiscard]] findings::Beside stand_beside(const LookedAt& looked);

}  // namespace entente::assess
