// SPDX-License-Identifier: Apache-2.0
// Each line is cut where it crosses an outline.
#include "report/map_hatch.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace entente::report {
namespace {

/// Lines go down to the left: on each x + y is alike, and x tells where on it a spot is.
using Interval = std::pair<double, double>;
using Intervals = std::vector<Interval>;

/// Where the line of x + y = `sum` lies in an outline.
Intervals inside(const Path& path, double sum) {
  std::vector<double> crossings;
  for (const auto& ring : path.strokes) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& from = ring[i];
      const auto& to = ring[(i + 1) % ring.size()];
      const double a = from.x + from.y - sum;
      const double b = to.x + to.y - sum;
      if ((a < 0) == (b < 0)) continue;
      crossings.push_back(from.x + (to.x - from.x) * a / (a - b));
    }
  }
  std::sort(crossings.begin(), crossings.end());
  Intervals intervals;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
    intervals.emplace_back(crossings[i], crossings[i + 1]);
  return intervals;
}

/// What lies in any of them, ascending and apart.
Intervals in_any(const std::vector<Path>& paths, double sum) {
  Intervals all;
  for (const auto& path : paths) {
    const auto some = inside(path, sum);
    all.insert(all.end(), some.begin(), some.end());
  }
  std::sort(all.begin(), all.end());
  Intervals joined;
  for (const auto& one : all) {
    if (!joined.empty() && one.first <= joined.back().second) {
      joined.back().second = std::max(joined.back().second, one.second);
    } else {
      joined.push_back(one);
    }
  }
  return joined;
}

Intervals without(const Intervals& all, const Intervals& taken) {
  Intervals left;
  for (auto [from, to] : all) {
    for (const auto& [out_from, out_to] : taken) {
      if (out_to <= from || to <= out_from) continue;
      if (from < out_from) left.emplace_back(from, out_from);
      from = out_to;
    }
    if (from < to) left.emplace_back(from, to);
  }
  return left;
}

}  // namespace

Path hatch_within(const std::vector<Path>& areas, const std::vector<Path>& seen) {
  constexpr double apart = 13;
  double least = std::numeric_limits<double>::max();
  double most = std::numeric_limits<double>::lowest();
  for (const auto& area : areas) {
    for (const auto& ring : area.strokes) {
      for (const auto& [x, y] : ring) {
        least = std::min(least, x + y);
        most = std::max(most, x + y);
      }
    }
  }
  Path hatch{{}, false, {.stroke = Tone::unknown, .width = 0.4}};
  for (double sum = least + apart / 2; sum < most; sum += apart) {
    for (const auto& [from, to] : without(in_any(areas, sum), in_any(seen, sum)))
      hatch.strokes.push_back({{from, sum - from}, {to, sum - to}});
  }
  return hatch;
}

}  // namespace entente::report
