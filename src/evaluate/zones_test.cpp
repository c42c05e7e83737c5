// SPDX-License-Identifier: Apache-2.0
// Where a place lies among many zones, against asking each of them.
#include "evaluate/zones.hpp"

#include "evaluate/test_world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <string>
#include <vector>

namespace entente::evaluate {
namespace {

using namespace test;

template <typename T>
T one_of(std::vector<T> choices) {
  return choices[*rc::gen::inRange<std::size_t>(0, choices.size())];
}

terms::ExtentKind any_part() {
  const double south = 33 + *rc::gen::inRange(0, 20) / 20.0;
  const double west = 36 + *rc::gen::inRange(0, 40) / 20.0;
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return terms::NamedExtent{{one_of<std::string>({"T", "TA", "TA1", "TB", "TB1", "TB2", "TC", "elsewhere"})}};
    case 1:
      return terms::NamedExtent{{one_of<std::string>({"TA1", "TB"}), one_of<std::string>({"TA2", "TB1"})}};
    case 2:
      return terms::BandExtent{terms::LineId{"line"}, 0, 20, {}};
    case 3:
      return terms::UndelimitedExtent{};
    default:
      return terms::DrawnExtent{box(south, west, south + 0.2, west + 0.3), {}};
  }
}

std::vector<terms::ExtentKind> any_parts(int most) {
  std::vector<terms::ExtentKind> parts;
  for (int count = *rc::gen::inRange(1, most + 1); count > 0; --count)
    parts.push_back(any_part());
  return parts;
}

/// Zones that overlap, some disputed, some of nothing; all with one extent.
terms::Terms any_zones(bool several_forces) {
  auto terms = agreement();
  terms.zones.clear();
  terms::Line line;
  line.id = terms::LineId{"line"};
  line.points = {{33.2, 36.4}, {33.8, 37.6}};
  terms.lines = {line};
  for (int i = *rc::gen::inRange(2, 9); i > 0; --i) {
    auto made = zone("Z" + std::to_string(i), any_parts(2));
    if (*rc::gen::inRange(0, 3) == 0) made.disputed.push_back({any_part(), {}, {}});
    if (several_forces) made.in_force = TimeRange{at("2017-07-09T09:00:00Z") + std::chrono::hours{i}, end_of_time};
    terms.zones.push_back(std::move(made));
  }
  return terms;
}

geo::PlaceClaim any_place() {
  const double lat = 32.9 + *rc::gen::inRange(0, 25) / 20.0;
  const double lng = 35.9 + *rc::gen::inRange(0, 45) / 20.0;
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return in({one_of<std::string>({"Testonia", "Gammaland", "nowhere"})});
    case 1:
      return in({"Testonia", one_of<std::string>({"Alphaland", "Betaland", "North Betaland", "South Alphaland"})});
    case 2:
      return {};
    case 3: {
      auto claim = disc(lat, lng, 3000);
      claim.within = {one_of<std::string>({"Alphaland", "Betaland", "Gammaland"})};
      return claim;
    }
    default:
      return disc(lat, lng, one_of<double>({0, 100, 5000, 40'000}));
  }
}

/// The surest, the first of several alike.
std::size_t surest(const std::vector<geo::Membership>& each) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < each.size(); ++i) {
    const auto& a = each[i];
    const auto& b = each[best];
    if (a.probability > b.probability || (a.probability == b.probability && a.upper > b.upper)) best = i;
  }
  return best;
}

void many_zones_are_as_each_alone(bool several_forces) {
  const auto terms = any_zones(several_forces);
  Shapes shapes(terms, places());
  const ZoneContext context{&terms, &places(), &shapes,
                            one_of<PlaceBy>({PlaceBy::named_then_geometry, PlaceBy::named, PlaceBy::geometry}),
                            end_of_time};
  std::vector<const terms::Zone*> zones;
  std::deque<ZoneSet> alone;
  for (const auto& zone : terms.zones) {
    zones.push_back(&zone);
    alone.emplace_back(context, std::vector<const terms::Zone*>{&zone});
  }
  ZoneSet set(context, zones);
  RC_ASSERT(set.has_several_forces() == several_forces);
  for (std::uint32_t number = 0; number < 8; ++number) {
    const auto claim = any_place();
    const auto place = make_place(claim, places().areas_of(claim), places());
    const auto& found = set.find(number, place, terms::Weapon::unknown, std::nullopt);
    std::vector<geo::Membership> each;
    std::vector<InZone> kept;
    for (auto& one : alone) {
      each.push_back(one.find(number, place, terms::Weapon::unknown, std::nullopt).found.membership);
      if (!each.back().outside()) kept.push_back({static_cast<std::uint32_t>(each.size() - 1), each.back()});
    }
    RC_ASSERT(found.best.has_value() == !found.found.membership.outside());
    if (found.best) RC_ASSERT(*found.best == surest(each));
    const auto same = [](const InZone& a, const InZone& b) { return a.zone == b.zone && a.membership == b.membership; };
    const auto& expected = several_forces ? kept : std::vector<InZone>{};
    RC_ASSERT(std::equal(found.each.begin(), found.each.end(), expected.begin(), expected.end(), same));
  }
}

RC_GTEST_PROP(ZoneSet, TheSurestOfManyZonesIsThatOfEachAskedAlone, ()) { many_zones_are_as_each_alone(false); }

RC_GTEST_PROP(ZoneSet, ZonesOfSeveralForcesKeepWhatEachGivesAlone, ()) { many_zones_are_as_each_alone(true); }

RC_GTEST_PROP(ZoneSet, ExtentsThatChangeAreMixedInEveryZoneByTheirShareOfTheTime, ()) {
  auto terms = any_zones(true);
  const Instant change = at("2018-01-01T00:00:00Z");
  for (auto& zone : terms.zones) {
    if (*rc::gen::arbitrary<bool>()) continue;
    zone.extents.front().valid.to = change;
    zone.extents.push_back({any_parts(2), {change, end_of_time}, std::nullopt, {}});
  }
  Shapes shapes(terms, places());
  const ZoneContext context{&terms, &places(), &shapes, PlaceBy::named_then_geometry, end_of_time};
  std::vector<const terms::Zone*> zones;
  for (const auto& zone : terms.zones)
    zones.push_back(&zone);
  ZoneSet set(context, zones);
  const auto claim = any_place();
  const auto place = make_place(claim, places().areas_of(claim), places());
  const auto each_in = [&](Instant from, Instant to) {
    std::vector<geo::Membership> each(zones.size(), geo::certainly_outside);
    for (const auto& [zone, membership] : set.find(0, place, terms::Weapon::unknown, TimeRange{from, to}).each)
      each[zone] = membership;
    return each;
  };
  const auto before = each_in(change - std::chrono::hours{3}, change);
  const auto after = each_in(change, change + std::chrono::hours{1});
  const auto mixed = each_in(change - std::chrono::hours{3}, change + std::chrono::hours{1});
  for (std::size_t i = 0; i < zones.size(); ++i) {
    RC_ASSERT(mixed[i].lower == std::min(before[i].lower, after[i].lower));
    RC_ASSERT(mixed[i].upper == std::max(before[i].upper, after[i].upper));
    RC_ASSERT(std::abs(mixed[i].probability - 0.75 * before[i].probability - 0.25 * after[i].probability) < 1e-15);
  }
}

RC_GTEST_PROP(Names, HoldingIsTheFirstThatAnyOfTheCodesLiesWithin, ()) {
  const auto any_codes = [] {
    std::vector<std::string> codes;
    for (int count = *rc::gen::inRange(0, 5); count > 0; --count)
      codes.push_back(one_of<std::string>({"T", "TA", "TA1", "TA2", "TB", "TB1", "TB2", "TC", "elsewhere"}));
    return codes;
  };
  const auto listed = any_codes();
  const auto codes = any_codes();
  const Names names(listed, places());
  std::optional<std::uint32_t> first;
  for (std::uint32_t i = 0; i < listed.size() && !first; ++i) {
    const auto within = [&](const auto& code) { return places().lies_within(code, listed[i]); };
    if (std::any_of(codes.begin(), codes.end(), within)) first = i;
  }
  RC_ASSERT(names.holding(codes, places()) == first);
  for (const auto& code : codes) {
    const auto within = [&](const auto& one) { return places().lies_within(one, code); };
    RC_ASSERT(names.any_within(code) == std::any_of(listed.begin(), listed.end(), within));
  }
}

}  // namespace
}  // namespace entente::evaluate
