// SPDX-License-Identifier: Apache-2.0
// What understandings of clauses come to for incidents: what is alike for many is kept once; inside this room only.
#pragma once

#include "evaluate/grounds.hpp"
#include "geo/place.hpp"
#include "terms/terms.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace entente::evaluate {

/// Where it was, as a clause sees it.
struct Placed {
  geo::Membership place;
  const terms::Zone* zone = nullptr;  ///< the one it is most probably in
  GroundId ground = 0;                ///< for the condition `place`
  friend bool operator==(const Placed&, const Placed&) = default;
};
/// For the dictionary below.
struct PlacedHash {
  [[nodiscard]] std::size_t operator()(const Placed& placed) const;
};

/// The grounds of all conditions in their order.
using GroundIds = std::array<GroundId, findings::condition_count>;

/// What one understanding comes to for one incident.
struct Outcome {
  findings::ViolationState state = findings::ViolationState::violation;
  bool near = false;  ///< worth a finding
  double probability = 0;
  std::uint32_t placed = 0;
  GroundIds grounds{};
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// What a finding says besides where it was and how probable it is.
struct Judged {
  std::uint32_t clause = 0;    ///< number in the terms
  std::uint32_t readings = 0;  ///< number of the set of readings
  findings::ViolationState state = findings::ViolationState::violation;
  bool near = false;
  GroundIds grounds{};
  friend bool operator==(const Judged&, const Judged&) = default;
};
/// For the dictionary below.
struct JudgedHash {
  [[nodiscard]] std::size_t operator()(const Judged& judged) const;
};

/// An outcome of one or several understandings of a clause that agree, by numbers: there are millions.
struct Finding {
  std::uint32_t judged = 0;
  std::uint32_t placed = 0;
  double probability = 0;
};

/// What the numbers of findings stand for.
struct Outcomes {
  Grounds grounds;
  Dictionary<Placed, PlacedHash> placed;
  Dictionary<Judged, JudgedHash> judged;

  /// What the ground for a condition answers.
  [[nodiscard]] findings::Answer answer(const GroundIds& ids, findings::Condition condition) const {
    return grounds[ids[static_cast<std::size_t>(condition)]].answer;
  }
};

}  // namespace entente::evaluate
