// SPDX-License-Identifier: Apache-2.0
// The whole assessment on made tallies: what it refuses, and which verdict follows from what.
#include "assess/assess.hpp"

#include "assess/assess_test_data.hpp"
#include "i18n/render.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace entente::assess {
namespace {

using findings::VerdictState;
using test::event;

const terms::ClauseId clause{"P1"};

Request request_at(const char* at) {
  Request request;
  request.at = test::start_of(at);
  request.time_by = TimeBy::start;
  return request;
}

// Fourteen events a week until entry into force, `after` a week from then on.
Input tally(int after, const char* until = "2018-07-09") {
  Input input;
  input.zone.area = "SW";
  test::add_weekly(input.zone.counted, "2016-07-10", "2017-07-09", 14);
  test::add_weekly(input.zone.counted, "2017-07-09", until, after);
  return input;
}

findings::Assessment judged(const Input& input, const char* at, const terms::Terms& terms = test::truce()) {
  return *assess(terms, clause, request_at(at), input);
}

const findings::VerdictTest& test_named(const findings::Assessment& assessment, std::string_view name) {
  const auto found = std::find_if(assessment.tests.begin(), assessment.tests.end(),
                                  [name](const auto& test) { return test.test == name; });
  if (found == assessment.tests.end()) throw std::out_of_range(std::string(name));
  return *found;
}

std::vector<std::string> deciding(const findings::Assessment& assessment) {
  std::vector<std::string> names;
  for (const auto& test : assessment.tests) {
    if (test.decides) names.push_back(test.test);
  }
  return names;
}

std::string words(const Message& message) { return i18n::render(message, i18n::Language::en); }

TEST(Assess, RefusesWhatItCannotCount) {
  const auto refused = [](auto&& change) {
    Request request = request_at("2018-01-01");
    change(request);
    const auto result = assess(test::truce(), clause, request, tally(2));
    EXPECT_FALSE(result.has_value());
    return result ? std::string() : std::string(result.error().message.id);
  };
  EXPECT_EQ(refused([](Request& r) { r.windows_days = {30, 0}; }), "assess.window_not_positive");
  EXPECT_EQ(refused([](Request& r) { r.windows_days = {}; }), "assess.no_windows");
  EXPECT_EQ(refused([](Request& r) { r.series = DayRange{test::day("2018-01-01"), test::day("2017-12-31")}; }),
            "assess.series_empty");
  EXPECT_EQ(refused([](Request& r) { r.series = DayRange{test::day("1800-01-01"), test::day("2017-12-31")}; }),
            "assess.series_too_long");
  EXPECT_EQ(refused([](Request& r) { r.min_segment_days = 0; }), "assess.min_segment_not_positive");
  EXPECT_EQ(refused([](Request& r) { r.penalty = -1; }), "assess.penalty_negative");
  EXPECT_EQ(refused([](Request& r) { r.max_span_days = 0; }), "assess.max_span_not_positive");
}

TEST(Assess, RefusesAnAgreementWithoutEntryIntoForce) {
  auto terms = test::truce();
  terms.agreement.in_force_from.reset();
  const auto result = assess(terms, clause, request_at("2018-01-01"), tally(2));
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().message.id, "assess.no_entry_into_force");
}

TEST(Verdict, IsHoldingWhenEveryWindowIsSurelyHalvedAndUnknownCoverageIsSaid) {
  const auto result = judged(tally(2), "2018-02-01");
  EXPECT_EQ(result.verdict, VerdictState::holding);
  EXPECT_THAT(deciding(result), testing::ElementsAre("rate_ratio_30d", "rate_ratio_90d", "rate_ratio_180d",
                                                     "rate_ratio_since_entry", "alarm"));
  EXPECT_EQ(test_named(result, "coverage").says, VerdictState::not_assessable);
  EXPECT_FALSE(test_named(result, "coverage").decides);
}

