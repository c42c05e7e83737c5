// SPDX-License-Identifier: Apache-2.0
// Which texts are numbers, days and UTF-8, and which are not.
#include "codec/csv_value.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <limits>
#include <string>

namespace entente::codec {
namespace {

TEST(CsvValue, NumbersAreReadWhole) {
  EXPECT_EQ(parse_number("36.707602"), 36.707602);
  EXPECT_EQ(parse_number(" -1 "), -1);
  EXPECT_EQ(parse_number("+2"), 2);
  EXPECT_EQ(parse_number("1e-3"), 0.001);
  for (const char* bad :
       {"", " ", "+", "-", "+-1", "1,5", "1.5 km", "nan", "inf", "-infinity", "1e999", "0x10", "1 2"}) {
    EXPECT_EQ(parse_number(bad), std::nullopt) << bad;
  }
}

TEST(CsvValue, CoordinatesAreTheNearestDoubleToTheLastDigit) {
  for (const char* good : {"0.0", "00.5", "34.802462", "36.1", "180.00000001", "9999999.99999999", "99999999.99999999",
                           "0.00000001", "0.000000001", "-33.25", " 33.25 ", "123456789.25"}) {
    EXPECT_EQ(parse_number(good), std::strtod(good, nullptr)) << good;
  }
  for (const char* bad : {".", "1.2.3", "3a.5", "3.a5", "3.5a", "36,1.5", "3 .5", "3. 5"}) {
    EXPECT_EQ(parse_number(bad), std::nullopt) << bad;
  }
}

TEST(CsvValue, WholeNumbersMayEndInZerosBehindThePoint) {
  EXPECT_EQ(parse_whole("118"), 118);
  EXPECT_EQ(parse_whole("-1"), -1);
  EXPECT_EQ(parse_whole("\t+7 "), 7);
  EXPECT_EQ(parse_whole("652.0"), 652);
  EXPECT_EQ(parse_whole("652.000"), 652);
  EXPECT_EQ(parse_whole("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_whole("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  for (const char* bad : {"", "1.", "1.5", "1.0x", "9223372036854775808", "1e3", "--1", "+-1", "one", "1,000"}) {
    EXPECT_EQ(parse_whole(bad), std::nullopt) << bad;
  }
}

TEST(CsvValue, DaysMayCarryMidnightOnly) {
  const Day day{std::chrono::local_days{std::chrono::year{2013} / 1 / 3}};
  for (const char* good :
       {"2013-01-03", " 2013-01-03 ", "2013-01-03 00:00:00", "2013-01-03 00:00:00.000", "2013-01-03T00:00:00"}) {
    EXPECT_EQ(parse_csv_day(good), day) << good;
  }
  for (const char* bad : {"", "2013-1-3", "2013-13-01", "2013-02-29", "2013/01/03", "03.01.2013", "2013-01-03 12:00:00",
                          "2013-01-03 00:00", "2013-01-03 00:00:00.", "2013-01-03 00:00:00.001", "2013-01-03x",
                          "-013-01-03", "2013-01-0a", "2o13-01-03", "0000-00-00"}) {
    EXPECT_EQ(parse_csv_day(bad), std::nullopt) << bad;
  }
  EXPECT_TRUE(parse_csv_day("2016-02-29"));
}

TEST(CsvValue, Utf8FollowsTheTableOfTheStandard) {
  for (const char* good :
       {"", "plain ascii text, longer than eight", "Дараа", "القنيطرة", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const char* bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82", "\xE2\x82(",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "twelve bytes\xE9 here"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

RC_GTEST_PROP(CsvValueProperty, ANumberComesBackFromItsShortestText, ()) {
  const auto value = *rc::gen::arbitrary<double>();
  RC_ASSERT(parse_number(fmt::format("{}", value)) == value);
}

RC_GTEST_PROP(CsvValueProperty, DigitsAroundAPointAreTheNearestDouble, ()) {
  const auto digits = [](std::size_t most) {
    return *rc::gen::resize(static_cast<int>(most), rc::gen::container<std::string>(rc::gen::inRange('0', ':')));
  };
  const std::string text = "1" + digits(9) + "." + digits(9) + "1";
  RC_ASSERT(parse_number(text) == std::strtod(text.c_str(), nullptr));
}

RC_GTEST_PROP(CsvValueProperty, ADayComesBackFromItsText, ()) {
  const Day day{std::chrono::days{*rc::gen::inRange(-719'528, 2'932'897)}};  // years 0 to 9999
  RC_ASSERT(parse_csv_day(to_string(day)) == day);
}

RC_GTEST_PROP(CsvValueProperty, AWholeNumberComesBackFromItsText, ()) {
  const auto value = *rc::gen::arbitrary<std::int64_t>();
  RC_ASSERT(parse_whole(fmt::format("{}", value)) == value);
}

}  // namespace
}  // namespace entente::codec
