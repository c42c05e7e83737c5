// SPDX-License-Identifier: Apache-2.0
// Mapping files: which column of a file is which field of an entry (docs/importers.md, "Mapping files").
#pragma once

#include "base/result.hpp"
#include "codec/csv.hpp"
#include "geo/place.hpp"
#include "import/values.hpp"
#include "record/entry.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::importing {

/// What kind of entry each row becomes. The word is that of the record: "incident", "coverage" …
enum class RowKind : std::uint8_t { incident, coverage, restriction, source, verification, attribution };
inline constexpr int row_kind_count = 6;
/// The word under `kind` of a mapping file.
[[nodiscard]] std::string_view word(RowKind kind);

/// A field that rows can fill, e.g. "time.first".
struct Field {
  std::string_view name;
  unsigned kinds = 0;      ///< bit per RowKind that has it
  unsigned needed_by = 0;  ///< bit per RowKind that cannot do without it
  [[nodiscard]] bool belongs_to(RowKind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
  [[nodiscard]] bool is_needed_by(RowKind kind) const { return (needed_by >> static_cast<unsigned>(kind) & 1U) != 0; }
};
/// Every field there is, in the order of the documentation.
[[nodiscard]] std::span<const Field> all_fields();

/// Where one field's value comes from: a column, or always the same words.
struct FieldSource {
  std::string field;
  std::string column;  ///< empty: `constant` stands for every row
  std::string constant;
  std::map<std::string, std::string, std::less<>> values;  ///< words of the file → words of the record; none: as it is
  std::uint32_t line = 0;                                  ///< of the mapping file
};

/// How the columns of a file become the fields of entries (docs/importers.md, "csv").
struct Mapping {
  std::string file;  ///< its name in messages; empty when there is none and columns are called as fields are
  RowKind kind = RowKind::incident;
  codec::CsvSeparator separator = codec::CsvSeparator::comma;
  DayOrder day_order = DayOrder::day_month;
  std::string dataset_of_actors;
  record::Label label;
  std::map<std::string, geo::LatLng, std::less<>> posts;  ///< observation posts by name, for bearings
  std::vector<FieldSource> fields;

  /// errors   unavailable when the file cannot be read; invalid, with file and line, for an unknown key, field or word,
  ///          or when a field that the kind needs is not mapped.
  [[nodiscard]] static Result<Mapping> read(const std::string& path);
  /// Every field of an incident from the column of the same name.
  [[nodiscard]] static Mapping by_field_names();
};

/// The mapping that a request names, or the one by field names.
[[nodiscard]] Result<Mapping> mapping_of(const std::string& path);

}  // namespace entente::importing
