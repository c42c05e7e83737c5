// SPDX-License-Identifier: Apache-2.0
// Puts the methods together: one zone, one clause, one instant.
#include "assess/assess.hpp"

#include "assess/alarm.hpp"
#include "assess/beside.hpp"
#include "assess/coverage.hpp"
#include "assess/quiet.hpp"
#include "assess/rate_ratio.hpp"
#include "assess/segmentation.hpp"
#include "assess/shares.hpp"
#include "assess/verdict.hpp"
#include "assess/windows.hpp"
#include "msg/assess.hpp"

#include <algorithm>
#include <cmath>

namespace entente::assess {
namespace {

constexpr int longest_series_days = 73050;  // 200 years
constexpr std::chrono::days default_series_before{730};

Result<void> check(const terms::Terms& terms, const Request& request) {
  if (!terms.agreement.in_force_from) {
    return fail(Code::invalid, msg::assess::no_entry_into_force(terms.agreement.id.value));
  }
  if (request.windows_days.empty()) return fail(Code::invalid, msg::assess::no_windows());
  for (const int days : request.windows_days) {
    if (days <= 0) return fail(Code::invalid, msg::assess::window_not_positive(days));
  }
  if (request.min_segment_days <= 0) {
    return fail(Code::invalid, msg::assess::min_segment_not_positive(request.min_segment_days));
  }
  if (!(request.penalty >= 0)) return fail(Code::invalid, msg::assess::penalty_negative(request.penalty));
  if (request.max_span_days && *request.max_span_days <= 0) {
    return fail(Code::invalid, msg::assess::max_span_not_positive(*request.max_span_days));
  }
  if (request.series) {
    const auto& [first, last] = *request.series;
    if (last < first) {
      return fail(Code::invalid, msg::assess::series_empty(to_string(first), to_string(last + std::chrono::days{1})));
    }
    if (last - first >= std::chrono::days{longest_series_days}) {
      return fail(Code::invalid, msg::assess::series_too_long(static_cast<double>((last - first).count()) + 1));
    }
  }
  return {};
}

// What "in force" means for an area's clause. One that is never in force is looked at as the agreement is, for its
// counts.
Frame frame_of(const terms::Terms& terms, const Request& request, const TimeRange& force) {
  const TimeZone& zone = terms.agreement.zone;
  const Instant in_force = force.empty() ? terms.agreement.in_force_from->instant : force.from;
  return {.zone = zone,
          .in_force = in_force,
          .force_day = zone.day_of(in_force),
          .at = request.at,
          .at_day = zone.day_of(request.at),
          .time_by = request.time_by};
}

// The same, looked at no later than the end: what came after is no test of it.
Frame frame_until(Instant end, Frame frame) {
  frame.at = std::min(frame.at, end);
  frame.at_day = frame.zone.day_of(frame.at);
  return frame;
}

// Says how it was asked, and nothing else yet.
findings::Assessment blank(const Request& request) {
  const findings::Asked& asked = request;
  findings::Assessment result;
  result.at = request.at;
  result.known_at = request.known_at;
  result.asked = asked;
  return result;
}

class Assessor {
 public:
  Assessor(const terms::Terms& terms, const Request& request, const Input& input, AlarmDesigns& designs)
      : terms_(terms),
        request_(request),
        input_(input),
        designs_(designs),
        force_(common(terms.in_force(), input.zone.force)),
        frame_(frame_of(terms, request, force_)),
        tested_(frame_until(force_.to, frame_)),
        zone_(sort_claims(input.zone.counted, frame_, request.max_span_days)),
        carved_out_(sort_claims(input.zone.carved_out, frame_, request.max_span_days)) {
    for (const auto& control : input.controls) {
      controls_.push_back({control.area, sort_claims(control.counted, frame_, request.max_span_days).counted});
    }
  }

  findings::Assessment assess(const terms::ClauseId& clause) {
    findings::Assessment result = judge();
    result.zone = input_.zone.area;
    result.clause = clause;
    result.readings = input_.readings;
    describe_longest_window(result);
    describe_series(result);
    result.left_out_long_claims = zone_.too_long;
    result.without_time = input_.zone.without_time;
    result.without_place = input_.zone.without_place;
    count_left_out(result);
    result.by_counting.push_back({request_.time_by, request_.max_span_days, result.verdict});
    if (request_.beside) result.beside = beside();
    return result;
  }

