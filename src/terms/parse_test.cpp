// SPDX-License-Identifier: Apache-2.0
// What the parser makes of terms: forms of values, outlines in files, limits, damaged input.
#include "terms/parse.hpp"

#include "i18n/render.hpp"
#include "terms/yaml_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace entente::terms {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const geo::Gazetteer& places() { return geo::Gazetteer::built_in(); }

std::vector<std::string> problems_of(const Bundle& bundle) {
  std::vector<std::string> lines;
  for (const auto& problem : parse(bundle, places()).problems)
    lines.push_back(to_string(problem, i18n::Language::en));
  return lines;
}

/// Two sides, one zone given by `zone_keys`, and the clause bodies given by `clauses`.
std::string agreement(const std::string& zone_keys, const std::string& clauses = "") {
  return R"(entente: 1
agreement: {id: t, version: "1", title: {en: T}, class: preliminary, status: in_force, time_zone: Asia/Damascus, in_force_from: "2017-07-09T12:00[Asia/Damascus]"}
actors:
  - {id: a, names: {en: A}}
  - {id: b, names: {en: B}}
carve_outs:
  - {id: c1, names: {en: C1}, members: [{actor: b}]}
  - {id: c2, names: {en: C2}}
zones:
  - id: Z
    kind: buffer
    names: {en: Zone}
)" + zone_keys +
         R"(clauses:
  - {id: P1, title: {en: P1}, prohibition: {who: [a], against: [b], acts: [hostilities], zones: [Z]}}
)" + clauses +
         "...\n";
}

Terms terms_of(const std::string& text, const std::string& outline = "") {
  Bundle bundle{{{"terms.yaml", text}}};
  if (!outline.empty()) bundle.files["zones.geojson"] = outline;
  auto parsed = parse(bundle, places());
  EXPECT_THAT(problems_of(bundle), IsEmpty());
  return parsed.terms.value_or(Terms{});
}

const std::string file_outline = "    extents: [{parts: [{outline: {file: zones.geojson, features: [N, S]}}]}]\n";

// ---- values -------------------------------------------------------------------------------------------------------

TEST(Parse, NoonInDamascusIsKeptWithItsZone) {
  const auto terms = terms_of(agreement(""));
  EXPECT_EQ(entente::to_string(terms.agreement.in_force_from->instant), "2017-07-09T09:00:00Z");
  EXPECT_EQ(terms.agreement.zone.name(), "Asia/Damascus");
}

TEST(Parse, ADayIsItsStartInTheAgreementsTimeZoneWhereverThatStands) {
  const auto terms = terms_of(agreement("    in_force: {from: 2017-07-09, to: 2018-07-01}\n"));
  EXPECT_EQ(entente::to_string(terms.zones[0].in_force->from), "2017-07-08T21:00:00Z");
  EXPECT_EQ(entente::to_string(terms.zones[0].in_force->to), "2018-06-30T21:00:00Z");
}

TEST(Parse, AProhibitionThatNamesNoCarveOutsGetsAll) {
  const auto terms =
      terms_of(agreement("",
                         "  - {id: P2, title: {en: P2}, prohibition: {acts: [shelling], carve_outs: [c2]}}\n"
                         "  - {id: P3, title: {en: P3}, prohibition: {acts: [shelling], carve_outs: []}}\n"));
  const auto carve_outs = [&](std::size_t i) { return std::get<Prohibition>(terms.clauses[i].body).carve_outs; };
  EXPECT_THAT(carve_outs(0), ElementsAre("c1", "c2"));
  EXPECT_THAT(carve_outs(1), ElementsAre("c2"));
  EXPECT_THAT(carve_outs(2), IsEmpty());
}

