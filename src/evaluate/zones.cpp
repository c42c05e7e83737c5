// SPDX-License-Identifier: Apache-2.0
// Zones: which extent counts when, what is disputed, and how several zones count together.
#include "evaluate/zones.hpp"

#include "base/parallel.hpp"
#include "evaluate/times.hpp"

#include <algorithm>
#include <functional>

namespace entente::evaluate {
namespace {

using geo::Membership;

std::vector<const terms::ExtentKind*> parts_of(const terms::Zone& zone, int extent) {
  std::vector<const terms::ExtentKind*> parts;
  if (extent < 0) return parts;
  for (const auto& part : zone.extents[static_cast<std::size_t>(extent)].parts)
    parts.push_back(&part);
  return parts;
}

std::vector<const terms::ExtentKind*> disputed_of(const terms::Zone& zone) {
  std::vector<const terms::ExtentKind*> parts;
  parts.reserve(zone.disputed.size());
  for (const auto& disputed : zone.disputed)
    parts.push_back(&disputed.part);
  return parts;
}

bool only_for_some_weapons(const terms::ExtentKind& part) {
  const auto* band = std::get_if<terms::BandExtent>(&part);
  return band != nullptr && !band->weapons.empty();
}

/// In a disputed part nobody can tell; beside it the membership stays what it is.
PlaceFound with_dispute(PlaceFound found, const Membership& disputed, bool& touched) {
  if (disputed.outside()) return found;
  touched = true;
  const double beside = std::min(found.membership.probability, 1 - disputed.probability);
  found.membership = {0, beside + disputed.probability / 2, 1};
  return found;
}

void add(Membership& sum, const Membership& more, double share) {
  sum = {std::min(sum.lower, more.lower), sum.probability + share * more.probability, std::max(sum.upper, more.upper)};
}

/// The shares add up to 1 but for rounding; what is certain stays so exactly.
void settle(Membership& sum) {
  if (sum.inside()) sum.probability = 1;
}

/// A zone that a part does not name is one that the place lies outside of in that part.
std::vector<InZone> mixed_each(const std::vector<std::pair<const ZonesFound*, double>>& parts) {
  struct Sum {
    Membership sum{1, 0, 0};
    std::size_t parts = 0;
  };
  std::map<std::uint32_t, Sum> sums;
  for (const auto& [found, share] : parts) {
    for (const auto& [zone, membership] : found->each) {
      auto& [sum, count] = sums[zone];
      add(sum, membership, share);
      ++count;
    }
  }
  std::vector<InZone> each;
  for (auto& [zone, sum] : sums) {
    if (sum.parts < parts.size()) sum.sum.lower = 0;
    settle(sum.sum);
    each.push_back({zone, sum.sum});
  }
  return each;
}

ZonesFound mixed_of(const std::vector<std::pair<const ZonesFound*, double>>& parts) {
  ZonesFound mixed = *parts.front().first;
  mixed.number = std::nullopt;
  mixed.found.membership.probability = 0;
  mixed.each = mixed_each(parts);
  for (const auto& [found, share] : parts) {
    add(mixed.found.membership, found->found.membership, share);
    if (!found->found.membership.outside() && !mixed.best) mixed.best = found->best;
    mixed.disputed = mixed.disputed || found->disputed;
    mixed.by_weapon = mixed.by_weapon || found->by_weapon;
  }
  settle(mixed.found.membership);
  return mixed;
}

bool same_force(const terms::Zone* a, const terms::Zone* b) {
  return a->in_force.value_or(TimeRange{}) == b->in_force.value_or(TimeRange{});
}

}  // namespace

ZoneSet::ZoneSet(const ZoneContext& context, std::vector<const terms::Zone*> zones)
    : context_(context), zones_(std::move(zones)) {
  for (const auto* zone : zones_) {
    for (const auto& extent : zone->extents) {
      if (extent.known_at && *extent.known_at > context_.known_at) continue;
      changes_.push_back(extent.valid.from);
      changes_.push_back(extent.valid.to);
      has_weapon_bands_ =
          has_weapon_bands_ || std::any_of(extent.parts.begin(), extent.parts.end(), only_for_some_weapons);
    }
  }
  has_several_forces_ = std::adjacent_find(zones_.begin(), zones_.end(), std::not_fn(same_force)) != zones_.end();
  std::sort(changes_.begin(), changes_.end());
  changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
  if (is_always_the_same()) choice_at(beginning_of_time);
}

ZoneSet::ZoneSet(const ZoneContext& context, std::string code) : context_(context), code_(std::move(code)) {
  choice_at(beginning_of_time);
}

int ZoneSet::extent_at(const terms::Zone& zone, Instant instant) const {
  const auto* extent = terms::extent_at(zone, instant, context_.known_at);
  return extent == nullptr ? -1 : static_cast<int>(extent - zone.extents.data());
}

std::uint32_t ZoneSet::choice_at(Instant instant) {
  Choice choice;
  for (const auto* zone : zones_)
    choice.push_back(extent_at(*zone, instant));
  const auto found = std::find(choices_.begin(), choices_.end(), choice);
  if (found != choices_.end()) return static_cast<std::uint32_t>(found - choices_.begin());
  choices_.push_back(std::move(choice));
  return static_cast<std::uint32_t>(choices_.size() - 1);
}

void ZoneSet::add_share(std::vector<Share>& shares, std::uint32_t choice, double share) {
  const auto there = std::find_if(shares.begin(), shares.end(), [&](auto& one) { return one.choice == choice; });
  if (there == shares.end()) {
    shares.push_back({choice, share});
  } else {
    there->share += share;
  }
}

std::vector<ZoneSet::Share> ZoneSet::choices_over(const std::optional<TimeRange>& when) {
  if (is_always_the_same()) return {{0, 1}};
  if (!when) {
    std::vector<Share> shares;
    for (const Instant change : changes_)
      add_share(shares, choice_at(change), 1);
    for (auto& share : shares)
      share.share = 1 / static_cast<double>(shares.size());
    return shares;
  }
  std::vector<Share> shares;
  for (Instant from = when->from; from < when->to;) {
    const auto next = std::upper_bound(changes_.begin(), changes_.end(), from);
    const Instant to = next == changes_.end() ? when->to : std::min(*next, when->to);
    add_share(shares, choice_at(from), seconds_of({from, to}) / seconds_of(*when));
    from = to;
  }
  return shares;
}

ZoneSet::Prepared ZoneSet::made_ready(const Choice& choice, WeaponBands bands) const {
  if (!code_.empty()) return {make_area(code_, context_), {}, {}, {}, {}};
  Prepared prepared;
  std::vector<const terms::ExtentKind*> all;
  std::vector<const terms::ExtentKind*> disputed;
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    const auto parts = parts_of(*zones_[i], choice[i]);
    const auto disputed_parts = disputed_of(*zones_[i]);
    all.insert(all.end(), parts.begin(), parts.end());
    disputed.insert(disputed.end(), disputed_parts.begin(), disputed_parts.end());
    if (zones_.size() == 1) break;
    prepared.each.push_back(make_area(parts, bands, context_));
    prepared.each.back().undelimited = prepared.each.back().undelimited || parts.empty();
    prepared.each_disputed.push_back(make_area(disputed_parts, bands, context_));
  }
  prepared.all = make_area(all, bands, context_);
  const bool some_has_none = std::find(choice.begin(), choice.end(), -1) != choice.end();
  prepared.all.undelimited = prepared.all.undelimited || some_has_none;
  prepared.disputed = make_area(disputed, bands, context_);
  if (zones_.size() > 1) prepared.search = AreaSearch(prepared.each, prepared.each_disputed, context_);
  return prepared;
}

