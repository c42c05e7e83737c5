// SPDX-License-Identifier: Apache-2.0
// Sheets by libxlsxwriter, CSV by codec.
#include "report/spreadsheet.hpp"

#include "base/file.hpp"
#include "base/overloaded.hpp"
#include "base/words.hpp"
#include "i18n/printable.hpp"
#include "msg/report.hpp"
#include "report/table_words.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <vector>

namespace entente::report {
namespace {

/// A file that is only in memory: libxlsxwriter writes to a path.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("report.xlsx", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  MemoryFile(MemoryFile&&) = delete;
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile() {
    if (is_open()) ::close(descriptor_);
  }

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  /// All that was written to it; empty when it cannot be read.
  [[nodiscard]] std::string bytes() const {
    const auto size = ::lseek(descriptor_, 0, SEEK_END);
    if (size <= 0) return {};
    std::string all(static_cast<std::size_t>(size), '\0');
    std::size_t got = 0;
    while (got < all.size()) {
      const auto read = ::pread(descriptor_, all.data() + got, all.size() - got, static_cast<off_t>(got));
      if (read <= 0) return {};
      got += static_cast<std::size_t>(read);
    }
    return all;
  }

 private:
  int descriptor_;
};

/// The formats of cells, which the workbook owns.
struct Formats {
  lxw_format* heading;
  lxw_format* title;
  lxw_format* text;
  lxw_format* whole;
  lxw_format* fraction;
};

lxw_format* format_of(lxw_workbook* book, const char* numbers) {
  auto* format = workbook_add_format(book);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (numbers != nullptr) format_set_num_format(format, numbers);
  return format;
}

Formats formats_of(lxw_workbook* book) {
  Formats formats{format_of(book, nullptr), format_of(book, nullptr), format_of(book, nullptr),
                  format_of(book, "#,##0"), format_of(book, "#,##0.000")};
  format_set_bold(formats.heading);
  format_set_text_wrap(formats.heading);
  format_set_bottom(formats.heading, LXW_BORDER_THIN);
  format_set_bold(formats.title);
  constexpr double title_points = 16;
  format_set_font_size(formats.title, title_points);
  format_set_text_wrap(formats.text);
  return formats;
}

/// `words` as far as a cell takes them, cut between letters.
std::string cut_for_cell(std::string words) {
  constexpr std::size_t most_bytes = 32'767;  // of letters; each has at least one byte
  if (words.size() <= most_bytes) return words;
  std::size_t end = most_bytes;
  while ((static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U)
    --end;
  words.resize(end);
  return words;
}

void write_text(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, std::string words, lxw_format* format) {
  worksheet_write_string(sheet, row, column, cut_for_cell(std::move(words)).c_str(), format);
}

void write_cell(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, const codec::Cell& cell,
                const std::string& words, const Formats& formats) {
  const auto text = [&] { write_text(sheet, row, column, words, formats.text); };
  std::visit(overloaded{
                 [](std::monostate) {},
                 [&](double number) {
                   const bool is_whole = number == std::round(number);
                   worksheet_write_number(sheet, row, column, number, is_whole ? formats.whole : formats.fraction);
                 },
                 [&](std::int64_t number) {
                   worksheet_write_number(sheet, row, column, static_cast<double>(number), formats.whole);
                 },
                 [&](const std::string&) { text(); },
                 [&](bool) { text(); },
                 [&](const codec::Word&) { text(); },
                 [&](const Message&) { text(); },
             },
             cell);
}

lxw_worksheet* add_sheet(lxw_workbook* book, const std::string& name, i18n::Language language) {
  auto* sheet = workbook_add_worksheet(book, name.c_str());
  if (i18n::right_to_left(language)) worksheet_right_to_left(sheet);
  constexpr std::uint8_t a4 = 9;
  worksheet_set_paper(sheet, a4);
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  return sheet;
}

void add_table(lxw_workbook* book, const Formats& formats, const DataTable& data, const Document& document) {
  const auto table = document.simulated ? marked_as_simulated(data.table) : data.table;
  const auto words = words_of(table, document.language);
  auto* sheet = add_sheet(book, data.id, document.language);
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    constexpr std::size_t least_width = 10;
    constexpr std::size_t most_width = 60;
    std::size_t width = least_width;
    for (const auto& row : words.rows)
      width = std::max(width, row[column].size());
    const auto index = static_cast<std::uint16_t>(column);
    worksheet_set_column(sheet, index, index, static_cast<double>(std::min(width, most_width)), nullptr);
    write_text(sheet, 0, index, words.headings[column], formats.heading);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      write_cell(sheet, static_cast<std::uint32_t>(row + 1), index, table.rows[row][column], words.rows[row][column],
                 formats);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
}

/// The verdict and why, as on the first page.
void add_first_sheet(lxw_workbook* book, const Formats& formats, const Document& document) {
  constexpr double width = 110;
  auto* sheet = add_sheet(book, "verdict", document.language);
  worksheet_set_column(sheet, 0, 0, width, nullptr);
  std::uint32_t row = 0;
  const auto add = [&](std::string words, lxw_format* format) {
    write_text(sheet, row++, 0, std::move(words), format);
  };
  if (document.simulated) add(i18n::render(msg::report::simulated(), document.language), formats.heading);
  add(i18n::printable(document.agreement), formats.text);
  add(i18n::render(document.title, document.language), formats.title);
  add(i18n::render(document.question, document.language), formats.text);
  for (const auto& sentence : document.lead)
    add(i18n::render(sentence, document.language), formats.text);
  add(i18n::render(document.foot, document.language), formats.text);
}

/// When the workbook says that it was made: the instant it speaks of, so that the same question gives the same bytes.
std::time_t made_at(const Document& document) {
  constexpr std::time_t first_of_zip = 315'532'800;  // 1980-01-01, before which the container knows no time
  return document.as_of == end_of_time ? first_of_zip
                                       : std::max<std::time_t>(first_of_zip, document.as_of.time_since_epoch().count());
}

}  // namespace

codec::Table marked_as_simulated(codec::Table table) {
  table.columns.insert(table.columns.begin(), {"simulated", msg::report::simulated_column()});
  for (auto& row : table.rows)
    row.insert(row.begin(), std::string("SIMULATED"));
  return table;
}

Result<std::string> xlsx_of(const Document& document) {
  const MemoryFile file;
  if (!file.is_open()) return fail(Code::unavailable, msg::report::no_room(system_words(errno)));
  auto* book = workbook_new(file.path().c_str());
  const auto title = i18n::printable(document.agreement);
  lxw_doc_properties properties{};
  std::string mutable_title = title;  // the library takes char*, and copies
  properties.title = mutable_title.data();
  properties.created = made_at(document);
  workbook_set_properties(book, &properties);
  const auto formats = formats_of(book);
  add_first_sheet(book, formats, document);
  for (const auto* table : tables_of(document))
    add_table(book, formats, *table, document);
  const auto trouble = workbook_close(book);
  auto bytes = trouble == LXW_NO_ERROR ? file.bytes() : std::string();
  if (bytes.empty()) return fail(Code::unavailable, msg::report::no_room(system_words(errno)));
  return bytes;
}

Result<std::string> csv_of(const Document& document, std::string_view table_id) {
  std::vector<std::string_view> known;
  for (const auto* data : tables_of(document)) {
    if (data->id == table_id) {
      return codec::table_csv(document.simulated ? marked_as_simulated(data->table) : data->table, document.language,
                              true);
    }
    known.push_back(data->id);
  }
  return fail(Code::not_found, msg::report::no_such_table(table_id, known.empty() ? "–" : joined(known)));
}

}  // namespace entente::report
