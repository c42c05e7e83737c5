// SPDX-License-Identifier: Apache-2.0
// The order of a report: the verdict and why, then what it rests on, then all that lies behind.
#include "report/document.hpp"

#include "codec/findings_json.hpp"
#include "i18n/dates.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/figures.hpp"
#include "report/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

namespace entente::report {
namespace {

using findings::VerdictState;

constexpr double in_percent = 100;

// ---- the first page -----------------------------------------------------------------------------------------------

/// How many before and after, and what that comes to: a fall, a rise, or neither for certain.
std::optional<Message> compared(const findings::Assessment& assessment) {
  const auto* window = longest_passed(assessment);
  if (window == nullptr) return std::nullopt;
  const auto days = msg::word::days(window->days);
  const double before = window->before.events.expected;
  const double after = window->after.events.expected;
  const auto& ratio = window->rate_ratio_dispersed.defined ? window->rate_ratio_dispersed : window->rate_ratio;
  if (!ratio.defined) return msg::report::lead_counts(days, after, before);
  if (ratio.upper < 1) {
    return msg::report::lead_fall(days, after, before, in_percent * (1 - ratio.estimate),
                                  in_percent * (1 - ratio.upper), in_percent * (1 - ratio.lower));
  }
  if (ratio.lower > 1) {
    return msg::report::lead_rise(days, after, before, ratio.estimate, ratio.lower, ratio.upper);
  }
  return msg::report::lead_unclear(days, after, before, ratio.estimate, ratio.lower, ratio.upper);
}

/// What went on in the control areas meanwhile, and whether anybody could have seen.
Message besides(const findings::Assessment& assessment) {
  const auto* window = longest_passed(assessment);
  const auto& coverage = assessment.coverage;
  if (window == nullptr || window->control.by_area.empty()) return coverage_line(coverage);
  const auto& control = window->control;
  if (!coverage.known) return msg::report::lead_control_unseen(control.before, control.after);
  return msg::report::lead_control_seen(control.before, control.after, share_of(coverage.before, 1),
                                        share_of(coverage.after, 1));
}

/// The first reason of those from which the verdict follows; null when none is marked.
const findings::VerdictTest* first_reason(const findings::Assessment& assessment) {
  const auto& tests = assessment.tests;
  const auto deciding = std::find_if(tests.begin(), tests.end(), [](const auto& test) { return test.decides; });
  return deciding == tests.end() ? nullptr : &*deciding;
}

/// Why a test says what it does, in plain words; an alarm's own reason is for those who know how it works.
Message plainly(const findings::VerdictTest& test, const findings::Alarm& alarm, i18n::Language language) {
  if (test.test != "alarm" || !alarm.active || !alarm.since) return test.reason;
  return msg::report::lead_alarm(i18n::render_day(*alarm.since, language), alarm.recent_rate,
                                 msg::word::days(alarm.recent_days), alarm.reference_rate);
}

/// Of a truce that holds the counts say why; of any other the test that decided it does, and the counts stand beside.
std::vector<Message> lead_of(const findings::Assessment& assessment, i18n::Language language) {
  std::vector<Message> lead;
  const auto* test = first_reason(assessment);
  auto counts = compared(assessment);
  if (test != nullptr && (assessment.verdict != VerdictState::holding || !counts)) {
    lead.push_back(plainly(*test, assessment.alarm, language));
  }
  if (counts) lead.push_back(*std::move(counts));
  if (lead.size() < 2 && assessment.at != end_of_time) lead.push_back(besides(assessment));
  return lead;
}

Message question_of(const Facts& facts, i18n::Language language) {
  const auto& assessment = facts.assessment;
  const auto area = area_name(facts.terms, facts.gazetteer, assessment.zone, language);
  if (assessment.at == end_of_time) return msg::report::question_without_day(area, assessment.clause.value);
  const auto& zone = facts.terms.agreement.zone;
  return msg::report::question(area, assessment.clause.value, i18n::render_day(zone.day_of(assessment.at), language),
                               zone.name());
}

Message verdict_words(const findings::Assessment& assessment) {
  auto verdict = msg::report::verdict_title(findings::word(assessment.verdict));
  const bool qualified = !assessment.coverage.known && assessment.verdict != VerdictState::not_assessable;
  return qualified ? msg::report::verdict_coverage_unknown(std::move(verdict)) : verdict;
}

// ---- tables -------------------------------------------------------------------------------------------------------

codec::Cell word_cell(VerdictState state) {
  return codec::Word{std::string(findings::word(state)), codec::name_of(state)};
}

codec::Cell text_or_nothing(const std::string& text) { return text.empty() ? codec::Cell() : codec::Cell(text); }

codec::Table tests_table(const findings::Assessment& assessment) {
  codec::Table table{{{"test", msg::column::check()},
                      {"says", msg::column::says()},
                      {"decides", msg::column::decides()},
                      {"reason", msg::column::reason()}},
                     {}};
  for (const auto& test : assessment.tests) {
    table.rows.push_back(
        {codec::Word{test.test, codec::name_of_test(test.test)}, word_cell(test.says), test.decides, test.reason});
  }
  return table;
}

codec::Table bounds_table(const findings::Assessment& assessment) {
  codec::Table table{{{"days", msg::column::days()},
                      {"certain_before", msg::column::certain_before()},
                      {"possible_before", msg::column::possible_before()},
                      {"certain_after", msg::column::certain_after()},
                      {"possible_after", msg::column::possible_after()},
                      {"dispersion_before", msg::column::dispersion_before()},
                      {"dispersion_after", msg::column::dispersion_after()},
                      {"dispersed_lower", msg::column::dispersed_lower()},
                      {"dispersed_upper", msg::column::dispersed_upper()}},
                     {}};
  const auto number = [](const std::optional<double>& value) { return value ? codec::Cell(*value) : codec::Cell(); };
  for (const auto& window : assessment.windows) {
    const auto& wide = window.rate_ratio_dispersed;
    table.rows.push_back({std::int64_t{window.days}, window.before.events.certain, window.before.events.possible,
                          window.after.events.certain, window.after.events.possible, number(window.dispersion_before),
                          number(window.dispersion_after), wide.defined ? codec::Cell(wide.lower) : codec::Cell(),
                          wide.defined ? codec::Cell(wide.upper) : codec::Cell()});
  }
  return table;
}

codec::Table controls_table(const Facts& facts, i18n::Language language) {
  codec::Table table{{{"days", msg::column::days()},
                      {"area", msg::column::area()},
                      {"before", msg::column::control_before()},
                      {"after", msg::column::control_after()}},
                     {}};
  for (const auto& window : facts.assessment.windows) {
    for (const auto& [area, counts] : window.control.by_area) {
      table.rows.push_back({std::int64_t{window.days}, area_name(facts.terms, facts.gazetteer, area, language),
                            counts.first, counts.second});
    }
  }
  return table;
}

/// "events" and "share" of whoever has a name; nobody's stand as not known.
template <typename Share>
codec::Table shares_table(const std::vector<Share>& shares, std::string Share::* name, codec::Column who) {
  codec::Table table{{std::move(who), {"events", msg::column::events()}, {"share", msg::column::share()}}, {}};
  for (const auto& share : shares) {
    const auto& words = share.*name;
    table.rows.push_back({words.empty() ? codec::Cell(codec::Word{"", msg::word::unknown()}) : codec::Cell(words),
                          share.events, share_of(share.share, 1)});
  }
  return table;
}

codec::Table readings_table(const findings::Assessment& assessment, i18n::Language language) {
  codec::Table table{
      {{"reading", msg::column::readings()}, {"holder", msg::column::holder()}, {"verdict", msg::column::verdict()}},
      {}};
  for (const auto& reading : assessment.by_reading) {
    const auto& name = reading.holder_names.in(language);
    const bool written = reading.reading == terms::as_written;
    table.rows.push_back({written ? codec::Cell(codec::Word{reading.reading.value, msg::word::as_written()})
                                  : codec::Cell(reading.reading.value),
                          text_or_nothing(name.empty() ? reading.holder : name), word_cell(reading.state)});
  }
  return table;
}

codec::Table countings_table(const findings::Assessment& assessment) {
  codec::Table table{{{"time", msg::column::counted_by()},
                      {"max_span_days", msg::column::max_span()},
                      {"verdict", msg::column::verdict()}},
                     {}};
  for (const auto& counting : assessment.by_counting) {
    const bool spread = counting.time_by == findings::TimeBy::spread;
    table.rows.push_back(
        {codec::Word{std::string(findings::word(counting.time_by)),
                     spread ? msg::report::counted_spread() : msg::report::counted_start()},
         counting.max_span_days ? codec::Cell(msg::word::days(*counting.max_span_days)) : codec::Cell(),
         word_cell(counting.state)});
  }
  return table;
}

codec::Table weekly_table(const findings::Assessment& assessment) {
  codec::Table table{{{"week_of", msg::column::week_of()}, {"events", msg::column::events()}}, {}};
  for (const auto& [day, events] : assessment.weekly)
    table.rows.push_back({to_string(day), events});
  return table;
}

/// The latest first. A reason stands only where something is uncertain: what is a violation met every condition.
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
  const auto day = [](const std::optional<Day>& known) {
    return known ? codec::Cell(to_string(*known)) : codec::Cell();
  };
  std::vector<std::pair<std::string, std::vector<codec::Cell>>> by_day;  // "" sorts before every day
  for (const auto& violation : facts.violations) {
    const auto words = teller.words_of(violation.incident);
    const auto grounds = codec::deciding_grounds(violation);
    const auto row =
        words.dataset.empty() ? record::to_string(violation.incident) : fmt::format("{}:{}", words.dataset, words.row);
    by_day.emplace_back(
        words.first_day ? to_string(*words.first_day) : std::string(),
        std::vector<codec::Cell>{
            day(words.first_day), day(words.last_day), text_or_nothing(words.place),
            codec::Word{std::string(findings::word(violation.state)), codec::name_of(violation.state)},
            violation.probability,
            grounds.front()->answer == findings::Answer::met ? codec::Cell() : codec::Cell(grounds.front()->reason),
            row});
  }
  std::stable_sort(by_day.begin(), by_day.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
  constexpr std::ptrdiff_t reason_column = 5;
  const bool any_reason = std::any_of(by_day.begin(), by_day.end(), [](const auto& row) {
    return !std::holds_alternative<std::monostate>(row.second[reason_column]);
  });
  for (auto& [first_day, row] : by_day) {
    if (!any_reason) row.erase(row.begin() + reason_column);
    table.rows.push_back(std::move(row));
  }
  if (!any_reason) table.columns.erase(table.columns.begin() + reason_column);
  return table;
}

codec::Table datasets_table(const findings::Basis& basis) {
  codec::Table table{{{"dataset", msg::column::dataset()},
                      {"release", msg::column::release()},
                      {"rows_changed", msg::column::rows_changed()},
                      {"rows_gone", msg::column::rows_gone()},
                      {"known_after", msg::column::known_after()},
                      {"attribution", msg::column::attribution()}},
                     {}};
  for (const auto& dataset : basis.datasets) {
    table.rows.push_back({dataset.dataset, text_or_nothing(dataset.release),
                          static_cast<std::int64_t>(dataset.rows_changed), static_cast<std::int64_t>(dataset.rows_gone),
                          dataset.known_after_s
                              ? codec::Cell(duration_text(std::chrono::seconds{*dataset.known_after_s}))
                              : codec::Cell(),
                          text_or_nothing(dataset.attribution)});
  }
  return table;
}

codec::Table roots_table(const Facts& facts) {
  const auto& basis = facts.basis;
  const auto instant = [](Instant at) { return at == end_of_time ? codec::Cell() : codec::Cell(to_string(at)); };
  return {{{"what", msg::column::what()}, {"value", msg::column::value()}},
          {{codec::Word{"at", msg::report::as_of()}, instant(facts.assessment.at)},
           {codec::Word{"known_at", msg::column::known_at()}, instant(basis.known_at)},
           {codec::Word{"terms_digest", msg::report::terms_digest()}, basis.terms_digest},
           {codec::Word{"record_root", msg::report::record_root()}, basis.record_root},
           {codec::Word{"record_size", msg::report::record_size()}, static_cast<std::int64_t>(basis.record_size)},
           {codec::Word{"engine", msg::report::engine()}, basis.engine}}};
}

// ---- sections -----------------------------------------------------------------------------------------------------

void add_table(Section& section, std::string id, Message title, codec::Table table) {
  if (table.rows.empty()) return;
  section.blocks.emplace_back(DataTable{std::move(id), std::move(title), std::move(table)});
}

void add_figure(Section& section, std::optional<Figure> figure) {
  if (figure) section.blocks.emplace_back(*std::move(figure));
}

Section why_section(const Facts& facts) {
  Section section{msg::report::why_title(), {}};
  add_table(section, "tests", msg::report::tests_title(), tests_table(facts.assessment));
  return section;
}

Section series_section(const Facts& facts, i18n::Language language) {
  Section section{msg::report::series_title(), {}};
  add_figure(section, weekly_chart(facts, language));
  auto changes = change_points_table(facts.assessment);
  if (changes.rows.empty()) section.blocks.emplace_back(Paragraph{{msg::report::changes_none()}});
  add_table(section, "changes", msg::report::change_points_title(), std::move(changes));
  return section;
}

Section windows_section(const Facts& facts, i18n::Language language) {
  const auto& assessment = facts.assessment;
  Section section{msg::report::windows_title(standing_word(facts.terms, assessment)), {}};
  add_table(section, "windows", msg::report::windows_table_title(), codec::windows_table(assessment));
  add_table(section, "bounds", msg::report::bounds_title(), bounds_table(assessment));
  add_table(section, "controls", msg::report::controls_title(), controls_table(facts, language));
  section.blocks.emplace_back(Paragraph{counting_lines(assessment, facts.basis)});
  add_table(section, "countings", msg::report::countings_title(), countings_table(assessment));
  return section;
}

Section observed_section(const Facts& facts) {
  const auto& assessment = facts.assessment;
  Section section{msg::report::observed_title(), {}};
  section.blocks.emplace_back(Paragraph{observed_lines(assessment, standing_word(facts.terms, assessment))});
  add_table(section, "origins", msg::report::origins_title(),
            shares_table(assessment.origins, &findings::OriginShare::origin, {"origin", msg::column::origin()}));
  add_table(section, "parties", msg::report::parties_title(),
            shares_table(assessment.parties, &findings::PartyShare::party, {"party", msg::column::party()}));
  return section;
}

/// What could not be seen or counted stands apart, so that nobody takes it for quiet.
Section unseen_section(const Facts& facts) {
  const auto& assessment = facts.assessment;
  Section section{msg::report::unseen_title(), {}};
  std::vector<Message> lines{coverage_line(assessment.coverage)};
  const auto left_out = left_out_lines(assessment);
  lines.insert(lines.end(), left_out.begin(), left_out.end());
  if (assessment.left_out_long_claims > 0) lines.push_back(msg::report::long_claims(assessment.left_out_long_claims));
  if (left_out.empty() && assessment.left_out_long_claims == 0) lines.push_back(msg::report::nothing_left_out());
  section.blocks.emplace_back(Paragraph{std::move(lines)});
  return section;
}

Section methods_section() {
  return {msg::report::methods_title(),
          {Paragraph{{msg::report::method_counted()}}, Paragraph{{msg::report::method_windows()}},
           Paragraph{{msg::report::method_controls()}}, Paragraph{{msg::report::method_changes()}},
           Paragraph{{msg::report::method_alarm()}}, Paragraph{{msg::report::method_verdict()}},
           Paragraph{{msg::report::method_readings()}}, Paragraph{{msg::report::method_formulas()}}}};
}

Section basis_section(const Facts& facts) {
  Section section{msg::report::basis_title(), {}};
  add_table(section, "datasets", msg::report::datasets_title(), datasets_table(facts.basis));
  if (facts.basis.places > 0) {
    section.blocks.emplace_back(Paragraph{{msg::report::places_line(static_cast<std::int64_t>(facts.basis.places))}});
  }
  add_table(section, "basis", msg::report::roots_title(), roots_table(facts));
  section.blocks.emplace_back(Paragraph{{msg::report::reproduce()}});
  return section;
}

Section behind_section(const Facts& facts, i18n::Language language) {
  Section section{msg::report::behind_title(), {}};
  add_table(section, "findings", msg::report::findings_title(static_cast<double>(facts.violations.size())),
            findings_table(facts, language));
  add_table(section, "weeks", msg::report::weeks_title(), weekly_table(facts.assessment));
  return section;
}

void add_section(Document& document, Section section) {
  if (!section.blocks.empty()) document.sections.push_back(std::move(section));
}

}  // namespace

Document make(const Facts& facts, i18n::Language language) {
  const auto& assessment = facts.assessment;
  Document document{
      .language = language,
      .simulated = facts.basis.simulated,
      .agreement = facts.terms.agreement.title.in(language),
      .as_of = assessment.at,
      .question = question_of(facts, language),
      .verdict = verdict_words(assessment),
      .sign = verdict_sign(assessment.verdict, assessment.coverage.known),
      .state = assessment.verdict,
      .lead = lead_of(assessment, language),
      .sections = {},
      .foot = msg::report::foot(facts.basis.engine, facts.basis.record_root.substr(0, 12)),
  };
  add_section(document, why_section(facts));
  if (assessment.at != end_of_time) {
    add_section(document, series_section(facts, language));
    add_section(document, windows_section(facts, language));
    Section places{msg::report::places_title(), {}};
    add_figure(places, map_of(facts, language));
    add_section(document, std::move(places));
    add_section(document, observed_section(facts));
    add_section(document, unseen_section(facts));
  }
  Section readings{msg::report::readings_title(), {}};
  add_table(readings, "readings", msg::report::readings_table_title(), readings_table(assessment, language));
  add_section(document, std::move(readings));
  add_section(document, methods_section());
  add_section(document, basis_section(facts));
  if (assessment.at != end_of_time) add_section(document, behind_section(facts, language));
  return document;
}

std::vector<const DataTable*> tables_of(const Document& document) {
  std::vector<const DataTable*> tables;
  for (const auto& section : document.sections) {
    for (const auto& block : section.blocks) {
      if (const auto* table = std::get_if<DataTable>(&block)) tables.push_back(table);
    }
  }
  return tables;
}

}  // namespace entente::report
