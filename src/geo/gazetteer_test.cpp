// SPDX-License-Identifier: Apache-2.0
#include "geo/gazetteer.hpp"

#include "geo/shape.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace entente::geo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> codes(const std::vector<const NamedPlace*>& places) {
  std::vector<std::string> found;
  for (const NamedPlace* place : places)
    found.push_back(place->code);
  return found;
}

const Gazetteer& built_in() { return Gazetteer::built_in(); }

constexpr const char* daraa_town = "geonames:170905";

TEST(FoldName, SpellingsOfTheSameNameFoldAlike) {
  const std::vector<std::vector<std::string>> same{
      {"Daraa", "Dar'a", "Dar‘ā", "DARAA GOVERNORATE", "Dar'a Governorate", "Markaz Daraa district", "Dar`a"},
      {"As Suwayda", "As-Suwaydā’", "As Suwayda Governorate", "al-Suwayda", "Suwayda"},
      {"Hama", "Hamah", "Ḩamāh", "Hamah Governorate", "Mintaqat Markaz Hamah district"},
      {"Deir ez-Zor", "Deir-ez-Zor", "Deir Zor"},
      {"Raqqa", "Ar Raqqah", "Ar-Raqqa"},
      {"درعا", "دَرْعا", "محافظة درعا", "درعـا", "مدينة درعا"},
      {"الحسكة", "الحسكه", "حسكة", "محافظة الحسكة"},
      {"إدلب", "ادلب", "أدلب"},
      {"Эль-Кунейтра", "Кунейтра", "мухафаза Кунейтра", "КУНЕЙТРА", "Аль-Кунейтра"},
      {"Деръа", "Дера", "Дераа"},
      {"Мёд", "мед"},
  };
  for (const auto& spellings : same) {
    for (const std::string& spelling : spellings)
      EXPECT_EQ(fold_name(spelling), fold_name(spellings[0])) << spelling;
  }
}

TEST(FoldName, DifferentNamesStayDifferent) {
  const std::vector<std::string> names{"Homs", "Hama", "Damascus", "Rif Dimashq", "Daraa", "Nawa",
                                       "درعا", "حمص",  "حماة",     "Хомс",        "Хама"};
  std::set<std::string> folded;
  for (const std::string& name : names)
    folded.insert(fold_name(name));
  EXPECT_EQ(folded.size(), names.size());
}

TEST(FoldName, ANameOfOnlyDroppedWordsKeepsThem) {
  EXPECT_EQ(fold_name("City"), "city");
  EXPECT_EQ(fold_name("المدينة"), fold_name("مدينة").insert(0, "ال"));
  EXPECT_EQ(fold_name(""), "");
  EXPECT_EQ(fold_name("' -"), "");
}

RC_GTEST_PROP(FoldName, FoldingAnyBytesTwiceChangesNothing, (const std::string& bytes)) {
  const std::string once = fold_name(bytes);
  const std::string twice = fold_name(once);
  // Folding may uncover another word to drop, but it ends.
  RC_ASSERT(twice.size() <= once.size());
}

TEST(Gazetteer, TheFourteenGovernoratesHaveTheUnitedNationsCodes) {
  const std::map<std::string, std::string> names{
      {"SY01", "Damascus"},    {"SY02", "Aleppo"},   {"SY03", "Rural Damascus"}, {"SY04", "Homs"},
      {"SY05", "Hama"},        {"SY06", "Lattakia"}, {"SY07", "Idleb"},          {"SY08", "Al-Hasakeh"},
      {"SY09", "Deir-ez-Zor"}, {"SY10", "Tartous"},  {"SY11", "Ar-Raqqa"},       {"SY12", "Dar'a"},
      {"SY13", "As-Sweida"},   {"SY14", "Quneitra"}};
  std::size_t governorates = 0;
  for (const NamedPlace& place : built_in().all()) {
    if (place.kind != NamedPlace::Kind::governorate) continue;
    ++governorates;
    EXPECT_TRUE(place.outline) << place.code;
    EXPECT_FALSE(place.names.ar.empty() || place.names.ru.empty()) << place.code;
    ASSERT_TRUE(names.contains(place.code)) << place.code;
    const auto found = built_in().by_name(names.at(place.code) + " Governorate");
    EXPECT_THAT(codes(found), ElementsAre(place.code));
  }
  EXPECT_EQ(governorates, 14u);
}

