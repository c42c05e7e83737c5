// SPDX-License-Identifier: Apache-2.0
// The incidents of a record as rows of numbers: each distinct value is kept and made ready once; inside this room only.
#pragma once

#include "evaluate/actors.hpp"
#include "evaluate/places.hpp"
#include "evaluate/times.hpp"
#include "record/view.hpp"

#include <map>
#include <string>
#include <type_traits>
#include <vector>

namespace entente::evaluate {

/// How many were killed, as an assessment counts them; what is not known is nobody.
struct Toll {
  record::Estimate killed;
  std::int32_t civilians = 0;  ///< the best figure
  friend bool operator==(const Toll&, const Toll&) = default;
};
/// For the dictionary of tolls.
struct TollHash {
  [[nodiscard]] std::size_t operator()(const Toll& toll) const;
};

/// An incident by the numbers of its distinct values, and what follows from it. There are millions of these.
struct Row {
  record::EntryId incident;
  Instant recorded_at{};
  std::uint32_t people = 0;
  std::uint32_t place = 0;
  std::uint32_t time = 0;
  std::uint32_t first_origin = 0;  ///< of the empty text when nobody is named
  std::uint32_t dataset = 0;       ///< of the empty text when people entered it
  std::uint32_t toll = 0;
  std::uint32_t more = 0;           ///< from 1: number of what few have; 0: it has none of that
  std::uint32_t arrival = 0;        ///< of several of one incident the last counts
  std::uint32_t first_finding = 0;  ///< its findings stand together
  std::uint16_t findings = 0;
  terms::Act act = terms::Act::unknown;
  terms::Weapon weapon = terms::Weapon::unknown;
  record::VerificationState standing = record::VerificationState::reported;
  bool gone = false;  ///< retracted: takes out the earlier row
};
static_assert(std::is_trivially_copyable_v<Row> && sizeof(Row) == 72);

/// What few incidents have.
struct More {
  std::optional<record::EntryId> duplicate_of;
  std::vector<record::EntryId> evidence;  ///< besides the incident itself
};

/// What the numbers of rows stand for.
struct Columns {
  Dictionary<PeopleClaim, PeopleHash, PeopleEqual> people_claims;
  Dictionary<geo::PlaceClaim, PlaceHash, PlaceEqual> place_claims;
  Dictionary<MaybeTime, TimeHash> time_claims;
  Dictionary<std::string, TextHash, std::equal_to<>> origins;
  Dictionary<std::string, TextHash, std::equal_to<>> datasets;
  Dictionary<Toll, TollHash> tolls;
  std::vector<People> people;
  std::vector<Place> places;
  std::vector<When> whens;
  std::vector<More> more;

  /// Numbers the values of an incident, making new ones ready.
  [[nodiscard]] Row row_of(const record::IncidentState& state, ActorBook& book, const ZoneContext& context);
  /// What few have of this one; empty for most.
  [[nodiscard]] const More& more_of(const Row& row) const;

 private:
  [[nodiscard]] const std::vector<std::string>& codes_of(const geo::PlaceClaim& claim, const geo::Gazetteer& gazetteer);
  [[nodiscard]] std::uint32_t add_more(const record::IncidentState& state);

  std::map<std::vector<std::string>, std::vector<std::string>> codes_by_names_;  ///< by `within` of claims
};

}  // namespace entente::evaluate
