// SPDX-License-Identifier: Apache-2.0
// Zones and incidents on a plain local map, with how well each place is known.
#include "base/overloaded.hpp"
#include "msg/report.hpp"
#include "report/figures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <tuple>
#include <utility>

namespace entente::report {
namespace {

constexpr double map_width = 720;
constexpr double most_height = 520;
constexpr double least_height = 240;
constexpr double margin = 26;
constexpr double half_turn_deg = 180;
constexpr double metres_per_degree = geo::earth_radius_m * std::numbers::pi / half_turn_deg;

/// What the map shows of the area: its outlines, and whether they are only said to stand in for the agreed one.
struct Extents {
  std::vector<const geo::Outline*> outlines;
  std::vector<const terms::Line*> lines;  ///< of bands, which follow them
  bool stands_in = false;
  bool of_program = false;           ///< some outline is one that ships with the program
  std::vector<std::string> notes;    ///< what the terms say of their outlines, each once
  std::vector<std::string> sources;  ///< of imported outlines, each once
};

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

Extents extents_of(const Facts& facts) {
  Extents extents;
  const auto* zone = facts.terms.find(terms::ZoneId(facts.assessment.zone));
  if (zone == nullptr) {
    add_area(facts, facts.assessment.zone, extents);
    return extents;
  }
  extents.stands_in = zone->agreed_not_published;
  if (const auto* extent = terms::extent_at(*zone, facts.assessment.at, facts.assessment.known_at)) {
    add_extent(facts, *extent, extents);
  }
  return extents;
}

/// Equirectangular, scaled by the cosine of the middle latitude. source  docs/methods.md, "Map of a report".
struct Projection {
  geo::LatLng middle;
  double units_per_degree = 1;
  Frame frame;

