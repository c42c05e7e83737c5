// SPDX-License-Identifier: Apache-2.0
#include "scenarios/story.hpp"

#include "codec/entry_words.hpp"
#include "evaluate/evaluate.hpp"
#include "i18n/render.hpp"
#include "record/view.hpp"
#include "terms/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>

namespace entente::scenarios {
namespace {

namespace fs = std::filesystem;
using Role = record::Participation::Role;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

/// Takes `word` and the blank behind it off the front of `text`, if it stands there.
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word) || (text.size() > word.size() && text[word.size()] != ' ')) return false;
  text = trimmed(text.substr(word.size()));
  return true;
}

/// Cuts `text` at the last `separator`; nothing when it is not there.
std::optional<std::pair<std::string_view, std::string_view>> cut(std::string_view text, std::string_view separator) {
  const auto at = text.rfind(separator);
  if (at == std::string_view::npos) return std::nullopt;
  return std::pair(trimmed(text.substr(0, at)), trimmed(text.substr(at + separator.size())));
}

/// Reads one file, line by line.
class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  std::vector<Story> read(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      ++line_;
      line(trimmed(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    check_last();
    return std::move(stories_);
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw std::invalid_argument(file_ + ":" + std::to_string(line_) + ": " + what);
  }

  void line(std::string_view text) {
    if (text.empty() || text.starts_with('#')) return;
    if (take(text, "terms")) {
      terms_ = text;
    } else if (take(text, "story")) {
      check_last();
      if (terms_.empty()) refuse("a story before the line “terms”");
      stories_.push_back({.place = file_ + ":" + std::to_string(line_), .claim = std::string(text), .terms = terms_});
    } else if (stories_.empty()) {
      refuse("no story begins before “" + std::string(text) + "”");
    } else if (take(text, "given")) {
      if (!story().entries.empty()) refuse("a second “given”: a story is about one incident");
      add(incident(text), recorded_);
    } else if (take(text, "when")) {
      when(text);
    } else if (take(text, "then")) {
      then(text);
    } else {
      refuse("none of terms, story, given, when, then: “" + std::string(text) + "”");
    }
  }

  void check_last() const {
    if (stories_.empty()) return;
    const Story& last = stories_.back();
    if (last.entries.empty()) throw std::invalid_argument(last.place + ": no “given” in “" + last.claim + "”");
    if (!last.says_what_follows) throw std::invalid_argument(last.place + ": no “then” in “" + last.claim + "”");
  }

  // ---- given and when

  record::Incident incident(std::string_view phrases) {
    record::Incident made;
    recorded_ = day("2017-12-01");
    bool first = true;
    while (!phrases.empty()) {
      const auto end = std::min(phrases.find(';'), phrases.size());
      const auto phrase = trimmed(phrases.substr(0, end));
      if (first) {
        made.act = word<terms::Act>(phrase);
      } else {
        add_phrase(made, phrase);
      }
      first = false;
      phrases.remove_prefix(std::min(end + 1, phrases.size()));
    }
    return made;
  }

  void add_phrase(record::Incident& made, std::string_view phrase) {
    auto rest = phrase;
    if (take(rest, "with")) {
      made.weapon = word<terms::Weapon>(rest);
    } else if (take(rest, "in")) {
      made.place.within = {"Syria"};
      if (rest != "Syria") made.place.within.emplace_back(rest);
    } else if (take(rest, "within")) {
      made.place.where = disc(rest);
    } else if (take(rest, "on")) {
      const Day on = local_day(rest);
      made.time = {TimeClaim::Meaning::sometime_in, DayRange{on, on}, std::nullopt};
    } else if (take(rest, "at")) {
      const auto at = parse_instant(rest);
      if (!at) refuse("“" + std::string(rest) + "” is no instant like 2017-07-09T09:00:00Z");
      made.time = {TimeClaim::Meaning::sometime_in, std::nullopt, TimeRange{*at, *at}};
    } else if (take(rest, "recorded")) {
      recorded_ = day(rest);
    } else {
      made.participants = participants(phrase);
    }
  }

  [[nodiscard]] std::vector<record::Participation> participants(std::string_view phrase) const {
    auto rest = phrase;
    const auto two = [&](Role a, Role b, std::string_view separator) -> std::vector<record::Participation> {
      const auto names = cut(rest, separator);
      if (!names) refuse("“" + std::string(phrase) + "” lacks the word" + std::string(separator));
      return {{a, std::string(names->first), {}, {}}, {b, std::string(names->second), {}, {}}};
    };
    if (take(rest, "between")) return two(Role::side_a, Role::side_b, " and ");
    if (take(rest, "by")) return two(Role::perpetrator, Role::target, " against ");
    if (take(rest, "against")) return {{Role::target, std::string(rest), {}, {}}};
    refuse("“" + std::string(phrase) +
           "” begins with none of with, in, within, on, at, between, by, against, recorded");
  }

  [[nodiscard]] geo::Disc disc(std::string_view text) const {
    const std::string words(text);
    double radius_km = 0;
    geo::Disc made;
    int end = 0;
    if (std::sscanf(words.c_str(), "%lf km of %lf %lf%n", &radius_km, &made.centre.lat_deg, &made.centre.lng_deg,
                    &end) != 3 ||
        words.substr(static_cast<std::size_t>(end)) != "") {
      refuse("“within " + words + "” is not like “within 5 km of 32.62 36.10”");
    }
    constexpr double metres_per_km = 1000;
    made.radius_m = radius_km * metres_per_km;
    made.density = geo::Disc::Density::uniform;
    return made;
  }

  void when(std::string_view text) {
    const auto whole = text;
    if (story().entries.empty()) refuse("“when” before “given”");
    const auto subject = story().entries.front().id;
    if (take(text, "asked as known on")) {
      story().known_at = day(text);
    } else if (take(text, "places are judged by")) {
      if (text != "geometry" && text != "name") refuse("places are judged by geometry or by name");
      story().place_by = text == "name" ? evaluate::PlaceBy::named : evaluate::PlaceBy::geometry;
    } else if (take(text, "retracted on")) {
      add(record::Retraction{subject, "it was not so"}, day(text));
    } else if (take(text, "corrected on")) {
      const auto parts = cut(text, " to ");
      if (!parts) refuse("“corrected on DAY” lacks “to” and the incident");
      const Instant recorded = day(parts->first);
      add(incident(parts->second), recorded);
      story().entries.back().corrects = subject;
    } else if (take(text, "found")) {
      const auto parts = cut(text, " on ");
      if (!parts) refuse("“found STATE” lacks “on DAY”");
      const auto state = word<record::VerificationState>(parts->first);
      add(record::Verification{subject, state, std::nullopt, "it was looked into"}, day(parts->second));
    } else if (take(text, "attributed to")) {
      const auto parts = cut(text, " on ");
      if (!parts) refuse("“attributed to NAME” lacks “on DAY”");
      add(record::Attribution{subject, std::string(parts->first), "admission", 0.9, "a newspaper"}, day(parts->second));
    } else {
      refuse("“when " + std::string(whole) + "” is nothing that can become of an incident");
    }
  }

  void add(record::Body body, Instant recorded_at) {
    record::Entry entry;
    entry.id.bytes[0] = static_cast<std::uint8_t>(story().entries.size() + 1);
    entry.recorded_at = recorded_at;
    entry.body = std::move(body);
    story().entries.push_back(std::move(entry));
  }

  // ---- then

  void then(std::string_view text) {
    story().says_what_follows = true;
    if (text == "nothing") return;
    Expected expected{.place = file_ + ":" + std::to_string(line_)};
    if (const auto parts = cut(text, " because ")) {
      text = parts->first;
      expected.reason = parts->second;
    }
    std::vector<std::string> words;
    for (auto rest = text; !rest.empty();) {
      const auto end = std::min(rest.find(' '), rest.size());
      words.emplace_back(rest.substr(0, end));
      rest = trimmed(rest.substr(end));
    }
    if (words.size() < 2 || words.size() > 3) refuse("a “then” line says CLAUSE STATE [PROBABILITY] [because REASON]");
    expected.clause = words[0];
    expected.state = words[1];
    constexpr std::array states = {findings::ViolationState::violation, findings::ViolationState::possible,
                                   findings::ViolationState::not_violation};
    if (std::ranges::none_of(states, [&](auto state) { return findings::word(state) == expected.state; })) {
      refuse("“" + expected.state + "” is none of violation, possible, not_violation");
    }
    if (words.size() == 3) {
      std::size_t used = 0;
      expected.probability = std::stod("0" + words[2], &used);
      if (used != words[2].size() + 1) refuse("“" + words[2] + "” is no probability");
    }
    story().expected.push_back(std::move(expected));
  }

  // ---- words

  [[nodiscard]] Day local_day(std::string_view text) const {
    const auto parsed = parse_day(text);
    if (!parsed) refuse("“" + std::string(text) + "” is no day like 2017-07-20");
    return *parsed;
  }
  [[nodiscard]] Instant day(std::string_view text) const { return TimeZone::utc().start_of(local_day(text)); }

  template <typename Family>
  [[nodiscard]] Family word(std::string_view text) const {
    const auto parsed = codec::parse_word<Family>(text);
    if (!parsed) refuse("“" + std::string(text) + "” is no word for this");
    return *parsed;
  }

  Story& story() { return stories_.back(); }

  std::string file_;
  int line_ = 0;
  std::string terms_;
  Instant recorded_{};
  std::vector<Story> stories_;
};

std::string english(const Message& message) { return i18n::render(message, i18n::Language::en); }

/// What a finding lacks of what is expected; empty when nothing.
std::string difference(const Expected& expected, const findings::Violation& found) {
  const auto state = std::string(findings::word(found.state));
  if (state != expected.state) return "is " + state;
  constexpr double rounding = 1e-4;
  if (expected.probability && std::abs(*expected.probability - found.probability) > rounding) {
    return "has the probability " + std::to_string(found.probability);
  }
  const auto gives = [&](const findings::Ground& ground) { return ground.reason.id == "evaluate." + expected.reason; };
  if (!expected.reason.empty() && std::ranges::none_of(found.grounds, gives)) return "is so for other reasons";
  return {};
}

std::string reasons_of(const findings::Violation& found) {
  std::string text;
  for (const auto& ground : found.grounds)
    text += "\n    " + std::string(ground.reason.id) + ": " + english(ground.reason);
  return text;
}

const terms::Terms& terms_at(const std::string& path) {
  static std::map<std::string, terms::Terms> known;
  if (const auto found = known.find(path); found != known.end()) return found->second;
  const auto bundle = terms::read_bundle(path);
  if (!bundle) throw std::invalid_argument(english(bundle.error().message));
  auto parsed = terms::parse(*bundle, geo::Gazetteer::built_in());
  if (!parsed.terms) throw std::invalid_argument(to_string(parsed.problems.at(0), i18n::Language::en));
  return known.emplace(path, *std::move(parsed.terms)).first->second;
}

}  // namespace

