// SPDX-License-Identifier: Apache-2.0
// A report in memory: what it says, in one language, before it takes the form of a page.
#pragma once

#include "base/message.hpp"
#include "codec/table.hpp"
#include "findings/basis.hpp"
#include "findings/findings.hpp"
#include "geo/gazetteer.hpp"
#include "i18n/render.hpp"
#include "record/view.hpp"
#include "report/drawing.hpp"
#include "terms/terms.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace entente::report {

/// Everything that a report says follows from this; all of it must outlive the call that it is given to.
struct Facts {
  const findings::Assessment& assessment;
  const findings::Basis& basis;
  std::span<const findings::Violation> violations;  ///< of the clause in the zone, until the assessment's instant
  const terms::Terms& terms;
  const record::View& view;
  const geo::Gazetteer& gazetteer;
  const findings::Recent& days;    ///< the last days until the assessment's instant
  const findings::Recent& weeks;   ///< the last weeks until then
  const Facts* earlier = nullptr;  ///< the answer to the same question from an earlier state of the record; null: none
};

/// Whom a report is for. Each is a choice of the same blocks.
enum class Form {
  full,    ///< everything that the answer rests on
  daily,   ///< the last day, for those who guard the agreement and those who keep it
  weekly,  ///< the last weeks on one page, for those who decide
  map,     ///< zones, lines and findings on one sheet, for all
};

/// Of the map sheet, which lies across; every other form is on A4 upright.
enum class Sheet { a4, a3 };

/// Sentences that stand together.
struct Paragraph {
  std::vector<Message> sentences;
  bool listed = false;  ///< each is a point of a list
};

/// A table with its title. `id` names it for programs and never changes with the language: "windows".
struct DataTable {
  std::string id;
  Message title;
  codec::Table table;
};

/// As many rows of a table stand on a page; forms for spreadsheets have all.
inline constexpr std::size_t most_rows_on_pages = 200;

/// What a page shows of a table: its first rows, and a sentence on those that it leaves out.
struct PageTable {
  codec::Table table;
  std::optional<Message> rest;
};
[[nodiscard]] PageTable on_page(const DataTable& data);

/// A drawing with what is said of it; its title may be missing (no id).
struct Figure {
  std::string id;
  Message title;
  Drawing drawing;
  std::vector<Message> notes;
};

using Block = std::variant<Paragraph, DataTable, Figure>;

/// A heading, which may be missing (no id), and what stands under it.
struct Section {
  Message heading;
  std::vector<Block> blocks;
};

/// A whole report. Its first page has agreement, title, question and why; the sections follow.
struct Document {
  i18n::Language language = i18n::Language::en;
  bool simulated = false;
  bool across = false;  ///< the paper lies across
  Sheet sheet = Sheet::a4;
  bool dense = false;           ///< is meant to be one page: little room between its parts
  std::string agreement;        ///< its title
  Instant as_of = end_of_time;  ///< the assessment's instant
  Message question;             ///< area, clause and instant or period
  Message title;                ///< the verdict with what qualifies it, or what kind of report it is
  Drawing sign;                 ///< the verdict's: shape before colour
  findings::VerdictState state = findings::VerdictState::not_assessable;
  std::vector<Message> lead;  ///< why, in at most two sentences
  std::vector<Section> sections;
  Message foot;  ///< what it rests on, for the end of every page
};

/// The report on one assessment. Pure: the same facts, language and form give the same document.
[[nodiscard]] Document make(const Facts& facts, i18n::Language language, Form form = Form::full,
                            Sheet sheet = Sheet::a4);

/// Every table of the document, in its order.
[[nodiscard]] std::vector<const DataTable*> tables_of(const Document& document);

}  // namespace entente::report
