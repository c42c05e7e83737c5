// SPDX-License-Identifier: Apache-2.0
// Reads stage and actors from the terms and the gazetteer.
#include "simulate/world.hpp"

#include <algorithm>
#include <cassert>
#include <span>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace entente::simulate {
namespace {

Fighter fighter_of(const terms::Terms& terms, const terms::ActorId& id) {
  Fighter fighter{.id = id, .named = {}};
  fighter.named.name = id.value;
  const auto* actor = terms.find(id);
  if (actor == nullptr) return fighter;
  if (!actor->names.en.empty()) fighter.named.name = actor->names.en;
  if (!actor->datasets.empty()) {
    fighter.named.dataset = actor->datasets.front().dataset;
    fighter.named.id = actor->datasets.front().id;
  }
  return fighter;
}

std::vector<terms::ActorId> parties(const terms::Terms& terms) {
  std::vector<terms::ActorId> ids;
  for (const auto& participant : terms.participants) {
    if (participant.role == terms::Role::party) ids.push_back(participant.actor);
  }
  return ids;
}

const terms::Prohibition* first_prohibition(const terms::Terms& terms) {
  for (const auto& clause : terms.clauses) {
    if (const auto* prohibition = std::get_if<terms::Prohibition>(&clause.body)) return prohibition;
  }
  return nullptr;
}

std::array<Fighter, 2> fighting_sides(const terms::Terms& terms, const terms::Prohibition& prohibition) {
  const auto all = parties(terms);
  const auto& who = prohibition.who.empty() ? all : prohibition.who;
  const auto& against = prohibition.against.empty() ? all : prohibition.against;
  const terms::ActorId first = who.empty() ? terms::ActorId("side-a") : who.front();
  const auto other = std::find_if(against.begin(), against.end(), [&](const auto& id) { return id != first; });
  const terms::ActorId second = other == against.end() ? terms::ActorId("side-b") : *other;
  return {fighter_of(terms, first), fighter_of(terms, second)};
}

// The areas that the prohibition's zones list by name, each once.
std::vector<std::string> zone_codes(const terms::Terms& terms, const terms::Prohibition& prohibition) {
  std::vector<std::string> codes;
  const auto add = [&](std::span<const std::string> areas) {
    for (const auto& code : areas) {
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
    }
  };
  const auto& wanted = prohibition.zones;
  for (const auto& zone : terms.zones) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), zone.id) == wanted.end()) continue;
    for (const auto& extent : zone.extents) {
      for (const auto& part : extent.parts)
        add(terms::listed_areas(part));
    }
  }
  return codes;
}

// A place with all that it lies in, from itself upwards.
std::vector<const geo::NamedPlace*> chain_of(const geo::Gazetteer& gazetteer, std::string_view code) {
  std::vector<const geo::NamedPlace*> chain;
  for (const auto* place = gazetteer.by_code(code); place != nullptr; place = gazetteer.by_code(place->within))
    chain.push_back(place);
  return chain;
}

std::vector<std::string> names_of(const std::vector<const geo::NamedPlace*>& chain, std::size_t from) {
  std::vector<std::string> names;
  for (std::size_t i = chain.size(); i-- > from;) {
    if (chain[i]->kind != geo::NamedPlace::Kind::country) names.push_back(chain[i]->names.en);
  }
  return names;
}

Area area_of(const geo::Gazetteer& gazetteer, const std::string& code) {
  Area area;
  area.code = code;
  const auto chain = chain_of(gazetteer, code);
  area.names = names_of(chain, 0);
  if (area.names.empty()) area.names.push_back(code);
  if (chain.empty()) return area;
  if (chain.back()->kind == geo::NamedPlace::Kind::country) area.country = chain.back()->names.en;
  area.outline = chain.front()->outline;
  return area;
}

void add_localities(const geo::Gazetteer& gazetteer, std::vector<Area>& areas) {
  std::unordered_map<std::string_view, Area*> by_code;
  for (auto& area : areas)
    by_code.emplace(area.code, &area);
  for (const auto& place : gazetteer.all()) {
    if (place.kind != geo::NamedPlace::Kind::locality || !place.centre) continue;
    const auto chain = chain_of(gazetteer, place.code);
    for (const auto* over : chain) {
      const auto area = by_code.find(over->code);
      if (area == by_code.end()) continue;
      area->second->localities.push_back({place.names.en, names_of(chain, 1), *place.centre});
    }
  }
  for (auto& area : areas) {
    const auto* itself = gazetteer.by_code(area.code);
    if (!area.localities.empty() || itself == nullptr || !itself->centre) continue;
    area.localities.push_back({itself->names.en, area.names, *itself->centre});
  }
}

std::vector<Area> areas_of(const geo::Gazetteer& gazetteer, const std::vector<std::string>& codes) {
  std::vector<Area> areas;
  areas.reserve(codes.size());
  for (const auto& code : codes)
    areas.push_back(area_of(gazetteer, code));
  add_localities(gazetteer, areas);
  return areas;
}

}  // namespace

AreaCounts World::area_counts() const {
  const auto zone_count = static_cast<std::uint32_t>(zone_areas.size());
  return {zone_count, static_cast<std::uint32_t>(control_areas.size()), carved_out ? zone_count : 0};
}

const Fighter& World::fighter(Stream stream, Side side) const {
  if (stream == Stream::carve_outs && side == Side::b) {
    assert(carved_out);
    return *carved_out;
  }
  return sides[static_cast<std::size_t>(side)];
}

const Area& World::area(Stream stream, std::uint32_t area) const {
  const auto& areas = stream == Stream::controls ? control_areas : zone_areas;
  assert(area < areas.size());
  return areas[area];
}

std::optional<World> world_of(const terms::Terms& terms) {
  const auto* prohibition = first_prohibition(terms);
  if (prohibition == nullptr || !terms.agreement.in_force_from) return std::nullopt;
  const auto gazetteer = geo::Gazetteer::with(geo::Gazetteer::built_in(), terms.areas);
  World world;
  world.zone = terms.agreement.zone;
  world.in_force = terms.agreement.in_force_from->instant;
  if (!prohibition->zones.empty()) world.zone_id = prohibition->zones.front().value;
  world.zone_areas = areas_of(gazetteer, zone_codes(terms, *prohibition));
  world.control_areas = areas_of(gazetteer, terms.control_areas);
  world.sides = fighting_sides(terms, *prohibition);
  if (!terms.carve_outs.empty() && !terms.carve_outs.front().members.empty())
    world.carved_out = fighter_of(terms, terms.carve_outs.front().members.front().actor);
  return world;
}

}  // namespace entente::simulate
