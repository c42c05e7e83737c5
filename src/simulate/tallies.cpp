// SPDX-License-Identifier: Apache-2.0
// What an assessment counts of a made record, without the record: for thousands of seeds.
#include "simulate/tallies.hpp"

#include <algorithm>
#include <tuple>

namespace entente::simulate {
namespace {

// Big-endian, so that ids are in the order of the numbers.
record::EntryId id_of(std::uint64_t number) {
  record::EntryId id;
  for (std::size_t i = 0; i < sizeof number; ++i)
    id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * (sizeof number - 1 - i)));
  return id;
}

findings::Counted counted_of(const Report& report, const World& world) {
  findings::Counted counted;
  counted.incident = id_of(report.event);
  counted.when = world.zone.range_of(report.days);
  counted.first_day = report.days.first;
  counted.days = report.days.days();
  counted.inside = geo::certainly_inside;
  counted.deaths_low = report.toll.killed.low;
  counted.deaths_best = report.toll.killed.best;
  counted.deaths_high = report.toll.killed.high;
  counted.civilian_deaths = report.toll.civilians;
  counted.first_origin = reporters[report.first_reporter].group;
  if (report.by) counted.party = world.fighter(report.stream, *report.by).id.value;
  return counted;
}

// The report that stands at an instant; null before the first was known.
const Report* standing(const Reports& reports, Instant known_at) {
  if (reports.correction && reports.correction->known_at <= known_at) return &*reports.correction;
  return reports.first.known_at <= known_at ? &reports.first : nullptr;
}

void add(findings::Tally& tally, const Report& report, const World& world) {
  if (report.place.precision == Precision::country) return;
  auto counted = counted_of(report, world);
  (report.stream == Stream::carve_outs ? tally.carved_out : tally.counted).push_back(std::move(counted));
}

void sort(std::vector<findings::Counted>& counted) {
  std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first_day, a.incident) < std::tie(b.first_day, b.incident);
  });
}

findings::CoverageOfArea coverage_of(const World& world, const Model& model, const Observer& observer) {
  findings::CoverageOfArea coverage{.area = world.zone_id, .known = model.missing.stated, .covered = {}};
  if (!coverage.known) return coverage;
  for (int week = week_of(-model.days_before); week <= week_of(model.days_after - 1); ++week) {
    const TimeRange when{instant_of(week * 7.0, world.in_force), instant_of((week + 1) * 7.0, world.in_force)};
    coverage.covered.push_back({.when = when, .share = 1 - observer.missing_share(week)});
  }
  return coverage;
}

}  // namespace

Tallies tally(const World& world, const Model& model, std::uint64_t seed, Instant known_at) {
  const Observer observer(world, model, seed);
  Tallies tallies;
  tallies.zone.area = world.zone_id;
  for (const auto& area : world.control_areas)
    tallies.controls.emplace_back().area = area.code;
  Happenings happenings(model, world.in_force, world.area_counts(), seed);
  while (const auto event = happenings.next()) {
    const auto reports = observer.observe(*event);
    const auto* report = reports ? standing(*reports, known_at) : nullptr;
    if (report == nullptr) continue;
    add(event->stream == Stream::controls ? tallies.controls[event->area] : tallies.zone, *report, world);
  }
  sort(tallies.zone.counted);
  sort(tallies.zone.carved_out);
  for (auto& control : tallies.controls)
    sort(control.counted);
  tallies.coverage = coverage_of(world, model, observer);
  return tallies;
}

}  // namespace entente::simulate
