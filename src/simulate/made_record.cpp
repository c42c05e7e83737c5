// SPDX-License-Identifier: Apache-2.0
// A record that nobody observed, with a truth that is known: for the demonstration and for tests.
#include "simulate/made_record.hpp"

#include "geo/gazetteer.hpp"
#include "record/canonical.hpp"
#include "simulate/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace entente::simulate {
namespace {

constexpr const char* made_dataset = "made";
constexpr double follow_up_rate = 1.0 / 1.5;  // a follow-up comes a day and a half later on average
constexpr double mean_further_deaths = 2;

// An area in which incidents are made.
struct MadeArea {
  std::vector<std::string> names;  // coarse to fine, as the record writes them
  std::vector<geo::NamedPlace> places;
};

// Two sides of a fight.
struct Sides {
  record::Participation a;
  record::Participation b;
};

// Constant in each stretch; a rate holds from its day, counted from entry into force, until the next one's.
struct Step {
  double from_day = 0;
  double rate = 0;
};

struct Made {
  double day = 0;          // since entry into force
  std::size_t number = 0;  // in the order of making: for two of one instant
  record::Incident incident;
};

record::Participation participation(const terms::Terms& terms, const terms::ActorId& id,
                                    record::Participation::Role role) {
  record::Participation part{.role = role, .name = id.value, .dataset = {}, .id = {}};
  const auto* actor = terms.find(id);
  if (actor == nullptr) return part;
  if (!actor->names.en.empty()) part.name = actor->names.en;
  if (!actor->datasets.empty()) {
    part.dataset = actor->datasets.front().dataset;
    part.id = actor->datasets.front().id;
  }
  return part;
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

// The two that fight: the first whom the clause binds, and the first it protects who is another.
Sides fighting_sides(const terms::Terms& terms, const terms::Prohibition& prohibition) {
  const auto all = parties(terms);
  const auto& who = prohibition.who.empty() ? all : prohibition.who;
  const auto& against = prohibition.against.empty() ? all : prohibition.against;
  const terms::ActorId first = who.empty() ? terms::ActorId("side-a") : who.front();
  const auto other = std::find_if(against.begin(), against.end(), [&](const auto& id) { return id != first; });
  const terms::ActorId second = other == against.end() ? terms::ActorId("side-b") : *other;
  using Role = record::Participation::Role;
  return {participation(terms, first, Role::side_a), participation(terms, second, Role::side_b)};
}

std::vector<std::string> codes_of(const terms::Zone& zone) {
  std::vector<std::string> codes;
  for (const auto& extent : zone.extents) {
    for (const auto& part : extent.parts) {
      const auto* named = std::get_if<terms::NamedExtent>(&part);
      const auto* undelimited = std::get_if<terms::UndelimitedExtent>(&part);
      const auto areas = named != nullptr         ? named->areas
                         : undelimited != nullptr ? undelimited->fallback_areas
                                                  : std::vector<std::string>{};
      for (const auto& code : areas) {
        if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
      }
    }
  }
  return codes;
}

MadeArea area_of(const geo::Gazetteer& gazetteer, const std::string& code) {
  MadeArea area;
  for (const auto* place = gazetteer.by_code(code); place != nullptr; place = gazetteer.by_code(place->within)) {
    if (place->kind != geo::NamedPlace::Kind::country) area.names.insert(area.names.begin(), place->names.en);
  }
  if (area.names.empty()) area.names.push_back(code);
  for (const auto& place : gazetteer.all()) {
    const bool locality = place.kind == geo::NamedPlace::Kind::locality && place.centre;
    if (locality && gazetteer.lies_within(place.code, code)) area.places.push_back(place);
  }
  const auto* itself = gazetteer.by_code(code);
  if (area.places.empty() && itself != nullptr && itself->centre) area.places.push_back(*itself);
  return area;
}

std::vector<MadeArea> areas_of(const geo::Gazetteer& gazetteer, const std::vector<std::string>& codes) {
  std::vector<MadeArea> areas;
  areas.reserve(codes.size());
  for (const auto& code : codes)
    areas.push_back(area_of(gazetteer, code));
  return areas;
}

class Maker {
 public:
  Maker(const terms::Terms& terms, std::uint64_t seed, const Truth& truth)
      : terms_(terms), truth_(truth), random_(seed) {}

