// SPDX-License-Identifier: Apache-2.0
// One understanding of a prohibition, asked of incidents: each condition once per distinct value; inside this room
// only.
#pragma once

#include "evaluate/bodies.hpp"
#include "evaluate/carve_outs.hpp"
#include "evaluate/columns.hpp"
#include "evaluate/outcomes.hpp"
#include "evaluate/permissions.hpp"

#include <array>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace entente::evaluate {

/// Sets of zones, each made ready once for all clauses that name the same.
class ZoneSets {
 public:
  /// Null for no zones: everywhere.
  [[nodiscard]] std::shared_ptr<ZoneSet> of(const std::vector<terms::ZoneId>& zones, const ZoneContext& context);
  /// A named area taken as a zone.
  [[nodiscard]] std::shared_ptr<ZoneSet> of_area(const std::string& code, const ZoneContext& context);

 private:
  std::map<std::vector<terms::ZoneId>, std::shared_ptr<ZoneSet>> sets_;
  std::map<std::string, std::shared_ptr<ZoneSet>> areas_;
};

/// A body made ready.
class Asking {
 public:
  Asking(Body body, const ZoneContext& context, const ActorBook& book, ZoneSets& sets);

  /// What is asked.
  [[nodiscard]] const Body& body() const { return body_; }
  /// When agreement and clause are in force and bind anybody; zones may be in force for less.
  [[nodiscard]] TimeRange force(const ActorBook& book) const;

  /// Finds out beforehand where these places lie, which are all that rows have.
  void prepare(std::span<const Place> places) {
    if (zones_) zones_->prepare(places);
  }
  /// None when the act is not one that the clause forbids nor could be taken for one.
  [[nodiscard]] std::optional<Outcome> ask(const Row& row, const Columns& columns, const ActorBook& book,
                                           Outcomes& outcomes);

 private:
  struct ActorsKept {
    GroundId ground = 0;
    std::optional<Instant> bound_from;
    bool carved_out_at_times = false;
  };
  struct ZoneChosen {
    geo::Membership place;
    std::optional<std::size_t> zone;
    TimeRange force;
  };

  [[nodiscard]] const terms::ClauseId& clause() const { return context_.terms->clauses[body_.clause].id; }
  [[nodiscard]] const ActorsKept& actors(std::uint32_t number, const People& people, const ActorBook& book,
                                         Grounds& grounds);
  [[nodiscard]] GroundId carve_out(const ActorsKept& kept, const Row& row, const Columns& columns,
                                   const ActorBook& book, Grounds& grounds);
  [[nodiscard]] std::uint32_t place(const ZonesFound& found, const ZoneChosen& chosen, Outcomes& outcomes);
  [[nodiscard]] GroundId time(const TimeRange& force, std::uint32_t number, const When& when, Grounds& grounds);
  [[nodiscard]] GroundId permitted(const Row& row, const Columns& columns, const ActorBook& book, Grounds& grounds);
  [[nodiscard]] GroundId standing(const Row& row, const Columns& columns, Grounds& grounds);
  [[nodiscard]] ZoneChosen choose_zone(const ZonesFound& found, const When& when) const;
  void conclude(Outcome& outcome, const Row& row, const Outcomes& outcomes, double time_share) const;

  ZoneContext context_;
  Body body_;
  Bound bound_;
  CarvedOut carved_out_;
  std::shared_ptr<ZoneSet> zones_;  ///< null: everywhere
  TimeRange force_;                 ///< of the agreement and the clause
  std::vector<TimeRange> zone_forces_;
  bool one_force_ = true;  ///< all zones are in force at the same times
  std::vector<Permitting> permissions_;
  bool permissions_ask_place_ = false;

  // Grounds by the number of what they depend on.
  std::array<std::optional<GroundId>, terms::act_count> acts_kept_;
  std::array<std::optional<GroundId>, terms::weapon_count> weapons_kept_;
  std::vector<std::optional<ActorsKept>> actors_kept_;
  std::unordered_map<std::uint64_t, GroundId> carve_outs_kept_;
  std::vector<std::optional<std::uint32_t>> places_kept_;  ///< numbers in Outcomes::placed
  std::unordered_map<std::uint64_t, GroundId> times_kept_;
  std::unordered_map<std::uint64_t, GroundId> permitted_kept_;
  std::vector<std::optional<GroundId>> standings_kept_;
  Dictionary<TimeRange, RangeHash> forces_;  ///< met so far
};

}  // namespace entente::evaluate
