// SPDX-License-Identifier: Apache-2.0
// Finds the mapped columns and hands the rows to the maker of entries.
#include "import/csv.hpp"

#include "import/csv_rows.hpp"
#include "import/map_entry.hpp"
#include "import/mapping.hpp"
#include "msg/import.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace entente::importing {
namespace {

/// Stands for the column of a constant.
constexpr std::size_t no_column = static_cast<std::size_t>(-1);

std::size_t position_of(const codec::CsvRow& header, std::string_view name) {
  const auto found =
      std::find_if(header.fields.begin(), header.fields.end(), [&](auto field) { return trim(field) == name; });
  return found == header.fields.end() ? no_column : static_cast<std::size_t>(found - header.fields.begin());
}

std::string names_in(const codec::CsvRow& header) {
  std::string names;
  for (const auto field : header.fields)
    names += (names.empty() ? "" : ", ") + std::string(trim(field));
  return names;
}

/// Columns that are called as fields; a column that is not would be lost without a word.
Result<void> keep_present(Mapping& mapping, const codec::CsvRow& header, const std::string& path) {
  for (const auto field : header.fields) {
    const bool known = std::any_of(mapping.fields.begin(), mapping.fields.end(),
                                   [&](const FieldSource& source) { return source.column == trim(field); });
    if (!known) return fail(Code::invalid, msg::import::column_is_no_field(path, trim(field)));
  }
  std::erase_if(mapping.fields,
                [&](const FieldSource& source) { return position_of(header, source.column) == no_column; });
  for (const auto& field : all_fields()) {
    if (field.is_needed_by(mapping.kind) && position_of(header, field.name) == no_column) {
      return fail(Code::invalid, msg::import::not_of_this_form(path, "csv", field.name));
    }
  }
  return {};
}

Result<std::vector<std::size_t>> positions_of(const Mapping& mapping, const codec::CsvRow& header,
                                              const std::string& path) {
  std::vector<std::size_t> positions;
  for (const auto& source : mapping.fields) {
    const std::string_view name = source.column;  // empty for a constant
    ENTENTE_ASSIGN(const auto position, column_named(header, {&name, 1}, path));
    positions.push_back(position.value_or(no_column));
    if (!source.column.empty() && positions.back() == no_column) {
      return fail(Code::invalid, msg::import::no_mapped_column(mapping.file + ":" + std::to_string(source.line),
                                                               source.column, path, names_in(header)));
    }
  }
  return positions;
}

}  // namespace

Result<Scope> import_csv(const Request& request, const Sink& sink) {
  ENTENTE_ASSIGN(Mapping mapping, mapping_of(request.mapping_path));
  EntryMaker maker(mapping, request);
  std::vector<std::size_t> positions;
  const auto first = [&](const codec::CsvRow& header) -> Result<FirstRow> {
    if (mapping.file.empty()) {
      ENTENTE_TRY(keep_present(mapping, header, request.path));
    }
    ENTENTE_ASSIGN(positions, positions_of(mapping, header, request.path));
    return FirstRow{false, positions[maker.id_field()]};
  };
  std::vector<std::string> cells;
  const auto take = [&](const codec::CsvRow& row) -> Result<void> {
    cells.assign(positions.size(), {});
    for (std::size_t i = 0; i < positions.size(); ++i) {
      if (positions[i] != no_column) cells[i] = row.fields[positions[i]];
    }
    auto entry = maker.make(cells);
    if (entry) return sink.entry(*std::move(entry), row.line);
    sink.reject({row.line, cells[maker.id_field()], std::move(entry).error().message});
    return {};
  };
  codec::CsvForm form;
  form.separator = mapping.separator;
  ENTENTE_TRY(for_each_row(request, sink, form, first, take));
  return maker.scope();
}

}  // namespace entente::importing
