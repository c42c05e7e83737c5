// SPDX-License-Identifier: Apache-2.0
// For tests only: the datasets and the numbers that another implementation found for them (test/methods).
#pragma once

#include "findings/findings.hpp"

#include <map>
#include <string>
#include <vector>

namespace entente::assess::test {

/// What the file says of one dataset: name → numbers.
class Reference {
 public:
  /// A name that is not there fails the test.
  [[nodiscard]] const std::vector<double>& all(const std::string& name) const;
  /// The first of them, which fails the test when it is not there.
  [[nodiscard]] double one(const std::string& name) const;
  /// The same as a number of things.
  [[nodiscard]] std::size_t count(const std::string& name) const { return static_cast<std::size_t>(one(name)); }
  /// Whether the other implementation has such a number.
  [[nodiscard]] bool has(const std::string& name) const { return by_name_.contains(name); }
  /// Replaces what was there.
  void add(const std::string& name, std::vector<double> values) { by_name_[name] = std::move(values); }

 private:
  std::map<std::string, std::vector<double>> by_name_;
};

/// All ten datasets of test/data/methods/<method>.csv; fails the test when the file is not there or has fewer.
[[nodiscard]] std::map<int, Reference> references(const std::string& method);

/// Equal to six significant digits; a 0 is one but for rounding.
void expect_six_digits(double found, double expected, const std::string& what);
/// The same of estimate, lower and upper end.
void expect_six_digits(const findings::Interval& found, const std::vector<double>& expected, const std::string& what);

}  // namespace entente::assess::test