TEST(Verdict, IsStrainedWhenAHalvingIsNotSure) {
  const auto result = judged(tally(7), "2017-09-01");
  EXPECT_EQ(result.verdict, VerdictState::strained);
  EXPECT_THAT(deciding(result), testing::Contains("rate_ratio_30d"));
}

TEST(Verdict, IsBrokenWhenTheRateNeverFell) {
  const auto result = judged(tally(14), "2017-12-01");
  EXPECT_EQ(result.verdict, VerdictState::broken);
  EXPECT_THAT(deciding(result), testing::Contains("rate_ratio_since_entry"));
}

TEST(Verdict, IsBrokenByRecentDaysWhileTheLongWindowsStillLookGood) {
  Input input = tally(2, "2018-06-17");
  test::add_weekly(input.zone.counted, "2018-06-17", "2018-06-25", 25);
  const auto result = judged(input, "2018-06-25");
  EXPECT_EQ(result.verdict, VerdictState::broken);
  EXPECT_THAT(deciding(result), testing::ElementsAre("alarm"));
  EXPECT_EQ(test_named(result, "rate_ratio_180d").says, VerdictState::holding);
}

TEST(Verdict, OfATruceThatWasBrokenStaysStrainedUntilItHasRecovered) {
  Input input = tally(2, "2018-03-04");
  test::add_weekly(input.zone.counted, "2018-03-04", "2018-03-18", 25);
  EXPECT_EQ(judged(input, "2018-03-18").verdict, VerdictState::broken);
  const auto calm = judged(input, "2018-05-01");
  EXPECT_EQ(calm.verdict, VerdictState::strained);
  EXPECT_FALSE(calm.alarm.active);
  EXPECT_EQ(test_named(calm, "alarm").reason.id, "assess.alarm_recovering");
  EXPECT_EQ(judged(input, "2018-07-09").verdict, VerdictState::holding);
}

TEST(Verdict, IsNotAssessableBeforeEntryAfterTheEndAndInTheFirstDays) {
  EXPECT_EQ(judged(tally(2), "2017-07-01").verdict, VerdictState::not_assessable);
  EXPECT_EQ(judged(tally(2), "2017-07-12").verdict, VerdictState::not_assessable);
  auto ended = test::truce();
  ended.agreement.ended_at = *parse_zoned("2018-01-01T00:00[Asia/Damascus]");
  const auto after = judged(tally(2), "2018-02-01", ended);
  EXPECT_EQ(after.verdict, VerdictState::not_assessable);
  EXPECT_THAT(deciding(after), testing::ElementsAre("in_force"));
  EXPECT_EQ(judged(tally(2), "2017-12-31", ended).verdict, VerdictState::holding);
}

TEST(Verdict, IsNotAssessableWhileTheTermsDoNotCallTheAgreementInForce) {
  using terms::Status;
  const std::vector<std::pair<Status, std::string>> stages = {{Status::draft, "draft"},
                                                              {Status::agreed, "agreed"},
                                                              {Status::announced, "announced"},
                                                              {Status::suspended, "suspended"}};
  for (const auto& [status, word] : stages) {
    auto terms = test::truce();
    terms.agreement.status = status;
    const auto result = judged(tally(2), "2018-02-01", terms);
    EXPECT_EQ(result.verdict, VerdictState::not_assessable) << word;
    EXPECT_THAT(deciding(result), testing::ElementsAre("status"));
    EXPECT_THAT(words(test_named(result, "rate_ratio_since_entry").reason),
                testing::StartsWith("Since the day given for entry into force, "))
        << "that it came into force is not said, for " << word;
    EXPECT_THROW((void)test_named(result, "in_force"), std::out_of_range)
        << "it would say in force since, for " << word;
    EXPECT_EQ(words(test_named(result, "status").reason),
              "The terms call the agreement “" + word +
                  "”: that it is in force is not said; once it is, set “status” to “in_force” in them.");
  }
}

