// SPDX-License-Identifier: Apache-2.0
// Inverses of small matrices, and the refusal of those that have none.
#include "assess/normal_equations.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace entente::assess {
namespace {

// 1 / (i + j + 1), whose columns are all but dependent; the first scaled away from the others.
Matrix hilbert(std::size_t size, double scale) {
  Matrix matrix(size, size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j)
      matrix(i, j) = (i == 0 ? scale : 1) * (j == 0 ? scale : 1) / static_cast<double>(i + j + 1);
  }
  return matrix;
}

TEST(NormalEquations, AMatrixTimesItsInverseIsOne) {
  for (const double scale : {1.0, 1e-9, 1e12}) {
    const Matrix matrix = hilbert(4, scale);
    const auto inverted = inverse(matrix);
    ASSERT_TRUE(inverted.has_value());
    const Matrix one = product(matrix, *inverted);
    EXPECT_NEAR(one(0, 0), 1, 1e-10);
    EXPECT_NEAR(one(3, 3), 1, 1e-10);
    EXPECT_NEAR(one(1, 2), 0, 1e-10);
  }
}

TEST(NormalEquations, DependentEmptyAndEndlessColumnsHaveNoInverse) {
  Matrix twice(2, 2);
  twice(0, 0) = 1;
  twice(0, 1) = twice(1, 0) = 2;
  twice(1, 1) = 4;
  EXPECT_FALSE(inverse(twice).has_value());
  EXPECT_FALSE(inverse(Matrix(2, 2)).has_value());
  twice(1, 1) = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(inverse(twice).has_value());
}

TEST(NormalEquations, OfNothingIsNothing) { EXPECT_EQ(inverse(Matrix())->rows(), 0u); }

}  // namespace
}  // namespace entente::assess