const ZoneSet::Prepared& ZoneSet::prepared(std::uint32_t choice, WeaponBands bands) {
  const auto key = std::make_pair(
      choice, std::make_pair(static_cast<int>(bands.bands), has_weapon_bands_ ? static_cast<int>(bands.weapon) : 0));
  const auto found = prepared_.find(key);
  if (found != prepared_.end()) return found->second;
  return prepared_.emplace(key, made_ready(choices_[choice], bands)).first->second;
}

ZonesFound ZoneSet::look(const Prepared& areas, const Place& place) const {
  ZonesFound answer;
  const auto find_one = [&](const Area& area, const Area& disputed, bool& touched) {
    auto found = find_place(area, place, context_);
    if (disputed.is_nothing()) return found;
    const auto in_dispute = find_place(disputed, place, context_);
    return with_dispute(found, in_dispute.membership, touched);
  };
  answer.found = find_one(areas.all, areas.disputed, answer.disputed);
  if (answer.found.membership.outside() && !has_several_forces_) return answer;
  InZone best{0, geo::certainly_outside};
  for (const auto zone : areas.search.candidates(place)) {
    bool ignored = false;
    const auto one = find_one(areas.each[zone], areas.each_disputed[zone], ignored).membership;
    const auto& most = best.membership;
    const bool surer =
        one.probability > most.probability || (one.probability == most.probability && one.upper > most.upper);
    if (surer) best = {zone, one};
    if (has_several_forces_ && !one.outside()) answer.each.push_back({zone, one});
  }
  if (!answer.found.membership.outside()) answer.best = best.zone;
  return answer;
}

