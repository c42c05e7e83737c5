// SPDX-License-Identifier: Apache-2.0
// Areas and places for the gazetteer, from CSV or GeoJSON (docs/importers.md, "places").
#pragma once

#include "import/importer.hpp"

namespace entente::importing {

/// By the columns (or properties) of our own tables, or of OCHA's populated places and administrative areas.
[[nodiscard]] Result<Scope> import_places(const Request& request, const Sink& sink);

}  // namespace entente::importing
