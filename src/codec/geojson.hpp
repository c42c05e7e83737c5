// SPDX-License-Identifier: Apache-2.0
// GeoJSON (RFC 7946): features and their geometries, both ways.
#pragma once

#include "base/result.hpp"
#include "codec/json_text.hpp"
#include "geo/place.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::codec {

/// Nothing (a feature without a place); the points of a Point, MultiPoint or line; the polygons of an area. Edges of
/// areas are planar, as RFC 7946 §3.1.1 has them. Heights are left out.
using Geometry = std::variant<std::monostate, std::vector<geo::LatLng>, geo::Outline>;

/// One feature, as it stands in a document that must outlive it.
struct Feature {
  std::uint32_t line = 0;
  std::string id;  ///< of the feature itself; empty when it has none
  const JsonNode* geometry = nullptr;
  const JsonNode* properties = nullptr;
  std::uint64_t position = 0;  ///< in its document, from 1

  /// A property as text: numbers in their shortest form, true and false as words; empty when it is missing, null, or
  /// itself an object or a list.
  [[nodiscard]] std::string text(std::string_view property) const;
};

/// What a file of features may cost: about a million vertices.
inline constexpr JsonLimits geojson_limits{32, 4'000'000};

/// The features of a FeatureCollection, or the one feature that `document` is.
/// errors   invalid: neither of the two, or its coordinates are not WGS 84 by its `crs` member.
[[nodiscard]] Result<std::vector<Feature>> features_of(const JsonNode& document, const std::string& file);

/// errors   invalid: a type that is no geometry of RFC 7946, or a GeometryCollection; positions that are not on the
///          Earth; rings that are not closed or have fewer than four positions. That rings do not cross, geo::Shape
///          checks.
[[nodiscard]] Result<Geometry> read_geometry(const JsonNode& geometry);

}  // namespace entente::codec
