// SPDX-License-Identifier: Apache-2.0
// Events, place-days and place-day-weapons: each rule beside scipy on ten datasets, and what makes one unit.
#include "assess/recount.hpp"

#include "assess/assess_test_data.hpp"
#include "assess/reference_test.hpp"

#include <gtest/gtest.h>

namespace entente::assess {
namespace {

using test::event;
using Unit = terms::CountingRule::Unit;

const std::map<std::string, Unit> units{
    {"event", Unit::event}, {"place_day", Unit::place_day}, {"place_day_weapon", Unit::place_day_weapon}};

const std::map<std::string, terms::Weapon> weapons{
    {"", terms::Weapon::unknown}, {"mortar", terms::Weapon::mortar}, {"aircraft", terms::Weapon::aircraft}};

Claims all_of(const std::vector<findings::Counted>& counted) {
  Claims claims;
  for (const auto& one : counted)
    claims.push_back(&one);
  return claims;
}

// An event in some place by some weapon, on whole civil days.
struct Told {
  findings::Counted counted;
  const char* place;
  const char* weapon;
};

Recount of(Unit unit, const std::vector<Told>& told, TimeBy time_by, int days = 30) {
  const Frame frame = test::frame_at("2019-01-01", time_by);
  std::vector<findings::Counted> counted;
  std::map<std::string, std::uint32_t> places;
  for (const auto& one : told) {
    counted.push_back(one.counted);
    counted.back().weapon = weapons.at(one.weapon);
    const std::string place = one.place;
    if (!place.empty()) counted.back().place = places.emplace(place, places.size()).first->second;
  }
  return recount(unit, all_of(counted), symmetric(frame, days), frame);
}

TEST(Recount, IsThatOfScipyOnTenDatasets) {
  for (const auto& [number, reference] : test::references("recount")) {
    SCOPED_TRACE(number);
    const auto& first_days = reference.all("first_days");
    std::vector<findings::Counted> counted;
    for (std::size_t i = 0; i < first_days.size(); ++i) {
      counted.push_back(event(test::day("2017-07-09") + std::chrono::days{static_cast<int>(first_days[i])},
                              static_cast<int>(reference.all("days").at(i))));
      counted.back().weight = reference.all("weights").at(i);
      const double place = reference.all("places").at(i);
      if (place > 0) counted.back().place = static_cast<std::uint32_t>(place);
      counted.back().weapon = static_cast<terms::Weapon>(static_cast<int>(reference.all("weapons").at(i)));
    }
    const Frame frame = test::frame_at("2019-01-01", reference.one("spread") != 0 ? TimeBy::spread : TimeBy::start);
    for (const auto& [name, unit] : units) {
      const auto found =
          recount(unit, all_of(counted), symmetric(frame, static_cast<int>(reference.count("window"))), frame);
      test::expect_six_digits(found.before.events, reference.all(name + ".counts").at(0), name + " before");
      test::expect_six_digits(found.after.events, reference.all(name + ".counts").at(1), name + " after");
      test::expect_six_digits(found.rate_ratio, reference.all(name + ".exact"), name + " exact");
      test::expect_six_digits(found.rate_ratio_dispersed, reference.all(name + ".dispersed"), name + " dispersed");
    }
  }
}

TEST(Recount, OnePlaceAndDayIsOneHoweverOftenItWasFiredAt) {
  const std::vector<Told> told{{event("2017-07-10"), "Daraa", "mortar"},
                               {event("2017-07-10"), "Daraa", "mortar"},
                               {event("2017-07-10"), "Daraa", "aircraft"},
                               {event("2017-07-10"), "Izra", "mortar"},
                               {event("2017-07-11"), "Daraa", "mortar"}};
  EXPECT_DOUBLE_EQ(of(Unit::event, told, TimeBy::start).after.events, 5);
  EXPECT_DOUBLE_EQ(of(Unit::place_day, told, TimeBy::start).after.events, 3);
  EXPECT_DOUBLE_EQ(of(Unit::place_day_weapon, told, TimeBy::start).after.events, 4);
  EXPECT_DOUBLE_EQ(of(Unit::place_day, told, TimeBy::spread).after.events, 3);
}

TEST(Recount, UncertainEventsMakeAUnitThatIsLikelierThanEach) {
  std::vector<Told> told{{event("2017-07-10"), "Daraa", ""}, {event("2017-07-10"), "Daraa", ""}};
  told[0].counted.weight = told[1].counted.weight = 0.5;
  EXPECT_DOUBLE_EQ(of(Unit::place_day, told, TimeBy::start).after.events, 0.75);
  EXPECT_DOUBLE_EQ(of(Unit::event, told, TimeBy::start).after.events, 1);
}

TEST(Recount, WithoutAPlaceEachCountsForItselfAndIsNumbered) {
  const std::vector<Told> told{{event("2017-07-10"), "", ""}, {event("2017-07-10"), "", ""}};
  const auto found = of(Unit::place_day, told, TimeBy::start);
  EXPECT_DOUBLE_EQ(found.after.events, 2);
  EXPECT_EQ(found.without_place, 2);
}

TEST(Recount, TheDayOfEntryIntoForceIsSharedByTheHour) {
  const std::vector<Told> told{{event("2017-07-09"), "Daraa", ""}};
  const auto spread = of(Unit::place_day, told, TimeBy::spread);
  EXPECT_DOUBLE_EQ(spread.before.events, 0.5);
  EXPECT_DOUBLE_EQ(spread.after.events, 0.5);
  EXPECT_DOUBLE_EQ(spread.after.exposure_days, 30);
  EXPECT_DOUBLE_EQ(of(Unit::place_day, told, TimeBy::start).before.events, 0);
}

TEST(Recount, ByEventsIsTheOrdinaryCount) {
  const Frame frame = test::frame_at("2019-01-01", TimeBy::spread);
  const std::vector<Told> told{{event("2017-07-07", 5), "Daraa", ""}, {event("2017-06-01", 31), "Daraa", ""}};
  const std::vector counted{told[0].counted, told[1].counted};
  const auto found = of(Unit::event, told, TimeBy::spread);
  const auto sides = symmetric(frame, 30);
  EXPECT_NEAR(found.before.events, count(test::pointers(counted), sides.before, frame.time_by).events.expected, 1e-12);
  EXPECT_NEAR(found.after.events, count(test::pointers(counted), sides.after, frame.time_by).events.expected, 1e-12);
}

TEST(Recount, OfNothingHasNoRatio) {
  const auto found = of(Unit::place_day, {}, TimeBy::spread);
  EXPECT_EQ(found.before.events, 0);
  EXPECT_FALSE(found.rate_ratio.defined);
}

}  // namespace
}  // namespace entente::assess
