// SPDX-License-Identifier: Apache-2.0
// What CSV files mean to us, and that every fast path reads what the plain parser reads.
#include "codec/csv.hpp"

#include "codec/csv_test_oracle.hpp"
#include "codec/csv_value.hpp"
#include "msg/base.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace entente::codec {
namespace {

using oracle::Outcome;
using oracle::PlainParser;
using oracle::Row;
using Fields = std::vector<std::string>;

/// Reads to the end; an unclosed quote is part of the outcome, any other error fails the test.
Outcome read_all(CsvReader reader) {
  Outcome outcome;
  CsvRow row;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) {
      EXPECT_EQ(more.error().message.id, "codec.csv_unclosed_quote");
      const auto& line = std::get<msg::Text>(more.error().message.arguments.at(1).value).value();
      outcome.unclosed_line = std::stoull(std::get<std::string>(line));
      return outcome;
    }
    if (!*more) return outcome;
    outcome.rows.push_back({row.line, Fields(row.fields.begin(), row.fields.end())});
  }
}

/// Hands out `text` in pieces of `piece` bytes.
CsvSource in_pieces(std::string_view text, std::size_t piece) {
  return [text, piece](std::span<char> into) mutable -> Result<std::size_t> {
    const std::size_t count = std::min({piece, into.size(), text.size()});
    std::copy_n(text.data(), count, into.data());
    text.remove_prefix(count);
    return count;
  };
}

Outcome read_text(std::string_view text, CsvForm form = {}) { return read_all(CsvReader(text, "t.csv", form)); }

std::vector<Fields> fields_of(std::string_view text, CsvForm form = {}) {
  std::vector<Fields> all;
  for (auto& row : read_text(text, form).rows)
    all.push_back(std::move(row.fields));
  return all;
}

Error error_of(CsvReader reader) {
  CsvRow row;
  for (;;) {
    auto more = reader.next(row);
    if (!more) {
      EXPECT_EQ(reader.next(row), Result<bool>(false));  // after an error the reader is at its end
      return more.error();
    }
    if (!*more) return {};
  }
}

std::string argument(const Message& message, std::size_t index) {
  return std::get<std::string>(std::get<msg::Text>(message.arguments.at(index).value).value());
}

struct Case {
  std::string_view name;
  std::string_view text;
  std::vector<Fields> rows;
};

std::vector<Case> cases() {
  using namespace std::string_view_literals;
  return {
      {"nothing", "", {}},
      {"one field", "a", {{"a"}}},
      {"empty fields", ",,", {{"", "", ""}}},
      {"LF", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
      {"CRLF", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
      {"last line without end", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"last line ends with CR", "a,b\r", {{"a", "b"}}},
      {"last field empty at the end of file", "a,b\nc,", {{"a", "b"}, {"c", ""}}},
      {"CR within a line is text", "a\rb,c\r\r\n", {{"a\rb", "c\r"}}},
      {"blank lines are skipped", "\n\r\na\n\n\r\nb\n\r", {{"a"}, {"b"}}},
      {"a quoted nothing is a row", "\"\"\n\"\"\r\n\"\"", {{""}, {""}, {""}}},
      {"spaces belong to the field", " a , b \n", {{" a ", " b "}}},
      {"byte order mark", "\xEF\xBB\xBF\"a\",b\n", {{"a", "b"}}},
      {"byte order mark alone", "\xEF\xBB\xBF", {}},
      {"byte order mark inside is text",
       "a,\xEF\xBB\xBF"
       "b\n",
       {{"a",
         "\xEF\xBB\xBF"
         "b"}}},
      {"two bytes of a byte order mark", "\xEF\xBB", {{"\xEF\xBB"}}},
      {"quoted", "\"a\",\"b\"\n", {{"a", "b"}}},
      {"separator and breaks inside", "\"a,b\",\"c\nd\r\ne\r\"\r\n", {{"a,b", "c\nd\r\ne\r"}}},
      {"doubled marks", "\"\"\"a\"\"b\"\"\"\n", {{"\"a\"b\""}}},
      {"doubled marks around the whole",
       "\"\"\"a\"\"\",\"\"\"\"\"\",\"\"\"\"\"\"\"\"\n",
       {{"\"a\"", "\"\"", "\"\"\""}}},
      {"three marks, text behind", "\"\"\"ab\"c\"\",\"\"\"ab\"\"\"c\"\"\"\n", {{"\"abc\"\"", "\"ab\"c\"\"\""}}},
      {"only a doubled mark", "\"\"\"\"", {{"\""}}},
      {"text behind the closing mark", "\"a\"b,c\n", {{"ab", "c"}}},
      {"text, then marks behind the closing mark", "\"a\"b\"c\"\"d,e\n", {{"ab\"c\"\"d", "e"}}},
      {"CR behind the closing mark", "\"a\"\r\r\n", {{"a\r"}}},
      {"mark in an unquoted field", "5\" gun,it's \"here\"\n,x\"\"\n", {{"5\" gun", "it's \"here\""}, {"", "x\"\""}}},
      {"mark behind a space", "a, \"b,c\"\n", {{"a", " \"b", "c\""}}},
      {"mark behind a CR", "\r\"a,b\n", {{"\r\"a", "b"}}},
      {"rows of different length", "a\nb,c\nd,e,f\n", {{"a"}, {"b", "c"}, {"d", "e", "f"}}},
      {"zero bytes are text", "a\0b,\0\n"sv, {{std::string("a\0b"sv), std::string("\0"sv)}}},
      {"Arabic and Russian", "القنيطرة,\"Дараа, юг\"\n", {{"القنيطرة", "Дараа, юг"}}},
  };
}

TEST(Csv, TrickyTextsMeanWhatTheTableSays) {
  for (const Case& c : cases()) {
    SCOPED_TRACE(c.name);
    const auto plain = PlainParser(c.text, ',').parse();
    for (const ScanPath path : scan_paths()) {
      EXPECT_EQ(fields_of(c.text, {.path = path}), c.rows);
      EXPECT_EQ(read_text(c.text, {.path = path}), plain);
    }
    for (const std::size_t piece : {1u, 2u, 5u, 64u}) {
      EXPECT_EQ(read_all(CsvReader(in_pieces(c.text, piece), "t.csv")), plain);
    }
  }
}

TEST(Csv, TheSeparatorIsOneOfThree) {
  EXPECT_EQ(fields_of("a;b,c\n", {.separator = CsvSeparator::semicolon}), (std::vector<Fields>{{"a", "b,c"}}));
  EXPECT_EQ(fields_of("a\tb,c\n", {.separator = CsvSeparator::tab}), (std::vector<Fields>{{"a", "b,c"}}));
}

TEST(Csv, ARowKnowsTheLineItStartsOn) {
  const auto rows = read_text("h\n\n\"a\nb\",\"c\r\n\n\"\nd\n").rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].line, 1u);
  EXPECT_EQ(rows[1].line, 3u);
  EXPECT_EQ(rows[2].line, 7u);
}

