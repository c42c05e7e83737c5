// SPDX-License-Identifier: Apache-2.0
#include "evaluate/test_world.hpp"

#include <gmock/gmock.h>

namespace entente::evaluate {
namespace {

using namespace test;
using testing::DoubleNear;
using testing::IsEmpty;
using testing::SizeIs;

const terms::ClauseId clause_p1{"P1"};

/// What is counted of a record under clause P1 as written.
findings::Tally count(const terms::Terms& terms, const Record& record, std::string_view area,
                      PlaceBy place_by = PlaceBy::named_then_geometry) {
  Evaluation evaluation(terms, places(), {place_by});
  evaluation.update(record.view());
  return evaluation.tally(record.view(), clause_p1, terms::as_written, area).value();
}

TEST(Tally, CountsBeforeEntryIntoForceToo) {
  Record record;
  auto before = violation();
  before.time = between("2016-01-01", "2016-01-03");
  record.add(violation());
  const auto earlier = record.add(before);
  const auto tally = count(agreement(), record, "Z");
  ASSERT_THAT(tally.counted, SizeIs(2));
  const auto& first = tally.counted[0];
  EXPECT_EQ(first.incident, earlier);
  EXPECT_EQ(to_string(first.first_day), "2016-01-01");
  EXPECT_EQ(first.days, 3);
  EXPECT_EQ(first.weight, 1);
  EXPECT_EQ(first.inside, geo::certainly_inside);
  EXPECT_EQ(first.deaths_low, 1);
  EXPECT_EQ(first.deaths_best, 3);
  EXPECT_EQ(first.deaths_high, 5);
  EXPECT_EQ(first.civilian_deaths, 2);
  EXPECT_EQ(first.first_origin, "the mayor");
  EXPECT_EQ(first.party, "");
}

TEST(Tally, SaysWeaponLocalityAndDataset) {
  Record record;
  auto here = violation();
  here.place = disc(33.5, 36.5, 2000);
  here.weapon = terms::Weapon::mortar;
  auto there = violation();
  there.place = disc(33.6, 36.5, 2000);
  auto vague = violation();
  vague.place = disc(33.5, 36.5, 25000);
  record.add(vague);
  record.add_from("ucdp-ged", there);
  record.add(here);
  record.add_from("ucdp-ged", there);
  const auto counted = count(agreement(), record, "Z").counted;
  ASSERT_THAT(counted, SizeIs(4));
  EXPECT_EQ(counted[0].place, std::nullopt);
  EXPECT_EQ(counted[1].place, 0u);
  EXPECT_EQ(counted[2].place, 1u);
  EXPECT_EQ(counted[3].place, 0u);
  EXPECT_EQ(counted[2].weapon, terms::Weapon::mortar);
  EXPECT_EQ(counted[1].weapon, terms::Weapon::unknown);
  EXPECT_EQ(counted[0].dataset, "");
  EXPECT_EQ(counted[1].dataset, "ucdp-ged");
}

TEST(Tally, AClaimOfNamesIsALocalityOnlyWhereANameIsAllItSays) {
  Record record;
  auto named = violation();
  named.place = geo::PlaceClaim{std::monostate{}, {"Testonia", "Alphaland"}, "a village"};
  record.add(named);
  EXPECT_EQ(count(agreement(), record, "Z").counted.at(0).place, std::nullopt);
}

// Z is Alphaland, 33 to 34 N and 36 to 37 E; a degree of longitude is some 93 km there.
std::vector<findings::RingTally> rings_of(const Record& record, PlaceBy place_by = PlaceBy::named_then_geometry) {
  const auto terms = agreement();
  Evaluation evaluation(terms, places(), {place_by});
  evaluation.update(record.view());
  return evaluation.rings(record.view(), clause_p1, terms::as_written, "Z").value();
}

record::Incident violation_at(geo::PlaceClaim place) {
  auto incident = violation();
  incident.place = std::move(place);
  return incident;
}

TEST(RingTally, CountsWhatLiesAroundByItsDistance) {
  Record record;
  const auto near = record.add(violation_at(disc(33.5, 37.05, 100)));      // 5 km
  const auto farther = record.add(violation_at(disc(33.5, 37.16, 100)));   // 15 km
  const auto farthest = record.add(violation_at(disc(33.5, 37.32, 100)));  // 30 km
  record.add(violation_at(disc(33.5, 37.5, 100)));                         // 46 km
  record.add(violation_at(disc(33.5, 36.5, 100)));
  const auto rings = rings_of(record);
  ASSERT_THAT(rings, SizeIs(3));
  EXPECT_EQ(rings[0].to_m, 10e3);
  EXPECT_EQ(rings[2].from_m, 20e3);
  const record::EntryId expected[] = {near, farther, farthest};
  for (std::size_t ring = 0; ring < 3; ++ring) {
    ASSERT_THAT(rings[ring].tally.counted, SizeIs(1)) << ring;
    EXPECT_EQ(rings[ring].tally.counted[0].incident, expected[ring]);
    EXPECT_EQ(rings[ring].tally.counted[0].inside, geo::certainly_inside);
  }
}

TEST(RingTally, LeavesOutNamesAloneAndWhatIsInTheAreaForCertain) {
  Record record;
  record.add(violation_at(in({"Testonia", "Betaland"})));
  auto named_inside = disc(33.5, 37.05, 100);
  named_inside.within = {"Testonia", "Alphaland"};
  record.add(violation_at(named_inside));
  for (const auto& ring : rings_of(record))
    EXPECT_THAT(ring.tally.counted, IsEmpty());
  EXPECT_THAT(rings_of(record, PlaceBy::geometry).at(0).tally.counted, SizeIs(1)) << "by geometry it is outside";
}

TEST(RingTally, LeavesOutWhatTheClauseDoesNotCount) {
  Record record;
  auto among_outsiders = violation_at(disc(33.5, 37.05, 100));
  among_outsiders.participants = clash("Outsiders", "Smugglers");
  record.add(among_outsiders);
  EXPECT_THAT(rings_of(record).at(0).tally.counted, IsEmpty());
}

TEST(RingTally, IsEmptyWhereTheAreaHasNoOutline) {
  Record record;
  record.add(violation());
  const auto terms = agreement();
  Evaluation evaluation(terms, places(), {});
  evaluation.update(record.view());
  EXPECT_THAT(evaluation.rings(record.view(), clause_p1, terms::as_written, "TC").value(), IsEmpty());
  EXPECT_FALSE(evaluation.rings(record.view(), clause_p1, terms::as_written, "nowhere"));
}

TEST(Tally, AnOriginThatTheRegisterKnowsCountsAsItsGroup) {
  Record record;
  record.add(violation());
  record.add(record::Source{record::SourceId("mayor"), {"The Mayor", {}, {}, {}}, "town hall", {}, {}});
  EXPECT_EQ(count(agreement(), record, "Z").counted.at(0).first_origin, "town hall");
}

TEST(Tally, AnAreaCountsAsIfTheAgreementCoveredIt) {
  Record record;
  auto next_door = violation();
  next_door.place = in({"Betaland", "North Betaland"});
  record.add(violation());
  record.add(next_door);
  EXPECT_THAT(count(agreement(), record, "Z").counted, SizeIs(1));
  EXPECT_THAT(count(agreement(), record, "TB").counted, SizeIs(1));
  EXPECT_THAT(count(agreement(), record, "TC").counted, IsEmpty());
  EXPECT_THAT(count(agreement(), record, "T").counted, SizeIs(2));
}

TEST(Tally, ShowsCarveOutsApart) {
  Record record;
  auto against_carved_out = violation();
  against_carved_out.participants = clash("Government", "Caliphate");
  auto among_outsiders = violation();
  among_outsiders.participants = clash("Outsiders", "Smugglers");
  record.add(against_carved_out);
  record.add(among_outsiders);
  const auto tally = count(agreement(), record, "Z");
  EXPECT_THAT(tally.counted, IsEmpty());
  EXPECT_THAT(tally.carved_out, SizeIs(1));
}

TEST(Tally, WeighsWhatIsUncertainAndCountsWhatSaysNothing) {
  Record record;
  auto unknown_act = violation();
  unknown_act.act = terms::Act::unknown;
  unknown_act.participants = {};
  auto somewhere = violation();
  somewhere.place = {};
  auto sometime = violation();
  sometime.time = std::nullopt;
  auto sometime_elsewhere = sometime;
  sometime_elsewhere.place = in({"Betaland"});
  auto half_inside = violation();
  half_inside.place = disc(33.5, 37, 5000);
  for (const auto& incident : {unknown_act, somewhere, sometime, sometime_elsewhere, half_inside})
    record.add(incident);
  const auto tally = count(agreement(), record, "Z");
  ASSERT_THAT(tally.counted, SizeIs(2));
  EXPECT_EQ(tally.counted[0].weight, 0.25);
  EXPECT_EQ(tally.counted[1].weight, 1);
  EXPECT_THAT(tally.counted[1].inside.probability, DoubleNear(0.5, 1e-4));
  EXPECT_EQ(tally.without_place, 1);
  EXPECT_EQ(tally.without_time, 1);
}

TEST(Tally, LeavesOutWhatDoesNotStandAndFlagsWhatIsPermitted) {
  auto terms = agreement();
  terms::Permission permission;
  permission.acts = {terms::Act::air_attack};
  terms.clauses.push_back(clause("E1", permission));
  Record record;
  const auto refuted = record.add(violation());
  auto from_the_air = violation();
  from_the_air.act = terms::Act::air_attack;
  record.add(from_the_air);
  record.add(record::Verification{refuted, record::VerificationState::refuted, std::nullopt, "a visit"});
  const auto tally = count(terms, record, "Z");
  ASSERT_THAT(tally.counted, SizeIs(1));
  EXPECT_TRUE(tally.counted[0].permitted);
  EXPECT_EQ(tally.counted[0].weight, 1);
}

TimeRange force(const terms::Terms& terms, std::string_view area = "Z") { return count(terms, Record(), area).force; }

TEST(Tally, IsInForceWhereAgreementClauseAndZoneAllAre) {
  auto terms = agreement();
  EXPECT_EQ(force(terms), terms.in_force());
  terms.agreement.ended_at = zoned("2019-01-01T00:00:00Z");
  p1(terms).when = {at("2016-01-01T00:00:00Z"), at("2018-06-01T00:00:00Z")};
  terms.zones[0].in_force = TimeRange{at("2018-01-01T00:00:00Z"), at("2018-12-01T00:00:00Z")};
  EXPECT_EQ(force(terms), (TimeRange{at("2018-01-01T00:00:00Z"), at("2018-06-01T00:00:00Z")}));
  EXPECT_EQ(force(terms, "TB"), (TimeRange{at("2017-07-09T09:00:00Z"), at("2018-06-01T00:00:00Z")})) << "no zone";
  p1(terms).when.to = at("2017-01-01T00:00:00Z");
  EXPECT_TRUE(force(terms).empty());
}

TEST(Tally, ATruceIsInForceOnceSomebodyOnEachSideHasAcceptedIt) {
  auto terms = agreement();
  const auto from = [&] { return to_string(force(terms).from); };
  terms.participants[1].from = zoned("2018-02-01T00:00:00Z");
  EXPECT_EQ(from(), "2018-02-01T00:00:00Z");
  p1(terms).mutual = false;
  EXPECT_EQ(from(), "2017-07-09T09:00:00Z") << "the government alone is bound";
  p1(terms).mutual = true;
  p1(terms).who = {};
  p1(terms).against = {};
  EXPECT_EQ(from(), "2018-02-01T00:00:00Z") << "between the parties";
}

/// When somebody reported from areas, as days; "…" for the days between.
std::vector<std::string> recorded(const Record& record, const std::vector<std::string>& areas) {
  const auto terms = agreement();
  Evaluation evaluation(terms, places(), {});
  evaluation.update(record.view());
  const auto& zone = terms.agreement.zone;
  std::vector<std::string> days;
  const auto ranges = evaluation.recorded(record.view(), areas).value();
  for (const auto& range : ranges)
    days.push_back(to_string(zone.day_of(range.from)) + "…" + to_string(zone.day_of(range.to)));
  return days;
}

TEST(Recorded, IsWhenAnythingMayHaveBeenInTheAreasOrSomebodyCouldSeeThere) {
  Record record;
  auto protest = violation();
  protest.act = terms::Act::unknown;
  protest.participants = {};
  record.add(protest);
  auto next_day = protest;
  next_day.time = on("2017-07-21");
  record.add(next_day);
  auto next_door = protest;
  next_door.place = in({"Betaland"});
  next_door.time = on("2017-09-01");
  record.add(next_door);
  auto abroad = protest;
  abroad.place = in({"Brazil"});
  abroad.time = on("2017-10-01");
  record.add(abroad);
  record::Coverage patrol;
  patrol.place = in({"Alphaland"});
  patrol.time = between("2017-11-25", "2018-02-01");
  record.add(patrol);
  using testing::ElementsAre;
  const std::string patrolled = "2017-11-25…2017-12-01";  // the entry is of then
  EXPECT_THAT(recorded(record, {"Z"}), ElementsAre("2017-07-20…2017-07-22", patrolled));
  EXPECT_THAT(recorded(record, {"Z", "TB"}), ElementsAre("2017-07-20…2017-07-22", "2017-09-01…2017-09-02", patrolled));
  EXPECT_THAT(recorded(record, {}),
              ElementsAre("2017-07-20…2017-07-22", "2017-09-01…2017-09-02", "2017-10-01…2017-10-02", patrolled));
}

/// Why incidents were left out, in the order of the record.
std::vector<std::string> left_out(const findings::Tally& tally) {
  std::vector<std::string> words;
  for (const auto& one : tally.left_out)
    words.emplace_back(findings::word(one.why));
  return words;
}

TEST(Tally, SaysWhatDoesNotStandOfWhatWouldCountThere) {
  using record::VerificationState;
  Record record;
  const auto say = [&](const record::Incident& incident, VerificationState state) {
    const auto id = record.add(incident);
    record.add(record::Verification{id, state, std::nullopt, "a visit"});
  };
  auto elsewhere = violation();
  elsewhere.place = in({"Betaland"});
  auto carved_out = violation();
  carved_out.participants = clash("Government", "Caliphate");
  auto among_others = violation();
  among_others.participants = clash("Outsiders", "Outsiders");
  say(violation(), VerificationState::refuted);
  say(violation(), VerificationState::withdrawn);
  say(violation(), VerificationState::duplicate);
  say(violation(), VerificationState::unverifiable);
  for (const auto& other : {elsewhere, carved_out, among_others})
    say(other, VerificationState::refuted);
  const auto tally = count(agreement(), record, "Z");
  EXPECT_THAT(left_out(tally), testing::ElementsAre("refuted", "withdrawn", "duplicate"));
  EXPECT_EQ(tally.left_out.at(0).when, violation().time->range_in(agreement().agreement.zone));
  EXPECT_THAT(tally.counted, SizeIs(1)) << "what cannot be verified stands";
}

TEST(Tally, SaysWhoseNamesAreNotKnown) {
  Record record;
  auto misspelt = violation();
  misspelt.participants = clash("Govt.", "Opposition");
  auto both = violation();
  both.participants = clash("Govt.", "Opp.");
  auto partly = violation();
  partly.participants = clash("Government, Friends", "Outsiders");
  auto elsewhere = both;
  elsewhere.place = in({"Betaland"});
  for (const auto& incident : {misspelt, both, partly, elsewhere})
    record.add(incident);
  const auto tally = count(agreement(), record, "Z");
  EXPECT_THAT(left_out(tally), testing::ElementsAre("unknown_actor", "unknown_actor"));
  EXPECT_THAT(tally.counted, IsEmpty());
}

TEST(Tally, SaysWhichPlacesNobodyKnowsHoweverPlacesAreDecided) {
  Record record;
  auto misspelt = violation();
  misspelt.place = in({"Alfaland"});
  auto in_the_country = violation();
  in_the_country.place = in({"Testonia", "Alfaland"});
  auto with_position = misspelt;
  with_position.place = disc(33.5, 36.5, 1000);
  with_position.place.within = {"Alfaland"};
  auto country_only = violation();
  country_only.place = in({"Testonia"});
  for (const auto& incident : {misspelt, in_the_country, with_position, country_only})
    record.add(incident);
  const auto by_default = count(agreement(), record, "Z");
  EXPECT_THAT(left_out(by_default), testing::ElementsAre("unknown_place", "unknown_place"));
  EXPECT_EQ(by_default.counted.at(0).inside, (geo::Membership{0, 0.5, 1})) << "anywhere, as likely as not";
  const auto named = count(agreement(), record, "Z", PlaceBy::named);
  EXPECT_THAT(left_out(named), testing::ElementsAre("unknown_place", "unknown_place", "unknown_place"))
      << "the position is not asked";
  EXPECT_THAT(named.counted, IsEmpty());
}

TEST(Tally, SaysWhichPlacesShareTheirNameAsSuch) {
  std::vector<geo::NamedPlace> more(2);
  for (auto& place : more) {
    place.kind = geo::NamedPlace::Kind::governorate;
    place.names.en = "Twin";
  }
  more[0].code = "X1";
  more[1].code = "X2";
  const auto twins = geo::Gazetteer::with(places(), more);
  Record record;
  auto incident = violation();
  incident.place = in({"Twin"});
  record.add(incident);
  const auto terms = agreement();
  Evaluation evaluation(terms, twins, {});
  evaluation.update(record.view());
  const auto tally = evaluation.tally(record.view(), terms.clauses[0].id, terms::as_written, "Z").value();
  EXPECT_THAT(left_out(tally), testing::ElementsAre("ambiguous_place"));
}

TEST(Tally, TheOneWhoDidItIsThePartyItBelongsTo) {
  Record record;
  auto incident = violation();
  incident.participants = attack("Republican Guard", "Opposition");
  record.add(incident);
  EXPECT_EQ(count(agreement(), record, "Z").counted.at(0).party, "gov");
}

TEST(Tally, BeforeItsFirstExtentAZoneIsCountedAsIfItHadBeenDrawn) {
  auto terms = agreement();
  terms.zones[0].extents[0].valid.from = at("2017-07-09T09:00:00Z");
  Record record;
  auto before = violation();
  before.time = on("2016-01-01");
  record.add(before);
  EXPECT_THAT(count(terms, record, "Z").counted, SizeIs(1));
}

TEST(Tally, RefusesWhatIsNotThere) {
  auto terms = agreement();
  terms.clauses.push_back(clause("E1", terms::Permission{}));
  const Record record;
  Evaluation evaluation(terms, places(), {});
  evaluation.update(record.view());
  const auto refusal = [&](std::string_view asked, std::string_view reading, std::string_view area) {
    const auto tally = evaluation.tally(record.view(), terms::ClauseId{std::string(asked)},
                                        terms::ReadingId{std::string(reading)}, area);
    return tally ? std::string() : std::string(tally.error().message.id);
  };
  EXPECT_EQ(refusal("P1", "as_written", "Z"), "");
  EXPECT_EQ(refusal("P9", "as_written", "Z"), "evaluate.no_such_clause");
  EXPECT_EQ(refusal("E1", "as_written", "Z"), "evaluate.not_a_prohibition");
  EXPECT_EQ(refusal("P1", "mine", "Z"), "evaluate.no_such_reading");
  EXPECT_EQ(refusal("P1", "as_written", "nowhere"), "evaluate.no_such_area");
  EXPECT_EQ(evaluation.coverage(record.view(), "nowhere").error().message.id, "evaluate.no_such_area");
}

record::Coverage watch(geo::PlaceClaim place, TimeClaim time, double hours = 0, double share = 1) {
  record::Coverage coverage;
  coverage.place = std::move(place);
  coverage.time = std::move(time);
  coverage.hours = hours;
  coverage.share = share;
  return coverage;
}

findings::CoverageOfArea covered(const terms::Terms& terms, const Record& record, std::string_view area) {
  Evaluation evaluation(terms, places(), {});
  evaluation.update(record.view());
  return evaluation.coverage(record.view(), area).value();
}

TEST(Coverage, IsUnknownNotZeroWhenNothingSpeaksOfTheArea) {
  Record record;
  record.add(watch(in({"Betaland"}), on("2017-07-20")));
  record.add(watch({}, on("2017-07-20")));
  const auto coverage = covered(agreement(), record, "Z");
  EXPECT_FALSE(coverage.known);
  EXPECT_THAT(coverage.covered, IsEmpty());
}

TEST(Coverage, IsTheShareOfTheAreaAndOfTheTime) {
  const auto share_of = [](const record::Coverage& coverage, std::string_view area) {
    Record record;
    record.add(coverage);
    const auto found = covered(agreement(), record, area);
    return found.known ? found.covered.at(0).share : -1;
  };
  const auto day = on("2017-07-20");
  EXPECT_EQ(share_of(watch(in({"Alphaland"}), day), "Z"), 1);
  EXPECT_EQ(share_of(watch(in({"Testonia"}), day), "Z"), 1);
  EXPECT_EQ(share_of(watch(in({"Alphaland"}), day, 0, 0.25), "Z"), 0.25);
  EXPECT_EQ(share_of(watch(in({"Alphaland"}), day, 6), "Z"), 0.25);
  EXPECT_THAT(share_of(watch(in({"South Alphaland"}), day), "Z"), DoubleNear(0.5014, 1e-3));
  EXPECT_THAT(share_of(watch(disc(33.5, 36.5, 5000), day), "Z"), DoubleNear(0.00764, 1e-4));
  EXPECT_EQ(share_of(watch(in({"South Betaland"}), day), "TB"), 0);  // part of it, nobody knows how large
}

TEST(Coverage, HoursCountHoweverTheTimeIsMeant) {
  Record record;
  auto patrol = watch(in({"Alphaland"}), between("2013-01-01", "2017-12-31"), 1);
  patrol.time.meaning = TimeClaim::Meaning::throughout;
  record.add(patrol);
  patrol.hours = 0;
  record.add(patrol);
  patrol.hours = 1e6;
  record.add(patrol);
  const auto coverage = covered(agreement(), record, "Z");
  ASSERT_THAT(coverage.covered, SizeIs(3));
  EXPECT_THAT(coverage.covered[0].share, DoubleNear(1 / 43824.0, 1e-9)) << "one hour in five years";
  EXPECT_EQ(coverage.covered[1].share, 1) << "not said";
  EXPECT_EQ(coverage.covered[2].share, 1) << "many at once";
}

TEST(Coverage, WhatCannotBeIsNeverMoreThanAll) {
  const auto share_of = [](double hours, double share) {
    Record record;
    record.add(watch(in({"Alphaland"}), on("2017-07-20"), hours, share));
    return covered(agreement(), record, "Z").covered.at(0).share;
  };
  EXPECT_EQ(share_of(-1, 1), 0) << "fewer than no hours are not hours that nobody said";
  EXPECT_EQ(share_of(0, 1.5), 1);
  EXPECT_EQ(share_of(0, -1), 0);
}

TEST(Coverage, NamesThePartsThatAreSeenWhole) {
  auto terms = agreement();
  terms.zones = {zone("Z", {terms::NamedExtent{{"TA1", "TA2", "TB"}}})};
  Record record;
  for (const char* name : {"South Alphaland", "North Alphaland", "Betaland"})
    record.add(watch(in({name}), on("2017-07-20"), 0, 0.5));
  record.add(watch(in({"Alphaland"}), on("2017-07-21")));
  const auto coverage = covered(terms, record, "Z");
  std::vector<std::string> parts;
  double weights = 0;
  for (const auto& one : coverage.covered) {
    parts.push_back(one.part);
    weights += one.weight;
  }
  EXPECT_THAT(parts, testing::ElementsAre("TA1", "TA2", "TB", "TA1", "TA2"));
  EXPECT_EQ(coverage.covered[0].share, 0.5);
  EXPECT_EQ(coverage.covered[3].share, 1);
  EXPECT_THAT(weights, DoubleNear(1.5, 0.01)) << "all of it, and the half that is Alphaland";
}

}  // namespace
}  // namespace entente::evaluate
