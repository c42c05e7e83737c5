// SPDX-License-Identifier: Apache-2.0
// Asks both gazetteers the same of every area that the terms rest on, and where every other lies.
#include "service/redrawn.hpp"

#include "codec/entry_words.hpp"
#include "msg/service.hpp"
#include "service/workspace.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace entente::service {
namespace {

using Codes = std::set<std::string>;

void add_areas(const terms::ExtentKind& part, Codes& codes) {
  const auto listed = terms::listed_areas(part);
  codes.insert(listed.begin(), listed.end());
}

Codes listed_by(const terms::Terms& terms) {
  Codes codes(terms.control_areas.begin(), terms.control_areas.end());
  for (const auto& zone : terms.zones) {
    for (const auto& extent : zone.extents) {
      for (const auto& part : extent.parts)
        add_areas(part, codes);
    }
    for (const auto& disputed : zone.disputed)
      add_areas(disputed.part, codes);
  }
  return codes;
}

Codes with_areas_around(Codes codes, const geo::Gazetteer& gazetteer) {
  for (const auto& code : Codes(codes)) {
    const auto* place = gazetteer.by_code(code);
    while (place != nullptr && !place->within.empty() && codes.insert(place->within).second)
      place = gazetteer.by_code(place->within);
  }
  return codes;
}

/// The ways in which a source may name an area: by each of its names, alone and after the names of what it lies in.
std::vector<geo::PlaceClaim> claims_of(const std::string& code, const geo::Gazetteer& gazetteer) {
  const auto* place = gazetteer.by_code(code);
  if (place == nullptr) return {};
  std::vector<std::string> around;
  Codes passed{code};
  for (const auto* above = gazetteer.by_code(place->within); above != nullptr && passed.insert(above->code).second;
       above = gazetteer.by_code(above->within))
    around.insert(around.begin(), above->names.en);
  std::vector<std::string> names{place->names.en, place->names.ar, place->names.ru};
  names.insert(names.end(), place->names.aliases.begin(), place->names.aliases.end());
  std::erase(names, "");
  std::vector<geo::PlaceClaim> claims;
  for (auto& name : names) {
    auto& full = claims.emplace_back().within = around;
    full.push_back(name);
    claims.emplace_back().within = {std::move(name)};
  }
  return claims;
}

class Comparing {
 public:
  Comparing(const geo::Gazetteer& before, const geo::Gazetteer& after) : before_(before), after_(after) {}

  void area(const std::string& code) {
    const auto* was = before_.by_code(code);
    const auto* is = after_.by_code(code);
    if (was != nullptr && is != nullptr) {
      if (was->kind != is->kind) {
        add(code, msg::service::redrawn_kind(code, codec::word_of(is->kind), codec::word_of(was->kind)));
      }
      if (was->within != is->within) add(code, msg::service::redrawn_within(code, is->within, was->within));
      if (was->outline != is->outline) add(code, msg::service::redrawn_outline(code));
    }
    for (const auto* gazetteer : {&before_, &after_}) {
      for (const auto& claim : claims_of(code, *gazetteer))
        name(claim);
    }
  }

  /// A named area that lies in other areas of `listed` than it did, by what is said of itself.
  void move(const geo::NamedPlace& was, const Codes& listed) {
    const auto* is = after_.by_code(was.code);
    if (is == nullptr || is->within == was.within || is->kind == geo::NamedPlace::Kind::locality) return;
    const bool moves = std::any_of(listed.begin(), listed.end(), [&](const std::string& area) {
      return before_.lies_within(was.code, area) != after_.lies_within(was.code, area);
    });
    if (moves) add(was.code, msg::service::redrawn_within(was.code, is->within, was.within));
  }

  [[nodiscard]] std::vector<Redrawn> done() && { return std::move(found_); }

 private:
  void name(const geo::PlaceClaim& claim) {
    const auto was = before_.areas_of(claim);
    const bool all_known = was.size() == claim.within.size();
    if (!all_known || was == after_.areas_of(claim) || !renamed_.insert(was.back()).second) return;
    add(was.back(), msg::service::redrawn_name(was.back(), claim.within.back()));
  }

  void add(const std::string& code, Message how) { found_.push_back({code, std::move(how)}); }

  const geo::Gazetteer& before_;
  const geo::Gazetteer& after_;
  std::vector<Redrawn> found_;
  Codes renamed_;  // one name of an area says enough
};

}  // namespace

std::vector<Redrawn> redrawn(const terms::Terms& terms, const geo::Gazetteer& before, const geo::Gazetteer& after) {
  const auto listed = listed_by(terms);
  const auto rested_on = with_areas_around(listed, before);
  Comparing comparing(before, after);
  for (const auto& code : rested_on)
    comparing.area(code);
  for (const auto& place : before.all()) {
    if (!rested_on.contains(place.code)) comparing.move(place, listed);
  }
  return std::move(comparing).done();
}

Result<std::vector<Redrawn>> redrawn_by(const std::deque<record::Entry>& entries, store::Store& store) {
  ENTENTE_ASSIGN(auto snapshot, take_snapshot(store, {}));
  auto sequence = snapshot.basis.record_size;
  for (const auto& entry : entries) {
    ENTENTE_TRY(snapshot.view.add({sequence++, entry}));
  }
  return redrawn(snapshot.terms, snapshot.gazetteer, gazetteer_of(snapshot.view, snapshot.terms));
}

}  // namespace entente::service
