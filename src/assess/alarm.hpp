// SPDX-License-Identifier: Apache-2.0
// Does the rate rise over the truce's own? An upper Poisson CUSUM with a threshold for a stated false-alarm rate.
#pragma once

#include "assess/rate_ratio.hpp"
#include "findings/findings.hpp"
#include "terms/terms.hpp"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace entente::assess {

/// A CUSUM S ← max(0, S + count - allowance) that raises the alarm when S reaches `threshold`.
struct AlarmDesign {
  double reference_rate = 0;  ///< events per day without a change
  double allowance = 0;       ///< events per day that S gives back
  double threshold = 0;
  double false_every_days = 0;  ///< mean days from S = 0 to an alarm at the reference rate; exact for Poisson counts
};

/// The design that reacts best to a rise by `rate_ratio`, with the least threshold for the demanded run length.
///
/// The run length is that of the Markov chain on a lattice which S never leaves: the allowance is rounded to a fraction
/// of small denominator (within 0.5 %), nothing else is approximated.
/// expects  reference_rate > 0, rate_ratio > 1.
/// boundary where 2048 lattice steps do not reach the demanded run length, the threshold is the greatest of them and
///          the result says the run length that it has.
/// cost     10 µs to 5 ms.
/// source   docs/methods.md, "Alarm"; Lucas 1985; Brook & Evans 1972.
[[nodiscard]] AlarmDesign design_alarm(double reference_rate, double rate_ratio, double false_every_days);

/// The designs for a rule, each made once: neighbouring days and other ways of counting watch against the same rates.
class AlarmDesigns {
 public:
  explicit AlarmDesigns(const terms::VerdictRule& rule) : rule_(rule) {}
  /// As given.
  [[nodiscard]] const terms::VerdictRule& rule() const { return rule_; }
  /// It stays where it is as long as these live.
  [[nodiscard]] const AlarmDesign& for_rate(double reference_rate);

 private:
  const terms::VerdictRule& rule_;
  std::map<double, AlarmDesign> by_rate_;
};

/// One watched day.
struct WatchedDay {
  double reference_rate = 0;
  double allowance = 0;
  double threshold = 0;
  double statistic = 0;
  double recent_rate = 0;  ///< of the last `recent_days` days, fewer at the start
  bool active = false;
  bool broken = false;  ///< active, and the recent rate surely above what holding allows
};

/// What the alarm says on the last day, and what it said before.
struct Watch {
  findings::Alarm alarm;
  findings::Interval recent_ratio;  ///< of the recent days to the baseline, allowing for dispersion
  double baseline_events = 0;       ///< expected, in all its days
  std::optional<Day> last_broken;   ///< the last day on which it said broken
  std::vector<WatchedDay> days;     ///< from entry into force on

  /// Whole days since the last one that said broken; all days when none did.
  [[nodiscard]] int calm_days() const;
};

/// Watches the days since entry into force.
///
/// daily     events of each civil day from entry into force on.
/// baseline  before entry into force; `dispersion` variance over mean of its days.
/// The truce's own rate is learnt from its days up to `recent_days` ago on which no alarm was active, starting from
/// what holding at most allows of the baseline, weighing as much as `recent_days` days; it is rounded up to a ladder of
/// 5 % steps. An alarm ends, and S is set to 0, when the recent rate has fallen below the allowance.
/// source   docs/methods.md, "Alarm".
[[nodiscard]] Watch watch(std::span<const double> daily, Day first_day, const Counts& baseline, double dispersion,
                          AlarmDesigns& designs);

}  // namespace entente::assess