  // Incidents of a process whose rate has steps; each may bring about further ones.
  void make(const std::vector<MadeArea>& areas, const Sides& sides, const std::vector<Step>& steps) {
    if (areas.empty()) return;
    const double own_share = 1 - truth_.follow_up;  // follow-ups make up the rest of the rate
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const double end = i + 1 < steps.size() ? steps[i + 1].from_day : truth_.days_after;
      const double rate = steps[i].rate * own_share;
      if (rate <= 0) continue;
      double day = steps[i].from_day + random_.wait(rate);
      while (day < end) {
        make_with_follow_ups(areas, sides, day, end);
        day += random_.wait(rate);
      }
    }
  }

  std::vector<Made> in_order() && {
    std::sort(made_.begin(), made_.end(),
              [](const Made& a, const Made& b) { return std::tie(a.day, a.number) < std::tie(b.day, b.number); });
    return std::move(made_);
  }

 private:
  void make_with_follow_ups(const std::vector<MadeArea>& areas, const Sides& sides, double day, double end) {
    const auto& area = areas[random_.below(areas.size())];
    std::vector<double> waiting{day};
    while (!waiting.empty()) {
      const double now = waiting.back();
      waiting.pop_back();
      if (now >= end) continue;
      made_.push_back({now, made_.size(), incident(area, sides, now)});
      for (int more = random_.geometric(truth_.follow_up); more > 0; --more) {
        waiting.push_back(now + random_.wait(follow_up_rate));
      }
    }
  }

  record::Incident incident(const MadeArea& area, const Sides& sides, double day) {
    record::Incident made;
    made.act = random_.chance(0.7) ? terms::Act::hostilities : terms::Act::shelling;
    made.participants = {sides.a, sides.b};
    made.casualties = casualties();
    made.place = place(area);
    made.time = time(day);
    made.means = record::Means::report;
    made.origins = {random_.chance(0.92) ? "Observer A" : "Observer B"};
    return made;
  }

  record::Casualties casualties() {
    const auto more = [this](double mean) { return static_cast<std::int32_t>(random_.geometric(mean)); };
    record::Estimate killed{.low = 1 + more(mean_further_deaths), .best = 0, .high = 0};
    killed.best = killed.low + (random_.chance(0.1) ? 1 : 0);
    killed.high = killed.best + (random_.chance(0.15) ? 1 + more(1) : 0);
    record::Estimate civilians{};
    if (random_.chance(0.3)) {
      civilians.best = std::min(killed.best, 1 + more(1));
      civilians.low = civilians.high = civilians.best;
    }
    return {.killed = killed,
            .killed_civilians = civilians,
            .killed_combatants = {},
            .killed_women = {},
            .killed_children = {},
            .injured = {}};
  }

  // As vague as UCDP's: the settlement, within 25 km of it, or no more than the area.
  geo::PlaceClaim place(const MadeArea& area) {
    geo::PlaceClaim claim;
    claim.within = area.names;
    const double kind = random_.uniform();
    if (area.places.empty() || kind >= 0.97) return claim;
    const auto& near = area.places[random_.below(area.places.size())];
    const bool exact = kind < 0.58;
    claim.name = near.names.en;
    claim.where = geo::Disc{.centre = *near.centre,
                            .radius_m = exact ? 2000.0 : 25000.0,
                            .density = exact ? geo::Disc::Density::uniform : geo::Disc::Density::declining};
    return claim;
  }

