// SPDX-License-Identifier: Apache-2.0
#include "import/run_test.hpp"

#include <gmock/gmock.h>

#include <map>
#include <sstream>

namespace entente::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The first lines of version 19.1 (41 columns) and of version 22 on (49).
const std::string header_41 =
    "id,year,active_year,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,side_a_new_id,"
    "side_a,side_b_new_id,gwnob,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,geom_wkt,"
    "priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,"
    "deaths_civilians,deaths_unknown,low,best,high\n";
const std::string header_49 =
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,"
    "high,low,gwnoa,gwnob\n";

using Values = std::map<std::string, std::string>;

/// A made event in the columns of `header`; `changes` are what a test is about.
std::string row(const std::string& header, const Values& changes = {}) {
  Values values = {{"id", "118"},
                   {"type_of_violence", "1"},
                   {"side_a_new_id", "118"},
                   {"side_a", "Government of Syria"},
                   {"side_b_new_id", "4456"},
                   {"side_b", "Syrian insurgents"},
                   {"source_headline", "Shells on Daraa"},
                   {"source_original", "SOHR"},
                   {"where_prec", "1"},
                   {"where_coordinates", "Daraa city"},
                   {"adm_1", "Daraa Governorate"},
                   {"adm_2", "Daraa district"},
                   {"latitude", "32.62"},
                   {"longitude", "36.10"},
                   {"country", "Syria"},
                   {"event_clarity", "1"},
                   {"date_prec", "1"},
                   {"date_start", "2017-07-09"},
                   {"date_end", "2017-07-09"},
                   {"deaths_a", "1"},
                   {"deaths_b", "2"},
                   {"deaths_civilians", "3"},
                   {"low", "4"},
                   {"best", "6"},
                   {"high", "8"}};
  for (const auto& [name, value] : changes)
    values[name] = value;
  std::string text;
  std::istringstream columns(header.substr(0, header.size() - 1));
  for (std::string column; std::getline(columns, column, ',');)
    text += (text.empty() ? "" : ",") + (values[column].empty() ? "0" : values[column]);
  return text + "\n";
}

class UcdpGed : public Imports {
 protected:
  [[nodiscard]] Outcome rows(const std::vector<Values>& changes) const {
    std::string text = header_41;
    for (const auto& change : changes)
      text += row(header_41, change);
    return import("ucdp-ged", text);
  }
  [[nodiscard]] record::Incident one(const Values& changes) const {
    const auto outcome = rows({changes});
    EXPECT_THAT(outcome.rejects, IsEmpty());
    return outcome.incident(0);
  }
  [[nodiscard]] std::string rejected(const Values& changes) const {
    const auto outcome = rows({changes});
    EXPECT_THAT(outcome.lines, IsEmpty());
    return outcome.rejects.at(0);
  }
};

const std::string expected_line =
    R"({"incident":{"act":"hostilities","activities":1,"casualties":{"killed":{"best":6,"high":8,"low":4},)"
    R"("killed_civilians":{"best":3,"high":3,"low":3},"killed_combatants":{"best":3,"high":3,"low":3}},)"
    R"("means":"report","origins":["SOHR"],"participants":[{"dataset":"ucdp","id":"118",)"
    R"("name":"Government of Syria","role":"side_a"},{"dataset":"ucdp","id":"4456",)"
    R"("name":"Syrian insurgents","role":"side_b"}],"place":{"centre":{"lat":32.62,"lng":36.1},)"
    R"("form":"disc","name":"Daraa city","radius_m":5000,"within":["Syria","Daraa Governorate",)"
    R"("Daraa district"]},"time":{"days":{"first":"2017-07-09","last":"2017-07-09"}},)"
    R"("words":"Shells on Daraa"}})";

TEST_F(UcdpGed, AColumnThatStandsTwiceUnderEitherOfItsNamesIsRefused) {
  for (const std::string name : {"best", "best_est"}) {
    const auto header = header_41.substr(0, header_41.size() - 1) + "," + name + "\n";
    EXPECT_THAT(import("ucdp-ged", header).error,
                ::testing::HasSubstr("the column “" + name + "” stands twice in the header"));
  }
}