TEST(Gazetteer, EveryCapitalLiesInsideItsOwnGovernorateOnly) {
  // Natural Earth's fips codes are not P-codes: joining by them would put Daraa into Idlib.
  const std::map<std::string, LatLng> inside{
      {"SY01", {33.51, 36.29}}, {"SY02", {36.20, 37.16}}, {"SY03", {33.70, 36.60}}, {"SY04", {34.73, 36.72}},
      {"SY05", {35.13, 36.76}}, {"SY06", {35.55, 35.90}}, {"SY07", {35.93, 36.63}}, {"SY08", {36.50, 40.75}},
      {"SY09", {35.34, 40.14}}, {"SY10", {34.95, 36.05}}, {"SY11", {35.95, 39.01}}, {"SY12", {32.62, 36.10}},
      {"SY13", {32.71, 36.57}}, {"SY14", {33.05, 35.90}}};
  for (const auto& [code, outline_of] : inside) {
    const auto shape = Shape::make(*built_in().by_code(code)->outline);
    ASSERT_TRUE(shape) << code;
    for (const auto& [other, point] : inside)
      EXPECT_EQ(shape->contains(point), code == other) << code << " " << other;
  }
}

TEST(Gazetteer, QuneitraIncludesTheAreaOfSeparation) {
  const auto quneitra = Shape::make(*built_in().by_code("SY14")->outline);
  ASSERT_TRUE(quneitra);
  EXPECT_TRUE(quneitra->contains({33.126, 35.824}));  // Quneitra town lies within UNDOF's area
  EXPECT_TRUE(quneitra->contains({33.00, 35.86}));
}

TEST(Gazetteer, DaraaIsFoundInThreeScriptsAndManySpellings) {
  for (const char* name : {"Daraa", "Dar'a", "Deraa", "Dera'a", "Dar‘ā", "Дераа", "Деръа", "Даръа", "درعا", "daraa"}) {
    EXPECT_THAT(codes(built_in().by_name(name)), ElementsAre("SY12", daraa_town)) << name;
  }
  EXPECT_THAT(codes(built_in().by_name("محافظة درعا")), ElementsAre("SY12"));
  EXPECT_THAT(codes(built_in().by_name("город Деръа")), ElementsAre(daraa_town));
  EXPECT_THAT(codes(built_in().by_name("Daraa city", "SY12")), ElementsAre(daraa_town));
  EXPECT_THAT(codes(built_in().by_name("Daraa", "SY07")), IsEmpty());
  EXPECT_THAT(codes(built_in().by_name("Atlantis")), IsEmpty());
  EXPECT_THAT(codes(built_in().by_name("")), IsEmpty());
}

TEST(Gazetteer, ADistrictIsNeverATownOfThatName) {
  EXPECT_THAT(codes(built_in().by_name("Izra")), ElementsAre("geonames:169341"));
  EXPECT_THAT(codes(built_in().by_name("Izra district")), IsEmpty());
}

TEST(Gazetteer, PlacesOfTheTermsAreMergedAndReplaceEarlierRows) {
  const std::array<NamedPlace, 2> more{
      NamedPlace{"SY1203", NamedPlace::Kind::district, {"Izra'", "ازرع", "Изра", {}}, "SY12", {}, {}, "terms"},
      NamedPlace{"SY12", NamedPlace::Kind::governorate, {"Hauran", "حوران", "", {}}, "SY", {}, {}, "terms"}};
  const Gazetteer merged = Gazetteer::with(built_in(), more);
  EXPECT_EQ(merged.all().size(), built_in().all().size() + 1);
  EXPECT_THAT(codes(merged.by_name("Hauran")), ElementsAre("SY12"));
  EXPECT_THAT(codes(merged.by_name("Daraa Governorate")), IsEmpty());
  EXPECT_THAT(codes(merged.by_name("Izra district")), ElementsAre("SY1203"));
  EXPECT_TRUE(merged.lies_within("SY1203", "SY12"));
  EXPECT_TRUE(merged.lies_within("SY1203", "SY"));
  EXPECT_TRUE(merged.lies_within("SY12", "SY12"));
  EXPECT_FALSE(merged.lies_within("SY12", "SY1203"));
  EXPECT_FALSE(merged.lies_within("unknown", "SY"));
  EXPECT_EQ(built_in().by_code("SY1203"), nullptr);
}

TEST(Gazetteer, AreasThatLieInACircleDoNotHang) {
  const std::array<NamedPlace, 2> circle{NamedPlace{"A", {}, {}, "B", {}, {}, ""},
                                         NamedPlace{"B", {}, {}, "A", {}, {}, ""}};
  EXPECT_FALSE(Gazetteer::with(built_in(), circle).lies_within("A", "SY"));
}

