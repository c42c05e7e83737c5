// SPDX-License-Identifier: Apache-2.0
// Points on the sphere: making, measuring, going somewhere.
#include "geo/place.hpp"

#include "geo/sphere.hpp"
#include "msg/geo.hpp"

#include <cmath>

namespace entente::geo {
namespace {

double radians(double degrees) { return degrees * radians_per_degree; }
double degrees(double radians) { return radians / radians_per_degree; }

}  // namespace

Result<LatLng> make_point(double lat_deg, double lng_deg) {
  // What is right is asked, not what is wrong, so that NaN is refused too.
  const bool latitude = lat_deg >= -90 && lat_deg <= 90;
  const bool longitude = lng_deg >= -180 && lng_deg <= 180;
  if (!latitude) return fail(Code::invalid, msg::geo::bad_latitude(lat_deg));
  if (!longitude) return fail(Code::invalid, msg::geo::bad_longitude(lng_deg));
  return LatLng{lat_deg, lng_deg};
}

double distance_m(const LatLng& a, const LatLng& b) {
  const double south_north = std::sin(radians(b.lat_deg - a.lat_deg) / 2);
  const double west_east = std::sin(radians(b.lng_deg - a.lng_deg) / 2);
  const double haversine =
      south_north * south_north + std::cos(radians(a.lat_deg)) * std::cos(radians(b.lat_deg)) * west_east * west_east;
  return 2 * earth_radius_m * std::atan2(std::sqrt(haversine), std::sqrt(std::fmax(0, 1 - haversine)));
}

LatLng destination(const LatLng& from, double bearing_deg, double distance_m) {
  const double angle = distance_m / earth_radius_m;
  const double lat = radians(from.lat_deg);
  const double bearing = radians(bearing_deg);
  const double north = std::cos(bearing) * std::sin(angle);
  const double east = std::sin(bearing) * std::sin(angle);
  const double sin_lat = std::sin(lat) * std::cos(angle) + std::cos(lat) * north;
  const double outward = std::cos(lat) * std::cos(angle) - std::sin(lat) * north;
  const double lng_deg = from.lng_deg + degrees(std::atan2(east, outward));
  return LatLng{degrees(std::atan2(sin_lat, std::hypot(east, outward))), std::remainder(lng_deg, 360.0)};
}

}  // namespace entente::geo
