// SPDX-License-Identifier: Apache-2.0
// The checklist of what an agreement must be able to say, held against one agreement.
#include "terms/lint.hpp"

#include "base/overloaded.hpp"
#include "base/words.hpp"
#include "geo/gazetteer.hpp"
#include "msg/terms.hpp"
#include "terms/lint_checks.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace entente::terms {
namespace {

using Weight = Remark::Weight;

// ---- the paper ----------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 3> languages_of_entente = {"ar", "en", "ru"};

void check_text(const Text& text, Remarks& remarks) {
  const auto& id = text.id.value;
  if (text.is_public != Text::Public::yes)
    remarks.add(Weight::weakens, "text_not_public", id, msg::terms::lint_text_not_public(id));
  if (text.languages.empty()) {
    remarks.add(Weight::advises, "text_languages_unknown", id, msg::terms::lint_text_languages(id));
    return;
  }
  std::vector<std::string_view> missing;
  for (const auto language : languages_of_entente) {
    const bool there = std::find(text.languages.begin(), text.languages.end(), language) != text.languages.end();
    if (!there) missing.push_back(language);
  }
  if (!missing.empty()) {
    remarks.add(Weight::advises, "text_language_missing", id,
                msg::terms::lint_text_language_missing(id, joined(missing)));
  }
  if (text.languages.size() > 1 && text.authentic.empty()) {
    remarks.add(Weight::advises, "no_authentic_text", id, msg::terms::lint_authentic(id));
  }
}

std::string_view word(AgreementClass agreement_class) {
  switch (agreement_class) {
    case AgreementClass::cessation_of_hostilities:
      return "cessation_of_hostilities";
    case AgreementClass::preliminary:
      return "preliminary";
    case AgreementClass::definitive:
      return "definitive";
  }
  return {};
}

void check_stage(const Agreement& agreement, Remarks& remarks) {
  const auto& id = agreement.id.value;
  if (!agreement.in_force_from) remarks.add(Weight::blocks, "no_entry_into_force", id, msg::terms::lint_entry());
  if (agreement.status == Status::announced && !agreement.announced_at) {
    remarks.add(Weight::weakens, "stage_without_date", id, msg::terms::lint_stage_date("announced", "announced_at"));
  }
  if (agreement.status == Status::agreed && !agreement.signed_at) {
    remarks.add(Weight::weakens, "stage_without_date", id, msg::terms::lint_stage_date("agreed", "signed_at"));
  }
  if (agreement.status == Status::suspended) {
    remarks.add(Weight::weakens, "suspension_undated", id, msg::terms::lint_suspension());
  }
  const bool renewal_said = !agreement.renewal.empty() && agreement.renewal != "not_stated";
  if (!agreement.expires_at && !renewal_said) {
    remarks.add(Weight::weakens, "no_expiry_or_renewal", id, msg::terms::lint_expiry());
  }
}

std::string day_text(const Agreement& agreement, Instant instant) {
  return entente::to_string(agreement.zone.day_of(instant));
}

/// Dates are typed by people: an order that no agreement has is mostly a slip of the pen.
void check_dates(const Terms& terms, Remarks& remarks) {
  const Agreement& agreement = terms.agreement;
  if (!agreement.in_force_from) return;
  const Instant force = agreement.in_force_from->instant;
  const auto force_day = day_text(agreement, force);
  const auto check_before = [&](const std::optional<ZonedInstant>& at, const char* key) {
    if (!at || at->instant <= force) return;
    remarks.add(Weight::weakens, "stage_after_force", agreement.id.value,
                msg::terms::lint_date_after_force(key, day_text(agreement, at->instant), force_day));
  };
  check_before(agreement.announced_at, "announced_at");
  check_before(agreement.signed_at, "signed_at");
  constexpr std::chrono::days year{366};
  for (const Text& text : terms.texts) {
    if (!text.date || *text.date <= agreement.zone.day_of(force) + year) continue;
    remarks.add(Weight::advises, "text_long_after_force", text.id.value,
                msg::terms::lint_text_late(text.id.value, entente::to_string(*text.date), force_day));
  }
}

void check_class(const Terms& terms, Remarks& remarks) {
  const auto agreement_class = terms.agreement.agreement_class;
  if (agreement_class == AgreementClass::cessation_of_hostilities) return;
  if (!terms.monitoring.empty() || !terms.breach_procedure.empty()) return;
  remarks.add(Weight::weakens, "class_without_mechanism", terms.agreement.id.value,
              msg::terms::lint_class(word(agreement_class)));
}

// ---- who ----------------------------------------------------------------------------------------------------------

void check_participants(const Terms& terms, Remarks& remarks) {
  const auto& id = terms.agreement.id.value;
  const auto has = [&](Role role) {
    return std::any_of(terms.participants.begin(), terms.participants.end(),
                       [&](const Participant& p) { return p.role == role; });
  };
  if (!has(Role::party)) remarks.add(Weight::blocks, "no_party", id, msg::terms::lint_parties());
  if (!has(Role::guarantor) && !has(Role::co_chair)) {
    remarks.add(Weight::weakens, "no_guarantor", id, msg::terms::lint_guarantor());
  }
  for (const Participant& participant : terms.participants) {
    const auto& actor = participant.actor.value;
    const bool bound = participant.from || !participant.bound_through.empty();
    if (participant.role == Role::party && !bound) {
      remarks.add(Weight::blocks, "party_not_bound", actor, msg::terms::lint_party_not_bound(actor));
    }
  }
}

/// Rows name actors by their names, as ActorNames finds them: the first of two of the same name gets both's rows.
void check_names(const Terms& terms, Remarks& remarks) {
  std::map<std::string, const Actor*> first_of;  // by the folded name
  for (const Actor& actor : terms.actors) {
    auto names = actor.names.aliases;
    names.insert(names.end(), {actor.names.en, actor.names.ar, actor.names.ru});
    std::set<const Actor*> named;  // each other one once
    for (const auto& name : names) {
      const auto [first, is_new] = first_of.emplace(geo::fold_name(name), &actor);
      if (name.empty() || is_new || first->second == &actor || !named.insert(first->second).second) continue;
      remarks.add(Weight::weakens, "actors_share_a_name", actor.id.value,
                  msg::terms::lint_shared_name(first->second->id.value, actor.id.value, name));
    }
  }
}

void check_groups(const Terms& terms, Remarks& remarks) {
  for (const ForceClass& force_class : terms.force_classes) {
    const auto& id = force_class.id.value;
    if (force_class.members.empty())
      remarks.add(Weight::weakens, "class_without_members", id, msg::terms::lint_members(id));
  }
  for (const CarveOut& carve_out : terms.carve_outs) {
    if (carve_out.members.empty()) {
      remarks.add(Weight::weakens, "class_without_members", carve_out.id, msg::terms::lint_members(carve_out.id));
    }
  }
  if (terms.carve_outs.empty()) {
    remarks.add(Weight::advises, "no_non_applicability", terms.agreement.id.value, msg::terms::lint_carve_outs());
  }
}

// ---- where --------------------------------------------------------------------------------------------------------

/// What a zone's extents, as known at an instant, are made of.
struct Delimitation {
  bool drawn = false;
  bool named = false;
  bool band = false;
  bool fallback = false;
  bool undelimited = false;
  std::optional<Day> due;
};

Delimitation delimitation_of(const Terms& terms, const Zone& zone, Instant known_at) {
  Delimitation is;
  for (const Extent& extent : zone.extents) {
    if (extent.known_at && *extent.known_at > known_at) continue;
    for (const ExtentKind& part : extent.parts) {
      std::visit(overloaded{
                     [&](const DrawnExtent&) { is.drawn = true; },
                     [&](const NamedExtent&) { is.named = true; },
                     [&](const BandExtent& band) {
                       const Line* line = terms.find(band.line);
                       is.band = is.band || (line != nullptr && !line->points.empty());
                     },
                     [&](const UndelimitedExtent& undelimited) {
                       is.undelimited = true;
                       is.fallback = is.fallback || !undelimited.fallback_areas.empty();
                       if (undelimited.due) is.due = undelimited.due;
                     },
                 },
                 part);
    }
  }
  return is;
}

void check_undelimited(const Terms& terms, const std::string& id, const Delimitation& is, Instant known_at,
                       Remarks& remarks) {
  if (!is.fallback) remarks.add(Weight::blocks, "zone_not_delimited", id, msg::terms::lint_zone_not_delimited(id));
  if (is.fallback) remarks.add(Weight::blocks, "zone_fallback_only", id, msg::terms::lint_zone_fallback(id));
  if (!is.undelimited) return;
  if (!is.due) {
    remarks.add(Weight::weakens, "zone_delimitation_undated", id, msg::terms::lint_zone_undated(id));
  } else if (known_at >= terms.agreement.zone.start_of(*is.due + std::chrono::days{1})) {
    remarks.add(Weight::blocks, "zone_delimitation_overdue", id,
                msg::terms::lint_zone_overdue(id, entente::to_string(*is.due)));
  }
}

void check_zone(const Terms& terms, const Zone& zone, Instant known_at, Remarks& remarks) {
  const auto& id = zone.id.value;
  const auto is = delimitation_of(terms, zone, known_at);
  const bool delimited = is.drawn || is.named || is.band;
  if (!delimited) check_undelimited(terms, id, is, known_at, remarks);
  if (zone.agreed_not_published)
    remarks.add(Weight::blocks, "zone_map_not_published", id, msg::terms::lint_zone_map(id));
  if (is.named && !is.drawn && !is.band) {
    remarks.add(Weight::advises, "zone_by_name_only", id, msg::terms::lint_zone_by_name(id));
  }
  if (!zone.disputed.empty()) remarks.add(Weight::weakens, "zone_disputed", id, msg::terms::lint_zone_disputed(id));
}

void check_any_zone(const Terms& terms, Remarks& remarks) {
  if (!terms.zones.empty()) return;
  remarks.add(Weight::advises, "no_zone", terms.agreement.id.value, msg::terms::lint_no_zone());
}

void check_line(const Line& line, Remarks& remarks) {
  const auto& id = line.id.value;
  if (line.agreed_not_published) {
    remarks.add(Weight::blocks, "line_not_published", id, msg::terms::lint_line_not_published(id));
  } else if (line.points.empty()) {
    remarks.add(Weight::weakens, "line_not_drawn", id, msg::terms::lint_line_not_drawn(id));
  }
}

// ---- watching and judging -----------------------------------------------------------------------------------------

void check_watching(const Terms& terms, Remarks& remarks) {
  const auto& id = terms.agreement.id.value;
  if (terms.monitoring.empty()) remarks.add(Weight::blocks, "no_monitoring", id, msg::terms::lint_monitoring());
  for (const MonitoringBody& body : terms.monitoring) {
    if (body.means.empty())
      remarks.add(Weight::weakens, "monitoring_without_means", body.id, msg::terms::lint_means(body.id));
    if (body.members.empty())
      remarks.add(Weight::advises, "monitoring_without_members", body.id, msg::terms::lint_monitors(body.id));
    if (body.tasks.empty())
      remarks.add(Weight::advises, "monitoring_without_tasks", body.id, msg::terms::lint_tasks(body.id));
  }
  if (terms.breach_procedure.empty()) remarks.add(Weight::blocks, "no_breach_procedure", id, msg::terms::lint_breach());
}

void check_counting(const std::vector<CountingRule>& rules, const std::string& agreement, Remarks& remarks) {
  if (rules.empty()) {
    remarks.add(Weight::weakens, "no_counting_rule", agreement, msg::terms::lint_counting());
    return;
  }
  const CountingRule& first = rules.front();
  if (first.unit != CountingRule::Unit::event) {
    remarks.add(Weight::blocks, "counting_rule_not_counted", first.id,
                msg::terms::lint_counts_otherwise(first.id, name_of(first.unit)));
  }
  if (rules.size() < 2) {
    remarks.add(Weight::advises, "no_second_counting_rule", first.id,
                msg::terms::lint_second_counting(first.id, name_of(first.unit)));
  }
}

void check_judging(const Terms& terms, Remarks& remarks) {
  const auto& id = terms.agreement.id.value;
  auto thresholds = terms.verdict;
  thresholds.minimum_coverage.reset();  // has a remark of its own
  if (thresholds == VerdictRule{}) remarks.add(Weight::advises, "verdict_by_default", id, msg::terms::lint_verdict());
  if (!terms.verdict.minimum_coverage) {
    remarks.add(Weight::weakens, "no_minimum_coverage", id, msg::terms::lint_coverage());
  }
  check_counting(terms.counting, id, remarks);
  if (terms.control_areas.empty()) remarks.add(Weight::advises, "no_control_areas", id, msg::terms::lint_control());
}

}  // namespace

