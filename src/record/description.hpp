// SPDX-License-Identifier: Apache-2.0
// The names of an entry's fields, each standing once, for whoever writes them and whoever reads them.
#pragma once

#include "record/entry.hpp"

#include <concepts>
#include <string_view>
#include <type_traits>

namespace entente::record {

// A codec is a FieldWriter (the values go out) or a FieldReader (they come in). What both offer:
//
//   text      a string; left out when empty             always    a string; written even when empty
//   whole     an integer                                real      a finite double, in the shortest form that reads back
//   choice    an enum, by its number, up to a last one  known     the same, left out when 0
//   flag      a bool; left out when false               letter    one of first … last; left out when '\0'
//   id        an entry's id                             point     "lat lng"; ring: points, one after the other
//   day range, instant range                            estimate  "low best high"
//   group     what a function describes, its names led by "<name>."
//   optional  the same where there is something; it must write at least one field to be seen
//   list      "<name>.0", "<name>.1" …; each element must write at least one field
//   require   a rule that holds for what is written and for what is read
//
// Fields stand here nearly in the order of their names, as they are stored, which spares sorting and searching. An
// empty name means the group's own. Names and values are what is hashed: none ever changes its meaning.

template <typename T, typename U>
concept Like = std::same_as<std::remove_const_t<T>, U>;

template <typename Codec>
void describe_words(Codec& codec, std::string_view name, auto& words) {
  codec.list(name, words, [&](auto& word) { codec.always("", word); });
}

template <typename Codec>
void describe(Codec& codec, Like<i18n::Names> auto& names) {
  describe_words(codec, "aliases", names.aliases);
  codec.text("ar", names.ar);
  codec.text("en", names.en);
  codec.text("ru", names.ru);
}

template <typename Codec>
void describe(Codec&, Like<std::monostate> auto&) {}

template <typename Codec>
void describe(Codec& codec, Like<geo::Disc> auto& disc) {
  codec.point("centre", disc.centre);
  codec.known("density", disc.density, geo::Disc::Density::declining);
  codec.real("radius_m", disc.radius_m);
}

template <typename Codec>
void describe(Codec& codec, Like<geo::Wedge> auto& wedge) {
  codec.point("post", wedge.post);
  codec.real("bearing_deg", wedge.bearing_deg);
  codec.real("bearing_plus_minus_deg", wedge.bearing_plus_minus_deg);
  codec.real("near_m", wedge.near_m);
  codec.real("far_m", wedge.far_m);
}

template <typename Codec>
void describe(Codec& codec, Like<geo::Outline> auto& outline) {
  codec.choice("edges", outline.edges, geo::Edges::planar);
  codec.list("parts", outline.parts, [&](auto& part) {
    codec.ring("outer", part.outer);
    codec.list("holes", part.holes, [&](auto& hole) { codec.ring("", hole); });
  });
}

template <typename Codec>
void describe(Codec& codec, Like<geo::PlaceClaim> auto& place) {
  codec.alternative("form", place.where);
  std::visit([&](auto& form) { describe(codec, form); }, place.where);
  codec.text("name", place.name);
  describe_words(codec, "within", place.within);
}

template <typename Codec>
void describe(Codec& codec, Like<TimeClaim> auto& time) {
  codec.known("meaning", time.meaning, TimeClaim::Meaning::throughout);
  codec.optional("days", time.days, [&](auto& days) { codec.day_range("", days); });
  codec.optional("instants", time.instants, [&](auto& instants) { codec.instant_range("", instants); });
  codec.require("", time.days.has_value() != time.instants.has_value());
}

template <typename Codec>
void describe(Codec& codec, Like<TermsText> auto& terms) {
  codec.files("files", terms.bundle.files);
}

template <typename Codec>
void describe(Codec& codec, Like<ImportRun> auto& run) {
  codec.text("importer", run.importer);
  codec.text("dataset", run.dataset);
  codec.text("release", run.release);
  codec.text("file_digest", run.file_digest);
  codec.whole("rows_new", run.rows_new);
  codec.whole("rows_changed", run.rows_changed);
  codec.whole("rows_gone", run.rows_gone);
  codec.whole("rows_equal", run.rows_equal);
  codec.whole("rows_rejected", run.rows_rejected);
  codec.optional("known_after_s", run.known_after_s, [&](auto& seconds) { codec.whole("", seconds); });
  codec.flag("simulated", run.simulated);
  codec.text("attribution", run.attribution);
}

template <typename Codec>
void describe(Codec& codec, Like<Source> auto& source) {
  codec.always("id", source.id.value);
  codec.group("names", [&] { describe(codec, source.names); });
  codec.text("origin_group", source.origin_group);
  codec.letter("reliability", source.grade.reliability, 'A', 'F');
  codec.letter("credibility", source.grade.credibility, '1', '6');
  codec.text("interests", source.interests);
}

template <typename Codec>
void describe(Codec& codec, Like<PlaceEntry> auto& entry) {
  auto& place = entry.place;
  codec.always("code", place.code);
  codec.choice("kind", place.kind, geo::NamedPlace::Kind::locality);
  codec.group("names", [&] { describe(codec, place.names); });
  codec.text("within", place.within);
  codec.optional("centre", place.centre, [&](auto& centre) { codec.point("", centre); });
  codec.optional("outline", place.outline, [&](auto& outline) { describe(codec, outline); });
  codec.text("source", place.source);
}

template <typename Codec>
void describe(Codec& codec, Like<Participation> auto& participant) {
  codec.text("dataset", participant.dataset);
  codec.text("id", participant.id);
  codec.text("name", participant.name);
  codec.choice("role", participant.role, Participation::Role::target);
}

template <typename Codec>
void describe(Codec& codec, Like<Casualties> auto& casualties) {
  const auto estimate = [&](std::string_view name, auto& value) {
    codec.optional(name, value, [&](auto& known) { codec.estimate("", known); });
  };
  estimate("injured", casualties.injured);
  estimate("killed", casualties.killed);
  estimate("killed_children", casualties.killed_children);
  estimate("killed_civilians", casualties.killed_civilians);
  estimate("killed_combatants", casualties.killed_combatants);
  estimate("killed_women", casualties.killed_women);
}

template <typename Codec>
void describe(Codec& codec, Like<Incident> auto& incident) {
  codec.choice("act", incident.act, static_cast<terms::Act>(terms::act_count - 1));
  codec.whole("activities", incident.activities);
  codec.group("casualties", [&] { describe(codec, incident.casualties); });
  codec.optional("count", incident.count, [&](auto& count) { codec.whole("", count); });
  codec.known("direction", incident.direction, Direction::undetermined);
  codec.known("means", incident.means, Means::report);
  describe_words(codec, "origins", incident.origins);
  codec.list("participants", incident.participants, [&](auto& participant) { describe(codec, participant); });
  codec.group("place", [&] { describe(codec, incident.place); });
  describe_words(codec, "repairs", incident.repairs);
  codec.optional("time", incident.time, [&](auto& time) { describe(codec, time); });
  codec.known("weapon", incident.weapon, static_cast<terms::Weapon>(terms::weapon_count - 1));
  codec.text("words", incident.words);
}

template <typename Codec>
void describe(Codec& codec, Like<Coverage> auto& coverage) {
  codec.group("place", [&] { describe(codec, coverage.place); });
  codec.group("time", [&] { describe(codec, coverage.time); });
  codec.known("means", coverage.means, Means::report);
  codec.real("hours", coverage.hours);
  codec.real("share", coverage.share);
  codec.text("by", coverage.by);
}

template <typename Codec>
void describe(Codec& codec, Like<Restriction> auto& restriction) {
  codec.choice("kind", restriction.kind, Restriction::Kind::jamming);
  codec.group("place", [&] { describe(codec, restriction.place); });
  codec.group("time", [&] { describe(codec, restriction.time); });
  codec.text("by", restriction.by);
  codec.text("words", restriction.words);
}

template <typename Codec>
void describe(Codec& codec, Like<Verification> auto& verification) {
  codec.id("subject", verification.subject);
  codec.choice("state", verification.state, VerificationState::duplicate);
  codec.optional("duplicate_of", verification.duplicate_of, [&](auto& id) { codec.id("", id); });
  codec.text("reason", verification.reason);
}

template <typename Codec>
void describe(Codec& codec, Like<Attribution> auto& attribution) {
  codec.id("subject", attribution.subject);
  codec.text("actor", attribution.actor);
  codec.text("basis", attribution.basis);
  codec.real("confidence", attribution.confidence);
  codec.text("claimed_by", attribution.claimed_by);
}

template <typename Codec>
void describe(Codec& codec, Like<Retraction> auto& retraction) {
  codec.id("subject", retraction.subject);
  codec.text("reason", retraction.reason);
}

template <typename Codec>
void describe(Codec& codec, Like<ExternalKey> auto& key) {
  codec.always("dataset", key.dataset);
  codec.always("id", key.id);
  codec.always("release", key.release);
  // Line breaks separate the three where an id is derived from them.
  for (const auto* part : {&key.dataset, &key.id, &key.release}) {
    codec.require("", part->find('\n') == std::string::npos);
  }
}

template <typename Codec>
void describe(Codec& codec, Like<Entry> auto& entry) {
  codec.text("author", entry.author);
  codec.optional("corrects", entry.corrects, [&](auto& id) { codec.id("", id); });
  codec.optional("external", entry.external, [&](auto& key) { describe(codec, key); });
  codec.id("id", entry.id);
  codec.kind("kind", entry.body);
  codec.group(kind_word(entry.body), [&] { std::visit([&](auto& body) { describe(codec, body); }, entry.body); });
  codec.group("label", [&] {
    describe_words(codec, "compartments", entry.label.compartments);
    codec.choice("tlp", entry.label.tlp, Label::Tlp::red);
  });
  codec.instant("recorded_at", entry.recorded_at);
  codec.optional("source_id", entry.source, [&](auto& source) { codec.always("", source.value); });
}

}  // namespace entente::record
