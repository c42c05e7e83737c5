// SPDX-License-Identifier: Apache-2.0
#include "codec/incident_words.hpp"

#include <gtest/gtest.h>

namespace entente::codec {
namespace {

using i18n::Language;

geo::PlaceClaim named(std::string name, std::vector<std::string> within) {
  return {geo::Disc{{32.6189, 36.1021}, 2500, geo::Disc::Density::uniform}, std::move(within), std::move(name)};
}

TimeClaim days(std::string_view first, std::string_view last) {
  return {TimeClaim::Meaning::sometime_in, DayRange{parse_day(first).value(), parse_day(last).value()}, std::nullopt};
}

/// What is told of one incident of a view of its own.
IncidentWords told(geo::PlaceClaim place, std::optional<TimeClaim> time, Language language = Language::en,
                   std::optional<record::ExternalKey> external = {}) {
  record::Entry entry;
  entry.id.bytes[0] = 1;
  entry.external = std::move(external);
  record::Incident incident;
  incident.act = terms::Act::shelling;
  incident.place = std::move(place);
  incident.time = std::move(time);
  entry.body = std::move(incident);
  record::View view;
  EXPECT_TRUE(view.add({0, entry}));
  IncidentTeller teller(view, geo::Gazetteer::built_in(), TimeZone::named("Asia/Damascus").value(), language);
  return teller.words_of(entry.id);
}

std::string place_told(const geo::PlaceClaim& place, Language language = Language::en) {
  return told(place, std::nullopt, language).place;
}

TEST(IncidentWords, APlaceThatTheGazetteerKnowsIsCalledInTheReadersLanguage) {
  const auto daraa = named("Daraa town", {"Syria", "Daraa Governorate"});
  EXPECT_EQ(place_told(daraa), "Daraa, Daraa");
  EXPECT_EQ(place_told(daraa, Language::ar), "درعا، درعا");
  EXPECT_EQ(place_told(named("", {"Syria", "Daraa Governorate"})), "Daraa");
  EXPECT_EQ(place_told(named("", {"Syria"}), Language::ru), "Сирия");
  EXPECT_EQ(place_told(named("Syria", {"Syria"})), "Syria") << "once is enough";
}

TEST(IncidentWords, APlaceThatItDoesNotKnowIsCalledAsTheSourceSpellsIt) {
  EXPECT_EQ(place_told(named("Hill 75", {"Syria", "Daraa Governorate"})), "Hill 75, Daraa");
  EXPECT_EQ(place_told(named("Hill 75", {})), "Hill 75");
  EXPECT_EQ(place_told(named("", {"Ruritania"})), "Ruritania");
  EXPECT_EQ(place_told(named("", {})), "32.619° 36.102°");
  EXPECT_EQ(place_told({}), "");
}

TEST(IncidentWords, DaysAreThoseOfTheAgreementsZoneBothEndsCounted) {
  const auto of_days = told({}, days("2017-07-09", "2017-07-11"));
  EXPECT_EQ(to_string(*of_days.first_day), "2017-07-09");
  EXPECT_EQ(to_string(*of_days.last_day), "2017-07-11");
  const TimeRange an_evening{parse_instant("2017-07-09T20:00:00Z").value(),
                             parse_instant("2017-07-09T21:00:00Z").value()};
  const auto of_hours = told({}, TimeClaim{TimeClaim::Meaning::sometime_in, std::nullopt, an_evening});
  EXPECT_EQ(to_string(*of_hours.first_day), "2017-07-09");
  EXPECT_EQ(to_string(*of_hours.last_day), "2017-07-09") << "it ends just before midnight in Damascus";
  const auto open =
      told({}, TimeClaim{TimeClaim::Meaning::sometime_in, std::nullopt, TimeRange{an_evening.from, end_of_time}});
  EXPECT_EQ(to_string(*open.first_day), "2017-07-09");
  EXPECT_FALSE(open.last_day);
  EXPECT_FALSE(told({}, std::nullopt).first_day);
}

TEST(IncidentWords, NameTheRowAndTheActAndTheSmallestArea) {
  const auto words = told(named("", {"Syria", "Daraa Governorate"}), std::nullopt, Language::ar,
                          record::ExternalKey{"ucdp-ged", "7", "2019"});
  EXPECT_EQ(words.dataset, "ucdp-ged");
  EXPECT_EQ(words.row, "7");
  EXPECT_EQ(words.area, "SY12");
  EXPECT_EQ(words.act, "shelling");
  EXPECT_EQ(told({}, std::nullopt).dataset, "") << "entered by a person";
}

}  // namespace
}  // namespace entente::codec
