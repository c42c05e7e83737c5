// SPDX-License-Identifier: Apache-2.0
// The loop over the rows of a CSV file.
#include "import/csv_rows.hpp"

#include "base/file.hpp"
#include "codec/csv_value.hpp"
#include "import/values.hpp"
#include "msg/codec.hpp"
#include "msg/import.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente::importing {
namespace {

class Rows {
 public:
  Rows(const Sink& sink, std::string_view bytes, const std::function<Result<void>(const codec::CsvRow&)>& take)
      : sink_(sink), bytes_(bytes), take_(take) {}

  void start(const codec::CsvRow& row, FirstRow first) {
    columns_ = row.fields.size();
    first_ = first;
  }

  Result<void> take(const codec::CsvRow& row) {
    if (row.fields.size() != columns_) {
      sink_.reject({row.line, id_of(row), msg::import::wrong_field_count(whole(row.fields.size()), whole(columns_))});
      return {};
    }
    if (!row.utf8) {
      sink_.reject({row.line, id_of(row), msg::import::row_not_utf8()});
      return {};
    }
    if (has_nul(row)) {
      sink_.reject({row.line, id_of(row), msg::import::row_has_nul()});
      return {};
    }
    return take_(row);
  }

  Result<void> tell_progress(const codec::CsvRow& row) {
    constexpr std::uint64_t every_rows = 1024;
    if (++rows_ % every_rows != 0) return {};
    read_ = std::max(read_, position_of(row.fields.front()));
    if (sink_.progress(static_cast<double>(read_) / static_cast<double>(bytes_.size()))) return {};
    return fail(Code::interrupted, msg::import::interrupted());
  }

 private:
  /// No text of the record may hold it, and one such row would stop the whole import at the store.
  static bool has_nul(const codec::CsvRow& row) {
    return std::any_of(row.fields.begin(), row.fields.end(),
                       [](std::string_view field) { return field.find('\0') != std::string_view::npos; });
  }
  static std::int64_t whole(std::size_t number) { return static_cast<std::int64_t>(number); }

  [[nodiscard]] std::string id_of(const codec::CsvRow& row) const {
    if (first_.id_column >= row.fields.size()) return {};
    const auto id = row.fields[first_.id_column];
    return codec::is_utf8(id) && id.find('\0') == std::string_view::npos ? std::string(id) : std::string();
  }

  /// Fields are views into the mapped file unless they were unescaped.
  [[nodiscard]] std::size_t position_of(std::string_view field) const {
    const bool inside = field.data() >= bytes_.data() && field.data() <= bytes_.data() + bytes_.size();
    return inside ? static_cast<std::size_t>(field.data() - bytes_.data()) : 0;
  }

  const Sink& sink_;
  std::string_view bytes_;
  const std::function<Result<void>(const codec::CsvRow&)>& take_;
  std::size_t columns_ = 0;
  FirstRow first_;
  std::uint64_t rows_ = 0;
  std::size_t read_ = 0;
};

/// What the words of a header that came out as one column are separated by, as it is typed; empty when it is no sign.
std::string_view other_separator(const codec::CsvRow& header) {
  if (header.fields.size() != 1) return {};
  const auto words = header.fields.front();
  if (words.find(';') != std::string_view::npos) return ";";
  if (words.find('\t') != std::string_view::npos) return "\\t";
  return words.find('|') != std::string_view::npos ? "|" : "";
}

}  // namespace

Result<std::optional<std::size_t>> column_named(const codec::CsvRow& header, std::span<const std::string_view> names,
                                                const std::string& path) {
  std::optional<std::size_t> found;
  for (std::size_t column = 0; column < header.fields.size(); ++column) {
    const auto name = trim(header.fields[column]);
    if (name.empty() || std::find(names.begin(), names.end(), name) == names.end()) continue;
    if (found) {
      return fail(Code::invalid,
                  msg::codec::csv_duplicate_column(path, std::to_string(header.line), name,
                                                   static_cast<double>(*found + 1), static_cast<double>(column + 1)));
    }
    found = column;
  }
  return found;
}

Result<void> for_each_row(const Request& request, const Sink& sink, codec::CsvForm form,
                          const std::function<Result<FirstRow>(const codec::CsvRow&)>& first,
                          const std::function<Result<void>(const codec::CsvRow&)>& take) {
  ENTENTE_ASSIGN(const MappedFile file, MappedFile::open(request.path));
  codec::CsvReader reader(file.bytes(), request.path, form);
  codec::CsvRow row;
  ENTENTE_ASSIGN(const bool any, reader.next(row));
  if (!any) return fail(Code::invalid, msg::import::empty_file(request.path));
  Rows rows(sink, file.bytes(), take);
  const auto kind_read = first(row);
  if (!kind_read) {
    if (const auto other = other_separator(row); !other.empty()) {
      return fail(Code::invalid, msg::import::other_separator(request.path, other));
    }
    return fail(kind_read.error());
  }
  const FirstRow kind = *kind_read;
  rows.start(row, kind);
  if (kind.is_data) {
    ENTENTE_TRY(rows.take(row));
  }
  while (true) {
    ENTENTE_ASSIGN(const bool more, reader.next(row));
    if (!more) return {};
    ENTENTE_TRY(rows.take(row));
    ENTENTE_TRY(rows.tell_progress(row));
  }
}

}  // namespace entente::importing
