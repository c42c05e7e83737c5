// SPDX-License-Identifier: Apache-2.0
#include "evaluate/evaluate.hpp"

#include "evaluate/test_world.hpp"
#include "i18n/render.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace entente::evaluate {
namespace {

using namespace test;
using findings::Answer;
using findings::Condition;
using findings::ViolationState;
using terms::Act;
using terms::Weapon;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto sure = ViolationState::violation;
constexpr auto possible = ViolationState::possible;
constexpr auto refused = ViolationState::not_violation;

/// The plain stories stand in text, test/scenarios/*.story; these change the terms too, or ask for what is finer.
/// What the clear violation is changed to, and what then is expected of the one finding about it.
struct Story {
  std::string_view what;
  std::function<void(terms::Terms&, record::Incident&)> change;
  ViolationState state;
  double probability;
  Condition condition;
  Answer answer;
  std::string_view reason;
};

const findings::Ground& ground(const findings::Violation& violation, Condition condition) {
  return violation.grounds.at(static_cast<std::size_t>(condition));
}

void tell(const Story& story) {
  SCOPED_TRACE(story.what);
  auto terms = agreement();
  auto incident = violation();
  story.change(terms, incident);
  const auto found = judge(terms, incident);
  ASSERT_EQ(found.size(), 1u);
  const auto& finding = found.front();
  EXPECT_EQ(finding.grounds.size(), static_cast<std::size_t>(findings::condition_count));
  EXPECT_EQ(findings::word(finding.state), findings::word(story.state));
  EXPECT_THAT(finding.probability, DoubleNear(story.probability, 1e-4));
  const auto& asked = ground(finding, story.condition);
  EXPECT_EQ(asked.answer, story.answer);
  EXPECT_EQ(asked.reason.id, story.reason) << i18n::render(asked.reason, i18n::Language::en);
}

using T = terms::Terms;
using I = record::Incident;

TEST(Evaluate, EveryConditionDecidesWhereItIsNotMet) {
  const Story stories[] = {
      {"all conditions met", [](T&, I&) {}, sure, 1, Condition::act, Answer::met, "evaluate.act_forbidden"},

      // act
      {"act unknown", [](T&, I& i) { i.act = Act::unknown; }, possible, 0.5, Condition::act, Answer::uncertain,
       "evaluate.act_unknown"},
      {"hostilities where only air attacks are forbidden",
       [](T& t, I& i) {
         p1(t).acts = {Act::air_attack};
         i.act = Act::hostilities;
       },
       possible, 0.5, Condition::act, Answer::uncertain, "evaluate.act_too_coarse"},

      // actors
      {"by dataset id", [](T&, I& i) { i.participants = {{Role::side_a, "whoever", "ucdp", "118"},
                                                         {Role::side_b, "", "ucdp", "4456"}}; },
       sure, 1, Condition::actors, Answer::met, "evaluate.actors_between"},
      {"units of the parties", [](T&, I& i) { i.participants = clash("Southern Front", "republican guard"); }, sure, 1,
       Condition::actors, Answer::met, "evaluate.actors_between"},
      {"an alliance with a party in it", [](T&, I& i) { i.participants = clash("Government", "Strangers, Southern Front"); },
       sure, 1, Condition::actors, Answer::met, "evaluate.actors_between"},
      {"the opposition attacks", [](T&, I& i) { i.participants = attack("Opposition", "Government"); }, sure, 1,
       Condition::actors, Answer::met, "evaluate.actors_by_against"},
      {"the opposition attacks, but only the government is bound",
       [](T& t, I& i) {
         p1(t).mutual = false;
         i.participants = attack("Opposition", "Government");
       },
       refused, 0, Condition::actors, Answer::unmet, "evaluate.actors_not_bound"},
      {"who attacked is not known, and only the government is bound", [](T& t, I&) { p1(t).mutual = false; }, possible,
       0.5, Condition::actors, Answer::uncertain, "evaluate.actors_direction"},
      {"somebody of whom the terms say nothing", [](T&, I& i) { i.participants = clash("Opposition", "Smugglers"); },
       refused, 0, Condition::actors, Answer::unmet, "evaluate.actors_not_bound"},
      {"nobody is named", [](T&, I& i) { i.participants = {}; }, possible, 0.5, Condition::actors, Answer::uncertain,
       "evaluate.actors_unknown"},
      {"“opposition” where only a part of it is bound",
       [](T& t, I&) { p1(t).against = {terms::ActorId{"south"}}; }, possible, 0.5, Condition::actors, Answer::uncertain,
       "evaluate.actors_too_coarse"},
      {"every party, against anyone",
       [](T& t, I& i) {
         p1(t).who = {};
         p1(t).against = {};
         i.participants = attack("Southern Front", "Civilians");
       },
       sure, 1, Condition::actors, Answer::met, "evaluate.actors_by_against"},
      {"against a party, by somebody who is none",
       [](T& t, I& i) {
         p1(t).who = {};
         p1(t).against = {};
         i.participants = attack("Outsiders", "Government");
       },
       refused, 0, Condition::actors, Answer::unmet, "evaluate.actors_not_bound"},

      // carve-outs
      {"both sides outside the truce",
       [](T&, I& i) { i.participants = clash("Caliphate", "Branch of the Caliphate"); }, refused, 0,
       Condition::carve_out, Answer::unmet, "evaluate.carve_out_applies"},
      {"membership that had ended",
       [](T& t, I&) { t.carve_outs[0].members = {{terms::ActorId{"opp"}, {beginning_of_time, at("2017-07-15T00:00:00Z")}, std::nullopt, {}}}; },
       sure, 1, Condition::carve_out, Answer::met, "evaluate.carve_out_none"},
      {"membership that begins at noon of the day",
       [](T& t, I&) { t.carve_outs[0].members = {{terms::ActorId{"opp"}, {at("2017-07-20T09:00:00Z"), end_of_time}, std::nullopt, {}}}; },
       possible, 0.5, Condition::carve_out, Answer::uncertain, "evaluate.carve_out_dated"},
      {"a carve-out that the clause does not name",
       [](T& t, I& i) {
         p1(t).carve_outs = {};
         p1(t).against = {};
         i.participants = clash("Government", "Caliphate");
       },
       sure, 1, Condition::carve_out, Answer::met, "evaluate.carve_out_none"},

      // weapon
      {"a weapon of the clause",
       [](T& t, I& i) {
         p1(t).weapons = {Weapon::mortar};
         i.weapon = Weapon::mortar;
       },
       sure, 1, Condition::weapon, Answer::met, "evaluate.weapon_named"},
      {"another weapon",
       [](T& t, I& i) {
         p1(t).weapons = {Weapon::mortar};
         i.weapon = Weapon::tank;
       },
       refused, 0, Condition::weapon, Answer::unmet, "evaluate.weapon_other"},
      {"weapon unknown", [](T& t, I&) { p1(t).weapons = {Weapon::mortar}; }, possible, 0.5, Condition::weapon,
       Answer::uncertain, "evaluate.weapon_unknown"},

      // place
      {"a district of the zone", [](T&, I& i) { i.place = in({"Testonia", "Alphaland", "North Alphaland"}); }, sure, 1,
       Condition::place, Answer::met, "evaluate.place_named"},
      {"next door", [](T&, I& i) { i.place = in({"Testonia", "Betaland"}); }, refused, 0, Condition::place,
       Answer::unmet, "evaluate.place_not_named"},
      {"a point on the border", [](T&, I& i) { i.place = disc(33.5, 37, 0); }, sure, 1, Condition::place, Answer::met,
       "evaluate.place_inside"},
      {"a disc half inside", [](T&, I& i) { i.place = disc(33.5, 37, 5000); }, possible, 0.5, Condition::place,
       Answer::uncertain, "evaluate.place_partly"},
      {"a point outside", [](T&, I& i) { i.place = disc(33.5, 37.5, 2000); }, refused, 0, Condition::place,
       Answer::unmet, "evaluate.place_outside_by"},
      {"place unknown", [](T&, I& i) { i.place = {}; }, possible, 0.5, Condition::place, Answer::uncertain,
       "evaluate.place_unknown"},
      {"only the country is known, of which the zone is a quarter", [](T&, I& i) { i.place = in({"Testonia"}); },
       possible, 0.2510, Condition::place, Answer::uncertain, "evaluate.place_coarse"},
      {"the governorate, where the zone is half of it",
       [](T& t, I&) { t.zones[0] = zone("Z", {terms::NamedExtent{{"TA1"}}}); }, possible, 0.5014, Condition::place,
       Answer::uncertain, "evaluate.place_coarse"},
      {"the governorate, where the zone is a part of it that nobody drew",
       [](T& t, I& i) {
         t.zones[0] = zone("Z", {terms::NamedExtent{{"TB1"}}});
         i.place = in({"Betaland"});
       },
       possible, 0.5, Condition::place, Answer::uncertain, "evaluate.place_coarse"},
      {"the other half of an area that nobody drew",
       [](T& t, I& i) {
         t.zones[0] = zone("Z", {terms::NamedExtent{{"TB1"}}});
         i.place = in({"Betaland", "North Betaland"});
       },
       refused, 0, Condition::place, Answer::unmet, "evaluate.place_not_named"},
      {"a point where only the larger area is drawn",
       [](T& t, I& i) {
         t.zones[0] = zone("Z", {terms::NamedExtent{{"TB1"}}});
         i.place = disc(33.5, 37.5, 0);
       },
       possible, 0.5, Condition::place, Answer::uncertain, "evaluate.place_undrawn"},
      {"a point outside even the larger area",
       [](T& t, I& i) {
         t.zones[0] = zone("Z", {terms::NamedExtent{{"TB1"}}});
         i.place = disc(33.5, 36.5, 0);
       },
       refused, 0, Condition::place, Answer::unmet, "evaluate.place_outside"},
      {"in what stands in for a zone not delimited",
       [](T& t, I&) { t.zones[0] = zone("Z", {terms::UndelimitedExtent{std::nullopt, {"TA"}}}); }, sure, 1,
       Condition::place, Answer::met, "evaluate.place_stand_in"},
      {"a zone of which nothing is known",
       [](T& t, I&) { t.zones[0] = zone("Z", {terms::UndelimitedExtent{}}); }, possible, 0.5, Condition::place,
       Answer::uncertain, "evaluate.place_undelimited"},
      {"a disputed district",
       [](T& t, I& i) {
         t.zones[0].disputed = {{terms::NamedExtent{{"TA2"}}, {terms::ActorId{"opp"}}, {}}};
         i.place = in({"Alphaland", "North Alphaland"});
       },
       possible, 0.5, Condition::place, Answer::uncertain, "evaluate.place_disputed"},
      {"beside the disputed district",
       [](T& t, I& i) {
         t.zones[0].disputed = {{terms::NamedExtent{{"TA2"}}, {terms::ActorId{"opp"}}, {}}};
         i.place = in({"Alphaland", "South Alphaland"});
       },
       sure, 1, Condition::place, Answer::met, "evaluate.place_named"},
      {"a band along a line",
       [](T& t, I& i) {
         t.lines = {{terms::LineId{"L"}, terms::Line::Kind::contact, {}, {{33.5, 36}, {33.5, 37}}, false, {}}};
         t.zones[0] = zone("Z", {terms::BandExtent{terms::LineId{"L"}, 0, 10, {}}});
         i.place = disc(33.55, 36.5, 0);
       },
       sure, 1, Condition::place, Answer::met, "evaluate.place_inside"},
      {"a band for heavy weapons, weapon unknown",
       [](T& t, I& i) {
         t.lines = {{terms::LineId{"L"}, terms::Line::Kind::contact, {}, {{33.5, 36}, {33.5, 37}}, false, {}}};
         t.zones[0] = zone("Z", {terms::BandExtent{terms::LineId{"L"}, 0, 10, {Weapon::artillery}}});
         i.place = disc(33.55, 36.5, 0);
       },
       possible, 0.5, Condition::place, Answer::uncertain, "evaluate.place_weapon"},
      {"a band for heavy weapons, a light one",
       [](T& t, I& i) {
         t.lines = {{terms::LineId{"L"}, terms::Line::Kind::contact, {}, {{33.5, 36}, {33.5, 37}}, false, {}}};
         t.zones[0] = zone("Z", {terms::BandExtent{terms::LineId{"L"}, 0, 10, {Weapon::artillery}}});
         i.place = disc(33.55, 36.5, 0);
         i.weapon = Weapon::small_arms;
       },
       refused, 0, Condition::place, Answer::unmet, "evaluate.place_outside"},
      {"a clause without zones holds everywhere",
       [](T& t, I& i) {
         p1(t).zones = {};
         i.place = {};
       },
       sure, 1, Condition::place, Answer::met, "evaluate.place_everywhere"},

      // time
      {"the second before entry into force",
       [](T&, I& i) { i.time = moments("2017-07-09T08:59:59Z", "2017-07-09T09:00:00Z"); }, refused, 0, Condition::time,
       Answer::unmet, "evaluate.time_before"},
      {"an instant of no length", [](T&, I& i) { i.time = moments("2017-07-09T09:00:00Z", "2017-07-09T09:00:00Z"); },
       sure, 1, Condition::time, Answer::met, "evaluate.time_met"},
      {"all of that day without a pause",
       [](T&, I& i) {
         i.time = on("2017-07-09");
         i.time->meaning = TimeClaim::Meaning::throughout;
       },
       sure, 1, Condition::time, Answer::met, "evaluate.time_met"},
      {"four days, of which the last lies within",
       [](T& t, I& i) {
         t.agreement.in_force_from = zoned("2017-07-20T00:00[Asia/Damascus]");
         i.time = between("2017-07-17", "2017-07-20");
       },
       possible, 0.25, Condition::time, Answer::uncertain, "evaluate.time_partly"},
      {"after the zone ended", [](T& t, I&) { t.zones[0].in_force = TimeRange{at("2017-07-01T00:00:00Z"), at("2017-07-15T00:00:00Z")}; },
       refused, 0, Condition::time, Answer::unmet, "evaluate.time_after"},
      {"a clause that begins later", [](T& t, I&) { p1(t).when.from = at("2017-08-01T00:00:00Z"); }, refused, 0,
       Condition::time, Answer::unmet, "evaluate.time_before"},
      {"a party that joined later",
       [](T& t, I&) { t.participants[1].from = zoned("2017-08-01T00:00[Asia/Damascus]"); }, refused, 0, Condition::time,
       Answer::unmet, "evaluate.time_before"},
      {"never in force", [](T& t, I&) { t.agreement.in_force_from = std::nullopt; }, refused, 0, Condition::time,
       Answer::unmet, "evaluate.time_never"},

      // permissions
      {"perhaps permitted: only to the government, and who attacked is not known",
       [](T& t, I&) {
         terms::Permission permission;
         permission.who = {terms::ActorId{"gov"}};
         permission.against = {terms::ActorId{"opp"}};
         t.clauses.push_back(clause("E1", permission));
       },
       possible, 0.5, Condition::permitted, Answer::uncertain, "evaluate.permitted_maybe"},
      {"a permission for another clause",
       [](T& t, I&) {
         terms::Permission permission;
         permission.excepts = {terms::ClauseId{"P9"}};
         t.clauses.push_back(clause("E1", permission));
       },
       sure, 1, Condition::permitted, Answer::met, "evaluate.permitted_none"},
      {"a permission for another place",
       [](T& t, I&) {
         t.zones.push_back(zone("Y", {terms::NamedExtent{{"TB"}}}));
         terms::Permission permission;
         permission.zones = {terms::ZoneId{"Y"}};
         t.clauses.push_back(clause("E1", permission));
       },
       sure, 1, Condition::permitted, Answer::met, "evaluate.permitted_none"},

      // together
      {"half in place, half in time",
       [](T&, I& i) {
         i.place = disc(33.5, 37, 5000);
         i.time = on("2017-07-09");
       },
       possible, 0.25, Condition::standing, Answer::met, "evaluate.standing_stands"},
  };
  for (const auto& story : stories)
    tell(story);
}

TEST(Evaluate, WhatIsNotNearAClauseIsNotMentioned) {
  auto incident = violation();
  incident.act = Act::protest;
  EXPECT_THAT(judge(agreement(), incident), IsEmpty());

  incident = violation();
  incident.place = in({"Betaland"});
  incident.time = on("2016-01-01");
  incident.participants = clash("Outsiders", "Smugglers");
  EXPECT_THAT(judge(agreement(), incident), IsEmpty());
  incident.participants = clash("Government", "Opposition");
  EXPECT_EQ(judge(agreement(), incident).size(), 1u);

  incident = violation();
  incident.act = Act::live_fire_exercise;
  incident.place = in({"Betaland"});
  EXPECT_THAT(judge(agreement(), incident), IsEmpty());
}

TEST(Evaluate, EveryReasonIsASentenceInThreeLanguages) {
  auto incident = violation();
  incident.place = disc(33.5, 37, 5000);
  for (const auto& finding : judge(agreement(), incident)) {
    for (const auto& ground : finding.grounds) {
      for (const auto language : {i18n::Language::en, i18n::Language::ar, i18n::Language::ru}) {
        EXPECT_GT(i18n::render(ground.reason, language).size(), 10u);
      }
    }
    EXPECT_EQ(i18n::render(ground(finding, Condition::actors).reason, i18n::Language::en),
              "between Government and Opposition, as clause P1 says");
    EXPECT_EQ(i18n::render(ground(finding, Condition::place).reason, i18n::Language::en),
              "inside Z with a probability of 50 %, since the place is known only roughly");
  }
}

TEST(Evaluate, ReasonsNameClauseActorsAndDistance) {
  const auto words = [](const terms::Terms& terms, const record::Incident& incident, Condition condition) {
    return i18n::render(ground(judge(terms, incident).at(0), condition).reason, i18n::Language::en);
  };
  auto incident = violation();
  incident.participants = clash("Government", "Outsiders");
  EXPECT_EQ(words(agreement(), incident, Condition::actors),
            "not bound: clause P1 is about Government and Opposition, this was Government and Outsiders");
  incident = violation();
  incident.place = disc(33.5, 37.5, 2000);
  EXPECT_EQ(words(agreement(), incident, Condition::place), "outside Z by at least 44.3 km");
  incident.time = on("2017-07-08");
  EXPECT_EQ(words(agreement(), incident, Condition::time), "before clause P1 came into force on 2017-07-09 12:00");
  auto terms = agreement();
  p1(terms).acts = {Act::advance};
  p1(terms).across = terms::LineId{"LOC"};
  incident.act = Act::advance;
  EXPECT_EQ(words(terms, incident, Condition::act),
            "clause P1 forbids to cross the line “LOC”; that this was done is not shown");
}

TEST(Evaluate, RefutedWithdrawnAndRepeatedReportsDoNotStand) {
  using record::VerificationState;
  const std::pair<VerificationState, std::string_view> cases[] = {
      {VerificationState::refuted, "evaluate.standing_refuted"},
      {VerificationState::withdrawn, "evaluate.standing_withdrawn"},
      {VerificationState::duplicate, "evaluate.standing_duplicate"},
      {VerificationState::unverifiable, "evaluate.standing_stands"},
      {VerificationState::verified, "evaluate.standing_stands"},
  };
  for (const auto& [state, reason] : cases) {
    Record record;
    const auto original = record.add(violation());
    const auto incident = record.add(violation());
    const bool repeats = state == VerificationState::duplicate;
    record.add(record::Verification{incident, state, repeats ? std::optional(original) : std::nullopt, "seen"});
    const auto terms = agreement();
    Evaluation evaluation(terms, places(), {});
    evaluation.update(record.view());
    const auto found = evaluation.violations();
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(ground(found[1], Condition::standing).reason.id, reason);
    EXPECT_EQ(found[1].state, reason == "evaluate.standing_stands" ? sure : refused);
    EXPECT_EQ(found[0].state, sure);
  }
}

TEST(Evaluate, EvidenceIsTheReportItsCorrectionAndWhatStandsAboutIt) {
  Record record;
  const auto first = record.add(violation());
  const auto corrected = record.add(violation(), first);
  const auto attributed = record.add(record::Attribution{first, "Government", "", 0.5, ""});
  const auto verified = record.add(record::Verification{first, record::VerificationState::verified, std::nullopt, ""});
  const auto withdrawn = record.add(record::Attribution{first, "Opposition", "", 0.5, ""});
  record.add(record::Retraction{withdrawn, "a mistake"});
  const auto terms = agreement();
  Evaluation evaluation(terms, places(), {});
  evaluation.update(record.view());
  EXPECT_THAT(evaluation.violations().at(0).evidence, ElementsAre(first, corrected, verified, attributed));
}

TEST(Evaluate, AttributionsMakeUncertainButDoNotDecide) {
  Record record;
  auto incident = violation();
  incident.participants = {took_part(Role::target, "Opposition")};
  const auto id = record.add(incident);
  const auto terms = agreement();
  Evaluation evaluation(terms, places(), {});
  record.add(record::Attribution{id, "Government", "direction_proxy", 0.9, "a guarantor"});
  evaluation.update(record.view());
  auto found = evaluation.violations();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].state, possible);
  EXPECT_EQ(ground(found[0], Condition::actors).reason.id, "evaluate.actors_attributed");
  EXPECT_EQ(evaluation.tally(record.view(), terms::ClauseId{"P1"}, terms::as_written, "Z")->counted.at(0).party, "gov");

  record.add(record::Attribution{id, "Caliphate", "admission", 0.9, "a newspaper"});
  evaluation.update(record.view(), std::vector{id});
  found = evaluation.violations();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].state, possible);
  EXPECT_EQ(ground(found[0], Condition::carve_out).reason.id, "evaluate.carve_out_attributed");
  EXPECT_EQ(evaluation.tally(record.view(), terms::ClauseId{"P1"}, terms::as_written, "Z")->counted.at(0).party, "");
}

