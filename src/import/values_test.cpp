// SPDX-License-Identifier: Apache-2.0
#include "import/values.hpp"

#include <gtest/gtest.h>

namespace entente::importing {
namespace {

std::string day(std::string_view text, DayOrder order = DayOrder::day_month) {
  const auto value = parse_day_form(text, order);
  return value ? to_string(*value) : "none";
}

std::string when(std::string_view text) {
  const auto value = parse_when(text, TimeZone::named("Asia/Damascus").value());
  if (!value) return "none";
  return value->day ? to_string(*value->day) : to_string(*value->instant);
}

TEST(Values, DaysAreReadAsPeopleWriteThem) {
  for (const auto* const text :
       {"2022-06-30", "2022/06/30", "30 June 2022", "30-June-2022", "30-Jun-2022", "30.06.2022", " 30/6/2022 "}) {
    EXPECT_EQ(day(text), "2022-06-30") << text;
  }
  EXPECT_EQ(day("06/30/2022", DayOrder::month_day), "2022-06-30");
  EXPECT_EQ(day("June 30 2022", DayOrder::month_day), "2022-06-30");
  for (const auto* const text : {"", "2022", "2022-06", "30-06-22", "06/30/2022", "2022-02-29", "30 Ju 2022", "--",
                                 "-1-06-2022", "2022-06-30-1", "30 Juneau 2022"}) {
    EXPECT_EQ(day(text), "none") << text;
  }
}

TEST(Values, MomentsAreOfTheZoneUnlessTheySayOtherwise) {
  EXPECT_EQ(when("2017-07-09"), "2017-07-09");
  EXPECT_EQ(when("2017-07-09T12:00"), "2017-07-09T09:00:00Z");
  EXPECT_EQ(when("09.07.2017 12:00:30"), "2017-07-09T09:00:30Z");
  EXPECT_EQ(when("2017-07-09T12:00:00.250Z"), "2017-07-09T12:00:00Z");
  EXPECT_EQ(when("2017/07/09 12:00:00+00"), "2017-07-09T12:00:00Z");
  EXPECT_EQ(when("2017-07-09T12:00+03:00"), "2017-07-09T09:00:00Z");
  EXPECT_EQ(when("2017-07-09 12:00-0330"), "2017-07-09T15:30:00Z");
  for (const auto* const text :
       {"2017-07-09T25:00", "2017-07-09T12:60", "12:00", "2017-07-09T1:00", "2017-07-09T12:00+99",
        "2017-07-09T12:00Zulu", "2017-07-09T12:00+", "2017-07-09T12:00:0x"}) {
    EXPECT_EQ(when(text), "none") << text;
  }
}

TEST(Values, AnHourThatTheClocksJumpedOverIsNone) { EXPECT_EQ(when("2017-03-31T00:30"), "none"); }

TEST(Values, RangesOfFigures) {
  EXPECT_EQ(parse_estimate("12"), (record::Estimate{12, 12, 12}));
  EXPECT_EQ(parse_estimate("3-5"), (record::Estimate{3, 3, 5}));
  EXPECT_EQ(parse_estimate("3 – 5"), (record::Estimate{3, 3, 5}));
  for (const auto* const text : {"", "-1", "5-3", "3-", "-", "many", "3-5-7", "10000001"})
    EXPECT_EQ(parse_estimate(text), std::nullopt) << text;
}

}  // namespace
}  // namespace entente::importing
