// SPDX-License-Identifier: Apache-2.0
// Rows are made up: ACLED's own may not be passed on.
#include "import/run_test.hpp"

#include <gmock/gmock.h>

#include <map>

namespace entente::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string present =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";
const std::string older =
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,location,"
    "latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3";

using Values = std::map<std::string, std::string>;

std::string row(const std::string& columns, const Values& changes) {
  Values values = {{"event_id_cnty", "SYR1"},
                   {"event_date", "2022-06-30"},
                   {"time_precision", "1"},
                   {"event_type", "Explosions/Remote violence"},
                   {"sub_event_type", "Shelling/artillery/missile attack"},
                   {"actor1", "Army of A"},
                   {"inter1", "1"},
                   {"actor2", "Front of B"},
                   {"inter2", "2"},
                   {"country", "Syria"},
                   {"admin1", "Dar'a"},
                   {"admin2", "Izra"},
                   {"admin3", "Nawa"},
                   {"location", "Nawa"},
                   {"latitude", "32.89"},
                   {"longitude", "36.04"},
                   {"geo_precision", "1"},
                   {"source", "SOHR; Radio C"},
                   {"notes", "Made up."},
                   {"fatalities", "2"}};
  for (const auto& [name, value] : changes)
    values[name] = value;
  std::string text;
  for (std::size_t at = 0; at < columns.size();) {
    const auto end = std::min(columns.find(',', at), columns.size());
    text += (at == 0 ? "" : ",") + values[columns.substr(at, end - at)];
    at = end + 1;
  }
  return text + "\n";
}

class Acled : public Imports {
 protected:
  [[nodiscard]] Outcome rows(const Values& changes) const {
    return import("acled", present + "\n" + row(present, changes));
  }
  [[nodiscard]] record::Incident one(const Values& changes) const {
    const auto outcome = rows(changes);
    EXPECT_THAT(outcome.rejects, IsEmpty());
    return outcome.incident(0);
  }
};

const std::string expected_line =
    R"({"incident":{"act":"shelling","activities":1,"casualties":{"killed":{"best":2,"high":2,"low":2}},)"
    R"("means":"report","origins":["SOHR","Radio C"],"participants":[{"dataset":"acled","id":"Army of A",)"
    R"("name":"Army of A","role":"side_a"},{"dataset":"acled","id":"Front of B","name":"Front of B",)"
    R"("role":"side_b"}],"place":{"centre":{"lat":32.89,"lng":36.04},"form":"disc","name":"Nawa",)"
    R"("radius_m":2500,"within":["Syria","Dar'a","Izra","Nawa"]},"repairs":["fatalities_single_figure"],)"
    R"("time":{"days":{"first":"2022-06-30","last":"2022-06-30"}},"words":"Made up."}})";

TEST_F(Acled, AColumnThatStandsTwiceIsRefused) {
  EXPECT_THAT(import("acled", present + ",notes\n" + row(present, {}) + ",x\n").error,
              HasSubstr("the column “notes” stands twice in the header"));
}

TEST_F(Acled, BothSetsOfColumnsAndTheRowOfTagsAreRead) {
  EXPECT_THAT(rows({}).lines, ElementsAre(expected_line));
  EXPECT_THAT(import("acled", older + "\n" + row(older, {})).lines, ElementsAre(expected_line));
  const auto tagged =
      import("acled", present + "\n" + row(present, {{"event_id_cnty", "#event+code"}}) + row(present, {}));
  EXPECT_THAT(tagged.lines, ElementsAre(expected_line));
  EXPECT_THAT(tagged.rejects, IsEmpty());
}

TEST_F(Acled, WhatMayNotBePassedOnIsNotClear) {
  const auto outcome = rows({});
  EXPECT_EQ(outcome.entries[0].label.tlp, record::Label::Tlp::amber);
  EXPECT_EQ(outcome.entries[0].external, (record::ExternalKey{"acled", "SYR1", "2019-12-01"}));
  EXPECT_FALSE(outcome.scope.complete) << "an export is what somebody asked for, not all there is";
  EXPECT_THAT(outcome.scope.countries, ElementsAre("Syria"));
}

TEST_F(Acled, ThreeFormsOfDatesAndThreePrecisions) {
  const auto days = [&](const std::string& date, const std::string& precision) {
    const auto range = *one({{"event_date", date}, {"time_precision", precision}}).time->days;
    return to_string(range.first) + "/" + to_string(range.last);
  };
  EXPECT_EQ(days("2022-06-30", "1"), "2022-06-30/2022-06-30");
  EXPECT_EQ(days("16 May 2025", "1"), "2025-05-16/2025-05-16");
  EXPECT_EQ(days("30-June-2022", "1"), "2022-06-30/2022-06-30");
  EXPECT_EQ(days("2022-06-15", "2"), "2022-06-12/2022-06-18");
  EXPECT_EQ(days("2022-02-15", "3"), "2022-02-01/2022-02-28");
}

