// SPDX-License-Identifier: Apache-2.0
#include "base/words.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace entente {
namespace {

TEST(Words, AreJoinedAndNothingStandsBeforeTheFirst) {
  EXPECT_EQ(joined(std::vector<std::string>{}), "");
  EXPECT_EQ(joined(std::vector<std::string>{"a"}), "a");
  EXPECT_EQ(joined(std::array<std::string_view, 3>{"", "b", "c"}), ", b, c");
  EXPECT_EQ(joined(std::vector<std::string>{"a", "b"}, " "), "a b");
}

TEST(Words, OnlyLatinCapitalsGrowSmall) {
  EXPECT_EQ(lower_ascii("Aleppo Z [@"), "aleppo z [@");
  EXPECT_EQ(lower_ascii("Алеппо É"), "Алеппо É");
}

}  // namespace
}  // namespace entente
