// SPDX-License-Identifier: Apache-2.0
// Reads features.
#include "codec/geojson.hpp"

#include "msg/codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace entente::codec {
namespace {

std::string_view type_of(const JsonNode& node) {
  const auto* type = node.find("type");
  const auto* word = type == nullptr ? nullptr : type->as<std::string>();
  return word == nullptr ? std::string_view() : *word;
}

Feature feature_of(const JsonNode& node, std::uint64_t position) {
  Feature feature{node.line, {}, node.find("geometry"), node.find("properties"), position};
  if (const auto* id = node.find("id")) {
    if (const auto* text = id->as<std::string>()) feature.id = *text;
    if (const auto* number = id->as<std::int64_t>()) feature.id = std::to_string(*number);
  }
  return feature;
}

/// The `crs` of GeoJSON before 2016. Files with other coordinates than WGS 84 would be read as places elsewhere.
Result<void> check_crs(const JsonNode& document, const std::string& file) {
  const auto* crs = document.find("crs");
  if (crs == nullptr || crs->is_null()) return {};
  const auto* properties = crs->find("properties");
  const auto* name = properties == nullptr ? nullptr : properties->find("name");
  const auto* text = name == nullptr ? nullptr : name->as<std::string>();
  if (text != nullptr && (text->ends_with("CRS84") || text->ends_with("4326"))) return {};
  return fail(Code::invalid, msg::codec::geojson_crs(file, std::to_string(crs->line), text == nullptr ? "crs" : *text));
}

tl::unexpected<Error> not_a_position() { return fail(Code::invalid, msg::codec::geojson_position()); }

Result<geo::LatLng> read_position(const JsonNode& node) {
  const auto* numbers = node.as<JsonNode::Array>();
  if (numbers == nullptr || numbers->size() < 2) return not_a_position();
  double lng_room = 0;
  double lat_room = 0;
  const double* lng = (*numbers)[0].number(lng_room);
  const double* lat = (*numbers)[1].number(lat_room);
  if (lng == nullptr || lat == nullptr) return not_a_position();
  return geo::make_point(*lat, *lng);
}

/// Positions at any depth of lists, one after the other: those of lines and of several points and lines.
Result<void> read_positions(const JsonNode& node, std::size_t depth, std::vector<geo::LatLng>& points) {
  if (depth == 0) {
    ENTENTE_ASSIGN(const geo::LatLng point, read_position(node));
    points.push_back(point);
    return {};
  }
  const auto* elements = node.as<JsonNode::Array>();
  if (elements == nullptr) return not_a_position();
  for (const auto& element : *elements) {
    ENTENTE_TRY(read_positions(element, depth - 1, points));
  }
  return {};
}

Result<geo::Ring> read_ring(const JsonNode& node) {
  geo::Ring ring;
  ENTENTE_TRY(read_positions(node, 1, ring));
  constexpr std::size_t least = 4;
  if (ring.size() < least || ring.front() != ring.back()) return fail(Code::invalid, msg::codec::geojson_ring());
  ring.pop_back();
  return ring;
}

Result<geo::Polygon> read_polygon(const JsonNode& node) {
  const auto* rings = node.as<JsonNode::Array>();
  if (rings == nullptr || rings->empty()) return fail(Code::invalid, msg::codec::geojson_ring());
  geo::Polygon polygon;
  for (const auto& element : *rings) {
    ENTENTE_ASSIGN(geo::Ring ring, read_ring(element));
    if (&element == rings->data()) {
      polygon.outer = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
  }
  return polygon;
}

Result<Geometry> read_area(const JsonNode& coordinates, bool several) {
  geo::Outline outline;
  outline.edges = geo::Edges::planar;
  if (!several) {
    ENTENTE_ASSIGN(geo::Polygon polygon, read_polygon(coordinates));
    outline.parts.push_back(std::move(polygon));
    return outline;
  }
  const auto* parts = coordinates.as<JsonNode::Array>();
  if (parts == nullptr || parts->empty()) return fail(Code::invalid, msg::codec::geojson_ring());
  for (const auto& part : *parts) {
    ENTENTE_ASSIGN(geo::Polygon polygon, read_polygon(part));
    outline.parts.push_back(std::move(polygon));
  }
  return outline;
}

}  // namespace

std::string Feature::text(std::string_view property) const {
  const auto* node = properties == nullptr ? nullptr : properties->find(property);
  if (node == nullptr) return {};
  if (const auto* words = node->as<std::string>()) return *words;
  if (const auto* truth = node->as<bool>()) return *truth ? "true" : "false";
  if (const auto* whole = node->as<std::int64_t>()) return std::to_string(*whole);
  double room = 0;
  const double* number = node->number(room);
  return number == nullptr ? std::string() : fmt::format("{}", *number);
}

Result<std::vector<Feature>> features_of(const JsonNode& document, const std::string& file) {
  ENTENTE_TRY(check_crs(document, file));
  const auto type = type_of(document);
  if (type == "Feature") return std::vector<Feature>{feature_of(document, 1)};
  const auto* list = document.find("features");
  const auto* nodes = list == nullptr ? nullptr : list->as<JsonNode::Array>();
  if (type != "FeatureCollection" || nodes == nullptr) return fail(Code::invalid, msg::codec::not_geojson(file));
  std::vector<Feature> features;
  for (const auto& node : *nodes) {
    if (type_of(node) != "Feature") return fail(Code::invalid, msg::codec::not_geojson(file));
    features.push_back(feature_of(node, features.size() + 1));
  }
  return features;
}

Result<Geometry> read_geometry(const JsonNode& geometry) {
  if (geometry.is_null()) return Geometry();
  const auto type = type_of(geometry);
  const auto* coordinates = geometry.find("coordinates");
  if (coordinates == nullptr) return fail(Code::invalid, msg::codec::geojson_type(std::string(type)));
  if (type == "Polygon") return read_area(*coordinates, false);
  if (type == "MultiPolygon") return read_area(*coordinates, true);
  constexpr std::pair<std::string_view, std::size_t> depths[] = {
      {"Point", 0}, {"MultiPoint", 1}, {"LineString", 1}, {"MultiLineString", 2}};
  const auto* const found =
      std::find_if(std::begin(depths), std::end(depths), [&](const auto& row) { return row.first == type; });
  if (found == std::end(depths)) return fail(Code::invalid, msg::codec::geojson_type(std::string(type)));
  std::vector<geo::LatLng> points;
  ENTENTE_TRY(read_positions(*coordinates, found->second, points));
  if (points.empty()) return Geometry();
  return points;
}

}  // namespace entente::codec
