// SPDX-License-Identifier: Apache-2.0
// The truth is that of the events made: their counts, their spots, what was missed.
#include "simulate/truth.hpp"

#include "geo/shape.hpp"
#include "simulate/test_world.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entente::simulate {
namespace {

Model plenty() {
  Model model{.rates = {.zone = 10}, .effect = {.shape = Effect::Shape::sudden, .ratio = 0.5}};
  model.missing = {.before = 0.1, .after = 0.4, .varying = 0};
  return model;
}

TEST(Truth, ExpectsWhatManySeedsGive) {
  const auto world = truce_world();
  const Model model = plenty();
  const auto truth = truth_of(world, model, 1);
  constexpr int seeds = 50;
  double before = 0, after = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Happenings happenings(model, world.in_force, world.area_counts(), seed);
    while (const auto event = happenings.next()) {
      if (event->stream != Stream::zone || std::abs(event->day) >= 30) continue;
      (event->day < 0 ? before : after) += 1;
    }
  }
  const auto near = [&](double events, double expected) {
    EXPECT_NEAR(events / seeds, expected, 4 * std::sqrt(expected / seeds) / (1 - model.follow_ups.mean()));
  };
  EXPECT_DOUBLE_EQ(truth.expected(Stream::zone, -30, 0), 300);
  near(before, truth.expected(Stream::zone, -30, 0));
  EXPECT_GT(truth.expected(Stream::zone, 0, 30), 150) << "follow-ups of what was before";
  near(after, truth.expected(Stream::zone, 0, 30));
}

TEST(Truth, KnowsWhatWasReported) {
  const auto world = truce_world();
  const auto truth = truth_of(world, plenty(), 1);
  const Observer observer(world, plenty(), 1);
  for (const auto& one : truth.events)
    EXPECT_EQ(one.reported, observer.observe(one.event).has_value());
  EXPECT_EQ(truth.days.front().missed, 0.1);
  EXPECT_EQ(truth.days.back().missed, 0.4);
  EXPECT_EQ(truth.days.size(), 730u + 541u);
}

TEST(Truth, SpotsLieWithinWhatIsClaimedOfThem) {
  const auto world = truce_world();
  const Observer observer(world, plenty(), 1);
  const auto outline = *geo::Shape::make(*world.zone_areas[0].outline);
  int drawn_over_outlines = 0;
  for (const auto& one : truth_of(world, plenty(), 1).events) {
    ASSERT_TRUE(one.spot);
    const auto placed = observer.place_of(one.event);
    const auto& area = world.area(one.event.stream, one.event.area);
    const auto away = geo::distance_m(area.localities[*placed.locality].centre, *one.spot);
    if (placed.precision <= Precision::nearby) {
      constexpr double rounding_m = 1e-3;
      EXPECT_LE(away, (placed.precision == Precision::settlement ? settlement_radius_m : nearby_radius_m) + rounding_m);
      continue;
    }
    if (one.area != "SY12") continue;
    EXPECT_TRUE(outline.contains(*one.spot));
    ++drawn_over_outlines;
  }
  EXPECT_GT(drawn_over_outlines, 100);
}

// What a uniform disc has within half its radius is a quarter, a cone 3/4 - 1/4 = 1/2.
TEST(Truth, SpotsHaveTheDensityOfTheirClaims) {
  const auto world = truce_world();
  const Observer observer(world, plenty(), 1);
  std::array<double, 2> within{}, all{};
  for (const auto& one : truth_of(world, plenty(), 1).events) {
    const auto placed = observer.place_of(one.event);
    if (placed.precision > Precision::nearby) continue;
    const auto& centre = world.area(one.event.stream, one.event.area).localities[*placed.locality].centre;
    const auto kind = static_cast<std::size_t>(placed.precision);
    const double radius_m = kind == 0 ? settlement_radius_m : nearby_radius_m;
    within[kind] += geo::distance_m(centre, *one.spot) < radius_m / 2 ? 1 : 0;
    all[kind] += 1;
  }
  EXPECT_NEAR(within[0] / all[0], 0.25, 4 * std::sqrt(0.25 * 0.75 / all[0]));
  EXPECT_NEAR(within[1] / all[1], 0.5, 4 * std::sqrt(0.25 / all[1]));
}

}  // namespace
}  // namespace entente::simulate
