// SPDX-License-Identifier: Apache-2.0
// "Not observed" fills a zone with slanting lines, but for what somebody could see; inside this room only.
#pragma once

#include "report/drawing.hpp"

#include <vector>

namespace entente::report {

/// Slanting lines as far as they lie in any of `areas` and in none of `seen`, each an outline by the even-odd rule.
/// cost     O(lines across the areas × edges).
[[nodiscard]] Path hatch_within(const std::vector<Path>& areas, const std::vector<Path>& seen);

}  // namespace entente::report
