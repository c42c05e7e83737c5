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
};

/// The forms of a report by the ending of the file's name.
using Writer = Result<std::string> (*)(const report::Document& document, const ReportOptions& options);
struct Form {
  std::string_view ending;
  Writer write;
};
constexpr std::array<Form, 4> forms = {{
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
  const auto form =
      std::find_if(forms.begin(), forms.end(), [&](const Form& one) { return path.ends_with(one.ending); });
  if (form != forms.end()) return form->write;
  std::array<std::string_view, forms.size()> endings;
  std::transform(forms.begin(), forms.end(), endings.begin(), [](const Form& one) { return one.ending; });
  return fail(Code::invalid, msg::cli::report_form_unknown(path, joined(endings)));
}

Result<Output> report(const ReportOptions& options, const Context& context) {
  ENTENTE_ASSIGN(const auto write, writer_for(options.out));
  ENTENTE_ASSIGN(const auto request, request_for(options.asked));
  ENTENTE_ASSIGN(const auto place_by, parse_word("--place", options.asked.place_by, place_words));
  ENTENTE_ASSIGN(const auto snapshot, snapshot_of(options.asked.record, options.asked.known_at));
  ENTENTE_ASSIGN(const auto answer, service::report({snapshot, place_by}, request));
  const auto document = report::make({answer.assessed.assessment, answer.assessed.basis, answer.violations,
                                      snapshot.terms, snapshot.view, snapshot.gazetteer},
                                     context.common.language);
  ENTENTE_ASSIGN(const auto bytes, write(document, options));
  ENTENTE_TRY(write_file(options.out, bytes));

  Output output;
  output.simulated = snapshot.basis.simulated;
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
  command->add_option("--table", options->table, context.words(msg::cli::report_table_help()))
      ->option_text("TABLE")
      ->capture_default_str();
}

}  // namespace entente::cli
