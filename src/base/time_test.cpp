// SPDX-License-Identifier: Apache-2.0
#include "base/time.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

TimeZone damascus() { return TimeZone::named("Asia/Damascus").value(); }

TEST(Time, NoonInDamascusInJuly2017IsNineInUtc) {
  const auto zoned = parse_zoned("2017-07-09T12:00[Asia/Damascus]");
  ASSERT_TRUE(zoned);
  EXPECT_EQ(to_string(zoned->instant), "2017-07-09T09:00:00Z");
  EXPECT_EQ(to_string(*zoned), "2017-07-09T12:00[Asia/Damascus]");
}

TEST(Time, ADayStartsWhenTheClocksHaveJumpedOverMidnight) {
  // Syria's clocks went from 00:00 to 01:00 on 31 March 2017.
  const auto day = parse_day("2017-03-31").value();
  EXPECT_EQ(to_string(damascus().start_of(day)), "2017-03-30T22:00:00Z");
  EXPECT_EQ(damascus().show(damascus().start_of(day)), "2017-03-31 01:00");
  EXPECT_FALSE(damascus().parse_local("2017-03-31T00:30"));
}

TEST(Time, DaysOfTheCalendarThatDoNotExistAreRefused) {
  for (const char* text : {"2017-02-29", "2017-13-01", "2017-1-1", "2017-01-01x", "", "17-01-01"}) {
    EXPECT_FALSE(parse_day(text)) << text;
  }
  EXPECT_EQ(to_string(parse_day("2016-02-29").value()), "2016-02-29");
}

TEST(Time, AClaimOfDaysTouchesBothItsEnds) {
  const TimeClaim claim{TimeClaim::Meaning::sometime_in,
                        DayRange{parse_day("2017-07-01").value(), parse_day("2017-07-06").value()}, std::nullopt};
  EXPECT_EQ(claim.days_touched(damascus()), 6);
  EXPECT_EQ(to_string(claim.range_in(damascus()).to), "2017-07-06T21:00:00Z");
}

TEST(Time, UnknownZonesAndFormsAreRefused) {
  EXPECT_FALSE(TimeZone::named("Asia/Atlantis"));
  EXPECT_FALSE(parse_zoned("2017-07-09T12:00"));
  EXPECT_FALSE(parse_instant("2017-07-09T24:00:00Z"));
}

}  // namespace
}  // namespace entente
