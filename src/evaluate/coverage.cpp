// SPDX-License-Identifier: Apache-2.0
// Who could have seen what of an area, and when.
#include "base/overloaded.hpp"
#include "evaluate/engine.hpp"

#include <algorithm>
#include <cassert>
#include <numbers>
#include <numeric>
#include <tuple>
#include <utility>

namespace entente::evaluate {
namespace {

double area_km2(const geo::PlaceClaim& drawn) {
  constexpr double square_km = 1e6;
  return std::visit(
      overloaded{
          [](std::monostate) { return 0.0; },
          [](const geo::Disc& disc) { return std::numbers::pi * disc.radius_m * disc.radius_m / square_km; },
          [](const geo::Wedge& wedge) {
            const double angle = std::numbers::pi * std::min(wedge.bearing_plus_minus_deg, 180.0) / 180;
            return angle * (wedge.far_m * wedge.far_m - wedge.near_m * wedge.near_m) / square_km;
          },
          [](const geo::Outline& outline) {
            const auto shape = Shapes::of_outline(outline);
            return shape ? shape->area_km2() : 0.0;
          },
      },
      drawn.where);
}

/// How large each listed area is; all alike when one has no outline.
std::vector<double> sizes_of(const std::vector<std::string>& listed, Shapes& shapes) {
  std::vector<double> sizes;
  for (const auto& code : listed) {
    const auto shape = shapes.of_area(code);
    if (!shape) return std::vector<double>(listed.size(), 1);
    sizes.push_back(shape->area_km2());
  }
  return sizes;
}

/// A part of an area that a place covers.
struct Part {
  std::string code;   ///< of a listed area that it covers whole; empty: some of the area
  double weight = 1;  ///< what of the area the listed one is
  double share = 1;   ///< what of the listed one, or of the area, is covered
};

/// The listed areas that a place's names cover whole.
std::vector<Part> named_parts(const Area& area, const Place& place, Shapes& shapes, const geo::Gazetteer& gazetteer) {
  const auto sizes = sizes_of(area.listed, shapes);
  const double all = std::accumulate(sizes.begin(), sizes.end(), 0.0);
  std::vector<Part> parts;
  for (std::size_t i = 0; i < area.listed.size(); ++i) {
    if (gazetteer.lies_within(area.listed[i], place.codes.back())) parts.push_back({area.listed[i], sizes[i] / all, 1});
  }
  return parts;
}

/// What a place covers of an area; empty when they have nothing in common.
std::vector<Part> overlap(const Area& area, const Place& place, const ZoneContext& context) {
  const bool own_geometry = place.drawn && !place.drawn_by_name();
  if (!own_geometry && !place.codes.empty() && !area.listed.empty()) {
    auto parts = named_parts(area, place, *context.shapes, *context.gazetteer);
    if (!parts.empty()) return parts;
  }
  if (area.shape && place.drawn) {
    const auto inside = area.shape->membership(*place.drawn);
    const double size = area_km2(*place.drawn);
    if (inside.probability <= sliver) return {};
    return {{{}, 1, std::min(1.0, inside.probability * size / area.shape->area_km2())}};
  }
  // By names alone a part of a listed area is known to be one, but not how large a part.
  const auto found = find_place(area, place, context);
  if (!place.claim->known() || found.membership.outside()) return {};
  return {{{}, 1, 0}};
}

/// The share of a claim's time in which there was somebody to see; all of it when hours are not said (0). Imports
/// refuse fewer; in a record that holds such, nobody is known to have seen anything.
double share_of_time(const record::Coverage& coverage, const TimeRange& when) {
  if (coverage.hours < 0) return 0;
  if (coverage.hours == 0) return 1;
  constexpr double hour_s = 3600;
  return std::min(1.0, coverage.hours * hour_s / seconds_of(when));
}

}  // namespace

Result<findings::CoverageOfArea> Evaluation::coverage(const record::View& view, std::string_view area) const {
  assert(impl_->prepared);  // update comes first
  ZoneContext context = impl_->prepared->context;
  context.place_by = PlaceBy::named_then_geometry;
  ENTENTE_ASSIGN(const auto zones, impl_->area(area, impl_->prepared->drawn_sets, context));
  findings::CoverageOfArea result;
  result.area = area;
  for (const auto& [id, state] : view.coverage()) {
    const auto& coverage = state.coverage;
    const When when = make_when(coverage.time, context.terms->agreement.zone);
    const auto place = make_place(coverage.place, context.gazetteer->areas_of(coverage.place), *context.gazetteer);
    const double share = std::clamp(coverage.share, 0.0, 1.0) * share_of_time(coverage, *when.range);
    const TimeRange seen = common(*when.range, {beginning_of_time, state.recorded_at});  // a plan has seen nothing yet
    if (seen.empty()) continue;
    for (auto& part : overlap(zones->area_at(when.range), place, context)) {
      result.known = true;
      result.covered.push_back({seen, share * part.share, std::move(part.code), part.weight});
    }
  }
  std::sort(result.covered.begin(), result.covered.end(), [](const auto& a, const auto& b) {
    return std::tie(a.when.from, a.when.to, a.part, a.share) < std::tie(b.when.from, b.when.to, b.part, b.share);
  });
  return result;
}

}  // namespace entente::evaluate
