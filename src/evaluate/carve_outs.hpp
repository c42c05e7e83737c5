// SPDX-License-Identifier: Apache-2.0
// Whether somebody in an incident is outside the truce; inside this room only.
#pragma once

#include "evaluate/actors.hpp"
#include "evaluate/times.hpp"

#include <vector>

namespace entente::evaluate {

/// The members of the carve-outs that a clause names, as known at an instant.
class CarvedOut {
 public:
  CarvedOut(const terms::Terms& terms, const std::vector<std::string>& carve_outs, Instant known_at);

  /// The ground for the condition `carve_out`: unmet when all of one side are members.
  ///
  /// A member is who is named so, or part of it, at the time in question. An actor larger than a member is not one:
  /// what would excuse must be shown.
  [[nodiscard]] findings::Ground ground(const People& people, const When& when, const ActorBook& book) const;
  /// Whether the ground depends on when it was: somebody among `people` is a member for part of the time.
  [[nodiscard]] bool depends_on_time(const People& people, const ActorBook& book) const;

 private:
  struct Member {
    const terms::Actor* actor = nullptr;
    const terms::CarveOut* carve_out = nullptr;
    TimeRange valid;
  };
  struct Found;
  void look(const Side& side, const When& when, const ActorBook& book, Found& found) const;

  std::vector<Member> members_;
};

}  // namespace entente::evaluate
