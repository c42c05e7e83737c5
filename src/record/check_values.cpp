// SPDX-License-Identifier: Apache-2.0
// The ranges of an entry's values, kind by kind.
#include "record/check_values.hpp"

#include "base/overloaded.hpp"
#include "geo/shape.hpp"
#include "msg/record.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace entente::record {
namespace {

/// What is right is asked, not what is wrong, so that NaN is refused too.
Result<void> in_range(std::string_view field, double value, double least, double most) {
  if (least <= value && value <= most) return {};
  return fail(Code::invalid, msg::record::value_out_of_range(field, fmt::format("{}", value), least, most));
}

Result<void> not_negative(std::string_view field, double value) {
  if (value >= 0 && std::isfinite(value)) return {};
  return fail(Code::invalid, msg::record::value_negative(field, fmt::format("{}", value)));
}

// ---- place and time -----------------------------------------------------------------------------------------------

Result<void> check_point(std::string_view field, const geo::LatLng& point) {
  constexpr double pole_deg = 90;
  constexpr double half_circle_deg = 180;
  // The name is put together where it is wanted only: most points are right.
  if (!(std::abs(point.lat_deg) <= pole_deg))
    return in_range(std::string(field) + ".lat", point.lat_deg, -pole_deg, pole_deg);
  if (!(std::abs(point.lng_deg) <= half_circle_deg))
    return in_range(std::string(field) + ".lng", point.lng_deg, -half_circle_deg, half_circle_deg);
  return {};
}

Result<void> check_outline(std::string_view field, const geo::Outline& outline) {
  if (auto sound = geo::Shape::check(outline); !sound) {
    return fail(Code::invalid, msg::record::bad_outline(field, std::move(sound).error().message));
  }
  return {};
}

Result<void> check_wedge(const geo::Wedge& wedge) {
  constexpr double full_circle_deg = 360;
  ENTENTE_TRY(check_point("place.post", wedge.post));
  ENTENTE_TRY(in_range("place.bearing_deg", wedge.bearing_deg, 0, full_circle_deg));
  ENTENTE_TRY(in_range("place.bearing_plus_minus_deg", wedge.bearing_plus_minus_deg, 0, full_circle_deg / 2));
  ENTENTE_TRY(in_range("place.far_m", wedge.far_m, 0, furthest_m));
  return in_range("place.near_m", wedge.near_m, 0, wedge.far_m);
}

Result<void> check_place(const geo::PlaceClaim& place) {
  return std::visit(overloaded{
                        [](std::monostate) -> Result<void> { return {}; },
                        [](const geo::Disc& disc) -> Result<void> {
                          ENTENTE_TRY(check_point("place.centre", disc.centre));
                          return in_range("place.radius_m", disc.radius_m, 0, furthest_m);
                        },
                        [](const geo::Wedge& wedge) { return check_wedge(wedge); },
                        [](const geo::Outline& outline) { return check_outline("place", outline); },
                    },
                    place.where);
}

/// Days count both ends, so one may be both; instants end just before their second one, so that none would be left.
Result<void> check_time(const TimeClaim& time) {
  const auto no_time = [](const auto& first, const auto& last) {
    return fail(Code::invalid,
                msg::record::ends_before_it_begins("time", entente::to_string(first), entente::to_string(last)));
  };
  if (time.days && time.days->last < time.days->first) return no_time(time.days->first, time.days->last);
  if (time.instants && time.instants->empty()) return no_time(time.instants->from, time.instants->to);
  return {};
}

// ---- casualties ---------------------------------------------------------------------------------------------------

Result<void> check_estimate(std::string_view field, const Estimate& estimate) {
  for (const auto figure : {estimate.low, estimate.best, estimate.high}) {
    ENTENTE_TRY(in_range(field, figure, 0, largest_count));
  }
  if (estimate.low <= estimate.best && estimate.best <= estimate.high) return {};
  return fail(Code::invalid, msg::record::estimate_order(field, estimate.low, estimate.best, estimate.high));
}

/// Best figures may come from different counts; what cannot be is that the least of a part is above the most of all.
Result<void> check_casualties(const Casualties& casualties) {
  const std::pair<std::string_view, const std::optional<Estimate>&> killed[] = {
      {"casualties.killed", casualties.killed},
      {"casualties.killed_civilians", casualties.killed_civilians},
      {"casualties.killed_combatants", casualties.killed_combatants},
      {"casualties.killed_women", casualties.killed_women},
      {"casualties.killed_children", casualties.killed_children},
  };
  for (const auto& [field, estimate] : killed) {
    if (!estimate) continue;
    ENTENTE_TRY(check_estimate(field, *estimate));
    if (!casualties.killed || estimate->low <= casualties.killed->high) continue;
    return fail(Code::invalid,
                msg::record::part_above_whole(field, estimate->low, killed[0].first, casualties.killed->high));
  }
  if (casualties.injured) return check_estimate("casualties.injured", *casualties.injured);
  return {};
}

// ---- kinds --------------------------------------------------------------------------------------------------------

Result<void> check_body(const Incident& incident) {
  ENTENTE_TRY(check_casualties(incident.casualties));
  ENTENTE_TRY(check_place(incident.place));
  if (incident.time) {
    ENTENTE_TRY(check_time(*incident.time));
  }
  if (incident.count) {
    ENTENTE_TRY(in_range("count", *incident.count, 0, largest_count));
  }
  return in_range("activities", incident.activities, 1, largest_count);
}

Result<void> check_body(const Coverage& coverage) {
  ENTENTE_TRY(check_place(coverage.place));
  ENTENTE_TRY(check_time(coverage.time));
  ENTENTE_TRY(not_negative("hours", coverage.hours));
  return in_range("share", coverage.share, 0, 1);
}

Result<void> check_body(const Restriction& restriction) {
  ENTENTE_TRY(check_place(restriction.place));
  return check_time(restriction.time);
}

Result<void> check_body(const PlaceEntry& entry) {
  if (entry.place.centre) {
    ENTENTE_TRY(check_point("centre", *entry.place.centre));
  }
  if (entry.place.outline) return check_outline("outline", *entry.place.outline);
  return {};
}

Result<void> check_body(const Attribution& attribution) { return in_range("confidence", attribution.confidence, 0, 1); }

// These are made of words and ids.
Result<void> check_body(const TermsText& /*terms*/) { return {}; }
Result<void> check_body(const ImportRun& /*run*/) { return {}; }
Result<void> check_body(const Source& /*source*/) { return {}; }
Result<void> check_body(const Verification& /*verification*/) { return {}; }
Result<void> check_body(const Retraction& /*retraction*/) { return {}; }

}  // namespace

Result<void> check_values(const Entry& entry) {
  return std::visit([](const auto& body) { return check_body(body); }, entry.body);
}

}  // namespace entente::record
