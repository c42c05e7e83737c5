// SPDX-License-Identifier: Apache-2.0
// Reads the command line, says what is wrong with it, runs the one command.
#include "msg/cli.hpp"

#include "base/close_words.hpp"
#include "cli/commands.hpp"
#include "cli/environment.hpp"
#include "cli/values.hpp"
#include "msg/word.hpp"
#include "service/workspace.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace entente::cli {
namespace {

constexpr Words<Format, 4> format_words = {
    {{"table", Format::table}, {"json", Format::json}, {"ndjson", Format::ndjson}, {"csv", Format::csv}}};
constexpr Words<ColorWhen, 3> color_words = {
    {{"auto", ColorWhen::automatic}, {"never", ColorWhen::never}, {"always", ColorWhen::always}}};
constexpr Words<i18n::Language, 3> language_words = {
    {{"en", i18n::Language::en}, {"ar", i18n::Language::ar}, {"ru", i18n::Language::ru}}};

/// Every value given to an option: the last one counts, but none may be wrong.
std::vector<std::string_view> values_of(const std::vector<std::string>& arguments, std::string_view option) {
  std::vector<std::string_view> values;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == option && i + 1 < arguments.size()) values.emplace_back(arguments[i + 1]);
    if (argument.starts_with(option) && argument.substr(option.size()).starts_with('=')) {
      values.push_back(argument.substr(option.size() + 1));
    }
  }
  return values;
}

/// The common flags are read before everything else: help is worded in the language asked for, and trouble with the
/// line itself is told in the form asked for, as far as it was understood.
Result<void> read_common(const std::vector<std::string>& arguments, Common& common) {
  for (const auto word : values_of(arguments, "--lang")) {
    ENTENTE_ASSIGN(common.language, parse_word("--lang", word, language_words));
  }
  for (const auto word : values_of(arguments, "--format")) {
    ENTENTE_ASSIGN(common.format, parse_word("--format", word, format_words));
  }
  for (const auto word : values_of(arguments, "--color")) {
    ENTENTE_ASSIGN(common.color, parse_word("--color", word, color_words));
  }
  return {};
}

/// So that CLI11 knows, checks and shows them; their values were read by read_common.
void add_common_options(CLI::App& app, const Context& context) {
  const auto add = [&](const char* name, const Message& help, const std::string& choices, const char* usual) {
    app.add_option_function<std::string>(
           name, [](const std::string&) {}, context.words(help))
        ->option_text(choices)
        ->default_str(usual)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  };
  add("--format", msg::cli::format_help(), choices(format_words), "table");
  add("--lang", msg::cli::lang_help(), choices(language_words), "en");
  add("--color", msg::cli::color_help(), choices(color_words), "auto");
}

/// Shows what an option takes as `value_text` has it; columns are those of a terminal in every language, and lines end
/// where the terminal does.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter(i18n::Language language, int width) : language_(language), width_(width) {}

  [[nodiscard]] std::string make_option_opts(const CLI::Option* option) const override {
    return value_text(*option, get_label("REQUIRED"));
  }
  [[nodiscard]] std::string make_option(const CLI::Option* option, bool is_positional) const override {
    return described(make_option_name(option, is_positional) + make_option_opts(option), make_option_desc(option));
  }
  [[nodiscard]] std::string make_subcommand(const CLI::App* command) const override {
    return described(command->get_name(), i18n::beside_latin(command->get_description(), language_));
  }
  /// What is typed runs from left to right, whatever stands before it.
  [[nodiscard]] std::string make_usage(const CLI::App* app, std::string name) const override {
    const auto usage = CLI::Formatter::make_usage(app, std::move(name));
    const auto typed = usage.find(' ') + 1;
    const auto end = usage.find_last_not_of('\n') + 1;
    return usage.substr(0, typed) + i18n::isolated(usage.substr(typed, end - typed), language_) + "\n";
  }
  /// That of a command is an example to be copied, and stays one line.
  [[nodiscard]] std::string make_footer(const CLI::App* app) const override {
    if (app->get_parent() != nullptr) return CLI::Formatter::make_footer(app);
    return wrapped(app->get_footer(), std::string(i18n::line_start(language_)), width_);
  }

 private:
  /// `name`, and from the column of descriptions on each line of `description`.
  [[nodiscard]] std::string described(const std::string& name, std::string_view description) const {
    constexpr int column = 34;
    const std::string start(i18n::latin_line_start(language_));
    const std::string margin = start + std::string(column, ' ');
    std::string line = start + "  " + name;
    if (display_width(line) >= column) line += '\n' + start;
    const int used = display_width(std::string_view(line).substr(line.rfind('\n') + 1));  // npos + 1 is 0
    line.append(static_cast<std::size_t>(column - used), ' ');
    for (bool first = true; first || !description.empty(); first = false) {
      const auto end = std::min(description.find('\n'), description.size());
      const auto words = wrapped(description.substr(0, end), margin, width_);
      line += first ? words.substr(margin.size()) : words;
      description.remove_prefix(std::min(end + 1, description.size()));
    }
    return line;
  }

  i18n::Language language_;
  int width_;
};

