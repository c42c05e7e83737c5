// SPDX-License-Identifier: Apache-2.0
#include "record/origins.hpp"

#include <gtest/gtest.h>

namespace entente::record {
namespace {

std::map<SourceId, Source> register_of(std::initializer_list<Source> sources) {
  std::map<SourceId, Source> by_id;
  for (const auto& source : sources)
    by_id.emplace(source.id, source);
  return by_id;
}

Source source(std::string id, std::string group, i18n::Names names = {}) {
  return {SourceId(std::move(id)), std::move(names), std::move(group), {}, {}};
}

TEST(OriginGroups, ASpellingOfASourceCountsAsItsGroup) {
  const OriginGroups groups(register_of(
      {source("sohr", "SOHR", {"Syrian Observatory for Human Rights", "المرصد السوري", "СОПЧ", {"Syrian Observatory"}}),
       source("sohr-daraa", "SOHR")}));
  for (const char* spelling : {"sohr", "SOHR", "syrian observatory for human rights", "المرصد السوري", "СОПЧ",
                               "Syrian Observatory", "SOHR-Daraa"}) {
    EXPECT_EQ(groups.of(spelling), "SOHR") << spelling;
  }
}

TEST(OriginGroups, WhereTheRegisterSaysNothingTheSpellingStays) {
  EXPECT_EQ(OriginGroups({}).of("Airwars"), "Airwars");
  const OriginGroups groups(register_of({source("sohr", "SOHR"), source("reuters", "")}));
  for (const char* spelling : {"Airwars", "Reuters", "SOHR and others", ""})
    EXPECT_EQ(groups.of(spelling), spelling);
}

TEST(OriginGroups, ASpellingThatSourcesOfTwoGroupsShareStays) {
  const OriginGroups groups(
      register_of({source("a", "first", {"Observer", {}, {}, {}}), source("b", "second", {"observer", {}, {}, {}}),
                   source("c", "first", {"OBSERVER", {}, {}, {}})}));
  EXPECT_EQ(groups.of("Observer"), "Observer");
  EXPECT_EQ(groups.of("a"), "first");
  EXPECT_EQ(groups.of("b"), "second");
}

}  // namespace
}  // namespace entente::record
