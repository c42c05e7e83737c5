// SPDX-License-Identifier: Apache-2.0
// The palette, and the simplest strokes.
#include "report/drawing.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace entente::report {

std::string_view hex_of(Tone tone) {
  // Tested for contrast on the page: text at least 4.5, marks at least 3 (WCAG 2.1, 1.4.3 and 1.4.11).
  constexpr std::array<std::string_view, 16> colours = {
      "#000000", "#182024", "#59656A", "#D8DDDC", "#FFFFFF", "#594C92", "#E9E6F4", "#8FA3AB",
      "#2C4A57", "#22333B", "#F6F5F1", "#85807A", "#1F3A46", "#845500", "#A8286B", "#59656A",
  };
  return colours.at(static_cast<std::size_t>(tone));
}

Path line_of(Spot from, Spot to, const Pen& pen) { return {{{from, to}}, false, pen}; }

Path box_of(const Frame& frame, const Pen& pen) {
  const double right = frame.left + frame.width;
  const double bottom = frame.top + frame.height;
  return {{{{frame.left, frame.top}, {right, frame.top}, {right, bottom}, {frame.left, bottom}}}, true, pen};
}

Path hatch_of(const Frame& frame) {
  constexpr double apart = 6;
  Path path{{}, false, {.stroke = Tone::unknown, .width = 0.7}};
  // Each line runs down to the left at 45° and is cut where the frame ends.
  for (double reach = apart; reach < frame.width + frame.height; reach += apart) {
    const double top_x = std::min(reach, frame.width);
    const double left_y = std::min(reach, frame.height);
    path.strokes.push_back(
        {{frame.left + top_x, frame.top + reach - top_x}, {frame.left + reach - left_y, frame.top + left_y}});
  }
  return path;
}

}  // namespace entente::report
