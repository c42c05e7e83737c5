// SPDX-License-Identifier: Apache-2.0
// Flows a document over pages: a block that does not fit begins the next one.
#include "report/pdf.hpp"

#include "base/overloaded.hpp"
#include "i18n/printable.hpp"
#include "msg/report.hpp"
#include "report/canvas.hpp"
#include "report/table_words.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace entente::report {
namespace {

// Margins of a page, in points.
constexpr double side = 44;
constexpr double page_top = 58;
constexpr double below_text = 54;

/// A sheet in points.
struct Paper {
  double width = 595.276;
  double height = 841.89;
};

Paper paper_of(const Document& document) {
  Paper paper;
  if (document.sheet == Sheet::a3) paper = {841.89, 1190.551};
  if (document.across) std::swap(paper.width, paper.height);
  return paper;
}

constexpr int lines_of_a_page = 60;

constexpr Style body{.size = 9.5};
constexpr Style note{.size = 8, .tone = Tone::quiet};
constexpr Style cell{.size = 8};
constexpr double least_cell_size = 6;
constexpr double cell_gap = 8;

/// Writes one document; how many pages it takes is known when it ends.
class Pages {
 public:
  /// `total` as every page says it; 0 while it is not known yet.
  Pages(Canvas& canvas, const Document& document, const Paper& paper, int total)
      : canvas_(canvas),
        document_(document),
        total_(total),
        paper_(paper),
        text_width_(paper_.width - 2 * side),
        bottom_(paper_.height - below_text) {}

  /// Returns the number of pages.
  int write() {
    begin_page();
    write_first();
    for (const auto& section : document_.sections)
      write_section(section);
    end_page();
    return page_;
  }

 private:
  [[nodiscard]] std::string said(const Message& message) const { return i18n::render(message, document_.language); }
  /// An x counted from where lines begin, as one from the left, of something so wide.
  [[nodiscard]] double from_start(double along, double width) const {
    return canvas_.mirrored() ? paper_.width - side - along - width : side + along;
  }

  void begin_page() {
    ++page_;
    y_ = page_top;
    constexpr double head = 30;
    const auto words = document_.simulated ? said(msg::report::simulated()) : i18n::printable(document_.agreement);
    const auto layout =
        canvas_.set(words, {.size = 8, .bold = document_.simulated, .tone = Tone::quiet}, text_width_, 1);
    canvas_.show(layout.get(), side, head, document_.simulated ? Tone::ink : Tone::quiet);
    canvas_.rule(side, paper_.width - side, head + 14, Tone::line);
  }
  void end_page() {
    const double foot = paper_.height - 38;
    constexpr double number_width = 90;
    canvas_.rule(side, paper_.width - side, foot - 5, Tone::line);
    const auto rests = canvas_.set(said(document_.foot), note, text_width_ - number_width, 1);
    canvas_.show(rests.get(), from_start(0, text_width_ - number_width), foot, note.tone);
    auto style = note;
    style.align = Style::Align::end;
    const auto number = canvas_.set(said(msg::report::page(page_, total_)), style, number_width, 1);
    canvas_.show(number.get(), from_start(text_width_ - number_width, number_width), foot, note.tone);
    canvas_.end_page();
  }
  /// Goes to the next page when less than `height` is left of this one.
  void need(double height) {
    if (y_ + height <= bottom_ || y_ == page_top) return;
    end_page();
    begin_page();
  }

  /// A text line by line, over the end of the page if need be.
  void write_text(const std::string& words, const Style& style, double indent = 0) {
    const auto layout = canvas_.set(words, style, text_width_ - indent, lines_of_a_page);
    const Owned<PangoLayoutIter> line(pango_layout_get_iter(layout.get()));
    do {
      PangoRectangle extents;
      pango_layout_iter_get_line_extents(line.get(), nullptr, &extents);
      const double height = pango_units_to_double(extents.height);
      need(height);
      canvas_.show_line(line.get(), from_start(indent, text_width_ - indent), y_, style.tone);
      y_ += height;
    } while (pango_layout_iter_next_line(line.get()) != FALSE);
  }

  void write_first() {
    constexpr double sign_size = 44;
    constexpr double indent = sign_size + 12;
    const double top = y_;
    canvas_.paint(document_.sign, from_start(0, sign_size), top + 4, sign_size / document_.sign.width);
    write_text(i18n::printable(document_.agreement), {.size = 9, .tone = Tone::quiet}, indent);
    write_text(said(document_.title), {.size = 20, .bold = true, .tone = tone_of(document_.state)}, indent);
    write_text(said(document_.question), {.size = 9, .tone = Tone::quiet}, indent);
    y_ = std::max(y_, top + sign_size) + 12;
    for (const auto& sentence : document_.lead) {
      write_text(said(sentence), {.size = 11.5});
      y_ += 4;
    }
  }

  static Tone tone_of(findings::VerdictState state) {
    switch (state) {
      case findings::VerdictState::holding:
        return Tone::holding;
      case findings::VerdictState::strained:
        return Tone::strained;
      case findings::VerdictState::broken:
        return Tone::broken;
      case findings::VerdictState::not_assessable:
        break;
    }
    return Tone::unknown;
  }

