// SPDX-License-Identifier: Apache-2.0
// Reports as entries, in the order in which they became known.
#include "simulate/made_record.hpp"

#include "record/canonical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <queue>
#include <string>
#include <tuple>
#include <utility>

namespace entente::simulate {
namespace {

using Role = record::Participation::Role;

record::Participation in_role(record::Participation part, Role role) {
  part.role = role;
  return part;
}

// Two sides, or who did it to whom where the report says so.
std::vector<record::Participation> participants_of(const Report& report, const World& world) {
  const auto named = [&](Side side) { return world.fighter(report.stream, side).named; };
  const Side first = report.by.value_or(Side::a);
  const Side second = first == Side::a ? Side::b : Side::a;
  return {in_role(named(first), report.by ? Role::perpetrator : Role::side_a),
          in_role(named(second), report.by ? Role::target : Role::side_b)};
}

geo::PlaceClaim place_of(const Report& report, const Area& area) {
  using Density = geo::Disc::Density;
  geo::PlaceClaim claim;
  const auto* locality = report.place.locality ? &area.localities[*report.place.locality] : nullptr;
  const auto& round_it = locality != nullptr ? locality->within : area.names;
  const auto at = [&](double radius_m, Density density) {
    claim.within = round_it;
    if (locality == nullptr) return;
    claim.name = locality->name;
    claim.where = geo::Disc{locality->centre, radius_m, density};
  };
  switch (report.place.precision) {
    case Precision::settlement:
      at(settlement_radius_m, Density::uniform);
      break;
    case Precision::nearby:
      at(nearby_radius_m, Density::declining);
      break;
    case Precision::district:
      claim.within = round_it;
      break;
    case Precision::area:
    case Precision::line:
      claim.within = area.names;
      break;
    case Precision::country:
      claim.within = {area.country.empty() ? area.names.front() : area.country};
      break;
  }
  return claim;
}

record::Casualties casualties_of(const Toll& toll) {
  record::Casualties casualties;
  casualties.killed = toll.killed;
  casualties.killed_civilians = record::Estimate{toll.civilians, toll.civilians, toll.civilians};
  return casualties;
}

std::vector<std::string> origins_of(const Report& report) {
  std::vector<std::string> origins{std::string(reporters[report.first_reporter].name)};
  for (std::size_t i = 0; i < reporters.size(); ++i) {
    const bool tells = ((report.reporter_bits >> i) & 1U) != 0;
    if (tells && i != report.first_reporter) origins.emplace_back(reporters[i].name);
  }
  return origins;
}

record::Entry entry(record::Body body, std::string id, std::string release, Instant recorded_at) {
  record::ExternalKey key{std::string(record::made_dataset), std::move(id), std::move(release)};
  return {.id = record::derive_id(key),
          .recorded_at = recorded_at,
          .author = "simulate",
          .source = std::nullopt,
          .label = record::label_clear,
          .corrects = std::nullopt,
          .external = std::move(key),
          .body = std::move(body)};
}

std::string release_of(std::uint64_t seed) { return fmt::format("seed-{}", seed); }

// Something that will be known.
struct Pending {
  Report report;
  bool corrects = false;
};

struct Later {
  bool operator()(const Pending& a, const Pending& b) const { return key(a) > key(b); }
  static std::tuple<Instant, std::uint64_t, bool> key(const Pending& pending) {
    return {pending.report.known_at, pending.report.event, pending.corrects};
  }
};

class Maker {
 public:
  Maker(const World& world, const Model& model, std::uint64_t seed, const std::function<void(record::Entry)>& take)
      : world_(world),
        model_(model),
        observer_(world, model, seed),
        happenings_(model, world.in_force, world.area_counts(), seed),
        release_(release_of(seed)),
        take_(take),
        week_(week_of(-model.days_before)) {}

  void make() {
    while (const auto event = happenings_.next()) {
      tell_until(instant_of(event->day, world_.in_force));
      const auto reports = observer_.observe(*event);
      if (!reports) continue;
      pending_.push({reports->first, false});
      if (reports->correction) pending_.push({*reports->correction, true});
    }
    tell_until(end_of_time);
  }

