// SPDX-License-Identifier: Apache-2.0
// A figure in memory: strokes, circles and labels, from which each form of a report paints the same picture.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::report {

/// A spot of a drawing: x to the right, y down, in the drawing's own units (1 unit is 1 CSS pixel at full width).
struct Spot {
  double x = 0;
  double y = 0;
};

/// What a colour says. Closed; `none` paints nothing. Parties have no colour.
enum class Tone {
  none,
  ink,        ///< text, axes
  quiet,      ///< text beside the matter, ticks
  line,       ///< hairlines
  surface,    ///< the page
  agreement,  ///< zones, windows, fitted levels
  agreement_soft,
  before,  ///< bars before entry into force
  after,   ///< bars from it on
  incident,
  land,
  border,
  holding,
  strained,
  broken,
  unknown,  ///< not seen, not assessable
};
/// "#182024"; black for none, which nobody paints.
[[nodiscard]] std::string_view hex_of(Tone tone);

/// How an outline is drawn and what fills it.
struct Pen {
  Tone stroke = Tone::none;
  double width = 1;
  double dash = 0;  ///< length of dashes; 0: one unbroken line
  double gap = 0;
  Tone fill = Tone::none;
  double opacity = 1;  ///< of the fill
};

/// Lines, or areas by the even-odd rule where `closed`.
struct Path {
  std::vector<std::vector<Spot>> strokes;
  bool closed = false;
  Pen pen;
};

struct Circle {
  Spot centre;
  double radius = 0;
  Pen pen;
};

/// Which end of a label stands at its spot, whatever direction its script has.
enum class Anchor { left, middle, right };

/// Words at a spot: `at` is on their base line.
struct Label {
  Spot at;
  std::string words;
  Anchor anchor = Anchor::left;
  double size = 12;
  bool bold = false;
  Tone tone = Tone::ink;
  bool halo = false;  ///< a rim of the page's colour, so that it can be read over lines
};

using Mark = std::variant<Path, Circle, Label>;

/// A rectangle.
struct Frame {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
};

/// Marks from the lowest to the topmost: those of `clipped` first, only as far as `frame` reaches.
struct Drawing {
  double width = 0;
  double height = 0;
  Frame frame;
  std::vector<Mark> clipped;
  std::vector<Mark> marks;
};

/// A straight line.
[[nodiscard]] Path line_of(Spot from, Spot to, const Pen& pen);
/// A rectangle's outline.
[[nodiscard]] Path box_of(const Frame& frame, const Pen& pen);
/// "Not observed" fills a frame with slanting lines, everywhere and nothing else does.
[[nodiscard]] Path hatch_of(const Frame& frame);

}  // namespace entente::report
