// SPDX-License-Identifier: Apache-2.0
// The way from places to S2's points and back; inside this room only.
#pragma once

#include "geo/place.hpp"

#include <s2/s1angle.h>
#include <s2/s1chord_angle.h>
#include <s2/s2latlng.h>
#include <s2/s2point.h>

#include <numbers>

namespace entente::geo {

inline constexpr double radians_per_degree = std::numbers::pi / 180;

/// What counts as on a boundary: half a hand's breadth, more than a densified planar edge differs from the drawn one
/// (docs/methods.md, "Place").
inline constexpr double boundary_tolerance_m = 0.02;

/// The two spellings of the date line, and all longitudes of a pole, give the same point bit for bit.
inline S2Point to_point(const LatLng& place) {
  const bool at_pole = place.lat_deg == 90 || place.lat_deg == -90;
  if (at_pole) return {0, 0, place.lat_deg > 0 ? 1.0 : -1.0};
  const double lng_deg = place.lng_deg == -180 ? 180 : place.lng_deg;
  return S2LatLng::FromDegrees(place.lat_deg, lng_deg).ToPoint();
}

/// Longitude within -180 … 180; 0 at a pole.
inline LatLng from_point(const S2Point& point) {
  const S2LatLng place(point);
  return LatLng{place.lat().degrees(), place.lng().degrees()};
}

/// Metres on the mean sphere as an angle, at most half around.
inline S1Angle to_angle(double metres) {
  const double radians = metres / earth_radius_m;
  return S1Angle::Radians(radians < std::numbers::pi ? radians : std::numbers::pi);
}

/// The same as S2 compares distances, without trigonometry.
inline S1ChordAngle to_chord(double metres) { return S1ChordAngle(to_angle(metres)); }

/// Along the surface.
inline double to_metres(S1ChordAngle chord) { return chord.ToAngle().radians() * earth_radius_m; }

}  // namespace entente::geo
