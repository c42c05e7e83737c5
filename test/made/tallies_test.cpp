// SPDX-License-Identifier: Apache-2.0
// The short way from a model to an assessment counts what the long way, by record and evaluation, counts.
#include "simulate/tallies.hpp"

#include "assess/assess.hpp"
#include "evaluate/evaluate.hpp"
#include "made/agreement.hpp"
#include "record/view.hpp"
#include "simulate/made_record.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>
#include <vector>

namespace entente::test {
namespace {

using findings::Counted;
using simulate::Model;

record::View view_of(const std::vector<record::Entry>& entries, Instant known_at) {
  record::View view(known_at);
  std::uint64_t sequence = 0;
  for (const auto& entry : entries) {
    const auto added = view.add({sequence++, entry});
    EXPECT_TRUE(added.has_value());
  }
  return view;
}

/// All but the id, in an order of its own: the two ways number incidents differently.
auto key(const Counted& one) {
  return std::tie(one.first_day, one.when.from, one.when.to, one.deaths_low, one.deaths_best, one.deaths_high,
                  one.civilian_deaths, one.days, one.weight, one.inside.probability, one.first_origin, one.party,
                  one.permitted);
}

void expect_same(std::vector<Counted> made, std::vector<Counted> evaluated) {
  const auto by_key = [](const Counted& a, const Counted& b) { return key(a) < key(b); };
  std::sort(made.begin(), made.end(), by_key);
  std::sort(evaluated.begin(), evaluated.end(), by_key);
  ASSERT_EQ(made.size(), evaluated.size());
  for (std::size_t i = 0; i < made.size(); ++i)
    EXPECT_EQ(key(made[i]), key(evaluated[i])) << i;
}

void expect_same(const findings::Tally& made, const findings::Tally& evaluated) {
  EXPECT_EQ(made.area, evaluated.area);
  EXPECT_FALSE(made.counted.empty());
  expect_same(made.counted, evaluated.counted);
  expect_same(made.carved_out, evaluated.carved_out);
  EXPECT_EQ(made.left_out.size(), evaluated.left_out.size());
}

class BothWays : public ::testing::TestWithParam<const char*> {};

TEST_P(BothWays, CountTheSame) {
  const auto& agreement = south_west();
  const Instant known_at = *parse_instant(GetParam());
  Model model;
  model.missing = {.before = 0.1, .after = 0.4, .varying = 0.5, .stated = true};
  const auto tallies = simulate::tally(agreement.world, model, 5, known_at);

  const auto view = view_of(simulate::made_record(agreement.world, model, 5), known_at);
  evaluate::Evaluation evaluation(agreement.terms, agreement.gazetteer, {evaluate::PlaceBy::named});
  evaluation.update(view);
  const auto tally_of = [&](const std::string& area) {
    return *evaluation.tally(view, terms::ClauseId("P1"), terms::ReadingId("as_written"), area);
  };
  expect_same(tallies.zone, tally_of("SW"));
  ASSERT_EQ(tallies.controls.size(), agreement.terms.control_areas.size());
  for (const auto& control : tallies.controls)
    expect_same(control, tally_of(control.area));
}

INSTANTIATE_TEST_SUITE_P(KnownAt, BothWays, ::testing::Values("2030-01-01T00:00:00Z", "2018-03-01T00:00:00Z"),
                         [](const auto& known_at) { return known_at.param[3] == '0' ? "TheEnd" : "TheMiddle"; });

findings::VerdictState verdict(const simulate::Tallies& tallies, const char* at) {
  const auto& terms = south_west().terms;
  assess::Request request;
  request.at = terms.agreement.zone.start_of(*parse_day(at));
  request.time_by = findings::TimeBy::start;
  request.max_span_days = 6;
  const assess::Input input{
      .zone = tallies.zone, .controls = tallies.controls, .rings = {}, .coverage = tallies.coverage, .readings = {}};
  return assess::assess(terms, terms::ClauseId("P1"), request, input)->verdict;
}

TEST(MadeTruce, HoldsUntilItBreaksWhateverTheSeed) {
  int holding = 0, broken = 0;
  constexpr int seeds = 20;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto tallies = simulate::tally(south_west().world, Model{}, seed);
    holding += verdict(tallies, "2017-11-10") == findings::VerdictState::holding ? 1 : 0;
    broken += verdict(tallies, "2018-06-25") == findings::VerdictState::broken ? 1 : 0;
  }
  EXPECT_GE(holding, seeds / 2) << "the rest are strained by an alarm or a wide interval";
  EXPECT_GE(broken, seeds * 9 / 10);
}

}  // namespace
}  // namespace entente::test
