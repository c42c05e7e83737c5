// SPDX-License-Identifier: Apache-2.0
#include "base/close_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace entente {
namespace {

TEST(ClosestWord, FindsTheWordMeant) {
  const std::vector<std::string> commands{"import", "init", "assess", "evaluate"};
  EXPECT_EQ(closest_word("asess", commands), "assess");
  EXPECT_EQ(closest_word("imoprt", commands), "import");
  EXPECT_EQ(closest_word("evalute", commands), "evaluate");
}

TEST(ClosestWord, SaysNothingWhenNothingIsClose) {
  const std::vector<std::string> commands{"import", "init"};
  EXPECT_EQ(closest_word("serve", commands), std::nullopt);
  EXPECT_EQ(closest_word("", commands), std::nullopt);
}

}  // namespace
}  // namespace entente