ZonesFound ZoneSet::find_in_bands(std::uint32_t choice, const Place& place, terms::Weapon weapon) {
  if (!has_weapon_bands_ || weapon != terms::Weapon::unknown) {
    return look(prepared(choice, {BandsFor::weapon, weapon}), place);
  }
  const ZonesFound without = look(prepared(choice, {BandsFor::none, weapon}), place);
  const ZonesFound with = look(prepared(choice, {BandsFor::all, weapon}), place);
  ZonesFound mixed = mixed_of({{&without, 0.5}, {&with, 0.5}});
  mixed.by_weapon = without.found.membership != with.found.membership;
  return mixed;
}

const ZonesFound& ZoneSet::find_in(std::uint32_t choice, std::uint32_t number, const Place& place,
                                   terms::Weapon weapon) {
  const auto weapon_key = has_weapon_bands_ ? static_cast<std::uint64_t>(weapon) : 0;
  auto& kept = kept_for(number, kept_by_[std::uint64_t{choice} << 32 | weapon_key]);
  if (kept) return kept_[*kept];
  return keep(kept, find_in_bands(choice, place, weapon));
}

const ZonesFound& ZoneSet::keep(std::optional<std::uint32_t>& kept, ZonesFound answer) {
  kept = static_cast<std::uint32_t>(kept_.size());
  answer.number = kept;
  return kept_.emplace_back(std::move(answer));
}

void ZoneSet::prepare(std::span<const Place> places) {
  if (!depends_on_place_alone() || places.empty()) return;
  auto& known = kept_by_[0];
  kept_for(static_cast<std::uint32_t>(places.size() - 1), known);
  std::vector<std::uint32_t> asked;
  for (std::uint32_t number = 0; number < places.size(); ++number) {
    if (!known[number]) asked.push_back(number);
  }
  const Prepared& areas = prepared(0, {});
  std::vector<ZonesFound> found(asked.size());
  in_parallel(asked.size(), [&](std::size_t i) { found[i] = look(areas, places[asked[i]]); });
  for (std::size_t i = 0; i < asked.size(); ++i)
    keep(known[asked[i]], std::move(found[i]));
}

const ZonesFound& ZoneSet::find(std::uint32_t number, const Place& place, terms::Weapon weapon,
                                const std::optional<TimeRange>& when) {
  if (is_always_the_same()) return find_in(0, number, place, weapon);
  const auto shares = choices_over(when);
  if (shares.size() == 1) return find_in(shares.front().choice, number, place, weapon);
  std::vector<std::pair<const ZonesFound*, double>> parts;
  parts.reserve(shares.size());
  for (const auto& share : shares)
    parts.emplace_back(&find_in(share.choice, number, place, weapon), share.share);
  mixed_ = mixed_of(parts);
  return mixed_;
}

const Area& ZoneSet::area_at(const std::optional<TimeRange>& when) {
  return prepared(choices_over(when).front().choice, {BandsFor::all, terms::Weapon::unknown}).all;
}

}  // namespace entente::evaluate