 private:
  // All that was known by then; what happens from then on is known later.
  void tell_until(Instant until) {
    while (!pending_.empty() && pending_.top().report.known_at <= until) {
      say_coverage_until(pending_.top().report.known_at);
      tell(pending_.top());
      pending_.pop();
    }
    if (until == end_of_time) say_coverage_until(until);
  }

  void tell(const Pending& pending) {
    const auto& report = pending.report;
    auto row = entry(incident_of(report, world_), std::to_string(report.event + 1),
                     pending.corrects ? release_ + "-corrected" : release_, report.known_at);
    if (pending.corrects) row.corrects = record::derive_id({row.external->dataset, row.external->id, release_});
    take_(std::move(row));
  }

  // A week's coverage is known at its end.
  void say_coverage_until(Instant until) {
    if (!model_.missing.stated) return;
    for (; week_ * 7 < model_.days_after && instant_of((week_ + 1) * 7.0, world_.in_force) <= until; ++week_) {
      for (const auto& area : world_.zone_areas)
        take_(coverage(area));
    }
  }

  [[nodiscard]] record::Entry coverage(const Area& area) const {
    record::Coverage seen;
    seen.place.within = area.names;
    const TimeRange week{instant_of(week_ * 7.0, world_.in_force), instant_of((week_ + 1) * 7.0, world_.in_force)};
    seen.time = {.meaning = TimeClaim::Meaning::throughout, .days = std::nullopt, .instants = week};
    seen.means = record::Means::report;
    seen.share = 1 - observer_.missing_share(week_);
    seen.by = "simulate";
    return entry(std::move(seen), fmt::format("coverage:{}:{}", area.code, week_), release_, week.to);
  }

  const World& world_;
  const Model& model_;
  Observer observer_;
  Happenings happenings_;
  std::string release_;
  const std::function<void(record::Entry)>& take_;
  std::priority_queue<Pending, std::vector<Pending>, Later> pending_;
  int week_;
};

record::ImportRun run_of(std::size_t rows, std::uint64_t seed) {
  record::ImportRun run;
  run.importer = "simulate";
  run.dataset = record::made_dataset;
  run.release = release_of(seed);
  run.rows_new = rows;
  run.simulated = true;
  return run;
}

record::Source source_of(const Reporter& reporter) {
  record::Source source;
  source.id = record::SourceId(std::string(reporter.id));
  source.names.en = reporter.name;
  source.origin_group = reporter.group;
  return source;
}

}  // namespace

record::Incident incident_of(const Report& report, const World& world) {
  record::Incident incident;
  incident.act = report.act;
  incident.participants = participants_of(report, world);
  incident.casualties = casualties_of(report.toll);
  incident.place = place_of(report, world.area(report.stream, report.area));
  incident.time = {.meaning = TimeClaim::Meaning::sometime_in, .days = report.days, .instants = std::nullopt};
  incident.means = record::Means::report;
  incident.origins = origins_of(report);
  incident.words = "SIMULATED";
  return incident;
}

void make_entries(const World& world, const Model& model, std::uint64_t seed,
                  const std::function<void(record::Entry)>& take) {
  Maker(world, model, seed, take).make();
}

std::vector<record::Entry> made_record(const World& world, const Model& model, std::uint64_t seed) {
  const auto release = release_of(seed);
  const Instant begin = instant_of(-model.days_before, world.in_force);
  std::vector<record::Entry> entries{entry(record::ImportRun{}, "run", release, begin)};
  for (const auto& reporter : reporters)
    entries.push_back(entry(source_of(reporter), "source:" + std::string(reporter.id), release, begin));
  make_entries(world, model, seed, [&](record::Entry one) { entries.push_back(std::move(one)); });
  entries.front().body = run_of(entries.size() - 1, seed);
  return entries;
}

}  // namespace entente::simulate
