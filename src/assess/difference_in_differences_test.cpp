// SPDX-License-Identifier: Apache-2.0
// The zone beside its controls as a regression with all fixed effects has it, and its rank among placebos.
#include "assess/difference_in_differences.hpp"

#include "assess/reference_test.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace entente::assess {
namespace {

Panel panel_of(std::vector<double> zone, std::vector<std::vector<double>> controls, std::size_t first_after) {
  Panel panel{.zone = {"zone", std::move(zone)}, .controls = {}, .first_after = first_after};
  for (auto& counts : controls)
    panel.controls.push_back({"control " + std::to_string(panel.controls.size()), std::move(counts)});
  return panel;
}

void expect_rank(const PlaceboRank& rank, const test::Reference& reference, const std::string& name) {
  const auto& expected = reference.all(name);
  ASSERT_EQ(rank.placebos.size() + 1, expected.size()) << name;
  test::expect_six_digits(rank.share(), expected.back(), name);
  for (std::size_t i = 0; i < rank.placebos.size(); ++i)
    test::expect_six_digits(rank.placebos[i].ratio, expected[i], name);
}

TEST(DifferenceInDifferences, IsThatOfARegressionWithAllFixedEffectsOnTenDatasets) {
  for (const auto& [dataset, reference] : test::references("difference_in_differences")) {
    SCOPED_TRACE(dataset);
    std::vector<std::vector<double>> controls;
    for (std::size_t i = 0; i < reference.count("controls"); ++i)
      controls.push_back(reference.all("control" + std::to_string(i)));
    const auto panel = panel_of(reference.all("zone"), controls, reference.count("first_after"));
    const auto found = difference_in_differences(panel, reference.count("periods"));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->lag, reference.one("lag"));
    test::expect_six_digits(*found->together.ratio, reference.all("together"), "together");
    for (std::size_t i = 0; i < controls.size(); ++i) {
      const auto name = "against" + std::to_string(i);
      test::expect_six_digits(*found->by_control[i].ratio, reference.all(name), name);
    }
    test::expect_six_digits(found->dates.ratio, reference.one("smoothed"), "smoothed");
    expect_rank(found->dates, reference, "dates");
    expect_rank(found->areas, reference, "areas");
  }
}

TEST(DifferenceInDifferences, OfAZoneThatChangedAsItsControlsDidIsOne) {
  const auto found = difference_in_differences(panel_of({4, 6, 2, 3}, {{40, 60, 20, 30}, {8, 12, 4, 6}}, 2), 2);
  ASSERT_TRUE(found.has_value());
  test::expect_six_digits(*found->together.ratio, {1, 1, 1}, "together");
  EXPECT_EQ(found->degrees, 2);
}

TEST(DifferenceInDifferences, NamesEachControlAndAddsNoneOfThemTwice) {
  const auto found = difference_in_differences(panel_of({5, 5, 1, 1}, {{5, 5, 5, 5}, {7, 7, 14, 14}}, 2), 9);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->periods, 2u);
  EXPECT_EQ(found->together.control, "");
  EXPECT_EQ(found->together.control_before, 24);
  EXPECT_EQ(found->by_control[1].control, "control 1");
  EXPECT_EQ(found->by_control[1].control_after, 28);
}

TEST(DifferenceInDifferences, OfASilentZoneHasARankButNoRatio) {
  const auto found = difference_in_differences(
      panel_of({5, 4, 6, 5, 6, 4, 0, 0}, {{5, 6, 5, 5, 4, 6, 5, 5}, {7, 7, 7, 6, 8, 7, 7, 7}}, 6), 2);
  ASSERT_TRUE(found.has_value());
  ASSERT_FALSE(found->together.ratio.has_value());
  EXPECT_EQ(found->together.ratio.error(), NotEstimable::separated);
  EXPECT_EQ(found->dates.placebos.size(), 3u);
  EXPECT_EQ(found->dates.as_low, 0);
  EXPECT_DOUBLE_EQ(found->dates.share(), 0.25);
  EXPECT_DOUBLE_EQ(found->areas.share(), 1.0 / 3);
}

TEST(DifferenceInDifferences, WithNothingBeforeSaysSo) {
  const auto found = difference_in_differences(panel_of({0, 0, 3, 4}, {{5, 5, 5, 5}, {0, 0, 1, 1}}, 2), 2);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->together.ratio.error(), NotEstimable::nothing_counted);
  EXPECT_EQ(found->by_control[1].ratio.error(), NotEstimable::nothing_counted);
}

TEST(DifferenceInDifferences, PlaceboDatesEndBeforeEntryIntoForce) {
  const auto found =
      difference_in_differences(panel_of({9, 9, 9, 9, 9, 9, 0, 0, 0}, {{1, 1, 1, 1, 1, 1, 1, 1, 1}}, 6), 3);
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->dates.placebos.size(), 1u);
  EXPECT_EQ(found->dates.placebos[0].first_after, 3u);
  EXPECT_DOUBLE_EQ(found->dates.placebos[0].ratio, 1);
  EXPECT_TRUE(found->areas.placebos.empty()) << "one control has no other to be compared with";
  EXPECT_EQ(found->areas.share(), 1);
}

TEST(DifferenceInDifferences, SaysWhyThereIsNoAnswer) {
  const auto why = [](const Panel& panel) { return difference_in_differences(panel, 3).error(); };
  EXPECT_EQ(why(panel_of({1, 2, 3, 4}, {}, 2)), NotEstimable::too_few);
  EXPECT_EQ(why(panel_of({}, {{}}, 0)), NotEstimable::too_few);
  EXPECT_EQ(why(panel_of({1, 2, 3, 4}, {{1, 2, 3, 4}}, 3)), NotEstimable::too_few);
  EXPECT_EQ(why(panel_of({1, 2, 3, 4}, {{1, 2, 3, 4}}, 9)), NotEstimable::too_few);
  EXPECT_EQ(why(panel_of({1, -2, 3, 4}, {{1, 2, 3, 4}}, 2)), NotEstimable::out_of_range);
  EXPECT_EQ(why(panel_of({1, 2, 3, 4}, {{1, std::numeric_limits<double>::infinity(), 3, 4}}, 2)),
            NotEstimable::out_of_range);
}

}  // namespace
}  // namespace entente::assess
