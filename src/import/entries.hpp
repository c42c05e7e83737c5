// SPDX-License-Identifier: Apache-2.0
// Entries in the record's own form, one JSON object per line (docs/importers.md, "entries").
#pragma once

#include "import/importer.hpp"

namespace entente::importing {

/// Every kind but terms and runs of importers, which come into a record by their own doors.
[[nodiscard]] Result<Scope> import_entries(const Request& request, const Sink& sink);

}  // namespace entente::importing