  // The verdict and what it follows from, without what only describes.
  findings::Assessment judge() {
    findings::Assessment result = blank(request_);
    result.force = force_;
    for (const int days : request_.windows_days)
      result.windows.push_back(window(days, symmetric(frame_, days)));
    result.coverage = coverage_share(input_.coverage, symmetric(frame_, longest_window()));
    result.quiet = quiet_days(zone_.counted, frame_);
    const Watch watched = watch_truce();
    result.alarm = watched.alarm;
    reach_verdict({.terms = terms_,
                   .assessment = result,
                   .since_entry = since_entry(),
                   .watch = watched,
                   .anything_recorded = input_.anything_recorded,
                   .recorded = input_.recorded},
                  result.verdict, result.tests);
    return result;
  }

 private:
  [[nodiscard]] int longest_window() const {
    return *std::max_element(request_.windows_days.begin(), request_.windows_days.end());
  }

  [[nodiscard]] findings::Window window(int days, const Sides& sides) const {
    findings::Window window;
    window.days = days;
    window.complete = frame_.time_by == TimeBy::start ? frame_.force_day + std::chrono::days{days} <= frame_.at_day
                                                      : frame_.in_force + std::chrono::days{days} <= frame_.at;
    window.before = count(zone_.counted, sides.before, frame_.time_by);
    window.after = count(zone_.counted, sides.after, frame_.time_by);
    const Counts before{window.before.events.expected, window.before.exposure_days};
    const Counts after{window.after.events.expected, window.after.exposure_days};
    window.rate_ratio = rate_ratio(before, after);
    const auto daily_before = window_daily(zone_.counted, sides.before, frame_);
    const auto daily_after = window_daily(zone_.counted, sides.after, frame_);
    window.dispersion_before = dispersion_index(daily_before);
    window.dispersion_after = dispersion_index(daily_after);
    window.rate_ratio_dispersed = rate_ratio_dispersed(before, after, dispersion_factor(daily_before, daily_after));
    window.control = control(sides);
    window.ratio_of_ratios = after.exposure_days > 0 ? ratio_of_ratios(before.events, after.events,
                                                                       window.control.before, window.control.after)
                                                     : findings::Interval{};
    return window;
  }

  [[nodiscard]] findings::ControlCounts control(const Sides& sides) const {
    findings::ControlCounts counts;
    for (const auto& area : controls_) {
      const double before = count(area.claims, sides.before, frame_.time_by).events.expected;
      const double after = count(area.claims, sides.after, frame_.time_by).events.expected;
      counts.before += before;
      counts.after += after;
      counts.by_area.push_back({area.name, {before, after}});
    }
    return counts;
  }

  // All days in force beside as many before, but no more than the longest window's: an older past is another war.
  [[nodiscard]] std::optional<findings::Window> since_entry() const {
    const int days = tested_.days_in_force();
    if (days <= 0) return std::nullopt;
    Sides sides = symmetric(tested_, days);
    sides.before = symmetric(tested_, std::min(days, longest_window())).before;
    return window(days, sides);
  }

  // What the verdict looks at begins with the longest window; what says nothing of when may lie there.
  void count_left_out(findings::Assessment& result) const {
    const TimeRange looked_at{symmetric(frame_, longest_window()).before.when.from, frame_.at};
    for (const auto& [why, when] : input_.zone.left_out) {
      if (!when || (when->from < looked_at.to && looked_at.from < when->to)) {
        ++result.left_out.at(static_cast<std::size_t>(why));
      }
    }
  }

  void describe_longest_window(findings::Assessment& result) const {
    const Sides sides = symmetric(frame_, longest_window());
    result.carved_out_before = count(carved_out_.counted, sides.before, frame_.time_by).events;
    result.carved_out_after = count(carved_out_.counted, sides.after, frame_.time_by).events;
    result.permitted_before = count(zone_.permitted, sides.before, frame_.time_by).events;
    result.permitted_after = count(zone_.permitted, sides.after, frame_.time_by).events;
    result.origins = origin_shares(zone_.counted, std::vector{sides.before, sides.after}, frame_.time_by);
    const Stretch in_force = symmetric(frame_, std::max(1, frame_.days_in_force() + 1)).after;
    result.parties = party_shares(zone_.counted, std::vector{in_force}, frame_.time_by);
  }

