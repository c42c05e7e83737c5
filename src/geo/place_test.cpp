// SPDX-License-Identifier: Apache-2.0
#include "geo/place.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace entente::geo {
namespace {

TEST(Place, PointsOutsideTheEarthAreRefused) {
  EXPECT_TRUE(make_point(90, -180));
  EXPECT_TRUE(make_point(-90, 180));
  EXPECT_FALSE(make_point(90.0001, 0));
  EXPECT_FALSE(make_point(0, 180.0001));
  EXPECT_FALSE(make_point(std::numeric_limits<double>::quiet_NaN(), 0));
  EXPECT_EQ(make_point(36.1, 232.6).error().code, Code::invalid);
}

TEST(Place, ADegreeOfLatitudeIsAHundredAndElevenKilometres) {
  EXPECT_NEAR(distance_m({32, 36}, {33, 36}), 111195.08, 0.01);
  EXPECT_EQ(distance_m({32, 36}, {32, 36}), 0);
  EXPECT_NEAR(distance_m({90, 0}, {-90, 77}), 20015114.44, 0.01);
  EXPECT_NEAR(distance_m({0, 179.5}, {0, -179.5}), 111195.08, 0.01);
}

TEST(Place, GoingNorthFromDaraaReachesDamascusLatitude) {
  const LatLng place = destination({32.62, 36.10}, 0, 100000);
  EXPECT_NEAR(place.lat_deg, 33.5193, 1e-4);
  EXPECT_NEAR(place.lng_deg, 36.10, 1e-12);
}

RC_GTEST_PROP(Place, WhereOneArrivesIsAsFarAwayAsOneWent, ()) {
  const LatLng from{*rc::gen::inRange(-9000, 9001) / 100.0, *rc::gen::inRange(-18000, 18001) / 100.0};
  const double distance = *rc::gen::inRange(0, 20000000);
  const LatLng to = destination(from, *rc::gen::inRange(0, 360), distance);
  RC_ASSERT(make_point(to.lat_deg, to.lng_deg).has_value());
  RC_ASSERT(std::abs(distance_m(from, to) - distance) < 0.1);  // haversine is worst near the antipode
}

}  // namespace
}  // namespace entente::geo
