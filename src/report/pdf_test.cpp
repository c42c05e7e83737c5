// SPDX-License-Identifier: Apache-2.0
#include "report/pdf.hpp"

#include "report/report_test_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace entente::report {
namespace {

using i18n::Language;
using testing::HasSubstr;
using testing::StartsWith;

std::string pdf(const test::World& world, Language language = Language::en) {
  return pdf_of(make(world.facts(), language)).value();
}

/// How many pages a file says it has: it is the only object with a count of kids.
int pages_of(const std::string& bytes) {
  const auto at = bytes.find("/Count ");
  return at == std::string::npos ? 0 : std::stoi(bytes.substr(at + std::string("/Count ").size()));
}

TEST(Pdf, TheSameFactsGiveTheSameBytes) {
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    const auto bytes = pdf(test::world(), language);
    EXPECT_THAT(bytes, StartsWith("%PDF-1."));
    EXPECT_EQ(bytes, pdf(test::world(), language));
  }
}

TEST(Pdf, ItIsDatedByTheInstantItSpeaksOf) {
  EXPECT_THAT(pdf(test::world()), HasSubstr("CreationDate (20171109220000"));
}

TEST(Pdf, FontsAreEmbeddedArabicOnesToo) {
  EXPECT_THAT(pdf(test::world(), Language::en), HasSubstr("+NotoSans-Regular"));
  EXPECT_THAT(pdf(test::world("درعا"), Language::ar), HasSubstr("+NotoSansArabic-Regular"));
}

TEST(Pdf, ALongTableGoesOnOverPages) {
  auto world = test::world();
  const int before = pages_of(pdf(world));
  EXPECT_GE(before, 2);
  constexpr int weeks = 190;
  for (int week = 0; week < weeks; ++week)
    world.assessment.weekly.emplace_back(test::day("2017-07-24") + std::chrono::days{7 * week}, week);
  EXPECT_GE(pages_of(pdf(world)), before + weeks / 60);
}

TEST(Pdf, OfManyRowsOnlySoManyStandOnPages) {
  auto world = test::world();
  const auto pages_with = [&](int weeks) {
    world.assessment.weekly.clear();
    for (int week = 0; week < weeks; ++week)
      world.assessment.weekly.emplace_back(test::day("2017-07-24") + std::chrono::days{7 * week}, week);
    return pages_of(pdf(world));
  };
  EXPECT_EQ(pages_with(250), pages_with(1000));
}

TEST(Pdf, AWordWiderThanThePageIsBrokenAndARowLongerThanIsCut) {
  const std::string wide(20'000, 'W');
  EXPECT_THAT(pdf(test::world(wide)), StartsWith("%PDF-1."));
}

}  // namespace
}  // namespace entente::report
