// SPDX-License-Identifier: Apache-2.0
// What happened between announcement and entry into force, beside scipy on ten datasets.
#include "assess/anticipation.hpp"

#include "assess/assess_test_data.hpp"
#include "assess/reference_test.hpp"

#include <gtest/gtest.h>

namespace entente::assess {
namespace {

using test::event;

Estimated<Anticipation> of(const std::vector<findings::Counted>& counted, const Frame& frame, const char* announced,
                           int days) {
  return anticipation(test::pointers(counted), frame, test::damascus().parse_local(announced).value(), days);
}

TEST(Anticipation, IsThatOfScipyOnTenDatasets) {
  const Day force_day = test::day("2017-07-09");
  for (const auto& [dataset, reference] : test::references("anticipation")) {
    SCOPED_TRACE(dataset);
    std::vector<findings::Counted> counted;
    const auto& days = reference.all("days");
    const auto& weights = reference.all("weights");
    for (std::size_t i = 0; i < days.size(); ++i) {
      counted.push_back(event(force_day + std::chrono::days{static_cast<int>(days[i])}));
      counted.back().weight = weights.at(i);
    }
    const Frame frame = test::frame_at("2019-01-01", TimeBy::start);
    const Day announced = force_day - std::chrono::days{static_cast<int>(reference.count("announced_days_before"))};
    const auto found = anticipation(test::pointers(counted), frame, test::damascus().start_of(announced),
                                    static_cast<int>(reference.count("window")));
    ASSERT_TRUE(found.has_value());
    test::expect_six_digits(found->before.events.expected, reference.one("before"), "before");
    test::expect_six_digits(found->anticipation.events.expected, reference.one("anticipation"), "anticipation");
    test::expect_six_digits(found->after.events.expected, reference.one("after"), "after");
    test::expect_six_digits(found->dispersion, reference.one("dispersion"), "dispersion");
    for (const auto& [name, ratio] : {std::pair{"anticipation_over_before", found->anticipation_over_before},
                                      {"after_over_before", found->after_over_before},
                                      {"after_over_anticipation", found->after_over_anticipation}}) {
      test::expect_six_digits(ratio.exact, reference.all(name + std::string(".exact")), name);
      test::expect_six_digits(ratio.dispersed, reference.all(name + std::string(".dispersed")), name);
    }
  }
}

TEST(Anticipation, ByStartEveryDayIsInOneWindow) {
  const auto found = of({event("2017-07-05"), event("2017-07-06"), event("2017-07-08"), event("2017-07-09")},
                        test::frame_at("2017-12-01", TimeBy::start), "2017-07-06T15:00", 30);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->before.events.expected, 1);
  EXPECT_EQ(found->anticipation.events.expected, 2);
  EXPECT_EQ(found->after.events.expected, 1);
  EXPECT_EQ(found->before.exposure_days, 30);
  EXPECT_EQ(found->anticipation.exposure_days, 3);
  EXPECT_EQ(found->after.exposure_days, 30);
}

TEST(Anticipation, BySpreadWindowsMeetAtTheHour) {
  const auto found = of({event("2017-07-06"), event("2017-07-09")}, test::frame_at("2017-12-01", TimeBy::spread),
                        "2017-07-06T18:00", 30);
  ASSERT_TRUE(found.has_value());
  EXPECT_DOUBLE_EQ(found->before.events.expected, 0.75);
  EXPECT_DOUBLE_EQ(found->anticipation.events.expected, 0.75);
  EXPECT_DOUBLE_EQ(found->after.events.expected, 0.5);
  EXPECT_DOUBLE_EQ(found->anticipation.exposure_days, 2.75);
}

TEST(Anticipation, OfASilentWindowBeforeHasNoRatioToIt) {
  const auto found = of({event("2017-07-07"), event("2017-07-20")}, test::frame_at("2017-12-01", TimeBy::start),
                        "2017-07-06T12:00", 30);
  ASSERT_TRUE(found.has_value());
  EXPECT_FALSE(found->anticipation_over_before.exact.defined);
  EXPECT_TRUE(found->after_over_anticipation.exact.defined);
}

TEST(Anticipation, SaysWhyThereIsNoAnswer) {
  const Frame frame = test::frame_at("2017-12-01", TimeBy::start);
  EXPECT_EQ(anticipation({}, frame, std::nullopt, 30).error(), NotEstimable::out_of_range);
  EXPECT_EQ(of({}, frame, "2017-07-09T13:00", 30).error(), NotEstimable::out_of_range);
  EXPECT_EQ(of({}, frame, "2017-07-09T08:00", 30).error(), NotEstimable::out_of_range) << "on the same civil day";
  EXPECT_EQ(of({}, frame, "2017-07-06T12:00", 0).error(), NotEstimable::out_of_range);
  EXPECT_EQ(of({}, test::frame_at("2017-07-08", TimeBy::start), "2017-07-06T12:00", 30).error(), NotEstimable::too_few);
  EXPECT_TRUE(of({}, test::frame_at("2017-12-01", TimeBy::spread), "2017-07-09T08:00", 30).has_value());
}

}  // namespace
}  // namespace entente::assess
