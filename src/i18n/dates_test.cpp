// SPDX-License-Identifier: Apache-2.0
#include "i18n/dates.hpp"

#include <gtest/gtest.h>

namespace entente::i18n {
namespace {

TEST(Dates, ADayIsWrittenAsTheLanguageWritesIt) {
  const auto day = parse_day("2017-11-10").value();
  EXPECT_EQ(render_day(day, Language::en), "10 November 2017");
  EXPECT_EQ(render_day(day, Language::ar), "10 تشرين الثاني 2017");
  EXPECT_EQ(render_day(day, Language::ru), "10 ноября 2017");
  EXPECT_EQ(render_month(day, Language::en), "Nov");
  EXPECT_EQ(render_month(day, Language::ar), "تشرين الثاني");
}

TEST(Dates, ADayIsTheSameDayBefore1970) {
  EXPECT_EQ(render_day(parse_day("1949-02-01").value(), Language::en), "1 February 1949");
}

}  // namespace
}  // namespace entente::i18n
