// SPDX-License-Identifier: Apache-2.0
// Any CSV file, through a mapping file (docs/importers.md, "csv").
#pragma once

#include "import/importer.hpp"

namespace entente::importing {

/// Without a mapping every column must be called as a field of an incident is.
[[nodiscard]] Result<Scope> import_csv(const Request& request, const Sink& sink);

}  // namespace entente::importing