TEST(Evaluate, NamesDecideAloneWhereAskedTo) {
  auto incident = violation();
  incident.place = disc(33.5, 36.5, 0);
  auto found = judge(agreement(), incident, PlaceBy::named);
  EXPECT_EQ(found.at(0).place, geo::certainly_outside);
  incident.place.within = {"Testonia", "Alphaland"};
  EXPECT_EQ(judge(agreement(), incident, PlaceBy::named).at(0).place, geo::certainly_inside);
  incident.place.within = {"Testonia"};
  EXPECT_EQ(judge(agreement(), incident, PlaceBy::named).at(0).place, geo::certainly_outside);
  incident.place = {};
  EXPECT_TRUE(judge(agreement(), incident, PlaceBy::named).at(0).place.cannot_tell());
}

TEST(Evaluate, GeometryDecidesAloneWhereAskedTo) {
  auto incident = violation();
  incident.place = disc(33.5, 37, 5000);
  incident.place.within = {"Alphaland"};
  EXPECT_TRUE(judge(agreement(), incident, PlaceBy::geometry).at(0).place.cannot_tell());
  incident.place = disc(33.5, 36.5, 0);
  incident.place.within = {"Betaland"};
  EXPECT_EQ(judge(agreement(), incident, PlaceBy::geometry).at(0).place, geo::certainly_inside);
}

