// SPDX-License-Identifier: Apache-2.0
// Each check of the linter: present when something is missing, gone when it is there.
#include "terms/lint.hpp"

#include "i18n/render.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace entente::terms {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

const Instant november = parse_instant("2017-11-10T00:00:00Z").value();

std::vector<std::string> checks(const Terms& terms) {
  std::vector<std::string> all;
  for (const auto& remark : lint(terms, november))
    all.push_back(remark.check);
  return all;
}

Clause clause(const char* id, ClauseBody body) {
  Clause made;
  made.id = ClauseId{id};
  made.title.en = id;
  made.anchors = {Anchor{TextId{"paper"}, "1", "en", ""}};
  made.body = std::move(body);
  return made;
}

Commitment about(const char* what) {
  Commitment made;
  made.who = {ActorId{"a"}};
  made.what = what;
  made.due_rule = "within 6 months";
  made.track = "geneva";
  return made;
}

Prohibition whole_prohibition() {
  Prohibition made;
  made.acts = {Act::advance};
  made.weapons = {Weapon::mortar};
  made.across = LineId{"L"};
  return made;
}

Exclusion whole_exclusion() {
  Exclusion made;
  made.classes = {ForceClassId{"f"}};
  made.zones = {ZoneId{"Z"}};
  made.deadline = parse_day("2018-01-01").value();
  return made;
}

Notification whole_notification() {
  Notification made;
  made.of = {"flight"};
  made.channel = "hotline";
  made.lead_h = 24;
  return made;
}

std::vector<Clause> whole_clauses() {
  Permission permission;
  permission.acts = {Act::small_arms_fire};
  permission.conditions = {"returned_fire", "in good faith"};
  Separation separation;
  separation.horizontal_m = 500;
  return {clause("P", whole_prohibition()),
          clause("E", permission),
          clause("X", whole_exclusion()),
          clause("S", separation),
          clause("N", whole_notification()),
          clause("C1", about("humanitarian access to “the valley”, detainees, missing persons, mines")),
          clause("C2", about("the return of the displaced, no incitement, amendment by consensus")),
          clause("C3", about("denunciation with three months' notice; publication in both languages"))};
}

/// An agreement of which nothing is missing.
Terms whole() {
  Terms terms;
  terms.agreement.id = AgreementId{"t"};
  terms.agreement.status = Status::announced;
  terms.agreement.announced_at = parse_zoned("2017-07-07T00:00:00Z").value();
  terms.agreement.in_force_from = parse_zoned("2017-07-09T09:00:00Z").value();
  terms.agreement.renewal = "by consensus";
  terms.texts = {Text{TextId{"paper"}, {}, {}, "", Text::Public::yes, {"ar", "en", "ru"}, "equal", {}}};
  terms.participants = {Participant{ActorId{"g"}, Role::guarantor, {}, {}, {}},
                        Participant{ActorId{"a"}, Role::party, {ActorId{"g"}}, {}, {}}};
  terms.force_classes = {ForceClass{ForceClassId{"f"}, {}, {Membership{ActorId{"x"}, {}, {}, {}}}}};
  terms.carve_outs = {CarveOut{"c", {}, {Membership{ActorId{"x"}, {}, {}, {}}}, {}}};
  terms.lines = {Line{LineId{"L"}, Line::Kind::contact, {}, {{32, 36}, {32, 37}}, false, {}}};
  Zone zone;
  zone.id = ZoneId{"Z"};
  zone.extents = {Extent{{BandExtent{LineId{"L"}, 0, 10, {}}}, {}, {}, {}}};
  terms.zones = {zone};
  terms.clauses = whole_clauses();
  terms.control_areas = {"SY07"};
  terms.counting = {CountingRule{"events", CountingRule::Unit::event, ""},
                    CountingRule{"place-days", CountingRule::Unit::place_day, "to recount by"}};
  terms.verdict.minimum_baseline_events = 12;
  terms.verdict.minimum_coverage = 0.6;
  terms.monitoring.resize(1);
  terms.monitoring[0].id = "m";
  terms.monitoring[0].means = {"satellite"};
  terms.monitoring[0].members = {ActorId{"a"}};
  terms.monitoring[0].tasks = {"ceasefire_control"};
  terms.breach_procedure = {"reply within three days"};
  terms.definitions = {{"in good faith", "as the centre finds"}, {"the valley", "the zone Z"}};
  return terms;
}

