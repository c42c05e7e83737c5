// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace entente {
namespace {

TEST(InParallel, EveryPieceIsDoneOnceHoweverManyThereAre) {
  for (const std::size_t count : {0u, 1u, 63u, 64u, 65u, 200u, 10'000u}) {
    std::vector<std::atomic<int>> done(count);
    in_parallel(count, [&](std::size_t i) { ++done[i]; });
    for (std::size_t i = 0; i < count; ++i)
      EXPECT_EQ(done[i], 1) << i << " of " << count;
  }
}

}  // namespace
}  // namespace entente
