// SPDX-License-Identifier: Apache-2.0
// Of many areas the few that a place may lie in; inside this room only.
#pragma once

#include "evaluate/places.hpp"
#include "geo/shape_index.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace entente::evaluate {

/// By names and by cells, so that nobody asks each area. Safe to share between threads.
class AreaSearch {
 public:
  /// Of no area.
  AreaSearch() = default;
  /// `disputed` are the disputed parts of `areas`, as many and in the same order.
  AreaSearch(std::span<const Area> areas, std::span<const Area> disputed, const ZoneContext& context);

  /// The numbers, ascending, of all areas of which `find_place` does not say that the place lies certainly outside, of
  /// them or of their disputed parts; and of some others.
  /// cost     some look-ups; all where a place or an area cannot be told from others.
  [[nodiscard]] std::vector<std::uint32_t> candidates(const Place& place) const;

 private:
  using Numbers = std::vector<std::uint32_t>;
  void add(std::uint32_t number, const Area& area, std::vector<geo::Shape>& shapes);
  void add_by_names(const Place& place, Numbers& found) const;
  [[nodiscard]] Numbers all() const;

  PlaceBy place_by_ = PlaceBy::named_then_geometry;
  const geo::Gazetteer* gazetteer_ = nullptr;
  std::uint32_t count_ = 0;
  Numbers always_;      ///< nothing rules them out
  Numbers not_listed_;  ///< more than a list of names: nothing but geometry rules them out
  std::unordered_map<std::string, Numbers> listing_;  ///< by code: the areas that list it
  std::unordered_map<std::string, Numbers> below_;    ///< by code: those that list something within it
  std::optional<geo::ShapeIndex> index_;
  Numbers numbers_;  ///< of the shapes in `index_`
};

}  // namespace entente::evaluate
