// SPDX-License-Identifier: Apache-2.0
// Zones and incidents on a plain local map, with how well each place is known.
#include "base/overloaded.hpp"
#include "msg/report.hpp"
#include "report/figures.hpp"
#include "report/map_ground.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace entente::report {
namespace {

constexpr MapSize size;

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

/// Two columns of signs with their words under the map.
class Legend {
 public:
  Legend(Drawing& drawing, i18n::Language language, double top) : drawing_(drawing), language_(language), top_(top) {}

  /// `sign` is drawn around a spot.
  template <typename Draw>
  void add(const Message& words, const Draw& sign) {
    const bool mirrored = i18n::right_to_left(language_);
    const double along = 14 + (count_ % 2 == 0 ? 0 : size.width / 2);
    const Spot at{mirrored ? size.width - along : along, row_at(count_ / 2)};
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
  auto extents = extents_of(facts, facts.assessment.zone);
  const auto projection = projection_of(extents, size);
  if (!projection) return std::nullopt;
  Drawing drawing{
      .width = size.width, .height = projection->frame.height, .frame = projection->frame, .clipped = {}, .marks = {}};
  const auto names = add_ground(facts, *projection, language, extents, drawing);
  Dots dots;
  const int drawn = add_places(facts, *projection, dots, drawing);
  add_dots(*projection, dots, names, language, drawing);
  drawing.marks.emplace_back(box_of(projection->frame, {.stroke = Tone::line}));
  add_scale_bar(*projection, language, drawing);
  add_legend(extents, language, drawing);

  Figure figure{"map", msg::report::map_title(), std::move(drawing), {}};
  figure.notes.push_back(msg::report::map_drawn(drawn, static_cast<double>(facts.violations.size())));
  auto notes = ground_notes(*projection, extents);
  figure.notes.insert(figure.notes.end(), std::make_move_iterator(notes.begin()), std::make_move_iterator(notes.end()));
  return figure;
}

}  // namespace entente::report
