// SPDX-License-Identifier: Apache-2.0
// A small country, an agreement about it and a record to fill, for the tests of this room.
#pragma once

#include "evaluate/evaluate.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::evaluate::test {

inline Instant at(std::string_view text) { return parse_instant(text).value(); }
inline ZonedInstant zoned(std::string_view text) { return parse_zoned(text).value(); }

inline TimeClaim on(std::string_view day) {
  const Day parsed = parse_day(day).value();
  return {TimeClaim::Meaning::sometime_in, DayRange{parsed, parsed}, std::nullopt};
}
inline TimeClaim between(std::string_view first, std::string_view last) {
  return {TimeClaim::Meaning::sometime_in, DayRange{parse_day(first).value(), parse_day(last).value()}, std::nullopt};
}
inline TimeClaim moments(std::string_view from, std::string_view to) {
  return {TimeClaim::Meaning::sometime_in, std::nullopt, TimeRange{at(from), at(to)}};
}

inline geo::Outline box(double south, double west, double north, double east) {
  return {{{{{south, west}, {south, east}, {north, east}, {north, west}}, {}}}, geo::Edges::geodesic};
}

inline geo::NamedPlace place(std::string code, geo::NamedPlace::Kind kind, std::string name, std::string within,
                             std::optional<geo::Outline> outline = std::nullopt) {
  return {std::move(code),    kind, {std::move(name), {}, {}, {}}, std::move(within), std::nullopt,
          std::move(outline), {}};
}

/// Alphaland west of Betaland, both with outlines; each has a north and a south, of which only Alphaland's are drawn.
/// Gammaland has no outline at all.
inline geo::Gazetteer country() {
  using Kind = geo::NamedPlace::Kind;
  const std::vector<geo::NamedPlace> places = {
      place("T", Kind::country, "Testonia", "", box(33, 36, 35, 38)),
      place("TA", Kind::governorate, "Alphaland", "T", box(33, 36, 34, 37)),
      place("TA1", Kind::district, "South Alphaland", "TA", box(33, 36, 33.5, 37)),
      place("TA2", Kind::district, "North Alphaland", "TA", box(33.5, 36, 34, 37)),
      place("TB", Kind::governorate, "Betaland", "T", box(33, 37, 34, 38)),
      place("TB1", Kind::district, "South Betaland", "TB"),
      place("TB2", Kind::district, "North Betaland", "TB"),
      place("TC", Kind::governorate, "Gammaland", "T"),
  };
  return geo::Gazetteer::with(geo::Gazetteer::built_in(), places);
}

inline terms::Actor actor(std::string id, std::string name, std::optional<terms::ActorId> part_of = std::nullopt,
                          std::vector<terms::DatasetId> datasets = {}) {
  return {terms::ActorId{std::move(id)}, {std::move(name), {}, {}, {}}, std::move(datasets), std::move(part_of), {}};
}

inline terms::Zone zone(std::string id, std::vector<terms::ExtentKind> parts) {
  terms::Zone made;
  made.id = terms::ZoneId{std::move(id)};
  made.extents = {{std::move(parts), {}, std::nullopt, {}}};
  return made;
}

inline terms::Clause clause(std::string id, terms::ClauseBody body, std::vector<terms::Reading> readings = {}) {
  return {terms::ClauseId{std::move(id)}, {}, {}, std::move(body), std::move(readings), {}};
}

/// P1: no hostilities between government and opposition in Z, which is Alphaland; the caliphate is outside the truce.
/// In force from noon of 9 July 2017 in Damascus, which is 09:00 UTC.
inline terms::Terms agreement() {
  terms::Terms terms;
  terms.agreement.zone = TimeZone::named("Asia/Damascus").value();
  terms.agreement.in_force_from = zoned("2017-07-09T12:00[Asia/Damascus]");
  const terms::ActorId gov{"gov"};
  const terms::ActorId opp{"opp"};
  const terms::ActorId caliphate{"caliphate"};
  terms.actors = {actor("gov", "Government", std::nullopt, {{"ucdp", "118"}}),
                  actor("guard", "Republican Guard", gov),
                  actor("opp", "Opposition", std::nullopt, {{"ucdp", "4456"}}),
                  actor("south", "Southern Front", opp),
                  actor("caliphate", "Caliphate", std::nullopt, {{"ucdp", "234"}}),
                  actor("branch", "Branch of the Caliphate", caliphate),
                  actor("outsiders", "Outsiders")};
  terms.participants = {{gov, terms::Role::party, {}, std::nullopt, {}},
                        {opp, terms::Role::party, {}, std::nullopt, {}}};
  terms.carve_outs = {{"terror", {"terrorists", {}, {}, {}}, {{caliphate, {}, std::nullopt, {}}}, {}}};
  terms.zones = {zone("Z", {terms::NamedExtent{{"TA"}}})};
  terms::Prohibition p1;
  p1.who = {gov};
  p1.against = {opp};
  p1.acts = {terms::Act::hostilities};
  p1.zones = {terms::ZoneId{"Z"}};
  p1.carve_outs = {"terror"};
  terms.clauses = {clause("P1", p1)};
  return terms;
}

