// SPDX-License-Identifier: Apache-2.0
// Events by week, as bars that are never smoothed.
#include "i18n/dates.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/figures.hpp"
#include "report/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace entente::report {
namespace {

constexpr double chart_width = 720;
constexpr Frame plot{40, 52, 672, 190};
constexpr double plot_bottom = plot.top + plot.height;
constexpr double week_days = 7;

/// Where a day and a number of events stand. In a language from right to left time runs so too.
struct Scale {
  Day first{};
  double days = 1;
  double most = 1;
  bool mirrored = false;

  [[nodiscard]] double across(double x) const { return mirrored ? chart_width - x : x; }
  /// A day outside the series stands at its end.
  [[nodiscard]] double x_of(Day day) const {
    const double along = static_cast<double>((day - first).count()) / days;
    return across(plot.left + plot.width * std::clamp(along, 0.0, 1.0));
  }
  [[nodiscard]] double y_of(double events) const { return plot_bottom - plot.height * events / most; }
  /// The end of a label at which time begins, and the one at which it ends.
  [[nodiscard]] Anchor begins() const { return mirrored ? Anchor::right : Anchor::left; }
  [[nodiscard]] Anchor ends() const { return mirrored ? Anchor::left : Anchor::right; }
};

/// Between two days, from one height down to another.
Frame between(const Scale& scale, Day from, Day to, double top, double bottom) {
  const double one = scale.x_of(from);
  const double other = scale.x_of(to);
  return {std::min(one, other), top, std::abs(other - one), bottom - top};
}

/// The step of at most four lines across: 1, 2 or 5 times a power of ten.
double step_of(double most) {
  constexpr double lines = 4;
  const double decade = std::pow(10, std::floor(std::log10(std::max(most / lines, 1.0))));
  for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
    if (most / (factor * decade) <= lines) return factor * decade;
  }
  return 10 * decade;
}

void add_levels_across(const Scale& scale, i18n::Language language, Drawing& drawing) {
  constexpr double tick_gap = 6;
  constexpr double half_letter = 4;
  const double step = step_of(scale.most);
  for (int i = 0; i * step <= scale.most; ++i) {
    const double y = scale.y_of(i * step);
    drawing.marks.emplace_back(
        line_of({scale.across(plot.left), y}, {scale.across(plot.left + plot.width), y}, {.stroke = Tone::line}));
    drawing.marks.emplace_back(Label{{scale.across(plot.left - tick_gap), y + half_letter},
                                     i18n::render_number(i * step, 0, language),
                                     scale.ends(),
                                     11,
                                     false,
                                     Tone::quiet,
                                     false});
  }
}

void add_bars(const findings::Assessment& assessment, const std::optional<Day>& force, const Scale& scale,
              Drawing& drawing) {
  Path before{{}, true, {.fill = Tone::before}};
  Path after{{}, true, {.fill = Tone::after}};
  for (const auto& [day, events] : assessment.weekly) {
    if (!(events > 0)) continue;
    auto bar = between(scale, day, day + std::chrono::days{7}, scale.y_of(events), plot_bottom);
    bar.width *= 0.85;
    auto& bars = force && day >= *force ? after : before;
    bars.strokes.push_back(box_of(bar, {}).strokes.front());
  }
  drawing.marks.emplace_back(std::move(before));
  drawing.marks.emplace_back(std::move(after));
}

/// The two windows that the first sentence compares, with their counts.
void add_windows(const Facts& facts, const Scale& scale, i18n::Language language, Drawing& drawing) {
  const auto* window = longest_passed(facts.assessment);
  if (window == nullptr) return;
  const auto& zone = facts.terms.agreement.zone;
  for (const auto* period : {&window->before, &window->after}) {
    const auto frame =
        between(scale, zone.day_of(period->when.from), zone.day_of(period->when.to), plot.top, plot_bottom);
    constexpr double seen = 1;
    if (frame.width < seen) continue;
    drawing.marks.emplace_back(box_of(frame, {.fill = Tone::agreement_soft}));
    drawing.marks.emplace_back(Label{{frame.left + frame.width / 2, plot.top + 14},
                                     i18n::render_number(period->events.expected, 0, language),
                                     Anchor::middle,
                                     12,
                                     true,
                                     Tone::agreement,
                                     true});
  }
}

/// The rate between changes as a step, and each change with its range below the axis.
void add_changes(const findings::Assessment& assessment, const Scale& scale, Day end, i18n::Language language,
                 Drawing& drawing) {
  const auto& changes = assessment.change_points;
  if (changes.empty()) return;
  constexpr double lane = plot_bottom + 34;
  constexpr double half = 5;
  constexpr double apart = 130;
  Path levels{{}, false, {.stroke = Tone::agreement, .width = 2}};
  auto from = scale.first;
  double last_label = -apart;
  for (std::size_t i = 0; i <= changes.size(); ++i) {
    const bool is_last = i == changes.size();
    const auto to = is_last ? end : changes[i].date;
    const double y = scale.y_of(week_days * (is_last ? changes.back().rate_after : changes[i].rate_before));
    levels.strokes.push_back({{scale.x_of(from), y}, {scale.x_of(to), y}});
    if (is_last) break;
    const double x = scale.x_of(to);
    drawing.marks.emplace_back(line_of({scale.x_of(changes[i].earliest), lane}, {scale.x_of(changes[i].latest), lane},
                                       {.stroke = Tone::agreement, .width = 5}));
    drawing.marks.emplace_back(line_of({scale.x_of(changes[i].surely_from), lane},
                                       {scale.x_of(changes[i].surely_to), lane},
                                       {.stroke = Tone::agreement, .width = 1}));
    drawing.marks.emplace_back(Path{
        {{{x - half, lane}, {x, lane - half}, {x + half, lane}, {x, lane + half}}}, true, {.fill = Tone::agreement}});
    const double along = std::abs(x - scale.across(0));
    if (along - last_label >= apart) {
      const auto anchor = along < apart / 2                 ? scale.begins()
                          : along > chart_width - apart / 2 ? scale.ends()
                                                            : Anchor::middle;
      drawing.marks.emplace_back(
          Label{{x, lane + 18}, i18n::render_day(to, language), anchor, 11, false, Tone::ink, false});
      last_label = along;
    }
    from = to;
  }
  drawing.marks.emplace_back(std::move(levels));
}

