// SPDX-License-Identifier: Apache-2.0
#include "record/view.hpp"

#include "i18n/render.hpp"
#include "record/random_entry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace entente::record {
namespace {

EntryId id_of(std::uint8_t number) {
  EntryId id;
  id.bytes[0] = number;
  return id;
}

Instant day(int number) { return Instant{std::chrono::days{17'000 + number}}; }

Incident incident(std::string words) {
  Incident incident;
  incident.words = std::move(words);
  return incident;
}

/// A record in the making: entries get the next number as their id, and are known from `day` on.
class Story {
 public:
  EntryId add(int known_from_day, Body body, std::optional<EntryId> corrects = {},
              std::optional<ExternalKey> external = {}) {
    Entry entry;
    entry.id = id_of(static_cast<std::uint8_t>(entries_.size() + 1));
    entry.recorded_at = day(known_from_day);
    entry.corrects = corrects;
    entry.external = std::move(external);
    entry.body = std::move(body);
    entries_.push_back({entries_.size(), entry});
    return entry.id;
  }
  [[nodiscard]] View at(int known_at_day) const { return view(day(known_at_day)); }
  [[nodiscard]] View now() const { return view(end_of_time); }
  [[nodiscard]] std::string refusal() const {
    View view;
    for (const Recorded& recorded : entries_) {
      if (const auto added = view.add(recorded); !added) {
        EXPECT_EQ(added.error().code, Code::corrupt);
        return i18n::render(added.error().message, i18n::Language::en);
      }
    }
    return "not refused";
  }

 private:
  [[nodiscard]] View view(Instant known_at) const {
    View view(known_at);
    for (const Recorded& recorded : entries_) {
      const auto added = view.add(recorded);
      EXPECT_TRUE(added) << i18n::render(added.error().message, i18n::Language::en);
    }
    return view;
  }
  std::vector<Recorded> entries_;
};

std::vector<std::string> words_in(const View& view) {
  std::vector<std::string> words;
  for (const auto& [id, state] : view.incidents())
    words.push_back(state.incident.words);
  return words;
}

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(View, WhatWasRecordedLaterIsPassedOver) {
  Story story;
  story.add(1, incident("a"));
  story.add(3, incident("b"));
  EXPECT_THAT(words_in(story.at(0)), IsEmpty());
  EXPECT_THAT(words_in(story.at(1)), ElementsAre("a"));  // known at the very instant
  EXPECT_THAT(words_in(story.at(2)), ElementsAre("a"));
  EXPECT_THAT(words_in(story.at(3)), ElementsAre("a", "b"));
}

TEST(View, ACorrectionKnownLaterDoesNotApplyBefore) {
  Story story;
  const auto first = story.add(1, incident("a"));
  const auto second = story.add(3, incident("b"), first);
  story.add(5, incident("c"), second);
  EXPECT_THAT(words_in(story.at(2)), ElementsAre("a"));
  EXPECT_THAT(words_in(story.at(4)), ElementsAre("b"));
  EXPECT_THAT(words_in(story.at(5)), ElementsAre("c"));
  const View now = story.now();
  EXPECT_EQ(now.incidents().begin()->first, first);
  EXPECT_EQ(now.incidents().begin()->second.sequence, 2u);
  EXPECT_EQ(now.incidents().begin()->second.recorded_at, day(5));
}

TEST(View, WhatSpeaksOfAnEntryNotYetKnownIsPassedOverToo) {
  Story story;
  const auto first = story.add(5, incident("a"));
  const auto early = story.add(2, incident("b"), first);
  story.add(2, Verification{.subject = early, .state = VerificationState::verified, .duplicate_of = {}, .reason = {}});
  story.add(2, Retraction{.subject = early, .reason = {}});
  EXPECT_THAT(words_in(story.at(3)), IsEmpty());
  EXPECT_THAT(words_in(story.at(5)), IsEmpty());  // now the retraction applies
}

TEST(View, WhatStandsIsCitedWithTheRowsItCameFrom) {
  const ExternalKey first{"ucdp-ged", "7", "2018"};
  const ExternalKey later{"ucdp-ged", "7", "2019"};
  const ExternalKey checked{"desk", "a", "1"};
  Story story;
  const auto row = story.add(1, incident("as released"), {}, first);
  using Evidence = std::vector<Cited>;
  EXPECT_EQ(story.now().incidents().at(row).evidence(), (Evidence{{row, first}}));
  const auto newer = story.add(2, incident("as released again"), row, later);
  EXPECT_EQ(story.now().incidents().at(row).evidence(), (Evidence{{row, first}, {newer, later}}));
  const auto entered = story.add(3, incident("as somebody knows better"), newer);
  const auto verified = story.add(4, Verification{row, VerificationState::verified, {}, ""}, {}, checked);
  const auto blamed = story.add(4, Attribution{row, "someone", "", 0.5, ""});
  const auto view = story.now();
  const auto& state = view.incidents().at(row);
  EXPECT_EQ(state.evidence(), (Evidence{{row, first}, {entered, {}}, {verified, checked}, {blamed, {}}}));
  EXPECT_EQ(state.external, std::nullopt);
  EXPECT_EQ(state.row(), first) << "whatever people corrected in it since";
}

TEST(View, TheLastVerificationKnownCounts) {
  Story story;
  const auto a = story.add(1, incident("a"));
  const auto b = story.add(1, incident("b"));
  const auto corrected = story.add(2, incident("b2"), b);
  const auto verify = [&](int known, VerificationState state, std::optional<EntryId> of = {}) {
    return story.add(known, Verification{.subject = a, .state = state, .duplicate_of = of, .reason = {}});
  };
  const auto verified = verify(3, VerificationState::verified);
  verify(4, VerificationState::duplicate, corrected);
  const auto state_at = [&](int known) { return story.at(known).incidents().at(a).verification; };
  EXPECT_EQ(state_at(2), VerificationState::reported);
  EXPECT_EQ(state_at(3), VerificationState::verified);
  EXPECT_EQ(state_at(4), VerificationState::duplicate);
  EXPECT_EQ(story.now().incidents().at(a).duplicate_of, b);  // by the id of the first entry
  EXPECT_EQ(story.now().touched(), a);
  // A correction of the first verification is the last word.
  story.add(5, Verification{.subject = a, .state = VerificationState::refuted, .duplicate_of = {}, .reason = {}},
            verified);
  EXPECT_EQ(state_at(5), VerificationState::refuted);
}

TEST(View, AttributionsStandBesideEachOtherUntilRetractedOrCorrected) {
  Story story;
  const auto a = story.add(1, incident("a"));
  const auto b = story.add(1, incident("b"));
  const auto attribute = [&](int known, const char* actor, EntryId subject, std::optional<EntryId> corrects = {}) {
    return story.add(known,
                     Attribution{.subject = subject, .actor = actor, .basis = {}, .confidence = 1, .claimed_by = {}},
                     corrects);
  };
  const auto one = attribute(2, "one", a);
  const auto two = attribute(2, "two", a);
  const auto actors = [&](int known, EntryId subject) {
    std::vector<std::string> names;
    const View view = story.at(known);
    for (const auto& attribution : view.incidents().at(subject).attributions) {
      names.push_back(attribution.actor);
    }
    return names;
  };
  EXPECT_THAT(actors(2, a), ElementsAre("one", "two"));
  story.add(3, Retraction{.subject = one, .reason = {}});
  EXPECT_THAT(actors(3, a), ElementsAre("two"));
  attribute(4, "three", b, two);
  EXPECT_THAT(actors(4, a), IsEmpty());
  EXPECT_THAT(actors(4, b), ElementsAre("three"));
}

TEST(View, ARetractedEntryStandsAgainWhenTheRetractionIsRetractedOrTheEntryCorrected) {
  Story story;
  const auto a = story.add(1, incident("a"));
  story.add(1, Verification{.subject = a, .state = VerificationState::verified, .duplicate_of = {}, .reason = {}});
  const auto retraction = story.add(2, Retraction{.subject = a, .reason = {}});
  story.add(3, Retraction{.subject = retraction, .reason = {}});
  story.add(4, Retraction{.subject = a, .reason = {}});
  story.add(5, incident("a2"), a);
  EXPECT_THAT(words_in(story.at(1)), ElementsAre("a"));
  EXPECT_THAT(words_in(story.at(2)), IsEmpty());
  EXPECT_THAT(words_in(story.at(3)), ElementsAre("a"));
  EXPECT_THAT(words_in(story.at(4)), IsEmpty());
  EXPECT_THAT(words_in(story.at(5)), ElementsAre("a2"));
  EXPECT_EQ(story.now().incidents().at(a).verification, VerificationState::verified);
}

TEST(View, CoverageRestrictionsSourcesPlacesAndImportsFollowTheSameRules) {
  Story story;
  Coverage watched;
  watched.hours = 8;
  const auto coverage = story.add(1, watched);
  watched.hours = 12;
  story.add(2, watched, coverage);
  const auto restriction = story.add(1, Restriction{});
  story.add(2, Retraction{.subject = restriction, .reason = {}});
  Source source{.id = SourceId("sohr"), .names = {}, .origin_group = "old", .grade = {}, .interests = {}};
  story.add(1, source);
  source.origin_group = "new";
  const auto newer = story.add(2, source);
  story.add(3, Retraction{.subject = newer, .reason = {}});
  PlaceEntry place;
  place.place.code = "SY12";
  const auto placed = story.add(1, place);
  place.place.code = "SY14";
  story.add(2, place, placed);
  ImportRun run;
  run.simulated = true;
  const auto imported = story.add(1, run);
  run.simulated = false;
  story.add(2, run, imported);

  EXPECT_EQ(story.at(1).coverage().at(coverage).coverage.hours, 8);
  EXPECT_EQ(story.at(2).coverage().at(coverage).coverage.hours, 12);
  EXPECT_EQ(story.at(1).restrictions().size(), 1u);
  EXPECT_THAT(story.at(2).restrictions(), IsEmpty());
  EXPECT_EQ(story.at(1).sources().at(SourceId("sohr")).origin_group, "old");
  EXPECT_EQ(story.at(2).sources().at(SourceId("sohr")).origin_group, "new");
  EXPECT_EQ(story.at(3).sources().at(SourceId("sohr")).origin_group, "old");
  EXPECT_EQ(story.at(1).places().at(0).code, "SY12");
  EXPECT_EQ(story.at(2).places().at(0).code, "SY14");
  EXPECT_EQ(story.at(2).places().size(), 1u);
  EXPECT_TRUE(story.at(1).simulated());
  EXPECT_FALSE(story.at(2).simulated());
}

TEST(View, TheLastTermsKnownAreInEffect) {
  Story story;
  story.add(1, TermsText{{.files = {{"terms.yaml", "1"}}}});
  const auto second = story.add(2, TermsText{{.files = {{"terms.yaml", "2"}}}});
  story.add(3, Retraction{.subject = second, .reason = {}});
  EXPECT_FALSE(story.at(0).terms());
  EXPECT_EQ(story.at(1).terms()->files.at("terms.yaml"), "1");
  EXPECT_EQ(story.at(2).terms()->files.at("terms.yaml"), "2");
  EXPECT_EQ(story.at(3).terms()->files.at("terms.yaml"), "1");
}

TEST(View, SpeakingOfWhatIsNotThereOrOfAnotherKindIsDamage) {
  Story missing;
  missing.add(1, Retraction{.subject = id_of(9), .reason = {}});
  EXPECT_THAT(missing.refusal(), HasSubstr("entry 0 speaks of entry 0900"));

  Story other_kind;
  const auto coverage = other_kind.add(1, Coverage{});
  other_kind.add(1, incident("a"), coverage);
  EXPECT_THAT(other_kind.refusal(), HasSubstr("is of kind incident and corrects"));

  Story not_incident;
  const auto source = not_incident.add(1, Source{});
  not_incident.add(1, Attribution{.subject = source, .actor = {}, .basis = {}, .confidence = 1, .claimed_by = {}});
  EXPECT_THAT(not_incident.refusal(), HasSubstr("as of an incident, which it is not"));

  Story circle;
  const auto a = circle.add(1, incident("a"));
  const auto retraction = circle.add(1, Retraction{.subject = a, .reason = {}});
  circle.add(1, Retraction{.subject = retraction, .reason = {}}, retraction);
  EXPECT_THAT(circle.refusal(), HasSubstr("retracts itself"));
}

TEST(View, AnIncidentIsNoDuplicateOfItselfNorByWayOfOthers) {
  const auto duplicate = [](EntryId of, EntryId original) {
    return Verification{.subject = of, .state = VerificationState::duplicate, .duplicate_of = original, .reason = {}};
  };
  Story itself;
  const auto alone = itself.add(1, incident("a"));
  const auto corrected = itself.add(1, incident("a2"), alone);
  itself.add(1, duplicate(corrected, alone));
  EXPECT_THAT(itself.refusal(), HasSubstr("entry 2 makes incident 0200"));
  EXPECT_THAT(itself.refusal(), HasSubstr("a duplicate of itself"));

  Story circle;
  const auto a = circle.add(1, incident("a"));
  const auto b = circle.add(1, incident("b"));
  const auto c = circle.add(1, incident("c"));
  circle.add(1, duplicate(a, b));
  circle.add(1, duplicate(b, c));
  circle.add(1, duplicate(a, c));
  EXPECT_EQ(circle.refusal(), "not refused") << "two of one original, the second word in place of the first";
  circle.add(2, duplicate(c, b));
  EXPECT_THAT(circle.refusal(), HasSubstr("entry 6 makes incident 0300"));
}

TEST(View, WhichOfTwoIsTheDuplicateMayBeTurnedRound) {
  const auto says = [](EntryId of, VerificationState state, std::optional<EntryId> original) {
    return Verification{.subject = of, .state = state, .duplicate_of = original, .reason = {}};
  };
  Story story;
  const auto a = story.add(1, incident("a"));
  const auto b = story.add(1, incident("b"));
  const auto word = story.add(1, says(a, VerificationState::duplicate, b));
  Story by_correction = story;
  by_correction.add(2, says(b, VerificationState::duplicate, a), word);
  EXPECT_EQ(by_correction.now().incidents().at(a).verification, VerificationState::reported);
  EXPECT_EQ(by_correction.now().incidents().at(b).duplicate_of, a);

  const auto verified = story.add(3, says(a, VerificationState::verified, {}));
  story.add(2, says(b, VerificationState::duplicate, a));
  EXPECT_EQ(story.now().incidents().at(a).verification, VerificationState::verified);
  EXPECT_EQ(story.now().incidents().at(b).duplicate_of, a);
  // Not all was known on day 2: there the circle is not closed, and one of the two counts.
  EXPECT_EQ(story.at(2).incidents().at(a).duplicate_of, b);
  EXPECT_EQ(story.at(2).incidents().at(b).verification, VerificationState::reported);
  // Nor does it close when the word that opened it is taken back.
  story.add(4, Retraction{.subject = verified, .reason = {}});
  EXPECT_EQ(story.now().incidents().at(a).verification, VerificationState::reported);
  EXPECT_EQ(story.now().incidents().at(b).duplicate_of, a);
}

// What does not depend on the way there: a view as of an instant is the view of the record without what came later.
RC_GTEST_PROP(View, AsOfAnInstantIsTheViewOfTheEntriesKnownThen, (std::uint64_t seed, std::uint8_t known)) {
  RandomEntries random(seed);
  View as_of(day(known % 20));
  View of_known;
  for (std::uint64_t i = 0; i < 30; ++i) {
    Entry entry = random.any();
    // In order, so that nothing known speaks of what is not.
    entry.recorded_at = day(static_cast<int>(i * 20 / 30));
    const Recorded recorded{i, entry};
    RC_ASSERT(as_of.add(recorded).has_value());
    if (entry.recorded_at <= as_of.known_at()) RC_ASSERT(of_known.add(recorded).has_value());
  }
  RC_ASSERT(as_of.incidents().size() == of_known.incidents().size());
  for (const auto& [id, state] : of_known.incidents()) {
    const auto& other = as_of.incidents().at(id);
    RC_ASSERT(other.incident == state.incident);
    RC_ASSERT(other.verification == state.verification);
    RC_ASSERT(other.attributions == state.attributions);
  }
  RC_ASSERT(as_of.coverage() == of_known.coverage());
  RC_ASSERT(as_of.sources() == of_known.sources());
  RC_ASSERT(as_of.terms() == of_known.terms());
}

}  // namespace
}  // namespace entente::record
