// SPDX-License-Identifier: Apache-2.0
// What each method is asked of, and that none of them touches the verdict.
#include "assess/beside.hpp"

#include "assess/assess.hpp"
#include "assess/assess_test_data.hpp"
#include "assess/displacement.hpp"
#include "assess/interrupted_series.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace entente::assess {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const terms::ClauseId clause{"P1"};

// A year before and half a year after: 7 a week, then 2; one control area of 5 a week throughout.
Input calm_after() {
  Input input;
  input.zone.area = "Z";
  test::add_weekly(input.zone.counted, "2016-07-04", "2017-07-03", 7);
  test::add_weekly(input.zone.counted, "2017-07-10", "2018-01-29", 2);
  auto& control = input.controls.emplace_back();
  control.area = "C";
  test::add_weekly(control.counted, "2016-07-04", "2018-01-29", 5);
  return input;
}

Request asked(const char* at = "2018-01-29") {
  Request request;
  request.at = test::start_of(at);
  request.time_by = TimeBy::start;
  request.beside = true;
  return request;
}

findings::Beside beside(const Input& input, const terms::Terms& terms = test::truce(),
                        const Request& request = asked()) {
  return *assess(terms, clause, request, input)->beside;
}

TEST(Beside, IsThereOnlyWhereItIsAskedFor) {
  auto request = asked();
  request.beside = false;
  EXPECT_FALSE(assess(test::truce(), clause, request, calm_after())->beside);
  EXPECT_TRUE(assess(test::truce(), clause, asked(), calm_after())->beside);
}

TEST(Beside, TheSeriesIsOfWeeksFromEntryIntoForceOnBothWays) {
  const auto weeks = beside(calm_after()).weeks;
  EXPECT_EQ(weeks.before, 52) << "2016-07-04 begins a day late for a 53rd";
  EXPECT_EQ(weeks.after, 30) << "204 days";
  EXPECT_EQ(weeks.last_week_days, 1);
  ASSERT_TRUE(weeks.change);
  EXPECT_LT(weeks.change->level.upper, 0.6);
}

TEST(Beside, TheDifferenceTakesTheControlsWeeksOfTheLongestWindow) {
  const auto difference = beside(calm_after()).difference;
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->periods, 25u) << "180 days";
  EXPECT_DOUBLE_EQ(difference->together.control_before, 125);
  EXPECT_EQ(difference->together.zone_after, 50);
  ASSERT_THAT(difference->by_control, SizeIs(1));
  EXPECT_EQ(difference->by_control[0].control, "C");
  EXPECT_EQ(difference->dates.placebos.size(), 3u) << "52 weeks before, 25 on each side of a date, all of them before";
}

TEST(Beside, WithoutControlsThereIsNoDifference) {
  auto input = calm_after();
  input.controls.clear();
  const auto found = beside(input);
  EXPECT_EQ(found.difference.error(), NotEstimable::not_given);
  EXPECT_EQ(found.calm.of_controls.error(), NotEstimable::not_given);
}

TEST(Beside, RingsAreHeldAgainstTheControls) {
  auto input = calm_after();
  input.rings.push_back({.from_m = 0, .to_m = 10e3, .tally = {}});
  test::add_weekly(input.rings[0].tally.counted, "2017-01-09", "2017-07-03", 1);
  test::add_weekly(input.rings[0].tally.counted, "2017-07-10", "2018-01-29", 3);
  const auto moved = beside(input).displacement;
  ASSERT_TRUE(moved);
  ASSERT_THAT(moved->rings, SizeIs(1));
  EXPECT_EQ(moved->rings[0].to_m, 10e3);
  EXPECT_EQ(moved->rings[0].counted.before.events, 24) << "Mondays from 16 January to 26 June";
  EXPECT_EQ(moved->rings[0].counted.after.events, 78);
  EXPECT_GT(moved->gained->lower, 0);
  EXPECT_EQ(beside(calm_after()).displacement.error(), NotEstimable::not_given) << "no outline";
}

TEST(Beside, CalmIsFollowedFromEntryIntoForceUntilTheRateIsBack) {
  auto input = calm_after();
  EXPECT_FALSE(beside(input).calm.controls.at(0).followed->returned) << "129 in 180 days are more than 10 in 14";
  test::add_weekly(input.controls.at(0).counted, "2017-08-07", "2018-01-29", 1);
  EXPECT_FALSE(beside(input).calm.zone.followed->returned);
  EXPECT_TRUE(beside(input).calm.controls.at(0).followed->returned);
  EXPECT_EQ(beside(input).calm.of_controls->returned, 1);
  test::add_weekly(input.zone.counted, "2017-09-04", "2017-10-02", 7);
  const auto back = beside(input).calm.zone.followed;
  EXPECT_TRUE(back->returned);
  EXPECT_GT(back->days, 57);
  EXPECT_LT(back->days, 85);
}

// Acts of two parties, each second by the other, hours apart, and known to the minute.
Input acts(std::chrono::minutes known_to) {
  auto input = calm_after();
  input.zone.counted.clear();
  for (int pair = 0; pair < 60; ++pair) {
    for (int side = 0; side < 2; ++side) {
      auto act = test::event(test::day("2017-07-10") + std::chrono::days{3 * pair + (pair * pair) % 2});
      act.when.from += std::chrono::hours{2 + side * 3};
      act.when.to = act.when.from + known_to;
      act.party = side == 0 ? "gov" : "opp";
      input.zone.counted.push_back(act);
    }
  }
  return input;
}

