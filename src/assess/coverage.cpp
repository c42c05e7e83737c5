// SPDX-License-Identifier: Apache-2.0
// How much of an area's time somebody could have seen: without it zero recorded says nothing.
#include "assess/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace entente::assess {
namespace {

struct Starting {
  std::vector<double> begin;
  std::vector<double> end;
};

double covered(std::span<const findings::CoveredTime> times, const TimeRange& range) {
  if (range.empty()) return 0;
  std::map<Instant, Starting> changes;
  for (const auto& time : times) {
    const TimeRange common{std::max(time.when.from, range.from), std::min(time.when.to, range.to)};
    if (common.empty()) continue;
    const double share = std::clamp(time.share, 0.0, 1.0);
    changes[common.from].begin.push_back(share);
    changes[common.to].end.push_back(share);
  }
  std::multiset<double> now;
  double sum = 0;
  Instant last = range.from;
  for (const auto& [instant, change] : changes) {
    if (!now.empty()) sum += *now.rbegin() * static_cast<double>((instant - last).count());
    for (const double share : change.begin)
      now.insert(share);
    for (const double share : change.end)
      now.erase(now.find(share));
    last = instant;
  }
  return sum / static_cast<double>((range.to - range.from).count());
}

}  // namespace

findings::CoverageShare coverage_share(const findings::CoverageOfArea& coverage, const Sides& sides) {
  if (!coverage.known) return {};
  return {.known = true,
          .before = covered(coverage.covered, sides.before.when),
          .after = covered(coverage.covered, sides.after.when)};
}

}  // namespace entente::assess
