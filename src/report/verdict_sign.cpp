// SPDX-License-Identifier: Apache-2.0
// The four signs of a verdict: remove the colour and nothing is lost.
#include "report/figures.hpp"

#include <cmath>
#include <numbers>

namespace entente::report {
namespace {

constexpr double size = 48;
constexpr Spot middle{24, 24};
constexpr double ring_radius = 18;
constexpr double full_turn_deg = 360;

/// Part of a circle, clockwise from `from_deg` (0 = up), as a line of short strokes.
std::vector<Spot> arc(Spot centre, double radius, double from_deg, double to_deg) {
  constexpr double step_deg = 5;
  std::vector<Spot> spots;
  const int steps = static_cast<int>(std::ceil((to_deg - from_deg) / step_deg));
  for (int i = 0; i <= steps; ++i) {
    const double angle = (from_deg + (to_deg - from_deg) * i / steps) * std::numbers::pi / (full_turn_deg / 2);
    spots.push_back({centre.x + radius * std::sin(angle), centre.y - radius * std::cos(angle)});
  }
  return spots;
}

void add_ring(findings::VerdictState state, Drawing& drawing) {
  constexpr double width = 6;
  constexpr double centre_radius = 7;
  switch (state) {
    case findings::VerdictState::holding:
      drawing.marks.emplace_back(Circle{middle, ring_radius, {.stroke = Tone::holding, .width = width}});
      drawing.marks.emplace_back(Circle{middle, centre_radius, {.fill = Tone::holding}});
      return;
    case findings::VerdictState::strained:
      drawing.marks.emplace_back(
          Path{{arc(middle, ring_radius, 25, 335)}, false, {.stroke = Tone::strained, .width = width}});
      drawing.marks.emplace_back(Path{{arc(middle, centre_radius, 90, 270)}, true, {.fill = Tone::strained}});
      return;
    case findings::VerdictState::broken:
      drawing.marks.emplace_back(Path{{arc({26, 22}, ring_radius, -25, 115), arc({22, 26}, ring_radius, 155, 295)},
                                      false,
                                      {.stroke = Tone::broken, .width = width}});
      return;
    case findings::VerdictState::not_assessable:
      break;
  }
  drawing.marks.emplace_back(Circle{middle, ring_radius, {.stroke = Tone::unknown, .width = 3, .dash = 6, .gap = 5}});
}

}  // namespace

Drawing verdict_sign(findings::VerdictState state, bool coverage_known) {
  Drawing drawing{.width = size, .height = size, .frame = {0, 0, size, size}, .clipped = {}, .marks = {}};
  add_ring(state, drawing);
  if (coverage_known) return drawing;
  constexpr Frame corner{33, 33, 14, 14};
  drawing.marks.emplace_back(box_of(corner, {.stroke = Tone::unknown, .fill = Tone::surface}));
  auto hatch = hatch_of(corner);
  drawing.marks.emplace_back(std::move(hatch));
  return drawing;
}

}  // namespace entente::report
