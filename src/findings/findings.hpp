// SPDX-License-Identifier: Apache-2.0
// What follows from terms and record: types only. Each names its clause, the readings it holds under, its evidence.
#pragma once

#include "base/message.hpp"
#include "base/time.hpp"
#include "findings/beside.hpp"
#include "findings/numbers.hpp"
#include "geo/place.hpp"
#include "i18n/names.hpp"
#include "record/ids.hpp"
#include "terms/act.hpp"
#include "terms/ids.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente::findings {

/// A condition that an incident met or did not meet to be a violation. Closed; the order is the order of asking.
enum class Condition : std::uint8_t {
  act = 0,        ///< the act is one that the clause forbids
  actors = 1,     ///< it was between, or by and against, those whom the clause binds
  carve_out = 2,  ///< nobody in it is outside the truce
  weapon = 3,
  place = 4,      ///< inside the clause's zones
  time = 5,       ///< while the clause was in force
  permitted = 6,  ///< no permission covers it
  standing = 7,   ///< not refuted, withdrawn or a duplicate
};
inline constexpr int condition_count = 8;
/// "carve_out": the word in JSON, rows and options. The same for the other words below.
[[nodiscard]] std::string_view word(Condition condition);

/// met: surely so; unmet: surely not; uncertain: it may be.
enum class Answer : std::uint8_t { met = 0, uncertain = 1, unmet = 2 };

/// One condition's answer with its reason in words.
struct Ground {
  Condition condition = Condition::act;
  Answer answer = Answer::met;
  Message reason;
  friend bool operator==(const Ground&, const Ground&) = default;
};

/// violation: every condition is met; possible: some are uncertain and none unmet; not_violation: one is unmet.
enum class ViolationState : std::uint8_t { violation = 0, possible = 1, not_violation = 2 };
[[nodiscard]] std::string_view word(ViolationState state);

/// One incident held against one clause: under which readings it is what, and why.
///
/// Readings that agree (same state, probability and grounds) are merged into one finding.
struct Violation {
  record::EntryId incident;
  terms::ClauseId clause;
  std::vector<terms::ReadingId> readings;  ///< in the terms' order, as_written first
  ViolationState state = ViolationState::violation;
  geo::Membership place;                  ///< in the clause's zones
  std::optional<terms::ZoneId> zone;      ///< the one it is most probably in; none when outside all
  double probability = 0;                 ///< that it is a violation: place × time (docs/methods.md, "Probability")
  std::vector<Ground> grounds;            ///< all conditions, in their order
  std::vector<record::EntryId> evidence;  ///< the incident's entry, its correction in effect, what stands about it
  friend bool operator==(const Violation&, const Violation&) = default;
};

/// An incident as the assessment counts it: in one area, at some time, with its deaths.
///
/// Everything the clause forbids between those it binds is counted, before entry into force too: that is the baseline.
struct Counted {
  record::EntryId incident;
  TimeRange when;          ///< the instants it may have happened in
  Day first_day{};         ///< in the agreement's zone
  int days = 1;            ///< civil days claimed, both ends counted
  geo::Membership inside;  ///< in the area counted
  double weight = 1;       ///< how sure the other conditions are: 1 met, 0.5 uncertain
  std::int32_t deaths_low = 0;
  std::int32_t deaths_best = 0;
  std::int32_t deaths_high = 0;
  std::int32_t civilian_deaths = 0;  ///< best estimate
  std::string first_origin;  ///< who said it first: the origin group, else as the source spells it; empty: not known
  std::string party;         ///< the party said to have done it; empty: unattributed
  bool permitted = false;    ///< by a permission: counted apart, never in the rate
  terms::Weapon weapon = terms::Weapon::unknown;
  std::optional<std::uint32_t> place;  ///< the locality claimed, by number; equal within a tally where the claims are
                                       ///< equal; none: wider than a locality
  std::string dataset;                 ///< of the row it came from; empty: entered by people
  friend bool operator==(const Counted&, const Counted&) = default;
};

/// Why an act that the clause forbids is not counted as it stands. Closed.
enum class LeftOut : std::uint8_t {
  refuted = 0,
  withdrawn = 1,
  duplicate = 2,
  unknown_place = 3,  ///< the gazetteer knows no place that it names: in every area as much as in any, or in none
  unknown_actor = 4,  ///< a whole side has only names that the terms do not know, so that it is not one of those bound
  ambiguous_place = 5,  ///< as unknown_place, but that several places of one kind are so called
};
inline constexpr int left_out_count = 6;
[[nodiscard]] std::string_view word(LeftOut why);