  // The day, a few days, a week or a month that holds it.
  TimeClaim time(double day) {
    const Day truly = force_day() + std::chrono::days{static_cast<int>(std::floor(day))};
    const double kind = random_.uniform();
    const int span = kind < 0.94 ? 1 : kind < 0.99 ? 2 + static_cast<int>(random_.below(5)) : kind < 0.995 ? 7 : 30;
    const int before = static_cast<int>(random_.below(static_cast<std::uint64_t>(span)));
    const Day first = truly - std::chrono::days{before};
    return {.meaning = TimeClaim::Meaning::sometime_in,
            .days = DayRange{first, first + std::chrono::days{span - 1}},
            .instants = std::nullopt};
  }

  [[nodiscard]] Day force_day() const { return terms_.agreement.zone.day_of(terms_.agreement.in_force_from->instant); }

  const terms::Terms& terms_;
  const Truth& truth_;
  Random random_;
  std::vector<Made> made_;
};

record::Entry entry(record::Body body, std::string id, const std::string& release, Instant recorded_at) {
  record::ExternalKey key{made_dataset, std::move(id), release};
  return {.id = record::derive_id(key),
          .recorded_at = recorded_at,
          .author = "simulate",
          .source = std::nullopt,
          .label = record::label_clear,
          .corrects = std::nullopt,
          .external = std::move(key),
          .body = std::move(body)};
}

record::ImportRun run_of(std::size_t rows, const std::string& release) {
  record::ImportRun run;
  run.importer = "simulate";
  run.dataset = made_dataset;
  run.release = release;
  run.rows_new = rows;
  run.simulated = true;
  return run;
}

std::vector<Made> made_incidents(const terms::Terms& terms, const terms::Prohibition& prohibition, std::uint64_t seed,
                                 const Truth& truth) {
  const auto gazetteer = geo::Gazetteer::with(geo::Gazetteer::built_in(), terms.areas);
  std::vector<std::string> codes;
  for (const auto& zone : terms.zones) {
    const auto& zones = prohibition.zones;
    if (!zones.empty() && std::find(zones.begin(), zones.end(), zone.id) == zones.end()) continue;
    for (auto& code : codes_of(zone))
      codes.push_back(std::move(code));
  }
  const auto inside = areas_of(gazetteer, codes);
  const Sides sides = fighting_sides(terms, prohibition);
  const double begin = -truth.days_before;
  const double reversal = truth.reversal_after_days;
  Maker maker(terms, seed, truth);
  maker.make(inside, sides,
             {{begin, truth.zone_before},
              {0, truth.zone_after},
              {reversal, truth.zone_reversed},
              {reversal + truth.reversal_days, truth.zone_end}});
  maker.make(areas_of(gazetteer, terms.control_areas), sides, {{begin, truth.controls}});
  if (!terms.carve_outs.empty() && !terms.carve_outs.front().members.empty()) {
    const auto& group = terms.carve_outs.front().members.front().actor;
    maker.make(inside, {sides.a, participation(terms, group, record::Participation::Role::side_b)},
               {{begin, truth.carve_outs}});
  }
  return std::move(maker).in_order();
}

}  // namespace

std::vector<record::Entry> made_record(const terms::Terms& terms, std::uint64_t seed, const Truth& truth) {
  const auto* prohibition = first_prohibition(terms);
  if (prohibition == nullptr || !terms.agreement.in_force_from) return {};
  auto made = made_incidents(terms, *prohibition, seed, truth);
  const std::string release = fmt::format("seed-{}", seed);
  const TimeZone& zone = terms.agreement.zone;
  const Day force_day = zone.day_of(terms.agreement.in_force_from->instant);
  // Vague times reach at most a month past the last day made.
  const Instant recorded_at = zone.start_of(force_day + std::chrono::days{truth.days_after + 31});
  std::vector<record::Entry> entries{entry(run_of(made.size(), release), "run", release, recorded_at)};
  for (std::size_t i = 0; i < made.size(); ++i) {
    entries.push_back(entry(std::move(made[i].incident), std::to_string(i + 1), release, recorded_at));
  }
  return entries;
}

}  // namespace entente::simulate
