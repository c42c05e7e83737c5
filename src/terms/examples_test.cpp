// SPDX-License-Identifier: Apache-2.0
// The agreements under examples/ and the example of docs/terms.md: sound, complete, and safe to damage.
#include "base/file.hpp"
#include "i18n/render.hpp"
#include "terms/lint.hpp"
#include "terms/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace entente::terms {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

const std::string source = ENTENTE_SOURCE_DIR;

Bundle bundle_of(const std::string& example) {
  auto bundle = read_bundle(source + "/examples/" + example);
  EXPECT_TRUE(bundle) << i18n::render(bundle.error().message, i18n::Language::en);
  return *std::move(bundle);
}

Terms terms_of(const std::string& example) {
  auto parsed = parse(bundle_of(example), geo::Gazetteer::built_in());
  for (const auto& problem : parsed.problems)
    ADD_FAILURE() << to_string(problem, i18n::Language::en);
  return std::move(parsed.terms).value();
}

Instant at(const char* text) { return parse_instant(text).value(); }

std::vector<std::string> ids(const std::vector<Reading>& readings) {
  std::vector<std::string> all;
  for (const auto& reading : readings)
    all.push_back(reading.id.value);
  return all;
}

/// The checks of a weight, each once.
std::set<std::string> checks(const Terms& terms, Remark::Weight weight, Instant known_at) {
  std::set<std::string> all;
  for (const auto& remark : lint(terms, known_at)) {
    if (remark.weight == weight) all.insert(remark.check);
  }
  return all;
}

// ---- south-west Syria ---------------------------------------------------------------------------------------------

TEST(Examples, TheSouthWestCameIntoForceAtNoonInDamascus) {
  const auto terms = terms_of("south-west-syria-2017");
  EXPECT_EQ(entente::to_string(terms.in_force().from), "2017-07-09T09:00:00Z");
  EXPECT_EQ(entente::to_string(terms.in_force().to), "2018-07-05T21:00:00Z") << "the interim deal of 6 July 2018";
  EXPECT_THAT(terms.control_areas, ElementsAre("SY07", "SY04", "SY03", "SY02", "SY05"));
}

TEST(Examples, EveryHolderOfAReadingHasANameInEachLanguage) {
  for (const Clause& clause : terms_of("south-west-syria-2017").clauses) {
    for (const Reading& reading : clause.readings) {
      EXPECT_EQ(reading.holder, reading.holder_names.en);
      EXPECT_FALSE(reading.holder_names.ar.empty()) << reading.holder;
      EXPECT_FALSE(reading.holder_names.ru.empty()) << reading.holder;
    }
  }
}

TEST(Examples, TheSouthWestZoneIsThreeGovernoratesByNameAndOutline) {
  const auto terms = terms_of("south-west-syria-2017");
  const Zone* zone = terms.find(ZoneId{"SW"});
  ASSERT_NE(zone, nullptr);
  EXPECT_TRUE(zone->agreed_not_published);
  const auto& parts = zone->extents.at(0).parts;
  EXPECT_THAT(std::get<NamedExtent>(parts.at(0)).areas, ElementsAre("SY12", "SY14", "SY13"));
  const auto& drawn = std::get<DrawnExtent>(parts.at(1));
  EXPECT_GE(drawn.outline.parts.size(), 3U);
  EXPECT_EQ(drawn.note, "outline of the governorates; the agreed map was not published");
}

TEST(Examples, ThreeReadingsOfTheExclusionWereKnownOnTheTenthOfNovemberSevenOnTheTwentieth) {
  const auto terms = terms_of("south-west-syria-2017");
  const Clause* exclusion = terms.find(ClauseId{"X1"});
  ASSERT_NE(exclusion, nullptr);
  EXPECT_THAT(ids(readings_of(*exclusion, at("2017-11-10T00:00:00Z"))),
              ElementsAre("as_written", "fp", "asharq", "haaretz"));
  EXPECT_THAT(ids(readings_of(*exclusion, at("2017-11-20T00:00:00Z"))),
              ElementsAre("as_written", "fp", "asharq", "haaretz", "usa", "jor", "isr", "rus"));
}

TEST(Examples, TheSouthWestKnowsTheActorsOfUcdp) {
  const auto terms = terms_of("south-west-syria-2017");
  const auto actor = [&](const char* ucdp) { return terms.actor_of({"ucdp", ucdp})->id.value; };
  EXPECT_EQ(actor("118"), "syr-gov");
  EXPECT_EQ(actor("4456"), "syr-insurgents");
  EXPECT_EQ(actor("234"), "isis");
  EXPECT_EQ(actor("6815"), "hts");
  EXPECT_EQ(terms.actor_of({"ucdp", "1"}), nullptr);
  const ActorNames names(terms);
  EXPECT_EQ(names.find("داعش")->id.value, "isis");
  EXPECT_EQ(names.find("syrian insurgents")->id.value, "syr-insurgents");
  EXPECT_EQ(names.find("nobody"), nullptr);
}

