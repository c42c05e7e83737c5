// SPDX-License-Identifier: Apache-2.0
// What the assessment counts: everything that a clause forbids, in an area, whenever it was.
#include "evaluate/engine.hpp"
#include "evaluate/standing.hpp"
#include "evaluate/words.hpp"
#include "geo/rings.hpp"
#include "msg/evaluate.hpp"
#include "record/origins.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <unordered_map>

namespace entente::evaluate {
namespace {

using findings::Answer;
using findings::Condition;
using findings::Counted;
using findings::LeftOut;
using findings::RingTally;
using findings::Tally;

template <typename Things>
std::vector<Message> ids_of(const Things& things) {
  std::vector<Message> names;
  names.reserve(things.size());
  for (const auto& thing : things)
    names.push_back(name_of(thing.id.value));
  return names;
}

std::vector<Message> prohibitions_of(const terms::Terms& terms) {
  std::vector<Message> names;
  for (const auto& clause : terms.clauses) {
    if (std::holds_alternative<terms::Prohibition>(clause.body)) names.push_back(name_of(clause.id.value));
  }
  return names;
}

/// Number of a clause that is a prohibition.
Result<std::size_t> find_prohibition(const terms::Terms& terms, const terms::ClauseId& id) {
  const auto found =
      std::find_if(terms.clauses.begin(), terms.clauses.end(), [&](const auto& clause) { return clause.id == id; });
  if (found == terms.clauses.end()) {
    return fail(Code::not_found, msg::evaluate::no_such_clause(id.value, ids_of(terms.clauses)));
  }
  if (!std::holds_alternative<terms::Prohibition>(found->body)) {
    return fail(Code::invalid, msg::evaluate::not_a_prohibition(id.value, prohibitions_of(terms)));
  }
  return static_cast<std::size_t>(found - terms.clauses.begin());
}

Result<std::size_t> find_reading(const std::vector<ReadingAt>& readings, const terms::ClauseId& clause,
                                 const terms::ReadingId& id) {
  const auto found = std::find_if(readings.begin(), readings.end(), [&](const auto& one) { return one.id == id; });
  if (found == readings.end()) {
    return fail(Code::not_found, msg::evaluate::no_such_reading(clause.value, id.value, ids_of(readings)));
  }
  return static_cast<std::size_t>(found - readings.begin());
}

/// Half for every condition of these that is uncertain.
double weight_of(const Judged& judged, const Outcomes& outcomes, std::initializer_list<Condition> conditions) {
  double weight = 1;
  for (const auto condition : conditions) {
    if (outcomes.answer(judged.grounds, condition) == Answer::uncertain) weight /= 2;
  }
  return weight;
}

double weight_of_counted(const Judged& judged, const Outcomes& outcomes) {
  return weight_of(judged, outcomes,
                   {Condition::act, Condition::actors, Condition::carve_out, Condition::weapon, Condition::permitted});
}

enum class Counts { no, yes, carved_out };

Counts counts(const Judged& judged, const Outcomes& outcomes) {
  const auto unmet = [&](Condition condition) { return outcomes.answer(judged.grounds, condition) == Answer::unmet; };
  if (unmet(Condition::act) || unmet(Condition::weapon) || unmet(Condition::standing)) return Counts::no;
  if (unmet(Condition::carve_out)) return Counts::carved_out;
  return unmet(Condition::actors) ? Counts::no : Counts::yes;
}

/// Why it does not count, where it would but for that alone: it does not stand, or its names are not known.
std::optional<LeftOut> left_out(const Judged& judged, const Outcomes& outcomes, const Row& row, const People& people) {
  const auto unmet = [&](Condition condition) { return outcomes.answer(judged.grounds, condition) == Answer::unmet; };
  for (const auto other : {Condition::act, Condition::weapon, Condition::carve_out, Condition::permitted}) {
    if (unmet(other)) return std::nullopt;
  }
  const auto state = left_out_as(row.standing);
  if (!unmet(Condition::actors)) return state;
  return !state && has_unknown_side(people) ? std::optional(LeftOut::unknown_actor) : std::nullopt;
}

/// Whether a claim says the locality: a settlement, or a name that is all it says.
bool is_locality(const geo::PlaceClaim& claim) {
  constexpr double city_m = 5000;
  if (const auto* disc = std::get_if<geo::Disc>(&claim.where)) return disc->radius_m <= city_m;
  return std::holds_alternative<std::monostate>(claim.where) && claim.within.empty() && !claim.name.empty();
}

Counted counted_of(const Row& row, const When& when, const Columns& columns) {
  const Toll& toll = columns.tolls[row.toll];
  Counted counted;
  counted.incident = row.incident;
  counted.when = *when.range;
  counted.first_day = when.first_day;
  counted.days = when.days;
  counted.deaths_low = toll.killed.low;
  counted.deaths_best = toll.killed.best;
  counted.deaths_high = toll.killed.high;
  counted.civilian_deaths = toll.civilians;
  counted.first_origin = columns.origins[row.first_origin];
  counted.party = columns.people[row.people].party;
  counted.weapon = row.weapon;
  if (is_locality(*columns.places[row.place].claim)) counted.place = row.place;
  counted.dataset = columns.datasets[row.dataset];
  return counted;
}

/// One origin, however it is spelled.
void group_origins(std::vector<Counted>& counted, const record::OriginGroups& groups) {
  for (auto& one : counted)
    one.first_origin = std::string(groups.of(one.first_origin));
}

void sort(std::vector<Counted>& counted) {
  std::sort(counted.begin(), counted.end(), [](const Counted& a, const Counted& b) {
    return std::tie(a.first_day, a.incident) < std::tie(b.first_day, b.incident);
  });
}

/// Numbers localities from 0 in the order of what is counted: whatever else the record has, the same tally.
void number_places(std::vector<Counted>& counted, std::unordered_map<std::uint32_t, std::uint32_t>& numbers) {
  for (auto& one : counted) {
    if (one.place)
      one.place = numbers.try_emplace(*one.place, static_cast<std::uint32_t>(numbers.size())).first->second;
  }
}

/// Adds one incident that would count, where it would but for something.
void add_left_out(Tally& tally, LeftOut why, const Row& row, const Columns& columns, ZoneSet& area) {
  const Place& place = columns.places[row.place];
  const When& when = columns.whens[row.time];
  const bool there =
      place.claim->known() && !area.find(row.place, place, row.weapon, when.range).found.membership.outside();
  if (there) tally.left_out.push_back({why, when.range});
}

/// Adds one incident where it counts.
void add(Tally& tally, const Row& row, const Judged& judged, const Columns& columns, const Outcomes& outcomes,
         ZoneSet& area) {
  if (const auto why = left_out(judged, outcomes, row, columns.people[row.people])) {
    return add_left_out(tally, *why, row, columns, area);
  }
  const Counts how = counts(judged, outcomes);
  if (how == Counts::no) return;
  const Place& place = columns.places[row.place];
  const When& when = columns.whens[row.time];
  if (!place.claim->known()) {
    tally.without_place += how == Counts::yes ? 1 : 0;
    return;
  }
  if (how == Counts::yes) {
    if (const auto why = why_unplaced(place, area.context())) tally.left_out.push_back({*why, when.range});
  }
  const auto inside = area.find(row.place, place, row.weapon, when.range).found.membership;
  if (inside.outside()) return;
  if (!when.range) {
    tally.without_time += how == Counts::yes ? 1 : 0;
    return;
  }
  Counted counted = counted_of(row, when, columns);
  counted.inside = inside;
  counted.permitted = outcomes.answer(judged.grounds, Condition::permitted) == Answer::unmet;
  if (how == Counts::carved_out) {
    counted.weight = weight_of(judged, outcomes, {Condition::act, Condition::weapon});
    tally.carved_out.push_back(std::move(counted));
  } else {
    counted.weight = weight_of_counted(judged, outcomes);
    tally.counted.push_back(std::move(counted));
  }
}

/// Adds one incident to the rings that it may lie in: what counts in the area itself for certain lies in none.
void add_around(std::vector<RingTally>& around, const Row& row, const Judged& judged, const Columns& columns,
                const Outcomes& outcomes, std::span<const geo::Membership> in_rings) {
  const When& when = columns.whens[row.time];
  for (std::size_t ring = 0; ring < around.size(); ++ring) {
    if (in_rings[ring].probability <= 0) continue;
    Counted counted = counted_of(row, when, columns);
    counted.inside = in_rings[ring];
    counted.permitted = outcomes.answer(judged.grounds, Condition::permitted) == Answer::unmet;
    counted.weight = weight_of_counted(judged, outcomes);
    around[ring].tally.counted.push_back(std::move(counted));
  }
}

/// When a clause is in force in an area: a zone may be for less than the agreement.
TimeRange force_in(const std::string& area, std::size_t clause, std::size_t reading, const std::vector<Asking>& askings,
                   const ActorBook& book) {
  const auto* zone = book.terms().find(terms::ZoneId{area});
  const TimeRange of_zone = zone != nullptr ? zone->in_force.value_or(TimeRange{}) : TimeRange{};
  const auto asking = std::find_if(askings.begin(), askings.end(), [&](const Asking& one) {
    const auto& body = one.body();
    return body.clause == clause &&
           std::find(body.readings.begin(), body.readings.end(), reading) != body.readings.end();
  });
  assert(asking != askings.end());  // the reading was found
  return common(asking->force(book), of_zone);
}

/// Rings as nobody has counted in them yet.
std::vector<RingTally> empty_rings(const std::string& area, const TimeRange& force) {
  std::vector<RingTally> rings;
  double from_m = 0;
  for (const double to_m : geo::usual_ring_ends_m) {
    RingTally ring{.from_m = from_m, .to_m = to_m, .tally = {}};
    ring.tally.area = area;
    ring.tally.force = force;
    rings.push_back(std::move(ring));
    from_m = to_m;
  }
  return rings;
}

/// By number of a set of readings: whether `reading` is in it.
std::vector<bool> sets_with(std::size_t reading, const std::vector<std::vector<std::size_t>>& sets) {
  std::vector<bool> with;
  with.reserve(sets.size());
  for (const auto& set : sets)
    with.push_back(std::find(set.begin(), set.end(), reading) != set.end());
  return with;
}

}  // namespace

Result<std::shared_ptr<ZoneSet>> Evaluation::Impl::area(std::string_view area, ZoneSets& sets,
                                                        const ZoneContext& context) const {
  const std::string name(area);
  if (terms.find(terms::ZoneId{name}) != nullptr) return sets.of({terms::ZoneId{name}}, context);
  if (gazetteer.by_code(area)) return sets.of_area(name, context);
  return fail(Code::not_found, msg::evaluate::no_such_area(area, ids_of(terms.zones)));
}

Result<Tally> Evaluation::tally(const record::View& view, const terms::ClauseId& clause,
                                const terms::ReadingId& reading, std::string_view area) const {
  assert(impl_->prepared);  // update comes first
  auto& prepared = *impl_->prepared;
  ENTENTE_ASSIGN(const auto clause_number, find_prohibition(impl_->terms, clause));
  ENTENTE_ASSIGN(const auto reading_number, find_reading(prepared.readings[clause_number], clause, reading));
  ENTENTE_ASSIGN(const auto zones, impl_->area(area, prepared.zone_sets, prepared.context));
  const auto asked_for = sets_with(reading_number, prepared.reading_sets);
  Tally tally;
  tally.area = area;
  tally.force = force_in(tally.area, clause_number, reading_number, prepared.askings, prepared.book);
  prepared.for_each_judged(clause_number, asked_for, [&](const Row& row, const Judged& judged) {
    add(tally, row, judged, prepared.columns, prepared.outcomes, *zones);
  });
  const record::OriginGroups groups(view.sources());
  std::unordered_map<std::uint32_t, std::uint32_t> place_numbers;
  for (auto* counted : {&tally.counted, &tally.carved_out}) {
    group_origins(*counted, groups);
    sort(*counted);
    number_places(*counted, place_numbers);
  }
  return tally;
}

Result<std::vector<RingTally>> Evaluation::rings(const record::View& view, const terms::ClauseId& clause,
                                                 const terms::ReadingId& reading, std::string_view area) const {
  assert(impl_->prepared);  // update comes first
  auto& prepared = *impl_->prepared;
  ENTENTE_ASSIGN(const auto clause_number, find_prohibition(impl_->terms, clause));
  ENTENTE_ASSIGN(const auto reading_number, find_reading(prepared.readings[clause_number], clause, reading));
  ENTENTE_ASSIGN(const auto zones, impl_->area(area, prepared.zone_sets, prepared.context));
  const std::string name(area);
  const TimeRange force = force_in(name, clause_number, reading_number, prepared.askings, prepared.book);
  ZoneContext by_outline = prepared.context;
  by_outline.place_by = PlaceBy::named_then_geometry;
  ENTENTE_ASSIGN(const auto drawn, impl_->area(area, prepared.drawn_sets, by_outline));
  const auto& shape = drawn->area_at(force.empty() ? std::nullopt : std::optional(force)).shape;
  if (!shape || shape->area_km2() <= 0) return std::vector<RingTally>{};
  ENTENTE_ASSIGN(const auto rings, geo::Rings::around(*shape));

  auto around = empty_rings(name, force);
  std::vector<std::optional<std::vector<geo::Membership>>> by_place;
  const auto& [columns, outcomes] = std::tie(prepared.columns, prepared.outcomes);
  prepared.for_each_judged(
      clause_number, sets_with(reading_number, prepared.reading_sets), [&](const Row& row, const Judged& judged) {
        const Place& place = columns.places[row.place];
        const auto& when = columns.whens[row.time].range;
        // A claim of names alone has no distance.
        if (!when || std::holds_alternative<std::monostate>(place.claim->where)) return;
        if (left_out(judged, outcomes, row, columns.people[row.people])) return;
        if (counts(judged, outcomes) != Counts::yes) return;
        auto& kept = kept_for(row.place, by_place);
        if (!kept) kept = rings.memberships(*place.claim);
        const bool near = std::any_of(kept->begin(), kept->end(), [](const auto& one) { return one.probability > 0; });
        if (!near || zones->find(row.place, place, row.weapon, when).found.membership.inside()) return;
        add_around(around, row, judged, columns, outcomes, *kept);
      });
  const record::OriginGroups groups(view.sources());
  std::unordered_map<std::uint32_t, std::uint32_t> place_numbers;
  for (auto& ring : around) {
    group_origins(ring.tally.counted, groups);
    sort(ring.tally.counted);
    number_places(ring.tally.counted, place_numbers);
  }
  return around;
}

}  // namespace entente::evaluate
