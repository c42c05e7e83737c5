// SPDX-License-Identifier: Apache-2.0
// Random numbers have the distributions that they promise, everywhere alike.
#include "simulate/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace entente::simulate {
namespace {

constexpr int draws = 200'000;

TEST(Random, IsSplitMix64) {
  Random random(1234567);
  EXPECT_EQ(random.bits(), 6457827717110365317U);  // the reference implementation's first two
  EXPECT_EQ(random.bits(), 3203168211198807973U);
}

TEST(Random, StreamsOfASeedDifferAndComeAgain) {
  EXPECT_EQ(Random(7, 3).bits(), Random(7, 3).bits());
  EXPECT_NE(Random(7, 3).bits(), Random(7, 4).bits());
  EXPECT_NE(Random(7, 3).bits(), Random(8, 3).bits());
  EXPECT_NE(Random(3, 7).bits(), Random(7, 3).bits());
}

TEST(Random, StreamsOfNeighbouringNumbersAreNotCorrelated) {
  double together = 0;
  for (std::uint64_t i = 0; i < draws; ++i)
    together += (Random(1, i).uniform() - 0.5) * (Random(1, i + 1).uniform() - 0.5) * 12;
  EXPECT_NEAR(together / draws, 0, 4 / std::sqrt(draws));
}

TEST(Random, WaitsAreExponential) {
  Random random(1);
  constexpr std::array<double, 5> at{0.1, 0.5, 1, 2, 4};
  std::array<int, 5> longer{};
  for (int i = 0; i < draws; ++i) {
    const double wait = random.exponential();
    for (std::size_t k = 0; k < at.size(); ++k)
      longer[k] += wait > at[k] ? 1 : 0;
  }
  for (std::size_t k = 0; k < at.size(); ++k) {
    const double share = std::exp(-at[k]);
    EXPECT_NEAR(longer[k] / double{draws}, share, 4 * std::sqrt(share * (1 - share) / draws)) << at[k];
  }
}

TEST(Random, CountsHaveTheMeansAndVariancesThatTheyPromise) {
  Random random(1);
  double poisson = 0, poisson_squares = 0, geometric = 0;
  for (int i = 0; i < draws; ++i) {
    const int count = random.poisson(0.7);
    poisson += count;
    poisson_squares += count * count;
    geometric += random.geometric(2);
  }
  const double mean = poisson / draws;
  EXPECT_NEAR(mean, 0.7, 0.008);
  EXPECT_NEAR(poisson_squares / draws - mean * mean, 0.7, 0.02);
  EXPECT_NEAR(geometric / draws, 2, 0.025);
  EXPECT_EQ(random.poisson(0), 0);
  EXPECT_EQ(random.geometric(0), 0);
}

}  // namespace
}  // namespace entente::simulate
