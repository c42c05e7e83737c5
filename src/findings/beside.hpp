// SPDX-License-Identifier: Apache-2.0
// What stands beside the verdict: eight methods' answers. They never decide it; docs/methods.md has the formulas.
#pragma once

#include "findings/estimated.hpp"
#include "findings/numbers.hpp"
#include "terms/terms.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::findings {

// ---- interrupted series --------------------------------------------------------------------------------------------

/// How the rate went before and after; factors, 1 is no change. Trends are per period.
struct SeriesChange {
  Interval trend_before;
  Interval trend_after;
  Interval level;             ///< the first period after, over what the trend before leads to there
  Interval trend_change;      ///< trend after over trend before
  Interval at_end;            ///< the last period, over what the trend before leads to there
  double overdispersion = 0;  ///< of the negative binomial; 0: no more scatter than Poisson's
  double dispersion = 0;      ///< Pearson's statistic over the degrees
  int degrees = 0;            ///< periods less coefficients
  int lag = 0;                ///< periods whose correlation the intervals allow for
};

/// The weeks before and after entry into force, counted from it on both ways, and how the rate went.
struct WeeksBeside {
  int before = 0;
  int after = 0;              ///< the last may be unfinished: it counts by the days that it has
  double last_week_days = 7;  ///< of the last week after
  Estimated<SeriesChange> change = not_estimable(NotEstimable::not_given);
};

// ---- difference in differences -------------------------------------------------------------------------------------

/// Events of a zone and of controls before and after, and how many times as much the zone's changed.
struct Difference {
  std::string control;  ///< the area's name; empty: all controls together
  double zone_before = 0;
  double zone_after = 0;
  double control_before = 0;
  double control_after = 0;
  Estimated<Interval> ratio;  ///< the zone's change over the controls'
};

/// The same difference where nothing was agreed: at another date, or of another area.
struct Placebo {
  std::string area;
  std::size_t first_after = 0;
  double ratio = 0;  ///< with one half added to each count, so that it is always a number above 0
};

/// How the zone's difference at entry into force stands among the placebos.
struct PlaceboRank {
  double ratio = 0;  ///< the zone's own, made as the placebos'
  std::vector<Placebo> placebos;
  int as_low = 0;  ///< placebos whose ratio is as low or lower

  /// The share of such low ratios, the zone's counted in: (1 + as_low) / (1 + placebos). 1 without placebos.
  [[nodiscard]] double share() const { return (1.0 + as_low) / (1.0 + static_cast<double>(placebos.size())); }
};

/// All that is said of a panel.
struct DifferenceInDifferences {
  std::size_t periods = 0;  ///< that were compared on each side
  int degrees = 0;          ///< all those periods less two
  int lag = 0;              ///< periods whose correlation the intervals allow for
  Difference together;
  std::vector<Difference> by_control;  ///< in the order of the controls
  PlaceboRank dates;                   ///< the zone against all controls, at earlier dates
  PlaceboRank areas;                   ///< each control against the other controls, at the true date
};

// ---- displacement --------------------------------------------------------------------------------------------------

/// What was counted in one area before and after entry into force, and how many times the variance is Poisson's.
struct BeforeAfter {
  Counts before;
  Counts after;
  double dispersion = 1;  ///< dispersion_factor; at least 1
};

/// A number of events with its 95 % interval; negative where there were fewer.
struct EventsBeyond {
  double events = 0;
  double lower = 0;
  double upper = 0;
};

/// How one area changed.
struct AreaChange {
  double from_m = 0;  ///< of a ring, from the zone's edge; the zone: 0 and 0
  double to_m = 0;
  BeforeAfter counted;
  Interval exact;                        ///< rate after over before
  Interval dispersed;                    ///< the same, allowing for clusters
  std::optional<double> expected_after;  ///< had it changed as the controls did; none: see `beyond`
  Estimated<EventsBeyond> beyond;        ///< events after over those; too_few with less than five events in all
};

/// The zone beside its rings, never added to a rate.
struct Displacement {
  AreaChange zone;
  std::vector<AreaChange> rings;        ///< from the zone outwards
  Estimated<EventsBeyond> gained;       ///< in all rings together: above 0 where violence came
  Estimated<EventsBeyond> net_averted;  ///< in zone and rings together: above 0 where it is more than moved
};

// ---- duration ------------------------------------------------------------------------------------------------------

/// How long one zone or segment was followed from entry into force on.
struct Followed {
  double days = 0;        ///< until the rate was back, or until it was no longer followed
  bool returned = false;  ///< whether the rate came back; else it had not by then, and nothing is known of later
};

/// After so many days at least one more has returned.
struct DurationStep {
  double days = 0;
  int at_risk = 0;   ///< followed so long and not returned before
  int returned = 0;  ///< on this day
  double standard_error = 0;
  Interval calm;  ///< share not yet returned after this day, 95 %; only the estimate where that is 0
};

/// The days until half have returned, with 95 % ends as far as they were reached.
struct MedianDuration {
  double days = 0;
  std::optional<double> lower;
  std::optional<double> upper;  ///< none: calm may last longer than anything followed
};

/// How long calm lasts.
struct Duration {
  std::vector<DurationStep> steps;  ///< in order of days; empty when none returned
  int followed = 0;
  int returned = 0;
  Estimated<MedianDuration> median;  ///< too_few when fewer than half returned
};

