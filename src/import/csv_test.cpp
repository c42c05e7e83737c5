// SPDX-License-Identifier: Apache-2.0
#include "import/run_test.hpp"
#include "record/canonical.hpp"

#include <gmock/gmock.h>

namespace entente::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string sample(const std::string& name) { return std::string(ENTENTE_SOURCE_DIR) + "/test/data/csv/" + name; }

class Csv : public Imports {
 protected:
  [[nodiscard]] static Outcome of_sample(const std::string& name) {
    return run("csv", {sample(name + ".csv"), "posts", "1", TimeZone::named("Asia/Damascus").value(),
                       sample(name + ".mapping.json")});
  }
  [[nodiscard]] std::string mapping_error(const std::string& mapping) const {
    return import("csv", "nr,was\n1,x\n", "rows.csv", mapping).error;
  }
};

TEST_F(Csv, ObservationsFromAPostBecomeWedgesAndRangesOfDeaths) {
  const auto outcome = of_sample("observations");
  EXPECT_EQ(outcome.error, "");
  EXPECT_THAT(outcome.rejects, IsEmpty());
  EXPECT_THAT(
      outcome.lines,
      ElementsAre(
          R"({"incident":{"act":"shelling","activities":1,"count":12,"origins":["Posten Tell Hara"],)"
          R"("place":{"bearing_deg":247.5,"bearing_plus_minus_deg":11.25,"far_m":3000,"form":"wedge",)"
          R"("near_m":2000,"post":{"lat":33.07,"lng":35.98},"within":["Syria","Daraa"]},)"
          R"("time":{"instants":{"from":"2017-07-09T09:05:00Z","to":"2017-07-09T09:06:00Z"}},"weapon":"mortar"}})",
          R"({"incident":{"act":"armed_clash","activities":1,"casualties":{"killed":{"best":3,"high":5,"low":3}},)"
          R"("origins":["SOHR","Airwars"],"place":{"within":["Syria","Daraa"]},)"
          R"("time":{"days":{"first":"2017-07-10","last":"2017-07-10"}},"words":"am Stadtrand\nvon Deraa"}})"));
  EXPECT_EQ(outcome.entries[0].label.tlp, record::Label::Tlp::green);
  EXPECT_EQ(outcome.entries[0].external, (record::ExternalKey{"posts", "1", "1"}));
}

TEST_F(Csv, AWantedColumnThatStandsTwiceIsRefusedWithOrWithoutAMapping) {
  EXPECT_THAT(import("csv", "id,act,words,act\n1,shelling,x,sniping\n").error,
              HasSubstr("rows.csv:1: the column “act” stands twice in the header, as column 2 and as column 4"));
  const std::string mapping = R"({"columns": {"id": "nr", "act": "was"}})";
  EXPECT_THAT(import("csv", "nr,was, was \n1,shelling,sniping\n", "rows.csv", mapping).error,
              HasSubstr("the column “was” stands twice"));
  EXPECT_EQ(import("csv", "nr,was,note,note\n1,shelling,x,y\n", "rows.csv", mapping).error, "") << "not wanted";
}

TEST_F(Csv, PatrolsBecomeCoverage) {
  const auto outcome = of_sample("patrols");
  EXPECT_THAT(
      outcome.lines,
      ElementsAre(
          R"({"coverage":{"by":"patrol of the commission","hours":4.5,"means":"saw",)"
          R"("place":{"centre":{"lat":32.62,"lng":36.1},"form":"disc","radius_m":3000},"share":0.4,)"
          R"("time":{"instants":{"from":"2017-07-09T05:00:00Z","to":"2017-07-09T09:30:00Z"},)"
          R"("meaning":"throughout"}}})",
          HasSubstr(
              R"("hours":2,"means":"saw","place":{"centre":{"lat":32.9,"lng":36},"form":"disc","radius_m":1000},"share":1)")));
}

TEST_F(Csv, TheDocumentationShowsTheSampleAsItIs) {
  const auto documentation = read_file(std::string(ENTENTE_SOURCE_DIR) + "/docs/importers.md", 1 << 20).value();
  EXPECT_THAT(documentation, HasSubstr(read_file(sample("observations.mapping.json"), 1 << 20).value()));
}

TEST_F(Csv, WithoutAMappingColumnsAreCalledAsFields) {
  const auto outcome =
      import("csv", "id,act,place.lat,place.lng,place.radius_m,killed,killed.high\n7,sniping,32.6,36.1,50,1,4\n");
  EXPECT_THAT(
      outcome.lines,
      ElementsAre(R"({"incident":{"act":"sniping","activities":1,"casualties":{"killed":{"best":1,"high":4,"low":1}},)"
                  R"("place":{"centre":{"lat":32.6,"lng":36.1},"form":"disc","radius_m":50}}})"));
  EXPECT_EQ(outcome.entries[0].label.tlp, record::Label::Tlp::amber);
  EXPECT_EQ(import("csv", "id,act,klled\n").error,
            "rows.csv: the column “klled” is not a field of an incident; rename it, or map the columns with --mapping");
  EXPECT_EQ(import("csv", "act\n").error, "rows.csv: not a file of csv: no column id; check the importer");
}