TEST(Verdict, OfAnAgreementThatIsInForceOrHasEndedIsReachedWithoutATestOfItsStatus) {
  for (const auto status : {terms::Status::in_force, terms::Status::ended}) {
    auto terms = test::truce();
    terms.agreement.status = status;
    terms.agreement.ended_at = *parse_zoned("2018-03-01T00:00[Asia/Damascus]");
    const auto result = judged(tally(2), "2018-02-01", terms);
    EXPECT_EQ(result.verdict, VerdictState::holding);
    EXPECT_EQ(test_named(result, "in_force").says, VerdictState::holding);
    EXPECT_THROW((void)test_named(result, "status"), std::out_of_range);
  }
}

TEST(Verdict, IsNotAssessableWhenTheTermsCountSomethingOtherThanEvents) {
  using Unit = terms::CountingRule::Unit;
  const std::vector<std::pair<Unit, std::string>> units = {{Unit::place_day, "place and day"},
                                                           {Unit::place_day_weapon, "place, day and weapon"}};
  for (const auto& [unit, word] : units) {
    auto terms = test::truce();
    terms.counting = {{.id = "own", .unit = unit, .note = {}}, {.id = "events", .unit = Unit::event, .note = {}}};
    const auto result = judged(tally(2), "2018-02-01", terms);
    EXPECT_EQ(result.verdict, VerdictState::not_assessable) << word;
    EXPECT_THAT(deciding(result), testing::ElementsAre("counting_rule"));
    EXPECT_THAT(words(test_named(result, "counting_rule").reason),
                testing::StartsWith("The terms count by " + word + "; this version counts events."));
  }
}

TEST(Verdict, FollowsTheFirstCountingRuleOnly) {
  using Unit = terms::CountingRule::Unit;
  auto terms = test::truce();
  terms.counting = {{.id = "events", .unit = Unit::event, .note = {}},
                    {.id = "own", .unit = Unit::place_day, .note = {}}};
  const auto result = judged(tally(2), "2018-02-01", terms);
  EXPECT_EQ(result.verdict, VerdictState::holding);
  EXPECT_THROW((void)test_named(result, "counting_rule"), std::out_of_range);
}

TEST(Verdict, OfARecordThatSaysNothingIsNotAssessableAndNoInstantIsMadeUp) {
  Input nothing;
  nothing.anything_recorded = false;
  Request request = request_at("2018-02-01");
  request.known_at = test::start_of("2015-01-01");
  const auto asked = *assess(test::truce(), clause, request, nothing);
  EXPECT_EQ(asked.verdict, VerdictState::not_assessable);
  EXPECT_THAT(deciding(asked), testing::ElementsAre("recorded"));
  EXPECT_EQ(words(test_named(asked, "recorded").reason),
            "Nothing that says when it happened was recorded by 2015-01-01 00:00; ask with a later --known-at.");

  request.at = end_of_time;
  const auto unasked = *assess(test::truce(), clause, request, nothing);
  EXPECT_EQ(unasked.verdict, VerdictState::not_assessable);
  EXPECT_EQ(unasked.at, end_of_time);
  EXPECT_TRUE(unasked.windows.empty());
  EXPECT_THAT(deciding(unasked), testing::ElementsAre("recorded"));
}

// The truce kept until the record ends in its first days.
Input recorded_until(Instant until) {
  Input input = tally(2, "2017-07-12");
  input.recorded = {{beginning_of_time, until}};
  return input;
}

TEST(Verdict, IsNotAssessableWhereSilenceIsThatOfTheRecord) {
  const auto result = judged(recorded_until(test::start_of("2017-07-12")), "2018-06-25");
  EXPECT_EQ(result.verdict, VerdictState::not_assessable);
  EXPECT_THAT(deciding(result), testing::ElementsAre("record_reaches"));
  EXPECT_EQ(
      words(test_named(result, "record_reaches").reason),
      "Nothing is recorded of this area or those it is compared with after 2017-07-11; silence in the last 14 days "
      "before 2018-06-25 shows nothing. Import what was reported since, or ask with an earlier --at.");
}

