// SPDX-License-Identifier: Apache-2.0
// Lays out findings for people; programs get the rows of codec/findings_json.hpp.
#include "cli/findings_text.hpp"

#include "codec/findings_json.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "msg/word.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

namespace entente::cli {
namespace {

/// Enough of an id to be the only one of a large record.
constexpr std::size_t digits_shown = 8;

struct Told {
  const findings::Violation* violation = nullptr;
  codec::IncidentWords words;
};

std::vector<Told> latest_first(std::span<const findings::Violation> violations, codec::IncidentTeller& teller) {
  std::vector<Told> told;
  told.reserve(violations.size());
  for (const auto& violation : violations)
    told.push_back({&violation, teller.words_of(violation.incident)});
  std::stable_sort(told.begin(), told.end(),
                   [](const Told& a, const Told& b) { return a.words.first_day > b.words.first_day; });
  return told;
}

codec::Cell days_cell(const codec::IncidentWords& words) {
  const auto text = [](const std::optional<Day>& day) { return day ? to_string(*day) : std::string("…"); };
  if (!words.first_day && !words.last_day) return {};
  if (words.first_day == words.last_day) return text(words.first_day);
  return msg::word::day_range(text(words.first_day), text(words.last_day));
}

/// "P1"; with the readings where it is not the words as written alone: "P1 (as_written narrow)".
std::string clause_text(const findings::Violation& violation) {
  if (violation.readings == std::vector{terms::as_written}) return violation.clause.value;
  std::vector<std::string_view> readings;
  readings.reserve(violation.readings.size());
  for (const auto& reading : violation.readings)
    readings.emplace_back(reading.value);
  return fmt::format("{} ({})", violation.clause.value, fmt::join(readings, " "));
}

std::string name_for_show(const Told& told) {
  if (told.words.dataset.empty()) return record::to_string(told.violation->incident).substr(0, digits_shown);
  return fmt::format("{}:{}", told.words.dataset, told.words.row);
}

Message reasons_of(const findings::Violation& violation) {
  const auto grounds = codec::deciding_grounds(violation);
  auto reasons = grounds.back()->reason;  // some condition always decides
  for (auto ground = std::next(grounds.rbegin()); ground != grounds.rend(); ++ground)
    reasons = msg::cli::reasons_and((*ground)->reason, std::move(reasons));
  return reasons;
}

bool in_several_zones(std::span<const findings::Violation> violations) {
  return std::any_of(violations.begin(), violations.end(),
                     [&](const auto& violation) { return violation.zone != violations.front().zone; });
}

}  // namespace

Section findings_summary(std::span<const findings::Violation> violations) {
  std::map<std::pair<std::string, findings::ViolationState>, std::int64_t> counts;
  for (const auto& violation : violations)
    ++counts[{violation.clause.value, violation.state}];
  Section section{msg::cli::findings_title(static_cast<std::int64_t>(violations.size())), {}, {}};
  if (violations.empty()) section.lines.push_back(msg::cli::no_findings());
  section.table.columns = {
      {"clause", msg::column::clause()}, {"state", msg::column::state()}, {"count", msg::column::count()}};
  for (const auto& [key, count] : counts)
    section.table.rows.push_back({key.first, codec::name_of(key.second), count});
  return section;
}

Section latest_findings(std::span<const findings::Violation> violations, codec::IncidentTeller& teller,
                        std::size_t most) {
  Section section{msg::cli::latest_findings(), {}, {}};
  constexpr std::size_t place_column = 1;
  section.gives_way = place_column;
  auto& columns = section.table.columns;
  columns = {{"days", msg::column::date()},
             {"place", msg::column::place()},
             {"clause", msg::column::clause()},
             {"state", msg::column::state()},
             {"probability", msg::column::probability()},
             {"row", msg::column::row()}};
  const bool with_zone = in_several_zones(violations);
  if (with_zone) columns.insert(columns.begin() + 2, {"zone", msg::column::zone()});
  auto told = latest_first(violations, teller);
  told.resize(std::min(most, told.size()));
  for (const auto& one : told) {
    const auto& violation = *one.violation;
    auto& row = section.table.rows.emplace_back();
    row = {days_cell(one.words), one.words.place.empty() ? codec::Cell() : codec::Cell(one.words.place)};
    if (with_zone) row.push_back(violation.zone ? codec::Cell(violation.zone->value) : codec::Cell());
    row.insert(row.end(),
               {clause_text(violation), codec::name_of(violation.state), violation.probability, name_for_show(one)});
    section.notes.push_back(reasons_of(violation));
  }
  return section;
}

}  // namespace entente::cli
