// SPDX-License-Identifier: Apache-2.0
// ACLED, the Armed Conflict Location & Event Data (docs/importers.md, "acled").
#pragma once

#include "import/importer.hpp"

namespace entente::importing {

/// The older and the present columns by header name, with or without HDX's second row of tags.
[[nodiscard]] Result<Scope> import_acled(const Request& request, const Sink& sink);

}  // namespace entente::importing
