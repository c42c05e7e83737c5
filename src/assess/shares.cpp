// SPDX-License-Identifier: Apache-2.0
// Who said it first, and who is said to have done it: shares of the expected events.
#include "assess/shares.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace entente::assess {
namespace {

template <typename Share>
std::vector<Share> shares_by(std::string findings::Counted::* name, const Claims& claims,
                             std::span<const Stretch> stretches, TimeBy time_by) {
  std::map<std::string, double> events;
  double all = 0;
  for (const auto* counted : claims) {
    for (const auto& stretch : stretches) {
      const double expected = expected_in(*counted, stretch, time_by);
      if (expected <= 0) continue;
      events[counted->*name] += expected;
      all += expected;
    }
  }
  std::vector<std::pair<std::string, double>> sorted(events.begin(), events.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<Share> shares;
  for (auto& [who, count] : sorted)
    shares.push_back(Share{std::move(who), count, count / all});
  return shares;
}

}  // namespace

std::vector<findings::OriginShare> origin_shares(const Claims& claims, std::span<const Stretch> stretches,
                                                 TimeBy time_by) {
  return shares_by<findings::OriginShare>(&findings::Counted::first_origin, claims, stretches, time_by);
}

std::vector<findings::PartyShare> party_shares(const Claims& claims, std::span<const Stretch> stretches,
                                               TimeBy time_by) {
  return shares_by<findings::PartyShare>(&findings::Counted::party, claims, stretches, time_by);
}

}  // namespace entente::assess
