// SPDX-License-Identifier: Apache-2.0
// The linter's checks of clauses.
#include "base/overloaded.hpp"
#include "base/words.hpp"
#include "msg/terms.hpp"
#include "msg/word.hpp"
#include "terms/lint_checks.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace entente::terms {
namespace {

using Weight = Remark::Weight;

/// Conditions of permissions that somebody who watches can see or read in a log.
constexpr std::array<std::string_view, 7> observable_conditions = {
    "coordination_attempted", "notified",         "acknowledged", "ordered",
    "returned_fire",          "within_own_lines", "by_daylight"};

bool is_defined(const Terms& terms, std::string_view term) {
  return std::any_of(terms.definitions.begin(), terms.definitions.end(),
                     [&](const auto& definition) { return definition.first == term; });
}

// ---- by kind ------------------------------------------------------------------------------------------------------

/// One clause's checks by kind; a visitor, so that a new kind of clause must be thought of here.
class KindChecks {
 public:
  KindChecks(const Terms& terms, const Clause& clause, Remarks& remarks)
      : terms_(terms), id_(clause.id.value), remarks_(remarks) {}

  void operator()(const Prohibition& prohibition) {
    if (prohibition.weapons.empty()) {
      add(Weight::advises, "weapons_unspecified", msg::terms::lint_weapons(id_));
    }
    const bool advance =
        std::find(prohibition.acts.begin(), prohibition.acts.end(), Act::advance) != prohibition.acts.end();
    if (advance && !prohibition.across) {
      add(Weight::weakens, "advance_without_line", msg::terms::lint_advance_line(id_));
    }
  }
  void operator()(const Permission& permission) {
    for (const auto& condition : permission.conditions) {
      const bool seen = std::find(observable_conditions.begin(), observable_conditions.end(), condition) !=
                        observable_conditions.end();
      if (seen || is_defined(terms_, condition)) continue;
      add(Weight::blocks, "condition_not_observable",
          msg::terms::lint_condition(condition, id_, joined(observable_conditions)));
    }
  }
  void operator()(const Exclusion& exclusion) {
    if (!exclusion.deadline)
      add(Weight::blocks, "exclusion_without_deadline", msg::terms::lint_exclusion_deadline(id_));
    const bool depth = exclusion.depth_from_km && exclusion.depth_to_km && !exclusion.from_lines.empty();
    if (exclusion.zones.empty() && !depth) {
      add(Weight::blocks, "exclusion_without_place", msg::terms::lint_exclusion_place(id_));
    }
    if (exclusion.classes.empty() && exclusion.actors.empty()) {
      add(Weight::blocks, "exclusion_without_forces", msg::terms::lint_exclusion_forces(id_));
    }
  }
  void operator()(const Separation& separation) {
    const bool measured = separation.horizontal_m || separation.vertical_m || separation.time_s;
    if (!measured) add(Weight::blocks, "separation_without_distance", msg::terms::lint_separation(id_));
  }
  void operator()(const Notification& notification) {
    if (notification.channel.empty()) {
      add(Weight::blocks, "notification_without_channel", msg::terms::lint_channel(id_));
    }
    if (!notification.lead_h) add(Weight::weakens, "notification_without_lead", msg::terms::lint_lead(id_));
  }
  void operator()(const Commitment& commitment) {
    if (!commitment.due && commitment.due_rule.empty()) {
      add(Weight::blocks, "commitment_undated", msg::terms::lint_undated(id_));
    }
    if (commitment.who.empty()) {
      add(Weight::weakens, "commitment_owed_by_nobody", msg::terms::lint_nobody_owes(id_));
    }
  }

 private:
  void add(Weight weight, std::string check, Message message) {
    remarks_.add(weight, std::move(check), id_, std::move(message));
  }

