// SPDX-License-Identifier: Apache-2.0
// The filtered and the exact way to the sign of a 2 × 2 determinant of differences.
#include "geo/orientation.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace entente::geo {
namespace {

int sign(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

/// A sum of doubles kept without error as parts that do not overlap, smallest first.
class ExactSum {
 public:
  void add(double value) {
    double carried = value;
    for (std::size_t i = 0; i < size_; ++i) {
      const double sum = carried + parts_[i];
      const double virtual_part = sum - carried;
      parts_[i] = (carried - (sum - virtual_part)) + (parts_[i] - virtual_part);
      carried = sum;
    }
    parts_[size_++] = carried;
  }
  void add_product(double a, double b) {
    const double product = a * b;
    add(std::fma(a, b, -product));
    add(product);
  }
  /// The largest part that is not zero has the sign of the sum.
  [[nodiscard]] int sign_of() const {
    for (std::size_t i = size_; i-- > 0;) {
      if (parts_[i] != 0) return sign(parts_[i]);
    }
    return 0;
  }

 private:
  std::array<double, 12> parts_{};
  std::size_t size_ = 0;
};

int exact_orientation(double ax, double ay, double bx, double by, double cx, double cy) {
  // (a - c) × (b - c) multiplied out, so that no difference is rounded.
  ExactSum sum;
  sum.add_product(ax, by);
  sum.add_product(-ax, cy);
  sum.add_product(-cx, by);
  sum.add_product(-ay, bx);
  sum.add_product(ay, cx);
  sum.add_product(cy, bx);
  return sum.sign_of();
}

}  // namespace

int orientation(double ax, double ay, double bx, double by, double cx, double cy) {
  constexpr double error_bound = 3.3306690738754716e-16;  // (3 + 16ε)ε with ε = 2^-53
  const double left = (ax - cx) * (by - cy);
  const double right = (ay - cy) * (bx - cx);
  const double determinant = left - right;
  if (std::abs(determinant) > error_bound * (std::abs(left) + std::abs(right))) return sign(determinant);
  return exact_orientation(ax, ay, bx, by, cx, cy);
}

}  // namespace entente::geo
