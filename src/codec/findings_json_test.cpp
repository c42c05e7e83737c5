// SPDX-License-Identifier: Apache-2.0
#include "codec/findings_json.hpp"

#include "codec/json_write.hpp"
#include "msg/column.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <string>

namespace entente::codec {
namespace {

findings::Assessment small_assessment() {
  findings::Assessment assessment;
  assessment.zone = "SW";
  assessment.clause = terms::ClauseId("P1");
  findings::Window window;
  window.days = 30;
  window.before.events = {70, 73.5, 80};
  window.rate_ratio = {true, 0.123, 0.054, 0.247};
  assessment.windows.push_back(window);
  assessment.verdict = findings::VerdictState::holding;
  assessment.tests.push_back({"alarm", findings::VerdictState::holding, true, msg::column::reason()});
  return assessment;
}

TEST(AssessmentJson, NamesWhatItRestsOn) {
  findings::Basis basis;
  basis.terms_digest = "ab";
  basis.record_root = "cd=";
  basis.engine = "entente 0.1.0";
  basis.at = parse_instant("2017-11-09T22:00:00Z").value();
  const auto document =
      boost::json::parse(assessment_json(small_assessment(), basis, terms::Terms{}, i18n::Language::en));
  EXPECT_EQ(document.at("terms_digest").as_string(), "ab");
  EXPECT_EQ(document.at("record_root").as_string(), "cd=");
  EXPECT_EQ(document.at("engine_version").as_string(), "entente 0.1.0");
  EXPECT_EQ(document.at("at").as_string(), "2017-11-09T22:00:00Z");
  EXPECT_TRUE(document.at("known_at").is_null()) << "everything recorded";
  EXPECT_FALSE(document.as_object().contains("simulated"));
}

TEST(AssessmentJson, IntervalsThatAreNotDefinedAreNull) {
  const auto document = boost::json::parse(assessment_json(small_assessment(), {}, terms::Terms{}, i18n::Language::en));
  const auto& window = document.at("windows").at(0);
  EXPECT_DOUBLE_EQ(window.at("rate_ratio").at("upper").as_double(), 0.247);
  EXPECT_TRUE(window.at("ratio_of_ratios").is_null());
  EXPECT_DOUBLE_EQ(window.at("before").at("events").at("expected").as_double(), 73.5);
  EXPECT_EQ(document.at("verdict").at("state").as_string(), "holding");
  EXPECT_EQ(document.at("verdict").at("reasons").at(0).at("reason").at("text").as_string(), "reason");
}

findings::Beside small_beside() {
  findings::Beside beside;
  beside.weeks = {.before = 20, .after = 9, .last_week_days = 3, .change = findings::SeriesChange{}};
  beside.weeks.change->level = {true, 0.5, 0.25, 1};
  beside.calm.zone = {"SW", findings::Followed{42, true}};
  findings::RetaliationBetween between;
  between.parties = {"gov", "opp"};
  between.after = true;
  between.days = 90;
  between.acts = 3;
  between.fit = findings::not_estimable(findings::NotEstimable::too_few);
  beside.retaliation.push_back(between);
  between.fit = findings::Retaliation{};
  between.fit->sides[1].retaliation_share = 0.25;
  between.fit->sides[1].retaliation_range = findings::not_estimable(findings::NotEstimable::at_boundary);
  beside.retaliation.push_back(between);
  beside.recounts.emplace_back().unit = terms::CountingRule::Unit::place_day;
  return beside;
}

TEST(AssessmentJson, WhatStandsBesideTheVerdictHasItsNumbersOrItsReason) {
  auto assessment = small_assessment();
  const auto document = [&] {
    return boost::json::parse(assessment_json(assessment, {}, terms::Terms{}, i18n::Language::en));
  };
  EXPECT_FALSE(document().as_object().contains("beside")) << "nobody asked";
  assessment.beside = small_beside();
  const auto beside = document().at("beside");
  EXPECT_FALSE(beside.at("decides").as_bool());
  const auto& series = beside.at("interrupted_series");
  EXPECT_EQ(series.at("weeks_before").as_int64(), 20);
  EXPECT_EQ(series.at("level"), boost::json::parse(R"({"estimate": 0.5, "lower": 0.25, "upper": 1})"));
  EXPECT_TRUE(series.at("at_end").is_null());
  EXPECT_EQ(beside.at("difference_in_differences"), boost::json::parse(R"({"reason": "not_given"})"));
  EXPECT_EQ(beside.at("displacement"), boost::json::parse(R"({"reason": "not_given"})"));
  EXPECT_EQ(beside.at("duration"), boost::json::parse(R"({"zone": {"area": "SW", "days": 42, "returned": true},
      "controls": [], "of_controls": {"reason": "not_given"}})"));
  EXPECT_EQ(beside.at("retaliation").at(0), boost::json::parse(R"({"parties": ["gov", "opp"], "stretch": "since_entry",
      "days": 90, "acts": 3, "by_day_only": 0, "too_vague": 0, "reason": "too_few"})"));
  const auto& opp = beside.at("retaliation").at(1).at("sides").at(1);
  EXPECT_EQ(opp.at("retaliation_share").as_double(), 0.25);
  EXPECT_EQ(opp.at("retaliation_range"), boost::json::parse(R"({"reason": "at_boundary"})"));
  EXPECT_EQ(beside.at("recount").at(0).at("unit").as_string(), "place_day");
  EXPECT_EQ(beside.at("datasets_side_by_side"), boost::json::parse(R"({"datasets": [], "shared_origins": []})"));
  EXPECT_EQ(beside.at("anticipation"), boost::json::parse(R"({"reason": "not_given"})"));
}

TEST(AssessmentJson, CoverageHasTheSameKeysWhetherKnownOrNot) {
  auto assessment = small_assessment();
  const auto coverage = [&] {
    return boost::json::parse(assessment_json(assessment, {}, terms::Terms{}, i18n::Language::en)).at("coverage");
  };
  EXPECT_EQ(coverage(), boost::json::parse(R"({"known": false, "before": null, "after": null})"));
  assessment.coverage = {true, 0.5, 0.25};
  EXPECT_EQ(coverage(), boost::json::parse(R"({"known": true, "before": 0.5, "after": 0.25})"));
}

TEST(AssessmentJson, SaysHowItWasAskedAndWhatIsLeftOut) {
  auto assessment = small_assessment();
  findings::Basis basis;
  const auto document = [&] {
    return boost::json::parse(assessment_json(assessment, basis, terms::Terms{}, i18n::Language::en));
  };
  EXPECT_EQ(document().at("asked"), boost::json::parse(R"({"place": "named-then-geometry", "time": "spread",
      "max_span_days": null, "windows_days": [30, 90, 180], "penalty": 3, "min_segment_days": 14, "series": null})"));
  basis.place_by = findings::PlaceBy::named;
  assessment.asked.time_by = findings::TimeBy::start;
  assessment.asked.max_span_days = 6;
  assessment.asked.series = DayRange{*parse_day("2016-01-01"), *parse_day("2018-12-31")};
  assessment.left_out = {1, 2, 3, 4, 5, 6};
  const auto asked = document().at("asked");
  EXPECT_EQ(asked.at("place").as_string(), "named");
  EXPECT_EQ(asked.at("time").as_string(), "start");
  EXPECT_EQ(asked.at("max_span_days").as_int64(), 6);
  EXPECT_EQ(asked.at("series"), boost::json::parse(R"({"from": "2016-01-01", "to": "2019-01-01"})")) << "as typed";
  EXPECT_EQ(document().at("left_out"), boost::json::parse(R"({"long_claims": 0, "without_time": 0, "without_place": 0,
      "refuted": 1, "withdrawn": 2, "duplicate": 3, "unknown_place": 4, "unknown_actor": 5,
      "ambiguous_place": 6})"));
}

TEST(Table, WhatAllRowsShareIsInTheirObjectsAndNotInCsv) {
  const Table table{
      {{"what", msg::column::what()}}, {{std::string("a")}, {std::string("b")}}, R"({"asked": {"n": 1}})"};
  EXPECT_EQ(table_ndjson(table, i18n::Language::en),
            "{\"what\":\"a\",\"asked\":{\"n\":1}}\n{\"what\":\"b\",\"asked\":{\"n\":1}}\n");
  EXPECT_EQ(boost::json::parse(table_json(table, i18n::Language::en)).at(1).at("asked").at("n").as_int64(), 1);
  EXPECT_EQ(table_csv(table, i18n::Language::en), "what\na\nb\n");
}

findings::Violation finding_with(std::initializer_list<findings::Answer> answers) {
  findings::Violation violation;
  int condition = 0;
  for (const auto answer : answers)
    violation.grounds.push_back({static_cast<findings::Condition>(condition++), answer, msg::column::reason()});
  return violation;
}

std::string decided_by(const findings::Violation& violation) {
  std::string words;
  for (const auto* ground : deciding_grounds(violation))
    words += std::string(findings::word(ground->condition)) + ' ';
  return words;
}

TEST(DecidingGrounds, WhatIsUnmetDecidesElseWhatIsUncertainElseWhoDidWhatWhere) {
  using enum findings::Answer;
  EXPECT_EQ(decided_by(finding_with({met, uncertain, met, met, unmet, unmet, met, met})), "place time ");
  EXPECT_EQ(decided_by(finding_with({met, uncertain, met, met, uncertain, met, met, met})), "actors place ");
  EXPECT_EQ(decided_by(finding_with({met, met, met, met, met, met, met, met})), "act actors place ");
}

TEST(ViolationsTable, ARowSaysWhatItIsAboutAndWhatItRestsOn) {
  record::Entry entry;
  entry.id.bytes[0] = 0xab;
  entry.external = record::ExternalKey{"ucdp-ged", "7", "2019"};
  record::Incident incident;
  incident.place.name = "Hill 75";
  const auto day = parse_day("2017-07-10").value();
  incident.time = TimeClaim{TimeClaim::Meaning::sometime_in, DayRange{day, day}, std::nullopt};
  entry.body = incident;
  record::View view;
  ASSERT_TRUE(view.add({0, entry}));
  IncidentTeller teller(view, geo::Gazetteer::built_in(), TimeZone::utc(), i18n::Language::en);
  using enum findings::Answer;
  auto violation = finding_with({met, met, met, met, uncertain, met, met, met});
  violation.incident = entry.id;
  violation.clause = terms::ClauseId("P1");
  violation.readings = {terms::as_written};
  violation.state = findings::ViolationState::possible;
  violation.probability = 0.5;
  const std::vector violations{violation};
  EXPECT_EQ(table_csv(violations_table(violations, teller), i18n::Language::en),
            "incident,first_day,last_day,place,area,act,clause,readings,state,probability,zone,decided_by,reason,"
            "dataset,row,evidence\n"
            "ab000000000000000000000000000000,2017-07-10,2017-07-10,Hill 75,,unknown,P1,as_written,possible,0.5,,place,"
            "reason,ucdp-ged,7,ab000000000000000000000000000000 ucdp-ged:7\n");
  const auto finding = boost::json::parse(violations_json(violations, {}, teller)).at("findings").at(0);
  EXPECT_EQ(finding.at("first_day").as_string(), "2017-07-10");
  EXPECT_EQ(finding.at("place").as_string(), "Hill 75");
  EXPECT_TRUE(finding.at("area").is_null());
  EXPECT_EQ(
      finding.at("evidence"),
      boost::json::parse(R"([{"entry": "ab000000000000000000000000000000", "dataset": "ucdp-ged", "row": "7"}])"));
  EXPECT_EQ(finding.at("decided_by"), boost::json::parse(R"(["place"])"));
}

TEST(WriteJson, NumbersAreWrittenAsPeopleWriteThem) {
  EXPECT_EQ(write_json(boost::json::parse("[0.123, 1e3, -0.0, 5]"), JsonStyle::compact), "[0.123,1000,0,5]");
  EXPECT_EQ(write_json(boost::json::value(1.0 / 3), JsonStyle::compact), "0.3333333333333333");
  EXPECT_EQ(write_json(boost::json::parse("{}"), JsonStyle::pretty), "{}\n");
}

TEST(WriteJson, WhatItWritesIsReadBackTheSame) {
  const auto value = boost::json::parse(R"({"a": [1, {"b": "q\"\n\u0001ش"}], "c": null, "d": [[], [true]]})");
  EXPECT_EQ(boost::json::parse(write_json(value, JsonStyle::pretty)), value);
  EXPECT_EQ(boost::json::parse(write_json(value, JsonStyle::compact)), value);
}

}  // namespace
}  // namespace entente::codec
