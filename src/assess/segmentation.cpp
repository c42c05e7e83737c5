// SPDX-License-Identifier: Apache-2.0
// When the rate changed: the exactly best division of a daily series into stretches of constant rate.
#include "assess/segmentation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace entente::assess {
namespace {

constexpr double tie = 1e-9;
constexpr double least_factor = 2;
constexpr double greatest_factor = 6;
constexpr double sure = 0.95;

// The cost of any stretch in constant time.
class StretchCost {
 public:
  explicit StretchCost(std::span<const double> daily) : sums_(daily.size() + 1), logs_(daily.size() + 1) {
    for (std::size_t i = 0; i < daily.size(); ++i) {
      sums_[i + 1] = sums_[i] + daily[i];
      logs_[i + 1] = std::log(static_cast<double>(i + 1));
    }
  }

  // -2 log likelihood of a constant rate over days [from, to), without the terms that no division changes.
  [[nodiscard]] double operator()(std::size_t from, std::size_t to) const {
    const double events = sums_[to] - sums_[from];
    return events <= 0 ? 0 : -2 * events * (std::log(events) - logs_[to - from] - 1);
  }

 private:
  std::vector<double> sums_;  // events before day i
  std::vector<double> logs_;  // ln i
};

// Drops the starts that can never again be a last break: splitting their stretch at `day` was already no dearer,
// and every end still to come leaves room for a whole stretch after `day`.
void prune(std::vector<std::size_t>& starts, const std::vector<double>& best, const StretchCost& cost,
           std::size_t day) {
  std::erase_if(starts,
                [&](std::size_t start) { return start < day && best[start] + cost(start, day) > best[day] + tie; });
}

std::vector<int> trace_back(const std::vector<std::size_t>& last_break, std::size_t days) {
  std::vector<int> breaks;
  for (std::size_t day = last_break[days]; day > 0; day = last_break[day])
    breaks.push_back(static_cast<int>(day));
  std::reverse(breaks.begin(), breaks.end());
  return breaks;
}

double rate(std::span<const double> daily, int from, int to) {
  double events = 0;
  for (int day = from; day < to; ++day)
    events += daily[static_cast<std::size_t>(day)];
  return events / (to - from);
}

// The index of the break that `other` belongs to; none when all are further than a minimum segment.
std::optional<std::size_t> nearest(const std::vector<int>& breaks, int other, int min_segment_days) {
  std::optional<std::size_t> found;
  int distance = min_segment_days;
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const int here = std::abs(breaks[i] - other);
    if (here < distance || (!found && here == distance)) {
      found = i;
      distance = here;
    }
  }
  return found;
}

struct Run {
  double penalty = 0;
  Segmentation segmentation;
};

// The penalty at which two divisions cost the same.
double crossing(const Segmentation& finer, const Segmentation& coarser) {
  const auto fewer = static_cast<double>(finer.breaks.size() - coarser.breaks.size());
  return (coarser.cost - finer.cost) / fewer;
}

// Adds to `runs` the best divisions for penalties strictly between two runs (CROPS).
void fill_between(std::span<const double> daily, int min_segment_days, const Run& low, const Run& high,
                  std::vector<Run>& runs) {
  if (low.segmentation.breaks.size() <= high.segmentation.breaks.size() + 1) return;
  const double penalty = crossing(low.segmentation, high.segmentation);
  const Run middle{penalty, segment(daily, penalty, min_segment_days)};
  const auto count = middle.segmentation.breaks.size();
  if (count >= low.segmentation.breaks.size() || count <= high.segmentation.breaks.size()) return;
  fill_between(daily, min_segment_days, low, middle, runs);
  runs.push_back(middle);
  fill_between(daily, min_segment_days, middle, high, runs);
}

// The days each break moves over among the divisions of other penalties, and where it is gone.
void extend(findings::ChangePoint& point, std::size_t index, const std::vector<int>& breaks, const BestFor& best,
            Day first_day, int min_segment_days, double log_days) {
  bool present = false;
  for (const int other : best.segmentation.breaks) {
    if (nearest(breaks, other, min_segment_days) != index) continue;
    present = true;
    point.earliest = std::min(point.earliest, first_day + std::chrono::days{other});
    point.latest = std::max(point.latest, first_day + std::chrono::days{other});
  }
  if (!present && !point.vanishes_at) point.vanishes_at = best.from / log_days;
}

// A stretch with one break in it.
struct Around {
  int from = 0;
  int at = 0;
  int to = 0;
};

// How much more the counts about a break scatter than Poisson's do; at least 1.
double scatter_about(std::span<const double> daily, const Around& around) {
  double squares = 0;
  for (const auto& [from, to] : {std::pair{around.from, around.at}, std::pair{around.at, around.to}}) {
    const double mean = rate(daily, from, to);
    if (mean <= 0) continue;
    for (int day = from; day < to; ++day) {
      const double off = daily[static_cast<std::size_t>(day)] - mean;
      squares += off * off / mean;
    }
  }
  return std::max(1.0, squares / std::max(1, around.to - around.from - 2));
}