/// Something left out, and when it may have been; none: it does not say.
struct LeftOutIncident {
  LeftOut why = LeftOut::refuted;
  std::optional<TimeRange> when;
};

/// What was counted in one area under one reading, ordered by (first_day, incident).
struct Tally {
  std::string area;  ///< a zone's id or an area's code
  TimeRange force;   ///< when the clause, so read, binds anybody there; empty: never
  std::vector<Counted> counted;
  std::vector<Counted> carved_out;        ///< same acts there by or against carve-outs: shown apart
  std::int64_t without_time = 0;          ///< met the clause but say nothing of when
  std::int64_t without_place = 0;         ///< say nothing of where: in no area, said beside the counts
  std::vector<LeftOutIncident> left_out;  ///< would count there, certainly or possibly, but for this; in no order
};

/// What was counted around an area: further from it than `from_m`, or outside of it, and at most `to_m` away.
struct RingTally {
  double from_m = 0;
  double to_m = 0;
  Tally tally;
};

/// Days of an area that somebody could have seen, for coverage; half-open instants.
struct CoveredTime {
  TimeRange when;
  double share = 1;    ///< of the part
  std::string part{};  ///< code of the listed area that was seen; empty: of the area as a whole
  double weight = 1;   ///< how much of the area the part is; parts add up
};
/// What coverage entries say of an area.
struct CoverageOfArea {
  std::string area;
  bool known = false;  ///< false: no coverage entry speaks of it: unknown, not zero
  std::vector<CoveredTime> covered;
};

// ---- assessment (docs/methods.md) ---------------------------------------------------------------------------------

/// How an event's days are counted.
enum class TimeBy : std::uint8_t {
  spread = 0,  ///< its weight is shared evenly over the instants it may have happened in
  start = 1,   ///< on its first day; the day of entry into force is "after"
};
[[nodiscard]] std::string_view word(TimeBy time_by);

/// How an assessment is asked for, besides its zone, clause, reading and instants. Lengths are in whole civil days.
struct Asked {
  std::vector<int> windows_days{30, 90, 180};
  std::optional<DayRange> series;  ///< last day is the day before TO; default: two years before to `at`
  double penalty = 3;              ///< times ln n
  int min_segment_days = 14;
  TimeBy time_by = TimeBy::spread;
  std::optional<int> max_span_days;  ///< claims of more civil days are left out, and counted
};

/// A claim of more civil days than this, both ends counted, is long: it hardly says when.
inline constexpr int long_claim_days = 6;

/// Expected events of the control areas together and apart, in the same window.
struct ControlCounts {
  double before = 0;
  double after = 0;
  std::vector<std::pair<std::string, std::pair<double, double>>> by_area;  ///< area → before, after
};

/// Symmetric windows around entry into force, cut at the instant.
struct Window {
  int days = 0;
  bool complete = false;  ///< the instant lies at or after its end
  Period before;
  Period after;
  Interval rate_ratio;                      ///< exact conditional Poisson, Clopper-Pearson 95 %
  std::optional<double> dispersion_before;  ///< variance / mean of daily counts
  std::optional<double> dispersion_after;
  Interval rate_ratio_dispersed;  ///< the interval that allows for dispersion
  ControlCounts control;
  Interval ratio_of_ratios;  ///< zone over control, 95 %
};

/// The one of most days; null of none.
[[nodiscard]] const Window* longest_of(std::span<const Window> windows);

/// A change of rate: the first day of the new one, with the days it moves over when the penalty changes, and those
/// between which it lies with 95 %, the other changes being where they are found.
struct ChangePoint {
  Day date{};
  Day earliest{};
  Day latest{};
  Day surely_from{};       ///< of the 95 %: at or before date
  Day surely_to{};         ///< at or after it, itself included
  double rate_before = 0;  ///< events per day
  double rate_after = 0;
  std::optional<double> vanishes_at;  ///< the least penalty factor of 2…6 at which it is gone; none: stable
};

/// Days since entry into force on which more likely than not nothing happened.
struct Quiet {
  int days = 0;  ///< from entry into force to the instant, whole civil days
  int days_without_events = 0;
  int longest_run_days = 0;
};

