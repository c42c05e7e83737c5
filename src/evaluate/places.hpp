// SPDX-License-Identifier: Apache-2.0
// Places as claimed, areas as agreed, and whether one lies in the other; inside this room only.
#pragma once

#include "evaluate/dictionary.hpp"
#include "evaluate/evaluate.hpp"
#include "geo/gazetteer.hpp"
#include "geo/shape.hpp"
#include "terms/terms.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace entente::evaluate {

/// Where a claim has geometry or areas the locality's name decides nothing: claims that differ in it alone are one.
struct PlaceHash {
  [[nodiscard]] std::size_t operator()(const geo::PlaceClaim& claim) const;
};
struct PlaceEqual {
  [[nodiscard]] bool operator()(const geo::PlaceClaim& a, const geo::PlaceClaim& b) const;
};

/// A place claim made ready.
struct Place {
  const geo::PlaceClaim* claim = nullptr;
  std::vector<std::string> codes;        ///< of the named areas it lies in, coarse to fine
  std::optional<geo::PlaceClaim> drawn;  ///< its geometry, else the outline of the finest named area; none: neither

  [[nodiscard]] bool drawn_by_name() const;  ///< `drawn` is the outline of an area, not the claim's own
};

/// Outlines made ready once. Safe to use from several threads.
class Shapes {
 public:
  Shapes(const terms::Terms& terms, const geo::Gazetteer& gazetteer) : terms_(terms), gazetteer_(gazetteer) {}

  /// None when the area has no outline, or none that can be used.
  [[nodiscard]] std::optional<geo::Shape> of_area(const std::string& code);
  /// Of the nearest area that has one and that `code` lies in.
  [[nodiscard]] std::optional<geo::Shape> around_area(const std::string& code);
  /// The size of an area: of its outline, else of those of the areas next below it.
  [[nodiscard]] std::optional<double> km2_of_area(const std::string& code);
  /// None when geo::Shape::make refuses it.
  [[nodiscard]] static std::optional<geo::Shape> of_outline(const geo::Outline& outline);
  /// None when its line is not drawn.
  [[nodiscard]] std::optional<geo::Shape> of_band(const terms::BandExtent& band);

 private:
  const terms::Terms& terms_;
  const geo::Gazetteer& gazetteer_;
  std::mutex mutex_;
  std::map<std::string, std::optional<geo::Shape>> by_code_;
};

/// `codes` are those that the gazetteer has for the names of `claim`, which must outlive the place.
[[nodiscard]] Place make_place(const geo::PlaceClaim& claim, std::vector<std::string> codes,
                               const geo::Gazetteer& gazetteer);

/// Calls `see` for a code and all that it lies within, from near to far, as long as it gives true.
template <typename See>
void climb(std::string_view code, const geo::Gazetteer& gazetteer, const See& see) {
  // Places might lie within each other in a circle; no chain is longer than the list.
  for (std::size_t steps = 0; steps <= gazetteer.all().size(); ++steps) {
    if (!see(code)) return;
    const auto* place = gazetteer.by_code(code);
    if (place == nullptr || place->within.empty()) return;
    code = place->within;
  }
}

/// What every question about zones needs.
struct ZoneContext {
  const terms::Terms* terms = nullptr;
  const geo::Gazetteer* gazetteer = nullptr;
  Shapes* shapes = nullptr;
  PlaceBy place_by = PlaceBy::named_then_geometry;
  Instant known_at = end_of_time;
};

/// Codes of named areas, arranged to find those that hold a place by its names, and those that lie in it.
class Names {
 public:
  Names() = default;
  /// In order; the number of a code is its place in it. A code that comes twice has its first number.
  Names(std::span<const std::string> codes, const geo::Gazetteer& gazetteer);

  /// The least number of those that one of `codes` is or lies within.
  /// cost     some look-ups for each of `codes`.
  [[nodiscard]] std::optional<std::uint32_t> holding(std::span<const std::string> codes,
                                                     const geo::Gazetteer& gazetteer) const;
  /// Whether any of them is `code` or lies within it.
  [[nodiscard]] bool any_within(const std::string& code) const { return above_.contains(code); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::unordered_set<std::string> above_;  ///< all that the codes lie within, and the codes themselves
};

/// Parts of zones that count together, at one time and for one weapon.
struct Area {
  /// A named area without an outline, so that geometry can only say where it is not.
  struct Undrawn {
    std::string code;
    std::optional<geo::Shape> around;  ///< of something larger that it lies in
  };
  std::vector<std::string> listed;     ///< codes of named areas
  Names names;                         ///< the same
  std::vector<std::string> stand_ins;  ///< of those, the ones listed only until a zone is delimited
  std::optional<geo::Shape> shape;     ///< of all parts with an outline, joined; not made where names alone decide
  std::vector<Undrawn> undrawn;        ///< listed areas without an outline
  bool only_listed = true;             ///< no part is an outline or a band: names alone can tell what is outside
  bool undelimited = false;            ///< a part of which nothing is known
  bool by_weapon = false;              ///< a part is only for some weapons

  /// No part at all, so that nothing lies in it.
  [[nodiscard]] bool is_nothing() const { return listed.empty() && !shape && !undelimited; }
};

/// Which parts that are only for some weapons count.
enum class BandsFor { none, all, weapon };
/// The weapon is looked at where `bands` is `weapon`.
struct WeaponBands {
  BandsFor bands = BandsFor::weapon;
  terms::Weapon weapon = terms::Weapon::unknown;
};
/// parts  of one or several zones; they must outlive the call only.
/// cost   joins outlines: some milliseconds where they are long.
[[nodiscard]] Area make_area(std::span<const terms::ExtentKind* const> parts, WeaponBands bands,
                             const ZoneContext& context);
/// A named area as if it were a zone that lists it.
[[nodiscard]] Area make_area(const std::string& code, const ZoneContext& context);

/// Borders of neighbouring areas are drawn apart by more than this share: what little they overlap says nothing.
inline constexpr double sliver = 1e-4;

/// How it was found whether a place lies in an area.
enum class PlaceHow {
  named,
  stand_in,
  geometry,
  coarse,
  undrawn,
  undelimited,
  not_named,
  unknown,
};
/// Why the names of a claim say no more than the country, where no geometry is asked in their stead: the gazetteer
/// knows no place that it names, or only the country where it names something in it (unknown_place: a misspelt name,
/// mostly), or several of that name (ambiguous_place). None when they say more, or it names nothing.
[[nodiscard]] std::optional<findings::LeftOut> why_unplaced(const Place& place, const ZoneContext& context);
/// The answer to find_place, with what a reason needs.
struct PlaceFound {
  geo::Membership membership;
  PlaceHow how = PlaceHow::geometry;
  std::string code;                    ///< of the area that decided: named, stand_in, coarse
  std::optional<double> outside_by_m;  ///< at least so far outside, when geometry says so
};
/// Whether a place lies in an area (docs/methods.md, "Place"), decided as `context.place_by` asks.
/// cost     names: some look-ups; geometry as Shape::membership.
[[nodiscard]] PlaceFound find_place(const Area& area, const Place& place, const ZoneContext& context);

}  // namespace entente::evaluate
