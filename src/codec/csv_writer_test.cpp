// SPDX-License-Identifier: Apache-2.0
// What is written is what is read, and what a spreadsheet opens is harmless.
#include "codec/csv_writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace entente::codec {
namespace {

using Fields = std::vector<std::string>;

std::string written(const std::vector<Fields>& rows, CsvWriterForm form = {}) {
  std::string out;
  CsvWriter writer(out, form);
  for (const Fields& row : rows) {
    for (const std::string& field : row)
      writer.text(field);
    writer.end_row();
  }
  return out;
}

std::vector<Fields> read_back(const std::string& text, CsvSeparator separator) {
  std::vector<Fields> rows;
  CsvReader reader(text, "t.csv", {.separator = separator});
  CsvRow row;
  while (reader.next(row).value())
    rows.emplace_back(row.fields.begin(), row.fields.end());
  return rows;
}

TEST(CsvWriter, QuotesOnlyWhereItMust) {
  EXPECT_EQ(written({{"a", "b c", "d,e", "f\"g", "h\ni", "j\rk", " l", "m ", ""}}),
            "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\"j\rk\",\" l\",\"m \",\n");
  EXPECT_EQ(written({{"d,e", "f;g"}}, {.separator = CsvSeparator::semicolon}), "d,e;\"f;g\"\n");
}

TEST(CsvWriter, ASingleEmptyFieldIsNotABlankLine) {
  EXPECT_EQ(written({{""}}), "\"\"\n");
  EXPECT_EQ(written({{"", ""}}), ",\n");
}

TEST(CsvWriter, NumbersAreShortAndWithoutLocale) {
  std::string out;
  CsvWriter writer(out);
  writer.number(0.1);
  writer.number(-1234567.5);
  writer.whole(-1234567);
  writer.number(std::numeric_limits<double>::quiet_NaN());
  writer.number(std::numeric_limits<double>::infinity());
  writer.empty();
  writer.end_row();
  EXPECT_EQ(out, "0.1,-1234567.5,-1234567,,,\n");
}

TEST(CsvWriter, SpreadsheetsGetAByteOrderMarkAndNoFormulas) {
  std::string out;
  CsvWriter writer(out, {.for_spreadsheets = true});
  for (const char* text : {"=1+1", "+1", "-1", "@a", "\ta", "\rb", "a=b", "=a,b", "Дараа"})
    writer.text(text);
  writer.whole(-5);
  writer.end_row();
  EXPECT_EQ(out, "\xEF\xBB\xBF'=1+1,'+1,'-1,'@a,'\ta,\"'\rb\",a=b,\"'=a,b\",Дараа,-5\r\n");
}

RC_GTEST_PROP(CsvWriterProperty, ReaderGivesBackWhatWriterGot, ()) {
  const auto character = rc::gen::oneOf(
      rc::gen::element('"', ',', ';', '\t', '\n', '\r', ' ', 'a', '\xEF', '\xBB', '\xBF'), rc::gen::arbitrary<char>());
  const auto field = rc::gen::scale(0.5, rc::gen::container<std::string>(character));
  const auto row = rc::gen::nonEmpty(rc::gen::scale(0.5, rc::gen::container<Fields>(field)));
  const auto rows = *rc::gen::scale(0.5, rc::gen::container<std::vector<Fields>>(row));
  const auto separator = *rc::gen::element(CsvSeparator::comma, CsvSeparator::semicolon, CsvSeparator::tab);
  RC_ASSERT(read_back(written(rows, {.separator = separator}), separator) == rows);
}

}  // namespace
}  // namespace entente::codec
