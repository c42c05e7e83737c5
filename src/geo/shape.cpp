// SPDX-License-Identifier: Apache-2.0
// Membership by distances first, by areas only near a boundary.
#include "geo/shape.hpp"

#include "base/overloaded.hpp"
#include "geo/build_polygon.hpp"
#include "geo/edge_tree.hpp"
#include "geo/share.hpp"
#include "geo/sphere.hpp"
#include "msg/geo.hpp"

#include <s2/mutable_s2shape_index.h>
#include <s2/s2buffer_operation.h>
#include <s2/s2builderutil_s2polygon_layer.h>
#include <s2/s2cap.h>
#include <s2/s2closest_edge_query.h>
#include <s2/s2lax_polyline_shape.h>
#include <s2/s2loop.h>
#include <s2/s2polygon.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>

namespace entente::geo {
namespace {

constexpr Membership no_idea{0, 0.5, 1};
constexpr double deepest_m = 5e6;
constexpr double band_error = 1e-4;  // of the depth

/// What a band is measured from.
struct Band {
  EdgeTree line;
  double from_m = 0;
  double to_m = 0;
};

std::vector<S2Point> different_points(const std::vector<LatLng>& line) {
  std::vector<S2Point> points;
  for (const LatLng& place : line) {
    const S2Point point = to_point(place);
    if (points.empty() || points.back() != point) points.push_back(point);
  }
  return points;
}

/// Everything within `depth_m` of what `add` adds, drawn.
template <typename Add>
std::unique_ptr<S2Polygon> buffer(double depth_m, Add add) {
  auto polygon = std::make_unique<S2Polygon>();
  if (depth_m == 0) return polygon;
  S2BufferOperation::Options options(to_angle(depth_m));
  options.set_error_fraction(band_error);
  S2BufferOperation operation(std::make_unique<s2builderutil::S2PolygonLayer>(polygon.get()), options);
  add(operation);
  S2Error error;
  operation.Build(&error);
  assert(error.ok());  // lines and outlines were checked
  return polygon;
}

std::vector<S2Point> arc(const Wedge& wedge, double radius_m, double from_deg, double to_deg) {
  const int steps = std::max(1, static_cast<int>(std::ceil((to_deg - from_deg) / 0.25)));
  const int last = to_deg - from_deg >= 360 ? steps - 1 : steps;
  std::vector<S2Point> points;
  for (int i = 0; i <= last; ++i) {
    points.push_back(to_point(destination(wedge.post, from_deg + (to_deg - from_deg) * i / steps, radius_m)));
  }
  return points;
}

/// A wedge as a polygon. A bare direction or distance is given a hundredth of a degree and a metre: too little to
/// matter, enough to have an area.
std::unique_ptr<S2Polygon> to_polygon(const Wedge& wedge) {
  const double spread = std::clamp(wedge.bearing_plus_minus_deg, 0.01, 180.0);
  const double near_m = std::max(0.0, wedge.near_m);
  const double far_m = std::max(wedge.far_m, near_m + 1);
  std::vector<S2Point> rim = arc(wedge, far_m, wedge.bearing_deg - spread, wedge.bearing_deg + spread);
  std::vector<S2Point> inner;
  if (near_m > 0) inner = arc(wedge, near_m, wedge.bearing_deg - spread, wedge.bearing_deg + spread);
  std::vector<std::unique_ptr<S2Loop>> loops;
  if (spread == 180) {
    if (!inner.empty()) loops.push_back(std::make_unique<S2Loop>(inner));
  } else if (inner.empty()) {
    rim.push_back(to_point(wedge.post));
  } else {
    rim.insert(rim.end(), inner.rbegin(), inner.rend());
  }
  loops.push_back(std::make_unique<S2Loop>(rim));
  for (const auto& loop : loops)
    loop->Normalize();
  return std::make_unique<S2Polygon>(std::move(loops));
}

double share_of(const S2Polygon& claim, const S2Polygon& area) {
  S2Polygon both;
  both.InitToIntersection(claim, area);
  return std::clamp(both.GetArea() / claim.GetArea(), 0.0, 1.0);
}

}  // namespace

struct Shape::Prepared {
  explicit Prepared(std::unique_ptr<S2Polygon> drawn, std::optional<Band> measured = {})
      : polygon(std::move(drawn)), bound(polygon->GetCapBound()), band(std::move(measured)) {
    if (const S2Shape* shape = polygon->index().num_shape_ids() > 0 ? polygon->index().shape(0) : nullptr) {
      boundary = EdgeTree(*shape);
    }
    polygon->index().ForceBuild();  // S2 would build it lazily, under a lock
  }