/// How long one area stayed below its own rate of before.
struct AreaFollowed {
  std::string area;
  Estimated<Followed> followed = not_estimable(NotEstimable::not_given);
};
/// The zone, and beside it the control areas over the same days: what happens where nothing was agreed.
struct CalmBeside {
  AreaFollowed zone;
  std::vector<AreaFollowed> controls;
  Estimated<Duration> of_controls = not_estimable(NotEstimable::not_given);  ///< of those that could be followed
};

// ---- retaliation ---------------------------------------------------------------------------------------------------

/// What one side did, taken apart by what it followed. The three shares add up to 1.
struct SideActs {
  double events = 0;               ///< expected
  double background_per_day = 0;   ///< of its own accord
  double follow_ups_of_own = 0;    ///< acts directly triggered by one act of its own side, mean
  double follow_ups_of_other = 0;  ///< acts directly triggered by one act of the other side, mean
  double own_accord_share = 0;
  double own_side_share = 0;
  double retaliation_share = 0;           ///< triggered by the other side's earlier acts
  Estimated<Interval> retaliation_range;  ///< 95 %; at_boundary when the share is 0 or 1
};

/// The process of greatest likelihood.
struct Retaliation {
  std::array<SideActs, 2> sides;          ///< the first party, then the second
  std::optional<double> mean_delay_days;  ///< from an act to what it triggers; none: nothing triggers anything
  double log_likelihood = 0;
  double branching = 0;  ///< mean direct follow-ups in the long run, of both sides; at 1 and above clusters never end
};

/// What two parties are said to have done to each other in one stretch of time.
struct RetaliationBetween {
  std::array<std::string, 2> parties;
  bool after = false;            ///< since entry into force; else as long before it as the longest window
  double days = 0;               ///< of the stretch
  std::int64_t acts = 0;         ///< that are fitted, of both
  std::int64_t by_day_only = 0;  ///< of those, so many are known to the day at best: more than a fifth: no fit
  std::int64_t too_vague = 0;    ///< left out: more than a day, or as likely elsewhere
  Estimated<Retaliation> fit = not_estimable(NotEstimable::not_given);
};

// ---- recount -------------------------------------------------------------------------------------------------------

/// What a rule counts before and after entry into force.
struct Recount {
  std::string rule;  ///< its id in the terms
  terms::CountingRule::Unit unit = terms::CountingRule::Unit::event;
  Counts before;  ///< expected units, with the days they were counted in
  Counts after;
  Interval rate_ratio;             ///< exact
  Interval rate_ratio_dispersed;   ///< allowing for clusters
  std::int64_t without_place = 0;  ///< events that name none, of any time: each counts as a place of its own
};

// ---- datasets side by side -----------------------------------------------------------------------------------------

/// Which way a dataset says that the rate went, by its interval that allows for clusters.
enum class Direction : std::uint8_t {
  fell = 0,       ///< surely below 1
  rose = 1,       ///< surely above 1
  undecided = 2,  ///< its interval holds 1
  unknown = 3,    ///< nothing before, or no days after: no ratio
};

/// "fell": the word in JSON and tables.
[[nodiscard]] std::string_view word(Direction direction);

/// One dataset's own count.
struct DatasetSays {
  std::string dataset;
  Period before;
  Period after;
  Interval rate_ratio;            ///< exact
  Interval rate_ratio_dispersed;  ///< allowing for clusters
  Direction direction = Direction::unknown;
  std::vector<OriginShare> origins;  ///< of both sides together, largest first
  double shared_share = 0;           ///< of its events, 0 … 1: those whose origin another dataset has too
  double unnamed_share = 0;          ///< those that name no origin: whether another dataset has them is not known
};

/// An origin that more than one dataset rests on: they are not independent there.
struct SharedOrigin {
  /// How much of one dataset it is.
  struct Part {
    std::string dataset;
    double events = 0;
    double share = 0;
  };
  std::string origin;       ///< as the first of the datasets spells it
  std::vector<Part> parts;  ///< in the order of the datasets; at least two
};

/// Side by side: no number of one is ever added to another's.
struct DatasetComparison {
  std::vector<DatasetSays> datasets;         ///< as given
  std::vector<SharedOrigin> shared_origins;  ///< the one of the largest part first, then by name
};

// ---- anticipation --------------------------------------------------------------------------------------------------

/// What was counted before the announcement, until entry into force, and after it; ratios of rates with 95 % ends.
struct Anticipation {
  Period before;        ///< as many days as asked, until the announcement
  Period anticipation;  ///< from the announcement until entry into force
  Period after;         ///< as many days as asked from entry into force, until `at` at the latest
  /// Exact, and allowing for clusters. Not defined where the earlier one of two had none, or no time.
  struct Ratio {
    Interval exact;
    Interval dispersed;
  };
  Ratio anticipation_over_before;
  Ratio after_over_before;  ///< the truce against days that did not know of it
  Ratio after_over_anticipation;
  double dispersion = 1;  ///< factor of the variance in `dispersed`, from the days before and after
};

// ---- all of them ---------------------------------------------------------------------------------------------------

/// What each method says of an assessment, or why it says nothing.
struct Beside {
  WeeksBeside weeks;
  Estimated<DifferenceInDifferences> difference = not_estimable(NotEstimable::not_given);  ///< in weeks
  Estimated<Displacement> displacement = not_estimable(NotEstimable::not_given);
  CalmBeside calm;
  std::vector<RetaliationBetween> retaliation;  ///< by pair, before and then after; none: nobody is said to act
  std::vector<Recount> recounts;                ///< by every counting rule of the terms, in their order
  DatasetComparison datasets;                   ///< nothing in it where all rows are of one
  Estimated<Anticipation> anticipation = not_estimable(NotEstimable::not_given);
};

}  // namespace entente::findings
