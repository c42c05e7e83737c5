// SPDX-License-Identifier: Apache-2.0
#include "import/run_test.hpp"
#include "record/canonical.hpp"
#include "record/random_entry.hpp"

#include <gmock/gmock.h>

namespace entente::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Entries : public Imports {};

TEST_F(Entries, WhatGoesOutComesInAsItWas) {
  record::RandomEntries random(7);
  std::vector<record::Entry> entries;
  std::string text;
  while (entries.size() < 200) {
    auto entry = random.any();
    if (!record::check(entry) || entry.body.index() < 2) continue;
    if (entry.external) entry.external->dataset = "entries";
    text += codec::entry_json(entry) + "\n";
    entries.push_back(std::move(entry));
  }
  const auto outcome = import("entries", text, "entries.ndjson");
  EXPECT_THAT(outcome.rejects, IsEmpty());
  ASSERT_EQ(outcome.entries.size(), entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    EXPECT_EQ(outcome.entries[i].id, entries[i].id);
    EXPECT_EQ(outcome.entries[i].body, entries[i].body);
    EXPECT_EQ(outcome.entries[i].label, entries[i].label);
  }
}

TEST_F(Entries, AnEntryWithoutAnIdGetsTheOneOfItsKey) {
  const std::string line =
      R"({"kind":"source","label":{"tlp":"green"},"external":{"dataset":"entries","id":"s1","release":"1"},)"
      R"("source":{"id":"sohr","names":{"en":"SOHR"}}})";
  const auto outcome = import("entries", line, "entries.ndjson");
  ASSERT_EQ(outcome.entries.size(), 1U) << outcome.rejects.at(0);
  EXPECT_EQ(outcome.entries[0].id, record::derive_id({"entries", "s1", "1"}));
  EXPECT_EQ(outcome.entries[0].external, (record::ExternalKey{"entries", "s1", "1"}));
}

TEST_F(Entries, AKeyOfAnotherDatasetIsRejectedWithTheWayOut) {
  const std::string line = R"({"kind":"source","label":{"tlp":"green"},"external":{"dataset":"ucdp-ged","id":"257248",)"
                           R"("release":"2019-12-01"},"source":{"id":"sohr","names":{"en":"SOHR"}}})";
  const auto outcome = import("entries", line, "entries.ndjson");
  EXPECT_THAT(outcome.lines, IsEmpty());
  EXPECT_THAT(outcome.rejects,
              ElementsAre("1 : its key, row 257248, is of dataset ucdp-ged, and this import is of entries; repeat with "
                          "--dataset ucdp-ged, or take “external” out of the entry"));
}

TEST_F(Entries, AnEntryWithoutAKeyIsKeyedByItsOwnId) {
  const std::string line = R"({"id":"0000000000000000000000000000000a","kind":"source","label":{"tlp":"green"},)"
                           R"("source":{"id":"sohr","names":{"en":"SOHR"}}})";
  const auto outcome = import("entries", line, "entries.ndjson");
  EXPECT_EQ(outcome.entries.at(0).external,
            (record::ExternalKey{"entries", "0000000000000000000000000000000a", "2019-12-01"}));
}

TEST_F(Entries, ABadLineIsRejectedAndTheRestGoesOn) {
  const auto outcome = import(
      "entries",
      "{\"kind\":\"source\"\n\n"
      R"({"kind":"source","label":{"tlp":"green"},"source":{"id":"a"}})"
      "\n"
      R"({"id":"0000000000000000000000000000000b","kind":"terms","label":{"tlp":"green"},"terms":{"files":{"t.yaml":"x"}}})"
      "\n",
      "entries.ndjson");
  EXPECT_THAT(outcome.lines, IsEmpty());
  EXPECT_THAT(outcome.rejects, ElementsAre(HasSubstr("the JSON ends too early"),
                                           "3 : the entry has neither an id nor an external key; give one of them",
                                           HasSubstr("4 : entries of kind terms do not come in by import")));
  EXPECT_EQ(import("entries", " \n", "entries.ndjson").error, "entries.ndjson: the file is empty");
}

TEST(Registry, EveryImporterHasANameADescriptionAndIsFoundByIt) {
  std::vector<std::string> names;
  for (const auto& importer : registry()) {
    names.emplace_back(importer.name);
    EXPECT_EQ(find_importer(importer.name), &importer);
    for (const auto language : {i18n::Language::en, i18n::Language::ar, i18n::Language::ru})
      EXPECT_FALSE(i18n::render(importer.description(), language).empty());
  }
  EXPECT_THAT(names, ElementsAre("ucdp-ged", "acled", "csv", "geofile", "places", "entries"));
  EXPECT_EQ(find_importer("ucdp"), nullptr);
}

}  // namespace
}  // namespace entente::importing
