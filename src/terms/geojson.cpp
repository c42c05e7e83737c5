// SPDX-License-Identifier: Apache-2.0
// GeoJSON from trees.
#include "terms/geojson.hpp"

#include "geo/shape.hpp"
#include "msg/terms.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace entente::terms {
namespace {

void not_geojson(Reader& reader, const Node& node, Message reason) {
  reader.problem(node, msg::terms::not_geojson(std::move(reason)));
}

/// The value under a key that GeoJSON demands; null, with a problem noted, when it is missing.
const Node* demand(Reader& reader, const Node& node, std::string_view key) {
  const Node* found = node.child(key);
  if (found == nullptr && !reader.may_have_damaged(node, key)) {
    not_geojson(reader, node, msg::terms::geojson_lacks(key));
  }
  return found;
}

std::optional<double> plain_number(const Node& node) {
  if (node.kind != Node::Kind::scalar || node.quoted) return std::nullopt;
  double value = 0;
  const auto* end = node.text.data() + node.text.size();
  const auto [stop, error] = std::from_chars(node.text.data(), end, value);
  if (error != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// [longitude, latitude], perhaps with an altitude that is left out.
std::optional<geo::LatLng> read_position(Reader& reader, const Node& node) {
  if (!reader.count_vertex(node)) return std::nullopt;
  const bool form = node.kind == Node::Kind::sequence && node.children.size() >= 2;
  const auto lng = form ? plain_number(node.children[0]) : std::nullopt;
  const auto lat = form ? plain_number(node.children[1]) : std::nullopt;
  if (!lng || !lat) {
    reader.problem(node, msg::terms::bad_position());
    return std::nullopt;
  }
  if (auto point = geo::make_point(*lat, *lng)) return *point;
  const bool swapped = std::abs(*lat) <= 180 && std::abs(*lng) <= 90;
  reader.problem(node,
                 swapped ? msg::terms::swapped_position(*lng, *lat) : msg::terms::position_out_of_range(*lng, *lat));
  return std::nullopt;
}

/// A ring without its repeated last point; empty when it cannot be used.
geo::Ring read_ring(Reader& reader, const Node& node) {
  auto positions = read_positions(reader, node);
  if (node.kind != Node::Kind::sequence || positions.size() != node.children.size()) return {};
  if (positions.size() < 4) {
    reader.problem(node, msg::terms::ring_too_short(static_cast<std::int64_t>(positions.size())));
    return {};
  }
  if (positions.front() != positions.back()) {
    reader.problem(node, msg::terms::ring_not_closed());
    return {};
  }
  positions.pop_back();
  return positions;
}

/// Whether one ring alone is an outline; says which ring is not, at its own place.
bool ring_is_sound(Reader& reader, const Node& node, const geo::Ring& ring, std::size_t number, const std::string& id,
                   geo::Edges edges) {
  auto sound = geo::Shape::check(geo::Outline{{geo::Polygon{ring, {}}}, edges});
  if (sound) return true;
  reader.problem(node, msg::terms::bad_ring(static_cast<double>(number), id, std::move(sound).error().message));
  return false;
}

std::optional<geo::Polygon> read_polygon(Reader& reader, const Node& node, const std::string& id, geo::Edges edges) {
  geo::Polygon polygon;
  bool all_sound = true;
  const auto rings = reader.list(node);
  for (std::size_t i = 0; i < rings.size(); ++i) {
    auto ring = read_ring(reader, rings[i]);
    if (ring.empty() || !ring_is_sound(reader, rings[i], ring, i + 1, id, edges)) {
      all_sound = false;
    } else if (i == 0) {
      polygon.outer = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
  }
  if (!all_sound || polygon.outer.empty()) return std::nullopt;
  // Without holes the ring alone was the whole.
  if (polygon.holes.empty()) return polygon;
  auto sound = geo::Shape::check(geo::Outline{{polygon}, edges});
  if (sound) return polygon;
  reader.problem(node, msg::terms::bad_outline(id, std::move(sound).error().message));
  return std::nullopt;
}

/// The code of a feature, empty when it has none.
std::string code_of(const Node& feature) {
  const Node* properties = feature.child("properties");
  const Node* code = properties == nullptr ? nullptr : properties->child("code");
  return code == nullptr ? std::string() : code->text;
}

/// The features of a FeatureCollection, or the one feature that the file is.
std::vector<const Node*> all_features(Reader& reader, const Node& root) {
  std::vector<const Node*> features;
  const Node* type = demand(reader, root, "type");
  if (type == nullptr) return features;
  if (type->text == "Feature") return {&root};
  if (type->text != "FeatureCollection") {
    not_geojson(reader, *type, msg::terms::geojson_type(type->text, "Feature, FeatureCollection"));
    return features;
  }
  const Node* list = demand(reader, root, "features");
  if (list == nullptr) return features;
  for (const Node& feature : reader.list(*list))
    features.push_back(&feature);
  return features;
}

}  // namespace

bool stays_inside(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string_view::npos ||
      path.find(':') != std::string_view::npos) {
    return false;
  }
  for (std::size_t start = 0; start <= path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    const auto part = path.substr(start, end - start);
    if (part.empty() || part == "." || part == "..") return false;
    start = end + 1;
  }
  return true;
}

std::string read_file_name(Reader& reader, const Node& node) {
  auto name = reader.text(node);
  if (name.empty()) return {};
  if (!stays_inside(name)) {
    reader.problem(node, msg::terms::bad_path(name));
    return {};
  }
  if (reader.has_file(name)) return name;
  reader.problem(node, msg::terms::file_missing(name));
  return {};
}

std::vector<geo::LatLng> read_positions(Reader& reader, const Node& list) {
  std::vector<geo::LatLng> positions;
  for (const Node& item : reader.list(list)) {
    const auto position = read_position(reader, item);
    if (!position) return positions;  // one bad position of a ring is enough to find them all
    positions.push_back(*position);
  }
  return positions;
}

std::vector<geo::Polygon> read_polygons(Reader& reader, const Node& geometry, const std::string& id, geo::Edges edges) {
  std::vector<geo::Polygon> polygons;
  if (!reader.is_mapping(geometry)) return polygons;
  const Node* type = demand(reader, geometry, "type");
  const Node* coordinates = demand(reader, geometry, "coordinates");
  if (type == nullptr || coordinates == nullptr) return polygons;
  const auto add = [&](const Node& node) {
    if (auto polygon = read_polygon(reader, node, id, edges)) polygons.push_back(*std::move(polygon));
  };
  if (type->text == "Polygon") {
    add(*coordinates);
  } else if (type->text == "MultiPolygon") {
    for (const Node& node : reader.list(*coordinates))
      add(node);
  } else {
    not_geojson(reader, *type, msg::terms::geojson_type(type->text, "Polygon, MultiPolygon"));
  }
  return polygons;
}

std::vector<const Node*> find_features(Reader& reader, const Node& at, const std::string& file,
                                       const std::vector<std::string>& codes) {
  const Node* root = reader.file(file);
  std::vector<const Node*> geometries;
  if (root == nullptr || !reader.is_mapping(*root)) return geometries;
  std::map<std::string, const Node*> by_code;
  std::string known;
  for (const Node* feature : all_features(reader, *root)) {
    const Node* geometry = feature->kind == Node::Kind::mapping ? demand(reader, *feature, "geometry") : nullptr;
    const auto code = code_of(*feature);
    if (by_code.emplace(code, geometry).second) known += (known.empty() ? "" : ", ") + code;
    if (codes.empty() && geometry != nullptr) geometries.push_back(geometry);
  }
  for (const auto& code : codes) {
    const auto found = by_code.find(code);
    if (found == by_code.end()) {
      const auto may_be_it = [&](const auto& row) {
        return reader.is_damaged(root->file, row.first) && could_be(row.first, code);
      };
      if (std::any_of(by_code.begin(), by_code.end(), may_be_it)) continue;
      reader.problem(at, msg::terms::feature_missing(file, code, known));
    } else if (found->second != nullptr) {
      geometries.push_back(found->second);
    }
  }
  return geometries;
}

}  // namespace entente::terms