TEST(Verdict, IsReachedWhenAnythingIsRecordedWithinTheRecentDays) {
  const auto fortnight_ago = test::start_of("2018-06-11");
  EXPECT_EQ(judged(recorded_until(fortnight_ago), "2018-06-25").verdict, VerdictState::not_assessable);
  const auto result = judged(recorded_until(fortnight_ago + std::chrono::seconds{1}), "2018-06-25");
  EXPECT_EQ(result.verdict, VerdictState::holding);
  EXPECT_EQ(words(test_named(result, "record_reaches").reason), "What is recorded reaches to 2018-06-11.");
}

TEST(Verdict, WhatIsRecordedOfLaterDaysFillsNoGap) {
  Input input = recorded_until(test::start_of("2017-07-12"));
  input.recorded.push_back({test::start_of("2018-06-25"), end_of_time});
  EXPECT_EQ(judged(input, "2018-06-25").verdict, VerdictState::not_assessable);
  const auto result = judged(input, "2018-06-26");
  EXPECT_EQ(result.verdict, VerdictState::not_assessable) << "one report of yesterday says nothing of a year";
  EXPECT_EQ(words(test_named(result, "record_reaches").reason),
            "Nothing is recorded of this area or those it is compared with from 2017-07-12 to 2018-06-24, 348 days on "
            "end; silence of 14 days or more shows nothing. Import what was reported then, or enter who could see.");
  input.recorded.erase(input.recorded.begin());
  EXPECT_EQ(test_named(judged(input, "2018-06-25"), "record_reaches").reason.id, "assess.record_begins_later");
}

TEST(Verdict, BearsASilenceOfLessThanTheRecentDaysAndNoLonger) {
  const auto silent_until = [](const char* until) {
    Input input = tally(2);
    input.recorded = {{beginning_of_time, test::start_of("2017-11-01")}, {test::start_of(until), end_of_time}};
    return judged(input, "2018-06-25");
  };
  EXPECT_EQ(silent_until("2017-11-14").verdict, VerdictState::holding);
  const auto result = silent_until("2017-11-15");
  EXPECT_EQ(result.verdict, VerdictState::not_assessable);
  EXPECT_EQ(test_named(result, "record_reaches").reason.id, "assess.record_silent");
}

TEST(Verdict, ComparesNothingWithATimeBeforeOfWhichNothingIsRecorded) {
  // The record begins two months before the truce: the 180 days before only seem to be calmer.
  Input input = tally(2);
  std::erase_if(input.zone.counted, [](const auto& one) { return one.first_day < test::day("2017-05-10"); });
  input.recorded = {{test::start_of("2017-05-10"), end_of_time}};
  const auto early = judged(input, "2017-09-01");
  EXPECT_EQ(early.verdict, VerdictState::holding);
  EXPECT_EQ(words(test_named(early, "alarm").reason),
            "Alarm: nothing is recorded from 2017-01-10 to 2017-05-09, so that time before says nothing.");
  const auto later = judged(input, "2018-02-01");
  EXPECT_EQ(test_named(later, "rate_ratio_30d").says, VerdictState::holding);
  EXPECT_EQ(test_named(later, "rate_ratio_90d").reason.id, "assess.baseline_silent");
  EXPECT_EQ(later.verdict, VerdictState::not_assessable) << "half a year in force against two months before";
}

TEST(Verdict, IsNotAssessableWhereMostOfWhatIsCountedMayAsWellNotBe) {
  Input input = tally(2);
  const auto doubt = [&](std::size_t certain_one_in) {
    std::size_t number = 0;
    for (auto& one : input.zone.counted)
      one.inside = number++ % certain_one_in == 0 ? geo::certainly_inside : geo::Membership{0, 0.5, 1};
    return judged(input, "2018-06-25");
  };
  EXPECT_EQ(doubt(2).verdict, VerdictState::holding) << "two of three expected are certain";
  const auto hardly = doubt(4);  // one of two and a half
  EXPECT_EQ(hardly.verdict, VerdictState::not_assessable);
  EXPECT_THAT(deciding(hardly), testing::ElementsAre("certainty"));
}

