// SPDX-License-Identifier: Apache-2.0
// The index over named places: by code, by folded name.
#include "geo/gazetteer.hpp"

#include "geo/fold_name.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace entente::geo {
namespace {

/// A row of the generated tables; aliases are joined by |.
struct BuiltInPlace {
  std::string_view code;
  NamedPlace::Kind kind;
  std::string_view name_en;
  std::string_view name_ar;
  std::string_view name_ru;
  std::string_view aliases;
  std::string_view within;
  double lat_deg;
  double lng_deg;
  std::string_view source;
};

/// A ring of the place number `place`; the first of each part is the outer one.
struct BuiltInRing {
  std::size_t place;
  std::size_t part;
  std::size_t first;
  std::size_t count;
};

#include "geo/gazetteer.inc"

std::vector<std::string> split(std::string_view joined) {
  std::vector<std::string> parts;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find('|'), joined.size());
    parts.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return parts;
}

NamedPlace to_place(const BuiltInPlace& row) {
  return {.code = std::string(row.code),
          .kind = row.kind,
          .names = {.en = std::string(row.name_en),
                    .ar = std::string(row.name_ar),
                    .ru = std::string(row.name_ru),
                    .aliases = split(row.aliases)},
          .within = std::string(row.within),
          .centre = LatLng{row.lat_deg, row.lng_deg},
          .outline = std::nullopt,
          .source = std::string(row.source)};
}

std::vector<NamedPlace> built_in_rows() {
  std::vector<NamedPlace> places;
  for (const BuiltInPlace& row : built_in_places)
    places.push_back(to_place(row));
  for (const BuiltInRing& ring : built_in_rings) {
    auto& outline = places[ring.place].outline;
    if (!outline) outline = Outline{.parts = {}, .edges = Edges::planar};
    Ring points(built_in_points + ring.first, built_in_points + ring.first + ring.count);
    if (outline->parts.size() == ring.part) {
      outline->parts.push_back({std::move(points), {}});
    } else {
      outline->parts.back().holes.push_back(std::move(points));
    }
  }
  return places;
}

bool is_area(const NamedPlace& place) { return place.kind != NamedPlace::Kind::locality; }

}  // namespace

struct Gazetteer::Index {
  explicit Index(std::map<std::string, NamedPlace> by_code) {
    for (auto& [code, place] : by_code)
      places.push_back(std::move(place));
    for (std::size_t i = 0; i < places.size(); ++i) {
      codes.emplace(places[i].code, i);
      const i18n::Names& names = places[i].names;
      std::set<std::string> folded;
      for (const std::string* name : {&names.en, &names.ar, &names.ru})
        folded.insert(fold_name(*name));
      for (const std::string& alias : names.aliases)
        folded.insert(fold_name(alias));
      folded.erase("");
      for (const std::string& name : folded)
        by_name[name].push_back(i);
    }
    for (auto& [name, found] : by_name) {
      std::stable_sort(found.begin(), found.end(),
                       [this](std::size_t a, std::size_t b) { return places[a].kind < places[b].kind; });
    }
  }

  std::vector<NamedPlace> places;                           // by code
  std::unordered_map<std::string_view, std::size_t> codes;  // views into `places`
  std::unordered_map<std::string, std::vector<std::size_t>> by_name;
};

const Gazetteer& Gazetteer::built_in() {
  static const Gazetteer gazetteer = [] {
    std::map<std::string, NamedPlace> by_code;
    for (NamedPlace& place : built_in_rows())
      by_code[place.code] = std::move(place);
    return Gazetteer(std::make_shared<const Index>(std::move(by_code)));
  }();
  return gazetteer;
}

Gazetteer Gazetteer::with(const Gazetteer& base, std::span<const NamedPlace> more) {
  if (more.empty()) return base;
  std::map<std::string, NamedPlace> by_code;
  for (const NamedPlace& place : base.all())
    by_code.emplace(place.code, place);
  for (const NamedPlace& place : more)
    by_code[place.code] = place;
  return Gazetteer(std::make_shared<const Index>(std::move(by_code)));
}

const NamedPlace* Gazetteer::by_code(std::string_view code) const {
  const auto found = index_->codes.find(code);
  return found == index_->codes.end() ? nullptr : &index_->places[found->second];
}

std::vector<const NamedPlace*> Gazetteer::by_name(std::string_view name, std::string_view within) const {
  const FoldedName folded = fold_with_kind(name);
  const auto found = index_->by_name.find(folded.text);
  if (found == index_->by_name.end()) return {};
  std::vector<const NamedPlace*> places;
  for (const std::size_t i : found->second) {
    if (within.empty() || lies_within(index_->places[i].code, within)) places.push_back(&index_->places[i]);
  }
  if (!folded.kind) return places;
  std::vector<const NamedPlace*> of_kind;
  std::copy_if(places.begin(), places.end(), std::back_inserter(of_kind),
               [&](const NamedPlace* place) { return place->kind == *folded.kind; });
  // "City" is also part of areas' names; a governorate or district is never a town of that name.
  if (of_kind.empty() && folded.kind == NamedPlace::Kind::locality) return places;
  return of_kind;
}

std::vector<std::string> Gazetteer::areas_of(const PlaceClaim& claim) const { return named_by(claim).codes; }

bool Gazetteer::is_ambiguous(const PlaceClaim& claim) const { return named_by(claim).ambiguous; }

Gazetteer::Named Gazetteer::named_by(const PlaceClaim& claim) const {
  Named named;
  auto& codes = named.codes;
  for (const std::string& name : claim.within) {
    const std::string_view parent = codes.empty() ? std::string_view{} : std::string_view(codes.back());
    std::vector<const NamedPlace*> candidates = by_name(name, parent);
    std::erase_if(candidates, [&](const NamedPlace* place) { return !is_area(*place) || place->code == parent; });
    if (candidates.empty()) continue;
    // Of areas of one name the coarsest is meant, as names come coarse to fine; two alike are ambiguous.
    if (candidates.size() > 1 && candidates[1]->kind == candidates[0]->kind) {
      named.ambiguous = true;
    } else {
      codes.push_back(candidates.front()->code);
    }
  }
  return named;
}

bool Gazetteer::lies_within(std::string_view code, std::string_view area) const {
  // Imported rows might lie within each other in a circle; no chain is longer than the list.
  for (std::size_t steps = 0; steps <= index_->places.size(); ++steps) {
    if (code == area) return true;
    const NamedPlace* place = by_code(code);
    if (place == nullptr || place->within.empty()) return false;
    code = place->within;
  }
  return false;
}

std::span<const NamedPlace> Gazetteer::all() const { return index_->places; }

}  // namespace entente::geo
