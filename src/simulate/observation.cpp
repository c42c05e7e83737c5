// SPDX-License-Identifier: Apache-2.0
// What is reported of an event: by whom, how exactly, how late, and how it is corrected.
#include "simulate/observation.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace entente::simulate {
namespace {

constexpr std::uint64_t observation_stream = 16;  // beside those of the happenings
constexpr std::uint64_t missing_stream = 17;

// The number of the share into which a draw falls; the last where rounding leaves a gap.
std::size_t drawn(std::span<const double> shares, double draw) {
  std::size_t index = 0;
  while (index + 1 < shares.size() && draw >= shares[index])
    draw -= shares[index++];
  return index;
}

std::chrono::seconds wait(double mean_days, Random& random) {
  return std::chrono::seconds{static_cast<std::int64_t>(mean_days * random.exponential() * 86400)};
}

Toll toll(Random& random) {
  constexpr double mean_further_deaths = 2;
  const auto more = [&](double mean) { return static_cast<std::int32_t>(random.geometric(mean)); };
  Toll toll;
  toll.killed.low = 1 + more(mean_further_deaths);
  toll.killed.best = toll.killed.low + (random.chance(0.1) ? 1 : 0);
  toll.killed.high = toll.killed.best + (random.chance(0.15) ? 1 + more(1) : 0);
  if (random.chance(0.3)) toll.civilians = std::min(toll.killed.best, 1 + more(1));
  return toll;
}

Toll half(const Toll& toll) {
  const auto& killed = toll.killed;
  return {{killed.low / 2, killed.best / 2, killed.high / 2}, toll.civilians / 2};
}

}  // namespace

std::string_view word(Precision precision) {
  constexpr std::array<std::string_view, precision_count> words{"settlement", "nearby", "district",
                                                                "area",       "line",   "country"};
  return words[static_cast<std::size_t>(precision)];
}

int week_of(double day) { return static_cast<int>(std::floor(day / 7)); }

double missing_share(const Missing& missing, std::uint64_t seed, int week) {
  const double mean = week < 0 ? missing.before : missing.after;
  if (missing.varying == 0) return mean;
  const double room = std::min(mean, 1 - mean) * missing.varying;
  Random random(Random(seed, missing_stream).bits(), static_cast<std::uint64_t>(std::int64_t{week}));
  return mean + room * (2 * random.uniform() - 1);
}

Observer::Observer(const World& world, const Model& model, std::uint64_t seed)
    : world_(world), model_(model), seed_(seed) {}

std::optional<Reports> Observer::observe(const Event& event) const {
  Random random(Random(seed_, observation_stream).bits(), event.number);
  Report report;
  report.event = event.number;
  report.stream = event.stream;
  report.area = event.area;
  report.place = placed(event, random);
  if (random.chance(missing_share(week_of(event.day)))) return std::nullopt;
  report.days = days(world_.zone.day_of(instant_of(event.day, world_.in_force)), random);
  report.act = random.chance(0.7) ? terms::Act::hostilities : terms::Act::shelling;
  report.toll = toll(random);
  if (random.chance(model_.reporting.attributed)) report.by = event.by;
  add_reporters(report, random);
  if (!random.chance(model_.lateness.corrected)) {
    report.known_at = known_at(report, random);
    return Reports{report, std::nullopt};
  }
  Reports reports{mistaken(event, report, random), report};
  reports.correction->known_at = reports.first.known_at + wait(model_.lateness.correction_mean_days, random);
  return reports;
}

Placed Observer::place_of(const Event& event) const {
  Random random(Random(seed_, observation_stream).bits(), event.number);
  return placed(event, random);
}

Placed Observer::placed(const Event& event, Random& random) const {
  const auto& localities = world_.area(event.stream, event.area).localities;
  const auto precision = static_cast<Precision>(drawn(model_.vagueness.where, random.uniform()));
  const double draw = random.uniform();
  if (localities.empty()) return {precision, std::nullopt};
  return {precision, static_cast<std::uint32_t>(draw * static_cast<double>(localities.size()))};
}

// Days that hold the true one, which may be any of them.
DayRange Observer::days(Day truly, Random& random) const {
  struct Spans {
    std::uint64_t least;
    std::uint64_t most;
  };
  constexpr std::array<Spans, 5> spans{{{1, 1}, {2, 6}, {7, 7}, {8, 31}, {32, 92}}};
  const auto [least, most] = spans[drawn(model_.vagueness.when, random.uniform())];
  const std::uint64_t span = least + random.below(most - least + 1);
  const Day first = truly - std::chrono::days{random.below(span)};
  return {first, first + std::chrono::days{span - 1}};
}

// Nobody reports what is to come: after the last day claimed.
Instant Observer::known_at(const Report& report, Random& random) const {
  return world_.zone.start_of(report.days.last + std::chrono::days{1}) + wait(model_.lateness.mean_days, random);
}

void Observer::add_reporters(Report& report, Random& random) const {
  constexpr std::uint8_t group_size = 3;
  const bool second = random.chance(model_.reporting.second_origin);
  report.first_reporter = second ? group_size : 0;
  const auto bit = [](int reporter) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(reporter)); };
  report.reporter_bits = bit(report.first_reporter);
  if (!random.chance(model_.reporting.several)) return;
  if (!random.chance(model_.reporting.shared)) {
    report.reporter_bits |= bit(second ? 0 : group_size);
    return;
  }
  report.reporter_bits |= bit(report.first_reporter + 1);
  if (random.chance(0.5)) report.reporter_bits |= bit(report.first_reporter + 2);
}

Report Observer::mistaken(const Event& event, Report report, Random& random) const {
  const std::chrono::days late{1 + random.below(3)};
  report.days = {report.days.first + late, report.days.last + late};
  const auto settlements = world_.area(event.stream, event.area).localities.size();
  if (settlements != 0) report.place.locality = static_cast<std::uint32_t>(random.below(settlements));
  report.toll = half(report.toll);
  report.known_at = known_at(report, random);
  return report;
}

}  // namespace entente::simulate