TEST(Gazetteer, TheAreasOfAClaimAreResolvedCoarseToFine) {
  const std::array<NamedPlace, 3> districts{
      NamedPlace{"SY1203", NamedPlace::Kind::district, {"Izra'", "", "", {}}, "SY12", {}, {}, ""},
      NamedPlace{"SY1200", NamedPlace::Kind::district, {"Dar'a", "", "", {}}, "SY12", {}, {}, ""},
      NamedPlace{
          "SY0301", NamedPlace::Kind::district, {"Rural Damascus", "", "", {"Rif Dimashq"}}, "SY03", {}, {}, ""}};
  const Gazetteer gazetteer = Gazetteer::with(built_in(), districts);
  const auto areas = [&](std::vector<std::string> within) {
    return gazetteer.areas_of(PlaceClaim{.where = {}, .within = std::move(within), .name = ""});
  };
  EXPECT_THAT(areas({"Daraa Governorate", "Izra district"}), ElementsAre("SY12", "SY1203"));
  EXPECT_THAT(areas({"Daraa", "Daraa"}), ElementsAre("SY12", "SY1200"));
  EXPECT_THAT(areas({"Daraa Governorate", "Markaz Daraa district"}), ElementsAre("SY12", "SY1200"));
  EXPECT_THAT(areas({"Rif Dimashq Governorate", "Markaz Rif Dimashq district"}), ElementsAre("SY03", "SY0301"));
  EXPECT_THAT(areas({"Atlantis", "Izra district"}), ElementsAre("SY1203"));
  EXPECT_THAT(areas({"Homs Governorate", "Izra district"}), ElementsAre("SY04"));
  EXPECT_THAT(areas({}), IsEmpty());
}

TEST(Gazetteer, TheExamplesOutlinesHaveCodesAndSayWhatTheyAre) {
  std::ifstream file(ENTENTE_SOURCE_DIR "/examples/south-west-syria-2017/governorates.geojson");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const char* expected : {R"("code": "SY12")", R"("code": "SY13")", R"("code": "SY14")", "Natural Earth",
                               "outline of the governorates; the agreed map was not published"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected;
  }
}

/// Fields of the UCDP file, quoted ones and line breaks within them included.
std::vector<std::vector<std::string>> rows_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::vector<std::string>> rows(1, {""});
  bool in_quotes = false;
  for (char c = 0; file.get(c);) {
    if (c == '"') {
      in_quotes = !in_quotes;
    } else if (c == ',' && !in_quotes) {
      rows.back().emplace_back();
    } else if (c == '\n' && !in_quotes) {
      rows.emplace_back(1, "");
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Gazetteer, EveryGovernorateOfUcdpResolvesAndAgreesWithMostPoints) {
  const std::string path = ENTENTE_SHARED_DIR "/data/ucdp/ucdp_ged_syria.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the shared UCDP file is not there";
  const auto rows = rows_of(path);
  const auto column = [&](const char* name) {
    return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
  };
  const std::size_t adm_1 = column("adm_1");
  const std::size_t latitude = column("latitude");
  const std::size_t longitude = column("longitude");
  std::map<std::string, Shape> shapes;
  int named = 0;
  int agree = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i][adm_1].empty()) continue;
    ++named;
    const auto areas = built_in().areas_of(PlaceClaim{.where = {}, .within = {rows[i][adm_1]}, .name = ""});
    ASSERT_EQ(areas.size(), 1u) << rows[i][adm_1];
    auto shape = shapes.find(areas[0]);
    if (shape == shapes.end()) {
      shape = shapes.emplace(areas[0], *Shape::make(*built_in().by_code(areas[0])->outline)).first;
    }
    agree += shape->second.contains({std::stod(rows[i][latitude]), std::stod(rows[i][longitude])}) ? 1 : 0;
  }
  EXPECT_EQ(named, 16227);
  RecordProperty("agree", agree);
  // With OCHA's finer outlines 16,069 agree.
  EXPECT_GT(agree, 15300);
  std::cout << agree << " of " << named << " points lie in the outline of their named governorate\n";
}

TEST(Gazetteer, ANameOfTwoAreasOfOneKindIsAmbiguousAndANameOfNoneIsNot) {
  std::vector<NamedPlace> more(2);
  more[0].code = "X1";
  more[0].kind = NamedPlace::Kind::governorate;
  more[0].names.en = "Daraa";
  more[0].within = "IQ";
  more[1].code = "X2";
  more[1].kind = NamedPlace::Kind::district;
  more[1].names.en = "Homs";
  const auto gazetteer = Gazetteer::with(built_in(), more);
  const auto is_ambiguous = [&](std::vector<std::string> names) {
    PlaceClaim claim;
    claim.within = std::move(names);
    return gazetteer.is_ambiguous(claim);
  };
  EXPECT_TRUE(is_ambiguous({"Daraa"}));
  EXPECT_FALSE(is_ambiguous({"Syria", "Daraa"})) << "only one lies there";
  EXPECT_FALSE(is_ambiguous({"Homs"})) << "the coarsest is meant";
  EXPECT_FALSE(is_ambiguous({"Hauran"})) << "unknown";
}

}  // namespace
}  // namespace entente::geo
