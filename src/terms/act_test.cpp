// SPDX-License-Identifier: Apache-2.0
#include "terms/act.hpp"

#include <gtest/gtest.h>

#include <set>

namespace entente::terms {
namespace {

TEST(Act, WordsAreDifferentAndReadBack) {
  std::set<std::string_view> words;
  for (int i = 0; i < act_count; ++i) {
    const auto act = static_cast<Act>(i);
    EXPECT_TRUE(words.insert(word(act)).second) << word(act);
    EXPECT_EQ(parse_act(word(act)), act);
  }
  EXPECT_EQ(parse_act("air attack"), std::nullopt);
  EXPECT_EQ(parse_act(""), std::nullopt);
}

TEST(Weapon, WordsAreDifferentAndReadBack) {
  std::set<std::string_view> words;
  for (int i = 0; i < weapon_count; ++i) {
    const auto weapon = static_cast<Weapon>(i);
    EXPECT_TRUE(words.insert(word(weapon)).second) << word(weapon);
    EXPECT_EQ(parse_weapon(word(weapon)), weapon);
  }
  EXPECT_EQ(parse_weapon("cannon"), std::nullopt);
}

TEST(Act, StoredNumbersKeepTheirWords) {
  EXPECT_EQ(word(static_cast<Act>(4)), "air_attack");
  EXPECT_EQ(word(static_cast<Act>(10)), "advance");
  EXPECT_EQ(word(static_cast<Act>(21)), "other");
  EXPECT_EQ(word(static_cast<Weapon>(5)), "multiple_rocket_launcher");
  EXPECT_EQ(word(static_cast<Weapon>(17)), "other");
}

TEST(Act, WhatIsForbiddenCoversWhatLiesBeneathIt) {
  EXPECT_EQ(covers(Act::hostilities, Act::sniping), Covers::yes);
  EXPECT_EQ(covers(Act::small_arms_fire, Act::sniping), Covers::yes);
  EXPECT_EQ(covers(Act::air_attack, Act::air_attack), Covers::yes);
}

TEST(Act, AReportCoarserThanTheClauseCannotTell) {
  EXPECT_EQ(covers(Act::air_attack, Act::hostilities), Covers::cannot_tell);
  EXPECT_EQ(covers(Act::sniping, Act::small_arms_fire), Covers::cannot_tell);
  EXPECT_EQ(covers(Act::advance, Act::unknown), Covers::cannot_tell);
}

TEST(Act, ExercisesAndProtestsAreNoHostilities) {
  for (const Act act : {Act::live_fire_exercise, Act::protest, Act::advance, Act::other}) {
    EXPECT_EQ(covers(Act::hostilities, act), Covers::no) << word(act);
  }
  EXPECT_EQ(covers(Act::air_attack, Act::shelling), Covers::no);
}

}  // namespace
}  // namespace entente::terms
