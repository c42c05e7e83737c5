// SPDX-License-Identifier: Apache-2.0
// Weekly trends: one page for those who decide.
#include "codec/findings_json.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/blocks.hpp"
#include "report/changes.hpp"
#include "report/figures.hpp"
#include "report/first_page.hpp"
#include "report/forms.hpp"
#include "report/sentences.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace entente::report {
namespace {

void add_ratio(const char* id, Message what, const findings::Window& window, double before, double after,
               const findings::Interval& ratio, codec::Table& table) {
  const auto number = [&](double value) { return ratio.defined ? codec::Cell(value) : codec::Cell(); };
  table.rows.push_back({std::int64_t{window.days}, codec::Word{id, std::move(what)}, before, after,
                        number(ratio.estimate), number(ratio.lower), number(ratio.upper)});
}

/// Of the windows whose days have passed: the zone's ratio, and what is left of it beside the control areas.
codec::Table ratios_table(const findings::Assessment& assessment) {
  codec::Table table{{{"days", msg::column::days()},
                      {"what", msg::column::what()},
                      {"before", msg::column::expected_before()},
                      {"after", msg::column::expected_after()},
                      {"ratio", msg::column::rate_ratio()},
                      {"lower", msg::column::lower()},
                      {"upper", msg::column::upper()}},
                     {}};
  for (const auto& window : assessment.windows) {
    if (!window.complete) continue;
    const auto& dispersed = window.rate_ratio_dispersed;
    add_ratio("zone", msg::report::ratio_zone(), window, window.before.events.expected, window.after.events.expected,
              dispersed.defined ? dispersed : window.rate_ratio, table);
    if (window.control.by_area.empty()) continue;
    add_ratio("controls", msg::report::ratio_controls(), window, window.control.before, window.control.after,
              window.ratio_of_ratios, table);
  }
  return table;
}

/// The areas, as small as they are named, with the most expected events of the last week; at most five.
codec::Table hot_table(const Facts& facts, i18n::Language language) {
  codec::IncidentTeller teller(facts.view, facts.gazetteer, facts.terms.agreement.zone, language);
  std::map<std::string, double> by_area;  // "": not known
  double all = 0;
  for (const auto& event : facts.weeks.events) {
    by_area[teller.words_of(event.incident).area] += event.expected;
    all += event.expected;
  }
  std::vector<std::pair<std::string, double>> areas(by_area.begin(), by_area.end());
  std::stable_sort(areas.begin(), areas.end(), [](const auto& a, const auto& b) { return b.second < a.second; });
  constexpr std::size_t most = 5;
  if (areas.size() > most) areas.resize(most);
  codec::Table table{
      {{"area", msg::column::area()}, {"events", msg::column::events()}, {"share", msg::column::share()}}, {}};
  for (const auto& [area, events] : areas) {
    if (!(events > 0)) continue;
    const auto name = area.empty() ? codec::Cell(codec::Word{"", msg::word::unknown()})
                                   : codec::Cell(area_name(facts.terms, facts.gazetteer, area, language));
    table.rows.push_back({name, events, share_of(events, all)});
  }
  return table;
}

std::vector<Message> depends_lines(const findings::Assessment& assessment, i18n::Language language) {
  std::vector<Message> lines;
  for (const auto& reading : assessment.by_reading) {
    if (reading.state == assessment.verdict) continue;
    const auto& name = reading.holder_names.in(language);
    lines.push_back(msg::report::depends_reading(reading.reading.value, name.empty() ? reading.holder : name,
                                                 codec::name_of(reading.state)));
  }
  add_other_countings(assessment, lines);
  if (lines.empty()) lines.push_back(msg::report::depends_nothing());
  return lines;
}

}  // namespace

void write_weekly(const Facts& facts, Document& document) {
  const auto language = document.language;
  const auto& zone = facts.terms.agreement.zone;
  const auto& when = facts.weeks.areas.front().periods.back().when;
  document.dense = true;
  document.question = msg::report::weekly_question(
      zone.show(when.to), zone.name(), zone.show(when.from),
      area_name(facts.terms, facts.gazetteer, facts.assessment.zone, language), facts.assessment.clause.value);

  Section recent{msg::report::bars_title(static_cast<double>(facts.weeks.covered.size())), {}};
  recent.blocks.emplace_back(area_bars(facts, language));
  add_section(document, std::move(recent));
  Section ratios{msg::report::ratios_title(), {}};
  add_table(ratios, "ratios", msg::report::ratios_table_title(), ratios_table(facts.assessment));
  add_section(document, std::move(ratios));
  Section hot{msg::report::hot_title(), {}};
  auto areas = hot_table(facts, language);
  if (areas.rows.empty()) add_lines(hot, {msg::report::no_hot()});
  add_table(hot, "hot", msg::report::hot_table_title(), std::move(areas));
  add_section(document, std::move(hot));
  Section depends{msg::report::depends_title(), {}};
  add_points(depends, depends_lines(facts.assessment, language));
  add_section(document, std::move(depends));
  add_section(document, changes_section(facts, language, false));
}

}  // namespace entente::report
