// SPDX-License-Identifier: Apache-2.0
// Where something is, with how well that is known: points, outlines, and the claims made about places.
#pragma once

#include "base/result.hpp"

#include <string>
#include <variant>
#include <vector>

namespace entente::geo {

/// A point on the sphere, WGS 84. Latitude -90…90, longitude -180…180, degrees.
struct LatLng {
  double lat_deg = 0;
  double lng_deg = 0;
  friend bool operator==(const LatLng&, const LatLng&) = default;
};

/// The mean radius by which every distance of Entente is measured, metres (docs/methods.md, "Sphere").
inline constexpr double earth_radius_m = 6371008.8;

/// errors: invalid outside the ranges, or not a number.
[[nodiscard]] Result<LatLng> make_point(double lat_deg, double lng_deg);

/// Great-circle distance, metres.
[[nodiscard]] double distance_m(const LatLng& a, const LatLng& b);
/// The point `distance_m` away from `from`, starting in the direction `bearing_deg` (0 = north, clockwise).
[[nodiscard]] LatLng destination(const LatLng& from, double bearing_deg, double distance_m);

/// A closed ring without its repeated last point; at least three points. Orientation does not matter.
using Ring = std::vector<LatLng>;

/// An outer ring and the holes in it.
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

/// What the drafters meant by a straight edge (docs/terms.md, "Edges").
enum class Edges {
  geodesic,  ///< the shortest way on the sphere
  planar,    ///< straight in longitude and latitude, as most mapping software draws it
};

/// An area, possibly in several parts. Its boundary belongs to it.
struct Outline {
  std::vector<Polygon> parts;
  Edges edges = Edges::geodesic;
  friend bool operator==(const Outline&, const Outline&) = default;
};

/// Somewhere within `radius_m` of `centre`. Radius 0 is an exact point.
struct Disc {
  /// How likely the spots of a disc are beside each other.
  enum class Density {
    uniform,    ///< every spot of the disc alike
    declining,  ///< falling linearly from the centre to 0 at the rim (docs/methods.md, "Place")
  };
  LatLng centre;
  double radius_m = 0;
  Density density = Density::uniform;
  friend bool operator==(const Disc&, const Disc&) = default;
};

/// Seen or heard from a post: between two bearings and two distances.
struct Wedge {
  LatLng post;
  double bearing_deg = 0;
  double bearing_plus_minus_deg = 0;
  double near_m = 0;
  double far_m = 0;
  friend bool operator==(const Wedge&, const Wedge&) = default;
};

/// A place as claimed: geometry if any, and the names that the source gave.
///
/// `within` are the areas it was said to lie in, coarse to fine, in the source's own spelling ("Daraa Governorate",
/// "Izra district"); `name` the locality. A claim of nothing at all (no geometry, no names) is "no place known".
struct PlaceClaim {
  std::variant<std::monostate, Disc, Wedge, Outline> where;
  std::vector<std::string> within;
  std::string name;

  /// Whether anything is said of where it was.
  [[nodiscard]] bool known() const {
    return !std::holds_alternative<std::monostate>(where) || !within.empty() || !name.empty();
  }
  friend bool operator==(const PlaceClaim&, const PlaceClaim&) = default;
};

/// Whether something lies in an area: a probability with what is certain on either side of it.
///
/// lower    1 when it cannot be outside, else 0; upper  0 when it cannot be inside, else 1.
struct Membership {
  double lower = 0;
  double probability = 0;
  double upper = 0;

  /// Certainly so. Of inside, outside and cannot_tell exactly one is true.
  [[nodiscard]] bool inside() const { return lower == 1; }
  [[nodiscard]] bool outside() const { return upper == 0; }
  [[nodiscard]] bool cannot_tell() const { return !inside() && !outside(); }
  friend bool operator==(const Membership&, const Membership&) = default;
};
inline constexpr Membership certainly_inside{1, 1, 1};
inline constexpr Membership certainly_outside{0, 0, 0};

}  // namespace entente::geo
