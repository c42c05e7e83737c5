// SPDX-License-Identifier: Apache-2.0
// Every kind comes back as it was; one form per entry; the bytes that are hashed never change.
#include "record/canonical.hpp"

#include "i18n/render.hpp"
#include "record/civil.hpp"
#include "record/random_entry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <sstream>

namespace entente::record {
namespace {

constexpr std::size_t kinds = std::variant_size_v<Body>;

Secret fixed_secret() {
  Secret secret;
  std::iota(secret.begin(), secret.end(), std::uint8_t{0});
  return secret;
}

std::string words_of(const Error& error) { return i18n::render(error.message, i18n::Language::en); }

RC_GTEST_PROP(Canonical, EveryKindComesBackAsItWas, (std::uint64_t seed)) {
  RandomEntries random(seed);
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    const Entry entry = random.of_kind(kind);
    RC_ASSERT(check(entry).has_value());
    const auto fields = to_fields(entry);
    RC_ASSERT(from_fields(fields) == entry);
    const std::string stored = to_stored(fields);
    RC_ASSERT(from_stored(stored) == fields);
    RC_ASSERT(decode(stored) == entry);
  }
}

RC_GTEST_PROP(Canonical, FieldsAreSortedAndEachNameStandsOnce, (std::uint64_t seed)) {
  RandomEntries random(seed);
  const auto fields = to_fields(random.any());
  RC_ASSERT(std::is_sorted(fields.begin(), fields.end()));
  RC_ASSERT(std::adjacent_find(fields.begin(), fields.end(),
                               [](const auto& a, const auto& b) { return a.name == b.name; }) == fields.end());
}

RC_GTEST_PROP(Canonical, TheEncoderDoesWhatTheFunctionsDo, (std::uint64_t seed)) {
  RandomEntries random(seed);
  Encoder encoder(fixed_secret());
  for (int i = 0; i < 3; ++i) {
    const Entry entry = random.any();
    const auto fields = to_fields(entry);
    const auto encoded = encoder.encode(entry);
    RC_ASSERT(encoded.has_value());
    RC_ASSERT(encoded->stored == to_stored(fields));
    RC_ASSERT(encoded->leaf == leaf(entry.id, fields, fixed_secret()));
    RC_ASSERT(encoder.leaf_of(entry.id, to_stored(fields)) == encoded->leaf);
  }
}

RC_GTEST_PROP(Canonical, WhateverReadsIsWhatWouldBeWritten, (std::uint64_t seed, std::size_t at, char byte)) {
  RandomEntries random(seed);
  std::string stored = to_stored(to_fields(random.any()));
  stored[at % stored.size()] = byte;
  if (const auto entry = decode(stored)) RC_ASSERT(to_stored(to_fields(*entry)) == stored);
}

TEST(Canonical, AFieldThatIsMissingUnknownTwiceOrMalformedIsNamed) {
  const auto good = to_fields(RandomEntries(1).imported_incident(0));
  const auto refused = [&](const auto& change) {
    auto fields = good;
    change(fields);
    const auto entry = from_fields(fields);
    if (entry || entry.error().code != Code::corrupt) return std::string("not refused");
    return words_of(entry.error());
  };
  const auto named = [](auto& fields, std::string_view name) {
    return std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  };
  EXPECT_THAT(refused([&](auto& fields) { fields.erase(named(fields, "incident.act")); }),
              testing::HasSubstr("“incident.act” is missing"));
  EXPECT_THAT(refused([](auto& fields) { fields.push_back({"incident.colour", "red"}); }),
              testing::HasSubstr("“incident.colour” is unknown"));
  EXPECT_THAT(refused([](auto& fields) { fields.push_back(fields.front()); }), testing::HasSubstr("twice"));
  for (const std::string value : {"", "1e3x", "+3000", "03000", "3000.0", "nan", "inf", " 3000"}) {
    EXPECT_THAT(refused([&](auto& fields) { named(fields, "incident.place.radius_m")->value = value; }),
                testing::HasSubstr("“incident.place.radius_m” holds “" + value + "”"));
  }
  for (const std::string value : {"22", "-1", "01", "hostilities"}) {
    EXPECT_THAT(refused([&](auto& fields) { named(fields, "incident.act")->value = value; }),
                testing::HasSubstr("“incident.act” holds"));
  }
  EXPECT_THAT(refused([&](auto& fields) { named(fields, "kind")->value = "rumour"; }), testing::HasSubstr("“rumour”"));
  EXPECT_THAT(refused([&](auto& fields) { named(fields, "recorded_at")->value = "2019-02-29T00:00:00Z"; }),
              testing::HasSubstr("“recorded_at”"));
}

TEST(Canonical, WhatCannotComeBackIsRefusedBeforeItIsStored) {
  const auto refused = [](const auto& change) {
    Entry entry = RandomEntries(1).imported_incident(0);
    change(entry, std::get<Incident>(entry.body));
    const auto checked = check(entry);
    const auto encoded = Encoder(fixed_secret()).encode(entry);
    EXPECT_EQ(checked.has_value(), encoded.has_value());
    return checked ? std::string("not refused") : words_of(checked.error());
  };
  EXPECT_THAT(refused([](Entry&, Incident& incident) { incident.words = std::string("a\0b", 3); }),
              testing::HasSubstr("“incident.words”"));
  EXPECT_THAT(refused([](Entry&, Incident& incident) { std::get<geo::Disc>(incident.place.where).radius_m = NAN; }),
              testing::HasSubstr("“incident.place.radius_m”"));
  EXPECT_THAT(refused([](Entry&, Incident& incident) { incident.act = terms::Act{99}; }),
              testing::HasSubstr("“incident.act”"));
  EXPECT_THAT(refused([](Entry&, Incident& incident) { incident.time->days.reset(); }),
              testing::HasSubstr("“incident.time”"));
  EXPECT_THAT(refused([](Entry& entry, Incident&) { entry.external->id = "1\n2"; }), testing::HasSubstr("“external”"));
}

TEST(Canonical, StoredBytesOfAnotherFormAreRefused) {
  const std::string v{"\1"};
  for (const std::string& bytes :
       {std::string(), std::string("kind incident\n"), std::string("\2kind incident\n"), v + "kind incident",
        v + "kind\n", v + " incident\n", v + "Kind incident\n", v + "kind a\\x\n", v + "kind a\\\n", v + "kind a\rb\n",
        v + "kind a\r\\\\\n", v + "kind a\nid b\n", v + "kind a\nkind a\n", v + "\n"}) {
    const auto fields = from_stored(bytes);
    ASSERT_FALSE(fields) << bytes;
    EXPECT_EQ(fields.error().code, Code::corrupt);
  }
  EXPECT_EQ(from_stored(v + "a b c\\n\\r\\\\\n"), (std::vector<Field>{{"a", "b c\n\r\\"}}));
}

TEST(Canonical, AWithheldFieldChangesOnlyItsOwnLine) {
  Entry entry = RandomEntries(1).imported_incident(0);
  const auto lines = [&] { return canonical_form(entry.id, to_fields(entry), fixed_secret()); };
  const std::string before = lines();
  std::get<Incident>(entry.body).words += "!";
  std::istringstream a(before);
  std::istringstream b(lines());
  std::string line_a;
  std::string line_b;
  while (std::getline(a, line_a) && std::getline(b, line_b)) {
    EXPECT_EQ(line_a == line_b, !line_a.starts_with("incident.words ")) << line_a;
  }
}

TEST(Canonical, SaltsDifferFromEntryToEntryAndFromRecordToRecord) {
  const std::vector<Field> fields = {{"kind", "incident"}};
  Secret other = fixed_secret();
  other[0] = 1;
  EntryId id;
  const std::string form = canonical_form(id, fields, fixed_secret());
  EXPECT_NE(form, canonical_form(id, fields, other));
  id.bytes[0] = 1;
  EXPECT_NE(form, canonical_form(id, fields, fixed_secret()));
}

TEST(Canonical, DerivedIdsAreTheDigestOfTheKey) {
  const ExternalKey key{"ucdp-ged", "214797", "2019-12-01"};
  const std::string joined = "entente/import/v1\nucdp-ged\n214797\n2019-12-01";
  EXPECT_EQ(to_string(derive_id(key)), crypto::to_hex(crypto::sha256(joined)).substr(0, 32));
}

TEST(Canonical, IdsAreReadInEitherCaseAndOfFullLengthOnly) {
  const std::string hex = "00112233445566778899aabbccddeeff";
  ASSERT_TRUE(parse_entry_id(hex));
  EXPECT_EQ(to_string(*parse_entry_id(hex)), hex);
  EXPECT_EQ(parse_entry_id("00112233445566778899AABBCCDDEEFF"), parse_entry_id(hex));
  EXPECT_FALSE(parse_entry_id(hex.substr(2)));
  EXPECT_FALSE(parse_entry_id(hex.substr(1) + "g"));
}

TEST(Canonical, InstantsOfAnyYearAreWrittenAndRead) {
  const auto written = [](std::int64_t seconds) {
    std::string text;
    append_instant(text, Instant{std::chrono::seconds{seconds}});
    EXPECT_EQ(read_instant(text), Instant{std::chrono::seconds{seconds}}) << text;
    return text;
  };
  EXPECT_EQ(written(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(written(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(written(951'782'400), "2000-02-29T00:00:00Z");
  EXPECT_EQ(written(253'402'300'800), "+10000-01-01T00:00:00Z");
  EXPECT_EQ(written(-62'167'219'201), "-0001-12-31T23:59:59Z");
  EXPECT_EQ(written(INT64_MIN), "beginning");
  EXPECT_EQ(written(INT64_MAX), "end");
  written(INT64_MIN + 1);
  written(INT64_MAX - 1);
  for (const std::string_view text :
       {"2019-02-29T00:00:00Z", "2019-2-01T00:00:00Z", "2019-02-01T24:00:00Z", "Beginning", "2019-02-01T00:00:00",
        "+2019-02-01T00:00:00Z", "999999999999-01-01T00:00:00Z", ""}) {
    EXPECT_FALSE(read_instant(text)) << text;
  }
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The file holds, for one entry of each kind, its leaf and its stored form without the version byte, and an empty line.
// If this fails, a record written before could no longer be read or proved: add a version instead.
TEST(Canonical, TheBytesOfEveryKindAreThoseOfTheFirstVersion) {
  std::istringstream golden(read_file(ENTENTE_SOURCE_DIR "/test/store/canonical_v1.txt"));
  std::size_t kind = 0;
  for (std::string hex; std::getline(golden, hex); ++kind) {
    std::string stored = "\1";
    for (std::string line; std::getline(golden, line) && !line.empty();)
      stored += line + '\n';
    const auto entry = decode(stored);
    ASSERT_TRUE(entry) << words_of(entry.error());
    EXPECT_EQ(entry->body.index(), kind);
    const auto fields = to_fields(*entry);
    EXPECT_EQ(to_stored(fields), stored);
    EXPECT_EQ(crypto::to_hex(leaf(entry->id, fields, fixed_secret())), hex) << kind_word(entry->body);
  }
  EXPECT_EQ(kind, kinds);
}

}  // namespace
}  // namespace entente::record