TEST(Lint, AnAgreementOfWhichNothingIsMissingHasNoRemark) {
  for (const auto& remark : lint(whole(), november)) {
    ADD_FAILURE() << remark.check << ": " << i18n::render(remark.message, i18n::Language::en);
  }
}

struct Gap {
  std::string check;
  std::function<void(Terms&)> make;
};

template <typename Body>
Body& body(Terms& terms) {
  const auto found = std::find_if(terms.clauses.begin(), terms.clauses.end(),
                                  [](const Clause& c) { return std::holds_alternative<Body>(c.body); });
  return std::get<Body>(found->body);
}

template <typename Body>
void drop(Terms& terms) {
  std::erase_if(terms.clauses, [](const Clause& c) { return std::holds_alternative<Body>(c.body); });
}

UndelimitedExtent undelimited(const char* due, std::vector<std::string> fallback) {
  return {due == nullptr ? std::nullopt : std::optional(parse_day(due).value()), std::move(fallback)};
}

void set_extent(Terms& terms, ExtentKind kind) { terms.zones[0].extents = {Extent{{std::move(kind)}, {}, {}, {}}}; }

std::vector<Gap> gaps_of_watching_and_judging() {
  return {
      {"monitoring_without_means", [](Terms& t) { t.monitoring[0].means.clear(); }},
      {"no_breach_procedure", [](Terms& t) { t.breach_procedure.clear(); }},
      {"verdict_by_default", [](Terms& t) { t.verdict.minimum_baseline_events = 10; }},
      {"no_minimum_coverage", [](Terms& t) { t.verdict.minimum_coverage.reset(); }},
      {"no_counting_rule", [](Terms& t) { t.counting.clear(); }},
      {"no_second_counting_rule", [](Terms& t) { t.counting.resize(1); }},
      {"counting_rule_not_counted", [](Terms& t) { t.counting[0].unit = CountingRule::Unit::place_day_weapon; }},
      {"suspension_undated", [](Terms& t) { t.agreement.status = Status::suspended; }},
      {"no_zone", [](Terms& t) { t.zones.clear(); }},
      {"monitoring_without_members", [](Terms& t) { t.monitoring[0].members.clear(); }},
      {"monitoring_without_tasks", [](Terms& t) { t.monitoring[0].tasks.clear(); }},
      {"no_change_of_positions", [](Terms& t) { body<Prohibition>(t).acts = {Act::shelling}; }},
      {"no_permission", drop<Permission>},
      {"no_definitions", [](Terms& t) { t.definitions.clear(); }},
      {"no_denunciation", drop<Commitment>},
      {"no_dissemination", drop<Commitment>},
      {"no_control_areas", [](Terms& t) { t.control_areas.clear(); }},
  };
}