  const Terms& terms_;
  std::string id_;
  Remarks& remarks_;
};

// ---- by any clause ------------------------------------------------------------------------------------------------

void check_footing(const Clause& clause, Remarks& remarks) {
  const auto& id = clause.id.value;
  if (clause.anchors.empty()) {
    remarks.add(Weight::weakens, "clause_without_footing", id, msg::terms::lint_clause_footing(id));
  }
  std::set<std::string> said;
  for (const Anchor& anchor : clause.anchors) {
    if (!anchor.paragraph.empty() || !said.insert(anchor.text.value).second) continue;
    remarks.add(Weight::advises, "footing_without_paragraph", id, msg::terms::lint_paragraph(id, anchor.text.value));
  }
}

Message holder_of(const Reading& reading) {
  const auto in = [&](i18n::Language language) {
    const auto& name = reading.holder_names.in(language);
    return name.empty() ? reading.holder : name;
  };
  return msg::word::name(in(i18n::Language::en), in(i18n::Language::ar), in(i18n::Language::ru));
}

void check_readings(const Clause& clause, Instant known_at, Remarks& remarks) {
  std::vector<Message> holders;
  for (const Reading& reading : readings_of(clause, known_at)) {
    if (reading.id != as_written && reading.body != clause.body) holders.push_back(holder_of(reading));
  }
  if (holders.empty()) return;
  remarks.add(Weight::weakens, "readings_disagree", clause.id.value,
              msg::terms::lint_readings(clause.id.value, holders));
}

/// The words between “ and ”, which is how a clause marks a term.
std::vector<std::string> quoted_terms(std::string_view words) {
  constexpr std::string_view open = "“";
  constexpr std::string_view close = "”";
  std::vector<std::string> found;
  for (auto start = words.find(open); start != std::string_view::npos; start = words.find(open, start)) {
    start += open.size();
    const auto end = words.find(close, start);
    if (end == std::string_view::npos) break;
    found.emplace_back(words.substr(start, end - start));
  }
  return found;
}

/// The English title and the free words of a body: where a term may be used.
std::vector<std::string> words_of(const Clause& clause) {
  std::vector<std::string> words{clause.title.en};
  std::visit(overloaded{
                 [](const Prohibition&) {},
                 [](const Permission&) {},
                 [&](const Exclusion& exclusion) { words.push_back(exclusion.where); },
                 [](const Separation&) {},
                 [&](const Notification& notification) { words.push_back(notification.channel); },
                 [&](const Commitment& commitment) { words.push_back(commitment.what); },
             },
             clause.body);
  return words;
}

void check_terms_used(const Terms& terms, const Clause& clause, Remarks& remarks) {
  std::set<std::string> said;
  for (const auto& words : words_of(clause)) {
    for (const auto& term : quoted_terms(words)) {
      if (is_defined(terms, term) || !said.insert(term).second) continue;
      remarks.add(Weight::weakens, "undefined_term", clause.id.value,
                  msg::terms::lint_undefined_term(term, clause.id.value));
    }
  }
}

template <typename Kind>
bool any_clause(const Terms& terms) {
  return std::any_of(terms.clauses.begin(), terms.clauses.end(),
                     [](const Clause& clause) { return std::holds_alternative<Kind>(clause.body); });
}

// ---- topics -------------------------------------------------------------------------------------------------------

/// A topic is spoken of when a clause's English title or words contain one of these beginnings of words.
struct Topic {
  std::string_view name;
  std::array<std::string_view, 4> beginnings;
};
constexpr std::array<Topic, 9> topics = {{
    {"humanitarian_access", {"humanitarian", "relief", "aid convoy", "medical aid"}},
    {"detainees", {"detain", "prisoner", "abducted", "hostage"}},
    {"missing_persons", {"missing", "disappeared", "human remains", "fate of"}},
    {"mines", {"mine", "unexploded", "explosive remnants", "demining"}},
    {"returns", {"return of", "displaced", "refugee", "voluntary return"}},
    {"communications", {"incitement", "hate speech", "communications", "jamming"}},
    {"amendment", {"amend", "dispute over the text", "interpretation", "revision of"}},
    {"denunciation", {"denunciation", "denounce", "withdraw from the agreement", "termination"}},
    {"dissemination", {"disseminat", "publish", "publication", "made known"}},
}};

/// Whether `beginning` starts a word of `text`.
bool speaks_of(std::string_view text, std::string_view beginning) {
  for (auto at = text.find(beginning); at != std::string_view::npos; at = text.find(beginning, at + 1)) {
    if (at == 0 || text[at - 1] < 'a' || text[at - 1] > 'z') return true;
  }
  return false;
}

bool spoken_of(const Terms& terms, const Topic& topic) {
  return std::any_of(terms.clauses.begin(), terms.clauses.end(), [&](const Clause& clause) {
    for (const auto& words : words_of(clause)) {
      const auto text = lower_ascii(words);
      for (const auto beginning : topic.beginnings) {
        if (speaks_of(text, beginning)) return true;
      }
    }
    return false;
  });
}

bool has_track(const Terms& terms) {
  return std::any_of(terms.clauses.begin(), terms.clauses.end(), [](const Clause& clause) {
    const auto* commitment = std::get_if<Commitment>(&clause.body);
    return commitment != nullptr && !commitment->track.empty();
  });
}

bool forbids_advance(const Terms& terms) {
  return std::any_of(terms.clauses.begin(), terms.clauses.end(), [](const Clause& clause) {
    const auto* prohibition = std::get_if<Prohibition>(&clause.body);
    return prohibition != nullptr &&
           std::find(prohibition->acts.begin(), prohibition->acts.end(), Act::advance) != prohibition->acts.end();
  });
}

void add_topic(std::string_view topic, const Terms& terms, Remarks& remarks) {
  remarks.add(Weight::advises, "no_" + std::string(topic), terms.agreement.id.value, msg::terms::lint_topic(topic));
}

}  // namespace

void check_clauses(const Terms& terms, Instant known_at, Remarks& remarks) {
  for (const Clause& clause : terms.clauses) {
    check_footing(clause, remarks);
    check_readings(clause, known_at, remarks);
    check_terms_used(terms, clause, remarks);
    std::visit(KindChecks(terms, clause, remarks), clause.body);
  }
  const auto& id = terms.agreement.id.value;
  if (!any_clause<Prohibition>(terms))
    remarks.add(Weight::blocks, "nothing_forbidden", id, msg::terms::lint_nothing_forbidden());
  if (!any_clause<Notification>(terms))
    remarks.add(Weight::weakens, "no_notification", id, msg::terms::lint_no_notification());
}

void check_topics(const Terms& terms, Remarks& remarks) {
  for (const Topic& topic : topics) {
    if (!spoken_of(terms, topic)) add_topic(topic.name, terms, remarks);
  }
  if (!forbids_advance(terms)) add_topic("change_of_positions", terms, remarks);
  if (!any_clause<Permission>(terms)) add_topic("permission", terms, remarks);
  if (terms.definitions.empty()) add_topic("definitions", terms, remarks);
  if (!has_track(terms)) add_topic("talks", terms, remarks);
  if (!any_clause<Separation>(terms) && !any_clause<Exclusion>(terms)) add_topic("withdrawal", terms, remarks);
}

}  // namespace entente::terms
