// SPDX-License-Identifier: Apache-2.0
// What every map of a report stands on: outlines, projection, the areas around; inside this room only.
#pragma once

#include "report/document.hpp"

#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

namespace entente::report {

/// What a map shows of an area: its outlines, and whether they are only said to stand in for the agreed one.
struct Extents {
  std::vector<const geo::Outline*> outlines;
  std::vector<const terms::Line*> lines;  ///< of bands, which follow them
  bool stands_in = false;
  bool of_program = false;           ///< some outline is one that ships with the program
  std::vector<std::string> notes;    ///< what the terms say of their outlines, each once
  std::vector<std::string> sources;  ///< of imported outlines, each once
};

/// Of an area: a zone's extent at the assessment's instant, or a named area's outline.
[[nodiscard]] Extents extents_of(const Facts& facts, const std::string& area);

inline constexpr double half_turn_deg = 180;
inline constexpr double metres_per_degree = geo::earth_radius_m * std::numbers::pi / half_turn_deg;

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

/// How large a map may be, in units of its drawing.
struct MapSize {
  double width = 720;
  double least_height = 240;
  double most_height = 520;
};

/// So that all outlines and lines fit between the margins; none when there are no points.
[[nodiscard]] std::optional<Projection> projection_of(const Extents& extents, const MapSize& size);

/// An outline on the map, without the spots that lie closer together than can be seen.
[[nodiscard]] Path path_on(const Projection& projection, const geo::Outline& outline, const Pen& pen);
/// The outline of a zone: dashed where it only stands in for the agreed one.
[[nodiscard]] Pen zone_pen(const Extents& extents);
/// Zones and lines of the extents.
void add_extents(const Projection& projection, const Extents& extents, Drawing& drawing);
/// The governorates around, for a reader who must find the place; returns their names, which stand over what follows.
[[nodiscard]] std::vector<Mark> add_ground(const Facts& facts, const Projection& projection, i18n::Language language,
                                           Extents& extents, Drawing& drawing);
/// A length in whole kilometres that is about a fifth of the map, at the corner where lines begin.
void add_scale_bar(const Projection& projection, i18n::Language language, Drawing& drawing);
/// Whose outlines these are, what the terms say of them, projection and datum.
[[nodiscard]] std::vector<Message> ground_notes(const Projection& projection, const Extents& extents);

/// Everything within a wedge as an outline.
[[nodiscard]] geo::Outline outline_of(const geo::Wedge& wedge);

inline constexpr Pen place_known{
    .stroke = Tone::quiet, .width = 0.5, .dash = 3, .gap = 2.5, .fill = Tone::incident, .opacity = 0.03};
inline constexpr Pen surely{.stroke = Tone::surface, .width = 0.8, .fill = Tone::incident};
inline constexpr Pen possibly{.stroke = Tone::incident, .width = 1.4, .fill = Tone::surface};
inline constexpr double dot_radius = 3.4;

}  // namespace entente::report