TEST_F(Csv, TheOtherKindsAreReadToo) {
  const auto kind = [&](const std::string& name, const std::string& columns, const std::string& rows) {
    const auto outcome = import("csv", rows, "rows.csv", R"({"kind":")" + name + R"(","columns":{)" + columns + "}}");
    EXPECT_EQ(outcome.error, "");
    return outcome.lines.empty() ? outcome.rejects.at(0) : outcome.lines[0];
  };
  EXPECT_EQ(kind("restriction", R"("id":"n","restriction":"k","time.first":"t","by":"w")",
                 "n,k,t,w\n1,denial,2017-07-09,army\n"),
            R"({"restriction":{"by":"army","kind":"denial","time":{"days":{"first":"2017-07-09",)"
            R"("last":"2017-07-09"}}}})");
  EXPECT_EQ(kind("source", R"("id":"n","name.en":"e","grade":"g")", "n,e,g\nsohr,SOHR,B2\n"),
            R"({"source":{"credibility":"2","id":"sohr","names":{"en":"SOHR"},"reliability":"B"}})");
  const auto subject = to_string(record::derive_id({"ucdp-ged", "118", "2019-12-01"}));
  EXPECT_EQ(kind("verification",
                 R"("id":"n","subject":"s","subject.dataset":{"constant":"ucdp-ged"},)"
                 R"("subject.release":{"constant":"2019-12-01"},"state":"v","reason":"r")",
                 "n,s,v,r\n1,118,verified,film\n"),
            R"({"verification":{"reason":"film","state":"verified","subject":")" + subject + "\"}}");
  EXPECT_EQ(kind("attribution", R"("id":"n","subject":"s","actor":"a","confidence":"c")",
                 "n,s,a,c\n1," + subject + ",army,0.7\n"),
            R"({"attribution":{"actor":"army","confidence":0.7,"subject":")" + subject + "\"}}");
}

TEST_F(Csv, ABadRowIsRejectedWithItsReason) {
  const std::string mapping =
      R"({"columns":{"id":"nr","act":{"column":"was","values":{"b":"shelling","g":"fight"}},)"
      R"("time.first":"von","time.last":"bis","place.lat":"la","place.lng":"lo","killed":"t"}})";
  const auto outcome =
      import("csv",
             "nr,was,von,bis,la,lo,t\n"
             "1,x,,,,,\n2,g,,,,,\n,b,,,,,\n4,,,,,,\n5,b,morgen,,,,\n6,b,2017-07-09T12:00,2017-07-09T11:00,,,\n"
             "7,b,2017-07-09,2017-07-09T12:00,,,\n8,b,,,32.6,,\n9,b,,,95,36,\n10,b,,,,,5-3\n11,b,,2017-07-09,,,\n",
             "rows.csv", mapping);
  EXPECT_THAT(outcome.lines, IsEmpty());
  EXPECT_THAT(outcome.rejects,
              ElementsAre("2 1: was: “x” is not among the values that the mapping lists for act; add it there",
                          HasSubstr("3 2: act: “fight” is none of unknown, hostilities"),
                          "4 : nr: “” is not a value of this column", "5 4: was: “” is not a value of this column",
                          "6 5: von: “morgen” is not a value of this column",
                          "7 6: bis: “2017-07-09T11:00” is not a value of this column",
                          "8 7: bis: “2017-07-09T12:00” is not a value of this column",
                          "9 8: lo: “” is not a value of this column", HasSubstr("10 9: latitude 95 is not between"),
                          "11 10: t: “5-3” is not a value of this column",
                          "12 11: bis: “2017-07-09” is not a value of this column"));
}

TEST_F(Csv, AMappingIsRefusedWithItsLine) {
  EXPECT_EQ(
      mapping_error("{\n\"colums\": {}}"),
      "mapping.json:2: “colums” is not a key here; the keys are kind, separator, dates, label, actors, posts, columns");
  EXPECT_EQ(
      mapping_error("{\"kind\": \"rumour\"}"),
      "mapping.json:1: kind “rumour” is none of incident, coverage, restriction, source, verification, attribution");
  EXPECT_EQ(
      mapping_error("{\"columns\": {\n\"id\": \"nr\",\n\"acts\": \"was\"}}"),
      "mapping.json:3: “acts” is not a field of incident; docs/importers.md, “csv”, lists them; did you mean “act”?");
  EXPECT_EQ(mapping_error(R"({"columns": {"id": "nr", "temperature": "t"}})"),
            "mapping.json:1: “temperature” is not a field of incident; docs/importers.md, “csv”, lists them")
      << "nothing is close; forty fields are no help";
  EXPECT_EQ(mapping_error("{\"columns\": {\n\"id\": \"nr\"}}"),
            "mapping.json:2: rows of kind incident need act; map a column or give a constant");
  EXPECT_EQ(mapping_error("{\"columns\": {\"act\": \"was\",\n\"id\": \"nummer\"}}"),
            "mapping.json:2: there is no column “nummer” in rows.csv; it has nr, was");
  EXPECT_EQ(mapping_error("{\"columns\": {\"act\": {\"colum\": \"was\"}}}"),
            "mapping.json:1: “colum” is not a key here; the keys are column, constant, values");
  EXPECT_EQ(mapping_error("{\"columns\": {\"act\": {\"column\": \"was\", \"constant\": \"shelling\"}}}"),
            "mapping.json:1: “columns.act” is not of its form; docs/importers.md, “Mapping files”, shows it");
  EXPECT_EQ(mapping_error("{\"separator\": \"|\"}"), "mapping.json:1: separator “|” is none of ,, ;, \\t");
  EXPECT_THAT(mapping_error("{"), HasSubstr("the JSON ends too early"));
}

}  // namespace
}  // namespace entente::importing
