// SPDX-License-Identifier: Apache-2.0
// Section “clauses”: six kinds of body, each with its table, and the readings that differ from what is written.
#include "msg/terms.hpp"
#include "terms/sections.hpp"

#include <algorithm>

namespace entente::terms {
namespace {

constexpr double longest_distance_m = longest_distance_km * 1000;
constexpr double longest_lead_h = 24.0 * 366;
constexpr double longest_separation_s = 86'400.0 * 366;

// ---- values of several kinds --------------------------------------------------------------------------------------

std::vector<Act> read_acts(Reader& reader, const Node& node) {
  std::vector<Act> acts;
  for (const Node& item : reader.list(node)) {
    const auto given = reader.text(item);
    const auto act = parse_act(given);
    // Nothing can be forbidden or allowed that is not known to have happened.
    if (act && *act != Act::unknown) {
      acts.push_back(*act);
    } else if (!given.empty()) {
      std::vector<std::string> known;
      for (int i = 1; i < act_count; ++i)
        known.emplace_back(word(static_cast<Act>(i)));
      reader.unknown_word(item, given, known);
    }
  }
  return acts;
}

template <typename Body>
void read_who(Reader& reader, const Node& node, Body& into) {
  into.who = reader.use_ids<ActorId>(Family::actor, node);
}
template <typename Body>
void read_against(Reader& reader, const Node& node, Body& into) {
  into.against = reader.use_ids<ActorId>(Family::actor, node);
}
template <typename Body>
void read_zone_ids(Reader& reader, const Node& node, Body& into) {
  into.zones = reader.use_ids<ZoneId>(Family::zone, node);
}

// ---- bodies -------------------------------------------------------------------------------------------------------

constexpr std::array<Field<Prohibition>, 9> prohibition_fields = {{
    {"who", read_who<Prohibition>},
    {"against", read_against<Prohibition>},
    {"mutual", [](Reader& r, const Node& n, Prohibition& p) { p.mutual = r.truth(n); }},
    {"acts", [](Reader& r, const Node& n, Prohibition& p) { p.acts = read_acts(r, n); }},
    {"weapons", [](Reader& r, const Node& n, Prohibition& p) { p.weapons = read_weapons(r, n); }},
    {"zones", read_zone_ids<Prohibition>},
    {"across", [](Reader& r, const Node& n, Prohibition& p) { p.across = LineId{r.use(Family::line, n)}; }},
    {"when", [](Reader& r, const Node& n, Prohibition& p) { p.when = read_range_in_force(r, n); }},
    {"carve_outs",
     [](Reader& r, const Node& n, Prohibition& p) { p.carve_outs = r.use_list(Family::carve_out, n, true); }},
}};

constexpr std::array<Field<Permission>, 6> permission_fields = {{
    {"who", read_who<Permission>},
    {"against", read_against<Permission>},
    {"acts", [](Reader& r, const Node& n, Permission& p) { p.acts = read_acts(r, n); }},
    {"zones", read_zone_ids<Permission>},
    {"excepts", [](Reader& r, const Node& n, Permission& p) { p.excepts = r.use_ids<ClauseId>(Family::clause, n); }},
    {"conditions", [](Reader& r, const Node& n, Permission& p) { p.conditions = r.texts(n); }},
}};

/// [from, to], in kilometres.
void read_depth(Reader& reader, const Node& node, Exclusion& into) {
  const auto ends = reader.list(node);
  if (ends.size() != 2) {
    if (!ends.empty()) reader.problem(node, msg::terms::expected_pair(node.key));
    return;
  }
  into.depth_from_km = reader.number(ends[0], 0, longest_distance_km);
  into.depth_to_km = reader.number(ends[1], 0, longest_distance_km);
  if (into.depth_from_km && into.depth_to_km && *into.depth_from_km > *into.depth_to_km) {
    reader.problem(node, msg::terms::distances_reversed(*into.depth_from_km, *into.depth_to_km));
  }
}

void read_deadline(Reader& reader, const Node& node, std::optional<Day>& into) {
  into = reader.day(node);
  const auto& entry = reader.terms.agreement.in_force_from;
  if (!into || !entry || *into >= entry->zone.day_of(entry->instant)) return;
  reader.problem(node, msg::terms::deadline_before_entry(entente::to_string(*into), entente::to_string(*entry)));
}

constexpr std::array<Field<Exclusion>, 7> exclusion_fields = {{
    {"classes",
     [](Reader& r, const Node& n, Exclusion& e) { e.classes = r.use_ids<ForceClassId>(Family::force_class, n); }},
    {"actors", [](Reader& r, const Node& n, Exclusion& e) { e.actors = r.use_ids<ActorId>(Family::actor, n); }},
    {"zones", read_zone_ids<Exclusion>},
    {"where", [](Reader& r, const Node& n, Exclusion& e) { e.where = r.text(n); }},
    {"from_lines", [](Reader& r, const Node& n, Exclusion& e) { e.from_lines = r.use_ids<LineId>(Family::line, n); }},
    {"depth_km", read_depth},
    {"deadline", [](Reader& r, const Node& n, Exclusion& e) { read_deadline(r, n, e.deadline); }},
}};

constexpr std::array<Field<Separation>, 5> separation_fields = {{
    {"between", [](Reader& r, const Node& n, Separation& s) { s.between = r.use_ids<ActorId>(Family::actor, n); }},
    {"horizontal_m",
     [](Reader& r, const Node& n, Separation& s) { s.horizontal_m = r.number(n, 0, longest_distance_m); }},
    {"vertical_m", [](Reader& r, const Node& n, Separation& s) { s.vertical_m = r.number(n, 0, 100'000); }},
    {"time_s", [](Reader& r, const Node& n, Separation& s) { s.time_s = r.number(n, 0, longest_separation_s); }},
    {"zones", read_zone_ids<Separation>},
}};

template <std::optional<double> Notification::* member>
void read_lead(Reader& reader, const Node& node, Notification& into) {
  into.*member = reader.number(node, 0, longest_lead_h);
}

constexpr std::array<Field<Notification>, 7> notification_fields = {{
    {"who", read_who<Notification>},
    {"of", [](Reader& r, const Node& n, Notification& o) { o.of = r.texts(n); }},
    {"lead_h", read_lead<&Notification::lead_h>},
    {"emergency_lead_h", read_lead<&Notification::emergency_lead_h>},
    {"channel", [](Reader& r, const Node& n, Notification& o) { o.channel = r.text(n); }},
    {"acknowledge_within_h", read_lead<&Notification::acknowledge_within_h>},
    {"zones", read_zone_ids<Notification>},
}};

constexpr std::array<Field<Commitment>, 6> commitment_fields = {{
    {"who", read_who<Commitment>},
    {"owed_to", [](Reader& r, const Node& n, Commitment& c) { c.owed_to = r.use_ids<ActorId>(Family::actor, n); }},
    {"what", [](Reader& r, const Node& n, Commitment& c) { c.what = r.text(n); }},
    {"due", [](Reader& r, const Node& n, Commitment& c) { c.due = r.day(n); }},
    {"due_rule", [](Reader& r, const Node& n, Commitment& c) { c.due_rule = r.text(n); }},
    {"track", [](Reader& r, const Node& n, Commitment& c) { c.track = r.text(n); }},
}};

// ---- any body -----------------------------------------------------------------------------------------------------

bool read_into(Reader& reader, const Node& node, Prohibition& body) {
  return read_mapping(reader, node, prohibition_fields, body);
}
bool read_into(Reader& reader, const Node& node, Permission& body) {
  return read_mapping(reader, node, permission_fields, body);
}
bool read_into(Reader& reader, const Node& node, Exclusion& body) {
  return read_mapping(reader, node, exclusion_fields, body);
}
bool read_into(Reader& reader, const Node& node, Separation& body) {
  return read_mapping(reader, node, separation_fields, body);
}
bool read_into(Reader& reader, const Node& node, Notification& body) {
  return read_mapping(reader, node, notification_fields, body);
}
bool read_into(Reader& reader, const Node& node, Commitment& body) {
  if (!read_mapping(reader, node, commitment_fields, body)) return false;
  if (body.due && !body.due_rule.empty()) reader.problem(node, msg::terms::due_twice());
  return true;
}

/// The key without which a body of this kind says nothing. A reading may leave it out: it only changes what is written.
std::string_view needed_key(const Prohibition&) { return "acts"; }
std::string_view needed_key(const Permission&) { return "acts"; }
std::string_view needed_key(const Exclusion&) { return {}; }
std::string_view needed_key(const Separation&) { return "between"; }
std::string_view needed_key(const Notification&) { return "of"; }
std::string_view needed_key(const Commitment&) { return "what"; }

/// A clause as it is read: its body comes from one of six keys, its readings from the last.
struct ClauseDraft {
  Clause clause;
  const Node* kind = nullptr;  ///< the key that gave the body
};

template <typename Body>
void read_body(Reader& reader, const Node& node, ClauseDraft& into) {
  if (into.kind != nullptr) {
    reader.problem_at_key(node, msg::terms::two_kinds(into.kind->key, node.key));
    return;
  }
  into.kind = &node;
  Body body;
  // A clause binds by all carve-outs unless it says which: most agreements name them once.
  if constexpr (std::is_same_v<Body, Prohibition>) {
    for (const CarveOut& carve_out : reader.terms.carve_outs)
      body.carve_outs.push_back(carve_out.id);
  }
  const auto key = needed_key(body);
  if (read_into(reader, node, body) && !key.empty() && node.child(key) == nullptr &&
      !reader.may_have_damaged(node, key)) {
    reader.problem(node, msg::terms::missing_key(key, node.key));
  }
  into.clause.body = std::move(body);
}

// ---- anchors and readings -----------------------------------------------------------------------------------------

constexpr std::array<Field<Anchor>, 4> anchor_fields = {{
    {"text", [](Reader& r, const Node& n, Anchor& a) { a.text = TextId{r.use(Family::text, n)}; }, Need::required},
    {"paragraph", [](Reader& r, const Node& n, Anchor& a) { a.paragraph = r.text(n); }},
    {"language", [](Reader& r, const Node& n, Anchor& a) { a.language = r.text(n); }},
    {"words", [](Reader& r, const Node& n, Anchor& a) { a.words = r.text(n); }},
}};

/// An anchor in a language that its text does not have contradicts the text.
void check_anchor_language(Reader& reader, const Node& node) {
  const Node* text_id = node.child("text");
  const Node* language = node.child("language");
  if (text_id == nullptr || language == nullptr) return;
  for (const Text& text : reader.terms.texts) {
    if (text.id.value != text_id->text || text.languages.empty()) continue;
    if (std::find(text.languages.begin(), text.languages.end(), language->text) != text.languages.end()) continue;
    std::string all;
    for (const auto& one : text.languages)
      all += (all.empty() ? "" : ", ") + one;
    reader.problem(*language, msg::terms::anchor_language(language->text, text.id.value, all));
  }
}

void read_anchors(Reader& reader, const Node& node, ClauseDraft& into) {
  into.clause.anchors = read_list(reader, node, anchor_fields);
  for (const Node& item : node.children)
    check_anchor_language(reader, item);
}

void read_reading_id(Reader& reader, const Node& node, Reading& into) {
  into.id = ReadingId{reader.id_text(node)};
  if (into.id == as_written) reader.problem(node, msg::terms::reserved_reading(into.id.value));
}

/// A text, or a name per language; the English one tells holders apart.
void read_holder(Reader& reader, const Node& node, Reading& into) {
  if (node.kind == Node::Kind::mapping) {
    into.holder_names = reader.names(node);
  } else {
    into.holder_names.en = reader.text(node);
  }
  into.holder = into.holder_names.en;
}

/// What a reading changes is read over a copy of the body as written.
void read_changes(Reader& reader, const Node& node, Reading& into) {
  std::visit([&](auto& body) { read_into(reader, node, body); }, into.body);
}

constexpr std::array<Field<Reading>, 6> reading_fields = {{
    {"id", read_reading_id, Need::required},
    {"holder", read_holder, Need::required},
    {"known_at", [](Reader& r, const Node& n, Reading& g) { g.known_at = r.instant(n); }},
    {"reads", read_changes, Need::required},
    {"note", [](Reader& r, const Node& n, Reading& g) { g.note = r.text(n); }},
    {"sources", [](Reader& r, const Node& n, Reading& g) { g.sources = r.citations(n); }},
}};

void read_readings(Reader& reader, const Node& node, ClauseDraft& into) {
  if (into.kind == nullptr) return;  // without a body there is nothing to differ from; that is said already
  std::map<std::string, int> lines;
  for (const Node& item : things(reader, node)) {
    Reading reading;
    reading.body = into.clause.body;
    if (!read_mapping(reader, item, reading_fields, reading)) continue;
    const auto [first, is_new] = lines.emplace(reading.id.value, item.mark.line + 1);
    if (!is_new && !reading.id.empty()) {
      reader.problem(*item.child("id"), msg::terms::duplicate_id(reading.id.value, "reading", first->second));
    }
    into.clause.readings.push_back(std::move(reading));
  }
}

void read_clause_id(Reader& reader, const Node& node, ClauseDraft& into) {
  into.clause.id = ClauseId{reader.declare(Family::clause, node)};
}

constexpr std::array<Field<ClauseDraft>, 11> clause_fields = {{
    {"id", read_clause_id, Need::required},
    {"title", [](Reader& r, const Node& n, ClauseDraft& c) { c.clause.title = r.names(n); }, Need::required},
    {"anchors", read_anchors},
    {"prohibition", read_body<Prohibition>},
    {"permission", read_body<Permission>},
    {"exclusion", read_body<Exclusion>},
    {"separation", read_body<Separation>},
    {"notification", read_body<Notification>},
    {"commitment", read_body<Commitment>},
    {"readings", read_readings},
    {"sources", [](Reader& r, const Node& n, ClauseDraft& c) { c.clause.sources = r.citations(n); }},
}};

bool is_any_kind(std::string_view key) {
  return key == "prohibition" || key == "permission" || key == "exclusion" || key == "separation" ||
         key == "notification" || key == "commitment";
}

bool has_kind(const Node& clause) {
  return std::any_of(clause.children.begin(), clause.children.end(), [](const Node& n) { return is_any_kind(n.key); });
}

}  // namespace

void read_clauses(Reader& reader, const Node& node, Terms& into) {
  for (const Node& item : things(reader, node)) {
    ClauseDraft draft;
    if (!read_mapping(reader, item, clause_fields, draft)) continue;
    if (!has_kind(item) && !reader.may_have_damaged(item)) {
      reader.problem(item,
                     msg::terms::no_kind(draft.clause.id.value,
                                         "prohibition, permission, exclusion, separation, notification, commitment"));
    }
    into.clauses.push_back(std::move(draft.clause));
  }
}

}  // namespace entente::terms