TEST(Evaluate, NeighbouringAreasOfAZoneCountAsOne) {
  auto terms = agreement();
  terms.zones[0] = zone("Z", {terms::NamedExtent{{"TA", "TB"}}});
  auto incident = violation();
  incident.place = disc(33.5, 37, 5000);
  EXPECT_EQ(judge(terms, incident).at(0).place, geo::certainly_inside);
}

TEST(Evaluate, TheMostProbableOfSeveralZonesIsNamed) {
  auto terms = agreement();
  terms.zones.push_back(zone("Y", {terms::NamedExtent{{"TB"}}}));
  p1(terms).zones = {terms::ZoneId{"Z"}, terms::ZoneId{"Y"}};
  auto incident = violation();
  incident.place = disc(33.5, 37.01, 5000);
  auto found = judge(terms, incident);
  EXPECT_EQ(found.at(0).place, geo::certainly_inside);
  EXPECT_EQ(found.at(0).zone, terms::ZoneId{"Y"});

  // Zones in force at different times are held each against its own.
  terms.zones[1].in_force = TimeRange{at("2018-01-01T00:00:00Z"), end_of_time};
  found = judge(terms, incident);
  EXPECT_EQ(found.at(0).zone, terms::ZoneId{"Z"});
  EXPECT_EQ(found.at(0).state, possible);
  EXPECT_LT(found.at(0).probability, 0.5);
}

