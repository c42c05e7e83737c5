// SPDX-License-Identifier: Apache-2.0
// simulate: made events whose truth is known.
#include "cli/commands.hpp"
#include "cli/values.hpp"
#include "crypto/digest.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "service/simulate.hpp"

#include <fmt/format.h>

#include <memory>

namespace entente::cli {
namespace {

using Shape = simulate::Effect::Shape;

constexpr Words<Shape, simulate::effect_shape_count> effect_words = {{{"none", Shape::none},
                                                                      {"sudden", Shape::sudden},
                                                                      {"slow", Shape::slow},
                                                                      {"fading", Shape::fading},
                                                                      {"reversed", Shape::reversed}}};

constexpr simulate::Model usual{};

struct SimulateOptions {
  std::string terms;
  std::string out;
  std::string truth;
  std::string seed = "1";
  std::string effect{simulate::word(usual.effect.shape)};
  std::string ratio = fmt::format("{}", usual.effect.ratio);
  std::string rate = fmt::format("{}", usual.rates.zone);
  std::string season = fmt::format("{}", usual.season.amplitude);
  std::string trend = fmt::format("{}", usual.trend.a_year);
  std::string clustering = fmt::format("{}", usual.follow_ups.repeated);
  std::string retaliation = fmt::format("{}", usual.follow_ups.retaliation);
  std::string missed = fmt::format("{}", usual.missing.before);
  std::string missed_after;
  bool state_coverage = false;
};

constexpr double most_a_day = 10'000;

Result<simulate::Model> model_of(const SimulateOptions& options) {
  simulate::Model model;
  ENTENTE_ASSIGN(model.effect.shape, parse_word("--effect", options.effect, effect_words));
  ENTENTE_ASSIGN(model.effect.ratio, parse_number("--ratio", options.ratio, 0, 10));
  ENTENTE_ASSIGN(model.rates.zone, parse_number("--rate", options.rate, 0, most_a_day));
  ENTENTE_ASSIGN(model.season.amplitude, parse_number("--season", options.season, 0, 1));
  ENTENTE_ASSIGN(model.trend.a_year, parse_number("--trend", options.trend, 0.1, 10));
  ENTENTE_ASSIGN(model.follow_ups.repeated, parse_number("--clustering", options.clustering, 0, 0.95));
  const double most_retaliation = 0.95 - model.follow_ups.repeated;  // else they hardly ever end
  ENTENTE_ASSIGN(model.follow_ups.retaliation, parse_number("--retaliation", options.retaliation, 0, most_retaliation));
  ENTENTE_ASSIGN(model.missing.before, parse_number("--missed", options.missed, 0, 1));
  model.missing.after = model.missing.before;
  if (!options.missed_after.empty()) {
    ENTENTE_ASSIGN(model.missing.after, parse_number("--missed-after", options.missed_after, 0, 1));
  }
  model.missing.stated = options.state_coverage;
  return model;
}

Result<Output> simulate(const SimulateOptions& options) {
  service::SimulateRequest request{.terms_path = options.terms, .out = options.out, .truth_path = options.truth};
  ENTENTE_ASSIGN(request.seed, parse_whole("--seed", options.seed));
  ENTENTE_ASSIGN(request.model, model_of(options));
  ENTENTE_ASSIGN(const auto made, service::simulate(request));
  const auto entries = static_cast<std::int64_t>(made.entries);
  Output output;
  output.simulated = true;
  output.rows = {
      {{"record", msg::column::what()}, {"entries", msg::column::count()}, {"record_root", msg::cli::record_root()}},
      {{options.out, entries, made.head ? codec::Cell(crypto::to_base64(made.head->root)) : codec::Cell()}}};
  output.sections.push_back({{},
                             {made.head ? msg::cli::record_simulated(options.out, entries, options.seed)
                                        : msg::cli::entries_simulated(options.out, entries, options.seed)},
                             {}});
  if (!options.truth.empty()) output.sections.back().lines.push_back(msg::cli::truth_written(options.truth));
  return output;
}

void add_model_options(CLI::App& command, SimulateOptions& options, const Context& context) {
  const auto add = [&](const char* name, std::string& value, const Message& help, const std::string& text = "NUMBER") {
    return command.add_option(name, value, context.words(help))->option_text(text);
  };
  add("--effect", options.effect, msg::cli::effect_help(), choices(effect_words))->capture_default_str();
  add("--ratio", options.ratio, msg::cli::ratio_help())->capture_default_str();
  add("--rate", options.rate, msg::cli::rate_help())->capture_default_str();
  add("--season", options.season, msg::cli::season_help())->capture_default_str();
  add("--trend", options.trend, msg::cli::trend_help())->capture_default_str();
  add("--clustering", options.clustering, msg::cli::clustering_help())->capture_default_str();
  add("--retaliation", options.retaliation, msg::cli::retaliation_help())->capture_default_str();
  add("--missed", options.missed, msg::cli::missed_help())->capture_default_str();
  add("--missed-after", options.missed_after, msg::cli::missed_after_help());
  command.add_flag("--state-coverage", options.state_coverage, context.words(msg::cli::state_coverage_help()));
}

}  // namespace

void add_simulate_command(CLI::App& app, Context& context) {
  const auto words = [&](const Message& message) { return context.words(message); };
  const auto options = std::make_shared<SimulateOptions>();
  auto* command = add_command(app, context, "simulate", msg::cli::simulate_help(),
                              "entente simulate examples/south-west-syria-2017 --seed 1 --out made.db",
                              [options] { return simulate(*options); });
  command->add_option("TERMS", options->terms, words(msg::cli::terms_help()))->required();
  command->add_option("--seed", options->seed, words(msg::cli::seed_help()))
      ->option_text("NUMBER")
      ->capture_default_str();
  command->add_option("--out", options->out, words(msg::cli::made_out_help()))->option_text("DB")->required();
  command->add_option("--truth", options->truth, words(msg::cli::truth_help()))->option_text("FILE");
  add_model_options(*command, *options, context);
}

}  // namespace entente::cli
