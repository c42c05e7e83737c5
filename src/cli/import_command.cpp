// SPDX-License-Identifier: Apache-2.0
// import: a file into the record.
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/values.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "msg/service.hpp"
#include "service/import.hpp"
#include "service/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace entente::cli {
namespace {

struct ImportOptions {
  std::string record;
  std::string importer;
  std::string file;
  std::string released;
  std::string known_after;
  std::string dataset;
  std::string mapping;
  std::string reject_file;
  bool dry_run = false;
  bool complete = false;
  bool allow_gone = false;
  bool allow_changed = false;
  bool allow_redrawn = false;
};

constexpr std::size_t rejects_shown = 5;

/// Where rejected rows go when nobody said: beside the record, named after the dataset.
std::string reject_path_for(const ImportOptions& options) {
  if (!options.reject_file.empty()) return options.reject_file;
  const auto& dataset = options.dataset.empty() ? options.importer : options.dataset;
  return fmt::format("{}.{}.rejects.csv", options.record, dataset);
}

Section rejects_section(const service::ImportReport& report) {
  Section section;
  const auto rejected = static_cast<std::int64_t>(report.rejects.size());
  section.lines.push_back(report.reject_path.empty() ? msg::cli::rows_rejected_unwritten(rejected)
                                                     : msg::cli::rows_rejected(rejected, report.reject_path));
  for (std::size_t i = 0; i < std::min(rejects_shown, report.rejects.size()); ++i) {
    const auto& reject = report.rejects[i];
    section.lines.push_back(msg::cli::reject_line(fmt::format("{}", reject.line), reject.reason));
  }
  return section;
}

/// What nobody may have meant: another dataset under this one's name, zones redrawn, other datasets' rows set aside.
void add_warnings(const service::ImportReport& report, Section& section) {
  const auto shown = [](std::uint64_t number) { return static_cast<double>(number); };
  if (report.mostly_changed) {
    section.lines.push_back(msg::cli::mostly_changed(static_cast<std::int64_t>(report.rows_changed), report.dataset));
  }
  if (!report.redrawn.empty()) section.lines.push_back(msg::cli::redrawn(joined(report.redrawn)));
  for (const auto& [dataset, touched] : report.touched) {
    section.lines.push_back(msg::cli::touches(static_cast<std::int64_t>(touched.entries), dataset,
                                              shown(touched.corrected), shown(touched.retracted),
                                              shown(touched.verified), shown(touched.attributed)));
  }
}

/// What was done to other datasets, added up, as columns.
void add_touched(const service::ImportReport& report, codec::Table& rows) {
  std::vector<std::string> datasets;
  service::Touched all;
  for (const auto& [dataset, touched] : report.touched) {
    datasets.push_back(dataset);
    all.entries += touched.entries;
    all.corrected += touched.corrected;
    all.retracted += touched.retracted;
    all.verified += touched.verified;
    all.attributed += touched.attributed;
  }
  const std::pair<codec::Column, codec::Cell> columns[] = {
      {{"touched", msg::cli::touched()}, static_cast<std::int64_t>(all.entries)},
      {{"touched_corrected", msg::cli::touched_corrected()}, static_cast<std::int64_t>(all.corrected)},
      {{"touched_retracted", msg::cli::touched_retracted()}, static_cast<std::int64_t>(all.retracted)},
      {{"touched_verified", msg::cli::touched_verified()}, static_cast<std::int64_t>(all.verified)},
      {{"touched_attributed", msg::cli::touched_attributed()}, static_cast<std::int64_t>(all.attributed)},
      {{"touched_datasets", msg::cli::touched_datasets()},
       datasets.empty() ? codec::Cell() : codec::Cell(joined(datasets, "; "))}};
  for (const auto& [column, cell] : columns) {
    rows.columns.push_back(column);
    rows.rows.front().push_back(cell);
  }
}

Output import_output(const service::ImportReport& report, const ImportOptions& options) {
  const auto count = [](std::uint64_t number) { return static_cast<std::int64_t>(number); };
  Output output;
  output.simulated = report.simulated;
  Section section;
  const auto shown = [](std::uint64_t number) { return static_cast<double>(number); };
  section.lines.push_back(msg::cli::rows_imported(report.dataset, report.release, shown(report.rows_new),
                                                  shown(report.rows_changed), shown(report.rows_gone),
                                                  shown(report.rows_equal)));
  add_warnings(report, section);
  if (report.rows_staying > 0) {
    section.lines.push_back(report.scope_complete ? msg::cli::rows_staying_outside(count(report.rows_staying))
                                                  : msg::cli::rows_staying(count(report.rows_staying)));
  }
  if (report.alike_example) {
    const auto& [earlier, later] = *report.alike_example;
    section.lines.push_back(msg::cli::rows_alike(count(report.rows_alike), later, earlier));
  }
  if (options.dry_run) section.lines.push_back(msg::cli::dry_run());
  if (report.known_after) section.lines.push_back(msg::cli::new_rows_assumed(duration_text(*report.known_after)));
  if (!report.attribution.empty()) section.lines.push_back(msg::report::attribution(report.attribution));
  output.sections.push_back(std::move(section));
  if (!report.rejects.empty()) {
    output.sections.push_back(rejects_section(report));
    output.exit = exit_rejects;
  }
  output.rows = {
      {{"dataset", msg::column::subject()},
       {"release", msg::cli::release()},
       {"new", msg::cli::rows_new()},
       {"changed", msg::cli::rows_changed()},
       {"gone", msg::cli::rows_gone()},
       {"equal", msg::cli::rows_equal()},
       {"staying", msg::cli::rows_staying_column()},
       {"alike", msg::cli::rows_alike_column()},
       {"redrawn", msg::cli::redrawn_column()},
       {"rejected", msg::cli::rejected()},
       {"reject_file", msg::cli::reject_file()}},
      {{report.dataset, report.release, count(report.rows_new), count(report.rows_changed), count(report.rows_gone),
        count(report.rows_equal), count(report.rows_staying), count(report.rows_alike),
        report.redrawn.empty() ? codec::Cell() : codec::Cell(joined(report.redrawn, "; ")),
        count(report.rejects.size()), report.reject_path.empty() ? codec::Cell() : codec::Cell(report.reject_path)}}};
  add_touched(report, output.rows);
  return output;
}

Result<service::ImportRequest> request_for(const ImportOptions& options, const TimeZone& zone,
                                           const Environment& environment) {
  service::ImportRequest request;
  request.importer = options.importer;
  request.file = {options.file, options.dataset, options.released, zone, options.mapping};
  request.now = environment.now();
  request.recorded_at = request.now;
  if (!options.released.empty()) {
    ENTENTE_ASSIGN(request.recorded_at, parse_when("--released", options.released, zone));
  } else {
    request.file.release = to_string(zone.day_of(request.recorded_at));
  }
  if (!options.known_after.empty()) {
    ENTENTE_ASSIGN(request.known_after, parse_duration("--known-after", options.known_after));
  }
  request.reject_path = reject_path_for(options);
  request.dry_run = options.dry_run;
  request.complete = options.complete;
  request.allow_gone = options.allow_gone;
  request.allow_changed = options.allow_changed;
  request.allow_redrawn = options.allow_redrawn;
  return request;
}

Result<Output> import(const ImportOptions& options, const Context& context) {
  const auto* importer = importing::find_importer(options.importer);
  if (importer != nullptr && importer->needs_release && options.released.empty()) {
    return fail(Code::invalid, msg::service::no_release());
  }
  ENTENTE_ASSIGN(const auto store, service::open_record(options.record, service::Access::append));
  ENTENTE_ASSIGN(const TimeZone zone, service::zone_of(*store));
  ENTENTE_ASSIGN(auto request, request_for(options, zone, context.environment));
  Progress progress(context.environment, msg::cli::importing(), context.common.language);
  request.progress = [&](double share) { return progress.at(share); };
  ENTENTE_ASSIGN(const auto report, service::import_file(*store, request));
  return import_output(report, options);
}

std::string importers_help(const Context& context) {
  std::string text = context.aside(msg::cli::importers_are());
  for (const auto& importer : importing::registry()) {
    text += fmt::format("\n  {:<10} {}", importer.name, context.aside(importer.description()));
  }
  return text;
}

}  // namespace

