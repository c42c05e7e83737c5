// SPDX-License-Identifier: Apache-2.0
#include "cli/values.hpp"

#include "i18n/render.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace entente::cli {
namespace {

TEST(Values, DaysAreWholeAndPositive) {
  EXPECT_EQ(parse_days("--x", "30d").value(), 30);
  for (const char* text : {"", "d", "0d", "-1d", "30", "30h", "1.5d", "100001d", "30d "}) {
    EXPECT_FALSE(parse_days("--x", text)) << text;
  }
  EXPECT_EQ(parse_days_list("--x", "30d,90d").value(), (std::vector{30, 90}));
  for (const char* text : {"", "30d,", ",30d", "30d 90d", "30d,90d,30d", "30d,030d"})
    EXPECT_FALSE(parse_days_list("--x", text)) << text;
}

TEST(Values, ARangeLeavesItsSecondDayOut) {
  const auto range = parse_day_range("--x", "2017-01-01/2017-01-03").value();
  EXPECT_EQ(range.days(), 2);
  for (const char* text : {"", "/", "2017-01-01", "2017-01-01/", "2017-01-01/2017-01-01", "2017-01-02/2017-01-01"}) {
    EXPECT_FALSE(parse_day_range("--x", text)) << text;
  }
}

TEST(Values, ARangeThatRunsBackwardsIsCalledThat) {
  const auto said = [](const char* text) {
    return i18n::render(parse_day_range("--series", text).error().message, i18n::Language::en);
  };
  EXPECT_EQ(said("2019-01-01/2016-01-01"),
            "--series: 2019-01-01 does not come before 2016-01-01; write FROM/TO, the earlier day first; TO is not "
            "included");
  EXPECT_NE(said("2019-01-01/2019-01-01").find("does not come before"), std::string::npos);
  EXPECT_NE(said("2019/2020").find("is not understood"), std::string::npos);
}

TEST(Values, ADayMeansItsMidnightInTheZone) {
  const auto damascus = TimeZone::named("Asia/Damascus").value();
  EXPECT_EQ(to_string(parse_when("--x", "2017-11-10", damascus).value()), "2017-11-09T22:00:00Z");
  EXPECT_EQ(to_string(parse_when("--x", "2017-11-10T00:00:00Z", damascus).value()), "2017-11-10T00:00:00Z");
  EXPECT_FALSE(parse_when("--x", "yesterday", damascus));
}

TEST(Values, AnInstantWithATimeZoneIsRefusedForItsOwnReason) {
  const auto said = [](const char* text) {
    return i18n::render(parse_when("--x", text, TimeZone::utc()).error().message, i18n::Language::en);
  };
  EXPECT_EQ(said("2017-03-31T00:30[Asia/Damascus]"),
            "--x: 2017-03-31T00:30 does not exist in Asia/Damascus: the clocks went forward over it");
  EXPECT_NE(said("2017-03-31T12:00[Asia/Damaskus]").find("--x: “Asia/Damaskus” is not a time zone"), std::string::npos);
  EXPECT_EQ(said("2017-03-31T12:00"), "--x: “2017-03-31T12:00” is not understood; write it as 2017-11-10");
}

TEST(Values, WhatIsOutOfRangeIsRefusedForThat) {
  const auto said = [](const auto& refused) { return i18n::render(refused.error().message, i18n::Language::en); };
  EXPECT_EQ(said(parse_positive("--penalty", "0")),
            "--penalty: “0” is out of range; it takes a number above 0, such as 3");
  EXPECT_NE(said(parse_positive("--penalty", "1e999")).find("is out of range"), std::string::npos);
  EXPECT_EQ(said(parse_number("--missed", "2", 0, 0.95)), "--missed: “2” is out of range; it takes 0 to 0.95");
  EXPECT_EQ(said(parse_whole("--seed", "-1")), "--seed: “-1” is out of range; it takes 0 to 18446744073709551615");
  EXPECT_EQ(parse_whole("--seed", "18446744073709551615").value(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_NE(said(parse_whole("--seed", "18446744073709551616")).find("is out of range"), std::string::npos);
  EXPECT_EQ(said(parse_days("--max-span", "0d")), "--max-span: “0d” is out of range; it takes 1d to 100000d");
  EXPECT_EQ(said(parse_days_list("--windows", "30d,0d")), "--windows: “0d” is out of range; it takes 1d to 100000d");
  EXPECT_EQ(said(parse_duration("--known-after", "-3h")),
            "--known-after: “-3h” is out of range; it takes 0h to 100000h");
  for (const auto& refused : {parse_days("--x", "-d"), parse_days("--x", "3w"), parse_days("--x", "d")})
    EXPECT_NE(said(refused).find("is not understood"), std::string::npos);
}

TEST(Values, ADurationIsSaidAsItIsTyped) {
  for (const char* text : {"0d", "3d", "12h", "25h", "100000d"})
    EXPECT_EQ(duration_text(parse_duration("--x", text).value()), text);
  EXPECT_EQ(duration_text(std::chrono::hours{72}), "3d");
  EXPECT_EQ(duration_text(std::chrono::seconds{90}), "90s");
}

TEST(Values, DurationsAndNumbersAreRefusedWhenTheyAreNot) {
  EXPECT_EQ(parse_duration("--x", "3d").value(), std::chrono::hours{72});
  EXPECT_EQ(parse_duration("--x", "0h").value(), std::chrono::seconds{0});
  for (const char* text : {"", "3", "3w", "-3d"})
    EXPECT_FALSE(parse_duration("--x", text)) << text;
  for (const char* text : {"", "0", "-1", "nan", "inf", "3x"})
    EXPECT_FALSE(parse_positive("--x", text)) << text;
  for (const char* text : {"", "-0.1", "1.1", "nan", "inf", "1e999", "0,5", "half"})
    EXPECT_FALSE(parse_number("--x", text, 0, 1)) << text;
  EXPECT_EQ(parse_number("--x", "0", 0, 1).value(), 0);
  EXPECT_EQ(parse_number("--x", "1", 0, 1).value(), 1);
  EXPECT_FALSE(parse_whole("--x", "-1"));
}

}  // namespace
}  // namespace entente::cli
