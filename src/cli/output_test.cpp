// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "msg/word.hpp"

#include <gtest/gtest.h>

#include <string>

namespace entente::cli {
namespace {

Output two_rows() {
  Output output;
  output.rows = {{{"what", msg::column::what()}, {"count", msg::column::count()}},
                 {{std::string("a"), std::int64_t{7}}, {std::string("longer"), std::int64_t{1234}}}};
  output.sections = {{{}, {}, output.rows}};
  return output;
}

std::string written(const Output& output, const Common& common, bool color = false) {
  std::string out;
  Environment environment;
  environment.out = [&](std::string_view text) { out += text; };
  environment.color = color;
  write(output, common, environment);
  return out;
}

TEST(DisplayWidth, MarksAndIsolatesTakeNoColumn) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("درعا"), 4);
  EXPECT_EQ(display_width("\u2068x\u2069"), 1);
  EXPECT_EQ(display_width("حُ"), 1);
  EXPECT_EQ(display_width(""), 0);
}

TEST(Output, ColumnsAreAlignedNumbersToTheRight) {
  EXPECT_EQ(written(two_rows(), {}), "what    count\na           7\nlonger  1,234\n");
}

TEST(Output, NumbersOfAColumnHaveTheSameDigitsBehindThePoint) {
  Output output;
  output.sections = {{{},
                      {},
                      {{{"rate", msg::column::rate_ratio()}, {"count", msg::column::count()}},
                       {{0.26, 73.0}, {0.293, 9.0}, {std::monostate(), 94.0}}}}};
  EXPECT_EQ(written(output, {}), "rate ratio  count\n     0.260     73\n     0.293      9\n         –     94\n");
}

TEST(Output, ANumberAboveZeroNeverLooksLikeNothing) {
  Output output;
  output.rows = {{{"probability", msg::column::probability()}}, {{0.0004}, {0.0}, {1e-7}, {1.0}}};
  output.sections = {{{}, {}, output.rows}};
  EXPECT_EQ(written(output, {}), "probability\n     <0.001\n      0.000\n     <0.001\n      1.000\n");
  EXPECT_EQ(written(output, {.format = Format::csv}), "probability\n0.0004\n0\n1e-07\n1\n");
  EXPECT_EQ(written(output, {.format = Format::ndjson}),
            "{\"probability\":0.0004}\n{\"probability\":0}\n{\"probability\":1e-07}\n{\"probability\":1}\n");
}

TEST(CutTo, KeepsWhatFitsAndSaysThatThereIsMore) {
  EXPECT_EQ(cut_to("Nawa", 4), "Nawa");
  EXPECT_EQ(cut_to("Teir Maaleh", 6), "Teir …");
  EXPECT_EQ(cut_to("درعا البلد", 5), "درعا…");
  EXPECT_EQ(cut_to("\u2068درعا\u2069", 3), "\u2068در\u2069…") << "an isolate ends with the cell";
}

TEST(Wrapped, BreaksBetweenWordsBehindTheMargin) {
  EXPECT_EQ(wrapped("one two three", "  ", 9), "  one two\n  three\n");
  EXPECT_EQ(wrapped("one-that-is-long two", " ", 6), " one-that-is-long\n two\n");
  EXPECT_EQ(wrapped("", " ", 6), " \n");
}

TEST(Wrapped, LinesAfterTheFirstHangAndIsolatesEndWithTheirLine) {
  EXPECT_EQ(wrapped("  one two three", "", 9, 4), "  one two\n    three\n");
  EXPECT_EQ(wrapped("\u2068one two\u2069 three", "", 5), "\u2068one\u2069\n\u2068two\u2069\nthree\n");
}

TEST(Output, ASentenceIsBrokenBetweenWordsOnATerminalOnly) {
  Section section;
  section.lines = {msg::cli::no_findings()};
  Output output;
  output.sections = {section};
  const auto says = [&](bool is_terminal, i18n::Language language) {
    std::string out;
    Environment environment;
    environment.out = [&](std::string_view text) { out += text; };
    environment.out_is_terminal = is_terminal;
    environment.width = 30;
    write(output, {.language = language}, environment);
    return out;
  };
  EXPECT_EQ(says(true, i18n::Language::en), "Nothing in the record meets a\n    clause\n");
  EXPECT_EQ(says(false, i18n::Language::en), "Nothing in the record meets a clause\n") << "to be searched for";
  EXPECT_TRUE(says(false, i18n::Language::ar).starts_with("\u200f")) << "from right to left, whatever it begins with";
}

TEST(Output, ALastColumnOfWordsGoesOnBelowItself) {
  Output output;
  output.rows = {
      {{"what", msg::column::what()}, {"reason", msg::column::reason()}},
      {{std::string("a"), std::string("words that go on and on and on")}, {std::string("b"), std::string("few")}}};
  output.sections = {{{}, {}, output.rows}};
  std::string out;
  Environment environment;
  environment.out = [&](std::string_view text) { out += text; };
  environment.width = 28;
  write(output, {}, environment);
  EXPECT_EQ(out,
            "what  reason\n"
            "a     words that go on and\n"
            "      on and on\n"
            "b     few\n");
}

