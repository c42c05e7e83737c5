// SPDX-License-Identifier: Apache-2.0
// Shapes and claims as the few cells of S2 that cover a cap around each.
#include "geo/shape_index.hpp"

#include "base/overloaded.hpp"
#include "geo/build_polygon.hpp"
#include "geo/sphere.hpp"

#include <s2/s2cap.h>
#include <s2/s2cell_index.h>
#include <s2/s2cell_union.h>
#include <s2/s2polygon.h>
#include <s2/s2region_coverer.h>

#include <algorithm>

namespace entente::geo {
namespace {

/// More than the tolerances of boundaries together; and a band is drawn by 1e-4 of its depth, which is at most its
/// size.
constexpr double margin_m = 1;
constexpr double margin_of_size = 2e-4;

S2Cap with_margin(const S2Cap& cap) {
  if (cap.is_empty()) return cap;
  return cap.Expanded(to_angle(margin_m) + margin_of_size * cap.GetRadius());
}

S2Cap around(const LatLng& centre, double radius_m) { return {to_point(centre), to_angle(std::max(radius_m, 0.0))}; }

std::optional<S2Cap> cap_of(const PlaceClaim& claim) {
  return std::visit(overloaded{
                        [](std::monostate) -> std::optional<S2Cap> { return std::nullopt; },
                        [](const Disc& disc) -> std::optional<S2Cap> { return around(disc.centre, disc.radius_m); },
                        [](const Wedge& wedge) -> std::optional<S2Cap> {
                          const double near_m = std::max(wedge.near_m, 0.0);
                          return around(wedge.post, std::max(wedge.far_m, near_m + 1));  // as Shape draws it
                        },
                        [](const Outline& outline) -> std::optional<S2Cap> {
                          const auto polygon = build_polygon(outline);
                          if (!polygon || (*polygon)->is_empty()) return std::nullopt;
                          return (*polygon)->GetCapBound();
                        },
                    },
                    claim.where);
}

}  // namespace

/// Cells find what lies about a claim, caps what lies near it.
struct ShapeIndex::Caps {
  std::vector<S2Cap> of_shapes;
  S2CellIndex cells;
};

ShapeIndex::ShapeIndex(std::span<const Shape> shapes) {
  auto caps = std::make_unique<Caps>();
  S2RegionCoverer::Options options;
  options.set_max_cells(8);
  S2RegionCoverer coverer(options);
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    caps->of_shapes.push_back(with_margin(shapes[i].polygon().GetCapBound()));
    caps->cells.Add(coverer.GetCovering(caps->of_shapes.back()), static_cast<std::int32_t>(i));
  }
  caps->cells.Build();
  caps_ = std::move(caps);
}

ShapeIndex::~ShapeIndex() = default;
ShapeIndex::ShapeIndex(ShapeIndex&&) noexcept = default;
ShapeIndex& ShapeIndex::operator=(ShapeIndex&&) noexcept = default;

std::optional<std::vector<std::uint32_t>> ShapeIndex::near(const PlaceClaim& claim) const {
  const auto bare = cap_of(claim);
  if (!bare) return std::nullopt;
  const S2Cap cap = with_margin(*bare);
  std::vector<S2CellId> cells;
  cap.GetCellUnionBound(&cells);
  std::vector<std::uint32_t> found;
  caps_->cells.VisitIntersectingCells(S2CellUnion(std::move(cells)), [&](S2CellId /*cell*/, S2CellIndex::Label label) {
    const auto& other = caps_->of_shapes[static_cast<std::size_t>(label)];
    const double apart2 = (cap.center() - other.center()).Norm2();
    if (apart2 <= (cap.radius() + other.radius()).length2()) found.push_back(static_cast<std::uint32_t>(label));
    return true;
  });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace entente::geo
