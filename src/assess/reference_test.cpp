// SPDX-License-Identifier: Apache-2.0
// For tests only: the datasets and the numbers that another implementation found for them (test/methods).
#include "assess/reference_test.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

namespace entente::assess::test {

const std::vector<double>& Reference::all(const std::string& name) const {
  static const std::vector<double> nothing;
  const auto found = by_name_.find(name);
  EXPECT_NE(found, by_name_.end()) << name << " is missing";
  return found == by_name_.end() ? nothing : found->second;
}

double Reference::one(const std::string& name) const {
  const auto& values = all(name);
  EXPECT_FALSE(values.empty()) << name;
  return values.empty() ? 0 : values.front();
}

std::map<int, Reference> references(const std::string& method) {
  std::map<int, Reference> datasets;
  std::ifstream file(std::string(ENTENTE_SOURCE_DIR) + "/test/data/methods/" + method + ".csv");
  EXPECT_TRUE(file.is_open()) << method;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string dataset;
    std::string name;
    std::getline(fields, dataset, ',');
    std::getline(fields, name, ',');
    std::vector<double> values;
    for (std::string value; std::getline(fields, value, ',');)
      values.push_back(std::stod(value));
    datasets[std::stoi(dataset)].add(name, std::move(values));
  }
  EXPECT_EQ(datasets.size(), 10u) << method;
  return datasets;
}

void expect_six_digits(double found, double expected, const std::string& what) {
  const double tolerance = expected == 0 ? 1e-12 : 5e-7 * std::abs(expected);
  EXPECT_NEAR(found, expected, tolerance) << what;
}

void expect_six_digits(const findings::Interval& found, const std::vector<double>& expected, const std::string& what) {
  ASSERT_TRUE(found.defined) << what;
  ASSERT_EQ(expected.size(), 3u) << what;
  expect_six_digits(found.estimate, expected[0], what + ", estimate");
  expect_six_digits(found.lower, expected[1], what + ", lower end");
  expect_six_digits(found.upper, expected[2], what + ", upper end");
}

}  // namespace entente::assess::test