TEST(Verdict, CountsFromWhenTheClauseIsInForceThere) {
  Input input = tally(2);
  input.zone.force = {test::start_of("2018-01-01"), test::start_of("2018-05-01")};
  const auto before = judged(input, "2017-12-01");
  EXPECT_EQ(before.verdict, VerdictState::not_assessable);
  EXPECT_EQ(words(test_named(before, "in_force").reason), "Not in force yet: entry into force is on 2018-01-01.");
  const auto during = judged(input, "2018-03-02");
  EXPECT_EQ(during.quiet.days, 60);
  EXPECT_EQ(during.windows.front().before.when.to, test::start_of("2018-01-01"));
  EXPECT_EQ(during.verdict, VerdictState::strained) << "no calmer than the weeks before";
  EXPECT_EQ(judged(input, "2018-06-25").verdict, VerdictState::not_assessable) << "it has ended there";
}

TEST(Verdict, OfAClauseThatIsNeverInForceThereIsNotAssessable) {
  Input input = tally(2);
  input.zone.force = {test::start_of("2016-01-01"), test::start_of("2017-01-01")};
  const auto result = judged(input, "2018-02-01");
  EXPECT_EQ(result.verdict, VerdictState::not_assessable);
  EXPECT_EQ(test_named(result, "in_force").reason.id, "assess.never_in_force");
}

TEST(Verdict, OfWhatWasKnownLongBeforeSaysUntilWhenItWasKnown) {
  Input input = recorded_until(test::start_of("2017-08-01"));
  Request request = request_at("2018-06-25");
  request.known_at = test::start_of("2017-08-01");
  const auto result = *assess(test::truce(), clause, request, input);
  EXPECT_EQ(result.verdict, VerdictState::not_assessable);
  EXPECT_EQ(words(test_named(result, "record_reaches").reason),
            "Known only until 2017-08-01; silence in the last 14 days before 2018-06-25 shows nothing. "
            "Ask with a later --known-at, or with an earlier --at.");
}

TEST(Verdict, IsNotBrokenByAnAlarmThatHasNextToNothingToCompareWith) {
  Input input;
  input.zone.counted = {event("2017-07-01")};
  test::add_weekly(input.zone.counted, "2017-12-01", "2018-02-01", 20);
  const auto result = judged(input, "2018-02-01");
  EXPECT_EQ(result.verdict, VerdictState::not_assessable);
  EXPECT_EQ(test_named(result, "alarm").says, VerdictState::not_assessable);
  EXPECT_EQ(words(test_named(result, "alarm").reason),
            "Alarm: too little to compare with, 1 event before; the terms ask for at least 10.");
}

TEST(Verdict, AfterTheEndTestsOnlyWhatWasBeforeIt) {
  // The truce is kept until it is overrun; then the guns are silent because one side has won.
  Input input = tally(2, "2018-03-04");
  test::add_weekly(input.zone.counted, "2018-03-04", "2018-03-18", 25);
  auto ended = test::truce();
  ended.agreement.ended_at = *parse_zoned("2018-03-18T00:00[Asia/Damascus]");
  Request request = request_at("2019-06-01");
  request.windows_days = {180, 365};
  const auto after = *assess(ended, clause, request, input);
  EXPECT_EQ(after.verdict, VerdictState::not_assessable);
  EXPECT_THAT(deciding(after), testing::Contains("in_force"));
  EXPECT_EQ(words(test_named(after, "in_force").reason),
            "It ended on 2018-03-18; what is counted after that is no test of it.");
  EXPECT_EQ(test_named(after, "alarm").reason.id, "assess.alarm_broken") << "how it stood at its end";
  EXPECT_THAT(words(test_named(after, "rate_ratio_since_entry").reason),
              testing::StartsWith("From entry into force to the end, 252 days:"));
  EXPECT_EQ(test_named(after, "rate_ratio_180d").says, VerdictState::holding);
  EXPECT_EQ(test_named(after, "rate_ratio_365d").reason.id, "assess.window_beyond_end");
  EXPECT_EQ(judged(input, "2019-06-01").verdict, VerdictState::holding) << "without an end, silence is taken for peace";
}

