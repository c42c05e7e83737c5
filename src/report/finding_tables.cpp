// SPDX-License-Identifier: Apache-2.0
// Rows of what was found and of what kept others from seeing.
#include "report/finding_tables.hpp"

#include "codec/entry_words.hpp"
#include "codec/findings_json.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/blocks.hpp"
#include "terms/act_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <unordered_set>
#include <utility>

namespace entente::report {
namespace {

codec::Cell day_cell(const std::optional<Day>& known) { return known ? codec::Cell(to_string(*known)) : codec::Cell(); }

codec::Cell state_cell(findings::ViolationState state) {
  return codec::Word{std::string(findings::word(state)), codec::name_of(state)};
}

codec::Cell means_cell(record::Means means) {
  using Name = Message (*)();
  constexpr std::array<Name, 9> names = {
      msg::word::means_unknown,   msg::word::means_heard,    msg::word::means_saw,
      msg::word::means_camera,    msg::word::means_uav,      msg::word::means_acoustic,
      msg::word::means_satellite, msg::word::means_document, msg::word::means_report,
  };
  return names.at(static_cast<std::size_t>(means))();
}

/// Rows by the day on which they begin, the latest first; those of no day last.
class RowsByDay {
 public:
  void add(const std::optional<Day>& first_day, std::vector<codec::Cell> row) {
    rows_.emplace_back(first_day ? to_string(*first_day) : std::string(), std::move(row));
  }
  [[nodiscard]] std::vector<std::vector<codec::Cell>> sorted() && {
    std::stable_sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
    std::vector<std::vector<codec::Cell>> rows;
    rows.reserve(rows_.size());
    for (auto& [day, row] : rows_)
      rows.push_back(std::move(row));
    return rows;
  }

 private:
  std::vector<std::pair<std::string, std::vector<codec::Cell>>> rows_;  // "" sorts before every day
};

/// Takes a column out in which no row says anything.
void drop_if_empty(codec::Table& table, std::string_view key) {
  const auto column =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const auto& one) { return one.key == key; });
  const auto at = column - table.columns.begin();
  const bool says = std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
    return !std::holds_alternative<std::monostate>(row[static_cast<std::size_t>(at)]);
  });
  if (says) return;
  table.columns.erase(column);
  for (auto& row : table.rows)
    row.erase(row.begin() + at);
}

}  // namespace

std::string row_name(const codec::IncidentWords& words, const record::EntryId& incident) {
  return words.dataset.empty() ? record::to_string(incident) : fmt::format("{}:{}", words.dataset, words.row);
}

codec::Table findings_table(const Facts& facts, i18n::Language language) {
  codec::IncidentTeller teller(facts.view, facts.gazetteer, facts.terms.agreement.zone, language);
  codec::Table table{{{"first_day", msg::column::earliest()},
                      {"last_day", msg::column::latest()},
                      {"place", msg::column::place()},
                      {"state", msg::column::state()},
                      {"probability", msg::column::probability()},
                      {"reason", msg::column::reason()},
                      {"row", msg::column::row()}},
                     {}};
  RowsByDay rows;
  for (const auto& violation : facts.violations) {
    const auto words = teller.words_of(violation.incident);
    const auto grounds = codec::deciding_grounds(violation);
    rows.add(words.first_day,
             {day_cell(words.first_day), day_cell(words.last_day), text_or_nothing(words.place),
              state_cell(violation.state), violation.probability,
              grounds.front()->answer == findings::Answer::met ? codec::Cell() : codec::Cell(grounds.front()->reason),
              row_name(words, violation.incident)});
  }
  table.rows = std::move(rows).sorted();
  drop_if_empty(table, "reason");
  return table;
}

std::vector<findings::Violation> findings_in(const Facts& facts, const findings::Recent& recent) {
  std::unordered_set<record::EntryId> there;
  for (const auto& event : recent.events)
    there.insert(event.incident);
  std::vector<findings::Violation> violations;
  std::copy_if(facts.violations.begin(), facts.violations.end(), std::back_inserter(violations),
               [&](const auto& violation) { return there.contains(violation.incident); });
  return violations;
}

