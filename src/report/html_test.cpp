// SPDX-License-Identifier: Apache-2.0
#include "report/html.hpp"

#include "crypto/digest.hpp"
#include "report/report_test_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente::report {
namespace {

using i18n::Language;
using testing::HasSubstr;
using testing::Not;

std::string page(const test::World& world, Language language = Language::en) {
  return html_of(make(world.facts(), language));
}

/// The elements and attributes of a page as a browser's parser finds them; "style" has its text in `style`.
struct Parsed {
  std::vector<std::string> open;
  std::map<std::string, int> elements;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string style;
  std::string trouble;
};

void read_attributes(std::string_view tag, Parsed& parsed) {
  for (auto at = tag.find(' '); at != std::string_view::npos && at + 1 < tag.size();) {
    const auto name_end = tag.find('=', at);
    if (name_end == std::string_view::npos) return;
    const auto value = name_end + 2;
    const auto end = tag.find('"', value);
    if (tag[name_end + 1] != '"' || end == std::string_view::npos) {
      parsed.trouble = tag;
      return;
    }
    parsed.attributes.emplace_back(tag.substr(at + 1, name_end - at - 1), tag.substr(value, end - value));
    at = end + 1;
  }
}

Parsed parse(std::string_view html) {
  Parsed parsed;
  for (auto from = html.find('<'); from != std::string_view::npos;) {
    const auto to = html.find('>', from);
    const auto tag = html.substr(from + 1, to - from - 1);
    const std::string name(tag.substr(0, tag.find_first_of(" /", 1)));
    if (tag.starts_with('/')) {
      if (parsed.open.empty() || "/" + parsed.open.back() != tag) parsed.trouble = tag;
      if (!parsed.open.empty()) parsed.open.pop_back();
    } else if (!tag.starts_with('!')) {
      ++parsed.elements[name];
      read_attributes(tag.ends_with('/') ? tag.substr(0, tag.size() - 1) : tag, parsed);
      if (name != "meta" && !tag.ends_with('/')) parsed.open.push_back(name);
    }
    from = html.find('<', to);
    if (name == "style") parsed.style = html.substr(to + 1, from - to - 1);
  }
  return parsed;
}

TEST(Html, TheSameFactsGiveTheSameBytes) {
  for (const auto language : {Language::en, Language::ar, Language::ru})
    EXPECT_EQ(page(test::world(), language), page(test::world(), language));
}

TEST(Html, EveryElementIsClosedAndNothingIsFetched) {
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    const auto html = page(test::world(), language);
    const auto parsed = parse(html);
    EXPECT_EQ(parsed.trouble, "");
    EXPECT_TRUE(parsed.open.empty());
    for (const char* fetches : {"script", "link", "img", "image", "iframe", "object", "a", "use"})
      EXPECT_FALSE(parsed.elements.contains(fetches)) << fetches;
    for (const auto& [name, value] : parsed.attributes) {
      EXPECT_NE(name, "src");
      EXPECT_NE(name, "href");
      EXPECT_NE(name, "style");
      EXPECT_FALSE(name.starts_with("on")) << name;
      if (value.find("url(") != std::string::npos) {
        EXPECT_THAT(value, HasSubstr("url(#"));
      }
    }
    EXPECT_EQ(parsed.style.find("url("), std::string::npos);
    EXPECT_EQ(parsed.style.find("@import"), std::string::npos);
    EXPECT_EQ(html.find("http://"), std::string::npos);
    EXPECT_EQ(html.find("https://"), std::string::npos);
  }
}

TEST(Html, ThePolicyAllowsItsOwnStyleAndNothingElse) {
  const auto html = page(test::world());
  const auto style = parse(html).style;
  EXPECT_THAT(html, HasSubstr("content=\"default-src 'none'; style-src 'sha256-" +
                              crypto::to_base64(crypto::sha256(style)) + "'; base-uri 'none'; form-action 'none'\""));
}

TEST(Html, HostileNamesAreTextAndSteerNothing) {
  for (const auto language : {Language::en, Language::ar, Language::ru}) {
    const auto harmless = parse(page(test::world(), language));
    const auto html = page(test::world(test::hostile), language);
    const auto parsed = parse(html);
    EXPECT_EQ(parsed.trouble, "");
    EXPECT_EQ(parsed.elements, harmless.elements);
    EXPECT_THAT(html, HasSubstr("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\ufffd"));
    EXPECT_THAT(html, Not(HasSubstr("\u202e")));
  }
}

TEST(Html, ArabicRunsFromRightToLeft) {
  EXPECT_THAT(page(test::world(), Language::ar), HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
  EXPECT_THAT(page(test::world(), Language::ru), HasSubstr("<html lang=\"ru\" dir=\"ltr\">"));
  const auto style = parse(page(test::world())).style;
  for (const char* physical : {"margin-left", "margin-right", "padding-left", "padding-right", "text-align:left",
                               "text-align:right", "float:", "left:", "right:"})
    EXPECT_EQ(style.find(physical), std::string::npos) << physical;
}

TEST(Html, AMadeRecordSaysSo) {
  auto world = test::world();
  EXPECT_THAT(page(world), Not(HasSubstr("SIMULATED")));
  world.basis.simulated = true;
  for (const auto language : {Language::en, Language::ar, Language::ru})
    EXPECT_THAT(page(world, language), HasSubstr("SIMULATED"));
}

TEST(Html, ADayThatNothingGivesLeavesOutWhatNeedsOne) {
  auto world = test::world();
  world.assessment.at = end_of_time;
  world.assessment.verdict = findings::VerdictState::not_assessable;
  const auto html = page(world);
  EXPECT_THAT(html, HasSubstr("Not assessable"));
  EXPECT_THAT(html, Not(HasSubstr("windows-table")));
  EXPECT_THAT(html, Not(HasSubstr("292277026596")));
}

}  // namespace
}  // namespace entente::report
