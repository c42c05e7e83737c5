// SPDX-License-Identifier: Apache-2.0
#include "report/document.hpp"

#include "report/figures.hpp"
#include "report/report_test_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace entente::report {
namespace {

using i18n::Language;
using testing::ElementsAre;

std::vector<std::string> lead_of(const test::World& world) {
  std::vector<std::string> lead;
  for (const auto& sentence : make(world.facts(), Language::en).lead)
    lead.push_back(i18n::render(sentence, Language::en));
  return lead;
}

TEST(Document, TwoSentencesSayWhy) {
  EXPECT_THAT(lead_of(test::world()),
              ElementsAre("In the 90 days after entry into force the count of events was 47, against 170.5 in as many "
                          "days before: a fall of 72 % (between 62 and 80 %).",
                          "In the control areas the count went from 288 to 377 in the same days; who could have seen "
                          "was not recorded, so quiet may be silence."));
}

TEST(Document, ATruceThatDoesNotHoldIsExplainedByTheTestThatDecided) {
  auto world = test::world();
  world.assessment.verdict = findings::VerdictState::broken;
  world.assessment.alarm = {.active = true,
                            .since = test::day("2018-06-19"),
                            .reference_rate = 0.481,
                            .recent_rate = 2.286,
                            .recent_days = 14};
  world.assessment.windows.front().rate_ratio = {true, 1.5, 1.2, 1.9};
  EXPECT_THAT(lead_of(world),
              ElementsAre("An alarm stands since 19 June 2018: 2.3 events a day in the last 14 days, against 0.5 that "
                          "are usual in this truce.",
                          "In the 90 days after entry into force the count of events was 47, against 170.5 in as many "
                          "days before: a rise to 1.5 times as many (between 1.2 and 1.9)."));
}

TEST(Document, AnIntervalAroundOneIsNoCertainChange) {
  auto world = test::world();
  world.assessment.windows.front().rate_ratio_dispersed = {true, 0.9, 0.7, 1.1};
  EXPECT_THAT(lead_of(world).front(), testing::HasSubstr("which is no certain change"));
}

TEST(Document, ItsTablesHaveIdsOfTheirOwn) {
  const auto world = test::world();
  const auto document = make(world.facts(), Language::en);
  std::set<std::string> ids;
  for (const auto* table : tables_of(document)) {
    EXPECT_TRUE(ids.insert(table->id).second) << table->id;
    for (const auto& row : table->table.rows)
      EXPECT_EQ(row.size(), table->table.columns.size()) << table->id;
  }
  for (const char* id : {"tests", "windows", "controls", "origins", "readings", "basis", "findings", "weeks"})
    EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(Document, WhatWasAssumedStandsBesideItsDataset) {
  auto world = test::world();
  world.basis.datasets.front().known_after_s = 3 * 86'400;
  world.basis.places = 2;
  const auto document = make(world.facts(), Language::en);
  const auto tables = tables_of(document);
  const auto datasets = std::find_if(tables.begin(), tables.end(), [](auto* table) { return table->id == "datasets"; });
  ASSERT_NE(datasets, tables.end());
  EXPECT_EQ((*datasets)->table.columns.at(4).key, "known_after");
  EXPECT_EQ(std::get<std::string>((*datasets)->table.rows.at(0).at(4)), "3d");
  std::vector<std::string> said;
  for (const auto& section : document.sections) {
    for (const auto& block : section.blocks) {
      const auto* paragraph = std::get_if<Paragraph>(&block);
      if (paragraph == nullptr) continue;
      for (const auto& sentence : paragraph->sentences)
        said.push_back(i18n::render(sentence, Language::en));
    }
  }
  EXPECT_THAT(said, testing::Contains("2 places imported into this record beside the terms"));
}

// ---- figures ------------------------------------------------------------------------------------------------------

std::vector<Circle> circles_of(const Drawing& drawing) {
  std::vector<Circle> circles;
  for (const auto& mark : drawing.clipped) {
    if (const auto* circle = std::get_if<Circle>(&mark)) circles.push_back(*circle);
  }
  return circles;
}

TEST(Map, APlaceIsADotInADiscOfItsUncertainty) {
  const auto world = test::world();
  const auto map = map_of(world.facts(), Language::en);
  ASSERT_TRUE(map);
  const auto circles = circles_of(map->drawing);
  ASSERT_EQ(circles.size(), 2u) << "the finding without a place is not drawn";
  const auto& [disc, dot] = std::tie(circles[0], circles[1]);
  EXPECT_NEAR(disc.centre.x, 360, 1e-9) << "in the middle of the zone";
  EXPECT_EQ(disc.centre.x, dot.centre.x);
  // The zone is a tenth of a degree high, 11,119.5 m, between margins of 26 units.
  EXPECT_NEAR(disc.radius, (map->drawing.frame.height - 52) * 2000 / 11119.5, 0.01);
  EXPECT_EQ(i18n::render(map->notes.front(), Language::en),
            "On the map: 1 of 2 findings; of the others no point is known, only a name or nothing.");
}

TEST(Map, SeveralOnOnePointAreOneDotWithTheirNumber) {
  auto world = test::world();
  world.violations.push_back(world.violations.front());
  const auto map = map_of(world.facts(), Language::en);
  ASSERT_TRUE(map);
  EXPECT_EQ(circles_of(map->drawing).size(), 2u);
  EXPECT_TRUE(std::any_of(map->drawing.clipped.begin(), map->drawing.clipped.end(), [](const Mark& mark) {
    const auto* label = std::get_if<Label>(&mark);
    return label != nullptr && label->words == "2";
  }));
}

TEST(Map, ThereIsNoneWhereNoOutlineIsKnown) {
  auto world = test::world();
  world.terms.zones.front().extents.clear();
  EXPECT_FALSE(map_of(world.facts(), Language::en));
}

/// The left ends of the bars of a tone, ascending.
std::vector<double> bars_of(const Drawing& drawing, Tone tone) {
  std::vector<double> lefts;
  for (const auto& mark : drawing.marks) {
    const auto* path = std::get_if<Path>(&mark);
    if (path == nullptr || path->pen.fill != tone) continue;
    for (const auto& bar : path->strokes)
      lefts.push_back(bar.front().x);
  }
  std::sort(lefts.begin(), lefts.end());
  return lefts;
}

TEST(WeeklyChart, TimeRunsAsTheScriptDoes) {
  const auto world = test::world();
  const auto english = weekly_chart(world.facts(), Language::en);
  const auto arabic = weekly_chart(world.facts(), Language::ar);
  ASSERT_TRUE(english && arabic);
  ASSERT_EQ(bars_of(english->drawing, Tone::before).size(), 2u);
  ASSERT_EQ(bars_of(english->drawing, Tone::after).size(), 1u) << "a week without events has no bar";
  EXPECT_LT(bars_of(english->drawing, Tone::before).back(), bars_of(english->drawing, Tone::after).front());
  EXPECT_GT(bars_of(arabic->drawing, Tone::before).front(), bars_of(arabic->drawing, Tone::after).front());
}

TEST(WeeklyChart, ShowsWhenTheClauseIsInForceThereNotTheAgreement) {
  auto world = test::world();
  world.assessment.force.from = world.terms.agreement.zone.start_of(test::day("2017-07-03"));
  EXPECT_EQ(bars_of(weekly_chart(world.facts(), Language::en)->drawing, Tone::after).size(), 1u)
      << "never before the agreement";
  world.assessment.force.from = world.terms.agreement.zone.start_of(test::day("2017-07-17"));
  EXPECT_EQ(bars_of(weekly_chart(world.facts(), Language::en)->drawing, Tone::before).size(), 3u);
}

TEST(WeeklyChart, EverythingStandsWithinTheDrawing) {
  auto world = test::world();
  world.assessment.weekly.front().second = 4711;
  const auto chart = weekly_chart(world.facts(), Language::en);
  ASSERT_TRUE(chart);
  for (const auto& mark : chart->drawing.marks) {
    const auto* path = std::get_if<Path>(&mark);
    if (path == nullptr) continue;
    for (const auto& stroke : path->strokes) {
      for (const auto& [x, y] : stroke) {
        EXPECT_TRUE(std::isfinite(x) && 0 <= x && x <= chart->drawing.width) << x;
        EXPECT_TRUE(std::isfinite(y) && 0 <= y && y <= chart->drawing.height) << y;
      }
    }
  }
}

TEST(VerdictSign, EachVerdictHasAShapeOfItsOwn) {
  using findings::VerdictState;
  std::set<std::pair<std::size_t, std::size_t>> shapes;
  for (const auto state :
       {VerdictState::holding, VerdictState::strained, VerdictState::broken, VerdictState::not_assessable}) {
    const auto sign = verdict_sign(state, true);
    std::size_t strokes = 0;
    for (const auto& mark : sign.marks) {
      if (const auto* path = std::get_if<Path>(&mark)) strokes += path->strokes.size();
    }
    EXPECT_TRUE(shapes.emplace(sign.marks.size(), strokes).second);
    EXPECT_GT(verdict_sign(state, false).marks.size(), sign.marks.size()) << "not seen is drawn too";
  }
}

}  // namespace
}  // namespace entente::report
