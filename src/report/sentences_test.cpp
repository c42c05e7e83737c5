// SPDX-License-Identifier: Apache-2.0
#include "report/sentences.hpp"

#include <gtest/gtest.h>

#include <string>

namespace entente::report {
namespace {

TEST(BasisLines, AnAssumptionInWholeDaysIsSaidInDays) {
  findings::Basis basis;
  basis.datasets.emplace_back().known_after_s = 3 * 86'400;
  const auto lines = basis_lines(basis, TimeZone::named("Asia/Damascus").value());
  EXPECT_EQ(i18n::render(lines.at(1), i18n::Language::en),
            "Assumed: each row was known 3d after its event (--known-after), not at the release");
}

TEST(BasisLines, PlacesOfTheRecordAreNamedBesideTheTerms) {
  findings::Basis basis;
  const auto zone = TimeZone::named("Asia/Damascus").value();
  const auto without = basis_lines(basis, zone).size();
  basis.places = 2;
  const auto lines = basis_lines(basis, zone);
  ASSERT_EQ(lines.size(), without + 1);
  EXPECT_EQ(i18n::render(lines.at(0), i18n::Language::en), "2 places imported into this record beside the terms");
}

TEST(AskedLine, NamesWhatIsNotTheDefaultAsAPersonTypesIt) {
  findings::Assessment assessment;
  findings::Basis basis;
  EXPECT_FALSE(asked_line(assessment, basis).has_value());
  basis.place_by = findings::PlaceBy::geometry;
  auto& asked = assessment.asked;
  asked.windows_days = {10, 200};
  asked.penalty = 2.5;
  asked.min_segment_days = 7;
  asked.time_by = findings::TimeBy::start;
  asked.max_span_days = 6;
  asked.series = DayRange{*parse_day("2016-01-01"), *parse_day("2018-12-31")};
  EXPECT_EQ(i18n::render(*asked_line(assessment, basis), i18n::Language::en),
            "Asked with --place geometry --time start --max-span 6d --windows 10d,200d --penalty 2.5 --min-segment 7d "
            "--series 2016-01-01/2019-01-01");
}

}  // namespace
}  // namespace entente::report
