// SPDX-License-Identifier: Apache-2.0
// Every claim of docs/calibration.md is met by the engine, and not met by one with a bias in it.
#include "calibration/settings.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace entente::test {
namespace {

int not_met(const std::vector<Row>& rows) {
  return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const Row& row) { return !row.met(); }));
}

constexpr int few = 150;

// One setting of each kind of claim.
Row interval(const Engine& engine, const Clusters& clusters, char Covered::* which, Claim claim) {
  const auto model = steps_once(clusters, 90, 2, 1);
  return share_row("", "", "", each(coverage_of_truth(engine, model, 2 * few), which), claim);
}

TEST(Calibration, SeesAnExposureThatIsOffByATenth) {
  const auto off = [](const assess::Counts& before, const assess::Counts& after) {
    return assess::rate_ratio(before, {after.events, after.exposure_days * 1.1});
  };
  const Claim claim{.least = 0.95};
  EXPECT_TRUE(interval({}, poisson, &Covered::exact, claim).met());
  EXPECT_FALSE(interval({.rate_ratio = off}, poisson, &Covered::exact, claim).met());
}

TEST(Calibration, SeesAnIntervalThatForgetsTheClusters) {
  const auto none = [](Engine::Daily, Engine::Daily) { return 1.0; };
  const Claim claim{0.93, 0.97};
  const auto& usual = clustered().front();
  EXPECT_TRUE(interval({}, usual, &Covered::dispersed, claim).met());
  EXPECT_FALSE(interval({.dispersion_factor = none}, usual, &Covered::dispersed, claim).met());
}

TEST(Calibration, SeesBreaksAtHalfThePenalty) {
  const auto half = [](Engine::Daily daily, Day first, double penalty, int least) {
    return assess::change_points(daily, first, penalty / 2, least);
  };
  std::vector<Row> as_shipped, planted;
  calibrate_false_breaks({}, few, {365}, as_shipped);
  calibrate_false_breaks({.change_points = half}, few, {365}, planted);
  EXPECT_EQ(not_met(as_shipped), 0) << markdown(as_shipped);
  EXPECT_GE(not_met(planted), 4) << markdown(planted);
}

TEST(Calibration, SeesAThresholdThatIsAQuarterTooLow) {
  const auto low = [](double rate, double rise, double days) {
    auto design = assess::design_alarm(rate, rise, days);
    design.threshold *= 0.75;
    return design;
  };
  std::vector<Row> as_shipped, planted;
  calibrate_alarm({}, few, as_shipped, false);
  calibrate_alarm({.design_alarm = low}, few, planted, false);
  EXPECT_EQ(not_met(as_shipped), 0) << markdown(as_shipped);
  EXPECT_EQ(not_met(planted), 4) << markdown(planted);
}

TEST(Calibration, GivesTheSameTableHoweverManyThreadsRun) {
  const auto model = steps_once(poisson, 30, 1, 0.5);
  const auto all = for_seeds(20, [&](std::uint64_t seed) { return sum_of(made_daily(model, seed)); });
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(all[i], sum_of(made_daily(model, i + 1))) << i;
}

// Writes the table where ENTENTE_CALIBRATION names a file.
TEST(CalibrationLong, EveryClaimIsMet) {
  const auto rows = calibrate({}, {});
  const auto table = markdown(rows);
  if (const char* path = std::getenv("ENTENTE_CALIBRATION")) std::ofstream(path) << table;
  EXPECT_EQ(not_met(rows), 0) << table;
}

}  // namespace
}  // namespace entente::test
