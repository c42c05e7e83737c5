// SPDX-License-Identifier: Apache-2.0
// Tables as JSON, NDJSON and CSV.
#include "codec/table.hpp"

#include "base/overloaded.hpp"
#include "codec/csv_writer.hpp"
#include "codec/json_write.hpp"
#include "codec/message_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <cassert>
#include <cstddef>

namespace entente::codec {
namespace {

boost::json::value cell_value(const Cell& cell, i18n::Language language) {
  return std::visit(overloaded{
                        [](std::monostate) { return boost::json::value(nullptr); },
                        [](const std::string& words) { return boost::json::value(words); },
                        [](double number) { return boost::json::value(number); },
                        [](std::int64_t number) { return boost::json::value(number); },
                        [](bool truth) { return boost::json::value(truth); },
                        [](const Word& word) { return boost::json::value(word.id); },
                        [&](const Message& message) { return boost::json::value(message_json(message, language)); },
                    },
                    cell);
}

boost::json::object shared_of(const Table& table) {
  return table.shared.empty() ? boost::json::object() : boost::json::parse(table.shared).as_object();
}

boost::json::object row_object(const Table& table, std::size_t row, const boost::json::object& shared,
                               i18n::Language language) {
  assert(table.rows[row].size() == table.columns.size());
  boost::json::object object;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    object[table.columns[column].key] = cell_value(table.rows[row][column], language);
  }
  for (const auto& [key, value] : shared)
    object[key] = value;
  return object;
}

void write_cell(CsvWriter& writer, const Cell& cell, i18n::Language language) {
  std::visit(overloaded{
                 [&](std::monostate) { writer.empty(); },
                 [&](const std::string& words) { writer.text(words); },
                 [&](double number) { writer.number(number); },
                 [&](std::int64_t number) { writer.whole(number); },
                 [&](bool truth) { writer.text(truth ? "true" : "false"); },
                 [&](const Word& word) { writer.text(word.id); },
                 [&](const Message& message) { writer.text(i18n::render(message, language)); },
             },
             cell);
}

}  // namespace

std::string table_json(const Table& table, i18n::Language language) {
  const auto shared = shared_of(table);
  boost::json::array rows;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    rows.push_back(row_object(table, row, shared, language));
  return write_json(rows, JsonStyle::pretty);
}

std::string table_ndjson(const Table& table, i18n::Language language) {
  const auto shared = shared_of(table);
  std::string out;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    out += write_json(row_object(table, row, shared, language), JsonStyle::compact);
    out += '\n';
  }
  return out;
}

std::string table_csv(const Table& table, i18n::Language language, bool for_spreadsheets) {
  std::string out;
  CsvWriter writer(out, {.for_spreadsheets = for_spreadsheets});
  for (const auto& column : table.columns)
    writer.text(column.key);
  writer.end_row();
  for (const auto& row : table.rows) {
    for (const auto& cell : row)
      write_cell(writer, cell, language);
    writer.end_row();
  }
  return out;
}

}  // namespace entente::codec
