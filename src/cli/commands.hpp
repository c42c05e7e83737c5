// SPDX-License-Identifier: Apache-2.0
// The commands: each family adds its own to the command line and does its work when chosen.
#pragma once

#include "base/result.hpp"
#include "cli/environment.hpp"
#include "cli/output.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::cli {

/// What a command is given, and where it leaves its work: `chosen` runs after the whole line was read.
struct Context {
  const Environment& environment;
  Common common;
  std::function<Result<Output>()> chosen;

  /// In the language of this command line.
  [[nodiscard]] std::string words(const Message& message) const { return i18n::render(message, common.language); }
  /// The same, to stand behind an option or another Latin word.
  [[nodiscard]] std::string aside(const Message& message) const {
    return i18n::beside_latin(words(message), common.language);
  }
};

/// A command with its help and an example line; `work` is chosen when the command is named.
CLI::App* add_command(CLI::App& app, Context& context, const std::string& name, const Message& description,
                      const std::string& example, std::function<Result<Output>()> work);

/// What an option takes, for help and manual: " LENGTH=14d", " FILE", " DB (required)"; nothing of a flag.
[[nodiscard]] std::string value_text(const CLI::Option& option, const std::string& required);

/// In the order of the help.
[[nodiscard]] std::vector<std::string> command_names(const CLI::App& app);
/// That there is no such command, with the one that may have been meant.
[[nodiscard]] Message unknown_command(const CLI::App& app, std::string_view name);

void add_terms_commands(CLI::App& app, Context& context);     ///< init, lint
void add_import_command(CLI::App& app, Context& context);     ///< import
void add_question_commands(CLI::App& app, Context& context);  ///< evaluate, assess, show
void add_report_command(CLI::App& app, Context& context);     ///< report
void add_keeping_commands(CLI::App& app, Context& context);   ///< verify, backup, restore, doctor
void add_simulate_command(CLI::App& app, Context& context);   ///< simulate
void add_manual_commands(CLI::App& app, Context& context);    ///< completion, manual, help

/// The whole command line, as built for a language: commands, help, completions and manual all come from it.
void build(CLI::App& app, Context& context);

}  // namespace entente::cli
