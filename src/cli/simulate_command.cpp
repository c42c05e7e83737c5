// SPDX-License-Identifier: Apache-2.0
// simulate: a made record whose truth is known.
#include "cli/commands.hpp"
#include "cli/values.hpp"
#include "crypto/digest.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "service/simulate.hpp"

#include <memory>

namespace entente::cli {
namespace {

struct SimulateOptions {
  std::string terms;
  std::string out;
  std::string seed = "1";
};

Result<Output> simulate(const SimulateOptions& options) {
  ENTENTE_ASSIGN(const auto seed, parse_whole("--seed", options.seed));
  ENTENTE_ASSIGN(const auto head, service::simulate(options.terms, {}, seed, options.out));
  Output output;
  output.simulated = true;
  output.rows = {
      {{"record", msg::column::what()}, {"entries", msg::column::count()}, {"record_root", msg::cli::record_root()}},
      {{options.out, static_cast<std::int64_t>(head.size), crypto::to_base64(head.root)}}};
  output.sections.push_back(
      {{}, {msg::cli::record_simulated(options.out, static_cast<std::int64_t>(head.size), options.seed)}, {}});
  return output;
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
  command->add_option("--out", options->out, words(msg::cli::db_new_help()))->option_text("DB")->required();
}

}  // namespace entente::cli
