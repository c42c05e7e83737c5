// SPDX-License-Identifier: Apache-2.0
// One context of Cairo and one of Pango for all pages.
#include "report/canvas.hpp"

#include "base/overloaded.hpp"

#include <cstdlib>
#include <cstring>
#include <numbers>
#include <string_view>

namespace entente::report {
namespace {

Owned<PangoFontDescription> font_of(const Style& style) {
  Owned<PangoFontDescription> font(pango_font_description_new());
  pango_font_description_set_family(font.get(), font_families);
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  if (style.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  return font;
}

PangoAlignment alignment_of(Style::Align align, bool mirrored) {
  if (align == Style::Align::middle) return PANGO_ALIGN_CENTER;
  return (align == Style::Align::start) == mirrored ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

}  // namespace

Canvas::Canvas(cairo_surface_t* surface, i18n::Language language, double zoom)
    : language_(language),
      cairo_(cairo_create(surface)),
      fonts_(pango_cairo_font_map_new()),
      pango_(pango_font_map_create_context(fonts_.get())) {
  cairo_scale(cairo_.get(), zoom, zoom);
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts_.get()), 72);  // points of PDF
  pango_context_set_language(pango_.get(), pango_language_from_string(std::string(i18n::code(language)).c_str()));
  pango_context_set_base_dir(pango_.get(), mirrored() ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions(pango_.get(), FALSE);
  auto* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(pango_.get(), options);
  cairo_font_options_destroy(options);
}

bool Canvas::has_fonts() const {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(fonts_.get(), &families, &count);
  int found = 0;
  for (int i = 0; i < count; ++i) {
    const std::string_view name = pango_font_family_get_name(families[i]);
    found += name == "Noto Sans" || name == "Noto Sans Arabic" ? 1 : 0;
  }
  g_free(static_cast<void*>(families));
  return found == 2;
}

Owned<PangoLayout> Canvas::set(const std::string& words, const Style& style, double width, int most_lines) const {
  Owned<PangoLayout> layout(pango_layout_new(pango_.get()));
  pango_layout_set_font_description(layout.get(), font_of(style).get());
  pango_layout_set_auto_dir(layout.get(), FALSE);  // the language decides, not the first letter
  pango_layout_set_alignment(layout.get(), alignment_of(style.align, mirrored()));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout.get(), pango_units_from_double(width));
  pango_layout_set_height(layout.get(), -most_lines);
  pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
  return layout;
}

Canvas::Widths Canvas::widths_of(const std::string& words, const Style& style) const {
  Owned<PangoLayout> layout(pango_layout_new(pango_.get()));
  pango_layout_set_font_description(layout.get(), font_of(style).get());
  pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
  PangoRectangle extents;
  pango_layout_get_extents(layout.get(), nullptr, &extents);
  Widths widths;
  widths.line = pango_units_to_double(extents.width);
  pango_layout_set_width(layout.get(), 0);  // a break wherever one may be
  pango_layout_get_extents(layout.get(), nullptr, &extents);
  widths.word = pango_units_to_double(extents.width);
  return widths;
}

void Canvas::show(PangoLayout* layout, double x, double y, Tone tone) {
  use(tone);
  cairo_move_to(cairo_.get(), x, y);
  pango_cairo_show_layout(cairo_.get(), layout);
}

void Canvas::show_line(PangoLayoutIter* line, double x, double y, Tone tone) {
  PangoRectangle extents;
  pango_layout_iter_get_line_extents(line, nullptr, &extents);
  const double base = pango_units_to_double(pango_layout_iter_get_baseline(line) - extents.y);
  use(tone);
  cairo_move_to(cairo_.get(), x + pango_units_to_double(extents.x), y + base);
  pango_cairo_show_layout_line(cairo_.get(), pango_layout_iter_get_line_readonly(line));
}

void Canvas::rule(double from_x, double to_x, double y, Tone tone) {
  use(tone);
  cairo_set_line_width(cairo_.get(), 0.5);
  cairo_move_to(cairo_.get(), from_x, y);
  cairo_line_to(cairo_.get(), to_x, y);
  cairo_stroke(cairo_.get());
}

void Canvas::paint(const Drawing& drawing, double x, double y, double scale) {
  cairo_save(cairo_.get());
  cairo_translate(cairo_.get(), x, y);
  cairo_scale(cairo_.get(), scale, scale);
  cairo_save(cairo_.get());
  const auto& frame = drawing.frame;
  cairo_rectangle(cairo_.get(), frame.left, frame.top, frame.width, frame.height);
  cairo_clip(cairo_.get());
  paint_marks(drawing.clipped);
  cairo_restore(cairo_.get());
  paint_marks(drawing.marks);
  cairo_restore(cairo_.get());
}

void Canvas::end_page() { cairo_show_page(cairo_.get()); }

void Canvas::use(Tone tone, double opacity) {
  const auto hex = std::strtoul(std::string(hex_of(tone).substr(1)).c_str(), nullptr, 16);
  const auto part = [&](unsigned shift) { return static_cast<double>(hex >> shift & 0xFFU) / 255; };
  cairo_set_source_rgba(cairo_.get(), part(16), part(8), part(0), opacity);
}

void Canvas::paint_marks(const std::vector<Mark>& marks) {
  for (const auto& mark : marks) {
    std::visit(overloaded{
                   [&](const Path& path) { paint_mark(path); },
                   [&](const Circle& circle) { paint_mark(circle); },
                   [&](const Label& label) { paint_mark(label); },
               },
               mark);
  }
}

void Canvas::fill_and_stroke(const Pen& pen) {
  if (pen.fill != Tone::none) {
    use(pen.fill, pen.opacity);
    cairo_set_fill_rule(cairo_.get(), CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill_preserve(cairo_.get());
  }
  if (pen.stroke != Tone::none) {
    use(pen.stroke);
    cairo_set_line_width(cairo_.get(), pen.width);
    const double dashes[] = {pen.dash, pen.gap};
    cairo_set_dash(cairo_.get(), dashes, pen.dash > 0 ? 2 : 0, 0);
    cairo_stroke_preserve(cairo_.get());
  }
  cairo_new_path(cairo_.get());
}

void Canvas::paint_mark(const Path& path) {
  for (const auto& stroke : path.strokes) {
    cairo_new_sub_path(cairo_.get());
    for (const auto& spot : stroke)
      cairo_line_to(cairo_.get(), spot.x, spot.y);
    if (path.closed) cairo_close_path(cairo_.get());
  }
  fill_and_stroke(path.pen);
}

void Canvas::paint_mark(const Circle& circle) {
  cairo_new_sub_path(cairo_.get());
  cairo_arc(cairo_.get(), circle.centre.x, circle.centre.y, circle.radius, 0, 2 * std::numbers::pi);
  fill_and_stroke(circle.pen);
}

void Canvas::paint_mark(const Label& label) {
  Owned<PangoLayout> layout(pango_layout_new(pango_.get()));
  pango_layout_set_font_description(layout.get(), font_of({.size = label.size, .bold = label.bold}).get());
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_text(layout.get(), label.words.data(), static_cast<int>(label.words.size()));
  PangoRectangle extents;
  pango_layout_get_extents(layout.get(), nullptr, &extents);
  const double width = pango_units_to_double(extents.width);
  const double left = label.anchor == Anchor::left    ? label.at.x
                      : label.anchor == Anchor::right ? label.at.x - width
                                                      : label.at.x - width / 2;
  const double top = label.at.y - pango_units_to_double(pango_layout_get_baseline(layout.get()));
  cairo_move_to(cairo_.get(), left, top);
  if (label.halo) {
    use(Tone::surface);
    cairo_set_dash(cairo_.get(), nullptr, 0, 0);
    cairo_set_line_width(cairo_.get(), 2.4);
    cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
    pango_cairo_layout_path(cairo_.get(), layout.get());
    cairo_stroke(cairo_.get());
    cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_MITER);
  }
  show(layout.get(), left, top, label.tone);
}

double height_of(PangoLayout* layout) {
  PangoRectangle extents;
  pango_layout_get_extents(layout, nullptr, &extents);
  return pango_units_to_double(extents.height);
}

}  // namespace entente::report
