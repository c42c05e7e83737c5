// SPDX-License-Identifier: Apache-2.0
// Outlines as they stand on a plain local map.
#include "report/map_ground.hpp"

#include "base/overloaded.hpp"
#include "msg/report.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace entente::report {
namespace {

constexpr double margin = 26;

void add_once(const std::string& words, std::vector<std::string>& all) {
  if (!words.empty() && std::find(all.begin(), all.end(), words) == all.end()) all.push_back(words);
}

void add_source(const geo::NamedPlace& place, Extents& extents) {
  const auto* shipped = geo::Gazetteer::built_in().by_code(place.code);
  if (shipped != nullptr && shipped->outline == place.outline) {
    extents.of_program = true;
  } else {
    add_once(place.source, extents.sources);
  }
}

void add_area(const Facts& facts, const std::string& code, Extents& extents) {
  const auto* place = facts.gazetteer.by_code(code);
  if (place == nullptr || !place->outline) return;
  extents.outlines.push_back(&*place->outline);
  add_source(*place, extents);
}

void add_extent(const Facts& facts, const terms::Extent& extent, Extents& extents) {
  const bool drawn = std::any_of(extent.parts.begin(), extent.parts.end(),
                                 [](const auto& part) { return std::holds_alternative<terms::DrawnExtent>(part); });
  for (const auto& part : extent.parts) {
    std::visit(overloaded{
                   [&](const terms::DrawnExtent& outline) {
                     extents.outlines.push_back(&outline.outline);
                     add_once(outline.note, extents.notes);
                   },
                   [&](const terms::NamedExtent& named) {
                     if (drawn) return;  // the outline shows the same
                     for (const auto& code : named.areas)
                       add_area(facts, code, extents);
                   },
                   [&](const terms::BandExtent& band) {
                     if (const auto* line = facts.terms.find(band.line)) extents.lines.push_back(line);
                   },
                   [&](const terms::UndelimitedExtent& later) {
                     extents.stands_in = true;
                     for (const auto& code : later.fallback_areas)
                       add_area(facts, code, extents);
                   },
               },
               part);
  }
}

/// A ring on the map, without the spots that lie closer together than can be seen.
std::vector<Spot> ring_on(const Projection& projection, const geo::Ring& ring) {
  constexpr double seen = 0.6;
  std::vector<Spot> spots;
  for (const auto& point : ring) {
    const auto spot = projection.spot(point);
    if (!spots.empty() && std::hypot(spot.x - spots.back().x, spot.y - spots.back().y) < seen) continue;
    spots.push_back(spot);
  }
  return spots;
}

/// The edges of the outlines that no two of them share: areas that count together have one border.
Path outer_edges(const Projection& projection, const Extents& extents) {
  using Point = std::pair<double, double>;
  const auto ends_of = [](const geo::Ring& ring, std::size_t i) {
    const auto& next = ring[(i + 1) % ring.size()];
    return std::minmax({Point{ring[i].lat_deg, ring[i].lng_deg}, Point{next.lat_deg, next.lng_deg}});
  };
  std::vector<const geo::Ring*> rings;
  for (const auto* outline : extents.outlines) {
    for (const auto& part : outline->parts) {
      rings.push_back(&part.outer);
      for (const auto& hole : part.holes)
        rings.push_back(&hole);
    }
  }
  std::map<std::pair<Point, Point>, int> uses;
  for (const auto* ring : rings) {
    for (std::size_t i = 0; i < ring->size(); ++i)
      ++uses[ends_of(*ring, i)];
  }
  Path path{{}, false, zone_pen(extents)};
  path.pen.fill = Tone::none;
  for (const auto* ring : rings) {
    bool goes_on = false;
    for (std::size_t i = 0; i < ring->size(); ++i) {
      const bool is_outer = uses[ends_of(*ring, i)] == 1;
      if (is_outer && !goes_on) path.strokes.push_back({projection.spot((*ring)[i])});
      if (is_outer) path.strokes.back().push_back(projection.spot((*ring)[(i + 1) % ring->size()]));
      goes_on = is_outer;
    }
  }
  return path;
}

}  // namespace

Extents extents_of(const Facts& facts, const std::string& area) {
  Extents extents;
  const auto* zone = facts.terms.find(terms::ZoneId(area));
  if (zone == nullptr) {
    add_area(facts, area, extents);
    return extents;
  }
  extents.stands_in = zone->agreed_not_published;
  if (const auto* extent = terms::extent_at(*zone, facts.assessment.at, facts.assessment.known_at)) {
    add_extent(facts, *extent, extents);
  }
  return extents;
}

