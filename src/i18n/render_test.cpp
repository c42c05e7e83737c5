// SPDX-License-Identifier: Apache-2.0
#include "i18n/render.hpp"

#include "msg/base.hpp"

#include <gtest/gtest.h>

namespace entente::i18n {
namespace {

TEST(Render, PutsArgumentsIntoTheWordsOfEachLanguage) {
  const auto message = msg::base::not_a_date("9 July");
  EXPECT_EQ(render(message, Language::en), "“9 July” is not a date; write it as 2017-07-09");
  EXPECT_EQ(render(message, Language::ru), "«9 July» не является датой; запишите её как 2017-07-09");
}

TEST(Render, IsolatesForeignWordsInArabic) {
  EXPECT_NE(render(msg::base::not_a_date("9 July"), Language::ar)
                .find("\u2068"
                      "9 July"
                      "\u2069"),
            std::string::npos);
}

TEST(Render, OnlyALanguageFromRightToLeftIsolates) {
  EXPECT_EQ(isolated("SW", Language::ar).size(), 2U + 6U);
  EXPECT_EQ(isolated("SW", Language::ru), "SW");
  EXPECT_EQ(beside_latin("UCDP", Language::en), "UCDP");
  EXPECT_NE(beside_latin("UCDP", Language::ar), isolated("UCDP", Language::ar));
  EXPECT_EQ(line_start(Language::ar), "\u200f");
  EXPECT_EQ(line_start(Language::ru), "");
  EXPECT_EQ(latin_line_start(Language::ar), "\u200e");
  EXPECT_EQ(latin_line_start(Language::ru), "");
}

TEST(Render, JoinsListsAsTheLanguageDoes) {
  const std::vector<Message> two{msg::base::not_a_date("a"), msg::base::not_a_date("b")};
  const auto text = render(msg::base::cannot_open("x", two), Language::en);
  EXPECT_NE(text.find(" and "), std::string::npos) << text;
}

TEST(Render, NumbersAreWrittenAsTheLanguageWritesThem) {
  EXPECT_EQ(render_number(0.2765, 3, Language::en), "0.276");
  EXPECT_EQ(render_number(0.2765, 3, Language::ru), "0,276");
  EXPECT_EQ(render_number(0.26, 3, Language::en), "0.260");
  EXPECT_EQ(render_number(16566, 0, Language::en), "16,566");
}

TEST(Render, NumbersAreGroupedAlikeInTablesAndInSentences) {
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    for (const double number : {999.0, 1031.0, 16566.0}) {
      EXPECT_NE(render(msg::base::too_large("x", number), language).find(render_number(number, 0, language)),
                std::string::npos)
          << code(language) << number;
    }
  }
}

}  // namespace
}  // namespace entente::i18n
