// SPDX-License-Identifier: Apache-2.0
// Imported places beside the agreed zones: what would change an area that the terms rest on is refused, or said.
#include "acceptance/program.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace entente::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* header = "code,kind,name_en,name_ar,name_ru,aliases,within,lat,lng,source\n";

/// The south-west’s terms list SY12 (Daraa) and SY14 (Quneitra) among others.
class Redrawn : public ::testing::Test {
 protected:
  void SetUp() override { program.must({"init", db(), "--terms", example("south-west-syria-2017")}); }

  [[nodiscard]] std::string db() const { return program.path("sw.db"); }
  [[nodiscard]] Said import(const std::string& importer, const std::string& file, const std::string& text,
                            const std::vector<std::string>& more = {}) const {
    program.write(file, text);
    std::vector<std::string> line{"import", db(), importer, program.path(file), "--released", "2018-01-01"};
    line.insert(line.end(), more.begin(), more.end());
    return program.run(line);
  }
  [[nodiscard]] Said rows(const std::string& text, const std::vector<std::string>& more = {}) const {
    return import("places", "p.csv", header + text, more);
  }
  [[nodiscard]] std::string root() const { return program.must({"verify", db(), "--format", "json"}).out; }
  /// Refused whole, in a trial run too, with the code, what would change, and the way out.
  static void expect_refused(const Said& said, const std::string& what) {
    EXPECT_EQ(said.code, 1) << said.out;
    EXPECT_THAT(said.err,
                AllOf(HasSubstr("change areas that the terms rest on"), HasSubstr(what), HasSubstr("--allow-redrawn")));
  }

  Program program;
};

TEST_F(Redrawn, ARowThatMovesAListedAreaIsRefusedWhole) {
  const auto before = root();
  const std::string text = "SY12,district,Foo,,,,SY07,32.6,36.1,me\nX1,locality,New,,,,SY12,32.6,36.1,me\n";
  for (const auto& flags : {std::vector<std::string>{}, {"--dry-run"}}) {
    const auto said = rows(text, flags);
    expect_refused(said, "SY12 (kind “district” instead of “governorate”)");
    expect_refused(said, "SY12 (within “SY07” instead of “SY”)");
    EXPECT_EQ(root(), before);
  }
}

TEST_F(Redrawn, WhatIsAllowedIsSaidByItsCodes) {
  const std::string text = "SY12,district,Foo,,,,SY07,32.6,36.1,me\n";
  const auto counted = rows(text, {"--allow-redrawn", "--dry-run", "--format", "json"}).json().at(0);
  EXPECT_EQ(counted.at("redrawn").as_string(), "SY12");
  const auto said = rows(text, {"--allow-redrawn"});
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, AllOf(HasSubstr("1 new"), HasSubstr("--allow-redrawn asks: SY12; the terms are the same")));
}

TEST_F(Redrawn, WhatAddsToTheGazetteerIsTakenWithoutAWord) {
  const auto said = rows(
      "SY12,governorate,Daraa,,,Hauran,SY,,,me\nX1,district,New,,,,SY12,32.6,36.1,me\n"
      "SY07,governorate,Idlib,,,Foo,SY,,,me\nX2,locality,Daraa,,,,SY12,32.6,36.1,me\n"
      "X3,district,Daraa,,,,SY12,32.6,36.1,me\n",
      {"--format", "json"});
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_TRUE(said.json().at(0).at("redrawn").is_null());
}

TEST_F(Redrawn, ADistrictDoesNotLeaveAZoneOrEnterOne) {
  ASSERT_EQ(
      rows("D1,district,Izra,,,,SY12,,,me\nD2,district,Maarrat,,,,SY07,,,me\nD3,district,Jablah,,,,SY06,,,me\n").code,
      0);
  const auto later = [&](const std::string& text) {
    program.write("p.csv", header + text);
    return program.run({"import", db(), "places", program.path("p.csv"), "--released", "2018-02-01"});
  };
  expect_refused(later("D1,district,Izra,,,,SY07,,,me\n"), "D1 (within “SY07” instead of “SY12”)");
  expect_refused(later("D2,district,Maarrat,,,,SY12,,,me\n"), "D2 (within “SY12” instead of “SY07”)");
  EXPECT_EQ(later("D3,district,Jablah,,,,SY10,,,me\n").code, 0) << "neither is of the agreement";
}

TEST_F(Redrawn, NamesAreNotTakenAwayByAnEntry) {
  const auto said =
      import("entries", "p.ndjson",
             R"({"kind":"place","label":{"tlp":"clear"},"external":{"dataset":"x","id":"1","release":"1"},)"
             R"("place":{"code":"SY12","kind":"governorate","names":{"en":"Nowhere"},"within":"SY"}})"
             "\n",
             {"--dataset", "x"});
  expect_refused(said, "SY12 (“Daraa” would no longer mean it)");
}

TEST_F(Redrawn, TheNameOfAListedAreaIsNotGivenToAnother) {
  expect_refused(rows("X1,governorate,Dar'a,,,,SY,,,me\n"), "SY12 (“Daraa” would no longer mean it)");
  expect_refused(rows("SY07,governorate,Idlib,,,Quneitra,SY,,,me\n"), "SY14 (“Quneitra” would no longer mean it)");
}

TEST_F(Redrawn, AnOutlineElsewhereIsRefused) {
  const auto said = import("places", "p.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
      "properties":{"code":"SY12","kind":"governorate","name_en":"Daraa","within":"SY"},"geometry":{"type":"Polygon",
      "coordinates":[[[36,36],[37,36],[37,37],[36,36]]]}}]})");
  expect_refused(said, "SY12 (its outline)");
}

TEST_F(Redrawn, WhatRestsOnPlacesOfTheRecordSaysSo) {
  ASSERT_EQ(
      import("csv", "e.csv", "id,act,time.first,place.country,place.governorate\n1,shelling,2017-08-01,Syria,Daraa\n")
          .code,
      0);
  const auto assess = [&] { return program.must({"assess", db(), "--at", "2018-01-01"}).out; };
  const auto places = [&](const char* command) {
    return program.must({command, db(), "--format", "json"}).json().at("places").as_int64();
  };
  EXPECT_THAT(assess(), Not(HasSubstr("imported into this record")));
  EXPECT_EQ(places("assess"), 0);
  ASSERT_EQ(rows("X1,governorate,Daraa,,,,SY,,,me\nX2,locality,New,,,,SY12,32.6,36.1,me\n", {"--allow-redrawn"}).code,
            0);
  EXPECT_THAT(assess(), HasSubstr("2 places imported into this record beside the terms"));
  EXPECT_EQ(places("assess"), 2);
  EXPECT_EQ(places("evaluate"), 2);
}

TEST_F(Redrawn, TakingOutAPlaceIsAChangeToo) {
  ASSERT_EQ(rows("SY12,governorate,Daraa,,,Hauran,SY,,,me\nX1,governorate,New,,,,SY,,,me\n").code, 0);
  program.write("p.csv", std::string(header) + "X1,governorate,New,,,,SY,,,me\n");
  const auto said =
      program.run({"import", db(), "places", program.path("p.csv"), "--released", "2018-02-01", "--complete"});
  expect_refused(said, "SY12 (“Hauran” would no longer mean it)");
}

}  // namespace
}  // namespace entente::test
