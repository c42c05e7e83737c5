// SPDX-License-Identifier: Apache-2.0
// Who said it: names out of a list as people write lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::importing {

/// "SOHR, Airwars; HRW and VDC" → SOHR, Airwars, HRW, VDC: split at , ; / and " and ", trimmed, each once whatever its
/// case, in the order written.
[[nodiscard]] std::vector<std::string> split_origins(std::string_view text);
/// The same at ; only, for datasets whose names may hold the other signs.
[[nodiscard]] std::vector<std::string> split_origins_at_semicolons(std::string_view text);

}  // namespace entente::importing
