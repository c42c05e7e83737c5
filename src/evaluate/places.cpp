// SPDX-License-Identifier: Apache-2.0
// Places in areas: by name first, by geometry where names do not decide.
#include "evaluate/places.hpp"

#include "base/overloaded.hpp"

#include <algorithm>

namespace entente::evaluate {
namespace {

using geo::Membership;

// Where nothing speaks for either side both are taken as likely.
constexpr Membership cannot_tell{0, 0.5, 1};

void mix_in(Mixer& mixer, const geo::LatLng& point) { mixer.add(point.lat_deg).add(point.lng_deg); }

std::string_view deciding_name(const geo::PlaceClaim& claim) {
  const bool idle = !claim.within.empty() || !std::holds_alternative<std::monostate>(claim.where);
  return idle ? std::string_view() : std::string_view(claim.name);
}

/// What the names of a claim say about areas listed by code.
enum class ByName { inside, coarser, outside, unknown };
struct NameAnswer {
  ByName answer = ByName::unknown;
  std::string code;
};

NameAnswer by_name(const Area& area, const Place& place, const geo::Gazetteer& gazetteer) {
  if (place.codes.empty() || area.listed.empty()) return {};
  if (const auto number = area.names.holding(place.codes, gazetteer)) return {ByName::inside, area.listed[*number]};
  const std::string& finest = place.codes.back();
  return {area.names.any_within(finest) ? ByName::coarser : ByName::outside, finest};
}

/// Whether its names leave open that a place lies in a named area.
bool may_lie_in(const std::string& code, const Place& place, const geo::Gazetteer& gazetteer) {
  return place.codes.empty() || gazetteer.lies_within(code, place.codes.back()) ||
         std::any_of(place.codes.begin(), place.codes.end(),
                     [&](const auto& own) { return gazetteer.lies_within(own, code); });
}

/// Two parts of which nothing is known but each one's membership: certain inside either is inside, else the larger.
Membership joined(const Membership& a, const Membership& b) {
  return {std::max(a.lower, b.lower), std::max(a.probability, b.probability), std::max(a.upper, b.upper)};
}

Membership by_geometry(const Area& area, const Place& place, const geo::Gazetteer& gazetteer) {
  if (!place.drawn) return cannot_tell;
  Membership membership = area.shape ? area.shape->membership(*place.drawn) : geo::certainly_outside;
  for (const auto& part : area.undrawn) {
    if (!may_lie_in(part.code, place, gazetteer)) continue;
    const Membership around = part.around ? part.around->membership(*place.drawn) : Membership{0, 1, 1};
    // Inside the larger area it may lie in the part or beside it; outside the larger one it cannot lie in the part.
    membership = joined(membership, {0, around.probability / 2, around.upper});
  }
  return area.undelimited ? joined(membership, cannot_tell) : membership;
}

Membership without_slivers(const Membership& membership) {
  if (membership.probability < sliver) return geo::certainly_outside;
  return membership.probability > 1 - sliver ? geo::certainly_inside : membership;
}

bool draws(const Area& area) {
  return area.shape || std::any_of(area.undrawn.begin(), area.undrawn.end(), [](auto& part) { return part.around; });
}

std::optional<double> outside_by_m(const Area& area, const Place& place) {
  const auto* disc = std::get_if<geo::Disc>(&place.drawn->where);
  if (!disc || !area.shape || !area.undrawn.empty()) return std::nullopt;
  return area.shape->distance_m(disc->centre) - disc->radius_m;
}

PlaceFound found_by_geometry(const Area& area, const Place& place, const geo::Gazetteer& gazetteer) {
  if (!place.claim->known()) return {cannot_tell, PlaceHow::unknown, {}, {}};
  Membership membership = by_geometry(area, place, gazetteer);
  if (place.drawn_by_name()) membership = without_slivers(membership);
  if (membership.outside()) return {membership, PlaceHow::geometry, {}, outside_by_m(area, place)};
  if (membership.inside()) return {membership, PlaceHow::geometry, {}, {}};
  if (area.undelimited) return {membership, PlaceHow::undelimited, {}, {}};
  if (!place.drawn) return {membership, PlaceHow::unknown, {}, {}};
  const bool by_shape = area.shape && area.shape->membership(*place.drawn).upper > 0;
  if (!by_shape) return {membership, PlaceHow::undrawn, {}, {}};
  return {membership,
          place.drawn_by_name() ? PlaceHow::coarse : PlaceHow::geometry,
          place.drawn_by_name() ? place.codes.back() : std::string(),
          {}};
}

/// The share of a named area that the listed ones and the drawn parts in it make up.
std::optional<double> share_by_size(const Area& area, const std::string& larger, const ZoneContext& context) {
  const auto whole = context.shapes->km2_of_area(larger);
  if (!whole) return std::nullopt;
  if (area.shape) return std::min(1.0, area.shape->area_km2() / *whole);
  double inside = 0;
  for (const auto& code : area.listed) {
    if (!context.gazetteer->lies_within(code, larger)) continue;
    const auto part = context.shapes->km2_of_area(code);
    if (!part) return std::nullopt;
    inside += *part;
  }
  return std::min(1.0, inside / *whole);
}

/// A claim that names only something larger than what the zone lists.
PlaceFound found_coarse(const Area& area, const Place& place, const std::string& code, const ZoneContext& context) {
  const bool measured = place.drawn && draws(area);
  const double share = measured ? by_geometry(area, place, *context.gazetteer).probability
                                : share_by_size(area, code, context).value_or(cannot_tell.probability);
  return {{0, share, 1}, PlaceHow::coarse, code, {}};
}

PlaceFound found_inside(const Area& area, const std::string& code) {
  const bool stand_in = std::find(area.stand_ins.begin(), area.stand_ins.end(), code) != area.stand_ins.end();
  return {geo::certainly_inside, stand_in ? PlaceHow::stand_in : PlaceHow::named, code, {}};
}

bool is_country(const std::string& code, const geo::Gazetteer& gazetteer) {
  const auto* place = gazetteer.by_code(code);
  return place != nullptr && place->kind == geo::NamedPlace::Kind::country;
}

}  // namespace

std::size_t PlaceHash::operator()(const geo::PlaceClaim& claim) const {
  Mixer mixer;
  std::visit(overloaded{
                 [](std::monostate) {},
                 [&](const geo::Disc& disc) {
                   mix_in(mixer, disc.centre);
                   mixer.add(disc.radius_m);
                 },
                 [&](const geo::Wedge& wedge) {
                   mix_in(mixer, wedge.post);
                   mixer.add(wedge.bearing_deg).add(wedge.far_m);
                 },
                 [&](const geo::Outline& outline) {
                   for (const auto& part : outline.parts) {
                     mixer.add(std::uint64_t{part.outer.size()});
                     if (!part.outer.empty()) mix_in(mixer, part.outer.front());
                   }
                 },
             },
             claim.where);
  for (const auto& name : claim.within)
    mixer.add(name);
  return mixer.add(deciding_name(claim)).value();
}

bool PlaceEqual::operator()(const geo::PlaceClaim& a, const geo::PlaceClaim& b) const {
  return a.where == b.where && a.within == b.within && deciding_name(a) == deciding_name(b);
}

bool Place::drawn_by_name() const { return drawn && std::holds_alternative<std::monostate>(claim->where); }

Place make_place(const geo::PlaceClaim& claim, std::vector<std::string> codes, const geo::Gazetteer& gazetteer) {
  Place place{&claim, std::move(codes), std::nullopt};
  if (!std::holds_alternative<std::monostate>(claim.where)) {
    place.drawn = claim;
  } else if (!place.codes.empty()) {
    const auto* finest = gazetteer.by_code(place.codes.back());
    if (finest && finest->outline) place.drawn = geo::PlaceClaim{*finest->outline, {}, {}};
  }
  return place;
}

std::optional<geo::Shape> Shapes::of_area(const std::string& code) {
  const std::lock_guard lock(mutex_);
  const auto known = by_code_.find(code);
  if (known != by_code_.end()) return known->second;
  const auto* place = gazetteer_.by_code(code);
  auto shape = place && place->outline ? of_outline(*place->outline) : std::nullopt;
  return by_code_.emplace(code, std::move(shape)).first->second;
}

std::optional<geo::Shape> Shapes::around_area(const std::string& code) {
  const auto* place = gazetteer_.by_code(code);
  for (int level = 0; place && level < 8 && !place->within.empty(); ++level) {
    if (auto shape = of_area(place->within)) return shape;
    place = gazetteer_.by_code(place->within);
  }
  return std::nullopt;
}

std::optional<double> Shapes::km2_of_area(const std::string& code) {
  if (const auto shape = of_area(code)) return shape->area_km2();
  double sum = 0;
  for (const auto& place : gazetteer_.all()) {
    if (place.within != code) continue;
    if (const auto shape = of_area(place.code)) sum += shape->area_km2();
  }
  return sum > 0 ? std::optional(sum) : std::nullopt;
}

std::optional<geo::Shape> Shapes::of_outline(const geo::Outline& outline) {
  auto shape = geo::Shape::make(outline);
  return shape ? std::optional(*std::move(shape)) : std::nullopt;
}

std::optional<geo::Shape> Shapes::of_band(const terms::BandExtent& band) {
  const auto* line = terms_.find(band.line);
  if (!line || line->points.empty()) return std::nullopt;
  auto shape = geo::Shape::band(line->points, band.from_km * 1000, band.to_km * 1000);
  return shape ? std::optional(*std::move(shape)) : std::nullopt;
}

Names::Names(std::span<const std::string> codes, const geo::Gazetteer& gazetteer) {
  for (std::uint32_t number = 0; number < codes.size(); ++number) {
    numbers_.emplace(codes[number], number);
    climb(codes[number], gazetteer, [this](std::string_view code) { return above_.emplace(code).second; });
  }
}

std::optional<std::uint32_t> Names::holding(std::span<const std::string> codes, const geo::Gazetteer& gazetteer) const {
  std::optional<std::uint32_t> least;
  for (const auto& own : codes) {
    climb(own, gazetteer, [&](std::string_view code) {
      const auto found = numbers_.find(std::string(code));
      if (found != numbers_.end()) least = std::min(least.value_or(found->second), found->second);
      return true;
    });
  }
  return least;
}

namespace {

/// Gathers parts before their shapes are joined.
struct Gathering {
  const ZoneContext& context;
  Area area;
  std::vector<geo::Shape> shapes;

