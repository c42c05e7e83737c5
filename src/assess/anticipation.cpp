// SPDX-License-Identifier: Apache-2.0
// Between announcement and entry into force: a last push, or a truce that began early?
#include "assess/anticipation.hpp"

#include "assess/rate_ratio.hpp"

namespace entente::assess {
namespace {

Stretch stretch_between(const Frame& frame, Instant from, Instant to) {
  Stretch stretch = civil_days(frame, frame.zone.day_of(from), frame.zone.day_of(to));
  if (frame.time_by == TimeBy::spread) stretch.when = {from, to};
  return stretch;
}

Counts counts_of(const findings::Period& period) { return {period.events.expected, period.exposure_days}; }

Anticipation::Ratio ratio(const findings::Period& earlier, const findings::Period& later, double dispersion) {
  return {.exact = rate_ratio(counts_of(earlier), counts_of(later)),
          .dispersed = rate_ratio_dispersed(counts_of(earlier), counts_of(later), dispersion)};
}

// As many days as asked before the announcement.
Stretch before_announcement(const Frame& frame, Instant announced, int days) {
  const Day day = frame.zone.day_of(announced);
  Stretch stretch = civil_days(frame, day - std::chrono::days{days}, day);
  if (frame.time_by == TimeBy::spread) stretch.when = {announced - std::chrono::days{days}, announced};
  return stretch;
}

}  // namespace

Estimated<Anticipation> anticipation(const Claims& claims, const Frame& frame, const std::optional<Instant>& announced,
                                     int days) {
  if (!announced || *announced >= frame.in_force || days <= 0) return not_estimable(NotEstimable::out_of_range);
  if (frame.time_by == TimeBy::start && frame.zone.day_of(*announced) >= frame.force_day)
    return not_estimable(NotEstimable::out_of_range);
  const Sides sides = symmetric(frame, days);
  const bool begun = frame.time_by == TimeBy::start ? sides.after.days() > 0 : !sides.after.when.empty();
  if (!begun) return not_estimable(NotEstimable::too_few);

  const Stretch before = before_announcement(frame, *announced, days);
  Anticipation result;
  result.before = count(claims, before, frame.time_by);
  result.anticipation = count(claims, stretch_between(frame, *announced, frame.in_force), frame.time_by);
  result.after = count(claims, sides.after, frame.time_by);
  result.dispersion = dispersion_factor(window_daily(claims, before, frame), window_daily(claims, sides.after, frame));
  result.anticipation_over_before = ratio(result.before, result.anticipation, result.dispersion);
  result.after_over_before = ratio(result.before, result.after, result.dispersion);
  result.after_over_anticipation = ratio(result.anticipation, result.after, result.dispersion);
  return result;
}

}  // namespace entente::assess
