// SPDX-License-Identifier: Apache-2.0
// On which side of a line a point lies, decided exactly.
#pragma once

namespace entente::geo {

/// The side of the line from `a` to `b` on which `c` lies in the plane.
///
/// returns  +1 left (anticlockwise), -1 right, 0 exactly on the line. Never wrong: where rounding could matter the
///          determinant is summed without error. Coordinates are finite and neither overflow nor underflow in products.
/// cost     seven floating-point operations except within some 1e-15 of the line.
/// source   Shewchuk, Adaptive Precision Floating-Point Arithmetic (1997), orient2d.
[[nodiscard]] int orientation(double ax, double ay, double bx, double by, double cx, double cy);

}  // namespace entente::geo