/// A CUSUM that watches for a rise over the rate of the truce itself (docs/methods.md, "Alarm").
struct Alarm {
  bool active = false;
  std::optional<Day> since;   ///< the day it was raised
  double reference_rate = 0;  ///< events per day that it watches against
  double statistic = 0;
  double threshold = 0;
  double false_every_days = 0;  ///< mean run length without a change, were the rate known; learnt, it is longer
  double recent_rate = 0;       ///< events per day of the recent days
  int recent_days = 0;
};

/// How much of an area and its days somebody could have seen, 0 … 1; nothing is said where not `known`.
struct CoverageShare {
  bool known = false;
  double before = 0;  ///< share of the longest window's days × area
  double after = 0;
};

/// Whether the cease-fire holds; what each follows from is in docs/methods.md, "Verdict".
enum class VerdictState : std::uint8_t { holding = 0, strained = 1, broken = 2, not_assessable = 3 };
[[nodiscard]] std::string_view word(VerdictState state);

/// One test of the verdict: what it says on its own and why.
struct VerdictTest {
  std::string test;  ///< stable id: "rate_ratio_90d", "alarm", "coverage" …
  VerdictState says = VerdictState::holding;
  bool decides = false;  ///< whether the verdict follows from it
  Message reason;
};

/// What another reading of the clause comes to.
struct ReadingVerdict {
  terms::ReadingId reading;
  std::string holder;  ///< empty for as_written
  VerdictState state = VerdictState::not_assessable;
  i18n::Names holder_names{};
};

/// One way of counting, and what it comes to.
struct CountingVerdict {
  TimeBy time_by = TimeBy::spread;
  std::optional<int> max_span_days;  ///< claims of more civil days are left out; none: all count
  VerdictState state = VerdictState::not_assessable;
};

/// What was counted in one area in periods that follow one another.
struct RecentArea {
  std::string area;         ///< a zone's id or an area's code
  bool is_control = false;  ///< an area where the agreement does not apply
  std::vector<Period> periods;
};

/// An event that may have been in a period, and how much of it is expected there.
struct RecentEvent {
  record::EntryId incident;
  double expected = 0;
};

/// What was counted lately: periods of alike many civil days that follow one another until the instant.
struct Recent {
  int days = 0;                     ///< of each period; 0: there is no instant, and nothing else here
  std::vector<RecentArea> areas;    ///< the one asked about, the clause's other zones, control areas; all of alike many
                                    ///< periods, the earliest first
  bool coverage_known = false;      ///< false: nobody recorded who could see the area asked about
  std::vector<double> covered;      ///< by period, the share of its days × area that somebody could see, 0 … 1
  std::vector<RecentEvent> events;  ///< of the area asked about, possibly in the last period; in order of the day
};

/// Does the cease-fire hold? The verdict lists its tests, it does not average them.
struct Assessment {
  std::string zone;  ///< a zone's id or an area's code
  terms::ClauseId clause;
  std::vector<terms::ReadingId> readings;
  Instant at{};  ///< end_of_time: none was asked for and nothing recorded gives one; then only the verdict is filled in
  Instant known_at{};
  TimeRange force;  ///< of agreement, clause, zone and parties together: what "in force" means here; empty: never
  std::vector<Window> windows;
  std::vector<ChangePoint> change_points;
  TimeRange series;
  Quiet quiet;
  Alarm alarm;
  CoverageShare coverage;
  std::vector<OriginShare> origins;  ///< largest first
  std::vector<PartyShare> parties;   ///< largest first
  Events carved_out_before;          ///< in the longest window
  Events carved_out_after;
  Events permitted_before;  ///< by a permission: never in the rate; in the longest window
  Events permitted_after;
  std::int64_t left_out_long_claims = 0;  ///< `--max-span`
  std::int64_t without_time = 0;
  std::int64_t without_place = 0;
  std::array<std::int64_t, left_out_count> left_out{};  ///< by LeftOut; until `at`, from the longest window's before on
  std::vector<std::pair<Day, double>> weekly;           ///< first day of each week of the series → expected events
  VerdictState verdict = VerdictState::not_assessable;
  std::vector<VerdictTest> tests;
  std::vector<ReadingVerdict> by_reading;  ///< every reading known, in the terms' order
  Asked asked;
  std::vector<CountingVerdict> by_counting;  ///< the way asked for first, then the others
  std::optional<Beside> beside;              ///< never decides; none where only the verdict was asked for
};

}  // namespace entente::findings
