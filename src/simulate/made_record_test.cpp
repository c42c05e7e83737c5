// SPDX-License-Identifier: Apache-2.0
// Made records are the same everywhere and follow their truth.
#include "simulate/made_record.hpp"

#include "simulate/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace entente::simulate {
namespace {

terms::Terms truce() {
  terms::Terms terms;
  terms.agreement.id = terms::AgreementId("truce");
  terms.agreement.zone = *TimeZone::named("Asia/Damascus");
  terms.agreement.in_force_from = *parse_zoned("2017-07-09T12:00[Asia/Damascus]");
  terms::Actor government;
  government.id = terms::ActorId("gov");
  government.names.en = "Government of Syria";
  government.datasets = {{"ucdp", "118"}};
  terms::Actor opposition;
  opposition.id = terms::ActorId("opp");
  terms.actors = {government, opposition};
  terms::Zone zone;
  zone.id = terms::ZoneId("SW");
  zone.extents.resize(1);
  zone.extents[0].parts = {terms::NamedExtent{{"SY12", "SY14"}}};
  terms.zones = {zone};
  terms::Prohibition prohibition;
  prohibition.who = {government.id};
  prohibition.against = {opposition.id};
  prohibition.acts = {terms::Act::hostilities};
  prohibition.zones = {zone.id};
  terms::Clause clause;
  clause.id = terms::ClauseId("P1");
  clause.body = prohibition;
  terms.clauses = {clause};
  terms.control_areas = {"SY07"};
  return terms;
}

const record::Incident& incident(const record::Entry& entry) { return std::get<record::Incident>(entry.body); }

// Incidents per day of those in an area's governorates, by their first possible day since entry into force.
double rate(const std::vector<record::Entry>& entries, bool in_control, int from, int to) {
  const Day force_day = *parse_day("2017-07-09");
  double events = 0;
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const auto& made = incident(entries[i]);
    const bool control = made.place.within.front() == "Idlib";
    const auto day = (made.time->days->first - force_day).count();
    if (control == in_control && from <= day && day < to) events += 1;
  }
  return events / (to - from);
}

TEST(Random, IsSplitMix64) {
  Random random(1234567);
  EXPECT_EQ(random.bits(), 6457827717110365317U);  // the reference implementation's first two
  EXPECT_EQ(random.bits(), 3203168211198807973U);
}

TEST(Random, HasTheMeansThatItPromises) {
  Random random(1);
  double waits = 0;
  double counts = 0;
  for (int i = 0; i < 20000; ++i) {
    waits += random.wait(0.5);
    counts += random.geometric(0.25);
  }
  EXPECT_NEAR(waits / 20000, 2, 0.06);
  EXPECT_NEAR(counts / 20000, 0.25, 0.02);
  EXPECT_EQ(random.geometric(0), 0);
}

TEST(MadeRecord, IsMarkedAsSimulatedAndCountsItsRows) {
  const auto entries = made_record(truce(), 7);
  ASSERT_GT(entries.size(), 1000u);
  const auto& run = std::get<record::ImportRun>(entries.front().body);
  EXPECT_TRUE(run.simulated);
  EXPECT_EQ(run.rows_new, entries.size() - 1);
}

TEST(MadeRecord, IsTheSameForTheSameSeedAndAnotherForAnother) {
  EXPECT_EQ(made_record(truce(), 7), made_record(truce(), 7));
  EXPECT_NE(made_record(truce(), 7), made_record(truce(), 8));
}

TEST(MadeRecord, HasUniqueIdsInTheOrderOfTime) {
  const auto entries = made_record(truce(), 7);
  std::set<record::EntryId> ids;
  for (const auto& entry : entries)
    ids.insert(entry.id);
  EXPECT_EQ(ids.size(), entries.size());
}

TEST(MadeRecord, FallsAtEntryIntoForceInTheZoneAndNotInTheControls) {
  Truth long_truth;
  long_truth.days_before = 7300;
  long_truth.reversal_after_days = 3650;
  long_truth.days_after = 7300;
  const auto entries = made_record(truce(), 7, long_truth);
  EXPECT_NEAR(rate(entries, false, -7300, -30), 1.8, 0.1);
  EXPECT_NEAR(rate(entries, false, 0, 3600), 0.45, 0.06);
  EXPECT_NEAR(rate(entries, true, -7300, -30), 3.2, 0.15);
  EXPECT_NEAR(rate(entries, true, 0, 3600), 3.2, 0.15);
}

TEST(MadeRecord, NamesTheActorsAsTheDatasetsDo) {
  const auto entries = made_record(truce(), 7);
  const auto& parts = incident(entries[1]).participants;
  EXPECT_EQ(parts[0].name, "Government of Syria");
  EXPECT_EQ(parts[0].dataset, "ucdp");
  EXPECT_EQ(parts[0].id, "118");
  EXPECT_EQ(parts[1].name, "opp");
}

TEST(MadeRecord, KeepsEstimatesInOrderAndTimesWithinTheRecord) {
  for (const auto& entry : made_record(truce(), 9)) {
    if (!std::holds_alternative<record::Incident>(entry.body)) continue;
    const auto& killed = *incident(entry).casualties.killed;
    EXPECT_LE(killed.low, killed.best);
    EXPECT_LE(killed.best, killed.high);
    EXPECT_LE(incident(entry).casualties.killed_civilians->best, killed.best);
    EXPECT_LT(truce().agreement.zone.start_of(incident(entry).time->days->last), entry.recorded_at);
  }
}

TEST(MadeRecord, OfTermsWithoutProhibitionOrForceIsEmpty) {
  auto no_force = truce();
  no_force.agreement.in_force_from.reset();
  EXPECT_TRUE(made_record(no_force, 7).empty());
  auto no_clause = truce();
  no_clause.clauses.clear();
  EXPECT_TRUE(made_record(no_clause, 7).empty());
}

}  // namespace
}  // namespace entente::simulate
