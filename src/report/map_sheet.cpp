// SPDX-License-Identifier: Apache-2.0
// The map sheet: everything of the agreement that has a place, on one sheet of paper, with a legend for all.
#include "base/overloaded.hpp"
#include "msg/report.hpp"
#include "report/blocks.hpp"
#include "report/forms.hpp"
#include "report/map_ground.hpp"
#include "report/map_hatch.hpp"
#include "report/sentences.hpp"
#include "terms/act_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace entente::report {
namespace {

constexpr MapSize map_size{.width = 720, .least_height = 500, .most_height = 560};
constexpr double legend_left = map_size.width + 22;
constexpr double sheet_width = 1040;
constexpr double sign_radius = 5;

/// What kind of act a sign stands for. The last is of several kinds on one point.
enum class Kind { fighting, air, shelling, device, civilians, other, several };

Kind kind_of(terms::Act act) {
  for (std::optional<terms::Act> up = act; up; up = terms::parent(*up)) {
    switch (*up) {
      case terms::Act::air_attack:
        return Kind::air;
      case terms::Act::shelling:
        return Kind::shelling;
      case terms::Act::explosive_device:
        return Kind::device;
      case terms::Act::attack_on_civilians:
        return Kind::civilians;
      case terms::Act::armed_clash:
      case terms::Act::small_arms_fire:
      case terms::Act::hostilities:
        return Kind::fighting;
      default:
        break;
    }
  }
  return Kind::other;
}

Message name_of(Kind kind) {
  switch (kind) {
    case Kind::fighting:
      return msg::report::kind_fighting();
    case Kind::air:
      return terms::name_of(terms::Act::air_attack);
    case Kind::shelling:
      return terms::name_of(terms::Act::shelling);
    case Kind::device:
      return terms::name_of(terms::Act::explosive_device);
    case Kind::civilians:
      return terms::name_of(terms::Act::attack_on_civilians);
    case Kind::several:
      return msg::report::kind_several();
    case Kind::other:
      break;
  }
  return terms::name_of(terms::Act::other);
}

/// The sign of a kind: its shape says what, its fill how sure.
Mark sign_of(Kind kind, Spot at, double r, const Pen& pen) {
  const auto shape = [&](std::vector<Spot> spots) -> Mark {
    for (auto& [x, y] : spots) {
      x = at.x + r * x;
      y = at.y + r * y;
    }
    return Path{{std::move(spots)}, true, pen};
  };
  switch (kind) {
    case Kind::air:
      return shape({{0, -1.25}, {1.15, 0.85}, {-1.15, 0.85}});
    case Kind::shelling:
      return shape({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}});
    case Kind::device:
      return shape({{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}});
    case Kind::civilians:
      return shape({{0, 1.25}, {1.15, -0.85}, {-1.15, -0.85}});
    case Kind::other:
      return shape({{-0.6, -1.2}, {0.6, -1.2}, {1.2, 0}, {0.6, 1.2}, {-0.6, 1.2}, {-1.2, 0}});
    case Kind::fighting:
    case Kind::several:
      break;
  }
  return Circle{at, kind == Kind::several ? r * 1.4 : r, pen};
}

/// What stands on one point.
struct Point {
  std::set<Kind> kinds;
  int surely = 0;
  int possibly = 0;
};

/// The findings by where they are known to be.
struct Placed {
  std::map<std::pair<double, double>, Point> points;     ///< by latitude and longitude
  std::set<std::tuple<double, double, double>> circles;  ///< latitude, longitude, radius in metres
  std::vector<Path> outlines;                            ///< of what has an area and no point
  std::set<Kind> kinds;
  int without_place = 0;
};

