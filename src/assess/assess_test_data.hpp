// SPDX-License-Identifier: Apache-2.0
// Made terms and tallies for the tests of this room.
#pragma once

#include "assess/windows.hpp"

#include <string>
#include <vector>

namespace entente::assess::test {

inline Day day(const char* text) { return *parse_day(text); }
inline const TimeZone& damascus() {
  static const TimeZone zone = *TimeZone::named("Asia/Damascus");
  return zone;
}
inline Instant start_of(const char* text) { return damascus().start_of(day(text)); }

/// In force from 9 July 2017, noon in Damascus, with the default thresholds.
inline terms::Terms truce() {
  terms::Terms terms;
  terms.agreement.id = terms::AgreementId("truce");
  terms.agreement.status = terms::Status::in_force;
  terms.agreement.zone = damascus();
  terms.agreement.in_force_from = *parse_zoned("2017-07-09T12:00[Asia/Damascus]");
  return terms;
}

inline Frame frame_at(const char* at, TimeBy time_by) {
  return {.zone = damascus(),
          .in_force = truce().agreement.in_force_from->instant,
          .force_day = day("2017-07-09"),
          .at = start_of(at),
          .at_day = day(at),
          .time_by = time_by};
}

/// Surely inside, surely a case, on some instant of whole days.
inline findings::Counted event(Day first, int days = 1) {
  findings::Counted counted;
  counted.first_day = first;
  counted.days = days;
  counted.when = damascus().range_of({first, first + std::chrono::days{days - 1}});
  counted.inside = geo::certainly_inside;
  return counted;
}
inline findings::Counted event(const char* first, int days = 1) { return event(day(first), days); }

/// `per_week` events in each week from `from` until before `to`, on its first days.
inline void add_weekly(std::vector<findings::Counted>& into, const char* from, const char* to, int per_week) {
  for (Day monday = day(from); monday < day(to); monday += std::chrono::days{7}) {
    for (int i = 0; i < per_week; ++i) {
      const Day on = monday + std::chrono::days{i % 7};
      if (on < day(to)) into.push_back(event(on));
    }
  }
}

inline Claims pointers(const std::vector<findings::Counted>& counted) {
  Claims claims;
  for (const auto& one : counted)
    claims.push_back(&one);
  return claims;
}

}  // namespace entente::assess::test
