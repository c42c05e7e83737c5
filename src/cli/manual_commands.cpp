// SPDX-License-Identifier: Apache-2.0
// completion, manual, help: what the shell, man and people need, made from the command line itself.
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/values.hpp"
#include "msg/cli.hpp"
#include "service/import.hpp"
#include "service/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

namespace entente::cli {
namespace {

enum class Shell { bash, zsh, fish };
constexpr Words<Shell, 3> shell_words = {{{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}}};

/// What may be typed for an option or an argument: words, a file, or what only the record or the terms know.
struct Taken {
  enum class What { nothing, words, file, other };
  What what = What::other;
  std::string words{};
};

Taken taken_by(const CLI::App& app, const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return {Taken::What::nothing};
  // An argument is named after what it takes; an option has that in its text: "table|json", "FILE".
  const auto positional = option.get_positional() ? option.get_name(true) : std::string();
  auto text = option.get_option_text().empty() ? positional : option.get_option_text();
  constexpr std::array<std::string_view, 5> files = {"BACKUP", "DB", "FILE", "TERMS", "TO"};
  if (std::find(files.begin(), files.end(), text) != files.end()) return {Taken::What::file};
  if (text == "COMMAND") return {Taken::What::words, joined(command_names(app), " ")};
  if (text == "IMPORTER") {
    std::vector<std::string_view> names;
    for (const auto& importer : importing::registry())
      names.push_back(importer.name);
    return {Taken::What::words, joined(names, " ")};
  }
  const bool is_choice = text.find('|') != std::string::npos && text.front() >= 'a';
  if (!is_choice) return {};
  std::replace(text.begin(), text.end(), '|', ' ');
  return {Taken::What::words, std::move(text)};
}

std::vector<const CLI::Option*> long_options(const CLI::App& command) {
  std::vector<const CLI::Option*> options;
  for (const auto* option : command.get_options()) {
    if (!option->get_lnames().empty()) options.push_back(option);
  }
  return options;
}

std::string long_name(const CLI::Option& option) { return "--" + option.get_lnames().front(); }

/// Of a command and, behind them, those that every command has.
std::string option_names(const CLI::App& app, const CLI::App& command) {
  std::vector<std::string> names;
  for (const auto* of : {&command, &app}) {
    for (const auto* option : long_options(*of)) {
      const bool is_new = std::find(names.begin(), names.end(), long_name(*option)) == names.end();
      if (is_new && long_name(*option) != "--version") names.push_back(long_name(*option));
    }
  }
  return joined(names, " ");
}

/// In the shell's table: the words, "FILE", "VALUE"; a flag has no line there.
std::string in_table(const Taken& taken) {
  switch (taken.what) {
    case Taken::What::words:
      return taken.words;
    case Taken::What::file:
      return "FILE";
    case Taken::What::nothing:
    case Taken::What::other:
      break;
  }
  return "VALUE";
}

/// A function for bash and zsh: sets `takes` to what stands behind an option of a command (nothing: a flag), at the
/// n-th place for an argument, or at "-" for the names of its options.
std::string shell_table(const CLI::App& app) {
  const auto line = [](std::string_view command, std::string_view what, std::string_view takes) {
    return fmt::format("    {},{}) takes='{}' ;;\n", command, what, takes);
  };
  std::string text = "_entente_takes() {\n  takes=\n  case $1,$2 in\n";
  text += line("", "1", joined(command_names(app), " "));
  text += line("", "-", option_names(app, app) + " --version");
  for (const auto* command : app.get_subcommands({})) {
    int place = 0;
    for (const auto* option : command->get_options()) {
      const auto taken = taken_by(app, *option);
      if (taken.what == Taken::What::nothing) continue;
      const auto what = option->get_positional() ? fmt::format("{}", ++place) : long_name(*option);
      text += line(command->get_name(), what, in_table(taken));
    }
    text += line(command->get_name(), "-", option_names(app, *command));
  }
  for (const auto* option : long_options(app)) {
    const auto taken = taken_by(app, *option);
    if (taken.what != Taken::What::nothing) text += line("*", long_name(*option), in_table(taken));
  }
  return text + "  esac\n}\n";
}

std::string bash_completion(const CLI::App& app) {
  return shell_table(app) + R"(
_entente() {
  local i word takes option='' command='' place=1 current=${COMP_WORDS[COMP_CWORD]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == = ]]; then
      continue # "--lang=ru" comes as three words
    elif [[ $option ]]; then
      option=''
    elif [[ $word == -* ]]; then
      _entente_takes "$command" "$word"
      [[ ! $takes ]] || option=$word
    elif [[ ! $command ]]; then
      command=$word
    else
      ((++place))
    fi
  done
  [[ $current != = ]] || current=''
  if [[ $option ]]; then
    _entente_takes "$command" "$option"
  elif [[ $current == -* ]]; then
    _entente_takes "$command" -
  else
    _entente_takes "$command" "$place"
  fi
  COMPREPLY=()
  case $takes in
    FILE)
      compopt -o filenames 2> /dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      ;;
    VALUE | '') ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$takes" -- "$current") ;;
  esac
}
complete -F _entente entente
)";
}

