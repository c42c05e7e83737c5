// SPDX-License-Identifier: Apache-2.0
// Numbers that many findings have: counts with their bounds, estimates with their intervals, shares.
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <string>

namespace entente::findings {

/// certain ⊆ expected ⊆ possible.
struct Events {
  double certain = 0;
  double expected = 0;
  double possible = 0;
};

/// low <= best <= high.
struct Deaths {
  double low = 0;
  double best = 0;
  double high = 0;
};

/// How many of a period's events rest on long claims, and how much they weigh.
struct LongClaims {
  std::int64_t claims = 0;  ///< of its possible events
  double events = 0;        ///< of its expected events
};

/// What was counted in a stretch of time.
struct Period {
  TimeRange when;
  double exposure_days = 0;
  Events events;
  Deaths deaths;
  double civilian_deaths = 0;
  LongClaims long_claims;
};

/// An estimate with its interval; not defined (no events before) when `defined` is false.
struct Interval {
  bool defined = false;
  double estimate = 0;
  double lower = 0;
  double upper = 0;
};

/// Events that this origin told first; `share` of all, 0 … 1.
struct OriginShare {
  std::string origin;
  double events = 0;
  double share = 0;
};

/// Events that a party is said to have done; `share` of all, 0 … 1.
struct PartyShare {
  std::string party;  ///< empty: unattributed
  double events = 0;
  double share = 0;
};

/// A count with the days it was counted in. Counts are sums of probabilities: any number from 0 on.
struct Counts {
  double events = 0;
  double exposure_days = 0;
};

}  // namespace entente::findings
