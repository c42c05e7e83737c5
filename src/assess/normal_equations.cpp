// SPDX-License-Identifier: Apache-2.0
// Small dense matrices of regressions: a handful of columns, inverted by Cholesky.
#include "assess/normal_equations.hpp"

#include <cmath>
#include <numeric>

namespace entente::assess {
namespace {

constexpr double least_pivot = 1e-11;

// The lower factor of a matrix with ones on its diagonal; none when a pivot is not surely positive.
std::optional<Matrix> cholesky(const Matrix& a) {
  Matrix factor(a.rows(), a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const double rest = a(i, j) - dot(factor.row(i).first(j), factor.row(j).first(j));
      if (i != j) {
        factor(i, j) = rest / factor(j, j);
      } else if (rest > least_pivot) {
        factor(i, i) = std::sqrt(rest);
      } else {
        return std::nullopt;
      }
    }
  }
  return factor;
}

// The lower inverse of a lower factor.
Matrix inverse_of_lower(const Matrix& factor) {
  Matrix inverted(factor.rows(), factor.rows());
  for (std::size_t column = 0; column < factor.rows(); ++column) {
    for (std::size_t row = column; row < factor.rows(); ++row) {
      double rest = row == column ? 1 : 0;
      for (std::size_t k = column; k < row; ++k)
        rest -= factor(row, k) * inverted(k, column);
      inverted(row, column) = rest / factor(row, row);
    }
  }
  return inverted;
}

}  // namespace

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix result(a.rows(), b.columns());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < b.columns(); ++j) {
      for (std::size_t k = 0; k < b.rows(); ++k)
        result(i, j) += a(i, k) * b(k, j);
    }
  }
  return result;
}

std::vector<double> product(const Matrix& a, std::span<const double> b) {
  std::vector<double> result(a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i)
    result[i] = dot(a.row(i), b);
  return result;
}

double dot(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void add_outer(Matrix& into, double weight, std::span<const double> a, std::span<const double> b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j)
      into(i, j) += weight * a[i] * b[j];
  }
}

std::optional<Matrix> inverse(const Matrix& symmetric) {
  const std::size_t n = symmetric.rows();
  std::vector<double> scale(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double diagonal = symmetric(i, i);
    if (!(diagonal > 0) || !std::isfinite(diagonal)) return std::nullopt;
    scale[i] = 1 / std::sqrt(diagonal);
  }
  Matrix scaled(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      scaled(i, j) = symmetric(i, j) * scale[i] * scale[j];
  }
  const auto factor = cholesky(scaled);
  if (!factor) return std::nullopt;
  const Matrix lower = inverse_of_lower(*factor);
  Matrix inverted(n, n);
  for (std::size_t k = 0; k < n; ++k)
    add_outer(inverted, 1, lower.row(k), lower.row(k));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      inverted(i, j) *= scale[i] * scale[j];
  }
  return inverted;
}

}  // namespace entente::assess
