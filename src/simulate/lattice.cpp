// SPDX-License-Identifier: Apache-2.0
// Invented areas in any number: for records far larger than the gazetteer.
#include "simulate/lattice.hpp"

#include "simulate/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace entente::simulate {
namespace {

/// The point so many sides east and north of the corner: the same numbers for the same corner, whichever area asks.
geo::LatLng point(double north, double east) {
  return {lattice_corner.lat_deg + lattice_side_deg * north, lattice_corner.lng_deg + lattice_side_deg * east};
}

geo::NamedPlace area(const std::string& code, double north, double east) {
  geo::NamedPlace place;
  place.code = code;
  place.kind = geo::NamedPlace::Kind::district;
  place.names.en = code;
  place.centre = point(north + 0.5, east + 0.5);
  geo::Polygon square;
  square.outer = {point(north, east), point(north, east + 1), point(north + 1, east + 1), point(north + 1, east)};
  place.outline = geo::Outline{.parts = {std::move(square)}, .edges = geo::Edges::geodesic};
  place.source = "simulate";
  return place;
}

geo::NamedPlace settlement(const std::string& code, const std::string& within, geo::LatLng centre) {
  geo::NamedPlace place;
  place.code = code;
  place.kind = geo::NamedPlace::Kind::locality;
  place.names.en = code;
  place.within = within;
  place.centre = centre;
  place.source = "simulate";
  return place;
}

}  // namespace

std::vector<geo::NamedPlace> lattice(std::size_t areas, std::size_t settlements, std::uint64_t seed) {
  assert(areas <= 250'000);
  std::size_t in_a_row = 1;
  while (in_a_row * in_a_row < areas)
    ++in_a_row;
  std::vector<geo::NamedPlace> places;
  places.reserve(areas * (1 + settlements));
  Random random(seed);
  for (std::size_t i = 0; i < areas; ++i) {
    const auto code = fmt::format("L{}", i + 1);
    const std::size_t row = i / in_a_row;
    const auto north = static_cast<double>(row);
    const auto east = static_cast<double>(i - row * in_a_row);
    places.push_back(area(code, north, east));
    for (std::size_t k = 1; k <= settlements; ++k) {
      const double up = random.uniform();
      places.push_back(settlement(fmt::format("{}.{}", code, k), code, point(north + up, east + random.uniform())));
    }
  }
  return places;
}

terms::Terms over_lattice(terms::Terms terms, std::size_t zones, std::size_t settlements, std::uint64_t seed) {
  constexpr std::size_t controls = 4;
  terms.areas = lattice(zones + controls, settlements, seed);
  const auto forbids = [](const terms::Clause& clause) {
    return std::holds_alternative<terms::Prohibition>(clause.body);
  };
  const auto first = std::find_if(terms.clauses.begin(), terms.clauses.end(), forbids);
  assert(first != terms.clauses.end());
  terms.clauses = {*first};
  auto& prohibition = std::get<terms::Prohibition>(terms.clauses.front().body);
  prohibition.zones.clear();
  terms.zones.clear();
  terms.control_areas.clear();
  for (const auto& place : terms.areas) {
    if (place.kind == geo::NamedPlace::Kind::locality) continue;
    if (terms.zones.size() == zones) {
      terms.control_areas.push_back(place.code);
      continue;
    }
    terms::Zone zone;
    zone.id = terms::ZoneId(place.code);
    zone.extents = {{{terms::NamedExtent{{place.code}}}, {}, std::nullopt, {}}};
    terms.zones.push_back(std::move(zone));
    prohibition.zones.emplace_back(place.code);
  }
  return terms;
}

}  // namespace entente::simulate
