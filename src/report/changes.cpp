// SPDX-License-Identifier: Apache-2.0
// Holds two answers to one question beside each other.
#include "report/changes.hpp"

#include "codec/findings_json.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "report/blocks.hpp"
#include "report/finding_tables.hpp"
#include "report/first_page.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace entente::report {
namespace {

using Incidents = std::map<record::EntryId, record::IncidentState>;

const record::IncidentState* find(const Incidents& incidents, const record::EntryId& id) {
  const auto found = incidents.find(id);
  return found == incidents.end() ? nullptr : &found->second;
}

/// What became of an incident: the word of report.since_why.
std::string_view why(const record::IncidentState* then, const record::IncidentState* now) {
  if (then == nullptr) return "added";
  if (now == nullptr) return "retracted";
  if (then->in_effect != now->in_effect) return "corrected";
  if (then->verification != now->verification) return "verification";
  return "other";
}

void count_incidents(const Incidents& then, const Incidents& now, Changes& changes) {
  for (const auto& [id, state] : now) {
    const auto* before = find(then, id);
    changes.added += before == nullptr ? 1 : 0;
    changes.corrected += before != nullptr && before->in_effect != state.in_effect ? 1 : 0;
    changes.verified += before != nullptr && before->verification != state.verification ? 1 : 0;
  }
  changes.retracted =
      std::count_if(then.begin(), then.end(), [&](const auto& one) { return !now.contains(one.first); });
}

/// One incident's finding then and now; null where there was or is none.
struct Pair {
  const findings::Violation* then = nullptr;
  const findings::Violation* now = nullptr;

  [[nodiscard]] bool differs() const {
    if (then == nullptr || now == nullptr) return true;
    return then->state != now->state || then->probability != now->probability;
  }
};

codec::Cell state_cell(const findings::Violation* violation) {
  if (violation == nullptr) return {};
  return codec::Word{std::string(findings::word(violation->state)), codec::name_of(violation->state)};
}

codec::Table findings_changed(const Facts& facts, i18n::Language language) {
  const auto& earlier = *facts.earlier;
  std::map<record::EntryId, Pair> pairs;
  for (const auto& violation : earlier.violations)
    pairs[violation.incident].then = &violation;
  for (const auto& violation : facts.violations)
    pairs[violation.incident].now = &violation;
  const auto& zone = facts.terms.agreement.zone;
  codec::IncidentTeller then(earlier.view, earlier.gazetteer, zone, language);
  codec::IncidentTeller now(facts.view, facts.gazetteer, zone, language);
  std::vector<std::pair<std::string, std::vector<codec::Cell>>> rows;
  for (const auto& [id, pair] : pairs) {
    if (!pair.differs()) continue;
    const auto* was = find(earlier.view.incidents(), id);
    const auto* is = find(facts.view.incidents(), id);
    const auto words = is == nullptr ? then.words_of(id) : now.words_of(id);
    const auto day = words.first_day ? to_string(*words.first_day) : std::string();
    const auto reason = why(was, is);
    rows.emplace_back(day, std::vector<codec::Cell>{text_or_nothing(day), text_or_nothing(words.place),
                                                    state_cell(pair.then), state_cell(pair.now),
                                                    codec::Word{std::string(reason), msg::report::since_why(reason)},
                                                    row_name(words, id)});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
  codec::Table table{{{"first_day", msg::column::earliest()},
                      {"place", msg::column::place()},
                      {"then", msg::column::then()},
                      {"now", msg::column::now()},
                      {"why", msg::column::why()},
                      {"row", msg::column::row()}},
                     {}};
  for (auto& [day, row] : rows)
    table.rows.push_back(std::move(row));
  return table;
}

codec::Table windows_changed(const findings::Assessment& then, const findings::Assessment& now) {
  codec::Table table{{{"days", msg::column::days()},
                      {"before_then", msg::column::before_then()},
                      {"before_now", msg::column::before_now()},
                      {"after_then", msg::column::after_then()},
                      {"after_now", msg::column::after_now()}},
                     {}};
  for (const auto& window : now.windows) {
    const auto same = std::find_if(then.windows.begin(), then.windows.end(),
                                   [&](const auto& one) { return one.days == window.days; });
    if (same == then.windows.end()) continue;
    const double before[] = {same->before.events.expected, window.before.events.expected};
    const double after[] = {same->after.events.expected, window.after.events.expected};
    if (before[0] == before[1] && after[0] == after[1]) continue;
    table.rows.push_back({std::int64_t{window.days}, before[0], before[1], after[0], after[1]});
  }
  return table;
}

Message heading_of(const Facts& facts) {
  const auto& then = facts.earlier->basis;
  if (then.record_size == facts.basis.record_size && then.known_at != end_of_time) {
    return msg::report::since_known(facts.terms.agreement.zone.show(then.known_at));
  }
  return msg::report::since_size(static_cast<std::int64_t>(then.record_size));
}

}  // namespace

Changes changes_of(const Facts& facts, i18n::Language language) {
  const auto& earlier = *facts.earlier;
  Changes changes;
  count_incidents(earlier.view.incidents(), facts.view.incidents(), changes);
  changes.terms = earlier.view.terms() != facts.view.terms();
  changes.findings = findings_changed(facts, language);
  changes.windows = windows_changed(earlier.assessment, facts.assessment);
  return changes;
}

Section changes_section(const Facts& facts, i18n::Language language, bool with_tables) {
  if (facts.earlier == nullptr) return {};
  Section section{heading_of(facts), {}};
  auto changes = changes_of(facts, language);
  const auto then = verdict_words(facts.earlier->assessment);
  const auto now = verdict_words(facts.assessment);
  if (!changes.any() && then == now) {
    add_lines(section, {msg::report::since_nothing()});
    return section;
  }
  const auto count = static_cast<double>(changes.findings.rows.size());
  std::vector<Message> lines{
      then == now ? msg::report::since_verdict_same(now) : msg::report::since_verdict_other(then, now),
      msg::report::since_record(static_cast<double>(changes.added), static_cast<double>(changes.corrected),
                                static_cast<double>(changes.retracted), static_cast<double>(changes.verified)),
      msg::report::since_terms(changes.terms ? "yes" : "no")};
  if (changes.windows.rows.empty()) lines.push_back(msg::report::since_counts_same());
  if (changes.findings.rows.empty()) lines.push_back(msg::report::since_findings_same());
  if (count > 0 && !with_tables) lines.push_back(msg::report::since_findings_number(count));
  add_points(section, std::move(lines));
  if (!with_tables) return section;
  add_table(section, "changed-windows", msg::report::since_counts_title(), std::move(changes.windows));
  add_table(section, "changed-findings", msg::report::since_findings_title(count), std::move(changes.findings));
  return section;
}

}  // namespace entente::report