Placed place(const Facts& facts, const Projection& projection) {
  Placed placed;
  for (const auto& violation : facts.violations) {
    const auto found = facts.view.incidents().find(violation.incident);
    if (found == facts.view.incidents().end()) continue;
    const auto& incident = found->second.incident;
    const auto kind = kind_of(incident.act);
    std::visit(
        overloaded{
            [&](std::monostate) { ++placed.without_place; },
            [&](const geo::Disc& disc) {
              const auto& [lat_deg, lng_deg] = disc.centre;
              auto& point = placed.points[{lat_deg, lng_deg}];
              point.kinds.insert(kind);
              placed.kinds.insert(kind);
              ++(violation.state == findings::ViolationState::violation ? point.surely : point.possibly);
              if (disc.radius_m > 0) placed.circles.emplace(lat_deg, lng_deg, disc.radius_m);
            },
            [&](const geo::Wedge& wedge) {
              placed.outlines.push_back(path_on(projection, outline_of(wedge), place_known));
            },
            [&](const geo::Outline& outline) { placed.outlines.push_back(path_on(projection, outline, place_known)); },
        },
        incident.place.where);
  }
  return placed;
}

void add_findings(const Projection& projection, Placed& placed, i18n::Language language, Drawing& drawing) {
  for (const auto& [lat_deg, lng_deg, radius_m] : placed.circles) {
    drawing.clipped.emplace_back(
        Circle{projection.spot({lat_deg, lng_deg}), projection.units_of_m(radius_m), place_known});
  }
  for (const auto& outline : placed.outlines)
    drawing.clipped.emplace_back(outline);
  for (const auto& [at, point] : placed.points) {
    const auto spot = projection.spot({at.first, at.second});
    const bool is_sure = point.surely > 0;
    const auto kind = point.kinds.size() == 1 ? *point.kinds.begin() : Kind::several;
    placed.kinds.insert(kind);
    const int count = point.surely + point.possibly;
    drawing.clipped.emplace_back(
        sign_of(kind, spot, count == 1 ? sign_radius : sign_radius * 1.7, is_sure ? surely : possibly));
    if (count == 1) continue;
    drawing.clipped.emplace_back(Label{{spot.x, spot.y + 3.5},
                                       i18n::render_number(count, 0, language),
                                       Anchor::middle,
                                       9.5,
                                       true,
                                       is_sure ? Tone::surface : Tone::ink,
                                       false});
  }
}

/// The places that somebody could see at some time while the clause was in force.
std::vector<Path> seen_places(const Facts& facts, const Projection& projection) {
  const TimeRange counted{facts.assessment.force.from, facts.assessment.at};
  std::vector<Path> seen;
  for (const auto& [id, state] : facts.view.coverage()) {
    const auto& coverage = state.coverage;
    const bool then = !common(coverage.time.range_in(facts.terms.agreement.zone), counted).empty();
    if (!then || !(coverage.share > 0)) continue;
    const auto add = [&](const geo::Outline& outline) { seen.push_back(path_on(projection, outline, {})); };
    std::visit(overloaded{
                   [&](std::monostate) {
                     const auto areas = facts.gazetteer.areas_of(coverage.place);
                     const auto* area = areas.empty() ? nullptr : facts.gazetteer.by_code(areas.back());
                     if (area != nullptr && area->outline) add(*area->outline);
                   },
                   [&](const geo::Disc& disc) {
                     add(outline_of(geo::Wedge{disc.centre, 0, half_turn_deg, 0, disc.radius_m}));
                   },
                   [&](const geo::Wedge& wedge) { add(outline_of(wedge)); },
                   [&](const geo::Outline& outline) { add(outline); },
               },
               coverage.place.where);
  }
  return seen;
}

/// Signs with their words in the three languages, one beneath the other.
class Legend {
 public:
  explicit Legend(Drawing& drawing) : drawing_(drawing) {}

  void add(const Message& words, Mark sign) {
    drawing_.marks.push_back(std::move(sign));
    double y = top_ + 9;
    for (const auto language : {i18n::Language::en, i18n::Language::ar, i18n::Language::ru}) {
      drawing_.marks.emplace_back(
          Label{{legend_left + 30, y}, i18n::render(words, language), Anchor::left, 9.5, false, Tone::ink, false});
      y += 11.5;
    }
    top_ += row_height;
  }
  [[nodiscard]] Spot spot() const { return {legend_left + 10, top_ + 16}; }
  [[nodiscard]] Frame box() const { return {spot().x - 10, spot().y - 7, 20, 14}; }
  [[nodiscard]] double bottom() const { return top_; }

 private:
  static constexpr double row_height = 41;
  Drawing& drawing_;
  double top_ = 0;
};

