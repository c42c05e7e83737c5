// SPDX-License-Identifier: Apache-2.0
// Sections as aligned text for terminals; rows for programs.
#include "cli/output.hpp"

#include "codec/error_json.hpp"
#include "msg/cli.hpp"
#include "msg/report.hpp"
#include "report/spreadsheet.hpp"
#include "report/table_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace entente::cli {
namespace {

/// What a table says in a language, and how wide its columns are.
struct TableTexts {
  std::vector<std::vector<std::string>> rows;  ///< the headings first
  std::vector<int> widths;
  std::vector<bool> numeric;
};

TableTexts texts_of(const codec::Table& table, i18n::Language language) {
  auto words = report::words_of(table, language);
  TableTexts texts{std::move(words.rows), {}, std::move(words.numeric)};
  texts.rows.insert(texts.rows.begin(), std::move(words.headings));
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    int width = 0;
    for (const auto& row : texts.rows)
      width = std::max(width, display_width(row[column]));
    texts.widths.push_back(width);
  }
  return texts;
}

int line_width(const TableTexts& texts) {
  constexpr int gap = 2;
  return std::accumulate(texts.widths.begin(), texts.widths.end(), 0) +
         gap * (static_cast<int>(texts.widths.size()) - 1);
}

/// Makes one column narrower until the lines fit, but never so that nothing can be recognised in it.
void give_way(TableTexts& texts, std::size_t column, int width) {
  constexpr int least = 12;
  const int all = line_width(texts);
  auto& own = texts.widths[column];
  if (all <= width || own <= least) return;
  own = std::max(least, own - (all - width));
  for (auto& row : texts.rows)
    row[column] = cut_to(row[column], own);
}

/// Columns as rows, each behind its heading.
TableTexts turned_over(const TableTexts& texts) {
  TableTexts turned;
  turned.rows.resize(texts.widths.size());
  for (const auto& row : texts.rows) {
    int width = 0;
    for (std::size_t column = 0; column < row.size(); ++column) {
      turned.rows[column].push_back(row[column]);
      width = std::max(width, display_width(row[column]));
    }
    turned.widths.push_back(width);
    turned.numeric.push_back(!turned.numeric.empty());
  }
  return turned;
}

/// One padded line per row; numbers to the right, words to where reading starts. A last column of words goes on below
/// itself.
std::string line_of(const TableTexts& texts, std::size_t row, i18n::Language language, int width) {
  std::string line(i18n::line_start(language));
  const auto& cells = texts.rows[row];
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const auto padding = static_cast<std::size_t>(texts.widths[column] - display_width(cells[column]));
    const bool last = column + 1 == cells.size();
    if (last && !texts.numeric[column]) {
      constexpr int least = 20;
      const int used = display_width(line);
      const auto margin = std::string(i18n::line_start(language)) + std::string(static_cast<std::size_t>(used), ' ');
      const auto words = wrapped(i18n::isolated(cells[column], language), margin, std::max(width, used + least));
      return line + words.substr(margin.size());
    }
    // The last digit of a number is on the right, which in a line from right to left is where its cell begins.
    const bool pad_first = texts.numeric[column] && !i18n::right_to_left(language);
    if (pad_first) line.append(padding, ' ');
    line += i18n::isolated(cells[column], language);
    if (last) break;
    if (!pad_first) line.append(padding, ' ');
    line += "  ";
  }
  return line + '\n';
}

std::string table_text(const Section& section, i18n::Language language, int width) {
  const std::string margin = std::string(i18n::line_start(language)) + "    ";
  assert(section.notes.empty() || section.notes.size() == section.table.rows.size());
  auto texts = texts_of(section.table, language);
  if (section.gives_way) give_way(texts, *section.gives_way, width);
  const bool few_rows = section.notes.empty() && texts.numeric.back() && texts.rows.size() < texts.widths.size();
  if (few_rows && line_width(texts) > width) texts = turned_over(texts);
  std::string out = line_of(texts, 0, language, width);
  for (std::size_t row = 1; row < texts.rows.size(); ++row) {
    out += line_of(texts, row, language, width);
    if (section.notes.empty()) continue;
    out += wrapped(i18n::render(section.notes[row - 1], language), margin, width);
  }
  return out;
}

/// A sentence of its own. A terminal would break it inside words; in a file it stays one line, to be searched for.
std::string sentence(const std::string& words, i18n::Language language, bool is_terminal, int width) {
  const std::string start(i18n::line_start(language));
  constexpr int hanging = 4;
  return is_terminal ? wrapped(words, start, width, hanging) : start + words + '\n';
}

std::string bold(const std::string& text, bool color) { return color ? "\x1b[1m" + text + "\x1b[0m" : text; }

bool use_color(const Common& common, const Environment& environment) {
  switch (common.color) {
    case ColorWhen::automatic:
      return environment.color;
    case ColorWhen::always:
      return true;
    case ColorWhen::never:
      break;
  }
  return false;
}