  void write_section(const Section& section) {
    y_ += document_.dense ? 7 : 16;
    need(least_height(section));
    if (!section.heading.id.empty()) {
      write_text(said(section.heading), {.size = 13, .bold = true});
      y_ += 4;
    }
    for (const auto& block : section.blocks) {
      std::visit(overloaded{
                     [&](const Paragraph& paragraph) { write_paragraph(paragraph); },
                     [&](const DataTable& table) { write_table(table); },
                     [&](const Figure& figure) { write_figure(figure); },
                 },
                 block);
    }
  }

  void write_paragraph(const Paragraph& paragraph) {
    constexpr double indent = 11;
    for (const auto& sentence : paragraph.sentences) {
      if (paragraph.listed) {
        need(body.size);
        const auto sign = canvas_.set("•", body, indent, 1);
        canvas_.show(sign.get(), from_start(0, indent), y_, body.tone);
      }
      write_text(said(sentence), body, paragraph.listed ? indent : 0);
      y_ += 3;
    }
  }

  /// Of a heading with what must not be torn from it.
  [[nodiscard]] double least_height(const Section& section) const {
    constexpr double heading = 24;
    constexpr double some_lines = 66;
    const auto* figure = section.blocks.empty() ? nullptr : std::get_if<Figure>(&section.blocks.front());
    return heading + (figure == nullptr ? some_lines : least_height(*figure));
  }
  [[nodiscard]] double least_height(const Figure& figure) const {
    constexpr double title = 20;
    return figure.drawing.height * scale_of(figure) + title;
  }
  /// As wide as the text; smaller where it is then higher than the page, or, of what is to be one page, than what is
  /// left of it with the notes.
  [[nodiscard]] double scale_of(const Figure& figure) const {
    const auto& drawing = figure.drawing;
    double room = bottom_ - page_top - 20;
    if (document_.dense) {
      for (const auto& words : figure.notes)
        room -= height_of(canvas_.set(said(words), note, text_width_, lines_of_a_page).get());
      room -= y_ - page_top;
    }
    return std::min(text_width_ / drawing.width, std::max(room, bottom_ / 4) / drawing.height);
  }

  void write_figure(const Figure& figure) {
    const double scale = scale_of(figure);
    need(least_height(figure));
    if (!figure.title.id.empty()) write_text(said(figure.title), {.size = 9, .bold = true});
    y_ += 3;
    canvas_.paint(figure.drawing, from_start(0, figure.drawing.width * scale), y_, scale);
    y_ += figure.drawing.height * scale + 4;
    for (const auto& words : figure.notes)
      write_text(said(words), note);
    y_ += document_.dense ? 2 : 8;
  }

  // ---- tables -----------------------------------------------------------------------------------------------------

  [[nodiscard]] Style cell_style(bool is_heading, bool is_number) const {
    auto style = cell;
    style.size = cell_size_;
    if (is_heading) style.tone = Tone::quiet;
    if (is_number) style.align = Style::Align::end;
    return style;
  }

  /// How wide a column's longest word and line are.
  [[nodiscard]] Canvas::Widths widest_of(const TableWords& words, std::size_t column) const {
    const auto style = cell_style(false, false);
    auto widest = canvas_.widths_of(words.headings[column], style);
    widest.line = widest.word;  // a heading may always be broken
    for (const auto& row : words.rows) {
      const auto widths = canvas_.widths_of(row[column], style);
      widest = {std::max(widest.line, widths.line),
                std::max(widest.word, is_one_word(row[column]) ? widths.line : widths.word)};
    }
    return widest;
  }

  /// As wide as the longest line where all fits; else at least as wide as the longest word, for which the letters of
  /// the table become smaller first.
  std::vector<double> column_widths(const TableWords& words) {
    std::vector<double> least;
    std::vector<double> more;
    for (std::size_t column = 0; column < words.headings.size(); ++column) {
      const auto widest = widest_of(words, column);
      least.push_back(widest.word + cell_gap);
      more.push_back(widest.line - widest.word);
    }
    const double all_least = std::accumulate(least.begin(), least.end(), 0.0);
    const double all_more = std::accumulate(more.begin(), more.end(), 0.0);
    const double left = text_width_ - all_least;
    if (left < 0 && cell_size_ > least_cell_size) {
      cell_size_ = std::max(least_cell_size, cell_size_ * text_width_ / all_least);
      return column_widths(words);
    }
    for (std::size_t column = 0; column < least.size(); ++column) {
      if (left < 0) {
        least[column] *= text_width_ / all_least;
      } else {
        const double by_words = all_more > left ? left * more[column] / all_more : more[column];
        const double rest = all_more > left ? 0 : (left - all_more) / static_cast<double>(least.size());
        least[column] += by_words + rest;
      }
    }
    return least;
  }

