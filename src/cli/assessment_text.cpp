// SPDX-License-Identifier: Apache-2.0
// Lays out an assessment for people.
#include "cli/assessment_text.hpp"

#include "base/words.hpp"
#include "codec/findings_json.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/beside_sentences.hpp"
#include "report/sentences.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace entente::cli {
namespace {

codec::Cell verdict_cell(findings::VerdictState state) {
  return codec::Word{std::string(findings::word(state)), codec::name_of(state)};
}

Section verdict_section(const service::AssessReport& answer, const service::Snapshot& snapshot,
                        i18n::Language language) {
  const auto& assessment = answer.assessment;
  Section section;
  const auto area = report::area_name(snapshot.terms, snapshot.gazetteer, assessment.zone, language);
  section.title = report::verdict_line(assessment, area, snapshot.terms.agreement.zone);
  for (const auto& test : assessment.tests) {
    section.lines.push_back(test.decides ? msg::cli::deciding_reason(codec::name_of(test.says), test.reason)
                                         : msg::cli::other_reason(codec::name_of(test.says), test.reason));
  }
  if (assessment.at == end_of_time) return section;
  const auto counting = report::counting_lines(assessment, answer.basis);
  section.lines.insert(section.lines.end(), counting.begin(), counting.end());
  return section;
}

Section change_points_section(const findings::Assessment& assessment) {
  Section section{msg::report::change_points_title(), {}, report::change_points_table(assessment)};
  if (section.table.rows.empty()) section.lines.push_back(msg::report::no_change_points());
  return section;
}

Section observed_section(const findings::Assessment& assessment, std::string_view standing) {
  Section section{msg::report::observed_title(), report::observed_lines(assessment, standing), {}};
  const auto left_out = report::left_out_lines(assessment);
  section.lines.insert(section.lines.end(), left_out.begin(), left_out.end());
  return section;
}

Section readings_section(const findings::Assessment& assessment, i18n::Language language) {
  Section section{msg::report::readings_title(), {}, {}};
  for (const auto& reading : assessment.by_reading) {
    const auto& name = reading.holder_names.in(language);
    section.lines.push_back(reading.reading == terms::as_written
                                ? msg::cli::as_written_line(codec::name_of(reading.state))
                                : msg::cli::reading_line(reading.reading.value, name.empty() ? reading.holder : name,
                                                         codec::name_of(reading.state)));
  }
  return section;
}

}  // namespace

codec::Table with_knowledge(codec::Table table, const findings::Basis& basis) {
  std::vector<std::string> assumed;
  for (const auto& dataset : basis.datasets) {
    if (!dataset.known_after_s) continue;
    assumed.push_back(fmt::format("{} {} {}", dataset.dataset, dataset.release,
                                  duration_text(std::chrono::seconds{*dataset.known_after_s})));
  }
  const auto known_at = basis.known_at == end_of_time ? codec::Cell() : codec::Cell(to_string(basis.known_at));
  const auto known_after = assumed.empty() ? codec::Cell() : codec::Cell(joined(assumed, "; "));
  table.columns.push_back({"known_at", msg::column::known_at()});
  table.columns.push_back({"known_after", msg::column::known_after()});
  for (auto& row : table.rows)
    row.insert(row.end(), {known_at, known_after});
  return table;
}

std::vector<Section> assessment_sections(const service::AssessReport& answer, const service::Snapshot& snapshot,
                                         i18n::Language language) {
  const auto& assessment = answer.assessment;
  std::vector<Section> sections;
  sections.push_back(verdict_section(answer, snapshot, language));
  if (assessment.at != end_of_time) {
    const auto standing = report::standing_word(snapshot.terms, assessment);
    sections.push_back({msg::report::windows_title(standing), {}, codec::windows_table(assessment)});
    sections.push_back(change_points_section(assessment));
    sections.push_back(observed_section(assessment, standing));
    if (assessment.beside) {
      sections.push_back({msg::report::beside_title(), report::beside_lines(*assessment.beside), {}});
    }
  }
  sections.push_back(readings_section(assessment, language));
  sections.push_back(
      {msg::report::basis_title(), report::basis_lines(answer.basis, snapshot.terms.agreement.zone), {}});
  return sections;
}

codec::Table window_rows(const findings::Assessment& assessment, const TimeZone& zone) {
  auto table = codec::windows_table(assessment);
  const std::vector<codec::Column> about = {{"zone", msg::column::zone()},
                                            {"clause", msg::column::clause()},
                                            {"at", msg::column::date()},
                                            {"verdict", msg::column::verdict()}};
  const std::vector<codec::Cell> values = {assessment.zone, assessment.clause.value,
                                           to_string(zone.day_of(assessment.at)), verdict_cell(assessment.verdict)};
  table.columns.insert(table.columns.begin(), about.begin(), about.end());
  for (auto& row : table.rows)
    row.insert(row.begin(), values.begin(), values.end());
  return table;
}

codec::Table weekly_table(const std::vector<service::AssessReport>& reports, const terms::Terms& terms) {
  const auto& zone = terms.agreement.zone;
  codec::Table table{
      {{"at", msg::column::date()}, {"verdict", msg::column::verdict()}, {"decided_by", msg::column::test()}}, {}};
  for (const auto& report : reports) {
    std::vector<std::string_view> deciding;
    std::vector<Message> names;
    for (const auto& test : report.assessment.tests) {
      if (!test.decides) continue;
      deciding.emplace_back(test.test);
      names.push_back(codec::name_of_test(test.test));
    }
    table.rows.push_back({to_string(zone.day_of(report.assessment.at)), verdict_cell(report.assessment.verdict),
                          codec::Word{joined(deciding, " "), msg::word::words(names)}});
  }
  if (!reports.empty()) {
    table.shared = codec::shared_json(reports.front().assessment, reports.front().basis, terms);
  }
  return table;
}

}  // namespace entente::cli
