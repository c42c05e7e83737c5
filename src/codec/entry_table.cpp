// SPDX-License-Identifier: Apache-2.0
// Flattens the JSON of entries.
#include "codec/entry_table.hpp"

#include "codec/json_entry.hpp"
#include "codec/json_write.hpp"
#include "msg/column.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace entente::codec {
namespace {

namespace json = boost::json;

Cell cell_of(const json::value& value) {
  if (const auto* text = value.if_string()) return std::string(*text);
  if (const auto* truth = value.if_bool()) return *truth;
  return write_json(value, JsonStyle::compact);  // a number as it is written, not as a language groups it
}

void add_fields(Table& table, const std::string& name, const json::value& value) {
  const auto named = [&](std::string_view part) {
    return name.empty() ? std::string(part) : fmt::format("{}.{}", name, part);
  };
  if (const auto* object = value.if_object()) {
    for (const auto& [key, member] : *object)
      add_fields(table, named(key), member);
  } else if (const auto* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i)
      add_fields(table, named(fmt::to_string(i)), (*array)[i]);
  } else {
    table.rows.push_back({name, cell_of(value)});
  }
}

}  // namespace

Table entry_fields(const record::Entry& entry) {
  Table table{{{"field", msg::column::field()}, {"value", msg::column::value()}}, {}};
  add_fields(table, {}, json::parse(entry_json(entry)));
  return table;
}

Table entries_table(std::span<const record::Recorded> entries) {
  Table table{{{"sequence", msg::column::sequence()},
               {"entry", msg::column::entry()},
               {"field", msg::column::field()},
               {"value", msg::column::value()}},
              {}};
  for (const auto& [sequence, entry] : entries) {
    for (auto& row : entry_fields(entry).rows) {
      row.insert(row.begin(), {static_cast<std::int64_t>(sequence), record::to_string(entry.id)});
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

std::string entries_json(std::span<const record::Recorded> entries, bool simulated) {
  json::object document;
  if (simulated) document["simulated"] = "SIMULATED";
  json::array array;
  for (const auto& [sequence, entry] : entries) {
    json::object members{{"sequence", sequence}};
    const auto fields = json::parse(entry_json(entry));
    for (const auto& [key, value] : fields.as_object())
      members[key] = value;
    array.push_back(std::move(members));
  }
  document["entries"] = std::move(array);
  return write_json(document, JsonStyle::pretty);
}

}  // namespace entente::codec