  /// A longitude as an offset from the middle's, the short way round.
  [[nodiscard]] double east_deg(double lng_deg) const { return std::remainder(lng_deg - middle.lng_deg, 360.0); }
  [[nodiscard]] double narrowing() const { return std::cos(middle.lat_deg * std::numbers::pi / half_turn_deg); }
  [[nodiscard]] Spot spot(const geo::LatLng& point) const {
    return {frame.left + frame.width / 2 + units_per_degree * narrowing() * east_deg(point.lng_deg),
            frame.top + frame.height / 2 - units_per_degree * (point.lat_deg - middle.lat_deg)};
  }
  [[nodiscard]] double units_of_m(double metres) const { return units_per_degree * metres / metres_per_degree; }
};

/// So that all outlines and lines fit between the margins; none when there are no points.
std::optional<Projection> projection_of(const Extents& extents) {
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
  projection.units_per_degree = std::min((map_width - 2 * margin) / wide, (most_height - 2 * margin) / high);
  const double height = std::clamp(projection.units_per_degree * high + 2 * margin, least_height, most_height);
  projection.frame = {0, 0, map_width, height};
  return projection;
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

Path path_on(const Projection& projection, const geo::Outline& outline, const Pen& pen) {
  Path path{{}, true, pen};
  for (const auto& part : outline.parts) {
    path.strokes.push_back(ring_on(projection, part.outer));
    for (const auto& hole : part.holes)
      path.strokes.push_back(ring_on(projection, hole));
  }
  return path;
}

constexpr Pen place_known{
    .stroke = Tone::quiet, .width = 0.5, .dash = 3, .gap = 2.5, .fill = Tone::incident, .opacity = 0.03};
constexpr Pen surely{.stroke = Tone::surface, .width = 0.8, .fill = Tone::incident};
constexpr Pen possibly{.stroke = Tone::incident, .width = 1.4, .fill = Tone::surface};
constexpr double dot_radius = 3.4;

Pen zone_pen(const Extents& extents) {
  return {.stroke = Tone::agreement,
          .width = 2,
          .dash = extents.stands_in ? 7.0 : 0.0,
          .gap = extents.stands_in ? 4.0 : 0.0,
          .fill = Tone::agreement,
          .opacity = 0.05};
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

/// The governorates around, for a reader who must find the place; returns their names, which stand over what follows.
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
  return names;
}

/// Everything within a wedge as an outline.
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

/// How many are certain and how many possible in one place.
struct Together {
  int surely = 0;
  int possibly = 0;
};
/// What stands on points: one dot for each point, one circle for each way of knowing it.
struct Dots {
  std::map<std::pair<double, double>, Together> together;  ///< by latitude and longitude
  std::set<std::tuple<double, double, double>> circles;    ///< latitude, longitude, radius in metres
};

void add_dot(const geo::Disc& disc, bool is_sure, Dots& dots) {
  const auto& [lat_deg, lng_deg] = disc.centre;
  auto& together = dots.together[{lat_deg, lng_deg}];
  ++(is_sure ? together.surely : together.possibly);
  if (disc.radius_m > 0) dots.circles.emplace(lat_deg, lng_deg, disc.radius_m);
}

/// Puts what is known of the places onto the map; returns how many findings have one.
int add_places(const Facts& facts, const Projection& projection, Dots& dots, Drawing& drawing) {
  int drawn = 0;
  const auto add_outline = [&](const geo::Outline& outline) {
    drawing.clipped.emplace_back(path_on(projection, outline, place_known));
    ++drawn;
  };
  for (const auto& violation : facts.violations) {
    const auto found = facts.view.incidents().find(violation.incident);
    if (found == facts.view.incidents().end()) continue;
    const bool is_sure = violation.state == findings::ViolationState::violation;
    std::visit(overloaded{
                   [](std::monostate) {},
                   [&](const geo::Disc& disc) {
                     add_dot(disc, is_sure, dots);
                     ++drawn;
                   },
                   [&](const geo::Wedge& wedge) { add_outline(outline_of(wedge)); },
                   add_outline,
               },
               found->second.incident.place.where);
  }
  return drawn;
}

void add_dots(const Projection& projection, const Dots& dots, const std::vector<Mark>& names, i18n::Language language,
              Drawing& drawing) {
  for (const auto& [lat_deg, lng_deg, radius_m] : dots.circles) {
    drawing.clipped.emplace_back(
        Circle{projection.spot({lat_deg, lng_deg}), projection.units_of_m(radius_m), place_known});
  }
  drawing.clipped.insert(drawing.clipped.end(), names.begin(), names.end());
  for (const auto& [point, together] : dots.together) {
    const auto spot = projection.spot({point.first, point.second});
    const int count = together.surely + together.possibly;
    const bool is_sure = together.surely > 0;
    constexpr double most_radius = 15;
    const double radius = count == 1 ? dot_radius : std::min(5.5 + std::sqrt(count), most_radius);
    drawing.clipped.emplace_back(Circle{spot, radius, is_sure ? surely : possibly});
    if (count == 1) continue;
    drawing.clipped.emplace_back(Label{{spot.x, spot.y + 3.5},
                                       i18n::render_number(count, 0, language),
                                       Anchor::middle,
                                       10,
                                       true,
                                       is_sure ? Tone::surface : Tone::ink,
                                       false});
  }
}

/// A length in whole kilometres that is about a fifth of the map.
void add_scale_bar(const Projection& projection, bool mirrored, i18n::Language language, Drawing& drawing) {
  const double most_km = map_width / 5 / projection.units_of_m(1000);
  double km = 1;
  for (const double next : {2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0}) {
    if (next <= most_km) km = next;
  }
  const double length = projection.units_of_m(km * 1000);
  const double left = mirrored ? map_width - 16 - length : 16;
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

/// Two columns of signs with their words under the map.
class Legend {
 public:
  Legend(Drawing& drawing, i18n::Language language, double top) : drawing_(drawing), language_(language), top_(top) {}

  /// `sign` is drawn around a spot.
  template <typename Draw>
  void add(const Message& words, const Draw& sign) {
    const bool mirrored = i18n::right_to_left(language_);
    const double along = 14 + (count_ % 2 == 0 ? 0 : map_width / 2);
    const Spot at{mirrored ? map_width - along : along, row_at(count_ / 2)};
    drawing_.marks.emplace_back(sign(at));
    drawing_.marks.emplace_back(Label{{at.x + (mirrored ? -18 : 18), at.y + 4},
                                      i18n::render(words, language_),
                                      mirrored ? Anchor::right : Anchor::left,
                                      11,
                                      false,
                                      Tone::ink,
                                      false});
    ++count_;
  }
  [[nodiscard]] double bottom() const { return row_at((count_ + 1) / 2); }

 private:
  [[nodiscard]] double row_at(int row) const { return top_ + 16 + row * 20.0; }

  Drawing& drawing_;
  i18n::Language language_;
  double top_;
  int count_ = 0;
};

void add_legend(const Extents& extents, i18n::Language language, Drawing& drawing) {
  Legend legend(drawing, language, drawing.frame.height);
  legend.add(extents.stands_in ? msg::report::map_stands_in() : msg::report::map_zone(),
             [&](Spot at) { return box_of({at.x - 9, at.y - 6, 18, 12}, zone_pen(extents)); });
  legend.add(msg::report::map_violation(), [](Spot at) { return Circle{at, dot_radius, surely}; });
  legend.add(msg::report::map_place_known(), [](Spot at) { return Circle{at, 8, place_known}; });
  legend.add(msg::report::map_possible(), [](Spot at) { return Circle{at, dot_radius, possibly}; });
  drawing.height = legend.bottom();
}

}  // namespace

std::optional<Figure> map_of(const Facts& facts, i18n::Language language) {
  auto extents = extents_of(facts);
  const auto projection = projection_of(extents);
  if (!projection) return std::nullopt;
  Drawing drawing{
      .width = map_width, .height = projection->frame.height, .frame = projection->frame, .clipped = {}, .marks = {}};
  const auto names = add_ground(facts, *projection, language, extents, drawing);
  Dots dots;
  const int drawn = add_places(facts, *projection, dots, drawing);
  add_dots(*projection, dots, names, language, drawing);
  drawing.marks.emplace_back(box_of(projection->frame, {.stroke = Tone::line}));
  add_scale_bar(*projection, i18n::right_to_left(language), language, drawing);
  add_legend(extents, language, drawing);

  Figure figure{"map", msg::report::map_title(), std::move(drawing), {}};
  figure.notes.push_back(msg::report::map_drawn(drawn, static_cast<double>(facts.violations.size())));
  figure.notes.push_back(msg::report::map_projection(std::abs(projection->middle.lat_deg)));
  figure.notes.push_back(msg::report::map_borders());
  for (const auto& note : extents.notes)
    figure.notes.push_back(msg::report::map_outline_note(note));
  if (extents.of_program) figure.notes.push_back(msg::report::map_natural_earth());
  for (const auto& source : extents.sources)
    figure.notes.push_back(msg::report::attribution(source));
  return figure;
}

}  // namespace entente::report
