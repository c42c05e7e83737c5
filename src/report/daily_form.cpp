// SPDX-License-Identifier: Apache-2.0
// The daily report: cut-off and time zone first, the figure of the day before beside each, restrictions apart, and
// nobody named who told it.
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "report/blocks.hpp"
#include "report/changes.hpp"
#include "report/finding_tables.hpp"
#include "report/first_page.hpp"
#include "report/forms.hpp"
#include "report/sentences.hpp"

#include <utility>
#include <vector>

namespace entente::report {
namespace {

using findings::Period;

/// What the report is about, worked out once.
struct DayOfRecord {
  const Facts& facts;
  i18n::Language language;
  std::vector<findings::Violation> violations;
  codec::Table restrictions;
  const Period& now;
  const Period& before;
};

const Period& last_of(const findings::RecentArea& area) { return area.periods.back(); }
const Period& before_last(const findings::RecentArea& area) { return area.periods.at(area.periods.size() - 2); }

Message deaths_point(const DayOfRecord& day) {
  const auto& [low, best, high] = day.now.deaths;
  const double before = day.before.deaths.best;
  if (!(high > 0)) return msg::report::brief_no_deaths(before);
  return msg::report::brief_deaths(best, low, high, day.now.civilian_deaths, before);
}

Message seen_point(const findings::Recent& recent) {
  if (!recent.coverage_known) return coverage_line({});
  const auto& covered = recent.covered;
  return msg::report::seen_line(share_of(covered.back(), 1), share_of(covered.at(covered.size() - 2), 1));
}

std::vector<Message> points_of(const DayOfRecord& day) {
  const auto& facts = day.facts;
  std::vector<Message> points{msg::report::brief_verdict(verdict_words(facts.assessment))};
  double controls_now = 0;
  double controls_before = 0;
  bool has_controls = false;
  for (const auto& area : facts.days.areas) {
    const auto& events = last_of(area).events;
    const double before = before_last(area).events.expected;
    if (area.is_control) {
      has_controls = true;
      controls_now += events.expected;
      controls_before += before;
    } else {
      points.push_back(msg::report::brief_area(area_name(facts.terms, facts.gazetteer, area.area, day.language),
                                               events.expected, events.certain, events.possible, before));
    }
  }
  if (has_controls) points.push_back(msg::report::brief_controls(controls_now, controls_before));
  points.push_back(deaths_point(day));
  const auto restrictions = static_cast<double>(day.restrictions.rows.size());
  points.push_back(restrictions > 0 ? msg::report::brief_restrictions(restrictions)
                                    : msg::report::brief_no_restrictions());
  points.push_back(seen_point(facts.days));
  if (facts.earlier != nullptr) {
    const auto changes = changes_of(facts, day.language);
    points.push_back(msg::report::brief_changes(static_cast<double>(changes.findings.rows.size()),
                                                static_cast<double>(changes.added)));
  }
  return points;
}

codec::Table counts_table(const DayOfRecord& day) {
  codec::Table table{{{"area", msg::column::area()},
                      {"events", msg::column::in_period()},
                      {"before", msg::column::period_before()},
                      {"certain", msg::column::certain()},
                      {"possible", msg::column::possible()},
                      {"killed_low", msg::column::killed_low()},
                      {"killed", msg::column::killed()},
                      {"killed_high", msg::column::killed_high()},
                      {"killed_civilians", msg::column::killed_civilians()}},
                     {}};
  for (const auto& area : day.facts.days.areas) {
    const auto& now = last_of(area);
    table.rows.push_back({area_name(day.facts.terms, day.facts.gazetteer, area.area, day.language), now.events.expected,
                          before_last(area).events.expected, now.events.certain, now.events.possible, now.deaths.low,
                          now.deaths.best, now.deaths.high, now.civilian_deaths});
  }
  return table;
}

/// A table, or that there is nothing to put in it: silence is said.
Section table_or(Message heading, const char* id, Message title, codec::Table table, Message nothing) {
  Section section{std::move(heading), {}};
  if (table.rows.empty()) add_lines(section, {std::move(nothing)});
  add_table(section, id, std::move(title), std::move(table));
  return section;
}

Section unseen_section(const DayOfRecord& day) {
  Section section{msg::report::unseen_title(), {}};
  std::vector<Message> lines{seen_point(day.facts.days)};
  for (auto& line : left_out_lines(day.facts.assessment))
    lines.push_back(std::move(line));
  add_lines(section, std::move(lines));
  return section;
}

Section definitions_section() {
  Section section{msg::report::definitions_title(), {}};
  add_lines(section, {msg::report::def_violation(), msg::report::def_expected(), msg::report::def_killed(),
                      msg::report::def_coverage()});
  return section;
}

}  // namespace

void write_daily(const Facts& facts, Document& document) {
  const auto language = document.language;
  const auto& asked = facts.days.areas.front();
  const auto& when = last_of(asked).when;
  const auto& zone = facts.terms.agreement.zone;
  const DayOfRecord day{.facts = facts,
                        .language = language,
                        .violations = findings_in(facts, facts.days),
                        .restrictions = restrictions_table(facts, when, language),
                        .now = last_of(asked),
                        .before = before_last(asked)};

  const int number = facts.assessment.quiet.days;
  document.title = number > 0 ? msg::report::daily_title(number) : msg::report::daily_title_plain();
  document.question = msg::report::daily_question(
      zone.show(when.to), zone.name(), zone.show(when.from),
      area_name(facts.terms, facts.gazetteer, facts.assessment.zone, language), facts.assessment.clause.value);

  Section brief{msg::report::brief_title(), {}};
  add_points(brief, points_of(day));
  add_section(document, std::move(brief));
  Section counts{msg::report::counts_title(), {}};
  add_table(counts, "counts", msg::report::period_counts_title(), counts_table(day));
  add_section(document, std::move(counts));
  add_section(document, table_or(msg::report::period_title(), "findings",
                                 msg::report::findings_title(static_cast<double>(day.violations.size())),
                                 period_table(facts, day.violations, language), msg::report::no_violations()));
  add_section(document, table_or(msg::report::casualties_title(), "casualties", msg::report::casualties_table_title(),
                                 casualties_table(facts, day.violations, language), msg::report::no_casualties()));
  add_section(document,
              table_or(msg::report::restrictions_title(), "restrictions", msg::report::restrictions_table_title(),
                       day.restrictions, msg::report::no_restrictions()));
  add_section(document, unseen_section(day));
  add_section(document, changes_section(facts, language));
  const Facts of_the_day{facts.assessment, facts.basis, day.violations, facts.terms,  facts.view,
                         facts.gazetteer,  facts.days,  facts.weeks,    facts.earlier};
  add_section(document, map_section(of_the_day, language));
  add_section(document, definitions_section());
  add_section(document, basis_section(facts));
}

}  // namespace entente::report
