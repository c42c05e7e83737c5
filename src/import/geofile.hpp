// SPDX-License-Identifier: Apache-2.0
// Points, lines and areas from files of map programs (docs/importers.md, "geofile").
#pragma once

#include "import/importer.hpp"

namespace entente::importing {

/// By the ending of the name: GeoJSON is read here, GeoPackage, Shapefile, KML and GPX through ogr2ogr. Properties are
/// mapped as columns are; without a mapping they are called as the fields of an incident.
[[nodiscard]] Result<Scope> import_geofile(const Request& request, const Sink& sink);

}  // namespace entente::importing
