// SPDX-License-Identifier: Apache-2.0
// Outlines and lines as GeoJSON writes them (RFC 7946), read from trees so that every ring has its place in the file.
#pragma once

#include "terms/reader.hpp"

#include <string>
#include <vector>

namespace entente::terms {

/// The polygons of a GeoJSON geometry (Polygon or MultiPolygon), checked ring by ring. `id` names them in messages.
[[nodiscard]] std::vector<geo::Polygon> read_polygons(Reader& reader, const Node& geometry, const std::string& id,
                                                      geo::Edges edges);

/// The geometries of the features of a file whose property `code` is among `codes` (all when empty). `at` is the node
/// that names the file, for what is wrong with the name itself.
[[nodiscard]] std::vector<const Node*> find_features(Reader& reader, const Node& at, const std::string& file,
                                                     const std::vector<std::string>& codes);

/// A list of positions [longitude, latitude].
[[nodiscard]] std::vector<geo::LatLng> read_positions(Reader& reader, const Node& list);

/// The name of a file of the bundle; refuses what leads out of its folder or is not there. Empty when refused.
[[nodiscard]] std::string read_file_name(Reader& reader, const Node& node);

/// True for a relative path without “..”, drive or leading “/”.
[[nodiscard]] bool stays_inside(std::string_view path);

}  // namespace entente::terms
