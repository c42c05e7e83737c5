// SPDX-License-Identifier: Apache-2.0
// Zones as they are at a time, and the membership of places in them; inside this room only.
#pragma once

#include "evaluate/area_search.hpp"
#include "evaluate/places.hpp"
#include "findings/findings.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace entente::evaluate {

/// The membership of a place in one zone of several.
struct InZone {
  std::uint32_t zone = 0;  ///< number in its set
  geo::Membership membership;
};
/// Whether a place lies in any of several zones, and in which most probably.
struct ZonesFound {
  PlaceFound found;                 ///< in any of them
  std::vector<InZone> each;         ///< in those it may lie in, in their order; of zones in force at one time: not kept
  std::optional<std::size_t> best;  ///< the one it is most probably in; none when it is in none
  bool disputed = false;            ///< it may lie in a disputed part
  bool by_weapon = false;           ///< the extent depends on the weapon, which is not known
  std::optional<std::uint32_t> number;  ///< of the answer in its set; none for one that is not kept
};

/// Several zones of the terms that count together, or one named area taken as a zone.
///
/// Of a zone's extents the one counts that was known last of those valid at the time; when none is valid the one
/// nearest in time does, so that what happened before a zone was agreed can be counted as if it had been.
class ZoneSet {
 public:
  ZoneSet(const ZoneContext& context, std::vector<const terms::Zone*> zones);
  ZoneSet(const ZoneContext& context, std::string code);

  /// As given.
  [[nodiscard]] const ZoneContext& context() const { return context_; }
  /// As given; empty for a named area.
  [[nodiscard]] const std::vector<const terms::Zone*>& zones() const { return zones_; }

  /// Zones that are not all in force at the same times: each counts for itself.
  [[nodiscard]] bool has_several_forces() const { return has_several_forces_; }

  /// Finds out beforehand, on all cores, what `find` will be asked of places numbered by their order.
  void prepare(std::span<const Place> places);
  /// number   of the place, the same for equal places: answers are kept by it.
  /// when     the instants in which it may have been; none when not known: then every extent counts alike.
  [[nodiscard]] const ZonesFound& find(std::uint32_t number, const Place& place, terms::Weapon weapon,
                                       const std::optional<TimeRange>& when);
  /// The joined area at a time, for a weapon that is not known.
  [[nodiscard]] const Area& area_at(const std::optional<TimeRange>& when);

 private:
  /// For each zone the number of its extent; -1 when it has none.
  using Choice = std::vector<int>;
  struct Share {
    std::uint32_t choice = 0;
    double share = 1;
  };
  struct Prepared {
    Area all;
    Area disputed;
    std::vector<Area> each;
    std::vector<Area> each_disputed;
    AreaSearch search;  ///< of each, and what is disputed in it
  };

  [[nodiscard]] int extent_at(const terms::Zone& zone, Instant instant) const;
  std::uint32_t choice_at(Instant instant);
  /// All extents have one validity: choice 0 is the only one.
  [[nodiscard]] bool is_always_the_same() const { return changes_.size() <= 2; }
  static void add_share(std::vector<Share>& shares, std::uint32_t choice, double share);
  [[nodiscard]] std::vector<Share> choices_over(const std::optional<TimeRange>& when);
  [[nodiscard]] const Prepared& prepared(std::uint32_t choice, WeaponBands bands);
  [[nodiscard]] Prepared made_ready(const Choice& choice, WeaponBands bands) const;
  [[nodiscard]] ZonesFound look(const Prepared& areas, const Place& place) const;
  /// An answer depends on the place alone.
  [[nodiscard]] bool depends_on_place_alone() const { return is_always_the_same() && !has_weapon_bands_; }
  const ZonesFound& keep(std::optional<std::uint32_t>& kept, ZonesFound answer);
  [[nodiscard]] const ZonesFound& find_in(std::uint32_t choice, std::uint32_t number, const Place& place,
                                          terms::Weapon weapon);
  [[nodiscard]] ZonesFound find_in_bands(std::uint32_t choice, const Place& place, terms::Weapon weapon);

  ZoneContext context_;
  std::vector<const terms::Zone*> zones_;
  std::string code_;  ///< when it is a named area
  bool has_weapon_bands_ = false;
  bool has_several_forces_ = false;
  std::vector<Instant> changes_;  ///< at which an extent begins or ends, ascending
  std::vector<Choice> choices_;
  std::map<std::pair<std::uint32_t, std::pair<int, int>>, Prepared> prepared_;
  std::map<std::uint64_t, std::vector<std::optional<std::uint32_t>>> kept_by_;  ///< choice and weapon; place → answer
  std::deque<ZonesFound> kept_;
  ZonesFound mixed_;
};

}  // namespace entente::evaluate