TEST(Verdict, IsNotAssessableWhenNothingOrTooLittleIsKnownFromBefore) {
  EXPECT_EQ(judged({}, "2018-02-01").verdict, VerdictState::not_assessable);
  Input few;
  few.zone.counted = {event("2017-07-01"), event("2017-08-01")};
  const auto result = judged(few, "2018-02-01");
  EXPECT_EQ(result.verdict, VerdictState::not_assessable);
  EXPECT_EQ(test_named(result, "rate_ratio_180d").reason.id, "assess.ratio_no_baseline");
}

TEST(Verdict, FollowsTheCoverageThatTheTermsDemand) {
  auto demanding = test::truce();
  demanding.verdict.minimum_coverage = 0.25;
  EXPECT_EQ(judged(tally(2), "2018-02-01", demanding).verdict, VerdictState::not_assessable) << "unknown";

  Input seen = tally(2);
  seen.coverage = {.area = "SW", .known = true, .covered = {{{beginning_of_time, test::start_of("2017-07-20")}, 0.9}}};
  EXPECT_EQ(judged(seen, "2018-02-01", demanding).verdict, VerdictState::not_assessable) << "hardly any after";
  EXPECT_EQ(judged(seen, "2018-02-01").verdict, VerdictState::holding) << "not demanded";

  seen.coverage.covered[0].when.to = end_of_time;
  EXPECT_EQ(judged(seen, "2018-02-01", demanding).verdict, VerdictState::holding);
}

TEST(Verdict, OfAFallThatHappenedEverywhereSaysSoAndIsNotChangedByIt) {
  Input input = tally(2);
  input.controls.push_back(input.zone);
  const auto result = judged(input, "2018-02-01");
  EXPECT_EQ(result.verdict, VerdictState::holding);
  EXPECT_EQ(test_named(result, "control").says, VerdictState::strained);
  EXPECT_EQ(test_named(result, "control").reason.id, "assess.control_not_more");
}

TEST(Verdict, ReasonsAreWordsWithTheirNumbers) {
  const auto result = judged(tally(2), "2018-02-01");
  EXPECT_EQ(words(test_named(result, "rate_ratio_90d").reason).substr(0, 60),
            "Window of 90 days: 0.144 times the rate before [0.091, 0.221");
  for (const auto& test : result.tests) {
    for (const auto language : {i18n::Language::en, i18n::Language::ar, i18n::Language::ru}) {
      EXPECT_FALSE(i18n::render(test.reason, language).empty()) << test.test;
    }
  }
}

TEST(Assess, CountsCarveOutsAndPermittedApart) {
  Input input = tally(2);
  input.zone.carved_out = {event("2017-07-01"), event("2017-07-20"), event("2017-07-21")};
  auto permitted = event("2017-07-20");
  permitted.permitted = true;
  const auto without = judged(input, "2018-02-01");
  input.zone.counted.push_back(permitted);
  const auto with = judged(input, "2018-02-01");
  EXPECT_EQ(with.carved_out_before.expected, 1);
  EXPECT_EQ(with.carved_out_after.expected, 2);
  EXPECT_EQ(with.permitted_after.expected, 1);
  EXPECT_EQ(with.windows[0].after.events.expected, without.windows[0].after.events.expected);
}

TEST(Assess, SaysWhatIsLeftOutOfTheDaysThatTheVerdictLooksAt) {
  using findings::LeftOut;
  const auto on = [](const char* day) { return test::damascus().range_of({test::day(day), test::day(day)}); };
  Input input = tally(2);
  input.zone.left_out = {{LeftOut::refuted, on("2017-07-20")},   {LeftOut::refuted, on("2017-01-12")},
                         {LeftOut::refuted, on("2017-01-09")},   {LeftOut::duplicate, on("2018-01-31")},
                         {LeftOut::duplicate, on("2018-02-01")}, {LeftOut::unknown_actor, std::nullopt}};
  const auto result = judged(input, "2018-02-01");
  EXPECT_THAT(result.left_out, testing::ElementsAre(2, 0, 1, 0, 1, 0))
      << "from the longest window's first day, 10 January 2017, until 1 February 2018";
}