std::string people_text(const Output& output, const Common& common, const Environment& environment) {
  const bool color = use_color(common, environment);
  const bool is_terminal = output.is_trouble ? environment.err_is_terminal : environment.out_is_terminal;
  std::string out;
  const std::string start(i18n::line_start(common.language));
  if (output.simulated) out += start + bold(i18n::render(msg::report::simulated(), common.language), color) + "\n\n";
  bool first = true;
  for (const auto& section : output.sections) {
    if (section.lines.empty() && section.table.rows.empty()) continue;
    if (!first) out += '\n';
    first = false;
    if (section.title) out += start + bold(i18n::render(*section.title, common.language), color) + '\n';
    for (const auto& line : section.lines)
      out += sentence(i18n::render(line, common.language), common.language, is_terminal, environment.width);
    if (!section.table.rows.empty()) out += table_text(section, common.language, environment.width);
  }
  return out;
}

codec::Table marked_rows(const Output& output) {
  return output.simulated ? report::marked_as_simulated(output.rows) : output.rows;
}

constexpr std::uint32_t first_isolate = 0x2066;
constexpr std::uint32_t pop_isolate = 0x2069;
constexpr std::string_view end_of_isolate = "\u2069";

/// The letter of UTF-8 that begins at `at`, which then stands behind it.
std::uint32_t next_letter(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t letter = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length && at + k < text.size(); ++k) {
    letter = letter << 6U | (static_cast<unsigned char>(text[at + k]) & 0x3FU);
  }
  at = std::min(at + length, text.size());
  return letter;
}

bool takes_no_column(std::uint32_t letter) {
  struct Range {
    std::uint32_t first;
    std::uint32_t last;
  };
  // Combining marks of Latin, Cyrillic and Arabic; joiners, directional marks, isolates; variation selectors.
  constexpr Range invisible[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0610, 0x061A}, {0x064B, 0x065F},
                                 {0x0670, 0x0670}, {0x06D6, 0x06ED}, {0x200B, 0x200F}, {0x202A, 0x202E},
                                 {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};
  return std::any_of(std::begin(invisible), std::end(invisible),
                     [&](const Range& range) { return range.first <= letter && letter <= range.last; });
}

/// The opening signs of the isolates that are open where `text` ends, after those of `open`.
void follow_isolates(std::string_view text, std::string& open) {
  constexpr std::size_t sign_bytes = 3;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = at;
    const auto letter = next_letter(text, at);
    if (first_isolate <= letter && letter < pop_isolate) open += text.substr(start, at - start);
    if (letter == pop_isolate && !open.empty()) open.resize(open.size() - sign_bytes);
  }
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();)
    width += takes_no_column(next_letter(text, at)) ? 0 : 1;
  return width;
}

std::string cut_to(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  std::string cut;
  int open = 0;  // isolates must not reach beyond the cell
  int used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = at;
    const auto letter = next_letter(text, at);
    if (!takes_no_column(letter) && ++used == width) break;
    open += first_isolate <= letter && letter < pop_isolate ? 1 : letter == pop_isolate ? -1 : 0;
    cut += text.substr(start, at - start);
  }
  for (; open > 0; --open)
    cut += end_of_isolate;
  return cut + "…";
}

std::string wrapped(std::string_view text, const std::string& margin, int width, int hanging) {
  const std::string next_margin = margin + std::string(static_cast<std::size_t>(hanging), ' ');
  std::string out = margin;
  std::string open;  // the signs of the isolates that are open at the end of `out`
  int used = display_width(margin);
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    const int columns = display_width(word);
    if (at > 0) {
      const bool fits = used + 1 + columns <= width;
      if (fits) {
        out += ' ';
      } else {
        for (std::size_t closed = 0; closed < open.size(); closed += end_of_isolate.size())
          out += end_of_isolate;
        out += '\n';
        out += next_margin;
        out += open;
      }
      used = fits ? used + 1 : display_width(next_margin);
    }
    out += word;
    follow_isolates(word, open);
    used += columns;
    at = end + 1;
  }
  return out + '\n';
}

void write(const Output& output, const Common& common, const Environment& environment) {
  const auto& out = output.is_trouble ? environment.err : environment.out;
  if (!output.plain.empty()) return out(output.plain);
  switch (common.format) {
    case Format::table:
      return out(people_text(output, common, environment));
    case Format::json:
      return out(output.json.empty() ? codec::table_json(marked_rows(output), common.language) : output.json);
    case Format::ndjson:
      return out(codec::table_ndjson(marked_rows(output), common.language));
    case Format::csv:
      return out(codec::table_csv(marked_rows(output), common.language));
  }
}

int write_error(const Error& error, const Common& common, const Environment& environment) {
  if (common.format == Format::json || common.format == Format::ndjson) {
    environment.err(codec::error_json(error, common.language) + "\n");
  } else {
    environment.err(sentence("entente: " + i18n::render(error.message, common.language), common.language,
                             environment.err_is_terminal, environment.width));
  }
  switch (error.code) {
    case Code::invalid:
    case Code::not_found:
      return exit_usage;
    case Code::interrupted:
      return exit_interrupted;
    case Code::conflict:
    case Code::corrupt:
    case Code::unavailable:
      break;
  }
  return exit_failure;
}

}  // namespace entente::cli