  [[nodiscard]] bool names_alone() const { return context.place_by == PlaceBy::named; }
  void list(const std::string& code) {
    Shapes& known = *context.shapes;
    area.listed.push_back(code);
    if (names_alone()) return;
    if (auto shape = known.of_area(code)) {
      shapes.push_back(*std::move(shape));
    } else {
      area.undrawn.push_back({code, known.around_area(code)});
    }
  }
  void leave_open() {
    area.only_listed = false;
    area.undelimited = true;
  }
  template <typename MakeShape>
  void draw(MakeShape make_shape) {
    area.only_listed = false;
    if (names_alone()) return;
    if (auto shape = make_shape()) {
      shapes.push_back(*std::move(shape));
    } else {
      area.undelimited = true;
    }
  }
  Area done() {
    if (shapes.size() == 1) area.shape = shapes.front();
    if (shapes.size() > 1) area.shape = geo::Shape::join(shapes);
    area.names = Names(area.listed, *context.gazetteer);
    return std::move(area);
  }
};

bool counts(const terms::BandExtent& band, WeaponBands bands) {
  if (band.weapons.empty()) return true;
  switch (bands.bands) {
    case BandsFor::none:
      return false;
    case BandsFor::all:
      return true;
    case BandsFor::weapon:
      break;
  }
  return std::find(band.weapons.begin(), band.weapons.end(), bands.weapon) != band.weapons.end();
}

}  // namespace

Area make_area(std::span<const terms::ExtentKind* const> parts, WeaponBands bands, const ZoneContext& context) {
  Gathering gathering{context, {}, {}};
  Shapes& shapes = *context.shapes;
  for (const auto* part : parts) {
    std::visit(
        overloaded{
            [&](const terms::DrawnExtent& drawn) { gathering.draw([&] { return Shapes::of_outline(drawn.outline); }); },
            [&](const terms::NamedExtent& named) {
              for (const auto& code : named.areas)
                gathering.list(code);
            },
            [&](const terms::BandExtent& band) {
              gathering.area.by_weapon = gathering.area.by_weapon || !band.weapons.empty();
              if (counts(band, bands)) gathering.draw([&] { return shapes.of_band(band); });
            },
            [&](const terms::UndelimitedExtent& later) {
              if (later.fallback_areas.empty()) gathering.leave_open();
              for (const auto& code : later.fallback_areas) {
                gathering.list(code);
                gathering.area.stand_ins.push_back(code);
              }
            },
        },
        *part);
  }
  return gathering.done();
}

Area make_area(const std::string& code, const ZoneContext& context) {
  Gathering gathering{context, {}, {}};
  gathering.list(code);
  return gathering.done();
}

std::optional<findings::LeftOut> why_unplaced(const Place& place, const ZoneContext& context) {
  const auto& gazetteer = *context.gazetteer;
  const bool by_names =
      context.place_by == PlaceBy::named || std::holds_alternative<std::monostate>(place.claim->where);
  if (!by_names || !place.claim->known()) return std::nullopt;
  const bool some_unplaced = place.codes.size() < place.claim->within.size();
  const bool says_nothing = place.codes.empty() || (some_unplaced && is_country(place.codes.back(), gazetteer));
  if (!says_nothing) return std::nullopt;
  using findings::LeftOut;
  return gazetteer.is_ambiguous(*place.claim) ? LeftOut::ambiguous_place : LeftOut::unknown_place;
}

PlaceFound find_place(const Area& area, const Place& place, const ZoneContext& context) {
  const geo::Gazetteer& gazetteer = *context.gazetteer;
  const PlaceBy place_by = context.place_by;
  if (place_by == PlaceBy::geometry) return found_by_geometry(area, place, gazetteer);
  const NameAnswer named = by_name(area, place, gazetteer);
  if (named.answer == ByName::inside) return found_inside(area, named.code);
  if (place_by == PlaceBy::named) {
    if (!place.claim->known()) return {cannot_tell, PlaceHow::unknown, {}, {}};
    if (area.undelimited) return {cannot_tell, PlaceHow::undelimited, {}, {}};
    // To name the country names no area: every zone lies in it.
    const bool coarse = named.answer == ByName::coarser && !is_country(named.code, gazetteer);
    if (coarse) return found_coarse(area, place, named.code, context);
    return {geo::certainly_outside, PlaceHow::not_named, {}, {}};
  }
  // A claim of nothing but names, all of them elsewhere, is elsewhere: outlines that share a border would blur that.
  const bool elsewhere = named.answer == ByName::outside && area.only_listed;
  if (elsewhere && (!place.drawn || place.drawn_by_name() || !draws(area))) {
    return {geo::certainly_outside, PlaceHow::not_named, {}, {}};
  }
  const bool only_names = !place.drawn || place.drawn_by_name();
  if (named.answer == ByName::coarser && only_names) return found_coarse(area, place, named.code, context);
  return found_by_geometry(area, place, gazetteer);
}

}  // namespace entente::evaluate
