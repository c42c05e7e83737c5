// SPDX-License-Identifier: Apache-2.0
// What is vague is counted without bias: expected counts are, on average, the true ones.
#include "assess/windows.hpp"
#include "evaluate/evaluate.hpp"
#include "geo/shape.hpp"
#include "made/agreement.hpp"
#include "record/view.hpp"
#include "simulate/made_record.hpp"
#include "simulate/tallies.hpp"
#include "simulate/truth.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace entente::test {
namespace {

using simulate::Model;
using simulate::Stream;

// Nobody can place what is only said to have been in the country.
Model without_country() {
  Model model{.effect = {.shape = simulate::Effect::Shape::none}};
  auto& where = model.vagueness.where;
  where[0] += where[5];
  where[5] = 0;
  return model;
}

geo::Shape zone_shape() {
  std::vector<geo::Shape> parts;
  for (const auto& area : south_west().world.zone_areas)
    parts.push_back(*geo::Shape::make(*area.outline));
  return geo::Shape::join(parts);
}

TEST(MadeVague, WhatGeometryExpectsInTheZoneIsWhatIsTrulyThere) {
  const auto& agreement = south_west();
  auto model = without_country();
  model.rates.zone = 20;
  model.rates.controls = 20;
  model.lateness.corrected = 0;
  const auto zone = zone_shape();
  double truly = 0, named = 0;
  for (const auto& one : simulate::truth_of(agreement.world, model, 3).events) {
    if (one.event.stream == Stream::carve_outs) continue;
    ASSERT_TRUE(one.spot);
    truly += zone.contains(*one.spot) ? 1 : 0;
    named += one.event.stream == Stream::zone ? 1 : 0;
  }
  record::View view;
  std::uint64_t sequence = 0;
  for (auto& entry : simulate::made_record(agreement.world, model, 3)) {
    const auto added = view.add({sequence++, std::move(entry)});
    ASSERT_TRUE(added.has_value());
  }
  evaluate::Evaluation evaluation(agreement.terms, agreement.gazetteer, {evaluate::PlaceBy::geometry});
  evaluation.update(view);
  const auto tally = *evaluation.tally(view, terms::ClauseId("P1"), terms::ReadingId("as_written"), "SW");
  double expected = 0, variance = 0;
  for (const auto& counted : tally.counted) {
    const double p = counted.weight * counted.inside.probability;
    expected += p;
    variance += p * (1 - p);
  }
  EXPECT_NEAR(expected, truly, 4 * std::sqrt(variance));
  EXPECT_GT(std::abs(named - truly), 4 * std::sqrt(variance)) << "or the test shows nothing: discs reach over borders";
}

TEST(MadeVague, WhatIsSpreadOverItsDaysIsCountedInEveryWindowAsItIsTrue) {
  const auto& agreement = south_west();
  auto model = without_country();
  model.rates.controls = 0;
  const auto truth = simulate::true_days(model, agreement.world.in_force, 1);
  const auto& zone = agreement.world.zone;
  const Instant at = simulate::instant_of(400, agreement.world.in_force);
  const assess::Frame frame{.zone = zone,
                            .in_force = agreement.world.in_force,
                            .force_day = zone.day_of(agreement.world.in_force),
                            .at = at,
                            .at_day = zone.day_of(at),
                            .time_by = findings::TimeBy::spread};
  const auto sides = assess::symmetric(frame, 30);
  constexpr int seeds = 400;
  double before = 0, after = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto tallies = simulate::tally(agreement.world, model, seed);
    const auto claims = assess::sort_claims(tallies.zone.counted, frame, std::nullopt).counted;
    before += assess::count(claims, sides.before, frame.time_by).events.expected;
    after += assess::count(claims, sides.after, frame.time_by).events.expected;
  }
  const double expected = 30 * truth.front().expected[static_cast<std::size_t>(Stream::zone)];
  const double error = 4 * std::sqrt(expected / seeds) / (1 - model.follow_ups.mean());
  EXPECT_NEAR(before / seeds, expected, error);
  EXPECT_NEAR(after / seeds, expected, error);
}

}  // namespace
}  // namespace entente::test
