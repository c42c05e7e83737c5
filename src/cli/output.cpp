// SPDX-License-Identifier: Apache-2.0
// Sections as aligned text for terminals; rows for programs.
#include "cli/output.hpp"

#include "base/overloaded.hpp"
#include "codec/error_json.hpp"
#include "i18n/printable.hpp"
#include "msg/cli.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace entente::cli {
namespace {

constexpr int decimals_shown = 3;
constexpr double least_shown = 0.0005;

/// Above zero, though its digits would all be zeros.
bool looks_like_nothing(double number) { return 0 < number && number < least_shown; }

/// A column in which any number has a fraction shows as many digits of each; one of whole numbers none.
int decimals_of(const codec::Table& table, std::size_t column) {
  const bool fractions = std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
    const auto* number = std::get_if<double>(&row[column]);
    return number != nullptr && (looks_like_nothing(*number) || std::abs(*number - std::round(*number)) >= least_shown);
  });
  return fractions ? decimals_shown : 0;
}

/// "0.276"; "<0.001" of a number that is not zero and would look so.
std::string number_text(double number, int decimals, i18n::Language language) {
  if (!looks_like_nothing(number)) return i18n::render_number(number, decimals, language);
  constexpr double last_digit = 0.001;
  return i18n::render(msg::cli::less_than(i18n::render_number(last_digit, decimals_shown, language)), language);
}

std::string cell_text(const codec::Cell& cell, int decimals, i18n::Language language) {
  return std::visit(
      overloaded{
          [](std::monostate) { return std::string("–"); },
          [](const std::string& words) { return i18n::printable(words); },
          [&](double number) { return number_text(number, decimals, language); },
          [&](std::int64_t number) { return i18n::render_number(static_cast<double>(number), 0, language); },
          [&](bool truth) { return i18n::render(truth ? msg::cli::yes() : msg::cli::no(), language); },
          [&](const codec::Word& word) { return i18n::render(word.words, language); },
          [&](const Message& message) { return i18n::render(message, language); },
      },
      cell);
}

bool is_number(const codec::Cell& cell) {
  return std::holds_alternative<double>(cell) || std::holds_alternative<std::int64_t>(cell);
}

/// One padded line per row; numbers to the right, words to where reading starts, the last column unpadded.
std::string table_text(const codec::Table& table, i18n::Language language) {
  std::vector<std::vector<std::string>> texts;
  std::vector<std::string> headings;
  headings.reserve(table.columns.size());
  for (const auto& column : table.columns)
    headings.push_back(i18n::isolated(i18n::render(column.heading, language), language));
  texts.push_back(headings);
  std::vector<int> decimals;
  decimals.reserve(table.columns.size());
  for (std::size_t column = 0; column < table.columns.size(); ++column)
    decimals.push_back(decimals_of(table, column));
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    cells.reserve(row.size());
    for (std::size_t column = 0; column < row.size(); ++column)
      cells.push_back(i18n::isolated(cell_text(row[column], decimals[column], language), language));
    texts.push_back(std::move(cells));
  }
  std::vector<int> widths(table.columns.size(), 0);
  std::vector<bool> numeric(table.columns.size(), true);
  for (std::size_t column = 0; column < widths.size(); ++column) {
    for (const auto& row : texts)
      widths[column] = std::max(widths[column], display_width(row[column]));
    numeric[column] = std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
      return is_number(row[column]) || std::holds_alternative<std::monostate>(row[column]);
    });
  }
  std::string out;
  for (const auto& row : texts) {
    out += i18n::line_start(language);
    for (std::size_t column = 0; column < widths.size(); ++column) {
      const auto padding = static_cast<std::size_t>(widths[column] - display_width(row[column]));
      const bool last = column + 1 == widths.size();
      // The last digit of a number is on the right, which in a line from right to left is where its cell begins.
      const bool pad_first = numeric[column] && !i18n::right_to_left(language);
      if (pad_first) out.append(padding, ' ');
      out += row[column];
      if (!pad_first && !last) out.append(padding, ' ');
      if (!last) out += "  ";
    }
    out += '\n';
  }
  return out;
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

std::string people_text(const Output& output, const Common& common, bool color) {
  std::string out;
  const std::string start(i18n::line_start(common.language));
  if (output.simulated) out += start + bold(i18n::render(msg::cli::simulated(), common.language), color) + "\n\n";
  bool first = true;
  for (const auto& section : output.sections) {
    if (section.lines.empty() && section.table.rows.empty()) continue;
    if (!first) out += '\n';
    first = false;
    if (section.title) out += start + bold(i18n::render(*section.title, common.language), color) + '\n';
    for (const auto& line : section.lines)
      out += start + i18n::render(line, common.language) + '\n';
    if (!section.table.rows.empty()) out += table_text(section.table, common.language);
  }
  return out;
}

/// A made record must be known as such by whoever gets only the rows.
codec::Table marked_rows(const Output& output) {
  auto rows = output.rows;
  if (!output.simulated) return rows;
  rows.columns.insert(rows.columns.begin(), {"simulated", msg::cli::simulated_column()});
  for (auto& row : rows.rows)
    row.insert(row.begin(), std::string("SIMULATED"));
  return rows;
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

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t letter = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      letter = letter << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    if (!takes_no_column(letter)) ++width;
    i += length;
  }
  return width;
}

void write(const Output& output, const Common& common, const Environment& environment) {
  if (!output.plain.empty()) return environment.out(output.plain);
  switch (common.format) {
    case Format::table:
      return environment.out(people_text(output, common, use_color(common, environment)));
    case Format::json:
      return environment.out(output.json.empty() ? codec::table_json(marked_rows(output), common.language)
                                                 : output.json);
    case Format::ndjson:
      return environment.out(codec::table_ndjson(marked_rows(output), common.language));
    case Format::csv:
      return environment.out(codec::table_csv(marked_rows(output), common.language));
  }
}

int write_error(const Error& error, const Common& common, const Environment& environment) {
  if (common.format == Format::json || common.format == Format::ndjson) {
    environment.err(codec::error_json(error, common.language) + "\n");
  } else {
    environment.err(std::string(i18n::line_start(common.language)) +
                    "entente: " + i18n::render(error.message, common.language) + "\n");
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
