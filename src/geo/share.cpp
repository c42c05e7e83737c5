// SPDX-License-Identifier: Apache-2.0
// Green's theorem over the pieces of edges inside the circle.
#include "geo/share.hpp"

#include <s2/s2pointutil.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace entente::geo {
namespace {

constexpr double piece_rad = 5000 / earth_radius_m;

struct Flat {
  double x = 0;
  double y = 0;
};

/// Lambert's azimuthal equal-area projection on the unit sphere.
struct Projection {
  S2Point centre;
  S2Point east = S2::Ortho(centre);
  S2Point north = centre.CrossProd(east);

  [[nodiscard]] Flat of(const S2Point& point) const {
    const double scale = std::sqrt(2 / std::max(1 + centre.DotProd(point), 1e-15));
    return {scale * point.DotProd(east), scale * point.DotProd(north)};
  }
};

/// The mass swept between the centre and a straight piece from p to q inside the circle, less that of the whole sector:
/// what this piece of boundary adds to the mass of the inside.
double swept(const Flat& p, const Flat& q, double radius, Disc::Density density) {
  const double cross = p.x * q.y - p.y * q.x;
  const double sector = std::atan2(cross, p.x * q.x + p.y * q.y) / (2 * std::numbers::pi);
  const double circle = std::numbers::pi * radius * radius;
  if (density == Disc::Density::uniform) return cross / 2 / circle - sector;
  const Flat way{q.x - p.x, q.y - p.y};
  const double length = std::sqrt(way.x * way.x + way.y * way.y);
  if (length == 0) return 0;
  const double height = cross / length;
  // The integral of the distance from the centre along the piece, measured from the foot of the perpendicular.
  const double along_p = (p.x * way.x + p.y * way.y) / length;
  const double along_q = along_p + length;
  const double far_p = std::sqrt(p.x * p.x + p.y * p.y);
  const double far_q = std::sqrt(q.x * q.x + q.y * q.y);
  // exp(arsinh(l / h)) · h = l + distance, written so that nothing cancels.
  const auto grown = [height](double along, double far) {
    return along >= 0 ? along + far : height * height / (far - along);
  };
  double along = (along_q * far_q - along_p * far_p) / 2;
  const double ratio = grown(along_q, far_q) / grown(along_p, far_p);
  // Straight through the centre the second term vanishes, and the ratio is 0, infinite or none.
  if (ratio > 0 && std::isfinite(ratio)) along += height * height / 2 * std::log(ratio);
  return 3 / circle * (cross / 2 - height * along / (3 * radius)) - sector;
}

double piece_mass(const Flat& p, const Flat& q, double radius, Disc::Density density) {
  const Flat way{q.x - p.x, q.y - p.y};
  const double a = way.x * way.x + way.y * way.y;
  if (a == 0) return 0;
  const double b = p.x * way.x + p.y * way.y;
  const double c = p.x * p.x + p.y * p.y - radius * radius;
  const double inside2 = b * b - a * c;
  if (inside2 <= 0) return 0;  // the line misses the circle
  const double root = std::sqrt(inside2);
  const double enter = std::max(0.0, (-b - root) / a);
  const double leave = std::min(1.0, (-b + root) / a);
  if (enter >= leave) return 0;
  return swept({p.x + enter * way.x, p.y + enter * way.y}, {p.x + leave * way.x, p.y + leave * way.y}, radius, density);
}

/// The part of an edge's arc that can lie in the disc, cut into short pieces.
double edge_mass(const Projection& projection, const EdgeTree::Edge& edge, double angle, double radius,
                 Disc::Density density) {
  if ((edge.to - edge.from).Norm2() <= piece_rad * piece_rad) {
    return piece_mass(projection.of(edge.from), projection.of(edge.to), radius, density);
  }
  const double length = edge.from.Angle(edge.to);
  const S2Point along = edge.from.CrossProd(edge.to).CrossProd(edge.from).Normalize();
  // centre·point(s) = top·cos(s - nearest) for the point at s along the arc.
  const double at_start = projection.centre.DotProd(edge.from);
  const double later = projection.centre.DotProd(along);
  const double top = std::hypot(at_start, later);
  const double nearest = std::atan2(later, at_start);
  const double reach = std::acos(std::clamp(std::cos(angle) / std::max(top, 1e-300), -1.0, 1.0)) * 1.01 + 2e-9;
  double mass = 0;
  for (const double turn : {0.0, 2 * std::numbers::pi}) {
    const double first = std::max(0.0, nearest + turn - reach);
    const double last = std::min(length, nearest + turn + reach);
    if (first >= last) continue;
    const auto pieces = static_cast<int>(std::ceil((last - first) / piece_rad));
    const auto at = [&](int i) {
      const double s = first + (last - first) * i / pieces;
      if (s == length) return projection.of(edge.to);  // so that neighbouring edges join without a gap
      return projection.of(edge.from * std::cos(s) + along * std::sin(s));
    };
    Flat from = at(0);
    for (int i = 1; i <= pieces; ++i) {
      const Flat to = at(i);
      mass += piece_mass(from, to, radius, density);
      from = to;
    }
  }
  return mass;
}

}  // namespace

double share_inside(const S2Point& centre, double radius_m, Disc::Density density,
                    std::span<const EdgeTree::Edge> edges, bool centre_inside) {
  const double angle = radius_m / earth_radius_m;
  const double radius = 2 * std::sin(angle / 2);
  const Projection projection{centre};
  double share = centre_inside ? 1 : 0;
  for (const EdgeTree::Edge& edge : edges)
    share += edge_mass(projection, edge, angle, radius, density);
  // An edge straight through the centre may be swept to either side, which is wrong by exactly one whole disc.
  if (share < -1e-6) share += 1;
  if (share > 1 + 1e-6) share -= 1;
  return std::clamp(share, 0.0, 1.0);
}

}  // namespace entente::geo
