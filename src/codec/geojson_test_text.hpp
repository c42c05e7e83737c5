// SPDX-License-Identifier: Apache-2.0
// Writes a geometry, so that tests and fuzzing can read it again.
#pragma once

#include "codec/geojson.hpp"
#include "codec/json_write.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace entente::codec {

inline boost::json::array position_json(const geo::LatLng& point) { return {point.lng_deg, point.lat_deg}; }

inline boost::json::array ring_json(const geo::Ring& ring) {
  boost::json::array positions;
  for (const auto& point : ring)
    positions.push_back(position_json(point));
  if (!ring.empty()) positions.push_back(position_json(ring.front()));
  return positions;
}

inline boost::json::value points_json(const std::vector<geo::LatLng>& points) {
  if (points.size() == 1) return boost::json::object{{"type", "Point"}, {"coordinates", position_json(points[0])}};
  boost::json::array positions;
  for (const auto& point : points)
    positions.push_back(position_json(point));
  return boost::json::object{{"type", "MultiPoint"}, {"coordinates", std::move(positions)}};
}

inline boost::json::value outline_json(const geo::Outline& outline) {
  boost::json::array parts;
  for (const auto& part : outline.parts) {
    boost::json::array rings;
    rings.push_back(ring_json(part.outer));  // in braces, compilers disagree on what it would be
    for (const auto& hole : part.holes)
      rings.push_back(ring_json(hole));
    parts.push_back(std::move(rings));
  }
  return boost::json::object{{"type", "MultiPolygon"}, {"coordinates", std::move(parts)}};
}

/// One line: Point or MultiPoint, MultiPolygon, or null.
inline std::string geometry_json(const Geometry& geometry) {
  if (const auto* points = std::get_if<std::vector<geo::LatLng>>(&geometry)) {
    return write_json(points_json(*points), JsonStyle::compact);
  }
  if (const auto* outline = std::get_if<geo::Outline>(&geometry)) {
    return write_json(outline_json(*outline), JsonStyle::compact);
  }
  return "null";
}

}  // namespace entente::codec