void word_help(CLI::App& app, const Context& context) {
  const auto formatter = std::make_shared<HelpFormatter>(context.common.language, context.environment.width);
  formatter->label("Usage", context.words(msg::cli::label_usage()));
  formatter->label("OPTIONS", context.words(msg::cli::label_options_usage()));
  formatter->label("SUBCOMMAND", context.words(msg::cli::label_command_usage()));
  formatter->label("Positionals", context.words(msg::cli::label_arguments()));
  formatter->label("Options", context.words(msg::cli::label_options()));
  formatter->label("Subcommands", context.words(msg::cli::label_commands()));
  formatter->label("REQUIRED", context.words(msg::cli::required()));
  app.formatter(formatter);
  // Headings of groups are the groups' own names: what is added from here on stands under these.
  app.option_defaults()->group(context.words(msg::cli::label_options()));
  app.set_help_flag("-h,--help", context.words(msg::cli::help_help()));
}

void add_option_names(const CLI::App& app, std::vector<std::string>& names) {
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames())
      names.push_back("--" + name);
  }
}

Message suggested(Message what, std::string_view typed, const std::vector<std::string>& known) {
  const auto close = closest_word(typed, known);
  return close ? msg::word::did_you_mean(std::move(what), *close) : what;
}

/// The first word that is neither a flag nor the value of a common one.
std::string_view first_word(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!arguments[i].starts_with('-')) return arguments[i];
    if (arguments[i].starts_with("--") && arguments[i].find('=') == std::string::npos) ++i;
  }
  return {};
}

Message missing_argument(const CLI::App& command) {
  for (const auto* option : command.get_options()) {
    if (option->get_required() && option->count() == 0) {
      return msg::cli::missing_argument(command.get_name(), option->get_name(option->get_positional()));
    }
  }
  return msg::cli::line_not_understood();
}

/// What is wrong with the line. CLI11's own words are English and name no way out.
Message usage_message(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& arguments) {
  const auto chosen = app.get_subcommands();
  if (chosen.empty()) {
    const auto word = first_word(arguments);
    if (word.empty()) return msg::cli::no_command();
    return unknown_command(app, word);
  }
  const auto& command = *chosen.front();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return missing_argument(command);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const std::string words = error.what();
    const auto name = words.substr(0, words.find(':'));
    const auto* option = command.get_option_no_throw(name);
    return option != nullptr && option->count() > 1 ? msg::cli::given_twice(name) : msg::cli::missing_value(name);
  }
  const auto left = app.remaining(true);
  if (left.empty()) return msg::cli::line_not_understood();
  std::vector<std::string> known;
  add_option_names(command, known);
  add_option_names(app, known);
  return suggested(msg::cli::unknown_argument(left.front(), command.get_name()), left.front(), known);
}

int run_command(CLI::App& app, Context& context, const std::vector<std::string>& arguments) {
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    context.environment.out(app.help());  // of the command, where one was named
    return exit_ok;
  } catch (const CLI::CallForVersion& version) {
    context.environment.out(std::string(version.what()) + "\n");
    return exit_ok;
  } catch (const CLI::ParseError& error) {
    return write_error({Code::invalid, usage_message(app, error, arguments)}, context.common, context.environment);
  }
  const auto output = context.chosen();
  if (!output) return write_error(output.error(), context.common, context.environment);
  write(*output, context.common, context.environment);
  return output->exit;
}

}  // namespace

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({}))
    names.push_back(command->get_name());
  return names;
}

Message unknown_command(const CLI::App& app, std::string_view name) {
  return suggested(msg::cli::unknown_command(name), name, command_names(app));
}

CLI::App* add_command(CLI::App& app, Context& context, const std::string& name, const Message& description,
                      const std::string& example, std::function<Result<Output>()> work) {
  auto* command = app.add_subcommand(name, context.words(description));
  command->group(context.words(msg::cli::label_commands()));
  command->get_help_ptr()->group(context.words(msg::cli::label_options()));  // made before it knew the name
  command->footer(context.words(msg::cli::example(example)));
  command->callback([&context, work = std::move(work)] { context.chosen = work; });
  return command;
}

namespace {

/// A description stands behind its option; in one of several lines each line sees to itself.
void set_descriptions_aside(CLI::App& app, i18n::Language language) {
  for (auto* option : app.get_options()) {
    const auto& words = option->get_description();
    if (words.find('\n') == std::string::npos) option->description(i18n::beside_latin(words, language));
  }
  for (auto* command : app.get_subcommands({}))
    set_descriptions_aside(*command, language);
}

}  // namespace

std::string value_text(const CLI::Option& option, const std::string& required) {
  std::string text;
  if (!option.get_option_text().empty()) text += " " + option.get_option_text();
  if (!option.get_default_str().empty()) text += "=" + option.get_default_str();
  if (option.get_required() && !option.get_positional()) text += " " + required;
  return text;
}

void build(CLI::App& app, Context& context) {
  app.name("entente");
  word_help(app, context);
  app.set_version_flag("--version", service::engine_version(), context.words(msg::cli::version_help()));
  app.require_subcommand(1);
  app.fallthrough();
  add_common_options(app, context);
  add_terms_commands(app, context);
  add_import_command(app, context);
  add_question_commands(app, context);
  add_report_command(app, context);
  add_keeping_commands(app, context);
  add_simulate_command(app, context);
  add_manual_commands(app, context);
  app.footer(context.words(msg::cli::footer()));
  set_descriptions_aside(app, context.common.language);
}

int run(const std::vector<std::string>& arguments, const Environment& environment) {
  Common common;
  const auto read = read_common(arguments, common);
  Context context{environment, common, {}};
  if (!read) return write_error(read.error(), context.common, environment);
  CLI::App app(context.words(msg::cli::app_help()));
  build(app, context);
  return run_command(app, context, arguments);
}

}  // namespace entente::cli