TEST(Output, AWideTableOfFewRowsIsTurnedOver) {
  Output output;
  output.rows = {
      {{"days", msg::column::days()}, {"complete", msg::column::complete()}, {"rate_ratio", msg::column::rate_ratio()}},
      {{std::int64_t{30}, true, 0.131}}};
  output.sections = {{{}, {}, output.rows}};
  EXPECT_EQ(written(output, {}), "days  complete  rate ratio\n  30  yes            0.131\n");
  std::string out;
  Environment environment;
  environment.out = [&](std::string_view text) { out += text; };
  environment.width = 25;
  write(output, {}, environment);
  EXPECT_EQ(out, "days           30\ncomplete      yes\nrate ratio  0.131\n");
}

TEST(Output, AColumnGivesWayAndNotesStandBelowTheirRows) {
  auto output = two_rows();
  auto& section = output.sections[0];
  section.table.rows[0][0] = std::string("a place with a long name");
  section.notes = {msg::cli::no_findings(), msg::column::what()};
  section.gives_way = 0;
  const auto says = [&](int width) {
    std::string out;
    Environment environment;
    environment.out = [&](std::string_view text) { out += text; };
    environment.width = width;
    write(output, {}, environment);
    return out;
  };
  EXPECT_EQ(says(25),
            "what                count\n"
            "a place with a lo…      7\n"
            "    Nothing in the record\n"
            "    meets a clause\n"
            "longer              1,234\n"
            "    what\n");
  EXPECT_NE(says(5).find("\na place wit…      7\n"), std::string::npos) << "but something stays to be seen";
}

TEST(Output, WhatKeptACommandFromItsWorkGoesToStandardError) {
  auto output = two_rows();
  output.is_trouble = true;
  for (const auto format : {Format::table, Format::json, Format::csv}) {
    std::string out;
    std::string err;
    Environment environment;
    environment.out = [&](std::string_view text) { out += text; };
    environment.err = [&](std::string_view text) { err += text; };
    write(output, {.format = format}, environment);
    EXPECT_EQ(out, "");
    EXPECT_NE(err.find("longer"), std::string::npos);
  }
}

TEST(Output, RowsAreTheSameInEveryMachineForm) {
  EXPECT_EQ(written(two_rows(), {.format = Format::csv}), "what,count\na,7\nlonger,1234\n");
  EXPECT_EQ(written(two_rows(), {.format = Format::ndjson}),
            "{\"what\":\"a\",\"count\":7}\n{\"what\":\"longer\",\"count\":1234}\n");
}

TEST(Output, CellsSteerNoTerminalAndReachProgramsAsTheyAre) {
  Output output;
  output.rows = {{{"what", msg::column::what()}}, {{std::string("\x1b[2J\u202e\n")}}};
  output.sections = {{{}, {}, output.rows}};
  EXPECT_EQ(written(output, {}), "what\n\ufffd[2J\ufffd\ufffd\n");
  EXPECT_EQ(written(output, {.format = Format::csv}), "what\n\"\x1b[2J\u202e\n\"\n");
}

TEST(Output, PeopleReadAWordOfOursInTheirLanguageAndProgramsItsId) {
  Output output;
  output.rows = {{{"state", msg::column::state()}}, {{codec::Word{"violation", msg::word::violation()}}}};
  output.sections = {{{}, {}, output.rows}};
  EXPECT_EQ(written(output, {.language = i18n::Language::ru}), "состояние\nнарушение\n");
  EXPECT_EQ(written(output, {.format = Format::csv, .language = i18n::Language::ru}), "state\nviolation\n");
  EXPECT_EQ(written(output, {.format = Format::ndjson, .language = i18n::Language::ru}), "{\"state\":\"violation\"}\n");
}

TEST(Output, ColumnsFromRightToLeftKeepTheirPlaces) {
  const auto text = written(two_rows(), {.language = i18n::Language::ar});
  EXPECT_EQ(text,
            "\u200f\u2068ماذا\u2069    \u2068العدد\u2069\n"
            "\u200f\u2068a\u2069       \u20687\u2069\n"
            "\u200f\u2068longer\u2069  \u20681,234\u2069\n")
      << "each line runs from right to left, each cell stands by itself, numbers end on the right";
  EXPECT_EQ(written(two_rows(), {.language = i18n::Language::ru}).find("\u2068"), std::string::npos);
}

TEST(Output, ColorOnlyWhereItIsWanted) {
  auto output = two_rows();
  output.sections[0].title = msg::column::what();
  EXPECT_EQ(written(output, {}).find('\x1b'), std::string::npos);
  EXPECT_NE(written(output, {}, true).find('\x1b'), std::string::npos);
  EXPECT_EQ(written(output, {.color = ColorWhen::never}, true).find('\x1b'), std::string::npos);
  EXPECT_NE(written(output, {.color = ColorWhen::always}).find('\x1b'), std::string::npos);
}

TEST(Output, ErrorsMapToTheirExitCodes) {
  Environment environment;
  environment.err = [](std::string_view) {};
  const auto exit_of = [&](Code code) { return write_error({code, msg::cli::no_command()}, {}, environment); };
  EXPECT_EQ(exit_of(Code::invalid), 2);
  EXPECT_EQ(exit_of(Code::not_found), 2);
  EXPECT_EQ(exit_of(Code::corrupt), 1);
  EXPECT_EQ(exit_of(Code::interrupted), 130);
}

}  // namespace
}  // namespace entente::cli