codec::Table period_table(const Facts& facts, std::span<const findings::Violation> violations,
                          i18n::Language language) {
  codec::IncidentTeller teller(facts.view, facts.gazetteer, facts.terms.agreement.zone, language);
  codec::Table table{{{"first_day", msg::column::earliest()},
                      {"last_day", msg::column::latest()},
                      {"place", msg::column::place()},
                      {"act", msg::column::act()},
                      {"weapon", msg::column::weapon()},
                      {"count", msg::column::count()},
                      {"means", msg::column::means()},
                      {"state", msg::column::state()},
                      {"probability", msg::column::probability()},
                      {"row", msg::column::row()}},
                     {}};
  RowsByDay rows;
  for (const auto& violation : violations) {
    const auto words = teller.words_of(violation.incident);
    const auto& incident = teller.state_of(violation.incident).incident;
    const bool armed = incident.weapon != terms::Weapon::unknown;
    rows.add(words.first_day,
             {day_cell(words.first_day), day_cell(words.last_day), text_or_nothing(words.place),
              terms::name_of(incident.act), armed ? codec::Cell(terms::name_of(incident.weapon)) : codec::Cell(),
              incident.count ? codec::Cell(std::int64_t{*incident.count}) : codec::Cell(), means_cell(incident.means),
              state_cell(violation.state), violation.probability, row_name(words, violation.incident)});
  }
  table.rows = std::move(rows).sorted();
  drop_if_empty(table, "weapon");
  drop_if_empty(table, "count");
  return table;
}

codec::Table casualties_table(const Facts& facts, std::span<const findings::Violation> violations,
                              i18n::Language language) {
  codec::IncidentTeller teller(facts.view, facts.gazetteer, facts.terms.agreement.zone, language);
  codec::Table table{{{"first_day", msg::column::earliest()},
                      {"place", msg::column::place()},
                      {"killed_low", msg::column::killed_low()},
                      {"killed", msg::column::killed()},
                      {"killed_high", msg::column::killed_high()},
                      {"killed_civilians", msg::column::killed_civilians()},
                      {"killed_women", msg::column::killed_women()},
                      {"killed_children", msg::column::killed_children()},
                      {"injured", msg::column::injured()},
                      {"row", msg::column::row()}},
                     {}};
  const auto best = [](const std::optional<record::Estimate>& estimate) {
    return estimate ? codec::Cell(std::int64_t{estimate->best}) : codec::Cell();
  };
  const auto bound = [](const std::optional<record::Estimate>& estimate, std::int32_t record::Estimate::* which) {
    return estimate ? codec::Cell(std::int64_t{(*estimate).*which}) : codec::Cell();
  };
  RowsByDay rows;
  for (const auto& violation : violations) {
    const auto words = teller.words_of(violation.incident);
    const auto& hurt = teller.state_of(violation.incident).incident.casualties;
    const bool anybody = (hurt.killed && hurt.killed->high > 0) || (hurt.injured && hurt.injured->high > 0);
    if (!anybody) continue;
    rows.add(
        words.first_day,
        {day_cell(words.first_day), text_or_nothing(words.place), bound(hurt.killed, &record::Estimate::low),
         best(hurt.killed), bound(hurt.killed, &record::Estimate::high), best(hurt.killed_civilians),
         best(hurt.killed_women), best(hurt.killed_children), best(hurt.injured), row_name(words, violation.incident)});
  }
  table.rows = std::move(rows).sorted();
  for (const char* rare : {"killed_civilians", "killed_women", "killed_children", "injured"})
    drop_if_empty(table, rare);
  return table;
}

codec::Table restrictions_table(const Facts& facts, const TimeRange& when, i18n::Language language) {
  codec::IncidentTeller teller(facts.view, facts.gazetteer, facts.terms.agreement.zone, language);
  codec::Table table{{{"kind", msg::column::kind()},
                      {"place", msg::column::place()},
                      {"from", msg::column::from()},
                      {"until", msg::column::until()},
                      {"by", msg::column::restricted_by()}},
                     {}};
  const auto& zone = facts.terms.agreement.zone;
  const auto instant = [&](Instant at) {
    return at == beginning_of_time || at == end_of_time ? codec::Cell() : codec::Cell(zone.show(at));
  };
  for (const auto& [id, restriction] : facts.view.restrictions()) {
    const auto range = restriction.time.range_in(zone);
    if (common(range, when).empty()) continue;
    const auto kind = codec::word_of(restriction.kind);
    table.rows.push_back({codec::Word{std::string(kind), msg::report::restriction_kind(kind)},
                          text_or_nothing(teller.place_words(restriction.place)), instant(range.from),
                          instant(range.to), text_or_nothing(restriction.by)});
  }
  return table;
}

}  // namespace entente::report