void add_legend(const Extents& zone, bool has_lines, bool is_hatched, const Placed& placed, Drawing& drawing) {
  Legend legend(drawing);
  legend.add(zone.stands_in ? msg::report::map_stands_in() : msg::report::map_zone(),
             box_of(legend.box(), zone_pen(zone)));
  if (has_lines) {
    const auto [x, y] = legend.spot();
    legend.add(msg::report::map_line(), line_of({x - 10, y}, {x + 10, y}, {.stroke = Tone::agreement, .width = 2}));
  }
  if (is_hatched) legend.add(msg::report::map_unseen(), hatch_of(legend.box()));
  legend.add(msg::report::map_place_known(), Circle{legend.spot(), 9, place_known});
  legend.add(msg::report::map_violation(), sign_of(Kind::fighting, legend.spot(), sign_radius, surely));
  legend.add(msg::report::map_possible(), sign_of(Kind::fighting, legend.spot(), sign_radius, possibly));
  for (const auto kind : placed.kinds)
    legend.add(name_of(kind), sign_of(kind, legend.spot(), sign_radius, surely));
  drawing.height = std::max(drawing.height, legend.bottom());
}

/// The extents of the zone asked about, of the other zones, and all lines.
struct All {
  Extents asked;
  std::vector<Extents> others;
  Extents everything;
};

All extents_of_all(const Facts& facts) {
  All all{.asked = extents_of(facts, facts.assessment.zone), .others = {}, .everything = {}};
  all.everything = all.asked;
  for (const auto& zone : facts.terms.zones) {
    if (zone.id.value == facts.assessment.zone) continue;
    auto extents = extents_of(facts, zone.id.value);
    all.everything.outlines.insert(all.everything.outlines.end(), extents.outlines.begin(), extents.outlines.end());
    all.others.push_back(std::move(extents));
  }
  for (const auto& line : facts.terms.lines) {
    if (!line.points.empty()) all.everything.lines.push_back(&line);
  }
  return all;
}

std::optional<Figure> sheet_map(const Facts& facts, i18n::Language language) {
  auto all = extents_of_all(facts);
  const auto projection = projection_of(all.everything, map_size);
  if (!projection) return std::nullopt;
  Drawing drawing{
      .width = sheet_width, .height = projection->frame.height, .frame = projection->frame, .clipped = {}, .marks = {}};
  const auto names = add_ground(facts, *projection, language, all.asked, drawing);
  for (const auto& other : all.others)
    add_extents(*projection, other, drawing);
  std::vector<Path> areas;
  areas.reserve(all.asked.outlines.size());
  for (const auto* outline : all.asked.outlines)
    areas.push_back(path_on(*projection, *outline, {}));
  auto hatch = hatch_within(areas, seen_places(facts, *projection));
  const bool is_hatched = !hatch.strokes.empty();
  drawing.clipped.emplace_back(std::move(hatch));
  Extents lines;
  lines.lines = all.everything.lines;
  add_extents(*projection, lines, drawing);
  auto placed = place(facts, *projection);
  add_findings(*projection, placed, language, drawing);
  drawing.clipped.insert(drawing.clipped.end(), names.begin(), names.end());
  drawing.marks.emplace_back(box_of(projection->frame, {.stroke = Tone::line}));
  add_scale_bar(*projection, language, drawing);
  add_legend(all.asked, !lines.lines.empty(), is_hatched, placed, drawing);

  Figure figure{"sheet", {}, std::move(drawing), {msg::report::map_without_place(placed.without_place)}};
  for (auto& note : ground_notes(*projection, all.asked))
    figure.notes.push_back(std::move(note));
  return figure;
}

}  // namespace

void write_map_sheet(const Facts& facts, Document& document) {
  const auto language = document.language;
  document.dense = true;
  document.across = true;
  document.title = msg::report::sheet_title(area_name(facts.terms, facts.gazetteer, facts.assessment.zone, language));
  document.lead.clear();
  Section section;
  auto figure = sheet_map(facts, language);
  if (!figure) add_lines(section, {msg::report::no_map()});
  add_figure(section, std::move(figure));
  add_section(document, std::move(section));
}

}  // namespace entente::report
