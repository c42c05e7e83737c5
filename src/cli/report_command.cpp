// SPDX-License-Identifier: Apache-2.0
// report: an assessment as a document for people, in the form that the file's name asks for.
#include "base/file.hpp"
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/questions.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "report/document.hpp"
#include "report/html.hpp"
#include "report/pdf.hpp"
#include "report/spreadsheet.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace entente::cli {
namespace {

struct ReportOptions {
  AssessOptions asked;
  std::string out;
  std::string table = "windows";
  std::string form = "full";
  std::string since;
  std::string paper = "a4";
};

constexpr Words<report::Sheet, 2> sheet_words = {{{"a4", report::Sheet::a4}, {"a3", report::Sheet::a3}}};
constexpr Words<report::Form, 4> form_words = {{{"full", report::Form::full},
                                                {"daily", report::Form::daily},
                                                {"weekly", report::Form::weekly},
                                                {"map", report::Form::map}}};

/// The forms of a report by the ending of the file's name.
using Writer = Result<std::string> (*)(const report::Document& document, const ReportOptions& options);
struct FileForm {
  std::string_view ending;
  Writer write;
};
constexpr std::array<FileForm, 4> file_forms = {{
    {".html",
     [](const report::Document& document, const ReportOptions&) -> Result<std::string> {
       return report::html_of(document);
     }},
    {".pdf", [](const report::Document& document, const ReportOptions&) { return report::pdf_of(document); }},
    {".xlsx", [](const report::Document& document, const ReportOptions&) { return report::xlsx_of(document); }},
    {".csv", [](const report::Document& document,
                const ReportOptions& options) { return report::csv_of(document, options.table); }},
}};

Result<Writer> writer_for(const std::string& path) {
  const auto form = std::find_if(file_forms.begin(), file_forms.end(),
                                 [&](const FileForm& one) { return path.ends_with(one.ending); });
  if (form != file_forms.end()) return form->write;
  std::array<std::string_view, file_forms.size()> endings;
  std::transform(file_forms.begin(), file_forms.end(), endings.begin(), [](const FileForm& one) { return one.ending; });
  return fail(Code::invalid, msg::cli::report_form_unknown(path, joined(endings)));
}

/// A snapshot with the answer to what is asked of it.
struct Answered {
  service::Snapshot snapshot;
  service::ReportAnswer answer;

  [[nodiscard]] report::Facts facts(const report::Facts* earlier) const {
    return {answer.assessed.assessment, answer.assessed.basis, answer.violations, snapshot.terms, snapshot.view,
            snapshot.gazetteer,         answer.days,           answer.weeks,      earlier};
  }
};

Result<Answered> answered(service::Snapshot snapshot, const ReportOptions& options,
                          const service::AssessRequest& request) {
  ENTENTE_ASSIGN(const auto place_by, parse_word("--place", options.asked.place_by, place_words));
  ENTENTE_ASSIGN(auto answer, service::report({snapshot, place_by}, request));
  return Answered{std::move(snapshot), std::move(answer)};
}

/// The same question, of the same instant, to the record as it stood: what is other then follows from the record alone.
Result<Answered> answered_earlier(const Answered& now, const ReportOptions& options, service::AssessRequest request) {
  const auto& asked = options.asked;
  ENTENTE_ASSIGN(auto snapshot, earlier_snapshot_of(asked.record, asked.known_at, options.since));
  const auto& assessment = now.answer.assessed.assessment;
  request.zone = assessment.zone;
  request.clause = assessment.clause.value;
  if (assessment.at != end_of_time) request.at = now.snapshot.terms.agreement.zone.day_of(assessment.at);
  return answered(std::move(snapshot), options, request);
}

Result<report::Document> document_of(const ReportOptions& options, i18n::Language language) {
  ENTENTE_ASSIGN(const auto form, parse_word("--form", options.form, form_words));
  ENTENTE_ASSIGN(const auto sheet, parse_word("--paper", options.paper, sheet_words));
  ENTENTE_ASSIGN(const auto request, request_for(options.asked));
  ENTENTE_ASSIGN(auto snapshot, snapshot_of(options.asked.record, options.asked.known_at));
  ENTENTE_ASSIGN(const auto now, answered(std::move(snapshot), options, request));
  if (options.since.empty()) return report::make(now.facts(nullptr), language, form, sheet);
  ENTENTE_ASSIGN(const auto earlier, answered_earlier(now, options, request));
  const auto then = earlier.facts(nullptr);
  return report::make(now.facts(&then), language, form, sheet);
}

Result<Output> report(const ReportOptions& options, const Context& context) {
  ENTENTE_ASSIGN(const auto write, writer_for(options.out));
  ENTENTE_ASSIGN(const auto document, document_of(options, context.common.language));
  ENTENTE_ASSIGN(const auto bytes, write(document, options));
  ENTENTE_TRY(write_file(options.out, bytes));

  Output output;
  output.simulated = document.simulated;
  const auto size = static_cast<std::int64_t>(bytes.size());
  output.rows = {{{"report", msg::column::what()}, {"bytes", msg::column::count()}}, {{options.out, size}}};
  output.sections.push_back({{}, {msg::report::written(options.out, static_cast<double>(size))}, {}});
  return output;
}

}  // namespace

void add_report_command(CLI::App& app, Context& context) {
  const auto options = std::make_shared<ReportOptions>();
  auto* command = add_command(app, context, "report", msg::cli::report_help(),
                              "entente report south-west.db --zone SW --place named --time start --max-span 6d --at "
                              "2017-11-10 --out report.html",
                              [options, &context] { return report(*options, context); });
  add_assess_options(*command, options->asked, context);
  command->add_option("--out", options->out, context.words(msg::cli::report_out_help()))
      ->option_text("FILE")
      ->required();
  command->add_option("--form", options->form, context.words(msg::cli::report_form_help()))
      ->option_text(choices(form_words))
      ->capture_default_str();
  command->add_option("--paper", options->paper, context.words(msg::cli::report_paper_help()))
      ->option_text(choices(sheet_words))
      ->capture_default_str();
  command->add_option("--since", options->since, context.words(msg::cli::report_since_help()))
      ->option_text("ENTRIES|WHEN");
  command->add_option("--table", options->table, context.words(msg::cli::report_table_help()))
      ->option_text("TABLE")
      ->capture_default_str();
}

}  // namespace entente::cli