  [[nodiscard]] bool on_boundary(const S2Point& point) const {
    const S1ChordAngle tolerance = to_chord(boundary_tolerance_m);
    return boundary.distance(point, tolerance.Successor()) <= tolerance;
  }
  [[nodiscard]] bool contains(const S2Point& point) const {
    if (band) {
      const double distance_m = to_metres(band->line.distance(point, S1ChordAngle::Straight()));
      return distance_m >= band->from_m - boundary_tolerance_m && distance_m <= band->to_m + boundary_tolerance_m;
    }
    return polygon->Contains(point) || on_boundary(point);
  }

  [[nodiscard]] Membership disc(const Disc& disc) const;
  [[nodiscard]] Membership disc_of_outline(const S2Point& centre, double radius_m, Disc::Density density) const;
  [[nodiscard]] Membership disc_of_band(const Band& measured, const S2Point& centre, double radius_m,
                                        Disc::Density density) const;
  [[nodiscard]] Membership region(const S2Polygon& claim) const;
  [[nodiscard]] double share(const S2Point& centre, double radius_m, Disc::Density density, bool centre_inside) const;

  std::unique_ptr<const S2Polygon> polygon;
  S2Cap bound;
  EdgeTree boundary;
  std::optional<Band> band;
};

double Shape::Prepared::share(const S2Point& centre, double radius_m, Disc::Density density, bool centre_inside) const {
  const S1ChordAngle reach = to_chord(radius_m * (1 + 1e-9) + boundary_tolerance_m);
  const std::vector<EdgeTree::Edge> near = boundary.around(centre, reach);
  return share_inside(centre, radius_m, density, near, centre_inside);
}

Membership Shape::Prepared::disc_of_outline(const S2Point& centre, double radius_m, Disc::Density density) const {
  const S1ChordAngle reach = to_chord(radius_m + boundary_tolerance_m);
  const S1ChordAngle distance = boundary.distance(centre, reach.Successor());
  const bool inside = polygon->Contains(centre);
  if (distance > reach) return inside ? certainly_inside : certainly_outside;
  if (inside && distance >= to_chord(radius_m)) return certainly_inside;
  return {0, share(centre, radius_m, density, inside), 1};
}

Membership Shape::Prepared::disc_of_band(const Band& measured, const S2Point& centre, double radius_m,
                                         Disc::Density density) const {
  const double distance_m = to_metres(measured.line.distance(centre, S1ChordAngle::Straight()));
  const double nearest_m = distance_m - radius_m;
  const double farthest_m = distance_m + radius_m;
  if (nearest_m > measured.to_m + boundary_tolerance_m) return certainly_outside;
  if (farthest_m < measured.from_m - boundary_tolerance_m) return certainly_outside;
  if (farthest_m <= measured.to_m && (nearest_m >= measured.from_m || measured.from_m == 0)) return certainly_inside;
  return {0, share(centre, radius_m, density, polygon->Contains(centre)), 1};
}

Membership Shape::Prepared::disc(const Disc& disc) const {
  if (polygon->is_empty()) return certainly_outside;
  const S2Point centre = to_point(disc.centre);
  if (!(disc.radius_m > 0)) return contains(centre) ? certainly_inside : certainly_outside;
  if (disc.radius_m >= std::numbers::pi * earth_radius_m) {
    return {0, polygon->GetArea() / (4 * std::numbers::pi), 1};  // anywhere on Earth
  }
  const S1ChordAngle reach = to_chord(disc.radius_m + 2 * boundary_tolerance_m);
  if (band) return disc_of_band(*band, centre, disc.radius_m, disc.density);
  if (S1ChordAngle(centre, bound.center()) > bound.radius() + reach) return certainly_outside;
  return disc_of_outline(centre, disc.radius_m, disc.density);
}

Membership Shape::Prepared::region(const S2Polygon& claim) const {
  if (polygon->is_empty() || claim.is_empty()) return polygon->is_empty() ? certainly_outside : no_idea;
  if (polygon->Contains(claim)) return certainly_inside;
  S2ClosestEdgeQuery query(&polygon->index());
  S2ClosestEdgeQuery::ShapeIndexTarget target(&claim.index());
  if (!query.IsDistanceLessOrEqual(&target, to_chord(boundary_tolerance_m))) return certainly_outside;
  return {0, share_of(claim, *polygon), 1};
}

Result<Shape> Shape::make(const Outline& outline) {
  ENTENTE_ASSIGN(auto polygon, build_polygon(outline));
  return Shape(std::make_shared<const Prepared>(std::move(polygon)));
}

Result<void> Shape::check(const Outline& outline) { return check_outline(outline); }

Result<Shape> Shape::band(const std::vector<LatLng>& line, double depth_from_m, double depth_to_m) {
  const bool in_order = depth_from_m >= 0 && depth_from_m < depth_to_m && depth_to_m <= deepest_m;
  if (!in_order) {
    return fail(Code::invalid, msg::geo::bad_depths(depth_from_m, depth_to_m));
  }
  for (const LatLng& place : line)
    ENTENTE_TRY(make_point(place.lat_deg, place.lng_deg));
  const std::vector<S2Point> points = different_points(line);
  if (points.size() < 2) return fail(Code::invalid, msg::geo::line_too_short());
  std::vector<EdgeTree::Edge> edges;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    if (points[i].Angle(points[i + 1]) > std::numbers::pi - 1e-9) {
      const LatLng at = from_point(points[i]);
      return fail(Code::invalid, msg::geo::line_half_around(shown(at.lng_deg), shown(at.lat_deg)));
    }
    edges.push_back({points[i], points[i + 1]});
  }
  auto polygon = std::make_unique<S2Polygon>();
  const auto add_line = [&](S2BufferOperation& operation) { operation.AddPolyline(points); };
  polygon->InitToDifference(*buffer(depth_to_m, add_line), *buffer(depth_from_m, add_line));
  return Shape(
      std::make_shared<const Prepared>(std::move(polygon), Band{EdgeTree(std::move(edges)), depth_from_m, depth_to_m}));
}

