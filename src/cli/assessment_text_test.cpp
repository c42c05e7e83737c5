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

}  // namespace
}  // namespace entente::cli
