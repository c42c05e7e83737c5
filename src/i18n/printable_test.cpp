// SPDX-License-Identifier: Apache-2.0
#include "i18n/printable.hpp"

#include "i18n/render.hpp"
#include "msg/base.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace entente::i18n {
namespace {

using namespace std::string_literals;

TEST(Printable, WhatSteersATerminalOrALineIsReplaced) {
  EXPECT_EQ(printable("\x1b[2J"), "\ufffd[2J");
  EXPECT_EQ(printable("a\nb\tc\rd\0e"s), "a\ufffdb\ufffdc\ufffdd\ufffde");
  EXPECT_EQ(printable("\x7f\u0080\u009b\u009f"), "\ufffd\ufffd\ufffd\ufffd");
  for (const char* sign : {"\u2028", "\u2029", "\u061c", "\u200e", "\u200f", "\u206a", "\u206f", "\u202a", "\u202b",
                           "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"})
    EXPECT_EQ(printable("x"s + sign + "y"), "x\ufffdy");
}

TEST(Printable, WordsOfAllScriptsStayAsTheyAre) {
  for (const char* words :
       {"", " ~", "\u00a0\u00ad", "درعا", "Дераа", "می\u200cخواهم", "\u202f", "\u2065", "👩\u200d👩"})
    EXPECT_EQ(printable(words), words);
}

TEST(Printable, WhatIsNotUtf8IsReplaced) { EXPECT_EQ(printable("a\xff"), "a\ufffd"); }

TEST(Render, ArgumentsSteerNothing) {
  const auto message = msg::base::not_a_date("\x1b[31m\u202e");
  EXPECT_EQ(render(message, Language::en), "“\ufffd[31m\ufffd” is not a date; write it as 2017-07-09");
  EXPECT_NE(render(msg::base::not_a_date("\u2069\n"), Language::ar).find("\u2068\ufffd\ufffd\u2069"), std::string::npos)
      << "the isolates that render adds stay";
}

TEST(Render, AMessageInAMessageKeepsItsIsolates) {
  const std::vector<Message> one{msg::base::not_a_date("9 July")};
  EXPECT_NE(render(msg::base::cannot_open("x", one), Language::ar).find("\u20689 July\u2069"), std::string::npos);
}

}  // namespace
}  // namespace entente::i18n