TEST(Evaluate, TheExtentOfTheTimeCounts) {
  auto terms = agreement();
  const Instant moved = at("2017-07-15T00:00:00Z");
  terms.zones[0].extents = {{{terms::NamedExtent{{"TA"}}}, {beginning_of_time, moved}, std::nullopt, {}},
                            {{terms::NamedExtent{{"TB"}}}, {moved, end_of_time}, std::nullopt, {}}};
  auto incident = violation();
  incident.time = on("2017-07-12");
  EXPECT_EQ(judge(terms, incident).at(0).state, sure);
  incident.time = on("2017-07-20");
  EXPECT_EQ(judge(terms, incident).at(0).state, refused);
  incident.time = moments("2017-07-14T00:00:00Z", "2017-07-16T00:00:00Z");
  EXPECT_THAT(judge(terms, incident).at(0).probability, DoubleNear(0.5, 1e-9));
}

TEST(Evaluate, WhatWasLearntLaterIsNotUsedBefore) {
  auto terms = agreement();
  const Instant learnt = at("2018-01-01T00:00:00Z");
  terms.carve_outs[0].members[0].known_at = learnt;
  terms.zones[0].extents.push_back({{terms::NamedExtent{{"TB"}}}, {}, learnt, {}});
  p1(terms).against = {};
  auto incident = violation();
  incident.participants = clash("Government", "Caliphate");
  const auto state_at = [&](Instant known_at, const record::Incident& one) {
    Record record(known_at);
    record.add(one);
    Evaluation evaluation(terms, places(), {});
    evaluation.update(record.view());
    return evaluation.violations().at(0);
  };
  EXPECT_EQ(state_at(at("2017-12-31T00:00:00Z"), incident).state, sure);
  EXPECT_EQ(state_at(learnt, incident).state, refused);
  EXPECT_EQ(state_at(at("2017-12-31T00:00:00Z"), violation()).place, geo::certainly_inside);
  EXPECT_EQ(state_at(learnt, violation()).place, geo::certainly_outside);
}

