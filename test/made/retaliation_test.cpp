// SPDX-License-Identifier: Apache-2.0
// Of made records the share of acts that answer the other side is known: what is fitted comes near it with instants,
// and falls short of it with days.
#include "assess/retaliation.hpp"

#include "simulate/happenings.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <vector>

namespace entente::test {
namespace {

constexpr double stretch_days = 180;
constexpr double rate = 6;

// What one act brings about by the other side on average, which of equal sides is the share of acts that answer.
constexpr double answered = 0.3;

simulate::Model model() {
  simulate::Model model;
  model.rates.zone = rate;
  model.follow_ups = {.repeated = 0.1, .retaliation = answered, .mean_days = 1.5};
  return model;
}

// The parties' acts in the zone in the half year before entry into force; of so many in a hundred only the day is
// known.
std::vector<assess::SideEvent> acts(std::uint64_t seed, std::uint64_t by_day_in_100) {
  simulate::Happenings happenings(model(), *parse_instant("2017-07-09T09:00:00Z"), {1, 0, 0}, seed);
  std::vector<assess::SideEvent> acts;
  while (const auto event = happenings.next()) {
    if (event->stream != simulate::Stream::zone || event->day < -stretch_days || event->day >= 0) continue;
    const double day = event->day + stretch_days;
    acts.push_back(
        {event->number * 37 % 100 < by_day_in_100 ? std::floor(day) + 0.5 : day, static_cast<assess::Side>(event->by)});
  }
  return acts;
}

struct Mean {
  double share = 0;
  int fitted = 0;
};

Mean mean_share(std::uint64_t by_day_in_100) {
  constexpr std::uint64_t seeds = 50;
  Mean mean;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto fit = assess::retaliation(acts(seed, by_day_in_100), stretch_days);
    if (!fit) continue;
    mean.share += (fit->sides[0].retaliation_share + fit->sides[1].retaliation_share) / 2;
    ++mean.fitted;
  }
  mean.share /= mean.fitted;
  return mean;
}

TEST(MadeRetaliation, WithInstantsTheMeanShareIsNearTheTruth) {
  const auto mean = mean_share(0);
  RecordProperty("share", std::to_string(mean.share));
  RecordProperty("fitted", mean.fitted);
  EXPECT_GE(mean.fitted, 45);
  EXPECT_NEAR(mean.share, answered, 0.03);
}

// What `assess` still fits.
TEST(MadeRetaliation, WithTheHourOfAFifthUnknownItIsNearToo) {
  const auto mean = mean_share(20);
  RecordProperty("share", std::to_string(mean.share));
  EXPECT_GE(mean.fitted, 45);
  EXPECT_NEAR(mean.share, answered, 0.04);
}

// Why it does not fit more.
TEST(MadeRetaliation, WithDaysAloneAlmostNothingIsLeftOfIt) {
  const auto mean = mean_share(100);
  RecordProperty("share", std::to_string(mean.share));
  RecordProperty("fitted", mean.fitted);
  EXPECT_LT(mean.share, answered / 10);
}

}  // namespace
}  // namespace entente::test
