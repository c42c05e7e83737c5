// SPDX-License-Identifier: Apache-2.0
// UCDP GED, the Uppsala Conflict Data Program's georeferenced events (docs/importers.md, "ucdp-ged").
#pragma once

#include "import/importer.hpp"

namespace entente::importing {

/// By header name, in any order of columns; monthly candidate files without a header by their count.
[[nodiscard]] Result<Scope> import_ucdp_ged(const Request& request, const Sink& sink);

}  // namespace entente::importing
