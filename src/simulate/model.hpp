// SPDX-License-Identifier: Apache-2.0
// What made records are made by: rates, shapes and shares, each with its unit (docs/methods.md, "Made records").
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace entente::simulate {

/// Events a day, follow-ups included, before entry into force; without season and trend.
struct Rates {
  double zone = 2.4;        ///< all areas of the zone together
  double controls = 3.2;    ///< all control areas together; the truce does not touch them
  double carve_outs = 0.2;  ///< in the zone, by those whom the truce does not cover
};

/// The yearly wave of the rates: 1 + amplitude · cos(2π (day of the year - peak) / 365.25).
struct Season {
  double amplitude = 0;  ///< 0 … 1
  int peak_day = 180;    ///< day of the year, from 1, on which the rates are highest
};

/// The rates grow by this factor in a year, evenly; 1 at entry into force.
struct Trend {
  double a_year = 1;
};

/// What the truce does to the zone's rate from entry into force on, as a factor of it.
struct Effect {
  /// How the factor runs.
  enum class Shape : std::uint8_t {
    none,      ///< 1 throughout
    sudden,    ///< `ratio` at once
    slow,      ///< from 1 evenly down to `ratio` within `days`, then `ratio`
    fading,    ///< `ratio` at once, then evenly back to 1 within `days`
    reversed,  ///< `ratio` until the truce is broken, for some days `broken_ratio`, then `end_ratio`
  };
  Shape shape = Shape::reversed;
  double ratio = 0.15;
  double days = 90;        ///< of slow and fading
  int broken_after = 344;  ///< days since entry into force
  int broken_days = 18;
  double broken_ratio = 3;
  double end_ratio = 0.05;  ///< when one side has won
};
inline constexpr int effect_shape_count = 5;
/// "sudden": the word on the command line and in the truth.
[[nodiscard]] std::string_view word(Effect::Shape shape);

/// Further events that an event brings about on average, each after a wait with an exponential distribution: a process
/// that excites itself (Hawkes 1971). Every event has the same number on average, follow-ups too.
struct FollowUps {
  double repeated = 0.15;    ///< by the same side
  double retaliation = 0.1;  ///< by the other side
  double mean_days = 1.5;    ///< of the wait

  /// Events that one event brings about on average, at first hand; below 1, or they would never end.
  [[nodiscard]] double mean() const { return repeated + retaliation; }
};

/// The share of events that nobody reports.
struct Missing {
  double before = 0;     ///< 0 … 1, before entry into force
  double after = 0;      ///< 0 … 1, from it on
  double varying = 0.5;  ///< 0 … 1: how much of what is free on both sides the share moves over from week to week
  bool stated = false;   ///< the record has coverage entries that say the share seen, week by week, of the zone's areas
};

/// How exactly places and times are reported: the shares of UCDP's codes from 1 on; each sums up to 1.
struct Vagueness {
  std::array<double, 6> where{0.5439, 0.3493, 0.0202, 0.0374, 0.0339, 0.0153};
  std::array<double, 5> when{0.9344, 0.0500, 0.0013, 0.0112, 0.0031};
};

/// Who tells of an event, and what.
struct Reporting {
  double second_origin = 0.08;  ///< share first told by the second of the two origins
  double several = 0.15;        ///< share of reports with more than one reporter
  double shared = 0.8;          ///< of these, the share in which all repeat one origin
  double attributed = 0.5;      ///< share that says who began
};

/// When it becomes known, and what is corrected later.
struct Lateness {
  double mean_days = 3;              ///< from the end of the days claimed to the report
  double corrected = 0.05;           ///< share of reports whose place, time and toll are wrong until corrected
  double correction_mean_days = 60;  ///< from the report to its correction
};

/// The whole. The defaults are a truce that holds for eleven months and then breaks.
struct Model {
  Rates rates{};
  Season season{};
  Trend trend{};
  Effect effect{};
  FollowUps follow_ups{};
  Missing missing{};
  Vagueness vagueness{};
  Reporting reporting{};
  Lateness lateness{};
  int days_before = 730;  ///< it begins so many days of 24 hours before entry into force
  int days_after = 541;   ///< and ends so many after it
};

}  // namespace entente::simulate