void add_import_command(CLI::App& app, Context& context) {
  const auto words = [&](const Message& message) { return context.words(message); };
  const auto options = std::make_shared<ImportOptions>();
  auto* command = add_command(app, context, "import", msg::cli::import_help(),
                              "entente import south-west.db ucdp-ged GEDEvent_v19_1.csv --released 2019-12-01",
                              [options, &context] { return import(*options, context); });
  command->add_option("DB", options->record, words(msg::cli::db_help()))->required();
  command->add_option("IMPORTER", options->importer, importers_help(context))->required();
  command->add_option("FILE", options->file, words(msg::cli::file_help()))->required();
  command->add_option("--released", options->released, words(msg::cli::released_help()))->option_text("WHEN");
  command->add_option("--known-after", options->known_after, words(msg::cli::known_after_help()))
      ->option_text("LENGTH");
  command->add_option("--dataset", options->dataset, words(msg::cli::dataset_help()))->option_text("NAME");
  command->add_option("--mapping", options->mapping, words(msg::cli::mapping_help()))->option_text("FILE");
  command->add_option("--reject-file", options->reject_file, words(msg::cli::reject_file_help()))->option_text("FILE");
  command->add_flag("--dry-run", options->dry_run, words(msg::cli::dry_run_help()));
  command->add_flag("--complete", options->complete, words(msg::cli::complete_help()));
  command->add_flag("--allow-gone", options->allow_gone, words(msg::cli::allow_gone_help()));
  command->add_flag("--allow-changed", options->allow_changed, words(msg::cli::allow_changed_help()));
  command->add_flag("--allow-redrawn", options->allow_redrawn, words(msg::cli::allow_redrawn_help()));
}

}  // namespace entente::cli
