// SPDX-License-Identifier: Apache-2.0
// init, lint: terms on their way into a record.
#include "base/file.hpp"
#include "cli/commands.hpp"
#include "cli/values.hpp"
#include "crypto/digest.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "service/init.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace entente::cli {
namespace {

struct InitOptions {
  std::string record;
  std::string terms;
  std::string secret_file;
};

struct LintOptions {
  std::string terms;
  std::string known_at;
  std::string fail_on;
};

/// Problems as people know them from compilers: file:line:column: what, value, way out.
Output problems_output(const std::vector<terms::Problem>& problems) {
  Output output;
  output.exit = exit_usage;
  output.rows.columns = {{"place", msg::column::place()}, {"problem", msg::column::what()}};
  Section section;
  for (const auto& problem : problems) {
    const auto& place = problem.place;
    auto where = place.line == 0 ? place.file : fmt::format("{}:{}:{}", place.file, place.line, place.column);
    section.lines.push_back(msg::cli::problem_line(where, problem.message));
    output.rows.rows.push_back({std::move(where), problem.message});
  }
  section.lines.push_back(msg::cli::problems_found(static_cast<std::int64_t>(problems.size())));
  output.sections.push_back(std::move(section));
  return output;
}

Result<record::Secret> secret_for(const InitOptions& options) {
  record::Secret secret{};
  if (options.secret_file.empty()) {
    crypto::random_bytes(secret);
    return secret;
  }
  ENTENTE_ASSIGN(std::string text, read_file(options.secret_file, 1U << 12U));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
    text.pop_back();
  const auto bytes = crypto::from_hex(text);
  if (!bytes || bytes->size() != secret.size()) {
    return fail(Code::invalid, msg::cli::secret_not_understood(options.secret_file));
  }
  std::copy(bytes->begin(), bytes->end(), secret.begin());
  return secret;
}

Result<Output> init(const InitOptions& options, const Context& context) {
  ENTENTE_ASSIGN(const record::Secret secret, secret_for(options));
  ENTENTE_ASSIGN(const auto report, service::init(options.record, options.terms, context.environment.now(), secret));
  if (!report.problems.empty()) {
    auto problems = problems_output(report.problems);
    problems.is_trouble = true;  // of `lint` they are the result
    return problems;
  }
  Output output;
  output.sections = {{{}, {msg::cli::record_made(options.record, report.agreement)}, {}}};
  output.rows = {{{"record", msg::column::what()},
                  {"agreement", msg::column::subject()},
                  {"terms_digest", msg::cli::terms_digest()},
                  {"record_root", msg::cli::record_root()}},
                 {{options.record, report.agreement, report.terms_digest, crypto::to_base64(report.head.root)}}};
  return output;
}

Message name_of(terms::Remark::Weight weight) {
  switch (weight) {
    case terms::Remark::Weight::blocks:
      return msg::cli::weight_blocks();
    case terms::Remark::Weight::weakens:
      return msg::cli::weight_weakens();
    case terms::Remark::Weight::advises:
      break;
  }
  return msg::cli::weight_advises();
}

using Weight = terms::Remark::Weight;
constexpr Words<Weight, 3> weight_words = {
    {{"blocks", Weight::blocks}, {"weakens", Weight::weakens}, {"advises", Weight::advises}}};

std::string_view word(Weight weight) { return weight_words[static_cast<std::size_t>(weight)].first; }

Output remarks_output(const service::LintReport& report, std::optional<Weight> fail_on) {
  Output output;
  output.rows.columns = {{"weight", msg::column::weight()},
                         {"check", msg::column::check()},
                         {"subject", msg::column::subject()},
                         {"remark", msg::column::what()}};
  Section section;
  section.lines.push_back(report.remarks.empty()
                              ? msg::cli::nothing_missing(report.agreement)
                              : msg::cli::missing(report.agreement, static_cast<std::int64_t>(report.remarks.size())));
  if (report.counting) section.lines.push_back(*report.counting);
  output.sections.push_back(std::move(section));
  std::optional<terms::Remark::Weight> open;
  for (const auto& remark : report.remarks) {
    if (remark.weight != open) output.sections.push_back({name_of(remark.weight), {}, {}});
    open = remark.weight;
    output.sections.back().lines.push_back(msg::cli::remark_line(remark.subject, remark.message, remark.check));
    output.rows.rows.push_back({std::string(word(remark.weight)), remark.check, remark.subject, remark.message});
    if (fail_on && remark.weight <= *fail_on) output.exit = exit_finding;
  }
  return output;
}

Result<Output> lint(const LintOptions& options) {
  auto known_at = end_of_time;
  if (!options.known_at.empty()) {
    ENTENTE_ASSIGN(known_at, parse_when("--known-at", options.known_at, TimeZone::utc()));
  }
  ENTENTE_ASSIGN(const auto report, service::lint(options.terms, known_at));
  if (!report.problems.empty()) return problems_output(report.problems);
  std::optional<Weight> fail_on;
  if (!options.fail_on.empty()) {
    ENTENTE_ASSIGN(fail_on, parse_word("--fail-on", options.fail_on, weight_words));
  }
  return remarks_output(report, fail_on);
}

}  // namespace

void add_terms_commands(CLI::App& app, Context& context) {
  const auto words = [&](const Message& message) { return context.words(message); };

  const auto init_options = std::make_shared<InitOptions>();
  auto* init_app = add_command(app, context, "init", msg::cli::init_help(),
                               "entente init south-west.db --terms examples/south-west-syria-2017",
                               [init_options, &context] { return init(*init_options, context); });
  init_app->add_option("DB", init_options->record, words(msg::cli::db_new_help()))->required();
  init_app->add_option("--terms", init_options->terms, words(msg::cli::terms_help()))->option_text("TERMS")->required();
  init_app->add_option("--secret-file", init_options->secret_file, words(msg::cli::secret_file_help()))
      ->option_text("FILE");

  const auto lint_options = std::make_shared<LintOptions>();
  auto* lint_app = add_command(app, context, "lint", msg::cli::lint_help(),
                               "entente lint examples/south-west-syria-2017 --known-at 2017-11-10",
                               [lint_options] { return lint(*lint_options); });
  lint_app->add_option("TERMS", lint_options->terms, words(msg::cli::terms_help()))->required();
  lint_app->add_option("--known-at", lint_options->known_at, words(msg::cli::known_at_help()))->option_text("WHEN");
  lint_app->add_option("--fail-on", lint_options->fail_on, words(msg::cli::fail_on_help()))
      ->option_text(choices(weight_words));
}

}  // namespace entente::cli
