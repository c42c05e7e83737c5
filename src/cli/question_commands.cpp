// SPDX-License-Identifier: Apache-2.0
// evaluate, assess, show: what violates, does it hold, and what was recorded.
#include "cli/assessment_text.hpp"
#include "cli/commands.hpp"
#include "cli/findings_text.hpp"
#include "cli/questions.hpp"
#include "cli/values.hpp"
#include "codec/entry_table.hpp"
#include "codec/findings_json.hpp"
#include "msg/cli.hpp"
#include "report/sentences.hpp"
#include "service/entries.hpp"
#include "service/questions.hpp"
#include "service/record.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace entente::cli {
namespace {

/// The least state that makes evaluate exit with 4, and the least verdict that makes assess.
constexpr Words<findings::ViolationState, 2> violation_words = {
    {{"violation", findings::ViolationState::violation}, {"possible", findings::ViolationState::possible}}};
constexpr Words<findings::VerdictState, 3> verdict_words = {{{"not_assessable", findings::VerdictState::not_assessable},
                                                             {"strained", findings::VerdictState::strained},
                                                             {"broken", findings::VerdictState::broken}}};

struct EvaluateOptions {
  std::string record;
  std::string zone;
  std::string clause;
  std::string known_at;
  std::string fail_on;
  std::string place_by = "named-then-geometry";
  bool near = false;
};

// ---- evaluate -----------------------------------------------------------------------------------------------------

/// People read the latest findings; programs get all.
constexpr std::size_t findings_shown = 20;

Result<bool> fails(const std::vector<findings::Violation>& violations, const std::string& fail_on) {
  if (fail_on.empty()) return false;
  ENTENTE_ASSIGN(const auto least, parse_word("--fail-on", fail_on, violation_words));
  return std::any_of(violations.begin(), violations.end(),
                     [&](const findings::Violation& violation) { return violation.state <= least; });
}

Result<Output> evaluate(const EvaluateOptions& options, const Context& context) {
  ENTENTE_ASSIGN(const auto snapshot, snapshot_of(options.record, options.known_at));
  ENTENTE_ASSIGN(const auto place_by, parse_word("--place", options.place_by, place_words));
  evaluate::Wanted wanted;
  wanted.near_misses = options.near;
  if (!options.clause.empty()) wanted.clause = terms::ClauseId(options.clause);
  if (!options.zone.empty()) wanted.zone = terms::ZoneId(options.zone);
  ENTENTE_ASSIGN(const auto answer, service::evaluate({snapshot, place_by}, wanted));

  Output output;
  output.simulated = answer.basis.simulated;
  output.sections.push_back({{}, report::basis_lines(answer.basis, snapshot.terms.agreement.zone), {}});
  output.sections.push_back(findings_summary(answer.violations));
  codec::IncidentTeller teller(snapshot.view, snapshot.gazetteer, snapshot.terms.agreement.zone,
                               context.common.language);
  switch (context.common.format) {
    case Format::table:
      output.sections.push_back(latest_findings(answer.violations, teller, findings_shown));
      break;
    case Format::json:
      output.json = codec::violations_json(answer.violations, answer.basis, teller);
      break;
    case Format::ndjson:
    case Format::csv:
      output.rows = with_knowledge(codec::violations_table(answer.violations, teller), answer.basis);
      break;
  }
  ENTENTE_ASSIGN(const bool failed, fails(answer.violations, options.fail_on));
  if (failed) output.exit = exit_finding;
  return output;
}

// ---- assess -------------------------------------------------------------------------------------------------------

Result<bool> fails(const findings::Assessment& assessment, const std::string& fail_on) {
  if (fail_on.empty()) return false;
  ENTENTE_ASSIGN(const auto least, parse_word("--fail-on", fail_on, verdict_words));
  using findings::VerdictState;
  // Not being able to say is less than strained: whoever asks for that much is content with holding only.
  if (least == VerdictState::not_assessable) return assessment.verdict != VerdictState::holding;
  return assessment.verdict != VerdictState::not_assessable && assessment.verdict >= least;
}

struct AssessCommand {
  AssessOptions asked;
  std::string each_week;
  std::string fail_on;
};

Result<Output> assess_weekly(const service::Evaluated& evaluated, const service::AssessRequest& request,
                             const AssessCommand& command) {
  const auto& snapshot = evaluated.snapshot;
  constexpr int week_days = 7;
  constexpr int most_weeks = 1000;
  ENTENTE_ASSIGN(const auto days, parse_day_range("--each-week", command.each_week));
  if (days.days() > week_days * most_weeks) return fail(Code::invalid, msg::cli::too_many_weeks(most_weeks));
  ENTENTE_ASSIGN(const auto reports, service::assess_each(evaluated, request, days, week_days));
  Output output;
  output.simulated = snapshot.basis.simulated;
  auto table = weekly_table(reports, snapshot.terms);
  auto lines = report::basis_lines(snapshot.basis, snapshot.terms.agreement.zone);
  if (!reports.empty()) {
    auto asked = report::asked_line(reports.front().assessment, reports.front().basis);
    if (asked) lines.push_back(*std::move(asked));
  }
  output.sections.push_back({{}, std::move(lines), {}});
  output.sections.push_back({{}, {}, table});
  output.rows = with_knowledge(std::move(table), snapshot.basis);
  for (const auto& report : reports) {
    ENTENTE_ASSIGN(const bool failed, fails(report.assessment, command.fail_on));
    if (failed) output.exit = exit_finding;
  }
  return output;
}

Result<Output> assess(const AssessCommand& command, const Context& context) {
  const auto& options = command.asked;
  if (!options.at.empty() && !command.each_week.empty()) return fail(Code::invalid, msg::cli::at_beside_each_week());
  ENTENTE_ASSIGN(const auto request, request_for(options));
  ENTENTE_ASSIGN(const auto place_by, parse_word("--place", options.place_by, place_words));
  ENTENTE_ASSIGN(const auto snapshot, snapshot_of(options.record, options.known_at));
  const service::Evaluated evaluated(snapshot, place_by);
  if (!command.each_week.empty()) return assess_weekly(evaluated, request, command);
  ENTENTE_ASSIGN(const auto answer, service::assess(evaluated, request));
  Output output;
  output.simulated = answer.basis.simulated;
  output.sections = assessment_sections(answer, snapshot, context.common.language);
  output.rows = with_knowledge(window_rows(answer.assessment, snapshot.terms.agreement.zone), answer.basis);
  if (context.common.format == Format::json) {
    output.json = codec::assessment_json(answer.assessment, answer.basis, snapshot.terms, context.common.language);
  }
  ENTENTE_ASSIGN(const bool failed, fails(answer.assessment, command.fail_on));
  if (failed) output.exit = exit_finding;
  return output;
}

// ---- show ---------------------------------------------------------------------------------------------------------

struct ShowOptions {
  std::string record;
  std::vector<std::string> entries;
};

/// Fields as people read them: a text of many lines, such as the terms, as its beginning; JSON has it whole.
codec::Table told_fields(const record::Entry& entry) {
  constexpr int most_shown = 1000;
  auto fields = codec::entry_fields(entry);
  for (auto& row : fields.rows) {
    auto* words = std::get_if<std::string>(&row.back());
    if (words == nullptr) continue;
    std::replace(words->begin(), words->end(), '\n', ' ');
    *words = cut_to(*words, most_shown);
  }
  return fields;
}

Result<Output> show(const ShowOptions& options) {
  ENTENTE_ASSIGN(const auto store, service::open_record(options.record, service::Access::read));
  ENTENTE_ASSIGN(const auto report, service::entries_named(*store, options.entries));
  Output output;
  output.simulated = report.simulated;
  for (const auto& [sequence, entry] : report.entries) {
    output.sections.push_back(
        {msg::cli::entry_title(static_cast<double>(sequence), record::to_string(entry.id)), {}, told_fields(entry)});
  }
  output.rows = codec::entries_table(report.entries);
  output.json = codec::entries_json(report.entries, report.simulated);
  return output;
}

void add_show(CLI::App& app, Context& context) {
  const auto options = std::make_shared<ShowOptions>();
  auto* command =
      add_command(app, context, "show", msg::cli::show_help(), "entente show south-west.db ucdp-ged:214797 00265c4a",
                  [options] { return show(*options); });
  command->add_option("DB", options->record, context.words(msg::cli::db_help()))->required();
  command->add_option("ENTRY", options->entries, context.words(msg::cli::entry_help()))->required();
}

// ---- the commands -------------------------------------------------------------------------------------------------

void add_evaluate(CLI::App& app, Context& context) {
  const auto words = [&](const Message& message) { return context.words(message); };
  const auto options = std::make_shared<EvaluateOptions>();
  auto* command = add_command(app, context, "evaluate", msg::cli::evaluate_help(),
                              "entente evaluate south-west.db --zone SW --near --format csv",
                              [options, &context] { return evaluate(*options, context); });
  command->add_option("DB", options->record, words(msg::cli::db_help()))->required();
  command->add_option("--zone", options->zone, words(msg::cli::zone_filter_help()))->option_text("ZONE");
  command->add_option("--clause", options->clause, words(msg::cli::clause_filter_help()))->option_text("CLAUSE");
  command->add_option("--known-at", options->known_at, words(msg::cli::known_at_help()))->option_text("WHEN");
  command->add_option("--place", options->place_by, words(msg::cli::place_help()))
      ->option_text(choices(place_words))
      ->capture_default_str();
  command->add_flag("--near", options->near, words(msg::cli::near_help()));
  command->add_option("--fail-on", options->fail_on, words(msg::cli::fail_on_help()))
      ->option_text(choices(violation_words));
}

void add_assess(CLI::App& app, Context& context) {
  const auto options = std::make_shared<AssessCommand>();
  auto* command =
      add_command(app, context, "assess", msg::cli::assess_help(),
                  "entente assess south-west.db --zone SW --place named --time start --max-span 6d --at 2017-11-10",
                  [options, &context] { return assess(*options, context); });
  add_assess_options(*command, options->asked, context);
  command->add_option("--each-week", options->each_week, context.words(msg::cli::each_week_help()))
      ->option_text("FROM/TO");
  command->add_option("--fail-on", options->fail_on, context.words(msg::cli::fail_on_help()))
      ->option_text(choices(verdict_words));
}

}  // namespace

void add_question_commands(CLI::App& app, Context& context) {
  add_evaluate(app, context);
  add_assess(app, context);
  add_show(app, context);
}

}  // namespace entente::cli