Result<Shape> Shape::grown(double by_m) const {
  const bool possible = by_m > 0 && by_m <= deepest_m;
  if (!possible) return fail(Code::invalid, msg::geo::bad_depths(0, by_m));
  return Shape(std::make_shared<const Prepared>(
      buffer(by_m, [this](S2BufferOperation& operation) { operation.AddShapeIndex(polygon().index()); })));
}

Shape Shape::join(std::span<const Shape> shapes) {
  if (shapes.size() == 1) return shapes.front();
  std::vector<std::unique_ptr<S2Polygon>> polygons;
  for (const Shape& shape : shapes)
    polygons.emplace_back(shape.polygon().Clone());
  return Shape(std::make_shared<const Prepared>(S2Polygon::DestructiveUnion(std::move(polygons))));
}

bool Shape::contains(const LatLng& point) const { return prepared_->contains(to_point(point)); }

Membership Shape::membership(const PlaceClaim& claim) const {
  return std::visit(overloaded{
                        [](std::monostate) { return no_idea; },
                        [this](const Disc& disc) { return prepared_->disc(disc); },
                        [this](const Wedge& wedge) { return prepared_->region(*to_polygon(wedge)); },
                        [this](const Outline& outline) {
                          const auto polygon = build_polygon(outline);
                          return polygon ? prepared_->region(**polygon) : no_idea;
                        },
                    },
                    claim.where);
}

double Shape::distance_m(const LatLng& point) const {
  const S2Point at = to_point(point);
  if (prepared_->contains(at)) return 0;
  if (!prepared_->band) return to_metres(prepared_->boundary.distance(at, S1ChordAngle::Straight()));
  const Band& band = *prepared_->band;
  const double from_line_m = to_metres(band.line.distance(at, S1ChordAngle::Straight()));
  return from_line_m < band.from_m ? band.from_m - from_line_m : from_line_m - band.to_m;
}

double Shape::area_km2() const { return prepared_->polygon->GetArea() * earth_radius_m * earth_radius_m / 1e6; }

const S2Polygon& Shape::polygon() const { return *prepared_->polygon; }

}  // namespace entente::geo
