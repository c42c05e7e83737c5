// SPDX-License-Identifier: Apache-2.0
// For tests only: the datasets and the numbers that another implementation found for them (test/methods).
#pragma once

#include "findings/findings.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace entente::assess::test {

/// What the file says of one dataset: name → numbers. A name that is not there fails the test.
class Reference {
 public:
  [[nodiscard]] const std::vector<double>& all(const std::string& name) const {
    static const std::vector<double> nothing;
    const auto found = by_name_.find(name);
    EXPECT_NE(found, by_name_.end()) << name << " is missing";
    return found == by_name_.end() ? nothing : found->second;
  }
  [[nodiscard]] double one(const std::string& name) const {
    const auto& values = all(name);
    EXPECT_FALSE(values.empty()) << name;
    return values.empty() ? 0 : values.front();
  }
  [[nodiscard]] std::size_t count(const std::string& name) const { return static_cast<std::size_t>(one(name)); }
  [[nodiscard]] bool has(const std::string& name) const { return by_name_.contains(name); }
  void add(const std::string& name, std::vector<double> values) { by_name_[name] = std::move(values); }

 private:
  std::map<std::string, std::vector<double>> by_name_;
};

/// All ten datasets of test/data/methods/<method>.csv; fails the test when the file is not there or has fewer.
inline std::map<int, Reference> references(const std::string& method) {
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

/// Equal to six significant digits; a 0 is one but for rounding.
inline void expect_six_digits(double found, double expected, const std::string& what) {
  const double tolerance = expected == 0 ? 1e-12 : 5e-7 * std::abs(expected);
  EXPECT_NEAR(found, expected, tolerance) << what;
}
inline void expect_six_digits(const findings::Interval& found, const std::vector<double>& expected,
                              const std::string& what) {
  ASSERT_TRUE(found.defined) << what;
  ASSERT_EQ(expected.size(), 3u) << what;
  expect_six_digits(found.estimate, expected[0], what + ", estimate");
  expect_six_digits(found.lower, expected[1], what + ", lower end");
  expect_six_digits(found.upper, expected[2], what + ", upper end");
}

}  // namespace entente::assess::test
