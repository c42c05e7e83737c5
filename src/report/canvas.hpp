// SPDX-License-Identifier: Apache-2.0
// Text and drawings on a page by Pango and Cairo; inside this room only.
#pragma once

#include "i18n/render.hpp"
#include "report/drawing.hpp"

#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace entente::report {

/// Frees what the libraries count references of.
struct Unref {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
  void operator()(PangoFontMap* map) const { g_object_unref(map); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

/// The family that every page is set in; its Arabic letters are in a second one, of the same package.
inline constexpr const char* font_families = "Noto Sans, Noto Sans Arabic";
inline constexpr const char* font_package = "fonts-noto-core";

/// How a text is set.
struct Style {
  double size = 9;  ///< points
  bool bold = false;
  Tone tone = Tone::ink;
  enum class Align { start, middle, end } align = Align::start;
};

/// A page's worth of ink. Positions are points from the upper left corner.
class Canvas {
 public:
  /// `surface` must outlive it. `zoom`: how many of the surface's points one point is.
  Canvas(cairo_surface_t* surface, i18n::Language language, double zoom = 1);

  /// Whether the fonts of `font_families` are installed.
  [[nodiscard]] bool has_fonts() const;
  [[nodiscard]] bool mirrored() const { return i18n::right_to_left(language_); }

  /// `words` set in lines of at most `width` points; of more than `most_lines` the rest is cut off.
  [[nodiscard]] Owned<PangoLayout> set(const std::string& words, const Style& style, double width,
                                       int most_lines) const;
  /// How wide `words` are on one line, and how wide their longest word.
  struct Widths {
    double line = 0;
    double word = 0;
  };
  [[nodiscard]] Widths widths_of(const std::string& words, const Style& style) const;
  void show(PangoLayout* layout, double x, double y, Tone tone);
  /// One line of a layout, its upper edge at `y`.
  void show_line(PangoLayoutIter* line, double x, double y, Tone tone);
  /// A straight hairline.
  void rule(double from_x, double to_x, double y, Tone tone);
  /// The whole drawing, its upper left corner there, a unit as `scale` points.
  void paint(const Drawing& drawing, double x, double y, double scale);
  void end_page();

 private:
  void use(Tone tone, double opacity = 1);
  void paint_marks(const std::vector<Mark>& marks);
  void paint_mark(const Path& path);
  void paint_mark(const Circle& circle);
  void paint_mark(const Label& label);
  void fill_and_stroke(const Pen& pen);

  i18n::Language language_;
  Owned<cairo_t> cairo_;
  Owned<PangoFontMap> fonts_;
  Owned<PangoContext> pango_;
};

/// The height of a layout, points.
[[nodiscard]] double height_of(PangoLayout* layout);

}  // namespace entente::report
