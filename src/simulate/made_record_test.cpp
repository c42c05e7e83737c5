// SPDX-License-Identifier: Apache-2.0
// Made records are the same everywhere and say what the model says.
#include "simulate/made_record.hpp"

#include "record/canonical.hpp"
#include "simulate/test_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace entente::simulate {
namespace {

const record::Incident& incident(const record::Entry& entry) { return std::get<record::Incident>(entry.body); }
bool is_incident(const record::Entry& entry) { return std::holds_alternative<record::Incident>(entry.body); }

std::vector<record::Entry> made(std::uint64_t seed, const Model& model = {}) {
  return made_record(truce_world(), model, seed);
}

TEST(MadeRecord, IsTheSameForTheSameSeedAndAnotherForAnother) {
  EXPECT_EQ(made(7), made(7));
  EXPECT_NE(made(7), made(8));
}

TEST(MadeRecord, IsMarkedAsSimulatedInItsRunAndInEveryRow) {
  const auto entries = made(7);
  ASSERT_GT(entries.size(), 4000u);
  const auto& run = std::get<record::ImportRun>(entries.front().body);
  EXPECT_TRUE(run.simulated);
  EXPECT_EQ(run.rows_new, entries.size() - 1);
  for (const auto& entry : entries) {
    if (!is_incident(entry)) continue;
    EXPECT_EQ(incident(entry).words, "SIMULATED");
  }
}

TEST(MadeRecord, CanBeStoredAndComesInTheOrderInWhichItBecameKnown) {
  Model model;
  model.missing.stated = true;
  const auto entries = made(7, model);
  std::set<record::EntryId> ids;
  Instant last = entries.front().recorded_at;
  for (const auto& entry : entries) {
    EXPECT_TRUE(record::check(entry).has_value());
    EXPECT_TRUE(ids.insert(entry.id).second);
    EXPECT_GE(entry.recorded_at, last);
    last = entry.recorded_at;
  }
}

TEST(MadeRecord, ReportsNothingBeforeItHappened) {
  const auto zone = truce().agreement.zone;
  for (const auto& entry : made(9)) {
    if (!is_incident(entry)) continue;
    EXPECT_GE(entry.recorded_at, incident(entry).time->range_in(zone).to);
  }
}

TEST(MadeRecord, CorrectsLateWhatWasMistaken) {
  std::map<record::EntryId, const record::Entry*> first;
  const auto entries = made(7);
  double corrections = 0, days = 0, rows = 0;
  for (const auto& entry : entries) {
    if (!is_incident(entry)) continue;
    if (!entry.corrects) {
      first.emplace(entry.id, &entry);
      rows += 1;
      continue;
    }
    ASSERT_TRUE(first.contains(*entry.corrects));
    const auto& mistaken = *first[*entry.corrects];
    EXPECT_EQ(mistaken.external->id, entry.external->id);
    EXPECT_LT(incident(entry).time->days->first, incident(mistaken).time->days->first);
    EXPECT_GE(incident(entry).casualties.killed->best, incident(mistaken).casualties.killed->best);
    days += static_cast<double>((entry.recorded_at - mistaken.recorded_at).count()) / 86400;
    corrections += 1;
  }
  EXPECT_NEAR(corrections / rows, 0.05, 4 * std::sqrt(0.05 * 0.95 / rows));
  EXPECT_NEAR(days / corrections, 60, 4 * 60 / std::sqrt(corrections));
}

TEST(MadeRecord, NamesTheActorsAsTheDatasetsDoAndWhoBeganWhereThatIsSaid) {
  using Role = record::Participation::Role;
  int directed = 0, by_the_opposition = 0, all = 0;
  for (const auto& entry : made(7)) {
    if (!is_incident(entry)) continue;
    const auto& parts = incident(entry).participants;
    ASSERT_EQ(parts.size(), 2u);
    const auto& government = parts[0].name == "opp" ? parts[1] : parts[0];
    EXPECT_EQ(government.name, "Government of Syria");
    EXPECT_EQ(government.dataset, "ucdp");
    EXPECT_EQ(government.id, "118");
    directed += parts[0].role == Role::perpetrator ? 1 : 0;
    by_the_opposition += parts[0].role == Role::perpetrator && parts[0].name == "opp" ? 1 : 0;
    ++all;
  }
  EXPECT_NEAR(directed / double(all), 0.5, 0.04);
  EXPECT_NEAR(by_the_opposition / double(all), 0.25, 0.04);
}

TEST(MadeRecord, KeepsEstimatesInOrder) {
  for (const auto& entry : made(9)) {
    if (!is_incident(entry)) continue;
    const auto& casualties = incident(entry).casualties;
    EXPECT_LE(casualties.killed->low, casualties.killed->best);
    EXPECT_LE(casualties.killed->best, casualties.killed->high);
    EXPECT_LE(casualties.killed_civilians->best, casualties.killed->best);
  }
}

TEST(MadeRecord, StatesTheShareSeenOfEveryWeekWhereTheModelSaysSo) {
  Model model;
  model.missing = {.before = 0.2, .after = 0.6, .varying = 0, .stated = true};
  int stated = 0;
  for (const auto& entry : made(7, model)) {
    const auto* coverage = std::get_if<record::Coverage>(&entry.body);
    if (coverage == nullptr) continue;
    const bool after = coverage->time.instants->from >= truce_world().in_force;
    EXPECT_DOUBLE_EQ(coverage->share, after ? 0.4 : 0.8);
    ++stated;
  }
  EXPECT_EQ(stated, 2 * 183) << "182 weeks and a part of one, two areas";
}

TEST(World, OfTermsWithoutProhibitionOrEntryIntoForceIsNone) {
  auto no_force = truce();
  no_force.agreement.in_force_from.reset();
  EXPECT_FALSE(world_of(no_force));
  auto no_clause = truce();
  no_clause.clauses.clear();
  EXPECT_FALSE(world_of(no_clause));
}

TEST(World, KnowsTheAreasWithTheirSettlements) {
  const auto world = truce_world();
  ASSERT_EQ(world.zone_areas.size(), 2u);
  EXPECT_EQ(world.zone_areas[0].names, std::vector<std::string>{"Daraa"});
  EXPECT_EQ(world.zone_areas[0].country, "Syria");
  EXPECT_GT(world.zone_areas[0].localities.size(), 5u);
  EXPECT_TRUE(world.zone_areas[0].outline);
  EXPECT_EQ(world.area_counts(), (AreaCounts{2, 1, 0})) << "no carve-outs";
}

}  // namespace
}  // namespace entente::simulate
