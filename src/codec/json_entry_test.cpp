// SPDX-License-Identifier: Apache-2.0
#include "codec/json_entry.hpp"

#include "i18n/render.hpp"
#include "record/canonical.hpp"
#include "record/random_entry.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace entente::codec {
namespace {

std::string outcome_of(std::string_view text) {
  const auto node = parse_json(text, "entries.ndjson");
  if (!node) return i18n::render(node.error().message, i18n::Language::en);
  const auto entry = read_entry_json(*node);
  return entry ? entry_json(*entry) : i18n::render(entry.error().message, i18n::Language::en);
}

RC_GTEST_PROP(JsonEntry, EveryKindOfEntryComesBackAsItWas, (std::uint64_t seed)) {
  record::RandomEntries random(seed);
  for (int i = 0; i < 20; ++i) {
    const auto entry = random.any();
    if (!record::check(entry)) continue;
    const auto text = entry_json(entry);
    const auto node = parse_json(text, "entry");
    RC_ASSERT(node.has_value());
    const auto back = read_entry_json(*node);
    if (!back) RC_FAIL(i18n::render(back.error().message, i18n::Language::en) + "\n" + text);
    RC_ASSERT(*back == entry);
    RC_ASSERT(entry_json(*back) == text);
  }
}

TEST(JsonEntry, AnIncidentReadsAsWords) {
  record::Entry entry;
  entry.label = record::label_clear;
  record::Incident incident;
  incident.act = terms::Act::shelling;
  incident.casualties.killed = record::Estimate{1, 2, 3};
  incident.place = {geo::Disc{{32.62, 36.1}, 2500, geo::Disc::Density::declining}, {"Syria", "Daraa"}, "Daraa town"};
  incident.time = TimeClaim{TimeClaim::Meaning::sometime_in, DayRange{Day{}, Day{}}, std::nullopt};
  incident.origins = {"SOHR"};
  entry.body = incident;
  EXPECT_EQ(entry_json(entry),
            R"({"id":"00000000000000000000000000000000","incident":{"act":"shelling","activities":1,)"
            R"("casualties":{"killed":{"best":2,"high":3,"low":1}},"origins":["SOHR"],)"
            R"("place":{"centre":{"lat":32.62,"lng":36.1},"density":"declining","form":"disc","name":"Daraa town",)"
            R"("radius_m":2500,"within":["Syria","Daraa"]},"time":{"days":{"first":"1970-01-01",)"
            R"("last":"1970-01-01"}}},"kind":"incident","label":{"tlp":"clear"},)"
            R"("recorded_at":"1970-01-01T00:00:00Z"})");
}

TEST(JsonEntry, WhatIsMissingUnknownOrMisspeltIsNamed) {
  EXPECT_EQ(outcome_of("[]"), "an entry is one object in braces");
  EXPECT_EQ(outcome_of(R"({"kind":"incident","label":{"tlp":"clear"},"incident":{"act":"shelling"}})"),
            "the member “incident.activities” is missing; an entry of this kind needs it");
  EXPECT_EQ(outcome_of(R"({"kind":"incident","label":{"tlp":"clear"},"incident":{"act":"shellling","activities":1}})"),
            "the member “incident.act” is not of its form; docs/importers.md lists the members and their words");
  EXPECT_EQ(outcome_of(R"({"kind":"retraction","label":{"tlp":"clear"},"retraction":)"
                       R"({"subject":"00000000000000000000000000000001","reson":"typing error"}})"),
            "the member “retraction.reson” is not known here; check its spelling, or leave it out");
  EXPECT_EQ(outcome_of(R"({"kind":"rumour","label":{"tlp":"clear"}})"),
            "the member “kind” is not of its form; docs/importers.md lists the members and their words");
}

}  // namespace
}  // namespace entente::codec
