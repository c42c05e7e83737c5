// SPDX-License-Identifier: Apache-2.0
// What a command has to say, in the one form from which table, JSON, NDJSON and CSV are written.
#pragma once

#include "base/message.hpp"
#include "base/result.hpp"
#include "cli/environment.hpp"
#include "codec/table.hpp"
#include "i18n/render.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::cli {

/// `table` is for people; the others are for programs.
enum class Format { table, json, ndjson, csv };
/// `automatic`: on a terminal, unless NO_COLOR is set.
enum class ColorWhen { automatic, never, always };

/// The flags that every command has.
struct Common {
  Format format = Format::table;
  i18n::Language language = i18n::Language::en;
  ColorWhen color = ColorWhen::automatic;
};

/// Lines and a table of what people read.
struct Section {
  std::optional<Message> title;
  std::vector<Message> lines;
  codec::Table table;
  std::vector<Message> notes{};            ///< one below each row of the table, indented; empty: none
  std::optional<std::size_t> gives_way{};  ///< the column of words that is cut where the lines are too long
};

/// What a command has to say. People see every section; ndjson and csv are the rows of `rows`; json is `json` when
/// set, else `rows`.
struct Output {
  std::vector<Section> sections;
  codec::Table rows;
  std::string json;
  std::string plain;        ///< for what has a form of its own (a completion, a manual): written as it is
  bool simulated = false;   ///< then every form says so
  bool is_trouble = false;  ///< what kept the command from its work: goes to standard error
  int exit = exit_ok;
};

/// Writes it in the form asked for.
void write(const Output& output, const Common& common, const Environment& environment);

/// Writes an error: a sentence for people, an object for programs when the format is JSON or NDJSON; returns the exit
/// code that it means.
int write_error(const Error& error, const Common& common, const Environment& environment);

/// `text` in at most `width` columns of a terminal, its end cut off with “…” where there is more.
[[nodiscard]] std::string cut_to(std::string_view text, int width);
/// `text` in lines of at most `width` columns, broken between words, each behind `margin` and those after the first
/// `hanging` columns further in. A longer word stays whole. An isolate that is open where a line ends is closed there
/// and opened anew, since it does not reach into the next one.
[[nodiscard]] std::string wrapped(std::string_view text, const std::string& margin, int width, int hanging = 0);

/// How many columns of a terminal `text` takes: letters 1; combining marks, isolates and other invisible signs 0.
[[nodiscard]] int display_width(std::string_view text);

}  // namespace entente::cli
