// SPDX-License-Identifier: Apache-2.0
// How much of an area's time somebody could have seen: without it zero recorded says nothing.
#include "assess/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace entente::assess {
namespace {

using findings::CoveredTime;

// What is covered at one instant.
class CoveredNow {
 public:
  void begin(const CoveredTime& time) { shares_[time.part].insert(of_area(time)); }
  void end(const CoveredTime& time) {
    auto& shares = shares_[time.part];
    shares.erase(shares.find(of_area(time)));
  }
  // The largest share of each part, added up; or of the area as a whole where that is more.
  [[nodiscard]] double share() const {
    double whole = 0;
    double parts = 0;
    for (const auto& [part, shares] : shares_) {
      if (!shares.empty()) (part.empty() ? whole : parts) += *shares.rbegin();
    }
    // Weights add up to 1 but for rounding.
    constexpr double rounding = 1e-12;
    return parts > 1 - rounding ? 1.0 : std::max(whole, parts);
  }

 private:
  [[nodiscard]] static double of_area(const CoveredTime& time) {
    return time.weight * std::clamp(time.share, 0.0, 1.0);
  }

  std::map<std::string, std::multiset<double>> shares_;
};

struct Changes {
  std::vector<const CoveredTime*> begin;
  std::vector<const CoveredTime*> end;
};

double covered(std::span<const CoveredTime> times, const TimeRange& range) {
  if (range.empty()) return 0;
  std::map<Instant, Changes> changes;
  for (const auto& time : times) {
    const TimeRange common{std::max(time.when.from, range.from), std::min(time.when.to, range.to)};
    if (common.empty()) continue;
    changes[common.from].begin.push_back(&time);
    changes[common.to].end.push_back(&time);
  }
  CoveredNow now;
  double sum = 0;
  Instant last = range.from;
  for (const auto& [instant, change] : changes) {
    sum += now.share() * static_cast<double>((instant - last).count());
    for (const auto* time : change.begin)
      now.begin(*time);
    for (const auto* time : change.end)
      now.end(*time);
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
