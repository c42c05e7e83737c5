// SPDX-License-Identifier: Apache-2.0
#include "record/check_values.hpp"

#include "i18n/render.hpp"
#include "record/random_entry.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <string>

namespace entente::record {
namespace {

using ::testing::HasSubstr;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

std::string said_of(Body body) {
  Entry entry;
  entry.body = std::move(body);
  const auto checked = check_values(entry);
  return checked ? "fine" : i18n::render(checked.error().message, i18n::Language::en);
}

Incident incident_at(std::variant<std::monostate, geo::Disc, geo::Wedge, geo::Outline> where) {
  Incident incident;
  incident.place.where = std::move(where);
  return incident;
}

Incident incident_on(Day first, Day last) {
  Incident incident;
  incident.time = TimeClaim{.meaning = TimeClaim::Meaning::sometime_in, .days = DayRange{first, last}, .instants = {}};
  return incident;
}

Coverage coverage_of(double hours, double share) {
  Coverage coverage;
  coverage.hours = hours;
  coverage.share = share;
  return coverage;
}

Casualties killed(Estimate estimate) {
  Casualties casualties;
  casualties.killed = estimate;
  return casualties;
}

std::string said_of_casualties(const Casualties& casualties) {
  Incident incident;
  incident.casualties = casualties;
  return said_of(incident);
}

TEST(CheckValues, AnImportedIncidentIsFine) {
  EXPECT_TRUE(check_values(RandomEntries(3).imported_incident(0)));
  EXPECT_EQ(said_of(Incident{}), "fine") << "nothing said of place, time and casualties";
}

TEST(CheckValues, PointsLieOnTheEarth) {
  EXPECT_EQ(said_of(incident_at(geo::Disc{{90, -180}, 0, {}})), "fine");
  EXPECT_EQ(said_of(incident_at(geo::Disc{{95, 36}, 0, {}})),
            "place.centre.lat is 95, which is not from -90 to 90; mend it");
  EXPECT_THAT(said_of(incident_at(geo::Disc{{32, 999}, 0, {}})), HasSubstr("place.centre.lng is 999, which is not"));
  EXPECT_THAT(said_of(incident_at(geo::Disc{{32, 1e300}, 0, {}})), HasSubstr("place.centre.lng is 1e+300, which"));
  EXPECT_THAT(said_of(incident_at(geo::Disc{{not_a_number, 36}, 0, {}})), HasSubstr("place.centre.lat is nan"));
  PlaceEntry place;
  place.place.centre = geo::LatLng{-90.5, 0};
  EXPECT_THAT(said_of(place), HasSubstr("centre.lat is -90.5"));
}

TEST(CheckValues, ADiscHasARadiusOfNoughtToHalfTheEarth) {
  EXPECT_EQ(said_of(incident_at(geo::Disc{{32, 36}, furthest_m, {}})), "fine");
  EXPECT_EQ(said_of(incident_at(geo::Disc{{32, 36}, -5, {}})),
            "place.radius_m is -5, which is not from 0 to 20,000,000; mend it");
  EXPECT_THAT(said_of(incident_at(geo::Disc{{32, 36}, 1e300, {}})), HasSubstr("place.radius_m is 1e+300"));
}

TEST(CheckValues, AWedgeHasBearingsOfTheCompassAndEndsBehindItsBeginning) {
  const geo::Wedge good{{32, 36}, 360, 180, 1000, 1000};
  const auto changed = [&](double geo::Wedge::* member, double value) {
    auto wedge = good;
    wedge.*member = value;
    return said_of(incident_at(wedge));
  };
  EXPECT_EQ(said_of(incident_at(good)), "fine");
  EXPECT_EQ(changed(&geo::Wedge::near_m, 1001), "place.near_m is 1001, which is not from 0 to 1,000; mend it");
  EXPECT_THAT(changed(&geo::Wedge::near_m, -1), HasSubstr("place.near_m is -1"));
  EXPECT_THAT(changed(&geo::Wedge::far_m, 1e300), HasSubstr("place.far_m is 1e+300"));
  EXPECT_THAT(changed(&geo::Wedge::bearing_deg, 360.5), HasSubstr("place.bearing_deg is 360.5"));
  EXPECT_THAT(changed(&geo::Wedge::bearing_deg, -1), HasSubstr("place.bearing_deg is -1"));
  EXPECT_THAT(changed(&geo::Wedge::bearing_plus_minus_deg, 181), HasSubstr("place.bearing_plus_minus_deg is 181"));
  EXPECT_THAT(said_of(incident_at(geo::Wedge{{91, 36}, 0, 1, 1, 2})), HasSubstr("place.post.lat is 91"));
}

TEST(CheckValues, AnOutlineIsAShape) {
  const auto outline = [](geo::Ring ring) { return geo::Outline{{{std::move(ring), {}}}, geo::Edges::geodesic}; };
  EXPECT_EQ(said_of(incident_at(outline({{0, 0}, {0, 2}, {2, 2}}))), "fine");
  EXPECT_THAT(said_of(incident_at(outline({{0, 0}, {2, 2}, {0, 2}, {2, 0}}))),
              HasSubstr("place: ring 1 of part 1 crosses itself near"));
  EXPECT_THAT(said_of(incident_at(outline({{0, 0}, {0, 2}, {95, 2}}))), HasSubstr("which is not on the Earth"));
  EXPECT_THAT(said_of(incident_at(geo::Outline{})), HasSubstr("place: the outline has no ring"));
  PlaceEntry place;
  place.place.outline = geo::Outline{};
  EXPECT_THAT(said_of(place), HasSubstr("outline: the outline has no ring"));
}

TEST(CheckValues, TimesDoNotEndBeforeTheyBegin) {
  const Day later{std::chrono::days{17383}};
  const auto earlier = later - std::chrono::days{4};
  EXPECT_EQ(said_of(incident_on(later, later)), "fine") << "both ends count";
  EXPECT_EQ(said_of(incident_on(later, earlier)),
            "time goes from 2017-08-05 to 2017-08-01, but must not end before it begins; mend one of the two");
  const auto at_noon = parse_instant("2017-08-05T12:00:00Z").value();
  Restriction restriction;
  restriction.time.instants = TimeRange{at_noon, at_noon};
  EXPECT_THAT(said_of(restriction), HasSubstr("time goes from 2017-08-05T12:00:00Z to 2017-08-05T12:00:00Z"))
      << "nothing lies in it";
  restriction.time.instants = TimeRange{at_noon, at_noon + std::chrono::seconds{1}};
  EXPECT_EQ(said_of(restriction), "fine");
}

TEST(CheckValues, EstimatesRiseFromNought) {
  EXPECT_EQ(said_of_casualties(killed({0, 0, largest_count})), "fine");
  EXPECT_EQ(said_of_casualties(killed({-1000, 1, 2})),
            "casualties.killed is -1000, which is not from 0 to 10,000,000; mend it");
  EXPECT_EQ(said_of_casualties(killed({9, 5, 1})),
            "casualties.killed is low 9, best 5, high 1, which do not rise in this order; mend them");
  EXPECT_THAT(said_of_casualties(killed({0, 1, largest_count + 1})), HasSubstr("is 10000001"));
  Casualties casualties;
  casualties.injured = Estimate{2, 1, 3};
  EXPECT_THAT(said_of_casualties(casualties), HasSubstr("casualties.injured is low 2"));
}

TEST(CheckValues, APartOfTheKilledIsNotMoreThanAll) {
  Casualties casualties = killed({1, 1, 3});
  casualties.killed_civilians = Estimate{3, 50, 100};
  EXPECT_EQ(said_of_casualties(casualties), "fine") << "it may be so: three of three";
  for (auto part : {&Casualties::killed_civilians, &Casualties::killed_combatants, &Casualties::killed_women,
                    &Casualties::killed_children}) {
    casualties = killed({1, 1, 3});
    casualties.*part = Estimate{100, 100, 100};
    EXPECT_THAT(said_of_casualties(casualties), HasSubstr("is at least 100, and all of them, casualties.killed, at "
                                                          "most 3; mend one of the two"));
  }
  casualties.killed.reset();
  EXPECT_EQ(said_of_casualties(casualties), "fine") << "how many in all is not said";
}

TEST(CheckValues, CountsAreNotNegativeAndARowHasAnActivity) {
  Incident incident;
  incident.count = -3;
  EXPECT_THAT(said_of(incident), HasSubstr("count is -3"));
  incident.count = 0;
  EXPECT_EQ(said_of(incident), "fine");
  for (const int activities : {0, -3}) {
    incident.activities = activities;
    EXPECT_THAT(said_of(incident), HasSubstr("activities is " + std::to_string(activities) + ", which is not from 1"));
  }
}

TEST(CheckValues, HoursAreNotNegativeAndSharesAndConfidencesLieBetweenNoughtAndOne) {
  EXPECT_EQ(said_of(coverage_of(1e9, 1)), "fine") << "what is sane is the source's matter";
  EXPECT_EQ(said_of(coverage_of(0, 0)), "fine");
  EXPECT_EQ(said_of(coverage_of(-1, 1)), "hours is -1, and cannot be less than 0 or without end; mend it");
  EXPECT_THAT(said_of(coverage_of(infinite, 1)), HasSubstr("hours is inf"));
  EXPECT_THAT(said_of(coverage_of(1, 1.5)), HasSubstr("share is 1.5, which is not from 0 to 1"));
  EXPECT_THAT(said_of(coverage_of(1, -1)), HasSubstr("share is -1"));
  for (const double confidence : {5.0, -1.0}) {
    Attribution attribution;
    attribution.confidence = confidence;
    EXPECT_THAT(said_of(attribution), HasSubstr("which is not from 0 to 1"));
  }
}

}  // namespace
}  // namespace entente::record