TEST(Parse, AReadingChangesOnlyWhatItNames) {
  const auto terms = terms_of(agreement("", R"(  - id: P2
    title: {en: P2}
    prohibition: {who: [a], against: [b], acts: [hostilities], zones: [Z], weapons: [mortar]}
    readings:
      - {id: narrow, holder: B, known_at: 2017-08-01, reads: {acts: [shelling], mutual: false}}
)"));
  const auto& reading = terms.clauses[1].readings.at(0);
  auto expected = std::get<Prohibition>(terms.clauses[1].body);
  expected.acts = {Act::shelling};
  expected.mutual = false;
  EXPECT_EQ(std::get<Prohibition>(reading.body), expected);
  EXPECT_EQ(entente::to_string(*reading.known_at), "2017-07-31T21:00:00Z");
}

TEST(Parse, EveryKindOfClauseIsKept) {
  const auto terms = terms_of(agreement(
      "", R"(  - {id: E, title: {en: E}, permission: {acts: [armed_clash], excepts: [P1], conditions: [notified]}}
  - {id: X, title: {en: X}, exclusion: {actors: [b], depth_km: [5, 30], deadline: 2018-01-01}}
  - {id: S, title: {en: S}, separation: {between: [a, b], horizontal_m: 500, vertical_m: 300, time_s: 60}}
  - {id: N, title: {en: N}, notification: {who: [a], of: [flight], lead_h: 24, emergency_lead_h: 0.5, channel: hotline, acknowledge_within_h: 2}}
  - {id: C, title: {en: C}, commitment: {who: [a], owed_to: [b], what: talks, due_rule: before the next round, track: geneva}}
)"));
  EXPECT_EQ(std::get<Permission>(terms.clauses[1].body).excepts, std::vector{ClauseId{"P1"}});
  EXPECT_EQ(std::get<Exclusion>(terms.clauses[2].body).depth_to_km, 30);
  EXPECT_EQ(std::get<Separation>(terms.clauses[3].body).time_s, 60);
  EXPECT_EQ(std::get<Notification>(terms.clauses[4].body).emergency_lead_h, 0.5);
  EXPECT_EQ(std::get<Commitment>(terms.clauses[5].body).due_rule, "before the next round");
}

TEST(Parse, AZoneMayHaveSeveralExtentsInTime) {
  const auto terms = terms_of(agreement(R"(    extents:
      - valid: {to: 2017-09-01}
        parts: [{not_delimited: {due: 2017-09-01, fallback_areas: [SY12]}}]
      - valid: {from: 2017-09-01}
        known_at: 2017-08-20
        parts:
          - areas: [SY12, SY14]
    disputed:
      - {part: {areas: [SY14]}, disputed_by: [b], note: the crossing}
)"));
  const auto& zone = terms.zones[0];
  EXPECT_EQ(std::get<UndelimitedExtent>(zone.extents[0].parts[0]).fallback_areas, std::vector<std::string>{"SY12"});
  EXPECT_EQ(zone.extents[0].valid.to, zone.extents[1].valid.from);
  EXPECT_EQ(std::get<NamedExtent>(zone.disputed[0].part).areas, std::vector<std::string>{"SY14"});
}

// ---- outlines in files --------------------------------------------------------------------------------------------

constexpr const char* two_features = R"({"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"code": "N"}, "geometry":
  {"type": "Polygon", "coordinates": [[[36, 32.5], [37, 32.5], [37, 33], [36, 33], [36, 32.5]]]}},
{"type": "Feature", "properties": {"code": "S"}, "geometry":
  {"type": "MultiPolygon", "coordinates": [[[[36, 32], [37, 32], [37, 32.5], [36, 32.5], [36, 32]]]]}}
]}
)";

TEST(Parse, NeighboursThatShareAnEdgeAreOneOutline) {
  const auto terms = terms_of(agreement(file_outline), two_features);
  const auto& drawn = std::get<DrawnExtent>(terms.zones[0].extents[0].parts[0]);
  EXPECT_EQ(drawn.outline.parts.size(), 2U);
  EXPECT_EQ(drawn.outline.parts[1].outer[0], (geo::LatLng{32, 36}));
}

std::string with(std::string text, const std::string& old_words, const std::string& new_words) {
  text.replace(text.find(old_words), old_words.size(), new_words);
  return text;
}

std::vector<std::string> problems_with_outline(const std::string& old_words, const std::string& new_words) {
  return problems_of(
      Bundle{{{"terms.yaml", agreement(file_outline)}, {"zones.geojson", with(two_features, old_words, new_words)}}});
}

