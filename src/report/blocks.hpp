// SPDX-License-Identifier: Apache-2.0
// Puts sections together; inside this room only.
#pragma once

#include "report/document.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entente::report {

/// A text, or nothing where it is empty.
[[nodiscard]] codec::Cell text_or_nothing(const std::string& text);

/// A table of no rows is left out.
void add_table(Section& section, std::string id, Message title, codec::Table table);
/// One that could not be drawn is left out.
void add_figure(Section& section, std::optional<Figure> figure);
/// Sentences; none are left out.
void add_lines(Section& section, std::vector<Message> lines);
/// The same, each with a sign before it.
void add_points(Section& section, std::vector<Message> points);
/// A section of nothing is left out.
void add_section(Document& document, Section section);

}  // namespace entente::report