std::string zsh_completion(const CLI::App& app) {
  return "#compdef entente\n" + shell_table(app) + R"(
_entente() {
  local i word takes option='' command='' place=1
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
    if [[ -n $option ]]; then
      option=''
    elif [[ $word == --*=* ]]; then
      continue
    elif [[ $word == -* ]]; then
      _entente_takes "$command" "$word"
      [[ -z $takes ]] || option=$word
    elif [[ -z $command ]]; then
      command=$word
    else
      ((++place))
    fi
  done
  if [[ -n $option ]]; then
    _entente_takes "$command" "$option"
  elif [[ $words[CURRENT] == --*=* ]]; then
    _entente_takes "$command" "${words[CURRENT]%%=*}"
    compset -P '*='
  elif [[ $words[CURRENT] == -* ]]; then
    _entente_takes "$command" -
  else
    _entente_takes "$command" "$place"
  fi
  case $takes in
    FILE) _files ;;
    VALUE | '') ;;
    *) compadd -- ${=takes} ;;
  esac
}
_entente "$@"
)";
}

std::string fish_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text)
    quoted += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return quoted + "'";
}

/// What fish is told behind an option or a place: words only, files, or neither.
std::string fish_taken(const Taken& taken) {
  switch (taken.what) {
    case Taken::What::nothing:
      return "";
    case Taken::What::words:
      return " -x -a " + fish_quoted(taken.words);
    case Taken::What::file:
      return " -r -F";
    case Taken::What::other:
      break;
  }
  return " -x";
}

std::string fish_completion(const CLI::App& app) {
  const auto names = joined(command_names(app), " ");
  std::string text = "complete -c entente -f\n";
  for (const auto* option : long_options(app)) {
    text +=
        fmt::format("complete -c entente -l {}{}\n", long_name(*option).substr(2), fish_taken(taken_by(app, *option)));
  }
  for (const auto* command : app.get_subcommands({})) {
    const auto& name = command->get_name();
    text += fmt::format("complete -c entente -n 'not __fish_seen_subcommand_from {}' -a {} -d {}\n", names, name,
                        fish_quoted(command->get_description()));
    for (const auto* option : command->get_options()) {
      const auto taken = taken_by(app, *option);
      const auto start = fmt::format("complete -c entente -n '__fish_seen_subcommand_from {}'", name);
      if (!option->get_positional()) {
        if (!option->get_lnames().empty())
          text += start + " -l " + option->get_lnames().front() + fish_taken(taken) + "\n";
      } else if (taken.what == Taken::What::words) {
        text += start + " -a " + fish_quoted(taken.words) + "\n";
      } else if (taken.what == Taken::What::file) {
        text += start + " -F\n";
      }
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

/// Of a command, else of all of them.
Result<Output> help(const CLI::App& app, const std::string& name) {
  if (name.empty()) return plain(app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal));
  const auto commands = app.get_subcommands([&](const CLI::App* command) { return command->get_name() == name; });
  if (commands.empty()) return fail(Code::invalid, unknown_command(app, name));
  return plain(
      app.get_formatter()->make_help(commands.front(), app.get_name() + " " + name, CLI::AppFormatMode::Normal));
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
  const auto command = std::make_shared<std::string>();
  add_command(app, context, "help", msg::cli::help_command_help(), "entente help assess", [command, &app] {
    return help(app, *command);
  })->add_option("COMMAND", *command, context.words(msg::cli::help_about_help()));
}

}  // namespace entente::cli
