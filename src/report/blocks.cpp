// SPDX-License-Identifier: Apache-2.0
// What there is nothing of is left out.
#include "report/blocks.hpp"

namespace entente::report {

codec::Cell text_or_nothing(const std::string& text) { return text.empty() ? codec::Cell() : codec::Cell(text); }

void add_table(Section& section, std::string id, Message title, codec::Table table) {
  if (table.rows.empty()) return;
  section.blocks.emplace_back(DataTable{std::move(id), std::move(title), std::move(table)});
}

void add_figure(Section& section, std::optional<Figure> figure) {
  if (figure) section.blocks.emplace_back(*std::move(figure));
}

void add_lines(Section& section, std::vector<Message> lines) {
  if (!lines.empty()) section.blocks.emplace_back(Paragraph{std::move(lines)});
}

void add_points(Section& section, std::vector<Message> points) {
  if (!points.empty()) section.blocks.emplace_back(Paragraph{std::move(points), true});
}

void add_section(Document& document, Section section) {
  if (!section.blocks.empty()) document.sections.push_back(std::move(section));
}

}  // namespace entente::report
