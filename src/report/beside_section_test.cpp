// SPDX-License-Identifier: Apache-2.0
#include "report/beside_section.hpp"

#include "report/beside_sentences.hpp"
#include "report/report_test_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace entente::report {
namespace {

using findings::NotEstimable;
using i18n::Language;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> in_words(const std::vector<Message>& lines, Language language = Language::en) {
  std::vector<std::string> words;
  for (const auto& line : lines)
    words.push_back(i18n::render(line, language));
  return words;
}

findings::Beside full() {
  findings::Beside beside;
  beside.weeks = {.before = 52, .after = 18, .last_week_days = 5, .change = findings::SeriesChange{}};
  beside.weeks.change->level = {true, 0.41, 0.2, 0.85};
  beside.weeks.change->at_end = {true, 2345.6, 0.5, 1e9};
  findings::DifferenceInDifferences difference;
  difference.periods = 18;
  difference.together.ratio = findings::Interval{true, 0.21, 0.13, 0.34};
  difference.by_control.push_back(difference.together);
  difference.by_control[0].control = "SY04";
  difference.dates = {0.2, std::vector<findings::Placebo>(16), 0};
  beside.difference = difference;
  findings::Displacement moved;
  moved.rings.emplace_back().to_m = 10e3;
  moved.gained = findings::EventsBeyond{-3.2, -9.1, 2.7};
  moved.net_averted = findings::EventsBeyond{120, 80, 160};
  beside.displacement = moved;
  beside.calm = {.zone = {"SW", findings::Followed{124, false}},
                 .controls = {{"SY04", findings::Followed{14, true}}},
                 .of_controls = findings::Duration{.steps = {}, .followed = 5, .returned = 4, .median = {}}};
  beside.calm.of_controls->median->days = 14;
  findings::RetaliationBetween between;
  between.parties = {"gov", "opp"};
  between.after = true;
  between.acts = 40;
  between.by_day_only = 39;
  between.fit = findings::Retaliation{};
  between.fit->sides[0].retaliation_share = 0.25;
  between.fit->sides[0].retaliation_range = findings::Interval{true, 0.25, 0.1, 0.5};
  between.fit->sides[1].retaliation_range = findings::not_estimable(NotEstimable::at_boundary);
  beside.retaliation = {between};
  auto& recount = beside.recounts.emplace_back();
  recount.rule = "place-days";
  recount.unit = terms::CountingRule::Unit::place_day;
  recount.rate_ratio_dispersed = {true, 0.3, 0.2, 0.4};
  beside.datasets.datasets.resize(2);
  beside.datasets.datasets[0].dataset = "acled";
  beside.datasets.shared_origins = {{"Agency", {{"acled", 4, 0.5}, {"ucdp-ged", 2, 0.25}}}};
  findings::Anticipation anticipation;
  anticipation.anticipation_over_before.dispersed = {true, 1.5, 0.9, 2.2};
  anticipation.after_over_before.dispersed = {true, 0.3, 0.2, 0.4};
  beside.anticipation = anticipation;
  return beside;
}

TEST(BesideLines, SayEachNumberWithItsInterval) {
  const auto beside = full();
  EXPECT_THAT(
      in_words(series_lines(beside.weeks)),
      ElementsAre("Weekly trend, 52 weeks before and 18 weeks after: at entry into force the rate was 0.41 times "
                  "what the trend before leads to (95 %: 0.2 to 0.85), in the last week more than 1,000 times "
                  "(95 %: 0.5 to more than 1,000)"));
  EXPECT_THAT(
      in_words(displacement_lines(beside.displacement)),
      ElementsAre("Within 10 km around the area: -3.2 events beyond those expected (95 %: -9.1 to 2.7); averted "
                  "in area and surroundings together: 120 (95 %: 80.0 to 160.0)"));
  EXPECT_THAT(in_words(calm_lines(beside.calm)),
              ElementsAre("Followed for 124 days since entry into force, the rate was not back at that of before",
                          "In the same days it was back in 4 of 5 control areas, in half of them within 14 days"));
  EXPECT_THAT(
      in_words(retaliation_lines(beside.retaliation)),
      ElementsAre("Since entry into force: 25 % of the acts of gov follow acts of opp (95 %: 10 % to 50 %), and "
                  "0 % the other way round (no interval)",
                  "39 of 40 acts known to the day only: answers on the same day are not seen, so the share is "
                  "too low"));
}

TEST(BesideLines, WhereThereIsNoNumberTheySayWhyInEveryLanguage) {
  findings::Beside nothing;
  nothing.weeks.change = findings::not_estimable(NotEstimable::separated);
  const auto lines = in_words(beside_lines(nothing));
  EXPECT_THAT(lines,
              testing::Contains("Weekly trend (interrupted time series): no number; a part without events leaves "
                                "no finite factor"));
  EXPECT_THAT(lines, testing::Contains(HasSubstr("the terms name no control areas")));
  EXPECT_THAT(lines, testing::Contains(HasSubstr("the terms give no announcement before entry into force")));
  for (const auto language : {Language::ar, Language::ru}) {
    const auto words = in_words(beside_lines(nothing), language);
    ASSERT_EQ(words.size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
      EXPECT_NE(words[i], lines[i]);
  }
}

TEST(BesideSection, HasATablePerMethodWhoseRowsAreWhole) {
  auto world = test::world();
  EXPECT_TRUE(beside_section(world.facts(), Language::en).blocks.empty()) << "nobody asked";
  world.assessment.beside = full();
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    std::vector<std::string> ids;
    for (const auto& block : beside_section(world.facts(), language).blocks) {
      const auto* table = std::get_if<DataTable>(&block);
      if (table == nullptr) continue;
      ids.push_back(table->id);
      for (const auto& row : table->table.rows)
        EXPECT_EQ(row.size(), table->table.columns.size()) << table->id;
    }
    EXPECT_THAT(ids, ElementsAre("beside_series", "beside_difference", "beside_displacement", "beside_calm",
                                 "beside_retaliation", "beside_recount", "beside_datasets", "beside_origins",
                                 "beside_anticipation"));
  }
}

TEST(BesideSection, StandsInTheDocument) {
  auto world = test::world();
  const auto without = tables_of(make(world.facts(), Language::en)).size();
  world.assessment.beside = full();
  const auto document = make(world.facts(), Language::en);
  EXPECT_EQ(tables_of(document).size(), without + 9);
}

}  // namespace
}  // namespace entente::report
