// SPDX-License-Identifier: Apache-2.0
// A row of bars for each area, one scale for all, and the coverage beneath.
#include "i18n/dates.hpp"
#include "msg/report.hpp"
#include "report/figures.hpp"
#include "report/sentences.hpp"

#include <algorithm>
#include <cmath>

namespace entente::report {
namespace {

constexpr double bars_width = 720;
constexpr double names_width = 240;
constexpr double top = 4;

/// Where weeks stand: time runs as the script does.
struct Columns {
  std::size_t count = 0;
  double row_height = 0;
  bool mirrored = false;

  /// Of the highest bar, with room for the number over it.
  [[nodiscard]] double bar_height() const { return row_height - 16; }
  [[nodiscard]] double width() const { return (bars_width - names_width) / static_cast<double>(count); }
  [[nodiscard]] Frame at(std::size_t week, double row_top, double height) const {
    constexpr double share = 0.82;
    const double along = names_width + width() * static_cast<double>(week);
    return {mirrored ? bars_width - along - width() * share : along, row_top, width() * share, height};
  }
  [[nodiscard]] Spot names(double y) const { return {mirrored ? bars_width - 3 : 0, y}; }
  [[nodiscard]] Anchor begins() const { return mirrored ? Anchor::right : Anchor::left; }
};

/// A name as far as there is room for it; cut between letters.
std::string cut(const std::string& name) {
  constexpr int most_letters = 36;
  int letters = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if ((static_cast<unsigned char>(name[i]) & 0xC0U) == 0x80U) continue;
    if (++letters > most_letters) return name.substr(0, i) + "…";
  }
  return name;
}

double middle_of(const Frame& frame) { return frame.left + frame.width / 2; }

void add_row(const Facts& facts, const findings::RecentArea& area, double most, double row_top, const Columns& columns,
             i18n::Language language, Drawing& drawing) {
  const double base = row_top + columns.row_height - 3;
  const TimeRange force = common(facts.terms.in_force(), facts.assessment.force);
  drawing.marks.emplace_back(Label{columns.names(base - 6),
                                   cut(area_name(facts.terms, facts.gazetteer, area.area, language)), columns.begins(),
                                   10.5, !area.is_control, Tone::ink, false});
  for (std::size_t week = 0; week < area.periods.size(); ++week) {
    const auto& period = area.periods[week];
    const double events = period.events.expected;
    const double height = columns.bar_height() * events / most;
    const auto bar = columns.at(week, base - height, height);
    const bool is_after = !area.is_control && !force.empty() && force.from < period.when.to;
    if (events > 0) drawing.marks.emplace_back(box_of(bar, {.fill = is_after ? Tone::after : Tone::before}));
    const bool whole = std::abs(events - std::round(events)) < 0.05;
    drawing.marks.emplace_back(Label{{middle_of(bar), base - height - 3},
                                     i18n::render_number(events, whole ? 0 : 1, language),
                                     Anchor::middle,
                                     9,
                                     false,
                                     Tone::quiet,
                                     false});
  }
  const auto first = columns.at(0, base, 0);
  const auto last = columns.at(columns.count - 1, base, 0);
  drawing.marks.emplace_back(line_of({std::min(first.left, last.left), base},
                                     {std::max(first.left + first.width, last.left + last.width), base},
                                     {.stroke = Tone::line}));
}

/// By week as high as what could be seen; hatched where nobody recorded who could.
void add_coverage(const findings::Recent& weeks, double row_top, const Columns& columns, i18n::Language language,
                  Drawing& drawing) {
  constexpr double height = 12;
  const auto words = weeks.coverage_known ? msg::report::bars_seen() : msg::report::bars_unseen();
  drawing.marks.emplace_back(Label{columns.names(row_top + height - 2), i18n::render(words, language), columns.begins(),
                                   11, false, Tone::ink, false});
  for (std::size_t week = 0; week < columns.count; ++week) {
    const auto frame = columns.at(week, row_top, height);
    if (weeks.coverage_known) {
      const double seen = height * weeks.covered[week];
      drawing.marks.emplace_back(
          box_of({frame.left, frame.top + height - seen, frame.width, seen}, {.fill = Tone::quiet}));
    } else {
      drawing.marks.emplace_back(hatch_of(frame));
    }
    drawing.marks.emplace_back(box_of(frame, {.stroke = Tone::unknown, .width = 0.7}));
  }
}

/// The first day of every fourth week, but where its words would leave the drawing.
void add_days(const Facts& facts, double y, const Columns& columns, i18n::Language language, Drawing& drawing) {
  constexpr std::size_t step = 4;
  const auto& periods = facts.weeks.areas.front().periods;
  for (std::size_t week = 0; week + 2 < periods.size(); week += step) {
    const auto day = facts.terms.agreement.zone.day_of(periods[week].when.from);
    const auto frame = columns.at(week, y, 0);
    drawing.marks.emplace_back(Label{{columns.mirrored ? frame.left + frame.width : frame.left, y},
                                     i18n::render_day(day, language),
                                     columns.begins(),
                                     10,
                                     false,
                                     Tone::quiet,
                                     false});
  }
}

}  // namespace

Figure area_bars(const Facts& facts, i18n::Language language) {
  const auto& weeks = facts.weeks;
  // A page holds so much; many areas have low rows.
  constexpr double all_rows = 220;
  const double row_height = std::clamp(all_rows / static_cast<double>(weeks.areas.size()), 24.0, 42.0);
  const Columns columns{weeks.covered.size(), row_height, i18n::right_to_left(language)};
  double most = 1;
  for (const auto& area : weeks.areas) {
    for (const auto& period : area.periods)
      most = std::max(most, period.events.expected);
  }
  Drawing drawing{.width = bars_width, .height = 0, .frame = {}, .clipped = {}, .marks = {}};
  double y = top;
  for (const auto& area : weeks.areas) {
    add_row(facts, area, most, y, columns, language, drawing);
    y += row_height;
  }
  add_coverage(weeks, y + 4, columns, language, drawing);
  add_days(facts, y + 30, columns, language, drawing);
  drawing.height = y + 36;
  return {"areas", msg::report::recent_table_title(), std::move(drawing), {msg::report::bars_notes()}};
}

}  // namespace entente::report
