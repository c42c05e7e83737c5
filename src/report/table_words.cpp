// SPDX-License-Identifier: Apache-2.0
// Cells in words, columns with alike many digits.
#include "report/table_words.hpp"

#include "base/overloaded.hpp"
#include "i18n/printable.hpp"
#include "msg/report.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <variant>

namespace entente::report {
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
  return i18n::render(msg::report::less_than(i18n::render_number(last_digit, decimals_shown, language)), language);
}

std::string cell_text(const codec::Cell& cell, int decimals, i18n::Language language) {
  return std::visit(
      overloaded{
          [](std::monostate) { return std::string("–"); },
          [](const std::string& words) { return i18n::printable(words); },
          [&](double number) { return number_text(number, decimals, language); },
          [&](std::int64_t number) { return i18n::render_number(static_cast<double>(number), 0, language); },
          [&](bool truth) { return i18n::render(truth ? msg::report::yes() : msg::report::no(), language); },
          [&](const codec::Word& word) { return i18n::render(word.words, language); },
          [&](const Message& message) { return i18n::render(message, language); },
      },
      cell);
}

bool is_number(const codec::Cell& cell) {
  return std::holds_alternative<double>(cell) || std::holds_alternative<std::int64_t>(cell);
}

}  // namespace

bool is_one_word(std::string_view words) {
  constexpr std::size_t most = 28;
  return words.size() <= most && words.find(' ') == std::string_view::npos;
}

TableWords words_of(const codec::Table& table, i18n::Language language) {
  TableWords words;
  std::vector<int> decimals;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    words.headings.push_back(i18n::render(table.columns[column].heading, language));
    decimals.push_back(decimals_of(table, column));
    words.numeric.push_back(std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
      return is_number(row[column]) || std::holds_alternative<std::monostate>(row[column]);
    }));
  }
  for (const auto& row : table.rows) {
    auto& cells = words.rows.emplace_back();
    for (std::size_t column = 0; column < row.size(); ++column)
      cells.push_back(cell_text(row[column], decimals[column], language));
  }
  return words;
}

}  // namespace entente::report