TEST_F(Acled, PlacesByTheirPrecision) {
  EXPECT_EQ(std::get<geo::Disc>(one({{"geo_precision", "2"}}).place.where),
            (geo::Disc{{32.89, 36.04}, 25000, geo::Disc::Density::declining}));
  const auto region = one({{"geo_precision", "3"}}).place;
  EXPECT_TRUE(std::holds_alternative<std::monostate>(region.where));
  EXPECT_THAT(region.within, ElementsAre("Syria", "Dar'a"));
}

TEST_F(Acled, TypesOfTodayAndOfBefore2019BecomeActs) {
  const auto act = [&](const std::string& type, const std::string& sub) {
    const auto incident = one({{"event_type", type}, {"sub_event_type", sub}});
    return std::string(terms::word(incident.act)) + " " + std::string(terms::word(incident.weapon));
  };
  EXPECT_EQ(act("Battles", "Armed clash"), "armed_clash unknown");
  EXPECT_EQ(act("Explosions/Remote violence", "Chemical weapon"), "chemical_attack chemical");
  EXPECT_EQ(act("Explosions/Remote violence", "Air/drone strike"), "air_attack unknown");
  EXPECT_EQ(act("Explosions/Remote violence", "Suicide bomb"), "explosive_device improvised_explosive");
  EXPECT_EQ(act("Violence against civilians", "Abduction/forced disappearance"), "abduction unknown");
  EXPECT_EQ(act("Protests", "Excessive force against protestors"), "attack_on_civilians unknown");
  EXPECT_EQ(act("Remote violence", ""), "hostilities unknown");
  EXPECT_EQ(act("Battle-No change of territory", "Battle-No change of territory"), "armed_clash unknown");
  EXPECT_EQ(act("Riots/Protests", ""), "protest unknown");
}

TEST_F(Acled, EveryCategoryOfTheirListIsKnown) {
  const std::string path = std::string(ENTENTE_SHARED_DIR) + "/data/acled/acled_event_categories.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "ACLED's list is not here: " << path;
  const auto list = read_file(path, 1 << 20).value();
  int count = 0;
  for (std::size_t at = list.find('\n') + 1; at < list.size(); ++count) {
    const auto type_end = list.find(',', at);
    const auto sub_end = list.find(',', type_end + 1);
    EXPECT_NE(one({{"event_type", list.substr(at, type_end - at)},
                   {"sub_event_type", list.substr(type_end + 1, sub_end - type_end - 1)}})
                  .act,
              terms::Act::unknown);
    at = std::min(list.find('\n', sub_end), list.size() - 1) + 1;
  }
  EXPECT_EQ(count, 25);
}

TEST_F(Acled, OnlyCiviliansTellWhoAttacked) {
  using Role = record::Participation::Role;
  const auto roles = [&](const Values& changes) {
    std::vector<Role> all;
    for (const auto& participant : one(changes).participants)
      all.push_back(participant.role);
    return all;
  };
  EXPECT_THAT(roles({{"inter2", "7"}}), ElementsAre(Role::perpetrator, Role::target));
  EXPECT_THAT(roles({{"inter1", "Civilians"}}), ElementsAre(Role::target, Role::perpetrator));
  EXPECT_THAT(roles({{"actor2", "Civilians (Syria)"}, {"inter2", ""}}), ElementsAre(Role::perpetrator, Role::target));
  EXPECT_THAT(roles({{"actor2", ""}, {"inter2", ""}}), ElementsAre(Role::side_a));
}

TEST_F(Acled, BadRowsAreRejectedAndOtherFilesRefused) {
  const auto reason = [&](const Values& changes) { return rows(changes).rejects.at(0); };
  EXPECT_EQ(reason({{"event_id_cnty", ""}}), "2 : event_id_cnty: “” is not a value of this column");
  EXPECT_EQ(reason({{"event_date", "30/2022"}}), "2 SYR1: event_date: “30/2022” is not a value of this column");
  EXPECT_EQ(reason({{"time_precision", "4"}}), "2 SYR1: time_precision: “4” is not a whole number from 1 to 3");
  EXPECT_EQ(reason({{"sub_event_type", "Dance"}}), "2 SYR1: sub_event_type: “Dance” is not a value of this column");
  EXPECT_EQ(reason({{"fatalities", "-1"}}), "2 SYR1: fatalities: “-1” is not a whole number from 0 to 10,000,000");
  EXPECT_THAT(reason({{"latitude", "95"}}), HasSubstr("latitude 95 is not between"));
  EXPECT_THAT(import("acled", "id,year\n").error,
              HasSubstr("not a file of ACLED: no column event_id_cnty, event_date"));
}

}  // namespace
}  // namespace entente::importing
