// SPDX-License-Identifier: Apache-2.0
#include "terms/terms.hpp"

#include <gtest/gtest.h>

namespace entente::terms {
namespace {

Instant at(const char* text) { return parse_instant(text).value(); }
ZonedInstant moment(const char* text) { return parse_zoned(text).value(); }

TEST(Terms, InForceFromEntryUntilWhatComesFirst) {
  Terms terms;
  terms.agreement.in_force_from = moment("2017-07-09T12:00[Asia/Damascus]");
  EXPECT_EQ(terms.in_force(), (TimeRange{at("2017-07-09T09:00:00Z"), end_of_time}));
  terms.agreement.expires_at = moment("2018-07-09T00:00[Asia/Damascus]");
  terms.agreement.ended_at = moment("2018-06-19T00:00[Asia/Damascus]");
  EXPECT_EQ(entente::to_string(terms.in_force().to), "2018-06-18T21:00:00Z");
}

TEST(Terms, AnAgreementThatNeverCameIntoForceIsNeverInForce) {
  EXPECT_TRUE(Terms{}.in_force().empty());
  EXPECT_FALSE(Terms{}.in_force().contains(beginning_of_time));
}

TEST(Terms, AReadingIsKnownFromTheMomentItBecamePublic) {
  Clause clause;
  clause.id = ClauseId{"P1"};
  clause.body = Prohibition{};
  clause.readings = {Reading{ReadingId{"late"}, "B", at("2017-11-13T22:00:00Z"), Prohibition{}, {}, {}},
                     Reading{ReadingId{"always"}, "C", std::nullopt, Prohibition{}, {}, {}}};
  EXPECT_EQ(readings_of(clause, at("2017-11-13T21:59:59Z")).size(), 2U);
  const auto all = readings_of(clause, at("2017-11-13T22:00:00Z"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].id, as_written);
  EXPECT_EQ(all[1].id.value, "late");
}

TEST(Terms, AnActorIsFoundByIdDatasetAndAnySpelling) {
  Terms terms;
  terms.actors = {Actor{ActorId{"gov"},
                        {"Government of Syria", "الحكومة السورية", "Правительство Сирии", {"Syrian army"}},
                        {{"ucdp", "118"}, {"acled", "Military Forces of Syria (2000-)"}},
                        std::nullopt,
                        {}}};
  const ActorNames names(terms);
  for (const char* name : {"gov", "Government of Syria", "government of syria", "الحكومة السورية",
                           "ПРАВИТЕЛЬСТВО СИРИИ", "Syrian Army", "Military Forces of Syria (2000-)"}) {
    EXPECT_NE(names.find(name), nullptr) << name;
  }
  EXPECT_EQ(names.find(""), nullptr);
  EXPECT_EQ(names.find("Government of Jordan"), nullptr);
  EXPECT_NE(terms.actor_of({"ucdp", "118"}), nullptr);
  EXPECT_EQ(terms.actor_of({"acled", "118"}), nullptr);
}

TEST(Terms, WhatIsNotThereIsNull) {
  const Terms terms;
  EXPECT_EQ(terms.find(ZoneId{"SW"}), nullptr);
  EXPECT_EQ(terms.find(LineId{"LOC"}), nullptr);
  EXPECT_EQ(terms.find(ClauseId{"P1"}), nullptr);
  EXPECT_EQ(terms.find(ActorId{"gov"}), nullptr);
  EXPECT_EQ(terms.find_carve_out("isis"), nullptr);
}

TEST(Terms, AnAgreementStandsAsItsStatusAndDatesSay) {
  Terms terms;
  const auto at = [](const char* text) { return parse_instant(text).value(); };
  EXPECT_EQ(terms.standing_at(at("2017-07-10T00:00:00Z")), Standing::not_said) << "a draft";
  terms.agreement.status = Status::in_force;
  EXPECT_EQ(terms.standing_at(at("2017-07-10T00:00:00Z")), Standing::not_said) << "no day";
  terms.agreement.in_force_from = parse_zoned("2017-07-09T09:00:00Z").value();
  terms.agreement.ended_at = parse_zoned("2018-07-05T21:00:00Z").value();
  EXPECT_EQ(terms.standing_at(at("2017-07-09T08:59:59Z")), Standing::not_yet);
  EXPECT_EQ(terms.standing_at(at("2017-07-09T09:00:00Z")), Standing::in_force);
  EXPECT_EQ(terms.standing_at(at("2018-07-05T21:00:00Z")), Standing::ended);
  terms.agreement.status = Status::suspended;
  EXPECT_EQ(terms.standing_at(at("2017-07-10T00:00:00Z")), Standing::not_said);
}

}  // namespace
}  // namespace entente::terms