TEST(Parse, AProblemInAnOutlineIsPlacedInItsOwnFile) {
  EXPECT_THAT(problems_with_outline("[37, 33]", "[37, 33]]"), ElementsAre(StartsWith("zones.geojson:")));
  EXPECT_THAT(problems_with_outline("[37, 33]", "[33, 137]"),
              ElementsAre(StartsWith(
                  "zones.geojson:3:64: [33, 137] has a latitude beyond 90°; were latitude and longitude swapped?")));
  EXPECT_THAT(problems_with_outline("[37, 33]", "[200, 33]"),
              ElementsAre(StartsWith("zones.geojson:3:64: [200, 33] is not on the Earth")));
  EXPECT_THAT(problems_with_outline("[36, 33], ", ""), IsEmpty());
  EXPECT_THAT(problems_with_outline("[37, 32.5], [37, 33]", "[37, 33], [37, 32.5]"),
              ElementsAre(StartsWith("zones.geojson:3:39: ring 1 of “Z” cannot be used: ")));
  EXPECT_THAT(
      problems_with_outline("MultiPolygon", "LineString"),
      ElementsAre(StartsWith("zones.geojson:5:12: this is not GeoJSON as needed here: “type” is “LineString”")));
}

TEST(Parse, AFeatureThatIsNotThereIsSaidWhereItIsNamed) {
  EXPECT_THAT(problems_with_outline("\"code\": \"S\"", "\"code\": \"X\""),
              ElementsAre(AllOf(StartsWith("terms.yaml:13:66: “zones.geojson” has no feature with the code “S”"),
                                HasSubstr("N, X"))));
}

TEST(Parse, AnOutlineCutOffAnywhereIsRefusedInItsFile) {
  const std::string whole = two_features;
  for (std::size_t length = 0; length + 3 < whole.size(); length += 7) {
    const auto problems =
        problems_of(Bundle{{{"terms.yaml", agreement(file_outline)}, {"zones.geojson", whole.substr(0, length)}}});
    ASSERT_FALSE(problems.empty()) << length;
    EXPECT_THAT(problems[0], StartsWith("zones.geojson:")) << length;
  }
}

// ---- limits -------------------------------------------------------------------------------------------------------

TEST(Parse, MoreVerticesThanAnyAgreementHasAreRefusedWithASentence) {
  std::string ring;
  for (int i = 0; i < 100'100; ++i)
    ring += "[36,32],";
  EXPECT_THAT(problems_with_outline("[36, 32], [37, 32]", ring + "[36, 32], [37, 32]"),
              ElementsAre(HasSubstr("more than 100,000 vertices; simplify them")));
}

TEST(Parse, DeepNestingIsRefusedWithASentence) {
  const std::string bomb = "entente: " + std::string(200, '[') + "x" + std::string(200, ']') + "\n...\n";
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", bomb}}}),
              testing::Contains(StartsWith("terms.yaml:1:73: values are nested more than 64 levels deep here")));
}

TEST(Parse, BracketsThatNeverCloseAreRefusedNotFollowed) {
  for (const char bracket : {'[', '{'}) {
    const std::string bomb = "entente: " + std::string(100'000, bracket);
    EXPECT_FALSE(problems_of(Bundle{{{"terms.yaml", bomb}}}).empty());
  }
}

TEST(Parse, AnExpansionBombIsRefusedAtItsFirstAnchor) {
  const std::string bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n...\n";
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", bomb}}}),
              ElementsAre(StartsWith("terms.yaml:1:4: anchors, aliases and tags")));
}

TEST(Parse, TooManyValuesAreRefusedWithASentence) {
  std::string bomb = "entente: [";
  for (std::size_t i = 0; i <= max_values; ++i)
    bomb += "1,";
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", bomb + "]\n...\n"}}}),
              ElementsAre(HasSubstr("more than 500,000 values")));
}

TEST(Parse, AFileOverTheLimitIsRefusedUnread) {
  const std::string big(max_file_bytes + 1, '#');
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", big}}}), testing::Contains(HasSubstr("larger than 25 MiB")));
}

