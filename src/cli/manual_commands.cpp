// SPDX-License-Identifier: Apache-2.0
// completion, manual: what the shell and man need, made from the command line itself.
#include "cli/commands.hpp"
#include "cli/values.hpp"
#include "msg/cli.hpp"
#include "service/workspace.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace entente::cli {
namespace {

enum class Shell { bash, zsh, fish };
constexpr Words<Shell, 3> shell_words = {{{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}}};

std::vector<std::string> long_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const auto* option : command.get_options()) {
    for (const auto& name : option->get_lnames())
      names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> words_of(const CLI::App& app, const CLI::App& command) {
  auto words = long_options(command);
  for (const auto& common : long_options(app)) {
    if (std::find(words.begin(), words.end(), common) == words.end()) words.push_back(common);
  }
  return words;
}

std::string command_list(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({}))
    names.push_back(command->get_name());
  return fmt::format("{}", fmt::join(names, " "));
}

/// After the command's name its options; files everywhere else.
std::string bash_completion(const CLI::App& app) {
  std::string text = "_entente() {\n  local current=${COMP_WORDS[COMP_CWORD]} words\n  case ${COMP_WORDS[1]} in\n";
  for (const auto* command : app.get_subcommands({})) {
    text += fmt::format("    {}) words=\"{}\" ;;\n", command->get_name(), fmt::join(words_of(app, *command), " "));
  }
  text += fmt::format("    *) words=\"{}\" ;;\n  esac\n", command_list(app));
  text += "  if ((COMP_CWORD == 1)); then words=\"" + command_list(app) + "\"; fi\n";
  text +=
      "  if [[ $current == -* ]] || ((COMP_CWORD == 1)); then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
      "  else\n"
      "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
      "  fi\n}\ncomplete -o filenames -F _entente entente\n";
  return text;
}

std::string zsh_completion(const CLI::App& app) {
  std::string text = "#compdef entente\n_entente() {\n  if ((CURRENT == 2)); then\n    compadd -- " +
                     command_list(app) +
                     "\n    return\n  fi\n  if [[ $words[CURRENT] == -* ]]; then\n    case $words[2] in\n";
  for (const auto* command : app.get_subcommands({})) {
    text += fmt::format("      {}) compadd -- {} ;;\n", command->get_name(), fmt::join(words_of(app, *command), " "));
  }
  return text + "    esac\n  else\n    _files\n  fi\n}\n_entente \"$@\"\n";
}

std::string fish_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text)
    quoted += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return quoted + "'";
}

std::string fish_completion(const CLI::App& app) {
  std::string text;
  for (const auto* command : app.get_subcommands({})) {
    text += fmt::format("complete -c entente -n __fish_use_subcommand -a {} -d {}\n", command->get_name(),
                        fish_quoted(command->get_description()));
    for (const auto& word : words_of(app, *command)) {
      text += fmt::format("complete -c entente -n '__fish_seen_subcommand_from {}' -l {}\n", command->get_name(),
                          word.substr(2));
    }
  }
  return text;
}

std::string completion(const CLI::App& app, Shell shell) {
  switch (shell) {
    case Shell::bash:
      return bash_completion(app);
    case Shell::zsh:
      return zsh_completion(app);
    case Shell::fish:
      break;
  }
  return fish_completion(app);
}

/// Text as man reads it: no line may start with a dot or an apostrophe, a backslash is a command.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if ((out.empty() || out.back() == '\n') && (c == '.' || c == '\'')) out += "\\&";
      out += c;
    }
  }
  return out;
}

std::string roff_options(const CLI::App& command, const std::string& required) {
  std::string text;
  for (const auto* option : command.get_options()) {
    const auto name = option->get_positional() ? option->get_name(true) : option->get_name();
    text += fmt::format(".TP\n.B {}{}\n{}\n", roff(name), roff(value_text(*option, required)),
                        roff(option->get_description()));
  }
  return text;
}

std::string manual(const CLI::App& app, const Context& context) {
  const auto heading = [&](const Message& message) { return ".SH " + roff(context.words(message)) + "\n"; };
  const auto required = context.words(msg::cli::required());
  std::string text = fmt::format(".TH ENTENTE 1 \"\" \"{}\"\n", service::engine_version());
  text += heading(msg::cli::manual_name()) + "entente \\- " + roff(context.words(msg::cli::app_help())) + "\n";
  text += heading(msg::cli::label_options()) + roff_options(app, required);
  text += heading(msg::cli::label_commands());
  for (const auto* command : app.get_subcommands({})) {
    text += fmt::format(".SS entente {}\n{}\n", command->get_name(), roff(command->get_description()));
    text += roff_options(*command, required) + ".PP\n" + roff(command->get_footer()) + "\n";
  }
  text += heading(msg::cli::manual_exit()) + roff(context.words(msg::cli::exit_codes())) + "\n";
  return text;
}

Output plain(std::string text) {
  Output output;
  output.plain = std::move(text);
  return output;
}

}  // namespace

void add_manual_commands(CLI::App& app, Context& context) {
  const auto shell = std::make_shared<std::string>();
  auto* completion_app =
      add_command(app, context, "completion", msg::cli::completion_help(),
                  "entente completion bash > /etc/bash_completion.d/entente", [shell, &app]() -> Result<Output> {
                    ENTENTE_ASSIGN(const auto chosen, parse_word("SHELL", *shell, shell_words));
                    return plain(completion(app, chosen));
                  });
  completion_app->add_option("SHELL", *shell, context.words(msg::cli::shell_help()))
      ->required()
      ->option_text(choices(shell_words));
  add_command(app, context, "manual", msg::cli::manual_help(), "entente manual | man -l -",
              [&app, &context]() -> Result<Output> { return plain(manual(app, context)); });
}

}  // namespace entente::cli
