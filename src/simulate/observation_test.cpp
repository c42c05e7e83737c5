// SPDX-License-Identifier: Apache-2.0
// Reports are as vague, as many, as late and as one-sided as the model says.
#include "simulate/observation.hpp"

#include "simulate/test_world.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

namespace entente::simulate {
namespace {

struct Told {
  Event event;
  std::optional<Reports> reports;
};

const World& world() {
  static const World stage = truce_world();
  return stage;
}

std::vector<Told> tell(const Model& model, std::uint64_t seed = 1) {
  Happenings happenings(model, world().in_force, world().area_counts(), seed);
  const Observer observer(world(), model, seed);
  std::vector<Told> told;
  while (const auto event = happenings.next())
    told.push_back({*event, observer.observe(*event)});
  return told;
}

// Some 40,000 events.
Model many() {
  Model model{.rates = {.zone = 20, .controls = 10}, .effect = {.shape = Effect::Shape::none}};
  model.days_before = 700;
  model.days_after = 700;
  return model;
}

double four_errors(double share, double count) { return 4 * std::sqrt(share * (1 - share) / count); }

TEST(Observation, PlacesAreAsVagueAsTheirShares) {
  const auto told = tell(many());
  std::array<double, precision_count> counts{};
  for (const auto& one : told)
    counts[static_cast<std::size_t>(one.reports->last().place.precision)] += 1;
  const auto all = static_cast<double>(told.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double share = Vagueness{}.where[i];
    EXPECT_NEAR(counts[i] / all, share, four_errors(share, all)) << word(static_cast<Precision>(i));
  }
}

TEST(Observation, TimesAreAsVagueAsTheirSharesAndHoldTheTrueDayAnywhere) {
  const auto told = tell(many());
  std::map<int, double> by_span;
  double place_in_week = 0, weeks = 0;
  for (const auto& one : told) {
    const auto& days = one.reports->last().days;
    const Day truly = world().zone.day_of(instant_of(one.event.day, world().in_force));
    EXPECT_LE(days.first, truly);
    EXPECT_GE(days.last, truly);
    by_span[days.days()] += 1;
    if (days.days() != 5) continue;
    place_in_week += static_cast<double>((truly - days.first).count());
    weeks += 1;
  }
  const auto share = [&](int from, int to) {
    double count = 0;
    for (const auto& [span, events] : by_span)
      count += from <= span && span <= to ? events : 0;
    return count / static_cast<double>(told.size());
  };
  const auto all = static_cast<double>(told.size());
  constexpr std::array<std::pair<int, int>, 5> spans{{{1, 1}, {2, 6}, {7, 7}, {8, 31}, {32, 92}}};
  for (std::size_t i = 0; i < spans.size(); ++i)
    EXPECT_NEAR(share(spans[i].first, spans[i].second), Vagueness{}.when[i], four_errors(Vagueness{}.when[i], all))
        << i;
  EXPECT_NEAR(place_in_week / weeks, 2, 4 * std::sqrt(2.0 / weeks)) << "of five days, numbered 0 to 4";
}

TEST(Observation, TheSharesOfPrecisionSumUpToOne) {
  const auto sum = [](const auto& shares) { return std::accumulate(shares.begin(), shares.end(), 0.0); };
  EXPECT_NEAR(sum(Vagueness{}.where), 1, 1e-12);
  EXPECT_NEAR(sum(Vagueness{}.when), 1, 1e-12);
}

TEST(Observation, MissesItsShareBeforeAndAfter) {
  Model model = many();
  model.missing = {.before = 0.2, .after = 0.6, .varying = 0.8};
  std::array<double, 2> missed{}, all{};
  for (const auto& one : tell(model)) {
    const std::size_t side = one.event.day < 0 ? 0 : 1;
    missed[side] += one.reports ? 0 : 1;
    all[side] += 1;
  }
  // 100 weeks a side, whose shares move evenly by 0.16 and 0.32 either way.
  EXPECT_NEAR(missed[0] / all[0], 0.2, 4 * 0.16 / std::sqrt(3 * 100));
  EXPECT_NEAR(missed[1] / all[1], 0.6, 4 * 0.32 / std::sqrt(3 * 100));
}

TEST(Observation, TheShareMissedMovesFromWeekToWeekWithinItsRoom) {
  const Missing missing{.before = 0.2, .after = 0.9, .varying = 1};
  double least = 1, most = 0, sum = 0;
  for (int week = 0; week < 1000; ++week) {
    const double share = missing_share(missing, 1, week);
    least = std::min(least, share);
    most = std::max(most, share);
    sum += share;
  }
  EXPECT_GE(least, 0.8);
  EXPECT_LE(most, 1);
  EXPECT_GT(most - least, 0.19);
  EXPECT_NEAR(sum / 1000, 0.9, 4 * 0.1 / std::sqrt(3000));
  EXPECT_EQ(missing_share({.before = 0.2, .varying = 0}, 1, -1), 0.2);
  EXPECT_EQ(missing_share({.before = 0.2}, 1, 0), 0);
}

TEST(Observation, MissingMoreTakesReportsOutAndChangesNone) {
  Model model = many();
  const auto all = tell(model);
  model.missing = {.before = 0.3, .after = 0.7};
  const auto some = tell(model);
  ASSERT_EQ(all.size(), some.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].event, some[i].event);
    if (!some[i].reports) continue;
    EXPECT_EQ(all[i].reports->last().days, some[i].reports->last().days);
    EXPECT_EQ(all[i].reports->last().known_at, some[i].reports->last().known_at);
  }
}

TEST(Observation, SeveralReportersMostlyShareOneOrigin) {
  double several = 0, shared = 0, second = 0;
  const auto told = tell(many());
  for (const auto& one : told) {
    const auto& report = one.reports->last();
    EXPECT_TRUE((report.reporter_bits >> report.first_reporter) & 1) << "the first is among them";
    second += report.first_reporter == 3 ? 1 : 0;
    if (std::popcount(report.reporter_bits) < 2) continue;
    several += 1;
    shared += (report.reporter_bits & 0b111) == 0 || (report.reporter_bits & 0b111000) == 0 ? 1 : 0;
  }
  const auto all = static_cast<double>(told.size());
  EXPECT_NEAR(several / all, 0.15, four_errors(0.15, all));
  EXPECT_NEAR(shared / several, 0.8, four_errors(0.8, several));
  EXPECT_NEAR(second / all, 0.08, four_errors(0.08, all));
}

TEST(Observation, AreKnownLateByTheMeanWait) {
  double days = 0, count = 0;
  for (const auto& one : tell(many())) {
    const auto& report = one.reports->first;
    const Instant over = world().zone.start_of(report.days.last + std::chrono::days{1});
    EXPECT_GE(report.known_at, over);
    days += static_cast<double>((report.known_at - over).count()) / 86400;
    count += 1;
  }
  EXPECT_NEAR(days / count, 3, 4 * 3 / std::sqrt(count));
}

TEST(Observation, PlacesAnEventAlikeWhetherReportedOrNot) {
  const Model model = many();
  const Observer observer(world(), model, 1);
  for (const auto& one : tell(model)) {
    const auto placed = observer.place_of(one.event);
    EXPECT_EQ(placed.precision, one.reports->last().place.precision);
    EXPECT_EQ(placed.locality, one.reports->last().place.locality);
  }
}

}  // namespace
}  // namespace entente::simulate
