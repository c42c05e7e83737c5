// SPDX-License-Identifier: Apache-2.0
#include "report/spreadsheet.hpp"

#include "report/report_test_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace entente::report {
namespace {

using i18n::Language;
using testing::HasSubstr;
using testing::StartsWith;

std::string csv(const test::World& world, std::string_view table, Language language = Language::en) {
  return csv_of(make(world.facts(), language), table).value();
}
std::string xlsx(const test::World& world, Language language) { return xlsx_of(make(world.facts(), language)).value(); }

TEST(ReportCsv, SpreadsheetsReadItAndRunNothing) {
  const auto text = csv(test::world("=HYPERLINK(\"x\")"), "origins");
  EXPECT_EQ(text, "\xEF\xBB\xBForigin,events,share\r\n\"'=HYPERLINK(\"\"x\"\")\",40,80 %\r\n,10,20 %\r\n");
}

TEST(ReportCsv, AMadeRecordSaysSoInEveryRow) {
  auto world = test::world();
  world.basis.simulated = true;
  EXPECT_THAT(csv(world, "weeks"), HasSubstr("\r\nSIMULATED,2017-06-26,9\r\n"));
}

TEST(ReportCsv, AnUnknownTableIsRefusedWithThoseThereAre) {
  const auto refused = csv_of(make(test::world().facts(), Language::en), "windws");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::not_found);
  EXPECT_THAT(i18n::render(refused.error().message, Language::en), HasSubstr("changes, tests, windows"));
}

TEST(ReportXlsx, TheSameFactsGiveTheSameBytes) {
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    const auto bytes = xlsx(test::world(), language);
    EXPECT_THAT(bytes, StartsWith("PK"));
    EXPECT_EQ(bytes, xlsx(test::world(), language));
  }
}

TEST(ReportXlsx, TheBytesDependOnTheFactsAndNotOnTheClock) {
  auto later = test::world();
  later.assessment.at += std::chrono::days{1};
  EXPECT_NE(xlsx(test::world(), Language::en), xlsx(later, Language::en));
}

TEST(ReportXlsx, ATextOfAnyLengthFitsACell) {
  // Arabic letters have two bytes: the cut must not fall into one.
  std::string name;
  for (int i = 0; i < 40'000; ++i)
    name += "ع";
  EXPECT_THAT(xlsx(test::world("x" + name), Language::ar), StartsWith("PK"));
}

}  // namespace
}  // namespace entente::report