std::vector<Gap> gaps() {
  std::vector<Gap> all = {
      {"no_text", [](Terms& t) { t.texts.clear(); }},
      {"text_not_public", [](Terms& t) { t.texts[0].is_public = Text::Public::disputed; }},
      {"text_languages_unknown", [](Terms& t) { t.texts[0].languages.clear(); }},
      {"text_language_missing", [](Terms& t) { t.texts[0].languages = {"en", "ru"}; }},
      {"no_authentic_text", [](Terms& t) { t.texts[0].authentic.clear(); }},
      {"no_entry_into_force", [](Terms& t) { t.agreement.in_force_from.reset(); }},
      {"stage_without_date", [](Terms& t) { t.agreement.announced_at.reset(); }},
      {"no_expiry_or_renewal", [](Terms& t) { t.agreement.renewal = "not_stated"; }},
      {"class_without_mechanism", [](Terms& t) { t.monitoring.clear(), t.breach_procedure.clear(); }},
      {"no_party", [](Terms& t) { t.participants.pop_back(); }},
      {"party_not_bound", [](Terms& t) { t.participants[1].bound_through.clear(); }},
      {"no_guarantor", [](Terms& t) { t.participants[0].role = Role::witness; }},
      {"class_without_members", [](Terms& t) { t.force_classes[0].members.clear(); }},
      {"class_without_members", [](Terms& t) { t.carve_outs[0].members.clear(); }},
      {"no_non_applicability", [](Terms& t) { t.carve_outs.clear(); }},
      {"zone_not_delimited", [](Terms& t) { t.zones[0].extents.clear(); }},
      {"zone_not_delimited", [](Terms& t) { t.zones[0].extents[0].known_at = november + std::chrono::seconds{1}; }},
      {"zone_not_delimited", [](Terms& t) { t.lines[0].points.clear(); }},
      {"zone_fallback_only", [](Terms& t) { set_extent(t, undelimited("2018-01-01", {"SY12"})); }},
      {"zone_delimitation_overdue", [](Terms& t) { set_extent(t, undelimited("2017-11-08", {})); }},
      {"zone_delimitation_undated", [](Terms& t) { set_extent(t, undelimited(nullptr, {})); }},
      {"zone_map_not_published", [](Terms& t) { t.zones[0].agreed_not_published = true; }},
      {"zone_by_name_only", [](Terms& t) { set_extent(t, NamedExtent{{"SY12"}}); }},
      {"zone_disputed", [](Terms& t) { t.zones[0].disputed = {DisputedPart{NamedExtent{{"SY14"}}, {}, ""}}; }},
      {"line_not_published", [](Terms& t) { t.lines[0].agreed_not_published = true; }},
      {"line_not_drawn", [](Terms& t) { t.lines[0].points.clear(); }},
      {"nothing_forbidden", drop<Prohibition>},
      {"weapons_unspecified", [](Terms& t) { body<Prohibition>(t).weapons.clear(); }},
      {"advance_without_line", [](Terms& t) { body<Prohibition>(t).across.reset(); }},
      {"condition_not_observable", [](Terms& t) { t.definitions.erase(t.definitions.begin()); }},
      {"exclusion_without_deadline", [](Terms& t) { body<Exclusion>(t).deadline.reset(); }},
      {"exclusion_without_place", [](Terms& t) { body<Exclusion>(t).zones.clear(); }},
      {"exclusion_without_forces", [](Terms& t) { body<Exclusion>(t).classes.clear(); }},
      {"separation_without_distance", [](Terms& t) { body<Separation>(t).horizontal_m.reset(); }},
      {"no_notification", drop<Notification>},
      {"notification_without_channel", [](Terms& t) { body<Notification>(t).channel.clear(); }},
      {"notification_without_lead", [](Terms& t) { body<Notification>(t).lead_h.reset(); }},
      {"commitment_undated", [](Terms& t) { body<Commitment>(t).due_rule.clear(); }},
      {"commitment_owed_by_nobody", [](Terms& t) { body<Commitment>(t).who.clear(); }},
      {"clause_without_footing", [](Terms& t) { t.clauses[0].anchors.clear(); }},
      {"footing_without_paragraph", [](Terms& t) { t.clauses[0].anchors[0].paragraph.clear(); }},
      {"readings_disagree",
       [](Terms& t) { t.clauses[0].readings = {Reading{ReadingId{"r"}, "B", {}, about("x"), "", {}}}; }},
      {"undefined_term", [](Terms& t) { t.definitions.pop_back(); }},
      {"no_monitoring", [](Terms& t) { t.monitoring.clear(); }},
      {"no_talks",
       [](Terms& t) {
         for (auto& c : t.clauses)
           if (auto* b = std::get_if<Commitment>(&c.body)) b->track.clear();
       }},
      {"no_withdrawal", [](Terms& t) { drop<Separation>(t), drop<Exclusion>(t); }},
      {"no_humanitarian_access", drop<Commitment>},
      {"no_detainees", drop<Commitment>},
      {"no_missing_persons", drop<Commitment>},
      {"no_mines", drop<Commitment>},
      {"no_returns", drop<Commitment>},
      {"no_communications", drop<Commitment>},
      {"no_amendment", drop<Commitment>},
  };
  const auto more = gaps_of_watching_and_judging();
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST(Lint, EveryGapIsFoundAndOnlyWhereItIs) {
  for (const auto& gap : gaps()) {
    auto terms = whole();
    gap.make(terms);
    EXPECT_THAT(checks(terms), Contains(gap.check)) << gap.check;
  }
}

TEST(Lint, EveryRemarkHasWordsInThreeLanguages) {
  for (const auto& gap : gaps()) {
    auto terms = whole();
    gap.make(terms);
    for (const auto& remark : lint(terms, november)) {
      const auto english = i18n::render(remark.message, i18n::Language::en);
      EXPECT_NE(i18n::render(remark.message, i18n::Language::ar), english) << remark.check;
      EXPECT_NE(i18n::render(remark.message, i18n::Language::ru), english) << remark.check;
    }
  }
}

std::vector<std::string> remarks_of(const Terms& terms, std::string_view check) {
  std::vector<std::string> said;
  for (const auto& remark : lint(terms, november)) {
    if (remark.check == check) said.push_back(remark.subject + ": " + i18n::render(remark.message, i18n::Language::en));
  }
  return said;
}

TEST(Lint, AStageThatComesAfterEntryIntoForceIsNamed) {
  auto terms = whole();
  terms.agreement.announced_at = terms.agreement.in_force_from;
  terms.agreement.signed_at = terms.agreement.in_force_from;
  EXPECT_THAT(checks(terms), Not(Contains("stage_after_force"))) << "at the same moment";
  terms.agreement.announced_at->instant += std::chrono::seconds{1};
  EXPECT_THAT(
      remarks_of(terms, "stage_after_force"),
      ElementsAre("t: “announced_at” (2017-07-09) is later than “in_force_from” (2017-07-09); check the two, or "
                  "say in the texts why it held before"));
  terms.agreement.signed_at->instant += std::chrono::hours{24};
  EXPECT_EQ(remarks_of(terms, "stage_after_force").size(), 2U);
  terms.agreement.in_force_from.reset();
  EXPECT_THAT(checks(terms), Not(Contains("stage_after_force")));
}

TEST(Lint, ATextOfOverAYearAfterEntryIntoForceIsNamed) {
  auto terms = whole();
  terms.texts[0].date = parse_day("2018-07-10").value();
  EXPECT_THAT(checks(terms), Not(Contains("text_long_after_force"))) << "an annex may come later";
  terms.texts[0].date = parse_day("2027-07-07").value();
  EXPECT_THAT(
      remarks_of(terms, "text_long_after_force"),
      ElementsAre("paper: text “paper” is dated 2027-07-07, more than a year after entry into force (2017-07-09); "
                  "check the year"));
}

Actor actor(const char* id, i18n::Names names) {
  Actor made;
  made.id = ActorId{id};
  made.names = std::move(names);
  return made;
}

TEST(Lint, ActorsThatShareANameInAnyLanguageAreNamedOncePerPair) {
  auto terms = whole();
  terms.actors = {actor("north", {"Northern forces", "قوات الشمال", "Северные силы", {"NF", "nf"}}),
                  actor("front", {"National Front", "", "", {"N.A.F."}})};
  EXPECT_THAT(checks(terms), Not(Contains("actors_share_a_name"))) << "of one actor, or of no name";
  terms.actors.push_back(actor("army", {"NF", "", "северные силы", {}}));
  terms.actors.push_back(actor("guard", {"Guard", "قوات الشمال", "", {"National front"}}));
  EXPECT_THAT(remarks_of(terms, "actors_share_a_name"),
              ElementsAre("army: actors “north” and “army” are both called “NF”, so rows with that name count for "
                          "“north”; give each a name of its own",
                          "guard: actors “front” and “guard” are both called “National front”, so rows with that name "
                          "count for “front”; give each a name of its own",
                          "guard: actors “north” and “guard” are both called “قوات الشمال”, so rows with that name "
                          "count for “north”; give each a name of its own"));
}

TEST(Lint, TheCountingRuleInForceIsNamed) {
  const auto said = [](const Terms& terms) { return i18n::render(counting_in_force(terms), i18n::Language::en); };
  auto terms = whole();
  EXPECT_EQ(said(terms),
            "Counting rule in force: “events” (unit: event); to recount by: “place-days” (unit: place and day)");
  terms.counting.resize(1);
  EXPECT_EQ(said(terms), "Counting rule in force: “events” (unit: event)");
  terms.counting.clear();
  EXPECT_EQ(said(terms), "Counting rule in force: none is set, so events are counted");
}

TEST(Lint, OrdersByWeightThenCheckThenSubject) {
  const auto remarks = lint(Terms{}, november);
  EXPECT_TRUE(std::is_sorted(remarks.begin(), remarks.end(), [](const Remark& a, const Remark& b) {
    return std::tie(a.weight, a.check, a.subject) < std::tie(b.weight, b.check, b.subject);
  }));
  EXPECT_EQ(remarks.front().weight, Remark::Weight::blocks);
  EXPECT_EQ(remarks.back().weight, Remark::Weight::advises);
}

TEST(Lint, AReadingThatIsNotYetKnownDoesNotDisagree) {
  auto terms = whole();
  terms.clauses[0].readings = {Reading{ReadingId{"r"}, "B", november + std::chrono::seconds{1}, about("x"), "", {}}};
  EXPECT_THAT(checks(terms), Not(Contains("readings_disagree")));
  terms.clauses[0].readings[0].known_at = november;
  EXPECT_THAT(checks(terms), Contains("readings_disagree"));
}

TEST(Lint, HoldersAreNamedInTheReadersLanguage) {
  auto terms = whole();
  auto named = Reading{ReadingId{"r"}, "Haaretz", {}, about("x"), "", {}};
  named.holder_names = {"Haaretz", "هآرتس", "Гаарец", {}};
  terms.clauses[0].readings = {named, Reading{ReadingId{"s"}, "B", {}, about("y"), "", {}}};
  const auto remarks = lint(terms, november);
  const auto found = std::find_if(remarks.begin(), remarks.end(),
                                  [](const Remark& remark) { return remark.check == "readings_disagree"; });
  ASSERT_NE(found, remarks.end());
  EXPECT_THAT(i18n::render(found->message, i18n::Language::en), testing::HasSubstr("Haaretz and B"));
  EXPECT_THAT(i18n::render(found->message, i18n::Language::ar), testing::HasSubstr("هآرتس"));
  EXPECT_THAT(i18n::render(found->message, i18n::Language::ru), testing::HasSubstr("Гаарец и B"));
}

TEST(Lint, AWordThatOnlyContainsATopicDoesNotSpeakOfIt) {
  auto terms = whole();
  drop<Commitment>(terms);
  terms.clauses.push_back(clause("C", about("determine the seat of the centre")));  // no “mine”
  EXPECT_THAT(checks(terms), Contains("no_mines"));
}

}  // namespace
}  // namespace entente::terms
