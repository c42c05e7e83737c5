// SPDX-License-Identifier: Apache-2.0
// Who said it first, and who is said to have done it: shares of the expected events.
#include "assess/shares.hpp"

#include "base/words.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace entente::assess {
namespace {

/// Events under one name, and how often it was spelled how.
struct Named {
  double events = 0;
  std::map<std::string, double> spellings;

  /// The commonest spelling; of several the first in order of bytes.
  [[nodiscard]] const std::string& spelled() const {
    return std::max_element(spellings.begin(), spellings.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }
};

template <typename Share>
std::vector<Share> shares_by(std::string findings::Counted::* name, const Claims& claims,
                             std::span<const Stretch> stretches, TimeBy time_by) {
  // Whatever its case: "SOHR" and "sohr" are one origin. Letters beyond ASCII count as they are.
  std::map<std::string, Named> by_name;
  double all = 0;
  for (const auto* counted : claims) {
    for (const auto& stretch : stretches) {
      const double expected = expected_in(*counted, stretch, time_by);
      if (expected <= 0) continue;
      auto& named = by_name[lower_ascii(counted->*name)];
      named.events += expected;
      named.spellings[counted->*name] += expected;
      all += expected;
    }
  }
  std::vector<Share> shares;
  shares.reserve(by_name.size());
  for (const auto& [key, named] : by_name)
    shares.push_back(Share{named.spelled(), named.events, named.events / all});
  std::stable_sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) { return a.events > b.events; });
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
