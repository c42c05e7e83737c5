// SPDX-License-Identifier: Apache-2.0
// What the forms of a report say, besides the full one.
#include "report/html.hpp"
#include "report/pdf.hpp"
#include "report/report_test_data.hpp"
#include "report/spreadsheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace entente::report {
namespace {

using i18n::Language;
using testing::HasSubstr;
using testing::Not;

std::string page(const test::World& world, Form form, Language language = Language::en) {
  return html_of(make(world.facts(), language, form));
}

const DataTable* table_of(const Document& document, std::string_view id) {
  for (const auto* table : tables_of(document)) {
    if (table->id == id) return table;
  }
  return nullptr;
}

TEST(DailyForm, SaysCutOffAndTimeZoneFirstAndTheFigureOfThePeriodBefore) {
  auto world = test::world();
  world.assessment.quiet.days = 124;
  const auto html = page(world, Form::daily);
  EXPECT_THAT(html, HasSubstr("Daily report no. 124"));
  EXPECT_THAT(html,
              HasSubstr("Cut-off 2017-11-10 00:00 (Asia/Damascus); the period is 2017-11-09 00:00 to 2017-11-10"));
  EXPECT_THAT(html,
              HasSubstr("South-west (SW): 1.5 events in the period (certain 0, possible 5); in the period before: "
                        "1.5"));
  EXPECT_THAT(html, HasSubstr("Killed in the zone: 2 (between 1 and 3)"));
  EXPECT_THAT(html, HasSubstr("No restriction is recorded in the period."));
}

TEST(DailyForm, HasNoNumberBeforeEntryIntoForce) {
  EXPECT_THAT(page(test::world(), Form::daily), HasSubstr(">Daily report</h1>"));
}

TEST(DailyForm, NamesNoSource) {
  auto world = test::world();
  world.assessment.origins = {{"Somebody who saw it", 40, 0.8}};
  EXPECT_THAT(page(world, Form::full), HasSubstr("Somebody who saw it"));
  for (const auto form : {Form::daily, Form::weekly})
    EXPECT_THAT(page(world, form), Not(HasSubstr("Somebody who saw it")));
}

TEST(DailyForm, RestrictionsOfThePeriodStandInASectionOfTheirOwn) {
  auto world = test::world();
  const auto add = [&](std::uint8_t number, const char* first, const char* last) {
    record::Entry entry;
    entry.id.bytes[0] = number;
    entry.body =
        record::Restriction{.kind = record::Restriction::Kind::jamming,
                            .place = {{}, {}, "Nawa"},
                            .time = {TimeClaim::Meaning::throughout, DayRange{test::day(first), test::day(last)}, {}},
                            .by = "=party",
                            .words = "told by a monitor"};
    ASSERT_TRUE(world.view.add({number, entry}));
  };
  add(7, "2017-11-08", "2017-11-09");
  add(8, "2017-11-10", "2017-11-11");
  const auto document = make(world.facts(), Language::en, Form::daily);
  const auto* table = table_of(document, "restrictions");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->table.rows.size(), 1u) << "the cut-off belongs to the next period";
  EXPECT_THAT(html_of(document), Not(HasSubstr("told by a monitor")));
  EXPECT_THAT(csv_of(document, "restrictions").value(), HasSubstr(",'=party"));
}

TEST(DailyForm, ListsOnlyWhatMayHaveBeenInThePeriod) {
  auto world = test::world();
  world.days.events.resize(1);
  const auto document = make(world.facts(), Language::en, Form::daily);
  const auto* table = table_of(document, "findings");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->table.rows.size(), 1u);
  world.days.events.clear();
  EXPECT_THAT(page(world, Form::daily), HasSubstr("No violation is recorded in the period."));
}

TEST(WeeklyForm, IsOnePageWithBarsRatiosHotSpotsAndWhatDepends) {
  auto world = test::world();
  world.assessment.by_reading.push_back({terms::ReadingId("R2"), "Side B", findings::VerdictState::strained, {}});
  const auto html = page(world, Form::weekly);
  for (const char* part : {"areas-figure", "ratios-table", "hot-table", "Under the reading “R2” (Side B)"})
    EXPECT_THAT(html, HasSubstr(part));
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    const auto pdf = pdf_of(make(world.facts(), language, Form::weekly)).value();
    EXPECT_THAT(pdf, HasSubstr("/Count 1\n"));
  }
}

TEST(WeeklyForm, TheLeadIsTheVerdicts) {
  const auto world = test::world();
  EXPECT_EQ(make(world.facts(), Language::en, Form::weekly).lead, make(world.facts(), Language::en).lead);
}