  [[nodiscard]] Stretch series() const {
    Day from = frame_.force_day - default_series_before;
    Day to = frame_.at_day;
    if (request_.series) {
      from = request_.series->first;
      to = std::min(to, request_.series->last + std::chrono::days{1});
    } else if (!zone_.counted.empty()) {
      // What lies before the record's first event is not calm but unrecorded; a break there would mean nothing.
      from = std::max(from, zone_.counted.front()->first_day);
    }
    return civil_days(frame_, from, std::min(to, from + std::chrono::days{longest_series_days}));
  }

  void describe_series(findings::Assessment& result) const {
    const Stretch stretch = series();
    const auto daily = civil_daily(zone_.counted, stretch, frame_);
    result.series = stretch.when;
    result.change_points = change_points(daily, stretch.from, request_.penalty, request_.min_segment_days);
    for (std::size_t i = 0; i < daily.size(); ++i) {
      const Day day = stretch.from + std::chrono::days{static_cast<int>(i)};
      const Day monday = day - (std::chrono::weekday{day} - std::chrono::Monday);
      const Day first = std::max(monday, stretch.from);
      if (result.weekly.empty() || result.weekly.back().first != first) result.weekly.emplace_back(first, 0.0);
      result.weekly.back().second += daily[i];
    }
  }

  [[nodiscard]] findings::Beside beside() const {
    std::vector<RingClaims> rings;
    rings.reserve(input_.rings.size());
    for (const auto& [from_m, to_m, tally] : input_.rings)
      rings.push_back({from_m, to_m, sort_claims(tally.counted, frame_, request_.max_span_days).counted});
    return stand_beside({.terms = terms_,
                         .frame = frame_,
                         .tested = tested_,
                         .zone = zone_.counted,
                         .zone_name = input_.zone.area,
                         .controls = controls_,
                         .rings = rings,
                         .series = series(),
                         .longest_window = longest_window()});
  }

  [[nodiscard]] Watch watch_truce() const {
    const Stretch baseline = symmetric(frame_, longest_window()).before;
    const auto before = count(zone_.counted, baseline, frame_.time_by);
    const auto daily = civil_daily(zone_.counted, civil_days(tested_, tested_.force_day, tested_.at_day), tested_);
    const double dispersion = dispersion_index(window_daily(zone_.counted, baseline, frame_)).value_or(1);
    return watch(daily, frame_.force_day, {before.events.expected, before.exposure_days}, dispersion, designs_);
  }

  const terms::Terms& terms_;
  const Request& request_;
  const Input& input_;
  AlarmDesigns& designs_;
  TimeRange force_;
  Frame frame_;
  Frame tested_;
  Sorted zone_;
  Sorted carved_out_;
  std::vector<Area> controls_;
};

// There is no instant to ask about and nothing to count.
findings::Assessment of_nothing(const terms::Terms& terms, const terms::ClauseId& clause, const Request& request,
                                const Input& input) {
  findings::Assessment result = blank(request);
  result.force = common(terms.in_force(), input.zone.force);
  result.zone = input.zone.area;
  result.clause = clause;
  result.readings = input.readings;
  result.tests = {nothing_recorded(terms, request.known_at)};
  return result;
}

// By first day or spread; with all claims, without the long ones, and as asked: whoever reads a verdict near its limit
// must see that it hangs on how days are counted.
void try_other_countings(const terms::Terms& terms, const Request& request, const Input& input, AlarmDesigns& designs,
                         findings::Assessment& result) {
  for (const TimeBy time_by : {TimeBy::spread, TimeBy::start}) {
    for (const auto& span : {std::optional<int>(), std::optional(findings::long_claim_days), request.max_span_days}) {
      const bool done = std::any_of(result.by_counting.begin(), result.by_counting.end(), [&](const auto& one) {
        return one.time_by == time_by && one.max_span_days == span;
      });
      if (done) continue;
      Request other = request;
      other.time_by = time_by;
      other.max_span_days = span;
      result.by_counting.push_back({time_by, span, Assessor(terms, other, input, designs).judge().verdict});
    }
  }
}

}  // namespace

Result<findings::Assessment> assess(const terms::Terms& terms, const terms::ClauseId& clause, const Request& request,
                                    const Input& input) {
  ENTENTE_TRY(check(terms, request));
  if (!input.anything_recorded && request.at == end_of_time) return of_nothing(terms, clause, request, input);
  AlarmDesigns designs(terms.verdict);
  auto result = Assessor(terms, request, input, designs).assess(clause);
  if (request.every_counting) try_other_countings(terms, request, input, designs, result);
  return result;
}

}  // namespace entente::assess
