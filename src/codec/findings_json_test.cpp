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

TEST(AssessmentJson, CoverageHasTheSameKeysWhetherKnownOrNot) {
  auto assessment = small_assessment();
  const auto coverage = [&] {
    return boost::json::parse(assessment_json(assessment, {}, terms::Terms{}, i18n::Language::en)).at("coverage");
  };
  EXPECT_EQ(coverage(), boost::json::parse(R"({"known": false, "before": null, "after": null})"));
  assessment.coverage = {true, 0.5, 0.25};
  EXPECT_EQ(coverage(), boost::json::parse(R"({"known": true, "before": 0.5, "after": 0.25})"));
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
