// SPDX-License-Identifier: Apache-2.0
#include "import/run_test.hpp"

#include <gmock/gmock.h>

namespace entente::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Places : public Imports {};

TEST_F(Places, OurOwnColumnsInAnyOrder) {
  const auto outcome = import("places",
                              "name_en,code,kind,name_ar,aliases,within,lat,lng,source\n"
                              "Nasib,C5990,locality,نصيب,Nassib | Naseeb,SY12,32.55,36.19,survey 2017\n"
                              "Checkpoint 5,X5,,,,,,,\n");
  EXPECT_THAT(outcome.rejects, IsEmpty());
  EXPECT_THAT(outcome.lines,
              ElementsAre(R"({"place":{"centre":{"lat":32.55,"lng":36.19},"code":"C5990","kind":"locality",)"
                          R"("names":{"aliases":["Nassib","Naseeb"],"ar":"نصيب","en":"Nasib"},"source":"survey 2017",)"
                          R"("within":"SY12"}})",
                          R"({"place":{"code":"X5","kind":"locality","names":{"en":"Checkpoint 5"}}})"));
  EXPECT_EQ(outcome.entries[0].external, (record::ExternalKey{"places", "C5990", "2019-12-01"}));
  EXPECT_FALSE(outcome.scope.complete);
}

const std::string ocha_header =
    "PCODE,NAME_EN,NAM_EN_REF,NAME_ARA,ADMIN3_COD,ADMIN3_EN,ADMIN3_ARA,ADMIN2_COD,ADMIN2_EN,ADMIN2_ARA,ADMIN1_COD,"
    "ADMIN1_EN,ADMIN1_ARA,LATITUDE,LONGITUDE,CAPIT_LVL\n";

TEST_F(Places, OchasPlacesBringTheirDistrictsAndSubdistrictsOnce) {
  const auto outcome = import(
      "places", ocha_header +
                    "C1,First,Premier,أول,ZZ990100,Sub,فرعية,ZZ9901,District,منطقة,SY12,Dar'a,درعا,32.6,36.1,\n"
                    "C2,Second,Second,ثان,ZZ990100,Sub,فرعية,ZZ9901,District,منطقة,SY12,Dar'a,درعا,32.7,36.2,\n");
  EXPECT_THAT(
      outcome.lines,
      ElementsAre(
          HasSubstr(R"("code":"ZZ9901","kind":"district","names":{"ar":"منطقة","en":"District"})"),
          HasSubstr(R"("code":"ZZ990100","kind":"subdistrict","names":{"ar":"فرعية","en":"Sub"})"),
          HasSubstr(
              R"("centre":{"lat":32.6,"lng":36.1},"code":"C1","kind":"locality","names":{"aliases":["Premier"],"ar":"أول","en":"First"})"),
          HasSubstr(R"("code":"C2","kind":"locality","names":{"ar":"ثان","en":"Second"})")));
  EXPECT_THAT(outcome.lines[0], HasSubstr(R"("within":"SY12")"));
  EXPECT_THAT(outcome.lines[1], HasSubstr(R"("within":"ZZ9901")"));
  EXPECT_THAT(outcome.lines[2], HasSubstr(R"("within":"ZZ990100")"));
  EXPECT_EQ(outcome.scope.attribution, "OCHA COD-AB (CC BY 3.0 IGO)");
}

TEST_F(Places, AFeatureGivesAnOutlineAndWhatIsKnownOfTheAreaStays) {
  const auto outcome = import("places", R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"PCODE":"SY12","NAME_EN":"Dar'a","NAME_ARA":"درعا"},"geometry":
{"type":"Polygon","coordinates":[[[35.8,32.3],[36.8,32.3],[36.8,33.2],[35.8,32.3]]]}}]})",
                              "areas.geojson");
  ASSERT_THAT(outcome.rejects, IsEmpty());
  const auto& place = std::get<record::PlaceEntry>(outcome.entries.at(0).body).place;
  EXPECT_EQ(place.kind, geo::NamedPlace::Kind::governorate);
  EXPECT_EQ(place.within, "SY");
  EXPECT_EQ(place.outline->parts.at(0).outer.size(), 3U);
  EXPECT_EQ(place.names.en, "Dar'a");
  EXPECT_FALSE(place.names.ru.empty()) << "the built-in table has it";
  EXPECT_THAT(place.names.aliases, ::testing::Contains("Daraa Governorate"));
}

TEST_F(Places, BadRowsAreRejected) {
  const auto rows =
      import("places", "code,kind,name_en,lat,lng\n,locality,A,1,1\nB,hamlet,B,1,1\nC,,,1,1\nD,,D,91,1\nE,,E,x,1\n");
  EXPECT_THAT(rows.lines, IsEmpty());
  EXPECT_THAT(
      rows.rejects,
      ElementsAre(
          "2 : code: “” is not a value of this column", "3 B: kind: “hamlet” is not a value of this column",
          "4 C: name_en: “” is not a value of this column",
          "5 D: latitude 91 is not between -90 and 90 degrees; check that latitude and longitude are not swapped",
          "6 E: lat: “x” is not a value of this column"));
  const auto broken = import("places", "code,name_en\n\"A\nB\",A\n");
  EXPECT_THAT(broken.rejects, ElementsAre(HasSubstr("2 : ")));
  EXPECT_THAT(broken.lines, IsEmpty());
}

TEST_F(Places, AColumnThatStandsTwiceIsRefused) {
  EXPECT_THAT(import("places", "code,name_en,lat,code\nA,A,1,B\n").error,
              HasSubstr("the column “code” stands twice in the header, as column 1 and as column 4"));
}

TEST_F(Places, AnotherFormIsRefused) {
  EXPECT_EQ(import("places", "a,b\n1,2\n").error, "rows.csv: not a file of places: no column code; check the importer");
}

TEST_F(Places, OchasWholeTableIsRead) {
  const std::string path = std::string(ENTENTE_SHARED_DIR) + "/data/gazetteer/syr_populated_places_ocha2015.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "OCHA's table is not here: " << path;
  const auto outcome = run("places", {path, "places", "2015", TimeZone::utc(), {}});
  EXPECT_THAT(outcome.rejects, IsEmpty());
  EXPECT_GE(outcome.entries.size(), 5251U);
}

}  // namespace
}  // namespace entente::importing