TEST(Parse, ThousandsOfProblemsAreCountedNotListed) {
  std::string text = "entente: 1\n";
  for (int i = 0; i < 3000; ++i)
    text += "key" + std::to_string(i) + ": x\n";
  const auto problems = problems_of(Bundle{{{"terms.yaml", text + "...\n"}}});
  ASSERT_EQ(problems.size(), 501U);
  EXPECT_THAT(problems.back(), HasSubstr("are not listed; mend these first"));
}

TEST(Parse, WhatIsNotTextIsRefusedAtItsByte) {
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", "entente: 1\nx: \xFF\xFE\n"}}}),
              testing::Contains(StartsWith("terms.yaml:2:4: the byte 0xFF here is not UTF-8; save the file as UTF-8")));
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", "entente: 1\nx: \x04 y\n"}}}),
              testing::Contains(StartsWith("terms.yaml:2:4: a control character (number 4) stands here")));
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", std::string("e\0n\0", 4)}}}),
              testing::Contains(StartsWith("terms.yaml:1:2: a control character")));
}

TEST(Parse, WhatIsNotTextHidesNoOtherProblem) {
  std::string text = agreement("");
  text.replace(text.find("entente: 1"), 10, "entente: 2\nنص\xD8: x\nabc: y");
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", text}}}),
              ElementsAre(StartsWith("terms.yaml:1:10: “2” is not a version"),
                          StartsWith("terms.yaml:2:3: the byte 0xD8 here is not UTF-8"),
                          StartsWith("terms.yaml:3:1: “abc” is not a key")));
}

TEST(Parse, ADamagedWordIsSaidOnceWhereItStands) {
  for (const std::string word : {"actors", "id", "zones", "prohibition", "acts", "hostilities", "class", "names"}) {
    std::string text = agreement("");
    const auto at = text.find(word);
    ASSERT_NE(at, std::string::npos) << word;
    text.replace(at + 1, 1, "\xFF");
    EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", text}}}), ElementsAre(HasSubstr("the byte 0xFF here is not UTF-8")))
        << word;
  }
}

TEST(Parse, ADamagedIdLeavesNoUndefinedOneBehind) {
  std::string text = agreement("");
  const std::string id = "id: Z";
  const auto at = text.find(id);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, id.size(), "id: \xC3");
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", text}}}), ElementsAre(HasSubstr("the byte 0xC3 here is not UTF-8")));
}

TEST(Parse, AnOutlineThatIsNotTextIsRefusedAtItsByteWithAllElseThatIsWrong) {
  EXPECT_THAT(problems_with_outline("\"code\": \"S\"", "\"code\": \"\xFF\""),
              ElementsAre(HasSubstr("the byte 0xFF here is not UTF-8")));
  EXPECT_THAT(problems_with_outline("[37, 32.5], [37, 33]", "[37, 33], [37, 32.5], [\xFF, 4]"),
              ElementsAre(AllOf(StartsWith("zones.geojson:"), HasSubstr("the byte 0xFF here is not UTF-8"))));
  EXPECT_THAT(problems_with_outline("MultiPolygon", "LineString\", \"n\xC3\": \""),
              ElementsAre(HasSubstr("“type” is “LineString”"), HasSubstr("the byte 0xC3 here is not UTF-8")));
}

TEST(Parse, AFileOfAnotherEncodingIsNotListedLineByLine) {
  std::string text = agreement("");
  for (int line = 0; line < 30; ++line)
    text.insert(0, "# \xCF\xE5\xF0\n");
  const auto problems = problems_of(Bundle{{{"terms.yaml", text}}});
  ASSERT_EQ(problems.size(), 21U);
  EXPECT_THAT(problems[19], StartsWith("terms.yaml:20:3: the byte 0xCF here"));
  EXPECT_THAT(problems[20], HasSubstr("10 more lines hold bytes that are not UTF-8 text"));
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", std::string("\xFF\xFE"
                                                             "e\0n\0",
                                                             6)}}}),
              ElementsAre(StartsWith("terms.yaml:1:1: the file is UTF-16")));
}

TEST(Parse, AnEmptyFileAndAMissingOneAreSaid) {
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", ""}}}), ElementsAre(StartsWith("terms.yaml:1:1: the file is empty")));
  EXPECT_THAT(problems_of(Bundle{}), ElementsAre(StartsWith("terms.yaml: there is no file “terms.yaml” here")));
}

