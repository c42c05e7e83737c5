// SPDX-License-Identifier: Apache-2.0
// Small dense matrices of regressions: a handful of columns, inverted by Cholesky.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entente::assess {

/// Numbers in rows and columns, all 0 at first.
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns) : columns_(columns), values_(rows * columns) {}

  [[nodiscard]] std::size_t rows() const { return columns_ == 0 ? 0 : values_.size() / columns_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] double& operator()(std::size_t row, std::size_t column) { return values_[row * columns_ + column]; }
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return values_[row * columns_ + column];
  }
  [[nodiscard]] std::span<const double> row(std::size_t row) const {
    return std::span(values_).subspan(row * columns_, columns_);
  }

 private:
  std::size_t columns_ = 0;
  std::vector<double> values_;
};

/// As many columns in a as rows in b.
[[nodiscard]] Matrix product(const Matrix& a, const Matrix& b);
[[nodiscard]] std::vector<double> product(const Matrix& a, std::span<const double> b);
[[nodiscard]] double dot(std::span<const double> a, std::span<const double> b);

/// Adds weight · a bᵀ.
void add_outer(Matrix& into, double weight, std::span<const double> a, std::span<const double> b);

/// The inverse of a symmetric positive definite matrix, by Cholesky of the matrix scaled to a diagonal of ones.
///
/// returns  none when it is not positive definite, or so nearly that a column is explained by the others but for 1e-11
///          of its square, or when a number is not finite.
[[nodiscard]] std::optional<Matrix> inverse(const Matrix& symmetric);

}  // namespace entente::assess