TEST(Csv, FieldsWithoutDoubledMarksAreNotCopied) {
  const std::string text = "a,\"b,c\",\"d\"\"e\"\n";
  CsvReader reader(text, "t.csv");
  CsvRow row;
  ASSERT_EQ(reader.next(row), Result<bool>(true));
  EXPECT_EQ(row.fields[0].data(), text.data());
  EXPECT_EQ(row.fields[1].data(), text.data() + 3);
  EXPECT_EQ(row.fields[2], "d\"e");
}

/// Whether the reader and a check of each field agree on every row.
testing::AssertionResult knows_utf8(CsvReader reader) {
  CsvRow row;
  for (auto more = reader.next(row); more && *more; more = reader.next(row)) {
    const bool expected = std::all_of(row.fields.begin(), row.fields.end(), is_utf8);
    if (row.utf8 != expected) return testing::AssertionFailure() << "line " << row.line;
  }
  return testing::AssertionSuccess();
}

TEST(Csv, ARowKnowsWhetherItIsUtf8) {
  const std::vector<std::string> parts{"a,b\n",
                                       "Дараа,\"x\"\n",
                                       "a,\xE9\n",
                                       std::string(200, 'x') + "\n",
                                       "\xC3,\xA9\n",
                                       "\"\xE2\x82\"\n",
                                       std::string(20'000, 'y') + "\xFF," + std::string(90, 'y') + "\n"};
  for (std::size_t seed = 0; seed < 200; ++seed) {
    std::string text;
    for (std::size_t part = 0; part < 12; ++part)
      text += parts[(seed * 31 + part * part * 7 + seed / 7 * part) % parts.size()];
    for (const ScanPath path : scan_paths())
      EXPECT_TRUE(knows_utf8(CsvReader(text, "t.csv", {.path = path})));
    EXPECT_TRUE(knows_utf8(CsvReader(in_pieces(text, 1 + seed), "t.csv")));
  }
}

TEST(Csv, ABrokenCharacterIsSeenWhereverItStandsInARow) {
  const std::string good = "é" + std::string(300, 'x') + "Дараа" + std::string(100, 'x') + "\n";
  ASSERT_TRUE(is_utf8(good));
  for (std::size_t at = 0; at + 1 < good.size(); ++at) {
    std::string broken = good;
    broken[at] = '\xE9';  // opens a character of three bytes, none of which follows whole
    const std::string text = good + broken + good;
    for (const ScanPath path : scan_paths()) {
      CsvReader reader(text, "t.csv", {.path = path});
      CsvRow row;
      for (const bool expected : {true, false, true}) {
        ASSERT_EQ(reader.next(row), Result<bool>(true));
        EXPECT_EQ(row.utf8, expected) << "broken at " << at;
      }
    }
  }
}

TEST(Csv, AnUnclosedQuoteNamesTheLineWhereItOpens) {
  const auto error = error_of(CsvReader("a,b\nc,\"d\ne\"\nf,\"g\nh,i\n", "t.csv"));
  EXPECT_EQ(error.code, Code::invalid);
  EXPECT_EQ(error.message.id, "codec.csv_unclosed_quote");
  EXPECT_EQ(argument(error.message, 0), "t.csv");
  EXPECT_EQ(argument(error.message, 1), "4");
  // In the middle of a row that already spans lines.
  EXPECT_EQ(argument(error_of(CsvReader("\"a\nb\",\"c", "t.csv")).message, 1), "2");
  EXPECT_EQ(error_of(CsvReader("\"", "t.csv")).message.id, "codec.csv_unclosed_quote");
}

TEST(Csv, RowsBeforeAnUnclosedQuoteAreRead) {
  const auto outcome = read_text("a,b\nc,\"d");
  EXPECT_EQ(outcome.rows, (std::vector<Row>{{1, {"a", "b"}}}));
  EXPECT_EQ(outcome.unclosed_line, 2u);
}

TEST(Csv, WhatIsNotUtf8ByItsMarkIsRefusedByName) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string_view> marked[] = {{"\xFF\xFE"
                                                                   "a\0"sv,
                                                                   "UTF-16LE"},
                                                                  {"\xFE\xFF"sv, "UTF-16BE"},
                                                                  {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                                                  {"\0\0\xFE\xFF"sv, "UTF-32BE"}};
  for (const auto& [text, encoding] : marked) {
    for (const auto& error : {error_of(CsvReader(text, "t.csv")), error_of(CsvReader(in_pieces(text, 1), "t.csv"))}) {
      EXPECT_EQ(error, (Error{Code::invalid, msg::base::other_encoding("t.csv", encoding)}));
    }
  }
}

TEST(Csv, LimitsHoldToTheByte) {
  const CsvForm form{.limits = {.field_bytes = 100, .row_bytes = 250, .columns = 3}};
  const std::string most(100, 'x');
  const std::string more(101, 'x');
  for (const std::string end : {"", "\n", "\r\n", "\r"}) {
    EXPECT_EQ(fields_of(most + "," + most + end, form), (std::vector<Fields>{{most, most}}));
    EXPECT_EQ(error_of(CsvReader("a\n" + more + end, "t.csv", form)).message.id, "codec.csv_field_too_long");
    EXPECT_EQ(fields_of("a,b,c" + end, form), (std::vector<Fields>{{"a", "b", "c"}}));
    EXPECT_EQ(error_of(CsvReader("a,b,c,d" + end, "t.csv", form)).message.id, "codec.csv_too_many_columns");
    const std::string longest = most + "," + most + "," + std::string(48, 'x');
    EXPECT_EQ(fields_of(longest + end, form).size(), 1u);
    EXPECT_EQ(error_of(CsvReader(longest + "x" + end, "t.csv", form)).message.id, "codec.csv_row_too_long");
  }
  EXPECT_EQ(error_of(CsvReader(more + ",a\n", "t.csv", form)).message.id, "codec.csv_field_too_long");
}

TEST(Csv, AnEndlessFieldIsRefusedBeforeItIsInMemory) {
  const CsvForm form{.limits = {.field_bytes = 1'000'000}};
  std::size_t given = 0;
  const CsvSource endless = [&given](std::span<char> into) -> Result<std::size_t> {
    std::fill(into.begin(), into.end(), given == 0 ? '"' : 'x');
    if (given == 0) std::fill(into.begin() + 1, into.end(), 'x');
    given += into.size();
    return into.size();
  };
  const auto error = error_of(CsvReader(endless, "t.csv", form));
  EXPECT_EQ(error.message.id, "codec.csv_field_too_long");
  EXPECT_LT(given, 4'000'000u);
}

TEST(Csv, WhatTheSourceFailsWithComesThrough) {
  bool first = true;
  const CsvSource breaks = [&first](std::span<char> into) -> Result<std::size_t> {
    if (!first) return fail(Code::unavailable, Message{"test.broken", {}});
    first = false;
    std::fill_n(into.begin(), 100, '\n');
    return 100;
  };
  EXPECT_EQ(error_of(CsvReader(breaks, "t.csv")).code, Code::unavailable);
}

/// Texts in which everything that matters is frequent, so that blocks begin and end in every state.
rc::Gen<std::string> csv_like_text() {
  return rc::gen::container<std::string>(rc::gen::weightedElement<char>(
      {{6, 'a'}, {5, '"'}, {4, ','}, {2, '\n'}, {1, '\r'}, {1, ';'}, {1, '\0'}, {1, '\x8C'}, {1, '\xFF'}}));
}

RC_GTEST_PROP(CsvProperty, EveryPathAndEveryPieceReadsWhatThePlainParserReads, ()) {
  // Several blocks of 64 bytes, shifted against their borders.
  const auto parts = *rc::gen::container<std::vector<std::string>>(20, csv_like_text());
  std::string text(*rc::gen::inRange<std::size_t>(0, 70), 'p');
  for (const std::string& part : parts)
    text += part;
  if (text.starts_with("\xFF\xFE")) return;
  const auto plain = PlainParser(text, ',').parse();
  for (const ScanPath path : scan_paths())
    RC_ASSERT(read_text(text, {.path = path}) == plain);
  const auto piece = *rc::gen::inRange<std::size_t>(1, 200);
  RC_ASSERT(read_all(CsvReader(in_pieces(text, piece), "t.csv")) == plain);
}

RC_GTEST_PROP(CsvProperty, EveryPathFindsTheSameEnds, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 5);
  const auto bytes = *rc::gen::container<std::string>(
      count * scan_block_bytes, rc::gen::oneOf(rc::gen::element('"', ',', ';', '\n'), rc::gen::arbitrary<char>()));
  const auto separator = *rc::gen::element(',', ';', '\t');
  const QuoteState before{.inside = *rc::gen::arbitrary<bool>(), .may_open = *rc::gen::arbitrary<bool>()};
  QuoteState plain_state = before;
  ScanIndex plain;
  scanner(ScanPath::portable)(bytes.data(), count, separator, plain_state, plain);
  plain.ends.resize(plain.end_count);
  for (const ScanPath path : scan_paths()) {
    QuoteState state = before;
    ScanIndex found;
    scanner(path)(bytes.data(), count, separator, state, found);
    found.ends.resize(found.end_count);
    RC_ASSERT(found.ends == plain.ends);
    RC_ASSERT(found.quoted_breaks == plain.quoted_breaks);
    RC_ASSERT(state.inside == plain_state.inside);
    RC_ASSERT(state.may_open == plain_state.may_open || state.inside);
  }
}

TEST(Csv, MarksOnBlockBordersMeanTheSame) {
  // Each tricky text at every place around the border of a block.
  const std::vector<std::string> fronts{"pp", "\"\"", "a\"b\"", "\"a\"b\"c\""};  // no marks, sound marks, stray marks
  for (const Case& c : cases()) {
    for (std::size_t shift = 0; shift < 17 * fronts.size(); ++shift) {
      const std::size_t before = 50 + shift / fronts.size();
      const std::string front = fronts[shift % fronts.size()] + ",";
      const std::string text = front + std::string(before, 'p') + "," + std::string(c.text) + "\nlast,row\n";
      const auto plain = PlainParser(text, ',').parse();
      for (const ScanPath path : scan_paths())
        EXPECT_EQ(read_text(text, {.path = path}), plain) << c.name << before;
      EXPECT_EQ(read_all(CsvReader(in_pieces(text, before), "t.csv")), plain) << c.name << before;
    }
  }
}

TEST(Csv, RowsAcrossChunksAndWindowsAreWhole) {
  std::string text;
  for (int row = 0; row < 3000; ++row) {
    text +=
        fmt::format("{},\"a \"\"{}\"\"\n,b\",{}\n", row, row, std::string(static_cast<std::size_t>(row) % 700, 'x'));
    if (row == 1500) text += std::string(700'000, 'y') + ",\"" + std::string(600'000, '\n') + "\"\"\",end\n";
  }
  const auto plain = PlainParser(text, ',').parse();
  EXPECT_EQ(plain.rows.size(), 3001u);
  EXPECT_TRUE(read_text(text) == plain);
  for (const std::size_t piece : {1000u, 65'536u, 10'000'000u}) {
    EXPECT_TRUE(read_all(CsvReader(in_pieces(text, piece), "t.csv")) == plain) << piece;
  }
}

TEST(Csv, TheFileOfUcdpHasItsRows) {
  const std::filesystem::path path = ENTENTE_SHARED_DIR "/data/ucdp/ucdp_ged_syria.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "UCDP's file is not here";
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const std::string text = std::move(bytes).str();
  const auto plain = PlainParser(text, ',').parse();
  EXPECT_EQ(plain.rows.size(), 16'567u);
  for (const ScanPath path_of_scan : scan_paths())
    EXPECT_TRUE(read_text(text, {.path = path_of_scan}) == plain);
  EXPECT_TRUE(
      std::all_of(plain.rows.begin(), plain.rows.end(), [](const Row& row) { return row.fields.size() == 41; }));
}

}  // namespace
}  // namespace entente::codec
