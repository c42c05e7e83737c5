// SPDX-License-Identifier: Apache-2.0
// The order of the full report: the verdict and why, then what it rests on, then all that lies behind; and which form
// of a report is asked for.
#include "report/document.hpp"

#include "codec/findings_json.hpp"
#include "msg/report.hpp"
#include "report/beside_section.hpp"
#include "report/blocks.hpp"
#include "report/changes.hpp"
#include "report/figures.hpp"
#include "report/finding_tables.hpp"
#include "report/first_page.hpp"
#include "report/forms.hpp"
#include "report/sentences.hpp"
#include "report/tables.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace entente::report {
namespace {

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
  add_table(section, "origins", msg::report::origins_title(), origins_table(assessment));
  add_table(section, "parties", msg::report::parties_title(), parties_table(assessment));
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
           Paragraph{{msg::report::method_beside()}}, Paragraph{{msg::report::method_readings()}},
           Paragraph{{msg::report::method_formulas()}}}};
}

Section behind_section(const Facts& facts, i18n::Language language) {
  Section section{msg::report::behind_title(), {}};
  add_table(section, "findings", msg::report::findings_title(static_cast<double>(facts.violations.size())),
            findings_table(facts, language));
  add_table(section, "weeks", msg::report::weeks_title(), weekly_table(facts.assessment));
  return section;
}

Section readings_section(const Facts& facts, i18n::Language language) {
  Section section{msg::report::readings_title(), {}};
  add_table(section, "readings", msg::report::readings_table_title(), readings_table(facts.assessment, language));
  return section;
}

/// The sections of the full report, in their order.
void write_full(const Facts& facts, Document& document) {
  const auto language = document.language;
  const bool has_day = facts.assessment.at != end_of_time;
  if (has_day) add_section(document, series_section(facts, language));
  add_section(document, why_section(facts));
  add_section(document, changes_section(facts, language));
  if (has_day) {
    add_section(document, windows_section(facts, language));
    add_section(document, map_section(facts, language));
    add_section(document, observed_section(facts));
    add_section(document, unseen_section(facts));
    add_section(document, beside_section(facts, language));
  }
  add_section(document, readings_section(facts, language));
  add_section(document, methods_section());
  add_section(document, basis_section(facts));
  if (has_day) add_section(document, behind_section(facts, language));
}

}  // namespace

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

Section map_section(const Facts& facts, i18n::Language language) {
  Section section{msg::report::places_title(), {}};
  add_figure(section, map_of(facts, language));
  return section;
}

Document begin_document(const Facts& facts, i18n::Language language) {
  const auto& assessment = facts.assessment;
  const auto& basis = facts.basis;
  return {
      .language = language,
      .simulated = basis.simulated,
      .agreement = facts.terms.agreement.title.in(language),
      .as_of = assessment.at,
      .question = question_of(facts, language),
      .title = verdict_words(assessment),
      .sign = verdict_sign(assessment.verdict, assessment.coverage.known),
      .state = assessment.verdict,
      .lead = lead_of(assessment, language),
      .sections = {},
      .foot = msg::report::foot(basis.engine, std::to_string(basis.record_size), basis.record_root.substr(0, 12)),
  };
}

Document make(const Facts& facts, i18n::Language language, Form form, Sheet sheet) {
  auto document = begin_document(facts, language);
  // Without an instant there are no days to write of, whatever the form.
  if (facts.assessment.at == end_of_time) form = Form::full;
  switch (form) {
    case Form::full:
      write_full(facts, document);
      break;
    case Form::daily:
      write_daily(facts, document);
      break;
    case Form::weekly:
      write_weekly(facts, document);
      break;
    case Form::map:
      document.sheet = sheet;
      write_map_sheet(facts, document);
      break;
  }
  return document;
}

PageTable on_page(const DataTable& data) {
  const auto& rows = data.table.rows;
  if (rows.size() <= most_rows_on_pages) return {data.table, std::nullopt};
  codec::Table first{data.table.columns, {rows.begin(), rows.begin() + most_rows_on_pages}};
  const auto left = static_cast<std::int64_t>(rows.size() - most_rows_on_pages);
  return {std::move(first), msg::report::more_rows(left, data.id)};
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
