// SPDX-License-Identifier: Apache-2.0
#include "cli/assessment_text.hpp"

#include "msg/column.hpp"

#include <gtest/gtest.h>

#include <string>

namespace entente::cli {
namespace {

std::string rows_with(const findings::Basis& basis) {
  const codec::Table table{{{"what", msg::column::what()}}, {{std::string("a")}, {std::string("b")}}};
  return codec::table_csv(with_knowledge(table, basis), i18n::Language::en);
}

findings::DatasetBasis known_after(const char* dataset, const char* release, std::int64_t seconds) {
  findings::DatasetBasis made;
  made.dataset = dataset;
  made.release = release;
  made.known_after_s = seconds;
  return made;
}

constexpr std::int64_t three_days_s = 3 * 86'400;
constexpr std::int64_t half_a_day_s = 43'200;

TEST(WithKnowledge, NothingIsSaidWhereEverythingIsKnownAndNothingAssumed) {
  findings::Basis basis;
  basis.datasets.emplace_back().dataset = "acled";
  EXPECT_EQ(rows_with(basis), "what,known_at,known_after\na,,\nb,,\n");
}

TEST(WithKnowledge, EveryRowSaysWhatWasKnownAndAssumed) {
  findings::Basis basis;
  basis.known_at = parse_instant("2017-11-09T22:00:00Z").value();
  basis.datasets = {known_after("ucdp-ged", "19.1", three_days_s), known_after("ucdp-ged", "20.1", three_days_s),
                    known_after("acled", "1", half_a_day_s)};
  EXPECT_EQ(rows_with(basis),
            "what,known_at,known_after\n"
            "a,2017-11-09T22:00:00Z,ucdp-ged 19.1 3d; ucdp-ged 20.1 3d; acled 1 12h\n"
            "b,2017-11-09T22:00:00Z,ucdp-ged 19.1 3d; ucdp-ged 20.1 3d; acled 1 12h\n");
}

TEST(BasisLines, AnAssumptionInWholeDaysIsSaidInDays) {
  findings::Basis basis;
  basis.datasets = {known_after("ucdp-ged", "19.1", three_days_s)};
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
  service::AssessReport report;
  EXPECT_FALSE(asked_line(report).has_value());
  report.basis.place_by = findings::PlaceBy::geometry;
  auto& asked = report.assessment.asked;
  asked.windows_days = {10, 200};
  asked.penalty = 2.5;
  asked.min_segment_days = 7;
  asked.time_by = findings::TimeBy::start;
  asked.max_span_days = 6;
  asked.series = DayRange{*parse_day("2016-01-01"), *parse_day("2018-12-31")};
  EXPECT_EQ(i18n::render(*asked_line(report), i18n::Language::en),
            "Asked with --place geometry --time start --max-span 6d --windows 10d,200d --penalty 2.5 --min-segment 7d "
            "--series 2016-01-01/2019-01-01");
}

}  // namespace
}  // namespace entente::cli