TEST_F(UcdpGed, BothSetsOfColumnsAndTheFilesWithoutHeaderGiveTheSameEntry) {
  EXPECT_THAT(import("ucdp-ged", header_41 + row(header_41)).lines, ElementsAre(expected_line));
  EXPECT_THAT(import("ucdp-ged", header_49 + row(header_49)).lines, ElementsAre(expected_line));
  EXPECT_THAT(import("ucdp-ged", row(header_49)).lines, ElementsAre(expected_line));
}

TEST_F(UcdpGed, OlderNamesOfTheEstimatesAreRead) {
  const std::string newer = "low,best,high";
  auto older = header_41;
  older.replace(older.find(newer), newer.size(), "low_est,best_est,high_est");
  EXPECT_THAT(import("ucdp-ged", older + row(header_41)).lines, ElementsAre(expected_line));
}

TEST_F(UcdpGed, TheKeyIsDatasetIdAndRelease) {
  const auto outcome = rows({{}});
  EXPECT_EQ(outcome.entries[0].external, (record::ExternalKey{"ucdp-ged", "118", "2019-12-01"}));
  EXPECT_EQ(outcome.entries[0].label, record::label_clear);
  EXPECT_EQ(outcome.entries[0].recorded_at, Instant{}) << "the service fills it in";
}

TEST_F(UcdpGed, LineBreaksInsideAFieldDoNotEndTheRowButCountAsLines) {
  const auto outcome = rows({{{"source_headline", "\"Shells\non Daraa\""}}, {{"id", "119"}, {"best", "x"}}});
  EXPECT_EQ(outcome.incident(0).words, "Shells\non Daraa");
  EXPECT_THAT(outcome.rejects, ElementsAre("4 119: best: “x” is not a whole number from 0 to 10,000,000"));
}

TEST_F(UcdpGed, DatesMayHaveMidnightBehindThem) {
  const auto incident = one({{"date_start", "2013-01-03 00:00:00.000"}, {"date_end", "2013-01-05 00:00:00"}});
  EXPECT_EQ(to_string(incident.time->days->first), "2013-01-03");
  EXPECT_EQ(to_string(incident.time->days->last), "2013-01-05");
}

TEST_F(UcdpGed, EveryDatePrecisionIsTheDaysFromEarliestToLatest) {
  for (const auto* const precision : {"1", "2", "3", "4", "5"}) {
    const auto incident = one({{"date_prec", precision}, {"date_start", "2017-06-01"}, {"date_end", "2017-06-30"}});
    EXPECT_EQ(incident.time->meaning, TimeClaim::Meaning::sometime_in);
    EXPECT_EQ(incident.time->days->days(), 30) << precision;
  }
}

TEST_F(UcdpGed, AnExactPlaceErrsByTheSizeOfTheSettlement) {
  const std::pair<const char*, double> sizes[] = {
      {"Daraa city", 5000}, {"Izra town", 2500}, {"Nasib village", 1000}, {"Al Lajah", 2000}};
  for (const auto& [name, radius_m] : sizes) {
    const auto incident = one({{"where_coordinates", name}});
    const auto* disc = std::get_if<geo::Disc>(&incident.place.where);
    ASSERT_NE(disc, nullptr);
    EXPECT_EQ(disc->radius_m, radius_m) << name;
    EXPECT_EQ(disc->density, geo::Disc::Density::uniform);
  }
}

TEST_F(UcdpGed, EveryPlacePrecisionBecomesItsClaim) {
  using Names = std::vector<std::string>;
  const Names all = {"Syria", "Daraa Governorate", "Daraa district"};
  struct Case {
    const char* precision;
    bool has_disc;
    Names within;
  };
  const Case cases[] = {
      {"1", true, all},  {"2", true, all},        {"3", false, all},      {"4", false, {"Syria", "Daraa Governorate"}},
      {"5", false, all}, {"6", false, {"Syria"}}, {"7", false, {"Syria"}}};
  for (const auto& [precision, has_disc, within] : cases) {
    const auto incident = one({{"where_prec", precision}});
    EXPECT_EQ(std::holds_alternative<geo::Disc>(incident.place.where), has_disc) << precision;
    EXPECT_EQ(incident.place.within, within) << precision;
    EXPECT_EQ(incident.place.name, "Daraa city");
  }
  const auto incident = one({{"where_prec", "2"}});
  EXPECT_EQ(std::get<geo::Disc>(incident.place.where),
            (geo::Disc{{32.62, 36.10}, 25000, geo::Disc::Density::declining}));
}