TEST(Evaluate, ReadingsThatAgreeAreOneFinding) {
  auto terms = agreement();
  auto wider = p1(terms);
  wider.against = {};
  auto narrower = p1(terms);
  narrower.acts = {Act::air_attack};
  terms.clauses[0].readings = {{terms::ReadingId{"wide"}, "one side", std::nullopt, wider, {}, {}},
                               {terms::ReadingId{"narrow"}, "the other", std::nullopt, narrower, {}, {}},
                               {terms::ReadingId{"same"}, "a third", std::nullopt, p1(terms), {}, {}},
                               {terms::ReadingId{"later"}, "a fourth", end_of_time, narrower, {}, {}}};
  Record record(at("2018-01-01T00:00:00Z"));
  record.add(violation());
  Evaluation evaluation(terms, places(), {});
  evaluation.update(record.view());
  const auto found = evaluation.violations();
  // Under “narrow” shelling is not forbidden, and so is not near.
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].readings, ElementsAre(terms::as_written, terms::ReadingId{"wide"}, terms::ReadingId{"same"}));

  auto clash_with_outsiders = violation();
  clash_with_outsiders.participants = clash("Government", "Outsiders");
  Record second(at("2018-01-01T00:00:00Z"));
  second.add(clash_with_outsiders);
  evaluation.update(second.view());
  const auto split = evaluation.violations();
  ASSERT_EQ(split.size(), 2u);
  EXPECT_THAT(split[0].readings, ElementsAre(terms::as_written, terms::ReadingId{"same"}));
  EXPECT_EQ(split[0].state, refused);
  EXPECT_THAT(split[1].readings, ElementsAre(terms::ReadingId{"wide"}));
  EXPECT_EQ(split[1].state, sure);
  EXPECT_EQ(evaluation.tally(second.view(), terms::ClauseId{"P1"}, terms::ReadingId{"wide"}, "Z")->counted.size(), 1u);
  EXPECT_EQ(evaluation.tally(second.view(), terms::ClauseId{"P1"}, terms::as_written, "Z")->counted.size(), 0u);
}

TEST(Evaluate, AHoldersReadingOfAPermissionIsMetByTheSameHoldersReadingOfTheProhibition) {
  auto terms = agreement();
  terms::Permission none;
  none.acts = {Act::protest};
  terms::Permission broad;
  terms.clauses.push_back(
      clause("E1", none, {{terms::ReadingId{"gov"}, "the government", std::nullopt, broad, {}, {}}}));
  const auto found = judge(terms, violation());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_THAT(found[0].readings, ElementsAre(terms::as_written));
  EXPECT_EQ(found[0].state, sure);
  EXPECT_THAT(found[1].readings, ElementsAre(terms::ReadingId{"gov"}));
  EXPECT_EQ(found[1].state, refused);
}

}  // namespace
}  // namespace entente::evaluate
