// SPDX-License-Identifier: Apache-2.0
// Eight methods, a table each.
#include "report/beside_section.hpp"

#include "codec/beside_json.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/beside_sentences.hpp"
#include "report/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace entente::report {
namespace {

using codec::Cell;
using codec::Table;
using codec::Word;

Cell number_if(bool known, double value) { return known ? Cell(value) : Cell(); }

/// Estimate and ends of a factor.
void add_interval(std::vector<Cell>& row, const findings::Interval& interval) {
  for (const double value : {interval.estimate, interval.lower, interval.upper})
    row.push_back(number_if(interval.defined, value));
}

template <typename T>
Cell reason_cell(const findings::Estimated<T>& answer) {
  return answer ? Cell() : Cell(Word{std::string(findings::word(answer.error())), reason_of(answer.error())});
}

std::vector<codec::Column> with_interval(std::vector<codec::Column> columns, codec::Column estimate) {
  columns.push_back(std::move(estimate));
  columns.push_back({"lower", msg::column::lower()});
  columns.push_back({"upper", msg::column::upper()});
  return columns;
}

Table series_table(const findings::WeeksBeside& weeks) {
  Table table{with_interval({{"what", msg::column::what()}}, {"estimate", msg::column::estimate()}), {}};
  if (!weeks.change) return table;
  const auto add = [&](Word what, const findings::Interval& interval) {
    std::vector<Cell> row{std::move(what)};
    add_interval(row, interval);
    table.rows.push_back(std::move(row));
  };
  add({"trend_before", msg::report::beside_trend_before()}, weeks.change->trend_before);
  add({"trend_after", msg::report::beside_trend_after()}, weeks.change->trend_after);
  add({"level", msg::report::beside_level()}, weeks.change->level);
  add({"at_end", msg::report::beside_at_end()}, weeks.change->at_end);
  return table;
}

Table difference_table(const Facts& facts, const findings::Estimated<findings::DifferenceInDifferences>& difference,
                       i18n::Language language) {
  Table table{with_interval({{"control", msg::column::area()},
                             {"zone_before", msg::column::zone_before()},
                             {"zone_after", msg::column::zone_after()},
                             {"control_before", msg::column::control_before()},
                             {"control_after", msg::column::control_after()}},
                            {"ratio", msg::column::ratio_of_ratios()}),
              {}};
  if (!difference) return table;
  const auto add = [&](Cell name, const findings::Difference& one) {
    std::vector<Cell> row{std::move(name), one.zone_before, one.zone_after, one.control_before, one.control_after};
    add_interval(row, one.ratio ? *one.ratio : findings::Interval{});
    table.rows.push_back(std::move(row));
  };
  add(Word{"", msg::report::beside_all_controls()}, difference->together);
  for (const auto& one : difference->by_control)
    add(area_name(facts.terms, facts.gazetteer, one.control, language), one);
  return table;
}

Table displacement_table(const findings::Estimated<findings::Displacement>& displacement) {
  Table table{with_interval({{"area", msg::column::area()},
                             {"before", msg::column::expected_before()},
                             {"after", msg::column::expected_after()},
                             {"expected", msg::column::expected()}},
                            {"beyond", msg::column::beyond()}),
              {}};
  if (!displacement) return table;
  const auto add = [&](Word area, const findings::AreaChange& change) {
    const auto& beyond = change.beyond;
    table.rows.push_back({std::move(area), change.counted.before.events, change.counted.after.events,
                          number_if(change.expected_after.has_value(), change.expected_after.value_or(0)),
                          beyond ? Cell(beyond->events) : Cell(), beyond ? Cell(beyond->lower) : Cell(),
                          beyond ? Cell(beyond->upper) : Cell()});
  };
  add({"zone", msg::report::beside_zone()}, displacement->zone);
  constexpr double km = 1000;
  for (const auto& ring : displacement->rings) {
    const double from_km = ring.from_m / km;
    const double to_km = ring.to_m / km;
    add({fmt::format("ring_{:.0f}_{:.0f}_km", from_km, to_km), msg::report::beside_ring(from_km, to_km)}, ring);
  }
  return table;
}

Table calm_table(const Facts& facts, const findings::CalmBeside& calm, i18n::Language language) {
  Table table{{{"area", msg::column::area()}, {"days", msg::column::days()}, {"back", msg::column::back()}}, {}};
  std::vector<const findings::AreaFollowed*> areas{&calm.zone};
  for (const auto& control : calm.controls)
    areas.push_back(&control);
  const bool any_reason = std::any_of(areas.begin(), areas.end(), [](const auto* area) { return !area->followed; });
  if (any_reason) table.columns.push_back({"reason", msg::column::reason()});
  for (const auto* area : areas) {
    const auto& followed = area->followed;
    auto& row = table.rows.emplace_back();
    row.emplace_back(area_name(facts.terms, facts.gazetteer, area->area, language));
    row.push_back(followed ? Cell(followed->days) : Cell());
    row.push_back(followed ? Cell(followed->returned) : Cell());
    if (any_reason) row.push_back(reason_cell(followed));
  }
  return table;
}

Table retaliation_table(const std::vector<findings::RetaliationBetween>& retaliation) {
  Table table{with_interval({{"stretch", msg::column::stretch()},
                             {"party", msg::column::party()},
                             {"other_side", msg::column::other_side()},
                             {"acts", msg::column::acts()},
                             {"own_accord", msg::column::own_accord()},
                             {"follows_own", msg::column::follows_own()}},
                            {"follows_other", msg::column::follows_other()}),
              {}};
  table.columns.push_back({"by_day_only", msg::column::by_day_only()});
  table.columns.push_back({"too_vague", msg::column::too_vague()});
  for (const auto& between : retaliation) {
    if (!between.fit) continue;
    const auto stretch = msg::report::beside_stretch(between.after ? "after" : "before");
    for (std::size_t side = 0; side < between.parties.size(); ++side) {
      const auto& acts = between.fit->sides.at(side);
      std::vector<Cell> row{Word{between.after ? "since_entry" : "before", stretch},
                            between.parties.at(side),
                            between.parties.at(1 - side),
                            acts.events,
                            acts.own_accord_share,
                            acts.own_side_share};
      add_interval(row, acts.retaliation_range ? *acts.retaliation_range
                                               : findings::Interval{false, acts.retaliation_share, 0, 0});
      if (!acts.retaliation_range) row[row.size() - 3] = acts.retaliation_share;
      row.insert(row.end(), {between.by_day_only, between.too_vague});
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Table recount_table(const std::vector<findings::Recount>& recounts) {
  Table table{with_interval({{"rule", msg::column::rule()},
                             {"unit", msg::column::unit()},
                             {"before", msg::column::expected_before()},
                             {"after", msg::column::expected_after()}},
                            {"rate_ratio", msg::column::rate_ratio()}),
              {}};
  table.columns.push_back({"without_locality", msg::column::without_locality()});
  for (const auto& recount : recounts) {
    std::vector<Cell> row{recount.rule, Word{std::string(codec::word(recount.unit)), terms::name_of(recount.unit)},
                          recount.before.events, recount.after.events};
    add_interval(row, recount.rate_ratio_dispersed);
    row.emplace_back(recount.without_place);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table datasets_table(const findings::DatasetComparison& comparison) {
  Table table{with_interval({{"dataset", msg::column::dataset()},
                             {"before", msg::column::expected_before()},
                             {"after", msg::column::expected_after()}},
                            {"rate_ratio", msg::column::rate_ratio()}),
              {}};
  table.columns.push_back({"direction", msg::column::direction()});
  table.columns.push_back({"shared_origin", msg::column::shared_origin()});
  for (const auto& says : comparison.datasets) {
    std::vector<Cell> row{says.dataset.empty() ? Cell(Word{"", msg::report::beside_entered()}) : Cell(says.dataset),
                          says.before.events.expected, says.after.events.expected};
    add_interval(row, says.rate_ratio_dispersed);
    const auto direction = findings::word(says.direction);
    row.emplace_back(Word{std::string(direction), msg::word::direction(direction)});
    row.emplace_back(says.shared_share);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table shared_origins_table(const findings::DatasetComparison& comparison) {
  Table table{{{"origin", msg::column::origin()},
               {"dataset", msg::column::dataset()},
               {"events", msg::column::events()},
               {"share", msg::column::share()}},
              {}};
  for (const auto& shared : comparison.shared_origins) {
    for (const auto& part : shared.parts)
      table.rows.push_back({shared.origin, part.dataset, part.events, share_of(part.share, 1)});
  }
  return table;
}

Table anticipation_table(const findings::Estimated<findings::Anticipation>& anticipation) {
  Table table{with_interval({{"stretch", msg::column::stretch()},
                             {"days", msg::column::days()},
                             {"events", msg::column::events()},
                             {"per_day", msg::column::per_day()}},
                            {"rate_ratio", msg::column::rate_ratio()}),
              {}};
  if (!anticipation) return table;
  const auto add = [&](Word stretch, const findings::Period& period, const findings::Interval& ratio) {
    const double days = period.exposure_days;
    std::vector<Cell> row{std::move(stretch), days, period.events.expected,
                          number_if(days > 0, days > 0 ? period.events.expected / days : 0)};
    add_interval(row, ratio);
    table.rows.push_back(std::move(row));
  };
  add({"before", msg::report::beside_before_announcement()}, anticipation->before, {});
  add({"anticipation", msg::report::beside_until_force()}, anticipation->anticipation,
      anticipation->anticipation_over_before.dispersed);
  add({"after", msg::report::beside_after_force()}, anticipation->after, anticipation->after_over_before.dispersed);
  return table;
}

void add_method(Section& section, Message question, std::vector<Message> says, DataTable table) {
  says.insert(says.begin(), std::move(question));
  section.blocks.emplace_back(Paragraph{std::move(says)});
  if (!table.table.rows.empty()) section.blocks.emplace_back(std::move(table));
}

}  // namespace

Section beside_section(const Facts& facts, i18n::Language language) {
  Section section{msg::report::beside_title(), {}};
  if (!facts.assessment.beside) return section;
  const auto& beside = *facts.assessment.beside;
  section.blocks.emplace_back(Paragraph{{msg::report::beside_intro()}});
  add_method(section, msg::report::method_series(), series_lines(beside.weeks),
             {"beside_series", msg::report::beside_series_title(), series_table(beside.weeks)});
  add_method(section, msg::report::method_difference(), difference_lines(beside.difference),
             {"beside_difference", msg::report::beside_difference_title(),
              difference_table(facts, beside.difference, language)});
  add_method(
      section, msg::report::method_displacement(), displacement_lines(beside.displacement),
      {"beside_displacement", msg::report::beside_displacement_title(), displacement_table(beside.displacement)});
  add_method(section, msg::report::method_calm(), calm_lines(beside.calm),
             {"beside_calm", msg::report::beside_calm_title(), calm_table(facts, beside.calm, language)});
  add_method(section, msg::report::method_retaliation(), retaliation_lines(beside.retaliation),
             {"beside_retaliation", msg::report::beside_retaliation_title(), retaliation_table(beside.retaliation)});
  add_method(section, msg::report::method_recount(), recount_lines(beside.recounts),
             {"beside_recount", msg::report::beside_recount_title(), recount_table(beside.recounts)});
  add_method(section, msg::report::method_datasets(), datasets_lines(beside.datasets),
             {"beside_datasets", msg::report::beside_datasets_title(), datasets_table(beside.datasets)});
  if (!beside.datasets.shared_origins.empty()) {
    section.blocks.emplace_back(
        DataTable{"beside_origins", msg::report::origins_title(), shared_origins_table(beside.datasets)});
  }
  add_method(
      section, msg::report::method_anticipation(), anticipation_lines(beside.anticipation),
      {"beside_anticipation", msg::report::beside_anticipation_title(), anticipation_table(beside.anticipation)});
  return section;
}

}  // namespace entente::report
