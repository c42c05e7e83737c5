// SPDX-License-Identifier: Apache-2.0
// Made events come at the rates, with the follow-ups and the retaliation that the model says.
#include "simulate/happenings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

namespace entente::simulate {
namespace {

const Instant in_force = *parse_instant("2017-07-09T09:00:00Z");
constexpr AreaCounts areas{3, 5, 3};
constexpr std::uint64_t seeds = 300;

std::vector<Event> events_of(const Model& model, std::uint64_t seed, const AreaCounts& counts = areas) {
  Happenings happenings(model, in_force, counts, seed);
  std::vector<Event> events;
  while (const auto event = happenings.next())
    events.push_back(*event);
  return events;
}

Model zone_only(Effect::Shape shape) {
  Model model{.rates = {.zone = 2, .controls = 0, .carve_outs = 0}, .effect = {.shape = shape, .days = 40}};
  model.days_before = 60;
  model.days_after = 60;
  return model;
}

// Events of the zone in each day, summed over the seeds.
std::vector<double> daily_sums(const Model& model) {
  std::vector<double> sums(static_cast<std::size_t>(model.days_before + model.days_after));
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    for (const auto& event : events_of(model, seed)) {
      if (event.stream == Stream::zone) sums[static_cast<std::size_t>(std::floor(event.day) + model.days_before)] += 1;
    }
  }
  return sums;
}

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// Four standard errors of a sum of clustered counts: the variance is the mean / (1 - follow-ups)².
double error_of(double expected, const FollowUps& follow_ups) {
  return 4 * std::sqrt(expected) / (1 - follow_ups.mean());
}

class EveryEffect : public ::testing::TestWithParam<Effect::Shape> {};

TEST_P(EveryEffect, IsFoundAgainInTheMeanOfManySeeds) {
  Model model = zone_only(GetParam());
  model.season = {.amplitude = 0.3, .peak_day = 200};
  model.trend = {.a_year = 2};
  const auto sums = daily_sums(model);
  const auto expected = expected_daily(daily_rates(model, Stream::zone, in_force), model.follow_ups);
  for (std::size_t from = 0; from < sums.size(); from += 10) {
    const double truth = seeds * sum(std::span(expected).subspan(from, 10));
    EXPECT_NEAR(sum(std::span(sums).subspan(from, 10)), truth, error_of(truth, model.follow_ups)) << "day " << from;
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, EveryEffect,
                         ::testing::Values(Effect::Shape::none, Effect::Shape::sudden, Effect::Shape::slow,
                                           Effect::Shape::fading, Effect::Shape::reversed),
                         [](const auto& shape) { return std::string(word(shape.param)); });

TEST(Happenings, ComeInOrderNumberedAndWithinTheirDays) {
  const auto events = events_of(Model{}, 7);
  ASSERT_GT(events.size(), 4000u);
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].number, i);
    EXPECT_GE(events[i].day, i == 0 ? -730 : events[i - 1].day);
    EXPECT_LT(events[i].day, 541);
    EXPECT_LT(events[i].area, areas[static_cast<std::size_t>(events[i].stream)]);
  }
}

TEST(Happenings, AreTheSameForTheSameSeedAndOthersForAnother) {
  EXPECT_EQ(events_of(Model{}, 7), events_of(Model{}, 7));
  EXPECT_NE(events_of(Model{}, 7), events_of(Model{}, 8));
}

TEST(Happenings, OfTheZoneDoNotDependOnTheControls) {
  const auto zone_days = [](double controls) {
    std::vector<double> days;
    for (const auto& event : events_of({.rates = {.controls = controls}}, 7)) {
      if (event.stream == Stream::zone) days.push_back(event.day);
    }
    return days;
  };
  EXPECT_EQ(zone_days(0), zone_days(9));
}

TEST(Happenings, FollowWhatCameBeforeInTheSamePlaceAfterTheMeanWait) {
  Model model{.follow_ups = {.repeated = 0.3, .retaliation = 0.2, .mean_days = 1.5}};
  double waits = 0, count = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto events = events_of(model, seed);
    for (const auto& event : events) {
      if (!event.follows) continue;
      const auto& before = events[*event.follows];
      EXPECT_EQ(before.area, event.area);
      EXPECT_EQ(before.stream, event.stream);
      EXPECT_EQ(before.by == event.by, event.cause == Cause::repeated);
      waits += event.day - before.day;
      count += 1;
    }
  }
  EXPECT_NEAR(waits / count, 1.5, 4 * 1.5 / std::sqrt(count));
}

TEST(Happenings, HaveTheirShareOfFollowUpsAndOfRetaliation) {
  const Model model{.rates = {.zone = 20},
                    .effect = {.shape = Effect::Shape::none},
                    .follow_ups = {.repeated = 0.3, .retaliation = 0.2, .mean_days = 1.5},
                    .days_before = 3000};
  const auto events = events_of(model, 1);
  const auto share = [&](Cause cause) {
    return static_cast<double>(
               std::count_if(events.begin(), events.end(), [&](const Event& event) { return event.cause == cause; })) /
           static_cast<double>(events.size());
  };
  // In a steady state each event brings about as many as it is the share of.
  EXPECT_NEAR(share(Cause::repeated), 0.3, 0.01);
  EXPECT_NEAR(share(Cause::retaliation), 0.2, 0.01);
}

TEST(Happenings, AreAsDispersedAsTheirFollowUpsMakeThem) {
  Model model{.rates = {.zone = 5, .controls = 0, .carve_outs = 0},
              .effect = {.shape = Effect::Shape::none},
              .follow_ups = {.repeated = 0.2, .retaliation = 0.2, .mean_days = 0.5},
              .days_before = 60'000,
              .days_after = 0};
  std::vector<double> months(2000);
  for (const auto& event : events_of(model, 1))
    months[static_cast<std::size_t>((event.day + 60'000) / 30)] += 1;
  const double mean = sum(months) / 2000;
  double squares = 0;
  for (const double month : months)
    squares += (month - mean) * (month - mean);
  EXPECT_NEAR(mean, 150, 1.5);
  EXPECT_NEAR(squares / 1999 / mean, 1 / (0.6 * 0.6), 0.3);  // less some 3 % for clusters that are cut
}

TEST(Happenings, WithoutAreasAreNone) { EXPECT_TRUE(events_of(Model{}, 7, {0, 0, 0}).empty()); }

TEST(Happenings, OfOneStreamStayInIt) {
  const auto events = events_of(Model{}, 7, {0, 2, 0});
  ASSERT_FALSE(events.empty());
  for (const auto& event : events)
    EXPECT_EQ(event.stream, Stream::controls);
}

TEST(Happenings, InstantsAreCutToTheSecondAndKeepTheirSideOfEntryIntoForce) {
  EXPECT_EQ(instant_of(0, in_force), in_force);
  EXPECT_EQ(instant_of(-1e-9, in_force), in_force - std::chrono::seconds{1});
  EXPECT_EQ(instant_of(1.5, in_force), in_force + std::chrono::hours{36});
}

}  // namespace
}  // namespace entente::simulate
