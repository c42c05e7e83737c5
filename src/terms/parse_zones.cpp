// SPDX-License-Identifier: Apache-2.0
// Sections “areas”, “lines” and “zones”: where.
#include "geo/shape.hpp"
#include "msg/terms.hpp"
#include "terms/geojson.hpp"
#include "terms/sections.hpp"

#include <algorithm>

namespace entente::terms {
namespace {

// ---- outlines -----------------------------------------------------------------------------------------------------

constexpr std::array<WordOf<geo::Edges>, 2> edge_words = {
    {{"geodesic", geo::Edges::geodesic}, {"planar", geo::Edges::planar}}};

/// “outline” and “course” as written, before their geometry is looked up.
struct Drawing {
  const Node* file = nullptr;
  std::vector<std::string> features;
  const Node* features_node = nullptr;
  const Node* type = nullptr;
  const Node* coordinates = nullptr;
  geo::Edges edges = geo::Edges::geodesic;
  std::string note;
};

constexpr std::array<Field<Drawing>, 6> drawing_fields = {{
    {"file", [](Reader&, const Node& n, Drawing& d) { d.file = &n; }},
    {"features",
     [](Reader& r, const Node& n, Drawing& d) {
       d.features = r.texts(n);
       d.features_node = &n;
     }},
    {"type", [](Reader&, const Node& n, Drawing& d) { d.type = &n; }},
    {"coordinates", [](Reader&, const Node& n, Drawing& d) { d.coordinates = &n; }},
    {"edges", [](Reader& r, const Node& n, Drawing& d) { d.edges = r.word_of(n, edge_words); }},
    {"note", [](Reader& r, const Node& n, Drawing& d) { d.note = r.text(n); }},
}};

/// True when the geometry comes from one source, a file or coordinates.
bool one_source(Reader& reader, const Node& node, const Drawing& drawing) {
  const int sources = (drawing.file != nullptr ? 1 : 0) + (drawing.coordinates != nullptr ? 1 : 0);
  if (sources == 1) return true;
  if (sources > 1 || !reader.may_have_damaged(node))
    reader.problem(node, msg::terms::one_of("file, coordinates", sources));
  return false;
}

/// The geometries a drawing refers to.
std::vector<const Node*> geometries_of(Reader& reader, const Node& node, const Drawing& drawing) {
  if (drawing.file == nullptr) return {&node};  // type and coordinates stand in the terms themselves
  const auto name = read_file_name(reader, *drawing.file);
  if (name.empty()) return {};
  return find_features(reader, drawing.features_node != nullptr ? *drawing.features_node : *drawing.file, name,
                       drawing.features);
}

std::optional<DrawnExtent> read_outline(Reader& reader, const Node& node, const std::string& id) {
  Drawing drawing;
  if (!read_mapping(reader, node, drawing_fields, drawing) || !one_source(reader, node, drawing)) return std::nullopt;
  geo::Outline outline{{}, drawing.edges};
  const auto problems_before = reader.problem_count();
  for (const Node* geometry : geometries_of(reader, node, drawing)) {
    for (auto& polygon : read_polygons(reader, *geometry, id, drawing.edges))
      outline.parts.push_back(std::move(polygon));
  }
  const bool parts_are_sound = reader.problem_count() == problems_before;
  if (outline.parts.size() < 2 || !parts_are_sound) return DrawnExtent{std::move(outline), drawing.note};
  if (auto sound = geo::Shape::check(outline); !sound) {
    reader.problem(node, msg::terms::bad_outline(id, std::move(sound).error().message));
  }
  return DrawnExtent{std::move(outline), drawing.note};
}

// ---- areas --------------------------------------------------------------------------------------------------------

using geo::NamedPlace;

constexpr std::array<WordOf<NamedPlace::Kind>, 5> place_kinds = {{{"country", NamedPlace::Kind::country},
                                                                  {"governorate", NamedPlace::Kind::governorate},
                                                                  {"district", NamedPlace::Kind::district},
                                                                  {"subdistrict", NamedPlace::Kind::subdistrict},
                                                                  {"locality", NamedPlace::Kind::locality}}};

void read_centre(Reader& reader, const Node& node, NamedPlace& into) {
  // A position is a line of one point as far as its form goes.
  Node list;
  list.kind = Node::Kind::sequence;
  list.children.push_back(node);
  const auto positions = read_positions(reader, list);
  if (!positions.empty()) into.centre = positions.front();
}

void read_area_outline(Reader& reader, const Node& node, NamedPlace& into) {
  if (auto drawn = read_outline(reader, node, into.code)) into.outline = std::move(drawn->outline);
}

constexpr std::array<Field<NamedPlace>, 7> area_fields = {{
    {"code", [](Reader& r, const Node& n, NamedPlace& p) { p.code = r.declare(Family::area, n); }, Need::required},
    {"kind", [](Reader& r, const Node& n, NamedPlace& p) { p.kind = r.word_of(n, place_kinds); }, Need::required},
    {"names", [](Reader& r, const Node& n, NamedPlace& p) { p.names = r.names(n); }, Need::required},
    {"within", [](Reader& r, const Node& n, NamedPlace& p) { p.within = r.use(Family::area, n); }},
    {"centre", read_centre},
    {"outline", read_area_outline},
    {"source", [](Reader& r, const Node& n, NamedPlace& p) { p.source = r.text(n); }},
}};

// ---- lines --------------------------------------------------------------------------------------------------------

constexpr std::array<WordOf<Line::Kind>, 5> line_kinds = {{{"contact", Line::Kind::contact},
                                                           {"withdrawal", Line::Kind::withdrawal},
                                                           {"border", Line::Kind::border},
                                                           {"separation", Line::Kind::separation},
                                                           {"other", Line::Kind::other}}};

/// The positions of the first LineString that a drawing refers to.
std::vector<geo::LatLng> line_positions(Reader& reader, const Node& node, const Drawing& drawing) {
  const auto geometries = geometries_of(reader, node, drawing);
  if (geometries.empty()) return {};
  const Node* type = geometries.front()->child("type");
  const Node* coordinates = geometries.front()->child("coordinates");
  if (coordinates == nullptr || type == nullptr || type->text != "LineString") {
    const std::string given = type == nullptr ? std::string() : type->text;
    reader.problem(type == nullptr ? *geometries.front() : *type,
                   msg::terms::not_geojson(msg::terms::geojson_type(given, "LineString")));
    return {};
  }
  auto positions = read_positions(reader, *coordinates);
  const bool different = std::any_of(positions.begin(), positions.end(),
                                     [&](const geo::LatLng& point) { return point != positions.front(); });
  if (!different && positions.size() == coordinates->children.size()) {
    reader.problem(*coordinates, msg::terms::line_too_short());
  }
  return positions;
}

void read_course(Reader& reader, const Node& node, Line& into) {
  Drawing drawing;
  if (!read_mapping(reader, node, drawing_fields, drawing) || !one_source(reader, node, drawing)) return;
  into.points = line_positions(reader, node, drawing);
}

constexpr std::array<Field<Line>, 6> line_fields = {{
    {"id", [](Reader& r, const Node& n, Line& l) { l.id = LineId{r.declare(Family::line, n)}; }, Need::required},
    {"kind", [](Reader& r, const Node& n, Line& l) { l.kind = r.word_of(n, line_kinds); }, Need::required},
    {"names", [](Reader& r, const Node& n, Line& l) { l.names = r.names(n); }, Need::required},
    {"course", read_course},
    {"agreed_not_published", [](Reader& r, const Node& n, Line& l) { l.agreed_not_published = r.truth(n); }},
    {"sources", [](Reader& r, const Node& n, Line& l) { l.sources = r.citations(n); }},
}};

// ---- zones --------------------------------------------------------------------------------------------------------

void read_band_end(Reader& reader, const Node& node, double& into) {
  into = reader.number(node, 0, longest_distance_km).value_or(0);
}

constexpr std::array<Field<BandExtent>, 4> band_fields = {{
    {"line", [](Reader& r, const Node& n, BandExtent& b) { b.line = LineId{r.use(Family::line, n)}; }, Need::required},
    {"from_km", [](Reader& r, const Node& n, BandExtent& b) { read_band_end(r, n, b.from_km); }, Need::required},
    {"to_km", [](Reader& r, const Node& n, BandExtent& b) { read_band_end(r, n, b.to_km); }, Need::required},
    {"weapons", [](Reader& r, const Node& n, BandExtent& b) { b.weapons = read_weapons(r, n); }},
}};

constexpr std::array<Field<UndelimitedExtent>, 2> undelimited_fields = {{
    {"due", [](Reader& r, const Node& n, UndelimitedExtent& u) { u.due = r.day(n); }},
    {"fallback_areas",
     [](Reader& r, const Node& n, UndelimitedExtent& u) { u.fallback_areas = r.use_list(Family::area, n); }},
}};

std::optional<ExtentKind> read_band(Reader& reader, const Node& node) {
  BandExtent band;
  const auto problems_before = reader.problem_count();
  if (!read_mapping(reader, node, band_fields, band)) return std::nullopt;
  const bool distances_read = reader.problem_count() == problems_before;
  if (distances_read && !(band.from_km < band.to_km))
    reader.problem(node, msg::terms::band_empty(band.from_km, band.to_km));
  return band;
}

/// One part: exactly one of outline, areas, band, not_delimited.
std::optional<ExtentKind> read_part(Reader& reader, const Node& node, const std::string& zone) {
  static constexpr std::array<Key, 4> keys = {{{"outline", Need::optional},
                                               {"areas", Need::optional},
                                               {"band", Need::optional},
                                               {"not_delimited", Need::optional}}};
  const auto values = select(reader, node, keys);
  if (values.empty()) return std::nullopt;
  const auto given = std::count_if(values.begin(), values.end(), [](const Node* value) { return value != nullptr; });
  if (given != 1) {
    if (given > 1 || !reader.may_have_damaged(node))
      reader.problem(node, msg::terms::one_of("outline, areas, band, not_delimited", static_cast<double>(given)));
    return std::nullopt;
  }
  if (values[0] != nullptr) return read_outline(reader, *values[0], zone);
  if (values[1] != nullptr) return NamedExtent{reader.use_list(Family::area, *values[1])};
  if (values[2] != nullptr) return read_band(reader, *values[2]);
  UndelimitedExtent undelimited;
  // “not_delimited: {}” is allowed: nothing more is known.
  if (!values[3]->children.empty()) read_mapping(reader, *values[3], undelimited_fields, undelimited);
  return undelimited;
}

/// An extent or disputed part needs the zone's id for its messages; it is carried beside what is read.
struct ExtentInZone {
  Extent extent;
  std::string zone;
};

void read_parts(Reader& reader, const Node& node, ExtentInZone& into) {
  for (const Node& item : reader.list(node)) {
    if (auto part = read_part(reader, item, into.zone)) into.extent.parts.push_back(*std::move(part));
  }
}

constexpr std::array<Field<ExtentInZone>, 4> extent_fields = {{
    {"parts", read_parts, Need::required},
    {"valid", [](Reader& r, const Node& n, ExtentInZone& e) { e.extent.valid = r.range(n); }},
    {"known_at", [](Reader& r, const Node& n, ExtentInZone& e) { e.extent.known_at = r.instant(n); }},
    {"sources", [](Reader& r, const Node& n, ExtentInZone& e) { e.extent.sources = r.citations(n); }},
}};

struct DisputedInZone {
  std::optional<ExtentKind> part;
  DisputedPart rest;
  std::string zone;
};

constexpr std::array<Field<DisputedInZone>, 3> disputed_fields = {{
    {"part", [](Reader& r, const Node& n, DisputedInZone& d) { d.part = read_part(r, n, d.zone); }, Need::required},
    {"disputed_by",
     [](Reader& r, const Node& n, DisputedInZone& d) { d.rest.disputed_by = r.use_ids<ActorId>(Family::actor, n); },
     Need::required},
    {"note", [](Reader& r, const Node& n, DisputedInZone& d) { d.rest.note = r.text(n); }},
}};

void read_extents(Reader& reader, const Node& node, Zone& into) {
  for (const Node& item : things(reader, node)) {
    ExtentInZone one{{}, into.id.value};
    if (read_mapping(reader, item, extent_fields, one)) into.extents.push_back(std::move(one.extent));
  }
}

void read_disputed(Reader& reader, const Node& node, Zone& into) {
  for (const Node& item : things(reader, node)) {
    DisputedInZone one{std::nullopt, {}, into.id.value};
    if (!read_mapping(reader, item, disputed_fields, one) || !one.part) continue;
    one.rest.part = *std::move(one.part);
    into.disputed.push_back(std::move(one.rest));
  }
}

constexpr std::array<WordOf<Zone::Kind>, 6> zone_kinds = {{{"de_escalation", Zone::Kind::de_escalation},
                                                           {"buffer", Zone::Kind::buffer},
                                                           {"separation", Zone::Kind::separation},
                                                           {"exclusion", Zone::Kind::exclusion},
                                                           {"no_fly", Zone::Kind::no_fly},
                                                           {"disengagement", Zone::Kind::disengagement}}};

constexpr std::array<Field<Zone>, 8> zone_fields = {{
    {"id", [](Reader& r, const Node& n, Zone& z) { z.id = ZoneId{r.declare(Family::zone, n)}; }, Need::required},
    {"kind", [](Reader& r, const Node& n, Zone& z) { z.kind = r.word_of(n, zone_kinds); }, Need::required},
    {"names", [](Reader& r, const Node& n, Zone& z) { z.names = r.names(n); }, Need::required},
    {"extents", read_extents},
    {"agreed_not_published", [](Reader& r, const Node& n, Zone& z) { z.agreed_not_published = r.truth(n); }},
    {"disputed", read_disputed},
    {"in_force", [](Reader& r, const Node& n, Zone& z) { z.in_force = read_range_in_force(r, n); }},
    {"sources", [](Reader& r, const Node& n, Zone& z) { z.sources = r.citations(n); }},
}};

}  // namespace

void read_areas(Reader& reader, const Node& node, Terms& into) {
  into.areas = read_list(reader, node, area_fields);
  check_circles(reader, node, "code", "within");
}

void read_lines(Reader& reader, const Node& node, Terms& into) {
  into.lines = read_list(reader, node, line_fields);
  for (const Node& item : node.children) {
    const Node* unpublished = item.child("agreed_not_published");
    if (unpublished != nullptr && unpublished->text == "true" && item.child("course") != nullptr) {
      reader.problem(*unpublished, msg::terms::line_drawn_and_not_published());
    }
  }
}

void read_zones(Reader& reader, const Node& node, Terms& into) { into.zones = read_list(reader, node, zone_fields); }

}  // namespace entente::terms
