// SPDX-License-Identifier: Apache-2.0
// The eight methods in words.
#include "report/beside_sentences.hpp"

#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/sentences.hpp"

#include <cmath>
#include <string>
#include <utility>

namespace entente::report {
namespace {

using findings::NotEstimable;

/// A factor is not told in more digits than anybody reads.
Message number(double value) {
  constexpr double huge = 1000;
  return value > huge ? msg::report::beside_huge() : msg::report::beside_number(value);
}

Message estimate(const findings::Interval& interval) {
  return interval.defined ? number(interval.estimate) : msg::word::words("–");
}

Message range(const findings::Interval& interval) {
  return interval.defined ? msg::report::beside_range(number(interval.lower), number(interval.upper))
                          : msg::report::beside_no_range();
}

Message share_range(const findings::Estimated<findings::Interval>& interval) {
  return interval ? msg::report::beside_range(share_of(interval->lower, 1), share_of(interval->upper, 1))
                  : msg::report::beside_no_range();
}

Message range(const findings::EventsBeyond& events) {
  return msg::report::beside_range(msg::report::beside_number(events.lower), msg::report::beside_number(events.upper));
}

std::vector<Message> none(Message method, NotEstimable why, Message needs) {
  auto reason = why == NotEstimable::not_given ? std::move(needs) : reason_of(why);
  return {msg::report::beside_none(std::move(method), std::move(reason))};
}

Message in_days(double days) { return msg::word::days(static_cast<std::int64_t>(std::llround(days))); }

void append(std::vector<Message>& lines, std::vector<Message> more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Message reason_of(NotEstimable why) {
  switch (why) {
    case NotEstimable::nothing_counted:
      return msg::report::beside_nothing_counted();
    case NotEstimable::too_few:
      return msg::report::beside_too_few();
    case NotEstimable::dependent:
      return msg::report::beside_dependent();
    case NotEstimable::separated:
      return msg::report::beside_separated();
    case NotEstimable::not_converged:
      return msg::report::beside_not_converged();
    case NotEstimable::out_of_range:
      return msg::report::beside_out_of_range();
    case NotEstimable::at_boundary:
      return msg::report::beside_at_boundary();
    case NotEstimable::known_to_the_day:
      return msg::report::beside_known_to_the_day();
    case NotEstimable::not_given:
      break;
  }
  return msg::word::words("–");
}

std::vector<Message> series_lines(const findings::WeeksBeside& weeks) {
  if (!weeks.change)
    return none(msg::report::beside_series_title(), weeks.change.error(), msg::report::beside_too_few());
  const auto& change = *weeks.change;
  return {msg::report::beside_series_line(weeks.before, weeks.after, estimate(change.level), range(change.level),
                                          estimate(change.at_end), range(change.at_end))};
}

std::vector<Message> difference_lines(const findings::Estimated<findings::DifferenceInDifferences>& difference) {
  const auto method = msg::report::beside_difference_title();
  if (!difference) return none(method, difference.error(), msg::report::beside_needs_controls());
  const auto& ratio = difference->together.ratio;
  std::vector<Message> lines;
  if (ratio) {
    lines.push_back(msg::report::beside_difference_line(static_cast<std::int64_t>(difference->periods),
                                                        estimate(*ratio), range(*ratio)));
  } else {
    lines = none(method, ratio.error(), msg::report::beside_needs_controls());
  }
  const auto& [dates, areas] = std::tie(difference->dates, difference->areas);
  if (!dates.placebos.empty()) {
    lines.push_back(msg::report::beside_placebo_dates(dates.as_low, static_cast<std::int64_t>(dates.placebos.size())));
  }
  if (!areas.placebos.empty()) {
    lines.push_back(msg::report::beside_placebo_areas(areas.as_low, static_cast<std::int64_t>(areas.placebos.size())));
  }
  return lines;
}

std::vector<Message> displacement_lines(const findings::Estimated<findings::Displacement>& displacement) {
  const auto method = msg::report::beside_displacement_title();
  const auto needs = msg::report::beside_needs_outline();
  if (!displacement) return none(method, displacement.error(), needs);
  const auto& [gained, averted] = std::tie(displacement->gained, displacement->net_averted);
  if (!gained) return none(method, gained.error(), needs);
  if (!averted) return none(method, averted.error(), needs);
  constexpr double km = 1000;
  return {msg::report::beside_displacement_line(displacement->rings.back().to_m / km, gained->events, range(*gained),
                                                averted->events, range(*averted))};
}

std::vector<Message> calm_lines(const findings::CalmBeside& calm) {
  const auto& followed = calm.zone.followed;
  std::vector<Message> lines;
  if (!followed) {
    lines = none(msg::report::beside_calm_title(), followed.error(), msg::report::beside_too_few());
  } else {
    const auto days = in_days(followed->days);
    lines.push_back(followed->returned ? msg::report::beside_calm_back(days) : msg::report::beside_calm_not_back(days));
  }
  if (!calm.of_controls) return lines;
  const auto& controls = *calm.of_controls;
  lines.push_back(controls.median ? msg::report::beside_calm_controls_half(controls.returned, controls.followed,
                                                                           in_days(controls.median->days))
                                  : msg::report::beside_calm_controls(controls.returned, controls.followed));
  return lines;
}

std::vector<Message> retaliation_lines(const std::vector<findings::RetaliationBetween>& retaliation) {
  if (retaliation.empty()) {
    return none(msg::report::beside_retaliation_title(), NotEstimable::not_given, msg::report::beside_needs_parties());
  }
  std::vector<Message> lines;
  for (const auto& between : retaliation) {
    const auto stretch = msg::report::beside_stretch(between.after ? "after" : "before");
    const auto& [first, second] = between.parties;
    if (!between.fit) {
      lines.push_back(msg::report::beside_retaliation_none(stretch, first, second, reason_of(between.fit.error())));
      continue;
    }
    const auto& sides = between.fit->sides;
    lines.push_back(msg::report::beside_retaliation_line(
        stretch, share_of(sides[0].retaliation_share, 1), first, second, share_range(sides[0].retaliation_range),
        share_of(sides[1].retaliation_share, 1), share_range(sides[1].retaliation_range)));
    if (between.by_day_only > 0) {
      lines.push_back(msg::report::beside_retaliation_days(static_cast<double>(between.by_day_only), between.acts));
    }
  }
  return lines;
}

std::vector<Message> recount_lines(const std::vector<findings::Recount>& recounts) {
  if (recounts.empty()) {
    return none(msg::report::beside_recount_title(), NotEstimable::not_given, msg::report::beside_needs_rules());
  }
  std::vector<Message> lines;
  for (const auto& recount : recounts) {
    const auto& ratio = recount.rate_ratio_dispersed;
    lines.push_back(msg::report::beside_recount_line(terms::name_of(recount.unit), recount.rule, recount.after.events,
                                                     recount.before.events, estimate(ratio), range(ratio)));
  }
  return lines;
}

std::vector<Message> datasets_lines(const findings::DatasetComparison& comparison) {
  if (comparison.datasets.empty()) {
    return none(msg::report::beside_datasets_title(), NotEstimable::not_given, msg::report::beside_needs_datasets());
  }
  std::vector<Message> lines;
  for (const auto& says : comparison.datasets) {
    const auto& ratio = says.rate_ratio_dispersed;
    const auto name = says.dataset.empty() ? msg::report::beside_entered() : msg::word::words(says.dataset);
    lines.push_back(msg::report::beside_dataset_line(name, says.after.events.expected, says.before.events.expected,
                                                     estimate(ratio), range(ratio), share_of(says.shared_share, 1)));
  }
  return lines;
}

std::vector<Message> anticipation_lines(const findings::Estimated<findings::Anticipation>& anticipation) {
  const auto method = msg::report::beside_anticipation_title();
  if (!anticipation) return none(method, anticipation.error(), msg::report::beside_needs_announcement());
  const auto& rush = anticipation->anticipation_over_before.dispersed;
  const auto& truce = anticipation->after_over_before.dispersed;
  if (!rush.defined) return none(method, NotEstimable::nothing_counted, msg::report::beside_needs_announcement());
  return {msg::report::beside_anticipation_line(estimate(rush), range(rush), estimate(truce), range(truce))};
}

std::vector<Message> beside_lines(const findings::Beside& beside) {
  std::vector<Message> lines{msg::report::beside_intro()};
  append(lines, series_lines(beside.weeks));
  append(lines, difference_lines(beside.difference));
  append(lines, displacement_lines(beside.displacement));
  append(lines, calm_lines(beside.calm));
  append(lines, retaliation_lines(beside.retaliation));
  append(lines, recount_lines(beside.recounts));
  append(lines, datasets_lines(beside.datasets));
  append(lines, anticipation_lines(beside.anticipation));
  return lines;
}

}  // namespace entente::report