void add_months(const Scale& scale, Day end, i18n::Language language, Drawing& drawing) {
  using std::chrono::days;
  using std::chrono::months;
  const bool many = scale.days > 6 * 366;
  const std::chrono::year_month_day first{scale.first};
  for (auto month = first.year() / first.month(); Day{month / 1} < end; month += months{1}) {
    const Day day{month / 1};
    const auto number = static_cast<unsigned>(month.month());
    const bool is_year = number == 1;
    if (day < scale.first || (number % 3 != 1) || (many && !is_year)) continue;
    const double x = scale.x_of(day);
    drawing.marks.emplace_back(
        line_of({x, plot_bottom}, {x, plot_bottom + (is_year ? 8.0 : 4.0)}, {.stroke = Tone::ink}));
    if (!is_year && number != 7) continue;
    const auto words = is_year ? fmt::format("{}", static_cast<int>(month.year())) : i18n::render_month(day, language);
    drawing.marks.emplace_back(
        Label{{x, plot_bottom + 20}, words, Anchor::middle, 11, is_year, is_year ? Tone::ink : Tone::quiet, false});
  }
}

/// A line down through the plot with words above it.
void add_instant(const Scale& scale, Day day, const Message& words, double top, const Pen& pen, i18n::Language language,
                 Drawing& drawing) {
  const double x = scale.x_of(day);
  drawing.marks.emplace_back(line_of({x, top + 4}, {x, plot_bottom}, pen));
  const bool early = std::abs(x - scale.across(0)) < chart_width / 3;
  drawing.marks.emplace_back(Label{
      {x, top}, i18n::render(words, language), early ? scale.begins() : scale.ends(), 12, true, Tone::ink, false});
}

/// Under the axis and on its scale: hatched where nobody recorded who could have seen.
void add_coverage(const findings::CoverageShare& coverage, i18n::Language language, Drawing& drawing) {
  const Frame strip{plot.left, plot_bottom + 62, plot.width, 10};
  const Frame placed{drawing.width - strip.left - strip.width, strip.top, strip.width, strip.height};
  const auto& frame = i18n::right_to_left(language) ? placed : strip;
  drawing.marks.emplace_back(box_of(frame, {.stroke = Tone::unknown, .width = 0.7}));
  if (!coverage.known) drawing.marks.emplace_back(hatch_of(frame));
  drawing.marks.emplace_back(Label{{frame.left + frame.width / 2, frame.top + frame.height + 14},
                                   i18n::render(coverage_line(coverage), language),
                                   Anchor::middle,
                                   11,
                                   false,
                                   Tone::ink,
                                   false});
}

}  // namespace

const findings::Window* longest_passed(const findings::Assessment& assessment) {
  const findings::Window* longest = nullptr;
  for (const auto& window : assessment.windows) {
    if (window.complete && (longest == nullptr || window.days > longest->days)) longest = &window;
  }
  return longest;
}

std::optional<Figure> weekly_chart(const Facts& facts, i18n::Language language) {
  const auto& assessment = facts.assessment;
  if (assessment.weekly.empty()) return std::nullopt;
  const auto& zone = facts.terms.agreement.zone;
  const auto end = assessment.weekly.back().first + std::chrono::days{7};
  Scale scale{.first = assessment.weekly.front().first, .mirrored = i18n::right_to_left(language)};
  scale.days = static_cast<double>((end - scale.first).count());
  for (const auto& [day, events] : assessment.weekly)
    scale.most = std::max(scale.most, events);
  const TimeRange in_force = common(facts.terms.in_force(), assessment.force);
  std::optional<Day> force;
  if (!in_force.empty()) force = zone.day_of(in_force.from);

  Drawing drawing{.width = chart_width, .height = plot_bottom + 92, .frame = {}, .clipped = {}, .marks = {}};
  add_windows(facts, scale, language, drawing);
  add_levels_across(scale, language, drawing);
  add_bars(assessment, force, scale, drawing);
  add_changes(assessment, scale, end, language, drawing);
  add_months(scale, end, language, drawing);
  if (force && scale.first <= *force && *force < end) {
    add_instant(scale, *force, msg::report::in_force_mark(i18n::render_day(*force, language)), 30,
                {.stroke = Tone::ink, .width = 1.5}, language, drawing);
  }
  const auto at = zone.day_of(assessment.at);
  add_instant(scale, std::min(at, end), msg::report::verdict_mark(i18n::render_day(at, language)), 14,
              {.stroke = Tone::ink, .width = 1.2, .dash = 4, .gap = 3}, language, drawing);
  add_coverage(assessment.coverage, language, drawing);

  Figure figure{"weeks", msg::report::weeks_title(), std::move(drawing), {msg::report::weeks_legend()}};
  if (const auto* window = longest_passed(assessment)) {
    figure.notes.push_back(msg::report::weeks_windows(msg::word::days(window->days)));
  }
  if (!assessment.change_points.empty()) figure.notes.push_back(msg::report::weeks_changes());
  return figure;
}

}  // namespace entente::report
