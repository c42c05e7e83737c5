// SPDX-License-Identifier: Apache-2.0
// Sections “actors”, “participants”, “force_classes” and “carve_outs”: who there is, and in which role.
#include "msg/terms.hpp"
#include "terms/sections.hpp"

#include <algorithm>

namespace entente::terms {
namespace {

/// {ucdp: [118], acled: ["Military Forces of Syria (2000-)"]}: any dataset may be named, so no table.
void read_datasets(Reader& reader, const Node& node, Actor& into) {
  if (!reader.is_mapping(node)) return;
  note_duplicate_keys(reader, node);
  for (const Node& ids : node.children) {
    for (const auto& id : reader.texts(ids))
      into.datasets.push_back({ids.key, id});
  }
}

constexpr std::array<Field<Actor>, 5> actor_fields = {{
    {"id", [](Reader& r, const Node& n, Actor& a) { a.id = ActorId{r.declare(Family::actor, n)}; }, Need::required},
    {"names", [](Reader& r, const Node& n, Actor& a) { a.names = r.names(n); }, Need::required},
    {"datasets", read_datasets},
    {"part_of", [](Reader& r, const Node& n, Actor& a) { a.part_of = ActorId{r.use(Family::actor, n)}; }},
    {"sources", [](Reader& r, const Node& n, Actor& a) { a.sources = r.citations(n); }},
}};

constexpr std::array<WordOf<Role>, 6> roles = {{{"party", Role::party},
                                                {"guarantor", Role::guarantor},
                                                {"co_chair", Role::co_chair},
                                                {"witness", Role::witness},
                                                {"mediator", Role::mediator},
                                                {"informed", Role::informed}}};

void read_acceptance(Reader& reader, const Node& node, Participant& into) {
  into.from = reader.moment(node);
  const auto force = reader.terms.in_force();
  if (!into.from || force.empty() || into.from->instant < force.to) return;
  reader.problem(node,
                 msg::terms::accepted_after_end(to_string(*into.from), reader.terms.agreement.zone.show(force.to)));
}

constexpr std::array<Field<Participant>, 5> participant_fields = {{
    {"actor", [](Reader& r, const Node& n, Participant& p) { p.actor = ActorId{r.use(Family::actor, n)}; },
     Need::required},
    {"role", [](Reader& r, const Node& n, Participant& p) { p.role = r.word_of(n, roles); }, Need::required},
    {"bound_through",
     [](Reader& r, const Node& n, Participant& p) { p.bound_through = r.use_ids<ActorId>(Family::actor, n); }},
    {"from", read_acceptance},
    {"sources", [](Reader& r, const Node& n, Participant& p) { p.sources = r.citations(n); }},
}};

constexpr std::array<Field<Membership>, 4> membership_fields = {{
    {"actor", [](Reader& r, const Node& n, Membership& m) { m.actor = ActorId{r.use(Family::actor, n)}; },
     Need::required},
    {"valid", [](Reader& r, const Node& n, Membership& m) { m.valid = r.range(n); }},
    {"known_at", [](Reader& r, const Node& n, Membership& m) { m.known_at = r.instant(n); }},
    {"sources", [](Reader& r, const Node& n, Membership& m) { m.sources = r.citations(n); }},
}};

constexpr std::array<Field<ForceClass>, 3> force_class_fields = {{
    {"id", [](Reader& r, const Node& n, ForceClass& c) { c.id = ForceClassId{r.declare(Family::force_class, n)}; },
     Need::required},
    {"names", [](Reader& r, const Node& n, ForceClass& c) { c.names = r.names(n); }, Need::required},
    {"members", [](Reader& r, const Node& n, ForceClass& c) { c.members = read_list(r, n, membership_fields); }},
}};

constexpr std::array<Field<CarveOut>, 4> carve_out_fields = {{
    {"id", [](Reader& r, const Node& n, CarveOut& c) { c.id = r.declare(Family::carve_out, n); }, Need::required},
    {"names", [](Reader& r, const Node& n, CarveOut& c) { c.names = r.names(n); }, Need::required},
    {"members", [](Reader& r, const Node& n, CarveOut& c) { c.members = read_list(r, n, membership_fields); }},
    {"sources", [](Reader& r, const Node& n, CarveOut& c) { c.sources = r.citations(n); }},
}};

/// One id of a dataset must not denote two actors: importers could not choose.
void check_dataset_ids(Reader& reader, const Node& node, const std::vector<Actor>& actors) {
  std::map<DatasetId, std::string> owners;
  for (const Actor& actor : actors) {
    for (const DatasetId& id : actor.datasets) {
      const auto [owner, is_new] = owners.emplace(id, actor.id.value);
      if (is_new || owner->second == actor.id.value) continue;
      const auto item = std::find_if(node.children.begin(), node.children.end(), [&](const Node& n) {
        const Node* own = n.child("id");
        return own != nullptr && own->text == actor.id.value;
      });
      if (item == node.children.end()) continue;
      reader.problem(*item->child("datasets"), msg::terms::dataset_id_twice(id.id, id.dataset, owner->second));
    }
  }
}

}  // namespace

void read_actors(Reader& reader, const Node& node, Terms& into) {
  into.actors = read_list(reader, node, actor_fields);
  check_dataset_ids(reader, node, into.actors);
  check_circles(reader, node, "id", "part_of");
}

void read_participants(Reader& reader, const Node& node, Terms& into) {
  into.participants = read_list(reader, node, participant_fields);
  std::map<std::pair<std::string, std::string>, int> roles_seen;
  for (const Node& item : node.children) {
    const Node* actor = item.child("actor");
    const Node* role = item.child("role");
    if (actor == nullptr || role == nullptr) continue;
    const auto line = item.mark.line + 1;
    const auto [first, is_new] = roles_seen.emplace(std::pair{actor->text, role->text}, line);
    if (!is_new) reader.problem(*actor, msg::terms::same_role_twice(actor->text, first->second));
  }
}

void read_force_classes(Reader& reader, const Node& node, Terms& into) {
  into.force_classes = read_list(reader, node, force_class_fields);
}

void read_carve_outs(Reader& reader, const Node& node, Terms& into) {
  into.carve_outs = read_list(reader, node, carve_out_fields);
}

}  // namespace entente::terms
