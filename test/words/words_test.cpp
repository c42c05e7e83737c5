// SPDX-License-Identifier: Apache-2.0
// The catalogue's texts as people read them: agreement with numbers, and keys that choose words, in all three
// languages.
#include "base/file.hpp"
#include "i18n/render.hpp"
#include "msg/assess.hpp"
#include "msg/report.hpp"
#include "msg/terms.hpp"
#include "msg/word.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <set>
#include <string>

namespace entente::i18n {
namespace {

TEST(Words, AKeyChoosesTheSameWordsInEveryLanguage) {
  const auto topic = [](Language language) { return render(msg::terms::lint_topic("mines"), language); };
  EXPECT_NE(topic(Language::en).find("mines"), std::string::npos) << topic(Language::en);
  EXPECT_NE(topic(Language::ar).find("الألغام"), std::string::npos) << topic(Language::ar);
  EXPECT_NE(topic(Language::ru).find("о минах"), std::string::npos) << topic(Language::ru);
}

TEST(Words, CountedThingsAgreeWithTheirNumberAlsoWhereItHasAFraction) {
  struct Case {
    double events;
    const char* en;
    const char* ar;
    const char* ru;
  };
  const Case cases[] = {
      {0, "0 events before", "لا أحداث قبل", "0 событий до"},
      {1, "1 event before", "حدث واحد قبل", "1 событие до"},
      {2, "2 events before", "حدثان قبل", "2 события до"},
      {0.863, "0.863 events before", "0.863 حدث قبل", "0,863 события до"},
      {2.286, "2.286 events before", "2.286 حدث قبل", "2,286 события до"},
      {5, "5 events before", "5 أحداث قبل", "5 событий до"},
      {5.00001, "5 events before", "5 أحداث قبل", "5 событий до"},
      {5.5, "5.5 events before", "5.5 حدث قبل", "5,5 события до"},
      {21, "21 events before", "21 حدثًا قبل", "21 событие до"},
      {100, "100 events before", "100 حدث قبل", "100 событий до"},
  };
  for (const auto& [events, en, ar, ru] : cases) {
    const auto line = msg::report::carved_out_line(events, 0);
    EXPECT_NE(render(line, Language::en).find(std::string(" ") + en), std::string::npos) << render(line, Language::en);
    EXPECT_NE(render(line, Language::ar).find(std::string(" ") + ar), std::string::npos) << render(line, Language::ar);
    EXPECT_NE(render(line, Language::ru).find(std::string(" ") + ru), std::string::npos) << render(line, Language::ru);
  }
}

TEST(Words, RatiosAndThresholdsKeepTheirDigits) {
  const auto line = msg::assess::ratio_holding("X", 0.29, 0.2, 0.4, 0.5);
  EXPECT_EQ(render(line, Language::en),
            "X: 0.290 times the rate before [0.200, 0.400, clusters allowed for]; surely at most 0.50.");
  EXPECT_EQ(render(line, Language::ru),
            "X: 0,290 от прежней частоты [0,200; 0,400; с учётом скоплений]; наверняка не больше 0,50.");
  EXPECT_NE(render(line, Language::ar).find("[0.200، 0.400، مع"), std::string::npos) << render(line, Language::ar);
  EXPECT_NE(render(msg::assess::ratio_holding("X", 1, 1, 1, 0.125), Language::en).find("at most 0.125."),
            std::string::npos)
      << "a threshold loses nothing";
}

TEST(Words, TheSystemsReasonsAreInTheReadersLanguage) {
  const auto reason = read_file("/", 100).error().message;
  EXPECT_EQ(render(reason, Language::en), "/: cannot be opened: it is a folder; check the path and its permissions");
  EXPECT_EQ(render(reason, Language::ru), "/: не удаётся открыть: это папка; проверьте путь и права доступа");
  EXPECT_NE(render(reason, Language::ar).find("هذا مجلد"), std::string::npos);
  EXPECT_EQ(render(system_words(EFBIG), Language::ru), "файл больше, чем здесь разрешено");
  EXPECT_EQ(render(system_words(EXDEV), Language::en), "system error 18 (Invalid cross-device link)");
}

TEST(Words, DaysAgreeWithTheirNumber) {
  EXPECT_EQ(render(msg::word::days(124), Language::ru), "124 дня");
  EXPECT_EQ(render(msg::word::days(125), Language::ru), "125 дней");
  EXPECT_EQ(render(msg::word::days(121), Language::ru), "121 день");
  EXPECT_EQ(render(msg::word::days(2), Language::ar), "يومان");
  EXPECT_EQ(render(msg::word::days(103), Language::ar), "103 أيام");
  EXPECT_EQ(render(msg::word::days(1), Language::en), "1 day");
}

TEST(Words, LintNamesEachMissingSubjectInEveryLanguage) {
  const char* topics[] = {"humanitarian_access", "detainees", "missing_persons", "mines",     "returns",
                          "communications",      "amendment", "talks",           "withdrawal"};
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    std::set<std::string> sentences;
    for (const char* topic : topics)
      sentences.insert(render(msg::terms::lint_topic(topic), language));
    EXPECT_EQ(sentences.size(), std::size(topics)) << code(language);
  }
}

TEST(Words, AShareIsWrittenAlikeWhereverItStands) {
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    const auto share = render(msg::word::percent(50), language);
    EXPECT_EQ(share, language == Language::ar ? "50%" : "50 %");
    for (const auto& text : {render(msg::assess::coverage_stated(0.5, 0.25), language),
                             render(msg::assess::coverage_unknown_demanded(0.5), language)})
      EXPECT_NE(text.find(share), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace entente::i18n