TEST_F(UcdpGed, OneSidedViolenceHasAPerpetratorAndATarget) {
  const auto incident = one({{"type_of_violence", "3"}, {"side_b", "Civilians"}, {"side_b_new_id", "9999"}});
  EXPECT_EQ(incident.act, terms::Act::attack_on_civilians);
  EXPECT_EQ(incident.participants[0].role, record::Participation::Role::perpetrator);
  EXPECT_EQ(incident.participants[1].role, record::Participation::Role::target);
  EXPECT_EQ(incident.participants[1].name, "Civilians");
  EXPECT_EQ(one({{"type_of_violence", "2"}}).act, terms::Act::hostilities);
}

TEST_F(UcdpGed, EstimatesOutOfOrderAreMendedAndFlagged) {
  const auto incident = one({{"low", "177"}, {"best", "142"}, {"high", "177"}});
  EXPECT_EQ(incident.casualties.killed, (record::Estimate{142, 142, 177}));
  EXPECT_THAT(incident.repairs, ElementsAre("deaths_low_best_high"));
  EXPECT_EQ(one({{"low", "1"}, {"best", "9"}, {"high", "5"}}).casualties.killed, (record::Estimate{1, 9, 9}));
  EXPECT_THAT(one({}).repairs, IsEmpty());
}

TEST_F(UcdpGed, PartsThatAreMoreThanTheBestFigureAreKeptAndFlagged) {
  const auto incident = one({{"deaths_civilians", "500"}, {"low", "9"}, {"best", "28"}, {"high", "30"}});
  EXPECT_EQ(incident.casualties.killed, (record::Estimate{9, 28, 503})) << "all who were named may have died";
  EXPECT_EQ(incident.casualties.killed_civilians, (record::Estimate{500, 500, 500}));
  EXPECT_THAT(incident.repairs, ElementsAre("deaths_parts_above_best"));
  const auto within = one({{"deaths_a", "4"}, {"best", "6"}, {"high", "20"}});
  EXPECT_EQ(within.casualties.killed, (record::Estimate{4, 6, 20}));
  EXPECT_THAT(within.repairs, ElementsAre("deaths_parts_above_best")) << "9 of 6";
  EXPECT_THAT(one({{"deaths_civilians", "500"}, {"low", "9"}, {"best", "7"}, {"high", "8"}}).repairs,
              ElementsAre("deaths_low_best_high", "deaths_parts_above_best"));
}

TEST_F(UcdpGed, OriginsKeepTheirOrderAndSeveralActivitiesAreSaid) {
  const auto incident = one({{"source_original", "\"SOHR; Airwars, sohr and HRW\""}, {"event_clarity", "2"}});
  EXPECT_THAT(incident.origins, ElementsAre("SOHR", "Airwars", "HRW"));
  EXPECT_EQ(incident.activities, 2);
}

TEST_F(UcdpGed, SwappedCoordinatesAreFlaggedAndKept) {
  const auto swapped =
      one({{"latitude", "40.5"}, {"longitude", "35.5"}, {"adm_1", "Deir ez-Zor governorate"}, {"adm_2", "0"}});
  EXPECT_THAT(swapped.repairs, ElementsAre("swapped_suspected"));
  EXPECT_EQ(std::get<geo::Disc>(swapped.place.where).centre, (geo::LatLng{40.5, 35.5}));
  EXPECT_THAT(one({{"latitude", "10"}, {"longitude", "10"}}).repairs, IsEmpty()) << "wrong, but not by swapping";
}

