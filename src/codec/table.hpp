// SPDX-License-Identifier: Apache-2.0
// Rows that people and programs read: one table, written as JSON, NDJSON or CSV.
#pragma once

#include "base/message.hpp"
#include "i18n/render.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::codec {

/// A word of ours: programs get its id, which never changes with the language, people its words.
struct Word {
  std::string id;
  Message words;
  friend bool operator==(const Word&, const Word&) = default;
};

/// A cell: nothing, words of the world, a number, a truth, a word of ours, or a message of the catalogue.
using Cell = std::variant<std::monostate, std::string, double, std::int64_t, bool, Word, Message>;

/// `key` is for programs and never changes with the language; `heading` is for people.
struct Column {
  std::string key;
  Message heading;
};

/// Every row has one cell per column.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  std::string shared{};  ///< a JSON object whose members every row's object has too; not in CSV; empty: none
};

/// An array of objects, one per row; messages become {"id", "text"}.
[[nodiscard]] std::string table_json(const Table& table, i18n::Language language);
/// One object per line.
[[nodiscard]] std::string table_ndjson(const Table& table, i18n::Language language);
/// A header of keys, then the rows; messages as words of the language. `for_spreadsheets` as CsvWriterForm has it.
[[nodiscard]] std::string table_csv(const Table& table, i18n::Language language, bool for_spreadsheets = false);

}  // namespace entente::codec