inline terms::Prohibition& p1(terms::Terms& terms) { return std::get<terms::Prohibition>(terms.clauses[0].body); }

using Role = record::Participation::Role;
inline record::Participation took_part(Role role, std::string name) { return {role, std::move(name), {}, {}}; }
inline std::vector<record::Participation> clash(std::string a, std::string b) {
  return {took_part(Role::side_a, std::move(a)), took_part(Role::side_b, std::move(b))};
}
inline std::vector<record::Participation> attack(std::string by, std::string on) {
  return {took_part(Role::perpetrator, std::move(by)), took_part(Role::target, std::move(on))};
}

inline geo::PlaceClaim in(std::vector<std::string> names) { return {std::monostate{}, std::move(names), {}}; }
inline geo::PlaceClaim disc(double lat, double lng, double radius_m) {
  return {geo::Disc{{lat, lng}, radius_m, geo::Disc::Density::uniform}, {}, {}};
}

/// Shelling in a clash of government and opposition in Alphaland on 20 July 2017: as clear a violation as there is.
inline record::Incident violation() {
  record::Incident incident;
  incident.act = terms::Act::shelling;
  incident.participants = clash("Government", "Opposition");
  incident.place = in({"Testonia", "Alphaland"});
  incident.time = on("2017-07-20");
  incident.casualties.killed = record::Estimate{1, 3, 5};
  incident.casualties.killed_civilians = record::Estimate{0, 2, 2};
  incident.origins = {"the mayor", "a newspaper"};
  return incident;
}

inline record::EntryId id(std::uint8_t number) {
  record::EntryId made;
  made.bytes[0] = number;
  return made;
}

/// A record that is added to entry by entry.
class Record {
 public:
  explicit Record(Instant known_at = end_of_time) : view_(known_at) {}

  record::EntryId add(record::Body body, std::optional<record::EntryId> corrects = std::nullopt) {
    return add(std::move(body), corrects, std::nullopt);
  }
  /// As a row of a dataset.
  record::EntryId add_from(std::string dataset, record::Body body) {
    return add(std::move(body), std::nullopt, record::ExternalKey{std::move(dataset), std::to_string(last_), "1"});
  }
  [[nodiscard]] const record::View& view() const { return view_; }

 private:
  record::EntryId add(record::Body body, std::optional<record::EntryId> corrects,
                      std::optional<record::ExternalKey> external) {
    record::Entry entry;
    entry.external = std::move(external);
    entry.id = id(++last_);
    entry.recorded_at = at("2017-12-01T00:00:00Z");
    entry.corrects = corrects;
    entry.body = std::move(body);
    const auto added = view_.add({sequence_++, entry});
    if (!added) throw std::logic_error(i18n::render(added.error().message, i18n::Language::en));
    return entry.id;
  }

  record::View view_;
  std::uint8_t last_ = 0;
  std::uint64_t sequence_ = 0;
};

inline const geo::Gazetteer& places() {
  static const geo::Gazetteer made = country();
  return made;
}

/// The findings of one incident alone.
inline std::vector<findings::Violation> judge(const terms::Terms& terms, const record::Incident& incident,
                                              PlaceBy place_by = PlaceBy::named_then_geometry) {
  Record record;
  record.add(incident);
  Evaluation evaluation(terms, places(), {place_by});
  evaluation.update(record.view());
  return evaluation.violations();
}

}  // namespace entente::evaluate::test