TEST(Examples, TheSouthWestIsNotYetSubstantive) {
  const auto terms = terms_of("south-west-syria-2017");
  const auto on = at("2017-11-10T00:00:00Z");
  EXPECT_THAT(checks(terms, Remark::Weight::blocks, on),
              ElementsAre("commitment_undated", "exclusion_without_deadline", "line_not_published",
                          "no_breach_procedure", "zone_map_not_published", "zone_not_delimited"));
  EXPECT_THAT(
      checks(terms, Remark::Weight::weakens, on),
      ElementsAre("class_without_members", "clause_without_footing", "line_not_drawn", "no_expiry_or_renewal",
                  "no_minimum_coverage", "no_notification", "readings_disagree", "text_not_public", "undefined_term"));
  const auto advice = checks(terms, Remark::Weight::advises, on);
  EXPECT_THAT(advice, Contains("no_humanitarian_access"));
  EXPECT_THAT(advice, Contains("no_detainees"));
  EXPECT_THAT(advice, testing::Not(Contains("no_talks")));
}

// ---- Astana -------------------------------------------------------------------------------------------------------

TEST(Examples, AstanaHasFourAreasCountedByName) {
  const auto terms = terms_of("astana-2017");
  EXPECT_EQ(entente::to_string(terms.in_force().from), "2017-05-05T21:00:00Z");
  const auto areas = [&](const char* zone) {
    return std::get<UndelimitedExtent>(terms.find(ZoneId{zone})->extents.at(0).parts.at(0)).fallback_areas;
  };
  EXPECT_THAT(areas("RASTAN"), ElementsAre("SY0404"));
  EXPECT_THAT(areas("GHOUTA"), ElementsAre("SY0302", "SY0301"));
  EXPECT_THAT(areas("SOUTH"), ElementsAre("SY12", "SY14"));
  EXPECT_EQ(areas("IDLIB").front(), "SY07");
}

TEST(Examples, TheDistrictsOfAstanaAreFoundByUcdpsSpelling) {
  const auto terms = terms_of("astana-2017");
  const auto places = geo::Gazetteer::with(geo::Gazetteer::built_in(), terms.areas);
  const auto code = [&](const char* name, const char* within) {
    const auto found = places.by_name(name, within);
    return found.empty() ? std::string("none") : found.front()->code;
  };
  EXPECT_EQ(code("Ar Rastan district", "SY04"), "SY0404");
  EXPECT_EQ(code("Duma district", "SY03"), "SY0302");
  EXPECT_EQ(code("Markaz Rif Dimashq district", "SY03"), "SY0301");
  EXPECT_TRUE(places.lies_within("SY0404", "SY04"));
}

TEST(Examples, AstanasMapsAreOverdueFromTheFifthOfJune) {
  const auto terms = terms_of("astana-2017");
  const auto blocks = [&](const char* known_at) { return checks(terms, Remark::Weight::blocks, at(known_at)); };
  EXPECT_THAT(blocks("2017-06-04T20:59:59Z"), testing::Not(Contains("zone_delimitation_overdue")));
  EXPECT_THAT(blocks("2017-06-04T21:00:00Z"),
              ElementsAre("commitment_undated", "no_breach_procedure", "party_not_bound", "zone_delimitation_overdue",
                          "zone_fallback_only", "zone_map_not_published"));
}

// ---- damage -------------------------------------------------------------------------------------------------------

/// The number of problems; every one must lie within its file.
std::size_t problems_soundly_placed(const Bundle& bundle, const std::string& what) {
  const auto parsed = parse(bundle, geo::Gazetteer::built_in());
  EXPECT_EQ(parsed.terms.has_value(), parsed.problems.empty()) << what;
  for (const auto& problem : parsed.problems) {
    const auto file = bundle.files.find(problem.place.file);
    EXPECT_NE(file, bundle.files.end()) << what;
    if (file == bundle.files.end()) continue;
    const auto lines = std::count(file->second.begin(), file->second.end(), '\n') + 1;
    EXPECT_GE(problem.place.line, 1) << what;
    EXPECT_LE(problem.place.line, lines) << what;
    EXPECT_GE(problem.place.column, 1) << what;
  }
  return parsed.problems.size();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = text.find('\n', start);
    lines.push_back(text.substr(start, end - start));
    if (end == std::string::npos) break;
    start = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines)
    text += line + "\n";
  return text;
}

/// The example with small outlines: what is damaged here are the terms.
Bundle bundle_to_damage() {
  auto bundle = bundle_of("south-west-syria-2017");
  std::string features;
  for (const std::string code : {"SY12", "SY13", "SY14"}) {
    features +=
        (features.empty() ? "" : ",") +
        (R"({"type": "Feature", "properties": {"code": ")" + code +
         R"("}, "geometry": {"type": "Polygon", "coordinates": [[[36, 32], [36.01, 32], [36.01, 32.01], [36, 32]]]}})");
  }
  bundle.files["governorates.geojson"] = R"({"type": "FeatureCollection", "features": [)" + features + "]}";
  return bundle;
}