TEST(Assess, GivesWeeksThatBeginOnMondayAndAddUp) {
  Request request = request_at("2018-02-01");
  request.series = DayRange{test::day("2017-07-01"), test::day("2018-12-31")};
  const auto result = *assess(test::truce(), clause, request, tally(2));
  ASSERT_GT(result.weekly.size(), 3u);
  EXPECT_EQ(result.weekly[0].first, test::day("2017-07-01")) << "a Saturday: the series begins within a week";
  EXPECT_EQ(result.weekly[1].first, test::day("2017-07-03"));
  EXPECT_EQ(result.weekly[2].first, test::day("2017-07-10"));
  EXPECT_EQ(result.series.to, test::start_of("2018-02-01")) << "cut at the instant";
}

TEST(Assess, StartsTheSeriesWithTheRecordWhenNothingElseIsSaid) {
  Input input = tally(2);
  const auto result = judged(input, "2018-02-01");
  EXPECT_EQ(result.series.from, test::start_of("2016-07-10"));
  ASSERT_EQ(result.change_points.size(), 1u);
  EXPECT_EQ(result.change_points[0].date, test::day("2017-07-11"))
      << "the first week's two events fall on 9 and 10 July";
}

TEST(Assess, OfASeriesThatLiesAfterTheInstantHasNoBreaks) {
  Request request = request_at("2018-02-01");
  request.series = DayRange{test::day("2019-01-01"), test::day("2019-12-31")};
  const auto result = *assess(test::truce(), clause, request, tally(2));
  EXPECT_TRUE(result.change_points.empty());
  EXPECT_TRUE(result.weekly.empty());
}

TEST(Assess, SaysTheVerdictUnderEveryWayOfCounting) {
  // Each event of the truce may have been on any day of the year; by their first days all were in its first week.
  Input input = tally(0);
  for (int i = 0; i < 40; ++i)
    input.zone.counted.push_back(event("2017-07-10", 365));
  Request request = request_at("2017-08-20");
  request.windows_days = {30};
  EXPECT_EQ(assess(test::truce(), clause, request, input)->by_counting.size(), 1u) << "only when asked";

  request.every_counting = true;
  request.max_span_days = 10;
  const auto result = *assess(test::truce(), clause, request, input);
  const auto state = [&](TimeBy time_by, std::optional<int> span) {
    for (const auto& counting : result.by_counting) {
      if (counting.time_by == time_by && counting.max_span_days == span) return counting.state;
    }
    throw std::out_of_range("no such counting");
  };
  EXPECT_EQ(result.by_counting.size(), 6u);
  EXPECT_EQ(result.by_counting.front().state, result.verdict);
  EXPECT_EQ(state(TimeBy::start, 10), VerdictState::holding) << "all are left out";
  EXPECT_EQ(state(TimeBy::start, {}), VerdictState::strained) << "all count on one day";
  EXPECT_EQ(state(TimeBy::spread, {}), VerdictState::holding);
}

TEST(Assess, GivesTheSameTwice) {
  for (const TimeBy time_by : {TimeBy::start, TimeBy::spread}) {
    Request request = request_at("2018-02-01");
    request.time_by = time_by;
    const auto one = *assess(test::truce(), clause, request, tally(3));
    const auto two = *assess(test::truce(), clause, request, tally(3));
    EXPECT_EQ(one.windows[2].rate_ratio_dispersed.upper, two.windows[2].rate_ratio_dispersed.upper);
    EXPECT_EQ(one.alarm.statistic, two.alarm.statistic);
    EXPECT_EQ(one.weekly, two.weekly);
  }
}

}  // namespace
}  // namespace entente::assess