std::vector<Story> parse_stories(std::string_view text, const std::string& file) { return Reader(file).read(text); }

std::string differences(const Story& story, const std::string& root) {
  record::View view(story.known_at);
  std::uint64_t sequence = 0;
  for (const auto& entry : story.entries) {
    if (const auto added = view.add({sequence++, entry}); !added) return english(added.error().message);
  }
  evaluate::Evaluation evaluation(terms_at(root + "/" + story.terms), geo::Gazetteer::built_in(), {story.place_by});
  evaluation.update(view);
  std::string text;
  auto expected = story.expected;
  for (const auto& found : evaluation.violations()) {
    const auto told = std::ranges::find(expected, found.clause.value, &Expected::clause);
    if (told == expected.end()) {
      text += story.place + ": does not tell " + found.clause.value + " " + std::string(findings::word(found.state)) +
              reasons_of(found) + "\n";
      continue;
    }
    const auto differs = difference(*told, found);
    if (!differs.empty()) text += told->place + ": " + told->clause + " " + differs + reasons_of(found) + "\n";
    expected.erase(told);
  }
  for (const auto& missing : expected)
    text += missing.place + ": nothing is found of " + missing.clause + "\n";
  return text;
}

// ---- the stories of this folder ---------------------------------------------------------------------------------

