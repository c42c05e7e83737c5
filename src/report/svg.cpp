// SPDX-License-Identifier: Apache-2.0
// Marks as elements, with coordinates to a tenth of a unit.
#include "report/svg.hpp"

#include "base/overloaded.hpp"
#include "report/html_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace entente::report {
namespace {

/// "12.3"; "12" where no more is needed, and never "-0".
std::string unit(double value) {
  constexpr double tenths = 10;
  const double rounded = std::round(value * tenths) / tenths;
  return fmt::format("{}", rounded == 0 ? 0.0 : rounded);
}

std::string pen_text(const Pen& pen) {
  auto text = fmt::format(R"( fill="{}")", pen.fill == Tone::none ? "none" : hex_of(pen.fill));
  if (pen.fill != Tone::none && pen.opacity < 1) text += fmt::format(R"( fill-opacity="{}")", pen.opacity);
  if (pen.stroke == Tone::none) return text;
  text += fmt::format(R"( stroke="{}" stroke-width="{}")", hex_of(pen.stroke), pen.width);
  if (pen.dash > 0) text += fmt::format(R"( stroke-dasharray="{} {}")", pen.dash, pen.gap);
  return text;
}

std::string path_text(const Path& path) {
  std::string data;
  for (const auto& stroke : path.strokes) {
    char letter = 'M';
    for (const auto& spot : stroke) {
      data += fmt::format("{}{} {}", letter, unit(spot.x), unit(spot.y));
      letter = 'L';
    }
    if (path.closed) data += 'Z';
  }
  return fmt::format(R"(<path d="{}" fill-rule="evenodd"{}/>)", data, pen_text(path.pen));
}

std::string label_text(const Label& label, bool mirrored) {
  // In text from right to left the start is on the right.
  const auto* anchor = label.anchor == Anchor::middle                ? "middle"
                       : (label.anchor == Anchor::left) == !mirrored ? "start"
                                                                     : "end";
  auto text = fmt::format(R"(<text x="{}" y="{}" text-anchor="{}" font-size="{}" fill="{}")", unit(label.at.x),
                          unit(label.at.y), anchor, label.size, hex_of(label.tone));
  if (mirrored) text += R"( direction="rtl")";
  if (label.bold) text += R"( font-weight="600")";
  if (label.halo) {
    text += fmt::format(R"( stroke="{}" stroke-width="2.4" stroke-linejoin="round" paint-order="stroke")",
                        hex_of(Tone::surface));
  }
  return text + ">" + escaped(label.words) + "</text>";
}

void add_marks(const std::vector<Mark>& marks, bool mirrored, std::string& out) {
  for (const auto& mark : marks) {
    out += std::visit(overloaded{
                          [](const Path& path) { return path_text(path); },
                          [](const Circle& circle) {
                            return fmt::format(R"(<circle cx="{}" cy="{}" r="{}"{}/>)", unit(circle.centre.x),
                                               unit(circle.centre.y), unit(circle.radius), pen_text(circle.pen));
                          },
                          [&](const Label& label) { return label_text(label, mirrored); },
                      },
                      mark);
    out += '\n';
  }
}

}  // namespace

std::string svg_of(const Drawing& drawing, std::string_view id, std::string_view title, i18n::Language language) {
  const bool mirrored = i18n::right_to_left(language);
  auto out = fmt::format(R"(<svg viewBox="0 0 {} {}" role="img" aria-label="{}">)"
                         "\n",
                         unit(drawing.width), unit(drawing.height), escaped(title));
  if (!drawing.clipped.empty()) {
    const auto& frame = drawing.frame;
    out += fmt::format(R"(<clipPath id="{}-frame"><rect x="{}" y="{}" width="{}" height="{}"/></clipPath>)", id,
                       unit(frame.left), unit(frame.top), unit(frame.width), unit(frame.height));
    out += fmt::format(R"svg(<g clip-path="url(#{}-frame)">)svg", id) + '\n';
    add_marks(drawing.clipped, mirrored, out);
    out += "</g>\n";
  }
  add_marks(drawing.marks, mirrored, out);
  return out + "</svg>\n";
}

}  // namespace entente::report