TEST(Examples, TermsCutOffAnywhereAreRefusedWithinTheFile) {
  auto bundle = bundle_to_damage();
  const auto whole = bundle.files["terms.yaml"];
  // Only the line end behind the closing line may be missing.
  for (std::size_t length = 0; length + 1 < whole.size(); length += 64) {
    bundle.files["terms.yaml"] = whole.substr(0, length);
    EXPECT_GT(problems_soundly_placed(bundle, "cut at byte " + std::to_string(length)), 0U) << length;
  }
}

TEST(Examples, AFileCutInsideALetterSaysWhere) {
  for (const std::string example : {"south-west-syria-2017", "astana-2017"}) {
    auto bundle = bundle_of(example);
    for (auto& [name, bytes] : bundle.files) {
      auto whole = bytes;
      if (std::none_of(whole.begin(), whole.end(), [](char c) { return (c & 0x80) != 0; })) {
        whole.insert(whole.rfind('}') + 1, "\nد");  // an outline of Latin letters only
      }
      for (std::size_t at = 0, cuts = 0; at < whole.size() && cuts < 12; ++at) {
        if ((static_cast<unsigned char>(whole[at]) & 0xC0U) != 0x80) continue;
        ++cuts;
        bytes = whole.substr(0, at);
        const auto parsed = parse(bundle, geo::Gazetteer::built_in());
        const auto line = static_cast<int>(std::count(bytes.begin(), bytes.end(), '\n')) + 1;
        const auto says_so = [&, file = name](const Problem& problem) {
          return problem.place.file == file && problem.place.line == line && problem.place.column >= 1 &&
                 problem.message.id == "terms.cut_inside_letter";
        };
        EXPECT_TRUE(std::any_of(parsed.problems.begin(), parsed.problems.end(), says_so)) << name << " at " << at;
      }
      bytes = whole;
    }
  }
}

TEST(Examples, EveryLineCanBeDroppedDoubledOrSpoiledWithoutHarm) {
  auto bundle = bundle_to_damage();
  const auto lines = lines_of(bundle.files["terms.yaml"]);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto what = "line " + std::to_string(i + 1);
    const auto try_lines = [&](const std::vector<std::string>& changed) {
      bundle.files["terms.yaml"] = joined(changed);
      problems_soundly_placed(bundle, what);
    };
    auto dropped = lines;
    dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
    try_lines(dropped);
    auto doubled = lines;
    doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    try_lines(doubled);
    auto spoiled = lines;
    spoiled[i] = spoiled[i].substr(0, spoiled[i].size() / 2) + "\x7D\x5B\xC3\xA9:" + spoiled[i];
    try_lines(spoiled);
  }
}

// ---- docs/terms.md ------------------------------------------------------------------------------------------------

std::string document() { return read_file(source + "/docs/terms.md", 1 << 20).value(); }

/// The fenced blocks that start with “```yaml”.
std::vector<std::string> yaml_blocks(const std::string& text) {
  std::vector<std::string> blocks;
  for (std::size_t at = text.find("```yaml\n"); at != std::string::npos; at = text.find("```yaml\n", at)) {
    at += 8;
    blocks.push_back(text.substr(at, text.find("```", at) - at));
  }
  return blocks;
}

TEST(Docs, EveryWholeAgreementInTheDocumentIsSound) {
  int whole = 0;
  for (const auto& block : yaml_blocks(document())) {
    if (!block.starts_with("entente:")) continue;
    ++whole;
    for (const auto& problem : parse(Bundle{{{"terms.yaml", block}}}, geo::Gazetteer::built_in()).problems) {
      ADD_FAILURE() << to_string(problem, i18n::Language::en);
    }
  }
  EXPECT_GE(whole, 1);
}

TEST(Docs, EveryActAndWeaponIsInTheDocument) {
  const auto text = document();
  for (int i = 0; i < act_count; ++i) {
    EXPECT_NE(text.find("`" + std::string(word(static_cast<Act>(i))) + "`"), std::string::npos) << i;
  }
  for (int i = 0; i < weapon_count; ++i) {
    EXPECT_NE(text.find("`" + std::string(word(static_cast<Weapon>(i))) + "`"), std::string::npos) << i;
  }
}

TEST(Docs, EveryCheckThatTheExamplesMeetIsInTheDocument) {
  const auto text = document();
  for (const char* example : {"south-west-syria-2017", "astana-2017"}) {
    for (const auto& remark : lint(terms_of(example), at("2017-11-20T00:00:00Z"))) {
      EXPECT_NE(text.find("`" + remark.check + "`"), std::string::npos) << remark.check;
    }
  }
}

}  // namespace
}  // namespace entente::terms