namespace {

const std::string root = ENTENTE_SOURCE_DIR;

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(parse_stories(text, "a.story"));
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "not refused";
}

struct Told {
  Story story;
  std::string problem;  ///< of its file, which cannot be read
  friend void PrintTo(const Told& told, std::ostream* out) { *out << told.story.place; }
};

std::vector<Told> all_stories() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(root + "/test/scenarios"))
    if (entry.path().extension() == ".story") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<Told> stories;
  for (const auto& path : files) {
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto name = path.filename().string();
    try {
      for (auto& story : parse_stories(text, name))
        stories.push_back({std::move(story), ""});
    } catch (const std::invalid_argument& refused) {
      stories.push_back({{.place = name, .claim = name + " can be read"}, refused.what()});
    }
  }
  return stories;
}

/// "The last second is not covered" → "TheLastSecondIsNotCovered".
std::string test_name(const Story& story) {
  std::string name;
  bool begins = true;
  for (const char c : story.claim) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      name += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    }
    begins = c == ' ';
  }
  return name;
}

class Stories : public testing::TestWithParam<Told> {};

TEST_P(Stories, Hold) {
  const auto& [story, problem] = GetParam();
  ASSERT_EQ(problem, "");
  EXPECT_EQ(differences(story, root), "");
}