std::optional<Projection> projection_of(const Extents& extents, const MapSize& size) {
  std::vector<geo::LatLng> points;
  for (const auto* outline : extents.outlines) {
    for (const auto& part : outline->parts)
      points.insert(points.end(), part.outer.begin(), part.outer.end());
  }
  for (const auto* line : extents.lines)
    points.insert(points.end(), line->points.begin(), line->points.end());
  if (points.empty()) return std::nullopt;
  Projection projection{points.front(), 1, {}};
  double south = points.front().lat_deg;
  double north = south;
  double west = 0;
  double east = 0;
  for (const auto& point : points) {
    south = std::min(south, point.lat_deg);
    north = std::max(north, point.lat_deg);
    west = std::min(west, projection.east_deg(point.lng_deg));
    east = std::max(east, projection.east_deg(point.lng_deg));
  }
  constexpr double least_deg = 1e-3;
  projection.middle = {(south + north) / 2, std::remainder(points.front().lng_deg + (west + east) / 2, 360.0)};
  const double high = std::max(north - south, least_deg);
  const double wide = std::max((east - west) * projection.narrowing(), least_deg);
  projection.units_per_degree = std::min((size.width - 2 * margin) / wide, (size.most_height - 2 * margin) / high);
  const double height =
      std::clamp(projection.units_per_degree * high + 2 * margin, size.least_height, size.most_height);
  projection.frame = {0, 0, size.width, height};
  return projection;
}

Path path_on(const Projection& projection, const geo::Outline& outline, const Pen& pen) {
  Path path{{}, true, pen};
  for (const auto& part : outline.parts) {
    path.strokes.push_back(ring_on(projection, part.outer));
    for (const auto& hole : part.holes)
      path.strokes.push_back(ring_on(projection, hole));
  }
  return path;
}

Pen zone_pen(const Extents& extents) {
  return {.stroke = Tone::agreement,
          .width = 2,
          .dash = extents.stands_in ? 7.0 : 0.0,
          .gap = extents.stands_in ? 4.0 : 0.0,
          .fill = Tone::agreement,
          .opacity = 0.05};
}

void add_extents(const Projection& projection, const Extents& extents, Drawing& drawing) {
  auto fill = zone_pen(extents);
  fill.stroke = Tone::none;
  for (const auto* outline : extents.outlines)
    drawing.clipped.emplace_back(path_on(projection, *outline, fill));
  drawing.clipped.emplace_back(outer_edges(projection, extents));
  for (const auto* line : extents.lines) {
    Path path{{{}}, false, {.stroke = Tone::agreement, .width = 2}};
    for (const auto& point : line->points)
      path.strokes.front().push_back(projection.spot(point));
    drawing.clipped.emplace_back(std::move(path));
  }
}

std::vector<Mark> add_ground(const Facts& facts, const Projection& projection, i18n::Language language,
                             Extents& extents, Drawing& drawing) {
  drawing.clipped.emplace_back(box_of(projection.frame, {.fill = Tone::land}));
  std::vector<Mark> names;
  for (const auto& place : facts.gazetteer.all()) {
    if (place.kind != geo::NamedPlace::Kind::governorate || !place.outline) continue;
    drawing.clipped.emplace_back(
        path_on(projection, *place.outline, {.stroke = Tone::border, .width = 0.7, .dash = 3, .gap = 2}));
    add_source(place, extents);
    if (!place.centre) continue;
    names.emplace_back(
        Label{projection.spot(*place.centre), place.names.in(language), Anchor::middle, 11, false, Tone::ink, true});
  }
  add_extents(projection, extents, drawing);
  return names;
}

void add_scale_bar(const Projection& projection, i18n::Language language, Drawing& drawing) {
  const bool mirrored = i18n::right_to_left(language);
  const double most_km = projection.frame.width / 5 / projection.units_of_m(1000);
  double km = 1;
  for (const double next : {2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0}) {
    if (next <= most_km) km = next;
  }
  const double length = projection.units_of_m(km * 1000);
  const double left = mirrored ? projection.frame.width - 16 - length : 16;
  const double y = projection.frame.height - 16;
  drawing.marks.emplace_back(Path{{{{left, y - 5}, {left, y}, {left + length, y}, {left + length, y - 5}}},
                                  false,
                                  {.stroke = Tone::ink, .width = 1.5}});
  drawing.marks.emplace_back(Label{{left + length / 2, y - 6},
                                   i18n::render(msg::report::map_km(i18n::render_number(km, 0, language)), language),
                                   Anchor::middle,
                                   11,
                                   false,
                                   Tone::ink,
                                   true});
}

std::vector<Message> ground_notes(const Projection& projection, const Extents& extents) {
  std::vector<Message> notes{msg::report::map_projection(std::abs(projection.middle.lat_deg)),
                             msg::report::map_borders()};
  for (const auto& note : extents.notes)
    notes.push_back(msg::report::map_outline_note(note));
  if (extents.of_program) notes.push_back(msg::report::map_natural_earth());
  for (const auto& source : extents.sources)
    notes.push_back(msg::report::attribution(source));
  return notes;
}

geo::Outline outline_of(const geo::Wedge& wedge) {
  constexpr int steps = 24;
  geo::Ring ring;
  const auto add = [&](double distance_m, int step) {
    const double bearing = wedge.bearing_deg + wedge.bearing_plus_minus_deg * (2.0 * step / steps - 1);
    ring.push_back(geo::destination(wedge.post, bearing, distance_m));
  };
  for (int step = 0; step <= steps; ++step)
    add(wedge.far_m, step);
  for (int step = steps; step >= 0; --step)
    add(wedge.near_m, step);
  return {{{std::move(ring), {}}}, geo::Edges::geodesic};
}

}  // namespace entente::report
