// SPDX-License-Identifier: Apache-2.0
// The sections in the order in which they need each other, and what only shows when all are read.
#include "terms/parse.hpp"

#include "i18n/render.hpp"
#include "msg/terms.hpp"
#include "terms/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace entente::terms {
namespace {

constexpr std::string_view main_file = "terms.yaml";
constexpr std::string_view version_key = "entente";

void read_version(Reader& reader, const Node& node, Terms& into) {
  const auto given = reader.text(node);
  if (given == "1") {
    into.language_version = 1;
  } else if (!given.empty()) {
    reader.problem(node, msg::terms::wrong_language_version(given));
  }
}

// Later sections look at earlier ones: the agreement's time zone, its texts, its carve-outs.
constexpr std::array<Field<Terms>, 17> sections = {{
    {version_key, read_version, Need::required},
    {"agreement", read_agreement, Need::required},
    {"texts", read_texts},
    {"actors", read_actors, Need::required},
    {"participants", read_participants},
    {"force_classes", read_force_classes},
    {"carve_outs", read_carve_outs},
    {"areas", read_areas},
    {"lines", read_lines},
    {"zones", read_zones},
    {"clauses", read_clauses, Need::required},
    {"control_areas", read_control_areas},
    {"counting", read_counting},
    {"verdict", read_verdict},
    {"monitoring", read_monitoring},
    {"breach_procedure", read_breach_procedure},
    {"definitions", read_definitions},
}};

/// An end that is not given is left open in words too.
Message words_of(const TimeRange& range, const TimeZone& zone) {
  if (range.to == end_of_time) return msg::terms::from_then_on(zone.show(range.from));
  if (range.from == beginning_of_time) return msg::terms::until_then(zone.show(range.to));
  return msg::terms::from_until(zone.show(range.from), zone.show(range.to));
}

/// A text that ends early is often still YAML; the closing line tells.
void check_closing_line(Reader& reader, const std::string& name, std::string_view text) {
  const auto end = text.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos) return;
  const auto body = text.substr(0, end + 1);
  if (body == "..." || body.ends_with("\n...")) return;
  const auto line = static_cast<int>(std::count(body.begin(), body.end(), '\n'));
  const auto column = static_cast<int>(body.size() - (body.rfind('\n') + 1));
  reader.problem_at(name, {line, column}, msg::terms::cut_off());
}

void check_permissions(Reader& reader, const Node& clauses) {
  std::map<std::string, bool> is_prohibition;
  for (const Clause& clause : reader.terms.clauses) {
    is_prohibition.emplace(clause.id.value, std::holds_alternative<Prohibition>(clause.body));
  }
  for (const Node& item : clauses.children) {
    const Node* permission = item.child("permission");
    const Node* excepts = permission == nullptr ? nullptr : permission->child("excepts");
    if (excepts == nullptr) continue;
    for (const Node& id : excepts->children) {
      const auto clause = is_prohibition.find(id.text);
      if (clause != is_prohibition.end() && !clause->second) {
        reader.problem(id, msg::terms::excepts_no_prohibition(id.text));
      }
    }
  }
}

void check_bound_through(Reader& reader, const Node& participants) {
  std::map<std::string, bool> is_guarantor;
  for (const Actor& actor : reader.terms.actors)
    is_guarantor.emplace(actor.id.value, false);
  for (const Participant& participant : reader.terms.participants) {
    const bool guarantees = participant.role == Role::guarantor || participant.role == Role::co_chair;
    if (guarantees) is_guarantor.insert_or_assign(participant.actor.value, true);
  }
  for (const Node& item : participants.children) {
    const Node* through = item.child("bound_through");
    if (through == nullptr) continue;
    for (const Node& id : through->children) {
      const auto actor = is_guarantor.find(id.text);
      if (actor != is_guarantor.end() && !actor->second) {
        reader.problem(id, msg::terms::bound_through_no_guarantor(id.text));
      }
    }
  }
}

}  // namespace

TimeRange read_range_in_force(Reader& reader, const Node& node) {
  const auto problems_before = reader.problem_count();
  const auto range = reader.range(node);
  const auto force = reader.terms.in_force();
  if (reader.problem_count() > problems_before || force.empty()) return range;
  if (range.from < force.to && force.from < range.to) return range;
  const auto& zone = reader.terms.agreement.zone;
  reader.problem(node, msg::terms::outside_force(node.key, words_of(range, zone), words_of(force, zone)));
  return range;
}

void check_circles(Reader& reader, const Node& list, std::string_view id_key, std::string_view key) {
  std::map<std::string_view, const Node*> next;
  for (const Node& item : list.children) {
    const Node* id = item.child(id_key);
    const Node* value = item.child(key);
    if (id != nullptr && value != nullptr) next.emplace(id->text, value);
  }
  for (const auto& [start, value] : next) {
    std::string_view at = value->text;
    for (std::size_t steps = 0; at != start && steps < next.size(); ++steps) {
      const auto step = next.find(at);
      if (step == next.end()) break;
      at = step->second->text;
    }
    if (at == start) reader.problem(*value, msg::terms::part_of_itself(start, key));
  }
}

void check_together(Reader& reader, const Node& root) {
  reader.check_uses(root);
  if (const Node* clauses = root.child("clauses")) check_permissions(reader, *clauses);
  if (const Node* participants = root.child("participants")) check_bound_through(reader, *participants);
}

std::string to_string(const Problem& problem, i18n::Language language) {
  const auto words = i18n::render(problem.message, language);
  if (problem.place.line == 0) return fmt::format("{}: {}", problem.place.file, words);
  return fmt::format("{}:{}:{}: {}", problem.place.file, problem.place.line, problem.place.column, words);
}

Parsed parse(const Bundle& bundle, const geo::Gazetteer& gazetteer) {
  Reader reader(bundle, gazetteer);
  const std::string name(main_file);
  if (!bundle.files.contains(name)) return {std::nullopt, {{{name, 0, 0}, msg::terms::no_terms_file(name)}}};
  const Node* root = reader.file(name);
  if (root != nullptr) {
    read_mapping(reader, *root, sections, reader.terms);
    check_together(reader, *root);
    if (!reader.is_cut_inside_letter(name)) check_closing_line(reader, name, reader.text_of(name));
  }
  auto problems = reader.take_problems();
  if (!problems.empty()) return {std::nullopt, std::move(problems)};
  return {std::move(reader.terms), {}};
}

}  // namespace entente::terms
