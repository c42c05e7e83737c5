// SPDX-License-Identifier: Apache-2.0
// One understanding of a prohibition, asked of incidents: each condition once per distinct value; inside this room
// only.
#pragma once

#include "evaluate/bodies.hpp"
#include "evaluate/carve_outs.hpp"
#include "evaluate/grounds.hpp"
#include "evaluate/permissions.hpp"
#include "evaluate/times.hpp"
#include "record/view.hpp"

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

namespace entente::evaluate {

/// An incident by the numbers of its distinct values.
struct Row {
  terms::Act act = terms::Act::unknown;
  terms::Weapon weapon = terms::Weapon::unknown;
  record::VerificationState standing = record::VerificationState::reported;
  std::optional<record::EntryId> duplicate_of;
  std::uint32_t people = 0;
  std::uint32_t place = 0;
  std::uint32_t time = 0;
  std::uint32_t first_origin = 0;  ///< of the empty text when nobody is named
  std::uint32_t dataset = 0;       ///< of the empty text when people entered it
};

/// What the numbers of rows stand for.
struct Columns {
  Dictionary<PeopleClaim, PeopleHash, PeopleEqual> people_claims;
  Dictionary<geo::PlaceClaim, PlaceHash, PlaceEqual> place_claims;
  Dictionary<MaybeTime, TimeHash> time_claims;
  Dictionary<std::string, TextHash, std::equal_to<>> origins;
  Dictionary<std::string, TextHash, std::equal_to<>> datasets;
  std::vector<People> people;
  std::vector<Place> places;
  std::vector<When> whens;
  std::map<std::vector<std::string>, std::vector<std::string>> codes_by_names;  ///< by `within` of claims

  /// Numbers the values of an incident, making new ones ready.
  [[nodiscard]] Row row_of(const record::IncidentState& state, ActorBook& book, const ZoneContext& context);

 private:
  const std::vector<std::string>& codes_of(const geo::PlaceClaim& claim, const geo::Gazetteer& gazetteer);
};

/// What one understanding comes to for one incident.
struct Outcome {
  findings::ViolationState state = findings::ViolationState::violation;
  bool near = false;  ///< worth a finding
  geo::Membership place;
  const terms::Zone* zone = nullptr;
  double probability = 0;
  std::array<GroundId, findings::condition_count> grounds{};
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// What its ground for a condition answers.
[[nodiscard]] inline findings::Answer answer_of(const Outcome& outcome, findings::Condition condition,
                                                const Grounds& grounds) {
  return grounds[outcome.grounds[static_cast<std::size_t>(condition)]].answer;
}

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

  /// None when the act is not one that the clause forbids nor could be taken for one.
  [[nodiscard]] std::optional<Outcome> ask(const Row& row, const Columns& columns, const ActorBook& book,
                                           Grounds& grounds);

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
  [[nodiscard]] GroundId place(const ZonesFound& found, const ZoneChosen& chosen, Grounds& grounds);
  [[nodiscard]] GroundId time(const TimeRange& force, std::uint32_t number, const When& when, Grounds& grounds);
  [[nodiscard]] GroundId permitted(const Row& row, const Columns& columns, const ActorBook& book, Grounds& grounds);
  [[nodiscard]] ZoneChosen choose_zone(const ZonesFound& found, const When& when) const;
  void conclude(Outcome& outcome, const Row& row, const Grounds& grounds, double time_share) const;

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
  std::vector<std::optional<GroundId>> places_kept_;
  std::vector<std::vector<std::optional<GroundId>>> times_kept_;  ///< by number of force
  std::unordered_map<std::uint64_t, GroundId> permitted_kept_;
  std::vector<TimeRange> forces_;  ///< met so far, numbered
};

}  // namespace entente::evaluate