void Remarks::add(Weight weight, std::string check, std::string subject, Message message) {
  all.push_back({weight, std::move(check), std::move(subject), std::move(message)});
}

Message counting_in_force(const Terms& terms) {
  if (terms.counting.empty()) return msg::terms::counting_by_default();
  const CountingRule& first = terms.counting.front();
  std::vector<Message> others;
  for (std::size_t i = 1; i < terms.counting.size(); ++i)
    others.push_back(msg::terms::counting_rule(terms.counting[i].id, name_of(terms.counting[i].unit)));
  auto rule = msg::terms::counting_rule(first.id, name_of(first.unit));
  if (others.empty()) return msg::terms::counting_in_force(std::move(rule));
  return msg::terms::counting_in_force_of(std::move(rule), std::move(others));
}

std::vector<Remark> lint(const Terms& terms, Instant known_at) {
  Remarks remarks;
  if (terms.texts.empty()) remarks.add(Weight::blocks, "no_text", terms.agreement.id.value, msg::terms::lint_no_text());
  for (const Text& text : terms.texts)
    check_text(text, remarks);
  check_stage(terms.agreement, remarks);
  check_dates(terms, remarks);
  check_class(terms, remarks);
  check_participants(terms, remarks);
  check_names(terms, remarks);
  check_groups(terms, remarks);
  for (const Zone& zone : terms.zones)
    check_zone(terms, zone, known_at, remarks);
  check_any_zone(terms, remarks);
  for (const Line& line : terms.lines)
    check_line(line, remarks);
  check_clauses(terms, known_at, remarks);
  check_topics(terms, remarks);
  check_watching(terms, remarks);
  check_judging(terms, remarks);
  std::stable_sort(remarks.all.begin(), remarks.all.end(), [](const Remark& a, const Remark& b) {
    return std::tie(a.weight, a.check, a.subject) < std::tie(b.weight, b.check, b.subject);
  });
  return std::move(remarks.all);
}

}  // namespace entente::terms