TEST(Beside, RetaliationIsOfThePartiesThatAreSaidToHaveActed) {
  const auto found = beside(acts(std::chrono::minutes{1})).retaliation;
  ASSERT_THAT(found, SizeIs(2)) << "before and since";
  EXPECT_EQ(found[0].fit.error(), NotEstimable::too_few);
  EXPECT_EQ(found[1].parties, (std::array<std::string, 2>{"gov", "opp"}));
  EXPECT_EQ(found[1].acts, 120);
  EXPECT_EQ(found[1].by_day_only, 0);
  ASSERT_TRUE(found[1].fit);
  EXPECT_GT(found[1].fit->sides[1].retaliation_share, 0.8) << "every act of opp comes three hours after one of gov";
  EXPECT_THAT(beside(calm_after()).retaliation, IsEmpty()) << "nobody is said to have done anything";
}

TEST(Beside, WhatIsKnownToTheDayIsSaidSoAndWhatIsVaguerIsLeftOut) {
  const auto by_day = beside(acts(std::chrono::hours{19})).retaliation.at(1);
  EXPECT_EQ(by_day.acts, 120);
  EXPECT_EQ(by_day.by_day_only, 120);
  EXPECT_EQ(by_day.fit.error(), NotEstimable::known_to_the_day) << "a share of them would be next to nothing";
  const auto vague = beside(acts(std::chrono::hours{26})).retaliation.at(1);
  EXPECT_EQ(vague.acts, 0);
  EXPECT_EQ(vague.too_vague, 120);
}

TEST(Beside, EveryRuleOfTheTermsIsCountedBy) {
  auto terms = test::truce();
  EXPECT_THAT(beside(calm_after(), terms).recounts, IsEmpty());
  using Unit = terms::CountingRule::Unit;
  terms.counting = {{"events", Unit::event, ""}, {"place-days", Unit::place_day, ""}};
  auto input = calm_after();
  for (auto& counted : input.zone.counted)
    counted.place = 0;
  input.zone.counted.push_back(test::event(test::day("2017-07-10")));
  input.zone.counted.back().place = 0;
  const auto recounts = beside(input, terms).recounts;
  ASSERT_THAT(recounts, SizeIs(2));
  EXPECT_EQ(recounts[1].rule, "place-days");
  EXPECT_EQ(recounts[0].after.events, recounts[1].after.events + 1) << "two on one place and day are one";
}

TEST(Beside, DatasetsStandSideBySideWhereThereAreSeveral) {
  auto input = calm_after();
  EXPECT_THAT(beside(input).datasets.datasets, IsEmpty());
  for (std::size_t i = 0; i < input.zone.counted.size(); i += 2)
    input.zone.counted[i].dataset = "ucdp-ged";
  const auto datasets = beside(input).datasets.datasets;
  ASSERT_THAT(datasets, SizeIs(2));
  EXPECT_EQ(datasets[0].dataset, "") << "what people entered";
  EXPECT_EQ(datasets[1].dataset, "ucdp-ged");
}

TEST(Beside, AnticipationNeedsAnAnnouncement) {
  auto terms = test::truce();
  EXPECT_EQ(beside(calm_after(), terms).anticipation.error(), NotEstimable::not_given);
  terms.agreement.announced_at = *parse_zoned("2017-07-02T00:00[Asia/Damascus]");
  const auto found = beside(calm_after(), terms).anticipation;
  ASSERT_TRUE(found);
  EXPECT_EQ(found->anticipation.exposure_days, 7);
  EXPECT_EQ(found->anticipation.events.expected, 1) << "the Sunday of the last week; the week after is silent";
  EXPECT_DOUBLE_EQ(found->before.exposure_days, 180);
}

TEST(Beside, BeforeEntryIntoForceEveryMethodSaysWhyItSaysNothing) {
  auto input = calm_after();
  input.rings.emplace_back();
  const auto found = beside(input, test::truce(), asked("2017-07-01"));
  EXPECT_EQ(found.weeks.change.error(), NotEstimable::too_few);
  EXPECT_EQ(found.difference.error(), NotEstimable::too_few);
  EXPECT_EQ(found.displacement.error(), NotEstimable::too_few);
  EXPECT_EQ(found.calm.zone.followed.error(), NotEstimable::too_few);
}

// The tests' ids and what they say, and the verdict.
auto judgement(const findings::Assessment& assessment) {
  std::vector<std::string> says{std::string(findings::word(assessment.verdict))};
  for (const auto& test : assessment.tests) {
    says.push_back(test.test + (test.decides ? " decides " : " ") + std::string(findings::word(test.says)));
  }
  return says;
}

RC_GTEST_PROP(Beside, NeverChangesTheVerdictOrATest, ()) {
  Input input;
  input.zone.area = "Z";
  const auto days = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-400, 250));
  for (const int day : days) {
    input.zone.counted.push_back(test::event(test::day("2017-07-09") + std::chrono::days{day}));
    input.zone.counted.back().party = *rc::gen::element<std::string>("", "gov", "opp");
    input.zone.counted.back().dataset = *rc::gen::element<std::string>("a", "b");
  }
  input.rings.push_back({.from_m = 0, .to_m = 10e3, .tally = input.zone});
  input.controls.push_back(input.zone);
  auto request = asked();
  request.time_by = *rc::gen::element(TimeBy::spread, TimeBy::start);
  const auto with = assess(test::truce(), clause, request, input);
  request.beside = false;
  const auto without = assess(test::truce(), clause, request, input);
  RC_ASSERT(judgement(*with) == judgement(*without));
}

}  // namespace
}  // namespace entente::assess
