// SPDX-License-Identifier: Apache-2.0
#include "codec/json_text.hpp"

#include "i18n/render.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <charconv>
#include <cmath>

namespace entente::codec {
namespace {

std::string error_of(std::string_view text, JsonLimits limits = {}) {
  const auto node = parse_json(text, "a.json", limits);
  return node ? "" : i18n::render(node.error().message, i18n::Language::en);
}

TEST(JsonText, ValuesAndTheirLinesAreKept) {
  const auto node = parse_json("{\n \"a\": [1, 2.5, \"x\\ny\"],\n \"b\":\n  null, \"c\": true}", "a.json", {}, 10);
  ASSERT_TRUE(node);
  const auto& list = *node->find("a")->as<JsonNode::Array>();
  EXPECT_EQ(*list[0].as<std::int64_t>(), 1);
  EXPECT_EQ(*list[1].as<double>(), 2.5);
  EXPECT_EQ(*list[2].as<std::string>(), "x\ny");
  EXPECT_EQ(node->find("a")->line, 11U);
  EXPECT_TRUE(node->find("b")->is_null());
  EXPECT_EQ(node->find("b")->line, 12U) << "of null and words the line of the name";
  EXPECT_EQ(node->find("z"), nullptr);
}

TEST(JsonText, EscapedNamesAndTextsAreUnescaped) {
  const auto node = parse_json(R"({"d\u0061raa":"\u062f\u0631\u0639\u0627 \ud83d\ude00"})", "a.json");
  ASSERT_TRUE(node);
  EXPECT_EQ(*node->find("daraa")->as<std::string>(), "درعا 😀");
}

RC_GTEST_PROP(JsonText, EveryDoubleIsReadToTheLastBit, (std::uint64_t bits)) {
  const auto value = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(value));
  char digits[40];
  const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific).ptr;
  const auto node = parse_json(std::string_view(digits, static_cast<std::size_t>(end - digits)), "a.json");
  RC_ASSERT(node.has_value());
  double room = 0;
  RC_ASSERT(std::bit_cast<std::uint64_t>(*node->number(room)) == bits);
}

TEST(JsonText, WhatIsNotJsonIsRefusedWithItsLine) {
  const std::string broken =
      "this is not JSON; look for a missing comma, bracket or quotation mark, and save the file as UTF-8";
  EXPECT_EQ(error_of("{\n\"a\": 1,\n}"), "a.json:3: " + broken);
  EXPECT_EQ(error_of("{} {}"), "a.json:1: " + broken);
  EXPECT_EQ(error_of("\"\xff\""), "a.json:1: " + broken);
  EXPECT_EQ(error_of("[NaN]"), "a.json:1: " + broken);
  EXPECT_EQ(error_of("{\"a\": [1"), "a.json: the JSON ends too early; the file is cut off or a bracket is not closed");
  EXPECT_EQ(error_of(""), "a.json: the JSON ends too early; the file is cut off or a bracket is not closed");
  EXPECT_EQ(error_of("{\"a\": 1,\n\"a\": 2}"), "a.json:2: the name “a” stands twice in one object; keep one");
  EXPECT_EQ(error_of("[1e999]"), "a.json:1: 1e999 is too large for a number; write a smaller one");
}

TEST(JsonText, BombsAreRefusedEarly) {
  EXPECT_EQ(error_of(std::string(32, '[') + std::string(32, ']')), "");
  EXPECT_EQ(error_of(std::string(1'000'000, '[')),
            "a.json:1: brackets are nested more than 32 levels deep; flatten the text");
  std::string many = "[0";
  for (int i = 1; i < 200; ++i)
    many += ",0";
  EXPECT_EQ(error_of(many + "]", {32, 100}), "a.json:1: more than 100 values in one text; split the file");
  EXPECT_EQ(error_of(many + "]", {32, 201}), "") << "the list itself counts";
}

}  // namespace
}  // namespace entente::codec