TEST(MapSheet, LiesAcrossOneSheetOfThePaperAskedFor) {
  const auto world = test::world();
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    const auto a4 = pdf_of(make(world.facts(), language, Form::map)).value();
    EXPECT_THAT(a4, HasSubstr("/Count 1\n"));
    EXPECT_THAT(a4, HasSubstr("0 0 841.89 595.276"));
    const auto a3 = pdf_of(make(world.facts(), language, Form::map, Sheet::a3)).value();
    EXPECT_THAT(a3, HasSubstr("/Count 1\n"));
    EXPECT_THAT(a3, HasSubstr("0 0 1190.551 841.89"));
  }
  EXPECT_THAT(html_of(make(world.facts(), Language::en, Form::map, Sheet::a3)), HasSubstr("@page{size:A3 landscape;"));
}

TEST(MapSheet, HasItsLegendInThreeLanguagesAndSaysWhatHasNoPlace) {
  const auto html = page(test::world(), Form::map);
  for (const char* words : {"possible violation", "انتهاك محتمل", "возможное нарушение", "coordinates WGS 84",
                            "Borders do not imply endorsement", "Without a place on the map: 1 finding"})
    EXPECT_THAT(html, HasSubstr(words));
}

TEST(MapSheet, HatchesTheZoneButForWhatSomebodyCouldSee) {
  auto world = test::world();
  const auto strokes_of_hatch = [&] {
    const auto document = make(world.facts(), Language::en, Form::map);
    const auto& drawing = std::get<Figure>(document.sections.front().blocks.front()).drawing;
    std::size_t strokes = 0;
    for (const auto& mark : drawing.clipped) {
      const auto* path = std::get_if<Path>(&mark);
      if (path != nullptr && path->pen.stroke == Tone::unknown) strokes += path->strokes.size();
    }
    return strokes;
  };
  const auto all = strokes_of_hatch();
  EXPECT_GT(all, 10u);
  const auto add = [&](std::uint8_t number, double radius_m) {
    record::Entry entry;
    entry.id.bytes[0] = number;
    record::Coverage coverage;
    coverage.place = {geo::Disc{{32.65, 36.15}, radius_m, geo::Disc::Density::uniform}, {}, ""};
    coverage.time = {TimeClaim::Meaning::throughout, DayRange{test::day("2017-08-01"), test::day("2017-08-02")}, {}};
    entry.body = coverage;
    ASSERT_TRUE(world.view.add({number, entry}));
  };
  add(7, 2000);
  EXPECT_GT(strokes_of_hatch(), all) << "lines are cut in two";
  add(8, 20'000);
  EXPECT_EQ(strokes_of_hatch(), 0u);
}

TEST(MapSheet, WithoutAnOutlineSaysSo) {
  auto world = test::world();
  world.terms.zones.front().extents.clear();
  EXPECT_THAT(page(world, Form::map), HasSubstr("No outline of the zone is known"));
}

TEST(Forms, TheSameFactsGiveTheSameBytes) {
  for (const auto form : {Form::full, Form::daily, Form::weekly, Form::map}) {
    for (const auto language : {Language::en, Language::ar, Language::ru}) {
      const auto one = make(test::world().facts(), language, form);
      const auto other = make(test::world().facts(), language, form);
      EXPECT_EQ(html_of(one), html_of(other));
      EXPECT_EQ(pdf_of(one).value(), pdf_of(other).value());
      EXPECT_EQ(xlsx_of(one).value(), xlsx_of(other).value());
      for (const auto* table : tables_of(one))
        EXPECT_EQ(csv_of(one, table->id).value(), csv_of(other, table->id).value()) << table->id;
    }
  }
}

TEST(Forms, TheirTablesHaveIdsOfTheirOwnAndWholeRows) {
  for (const auto form : {Form::daily, Form::weekly}) {
    const auto world = test::world();
    const auto document = make(world.facts(), Language::en, form);
    std::vector<std::string> ids;
    for (const auto* table : tables_of(document)) {
      EXPECT_EQ(std::count(ids.begin(), ids.end(), table->id), 0) << table->id;
      ids.push_back(table->id);
      for (const auto& row : table->table.rows)
        EXPECT_EQ(row.size(), table->table.columns.size()) << table->id;
    }
    EXPECT_GE(ids.size(), 2u);
  }
}

TEST(Forms, WithoutAnInstantEachIsTheFullOne) {
  auto world = test::world();
  world.assessment.at = end_of_time;
  world.days = {};
  world.weeks = {};
  for (const auto form : {Form::daily, Form::weekly})
    EXPECT_EQ(page(world, form), page(world, Form::full));
}

TEST(Forms, ManyRowsAreCutOnPagesAndWholeInSpreadsheets) {
  auto world = test::world();
  const auto one = world.violations.front();
  world.violations.assign(most_rows_on_pages + 3, one);
  const auto document = make(world.facts(), Language::en);
  EXPECT_THAT(html_of(document), HasSubstr("3 further rows are left out here; the .xlsx form has all, and so has the "
                                           ".csv form with --table findings."));
  const auto csv = csv_of(document, "findings").value();
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), static_cast<std::ptrdiff_t>(most_rows_on_pages) + 4);
}

}  // namespace
}  // namespace entente::report
