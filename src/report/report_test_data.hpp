// SPDX-License-Identifier: Apache-2.0
// A small assessment with everything that a report is made of, for the tests of this room.
#pragma once

#include "msg/column.hpp"
#include "report/document.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace entente::report::test {

/// Tries to close the element that it stands in, to run, and to turn the line around.
inline const std::string hostile = "\"><script>alert('x')</script>&\u202e";

/// Owns what report::Facts only look at.
struct World {
  terms::Terms terms;
  findings::Assessment assessment;
  findings::Basis basis;
  std::vector<findings::Violation> violations;
  record::View view;
  findings::Recent days;
  findings::Recent weeks;

  [[nodiscard]] Facts facts() const {
    return {assessment, basis, violations, terms, view, geo::Gazetteer::built_in(), days, weeks, nullptr};
  }
};

inline Day day(const char* text) { return parse_day(text).value(); }

/// A truce of one zone of a tenth of a degree, in force from noon of 9 July 2017 in Damascus.
inline terms::Terms truce(const std::string& name) {
  terms::Terms terms;
  terms.agreement.title.en = name;
  terms.agreement.status = terms::Status::in_force;
  terms.agreement.zone = TimeZone::named("Asia/Damascus").value();
  terms.agreement.in_force_from = parse_zoned("2017-07-09T12:00[Asia/Damascus]").value();
  terms::Zone zone;
  zone.id = terms::ZoneId("SW");
  zone.names.en = name;
  const geo::Ring ring = {{32.6, 36.1}, {32.6, 36.2}, {32.7, 36.2}, {32.7, 36.1}};
  zone.extents.push_back({{terms::DrawnExtent{{{{ring, {}}}, geo::Edges::geodesic}, name}}, {}, std::nullopt, {}});
  terms.zones.push_back(std::move(zone));
  return terms;
}

/// 170.5 events in the 90 days before, 47 in those after; four weeks of a series; one change of rate.
inline findings::Assessment assessment_of(const terms::Terms& terms) {
  findings::Assessment assessment;
  assessment.zone = "SW";
  assessment.clause = terms::ClauseId("P1");
  assessment.at = terms.agreement.zone.start_of(day("2017-11-10"));
  assessment.known_at = end_of_time;
  assessment.verdict = findings::VerdictState::holding;
  findings::Window window;
  window.days = 90;
  window.complete = true;
  window.before.when = terms.agreement.zone.range_of({day("2017-04-10"), day("2017-07-08")});
  window.before.events = {160, 170.5, 180};
  window.after.when = terms.agreement.zone.range_of({day("2017-07-09"), day("2017-10-06")});
  window.after.events = {40, 47, 52};
  window.rate_ratio = {true, 0.276, 0.196, 0.384};
  window.control = {288, 377, {{"SY04", {288, 377}}}};
  assessment.windows.push_back(window);
  assessment.weekly = {
      {day("2017-06-26"), 9}, {day("2017-07-03"), 12.5}, {day("2017-07-10"), 2}, {day("2017-07-17"), 0}};
  assessment.change_points = {{.date = day("2017-07-08"),
                               .earliest = day("2017-07-04"),
                               .latest = day("2017-07-08"),
                               .surely_from = day("2017-07-02"),
                               .surely_to = day("2017-07-12"),
                               .rate_before = 1.759,
                               .rate_after = 0.464,
                               .vanishes_at = std::nullopt}};
  assessment.tests.push_back({"alarm", findings::VerdictState::holding, true, msg::column::reason()});
  return assessment;
}

/// A violation in the zone whose place is known to 2 km, and one that only may be one, of which nothing is known.
inline void add_violations(const std::string& name, World& world) {
  const auto add = [&](std::uint8_t number, findings::ViolationState state, geo::PlaceClaim place) {
    record::Entry entry;
    entry.id.bytes[0] = number;
    entry.external = record::ExternalKey{"made", std::to_string(number), ""};
    record::Incident incident;
    incident.place = std::move(place);
    incident.time = TimeClaim{TimeClaim::Meaning::sometime_in, DayRange{day("2017-08-01"), day("2017-08-02")}, {}};
    entry.body = std::move(incident);
    if (!world.view.add({number, entry})) throw std::logic_error("the view refuses a violation of the test");
    findings::Violation violation;
    violation.incident = entry.id;
    violation.clause = world.assessment.clause;
    violation.state = state;
    violation.probability = 0.5;
    violation.grounds.push_back({findings::Condition::place, findings::Answer::uncertain, msg::column::reason()});
    world.violations.push_back(std::move(violation));
  };
  add(0, findings::ViolationState::violation, {geo::Disc{{32.65, 36.15}, 2000, geo::Disc::Density::uniform}, {}, name});
  add(1, findings::ViolationState::possible, {});
}

/// `periods` periods of so many days until the assessment's instant: in the last one both events of add_violations.
inline findings::Recent recent_of(const World& world, int days, int periods) {
  findings::Recent recent;
  recent.days = days;
  const auto& zone = world.terms.agreement.zone;
  const auto end = zone.day_of(world.assessment.at);
  for (const auto& [area, is_control] : {std::pair{"SW", false}, {"SY04", true}}) {
    auto& counts = recent.areas.emplace_back(findings::RecentArea{area, is_control, {}});
    for (int back = periods; back > 0; --back) {
      findings::Period period;
      const auto from = end - std::chrono::days{days * back};
      period.when = {zone.start_of(from), zone.start_of(from + std::chrono::days{days})};
      period.events = {0, is_control ? 4.0 : 1.5, 5};
      period.deaths = {1, 2, 3};
      counts.periods.push_back(period);
    }
  }
  recent.covered.assign(static_cast<std::size_t>(periods), 0);
  for (const auto& violation : world.violations)
    recent.events.push_back({violation.incident, 0.75});
  return recent;
}

/// `name` is what agreement, zone, outline, place, origin and dataset are called.
inline World world(const std::string& name = "South-west") {
  World world;
  world.terms = truce(name);
  world.assessment = assessment_of(world.terms);
  world.assessment.origins = {{name, 40, 0.8}, {"", 10, 0.2}};
  world.assessment.by_reading = {{terms::as_written, {}, findings::VerdictState::holding, {}}};
  world.basis.terms_digest = std::string(64, 'a');
  world.basis.record_root = "DKxGjR2mqCZ0k9fOsn6EEKGUqWGjoPJy1Fk4KBjWDwE=";
  world.basis.record_size = 3;
  world.basis.engine = "entente 0.1.0";
  world.basis.datasets.emplace_back().dataset = name;
  add_violations(name, world);
  world.days = recent_of(world, 1, 14);
  world.weeks = recent_of(world, 7, 13);
  return world;
}

}  // namespace entente::report::test
