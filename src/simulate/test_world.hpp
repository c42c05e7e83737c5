// SPDX-License-Identifier: Apache-2.0
// A small agreement to make events of.
#pragma once

#include "simulate/world.hpp"

namespace entente::simulate {

/// A truce in two governorates of Syria, with a third for comparison.
inline terms::Terms truce() {
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

inline World truce_world() { return *world_of(truce()); }

}  // namespace entente::simulate