TEST_F(UcdpGed, ABadRowIsRejectedWithLineIdAndReason) {
  EXPECT_EQ(rejected({{"id", "x1"}}), "2 x1: id: “x1” is not a value of this column");
  EXPECT_EQ(rejected({{"type_of_violence", "4"}}), "2 118: type_of_violence: “4” is not a whole number from 1 to 3");
  EXPECT_EQ(rejected({{"best", "-1"}}), "2 118: best: “-1” is not a whole number from 0 to 10,000,000");
  EXPECT_EQ(rejected({{"deaths_a", "99999999999"}}),
            "2 118: deaths_a: “99999999999” is not a whole number from 0 to 10,000,000");
  EXPECT_EQ(rejected({{"where_prec", "8"}}), "2 118: where_prec: “8” is not a whole number from 1 to 7");
  EXPECT_EQ(rejected({{"date_prec", "9"}}), "2 118: date_prec: “9” is not a whole number from 1 to 5");
  EXPECT_EQ(rejected({{"date_start", "2017-02-30"}}), "2 118: date_start: “2017-02-30” is not a value of this column");
  EXPECT_EQ(rejected({{"latitude", "91"}}),
            "2 118: latitude 91 is not between -90 and 90 degrees; check that latitude and longitude are not swapped");
  EXPECT_EQ(rejected({{"source_headline", "\xff\xfe"}}), "2 118: the row is not UTF-8; save the file as UTF-8");
  EXPECT_EQ(rejected({{"source_headline", std::string("a\0b", 3)}}),
            "2 118: the row holds a NUL byte, which no text has; look for a damaged or cut file");
  const auto short_row = import("ucdp-ged", header_41 + "118,2017\n" + row(header_41));
  EXPECT_THAT(short_row.rejects, ElementsAre("2 118: 2 fields where the header has 41"));
  EXPECT_THAT(short_row.lines, ElementsAre(expected_line));
}

TEST_F(UcdpGed, AnotherFormIsRefusedAsAWhole) {
  EXPECT_THAT(import("ucdp-ged", "").error, "rows.csv: the file is empty");
  EXPECT_THAT(import("ucdp-ged", "id,year\n1,2017\n").error,
              ::testing::StartsWith("rows.csv: not a file of UCDP GED: no column type_of_violence, side_a_new_id"));
  EXPECT_EQ(import("ucdp-ged", row(header_41)).error,
            "rows.csv: no header row, and 41 columns where UCDP’s files without one have 49; put the row of column "
            "names back");
}

TEST_F(UcdpGed, AHeaderWithAnotherSeparatorIsCalledThat) {
  for (const char* separator : {";", "\t", "|"}) {
    auto text = header_41 + row(header_41);
    std::replace(text.begin(), text.end(), ',', *separator);
    const auto error = import("ucdp-ged", text).error;
    EXPECT_THAT(error, testing::HasSubstr(*separator == '\t' ? "separated by “\\t”, not by commas"
                                                             : "separated by “" + std::string(separator) + "”"));
    EXPECT_THAT(error, testing::Not(testing::HasSubstr("type_of_violence")));
  }
  EXPECT_THAT(import("ucdp-ged", "id\n1\n").error, testing::HasSubstr("not a file of UCDP GED"));
}

TEST_F(UcdpGed, TheScopeIsTheDaysAndCountriesMet) {
  const auto outcome = rows({{}, {{"id", "2"}, {"date_start", "2017-01-01"}, {"country", "Lebanon"}}});
  EXPECT_TRUE(outcome.scope.complete);
  EXPECT_EQ(to_string(outcome.scope.days->first), "2017-01-01");
  EXPECT_EQ(to_string(outcome.scope.days->last), "2017-07-09");
  EXPECT_THAT(outcome.scope.countries, ElementsAre("Lebanon", "Syria"));
  EXPECT_EQ(rows({}).scope.days, std::nullopt);
}

TEST_F(UcdpGed, UcdpsOwnFileOfSyriaIsReadWhole) {
  const std::string path = std::string(ENTENTE_SHARED_DIR) + "/data/ucdp/ucdp_ged_syria.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "UCDP's file is not here: " << path;
  const auto outcome = run("ucdp-ged", {path, "ucdp-ged", "2019-12-01", TimeZone::utc(), {}});
  EXPECT_EQ(outcome.entries.size(), 16566U);
  EXPECT_THAT(outcome.rejects, IsEmpty());
  std::map<std::string, int> repairs;
  for (std::size_t i = 0; i < outcome.entries.size(); ++i) {
    for (const auto& repair : outcome.incident(i).repairs)
      ++repairs[repair];
  }
  EXPECT_THAT(repairs, ElementsAre(std::pair("deaths_low_best_high", 101)));
}

}  // namespace
}  // namespace entente::importing