  /// The texts of a row, set; on one base line.
  struct SetRow {
    std::vector<Owned<PangoLayout>> cells;
    double base = 0;    ///< of the first lines, below the row's upper edge
    double height = 0;  ///< with the space around
  };
  [[nodiscard]] SetRow set_row(const std::vector<std::string>& texts, const TableWords& words,
                               const std::vector<double>& widths, bool is_heading) const {
    SetRow row;
    double below = 0;
    for (std::size_t column = 0; column < texts.size(); ++column) {
      auto layout = canvas_.set(texts[column], cell_style(is_heading, words.numeric[column]), widths[column] - cell_gap,
                                lines_of_a_page);
      const double base = pango_units_to_double(pango_layout_get_baseline(layout.get()));
      row.base = std::max(row.base, base);
      below = std::max(below, height_of(layout.get()) - base);
      row.cells.push_back(std::move(layout));
    }
    row.height = row.base + below + (document_.dense ? 3 : 5);
    return row;
  }
  void write_row(const SetRow& row, const std::vector<double>& widths, bool is_heading) {
    double along = 0;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      auto* layout = row.cells[column].get();
      const double rise = row.base - pango_units_to_double(pango_layout_get_baseline(layout));
      canvas_.show(layout, from_start(along + cell_gap / 2, widths[column] - cell_gap), y_ + 2 + rise,
                   is_heading ? Tone::quiet : cell.tone);
      along += widths[column];
    }
    y_ += row.height;
    canvas_.rule(side, paper_.width - side, y_, is_heading ? Tone::quiet : Tone::line);
  }

  void write_table(const DataTable& data) {
    const auto page = on_page(data);
    const auto words = words_of(page.table, document_.language);
    cell_size_ = cell.size;
    const auto widths = column_widths(words);
    constexpr double title_with_rows = 60;
    if (!document_.dense) y_ += 5;
    need(title_with_rows);
    write_text(said(data.title), {.size = 8.5, .bold = true});
    y_ += 2;
    const auto headings = set_row(words.headings, words, widths, true);
    write_row(headings, widths, true);
    for (const auto& texts : words.rows) {
      const auto row = set_row(texts, words, widths, false);
      if (y_ + row.height > bottom_) {
        need(row.height);
        write_row(headings, widths, true);
      }
      write_row(row, widths, false);
    }
    y_ += 3;
    if (page.rest) write_text(said(*page.rest), note);
    if (!document_.dense) y_ += 5;
  }

  Canvas& canvas_;
  const Document& document_;
  int total_;
  Paper paper_;
  double text_width_;
  double bottom_;
  int page_ = 0;
  double y_ = 0;
  double cell_size_ = cell.size;  ///< of the table being written
};

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int size) {
  auto& text = *static_cast<std::string*>(out);
  text.insert(text.end(), bytes, bytes + size);
  return CAIRO_STATUS_SUCCESS;
}

/// The instant it speaks of; the beginning of PDF's own time where it has none.
std::string date_of(const Document& document) {
  return document.as_of == end_of_time ? std::string("1993-06-15T00:00:00Z") : to_string(document.as_of);
}

/// A file, and how many pages it has.
struct PageFile {
  std::string bytes;
  int total = 0;
};

/// `total` as every page says it; 0 while it is not known yet. `zoom` makes everything but the paper smaller.
Result<PageFile> set_pages(const Document& document, int total, double zoom) {
  const auto paper = paper_of(document);
  PageFile file;
  const Owned<cairo_surface_t> surface(
      cairo_pdf_surface_create_for_stream(append, &file.bytes, paper.width, paper.height));
  const auto set = [&](cairo_pdf_metadata_t what, const std::string& words) {
    cairo_pdf_surface_set_metadata(surface.get(), what, words.c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, i18n::printable(document.agreement));
  set(CAIRO_PDF_METADATA_CREATOR, "Entente");
  set(CAIRO_PDF_METADATA_CREATE_DATE, date_of(document));
  {
    Canvas canvas(surface.get(), document.language, zoom);
    if (!canvas.has_fonts()) return fail(Code::unavailable, msg::report::no_fonts(font_families, font_package));
    file.total = Pages(canvas, document, {paper.width / zoom, paper.height / zoom}, total).write();
  }
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return fail(Code::unavailable, msg::report::no_pages(cairo_status_to_string(cairo_surface_status(surface.get()))));
  }
  return file;
}

}  // namespace

Result<std::string> pdf_of(const Document& document) {
  // What is meant to be one page is set smaller until it is one, as long as it can be read.
  constexpr double step = 0.05;
  constexpr double least = 0.7;
  // A map sheet on A4 is a smaller print of the one on A3.
  constexpr double on_a4 = 0.8;
  double zoom = document.across && document.sheet == Sheet::a4 ? on_a4 : 1;
  ENTENTE_ASSIGN(auto pages, set_pages(document, 0, zoom));
  while (document.dense && pages.total > 1 && zoom - step >= least) {
    zoom -= step;
    ENTENTE_ASSIGN(pages, set_pages(document, 0, zoom));
  }
  ENTENTE_ASSIGN(pages, set_pages(document, pages.total, zoom));
  return std::move(pages.bytes);
}

}  // namespace entente::report