INSTANTIATE_TEST_SUITE_P(Scenario, Stories, testing::ValuesIn(all_stories()),
                         [](const auto& tested) { return test_name(tested.param.story); });

const std::string beginning = "terms examples/south-west-syria-2017\nstory One\n";
const std::string incident =
    "given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Armed opposition\n";

TEST(Story, ALineThatIsNotUnderstoodIsNamedByFileAndLine) {
  EXPECT_EQ(refusal("terms x\nperhaps\n"), "a.story:2: no story begins before “perhaps”");
  EXPECT_EQ(refusal(beginning + incident + "perhaps\n"),
            "a.story:4: none of terms, story, given, when, then: “perhaps”");
  EXPECT_EQ(refusal(beginning + "given bombing; on 2017-07-20\n"), "a.story:3: “bombing” is no word for this");
  EXPECT_THAT(refusal(beginning + "given shelling; near Damascus\n"), testing::HasSubstr("a.story:3: “near Damascus”"));
  EXPECT_THAT(refusal(beginning + "given shelling; on Monday\n"), testing::HasSubstr("a.story:3: “Monday” is no day"));
  EXPECT_THAT(refusal(beginning + incident + "when forgotten\n"), testing::HasSubstr("a.story:4: “when forgotten”"));
  EXPECT_THAT(refusal(beginning + incident + "then P1 maybe\n"), testing::HasSubstr("a.story:4: “maybe” is none of"));
}

TEST(Story, OneThatClaimsNothingIsRefused) {
  EXPECT_EQ(refusal(beginning + incident), "a.story:2: no “then” in “One”");
  EXPECT_EQ(refusal(beginning + incident + "story Two\n"), "a.story:2: no “then” in “One”");
  EXPECT_EQ(refusal(beginning + "then nothing\n"), "a.story:2: no “given” in “One”");
  EXPECT_EQ(refusal("story One\n"), "a.story:1: a story before the line “terms”");
}

TEST(Story, WhatItTellsWronglyOrNotAtAllIsSaid) {
  const auto told = [](const std::string& then) {
    return differences(parse_stories(beginning + incident + then, "a.story").at(0), root);
  };
  EXPECT_EQ(told("then P1 violation because act_forbidden\n"), "");
  EXPECT_THAT(told("then P1 possible\n"), testing::StartsWith("a.story:4: P1 is violation\n"));
  EXPECT_THAT(told("then P1 violation 0.5\n"), testing::StartsWith("a.story:4: P1 has the probability 1.0"));
  EXPECT_THAT(told("then P1 violation because time_before\n"), testing::StartsWith("a.story:4: P1 is so for other"));
  EXPECT_THAT(told("then nothing\n"), testing::StartsWith("a.story:2: does not tell P1 violation"));
  EXPECT_THAT(told("then P1 violation\nthen P2 violation\n"), testing::HasSubstr("a.story:5: nothing is found of P2"));
}

}  // namespace
}  // namespace entente::scenarios