// The least span of days that holds the most likely ones, which together have 95 % of the likelihood of all.
std::pair<int, int> likeliest_days(std::span<const double> daily, const StretchCost& cost, const Around& around,
                                   int min_segment_days) {
  const int first = around.from + min_segment_days;
  const int last = around.to - min_segment_days;
  const auto cost_at = [&](int day) {
    const auto at = static_cast<std::size_t>(day);
    return cost(static_cast<std::size_t>(around.from), at) + cost(at, static_cast<std::size_t>(around.to));
  };
  const double best = cost_at(around.at);
  const double scatter = scatter_about(daily, around);
  std::vector<std::pair<double, int>> days;
  double all = 0;
  for (int day = first; day <= last; ++day) {
    days.emplace_back(std::exp((best - cost_at(day)) / (2 * scatter)), day);
    all += days.back().first;
  }
  std::sort(days.begin(), days.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::pair<int, int> span{around.at, around.at};
  double held = 0;
  for (const auto& [likelihood, day] : days) {
    if (held >= sure * all) break;
    held += likelihood;
    span = {std::min(span.first, day), std::max(span.second, day)};
  }
  return span;
}

}  // namespace

Segmentation segment(std::span<const double> daily, double penalty, int min_segment_days) {
  const std::size_t days = daily.size();
  const auto least = static_cast<std::size_t>(std::max(1, min_segment_days));
  const StretchCost cost(daily);
  if (days < 2 * least) return {.breaks = {}, .cost = cost(0, days)};

  std::vector<double> best(days + 1, std::numeric_limits<double>::infinity());  // of days [0, i), with penalties
  std::vector<std::size_t> last_break(days + 1, 0);
  best[0] = -penalty;
  std::vector<std::size_t> starts;
  for (std::size_t end = least; end <= days; ++end) {
    const std::size_t newest = end - least;
    if (newest == 0 || newest >= least) starts.push_back(newest);
    for (const std::size_t start : starts) {
      const double total = best[start] + cost(start, end) + penalty;
      if (total < best[end] - tie) {
        best[end] = total;
        last_break[end] = start;
      }
    }
    if (newest >= least) prune(starts, best, cost, newest);
  }
  Segmentation found{.breaks = trace_back(last_break, days), .cost = 0};
  found.cost = best[days] - penalty * static_cast<double>(found.breaks.size());
  return found;
}

std::vector<BestFor> segment_over(std::span<const double> daily, double penalty_from, double penalty_to,
                                  int min_segment_days) {
  const Run low{penalty_from, segment(daily, penalty_from, min_segment_days)};
  const Run high{penalty_to, segment(daily, penalty_to, min_segment_days)};
  std::vector<Run> runs{low};
  fill_between(daily, min_segment_days, low, high, runs);
  if (high.segmentation.breaks.size() < low.segmentation.breaks.size()) runs.push_back(high);

  std::vector<BestFor> all;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const double from = i == 0 ? penalty_from : all.back().to;
    const double to = i + 1 == runs.size() ? penalty_to : crossing(runs[i].segmentation, runs[i + 1].segmentation);
    all.push_back({.from = from, .to = to, .segmentation = std::move(runs[i].segmentation)});
  }
  return all;
}

std::vector<findings::ChangePoint> change_points(std::span<const double> daily, Day first_day, double penalty_factor,
                                                 int min_segment_days) {
  if (daily.size() < 2) return {};
  const double log_days = std::log(static_cast<double>(daily.size()));
  const auto breaks = segment(daily, penalty_factor * log_days, min_segment_days).breaks;
  const StretchCost cost(daily);
  std::vector<findings::ChangePoint> points;
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const int from = i == 0 ? 0 : breaks[i - 1];
    const int to = i + 1 == breaks.size() ? static_cast<int>(daily.size()) : breaks[i + 1];
    const Day date = first_day + std::chrono::days{breaks[i]};
    const auto [sure_from, sure_to] = likeliest_days(daily, cost, {from, breaks[i], to}, std::max(1, min_segment_days));
    points.push_back({.date = date,
                      .earliest = date,
                      .latest = date,
                      .surely_from = first_day + std::chrono::days{sure_from},
                      .surely_to = first_day + std::chrono::days{sure_to},
                      .rate_before = rate(daily, from, breaks[i]),
                      .rate_after = rate(daily, breaks[i], to),
                      .vanishes_at = std::nullopt});
  }
  if (points.empty()) return points;
  for (const auto& best : segment_over(daily, least_factor * log_days, greatest_factor * log_days, min_segment_days)) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      extend(points[i], i, breaks, best, first_day, min_segment_days, log_days);
    }
  }
  return points;
}

}  // namespace entente::assess
