// SPDX-License-Identifier: Apache-2.0
// Datasets side by side: each its own numbers, and where they are one voice.
#include "assess/dataset_comparison.hpp"

#include "assess/assess_test_data.hpp"
#include "assess/reference_test.hpp"

#include <gtest/gtest.h>

namespace entente::assess {
namespace {

using test::event;

findings::Counted told_by(const char* origin, const char* day) {
  auto counted = event(day);
  counted.first_origin = origin;
  return counted;
}

// Events of all datasets, kept where the claims point to.
using Told = std::vector<std::vector<findings::Counted>>;

DatasetComparison compare(const Told& told, const Frame& frame, int days = 30) {
  std::vector<DatasetClaims> datasets;
  for (const auto& counted : told)
    datasets.push_back({"dataset " + std::to_string(datasets.size()), test::pointers(counted)});
  return compare_datasets(datasets, symmetric(frame, days), frame);
}

const Frame frame = test::frame_at("2019-01-01", TimeBy::start);

TEST(DatasetComparison, IsThatOfScipyOnTenDatasets) {
  for (const auto& [number, reference] : test::references("dataset_comparison")) {
    SCOPED_TRACE(number);
    Told told(reference.count("datasets"));
    for (std::size_t i = 0; i < told.size(); ++i) {
      const auto name = std::to_string(i);
      const auto& origins = reference.all("origins" + name);
      for (const double day : reference.all("days" + name)) {
        told[i].push_back(event(test::day("2017-07-09") + std::chrono::days{static_cast<int>(day)}));
        const double origin = origins.at(told[i].size() - 1);
        if (origin > 0) told[i].back().first_origin = "origin " + std::to_string(static_cast<int>(origin));
      }
    }
    const auto found = compare(told, frame, static_cast<int>(reference.count("window")));
    for (std::size_t i = 0; i < told.size(); ++i) {
      const auto name = std::to_string(i);
      const auto& says = found.datasets[i];
      test::expect_six_digits(says.before.events.expected, reference.all("counts" + name).at(0), "before");
      test::expect_six_digits(says.after.events.expected, reference.all("counts" + name).at(1), "after");
      test::expect_six_digits(says.rate_ratio, reference.all("exact" + name), "exact " + name);
      test::expect_six_digits(says.rate_ratio_dispersed, reference.all("dispersed" + name), "dispersed " + name);
      test::expect_six_digits(says.shared_share, reference.all("shared" + name).at(0), "shared " + name);
      test::expect_six_digits(says.unnamed_share, reference.all("shared" + name).at(1), "unnamed " + name);
    }
    EXPECT_EQ(found.shared_origins.size(), reference.count("shared_origins"));
  }
}

TEST(DatasetComparison, NamesWhatTheyShareWithItsPartInEach) {
  const auto found = compare({{told_by("SOHR", "2017-07-01"), told_by("SOHR", "2017-07-02"), told_by("", "2017-07-03"),
                               told_by("Reuters", "2017-07-12")},
                              {told_by("sohr", "2017-07-01"), told_by("AFP", "2017-07-02")},
                              {told_by("SANA", "2017-07-02")}},
                             frame);
  ASSERT_EQ(found.shared_origins.size(), 1u);
  EXPECT_EQ(found.shared_origins[0].origin, "SOHR");
  ASSERT_EQ(found.shared_origins[0].parts.size(), 2u);
  EXPECT_EQ(found.shared_origins[0].parts[0].dataset, "dataset 0");
  EXPECT_DOUBLE_EQ(found.shared_origins[0].parts[0].share, 0.5);
  EXPECT_EQ(found.shared_origins[0].parts[1].events, 1);
  EXPECT_DOUBLE_EQ(found.datasets[0].shared_share, 0.5);
  EXPECT_DOUBLE_EQ(found.datasets[0].unnamed_share, 0.25);
  EXPECT_DOUBLE_EQ(found.datasets[1].shared_share, 0.5);
  EXPECT_DOUBLE_EQ(found.datasets[2].shared_share, 0);
}

TEST(DatasetComparison, WhatNamesNobodyIsNotShared) {
  const auto found = compare({{told_by("", "2017-07-01")}, {told_by("", "2017-07-01")}}, frame);
  EXPECT_TRUE(found.shared_origins.empty());
  EXPECT_DOUBLE_EQ(found.datasets[1].unnamed_share, 1);
}

TEST(DatasetComparison, SaysOfEachWhichWayItWent) {
  std::vector<findings::Counted> fell;
  std::vector<findings::Counted> rose;
  test::add_weekly(fell, "2017-06-05", "2017-07-09", 5);
  test::add_weekly(rose, "2017-07-10", "2017-08-07", 5);
  fell.push_back(event("2017-07-20"));
  rose.push_back(event("2017-07-01"));
  const auto found = compare({fell, rose, {event("2017-07-01"), event("2017-07-20")}, {}}, frame);
  EXPECT_EQ(found.datasets[0].direction, Direction::fell);
  EXPECT_EQ(found.datasets[1].direction, Direction::rose);
  EXPECT_EQ(found.datasets[2].direction, Direction::undecided);
  EXPECT_EQ(found.datasets[3].direction, Direction::unknown);
}

TEST(DatasetComparison, OfOneDatasetAloneChangesNothing) {
  const std::vector<findings::Counted> one{told_by("SOHR", "2017-07-01"), told_by("SOHR", "2017-07-12")};
  const auto alone = compare({one}, frame);
  const auto beside = compare({one, {told_by("SOHR", "2017-07-01")}}, frame);
  EXPECT_EQ(alone.datasets[0].rate_ratio.upper, beside.datasets[0].rate_ratio.upper);
  EXPECT_EQ(alone.datasets[0].before.events.expected, beside.datasets[0].before.events.expected);
  EXPECT_EQ(alone.datasets[0].shared_share, 0);
  EXPECT_TRUE(compare({}, frame).datasets.empty());
}

}  // namespace
}  // namespace entente::assess