TEST(Parse, AByteOrderMarkAndWindowsLineEndsAreRead) {
  std::string text = agreement("");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\r\n");
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", "\xEF\xBB\xBF" + text}}}), IsEmpty());
}

TEST(Mend, EachBrokenLetterBecomesOneSign) {
  for (const auto& [bad, text] :
       std::vector<std::pair<std::string, std::string>>{{"a\xD8"
                                                         "b",
                                                         "a\uFFFDb"},
                                                        {"\xE2\x82-", "\uFFFD-"},
                                                        {"\xFF\x80", "\uFFFD\uFFFD"},
                                                        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
                                                        {"x\x01\n\xF0\x9D\x84", "x\uFFFD\n\uFFFD"}}) {
    const auto mended = mend(bad);
    ASSERT_TRUE(mended);
    EXPECT_EQ(mended->text, text);
    EXPECT_EQ(mend(mended->text), std::nullopt);
  }
  EXPECT_TRUE(mend("\xF0\x9D\x84")->cut_inside_letter);
  EXPECT_FALSE(mend("\x84")->cut_inside_letter) << "no letter begins with it";
}

TEST(Mend, ADamagedWordCouldBeWhatItStillAgreesWith) {
  EXPECT_TRUE(could_be("SY\uFFFD2", "SY12"));
  EXPECT_TRUE(could_be("\uFFFD", ""));
  EXPECT_FALSE(could_be("SY\uFFFD2", "SY13"));
  EXPECT_FALSE(could_be("ab\uFFFDba", "aba")) << "the ends may not overlap";
  EXPECT_FALSE(could_be("SY12", "SY12"));
}

TEST(Parse, Utf8IsToldFromWhatOnlyLooksLikeIt) {
  for (const std::string good : {"a", "é", "د", "€", "𝄞", "\xEF\xBF\xBD"})
    EXPECT_EQ(find_bad_byte(good).offset, std::string::npos) << good;
  for (const std::string bad :
       {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xF8\x88\x80\x80\x80"}) {
    EXPECT_EQ(find_bad_byte(bad).offset, 0U);
  }
}

TEST(Parse, EveryTimeOutsideTheForceIsToldInOneRun) {
  auto text = agreement("    in_force: {from: 2018-07-06}\n",
                        "  - {id: P2, title: {en: P2}, prohibition: {acts: [hostilities], when: {to: 2017-07-09}}}\n");
  text.replace(text.find("class: preliminary"), 18, "class: preliminary, expires_at: 2018-07-06");
  text.replace(text.find("carve_outs:"), 0, "participants: [{actor: a, role: party, from: 2018-07-06}]\n");
  EXPECT_THAT(
      problems_of(Bundle{{{"terms.yaml", text}}}),
      ElementsAre("terms.yaml:6:46: the acceptance “from” 2018-07-06T00:00[Asia/Damascus] comes when the agreement "
                  "has ended (2018-07-06 00:00), so it would bind nobody; mend one of the two",
                  "terms.yaml:14:15: “in_force” (from 2018-07-06 00:00 on) lies wholly outside the agreement’s "
                  "force (2017-07-09 12:00 to 2018-07-06 00:00), so it would never hold; mend one of the two",
                  "terms.yaml:17:72: “when” (until 2017-07-09 00:00) lies wholly outside the agreement’s force "
                  "(2017-07-09 12:00 to 2018-07-06 00:00), so it would never hold; mend one of the two"));
}

TEST(Parse, ATimeThatIsPartlyInForceIsTaken) {
  auto text = agreement("    in_force: {from: 2018-07-05, to: 2020-01-01}\n",
                        "  - {id: P2, title: {en: P2}, prohibition: {acts: [hostilities], when: {to: 2017-07-10}}}\n");
  text.replace(text.find("class: preliminary"), 18, "class: preliminary, expires_at: 2018-07-06");
  text.replace(text.find("carve_outs:"), 0, "participants: [{actor: a, role: party, from: 2017-01-01}]\n");
  EXPECT_THAT(problems_of(Bundle{{{"terms.yaml", text}}}), IsEmpty());
}

}  // namespace
}  // namespace entente::terms
