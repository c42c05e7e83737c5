// SPDX-License-Identifier: Apache-2.0
#include "evaluate/test_world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace entente::evaluate {
namespace {

using namespace test;

template <typename T>
T one_of(std::vector<T> choices) {
  return choices[*rc::gen::inRange<std::size_t>(0, choices.size())];
}

/// An incident whose every field is drawn from a few values, so that equal ones come often.
record::Incident any_incident() {
  using terms::Act;
  using terms::Weapon;
  auto incident = violation();
  incident.act = one_of<Act>({Act::hostilities, Act::shelling, Act::air_attack, Act::protest, Act::unknown});
  incident.weapon = one_of<Weapon>({Weapon::unknown, Weapon::mortar, Weapon::artillery});
  incident.participants = one_of<std::vector<record::Participation>>({clash("Government", "Opposition"),
                                                                      clash("Government", "Caliphate"),
                                                                      attack("Southern Front", "Government"),
                                                                      attack("Outsiders", "Opposition"),
                                                                      {took_part(Role::target, "Opposition")},
                                                                      {}});
  incident.place = one_of<geo::PlaceClaim>({in({"Testonia", "Alphaland"}),
                                            in({"Betaland"}),
                                            in({"Testonia"}),
                                            {},
                                            disc(33.5, 37, 5000),
                                            disc(33.2, 36.2, 100),
                                            disc(33.55, 36.5, 0)});
  incident.time = one_of<std::optional<TimeClaim>>(
      {on("2016-05-01"), on("2017-07-09"), on("2017-07-20"), between("2017-07-01", "2017-07-31"), std::nullopt});
  return incident;
}

/// Two readings, two zones that change, a carve-out that becomes known, a permission.
terms::Terms busy_agreement() {
  auto terms = agreement();
  auto wide = p1(terms);
  wide.against = {};
  wide.zones = {terms::ZoneId{"Z"}, terms::ZoneId{"Y"}};
  terms.clauses[0].readings = {{terms::ReadingId{"wide"}, "one side", std::nullopt, wide, {}, {}}};
  terms.zones.push_back(zone("Y", {terms::NamedExtent{{"TB1"}}}));
  terms.zones[0].extents.push_back(
      {{terms::NamedExtent{{"TA1"}}}, {at("2017-07-15T00:00:00Z"), end_of_time}, at("2017-08-01T00:00:00Z"), {}});
  terms::Permission permission;
  permission.acts = {terms::Act::air_attack};
  permission.who = {terms::ActorId{"gov"}};
  terms.clauses.push_back(clause("E1", permission));
  terms::Prohibition p2;
  p2.acts = {terms::Act::air_attack};
  p2.weapons = {terms::Weapon::mortar};
  terms.clauses.push_back(clause("P2", p2));
  return terms;
}

/// Adds one entry of any kind and tells which incident it concerned.
void add_any(Record& record, std::vector<record::EntryId>& incidents) {
  using record::VerificationState;
  const int kind = incidents.empty() ? 0 : *rc::gen::inRange(0, 6);
  if (kind <= 1) {
    incidents.push_back(record.add(any_incident()));
    return;
  }
  const auto subject = one_of(incidents);
  if (kind == 2) record.add(any_incident(), subject);
  if (kind == 3) record.add(record::Retraction{subject, "a mistake"});
  if (kind == 4) {
    const auto state = one_of<VerificationState>(
        {VerificationState::verified, VerificationState::refuted, VerificationState::duplicate});
    // Of an earlier one: no circle comes about.
    const std::vector<record::EntryId> earlier(incidents.begin(),
                                               std::find(incidents.begin(), incidents.end(), subject));
    const bool repeats = state == VerificationState::duplicate && !earlier.empty();
    record.add(record::Verification{subject, state, repeats ? std::optional(one_of(earlier)) : std::nullopt, ""});
  }
  if (kind == 5) {
    record.add(record::Attribution{subject, one_of<std::string>({"Government", "Caliphate", ""}), "", 0.5, ""});
  }
}

RC_GTEST_PROP(Incremental, EntryByEntryGivesWhatAllAtOnceGives, ()) {
  const auto terms = busy_agreement();
  const Options options{one_of<PlaceBy>({PlaceBy::named_then_geometry, PlaceBy::named, PlaceBy::geometry})};
  const auto known_at = one_of<Instant>({at("2018-01-01T00:00:00Z"), end_of_time});
  Record record(known_at);
  std::vector<record::EntryId> incidents;
  Evaluation stepwise(terms, places(), options);
  stepwise.update(record.view());
  for (int batch = *rc::gen::inRange(1, 5); batch > 0; --batch) {
    std::vector<record::EntryId> touched;
    for (int entries = *rc::gen::inRange(1, 6); entries > 0; --entries) {
      add_any(record, incidents);
      if (record.view().touched()) touched.push_back(*record.view().touched());
    }
    if (!touched.empty()) stepwise.update(record.view(), touched);
  }
  Evaluation at_once(terms, places(), options);
  at_once.update(record.view());
  RC_ASSERT(stepwise.violations() == at_once.violations());
  for (const auto* area : {"Z", "TB"}) {
    for (const auto& reading : {terms::as_written, terms::ReadingId{"wide"}}) {
      const auto a = stepwise.tally(record.view(), terms::ClauseId{"P1"}, reading, area);
      const auto b = at_once.tally(record.view(), terms::ClauseId{"P1"}, reading, area);
      RC_ASSERT(a.value().counted == b.value().counted);
      RC_ASSERT(a.value().carved_out == b.value().carved_out);
      RC_ASSERT(a.value().without_place == b.value().without_place);
      RC_ASSERT(a.value().without_time == b.value().without_time);
    }
  }
}

RC_GTEST_PROP(Incremental, IncidentsTakenInAnyOrderGiveWhatAViewOfThemGives, ()) {
  const auto terms = busy_agreement();
  Record record;
  std::vector<record::EntryId> incidents;
  std::vector<record::IncidentState> taken;
  for (int entries = *rc::gen::inRange(1, 20); entries > 0; --entries) {
    add_any(record, incidents);
    const auto& touched = record.view().touched();
    const auto found = touched ? record.view().incidents().find(*touched) : record.view().incidents().end();
    if (found != record.view().incidents().end() && *rc::gen::arbitrary<bool>()) taken.push_back(found->second);
  }
  // What was taken so far is out of date, and all of it comes again.
  for (const auto& [id, state] : record.view().incidents())
    taken.insert(taken.end(), state);
  const auto last = taken.end() - static_cast<std::ptrdiff_t>(record.view().incidents().size());
  std::reverse(last, taken.end());
  std::erase_if(taken, [&](const auto& state) { return record.view().incidents().count(state.id) == 0; });
  Evaluation streamed(terms, places(), {});
  streamed.begin(end_of_time);
  const auto pause = *rc::gen::inRange<std::size_t>(0, taken.size() + 1);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (i == pause) streamed.settle();
    streamed.take(taken[i]);
  }
  streamed.settle();
  Evaluation at_once(terms, places(), {});
  at_once.update(record.view());
  RC_ASSERT(streamed.violations() == at_once.violations());
}

RC_GTEST_PROP(Incremental, AFindingAgreesWithItsGrounds, ()) {
  using findings::Answer;
  using findings::ViolationState;
  const auto terms = busy_agreement();
  for (const auto& found : judge(terms, any_incident())) {
    bool unmet = false;
    bool uncertain = false;
    for (const auto& ground : found.grounds) {
      unmet = unmet || ground.answer == Answer::unmet;
      uncertain = uncertain || ground.answer == Answer::uncertain;
    }
    RC_ASSERT((found.state == ViolationState::not_violation) == unmet);
    RC_ASSERT((found.state == ViolationState::violation) == (!unmet && !uncertain));
    RC_ASSERT(found.probability >= 0 && found.probability <= 1);
    RC_ASSERT((found.probability == 1) == (found.state == ViolationState::violation));
    RC_ASSERT(found.place.lower <= found.place.probability && found.place.probability <= found.place.upper);
  }
}

}  // namespace
}  // namespace entente::evaluate
