// SPDX-License-Identifier: Apache-2.0
// From counts to "holding", "strained", "broken" or "not assessable", with every test that led there.
#include "assess/verdict.hpp"

#include "msg/assess.hpp"
#include "msg/word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace entente::assess {
namespace {

using findings::VerdictState;
using findings::VerdictTest;

// A test, and what it may do to the verdict.
struct Weighed {
  enum class Weight {
    informs,  // never decides
    needed,   // without it nothing is assessable
    shows,    // must be holding for the verdict to be; not_assessable is passed over
    breaks,   // as shows, and may break the truce
  };
  VerdictTest test;
  Weight weight = Weight::informs;
  bool compares = false;  // with the time before; unless one such test says something nothing can be said
};

Weighed untested(std::string test, Weighed::Weight weight) {
  return {{.test = std::move(test), .says = VerdictState::not_assessable, .decides = false, .reason = {}}, weight};
}

Message in_days(int days) { return msg::word::days(days); }
Message in_whole_days(double days) { return msg::word::days(std::llround(days)); }

std::string day_of(const Facts& facts, Instant instant) {
  return to_string(facts.terms.agreement.zone.day_of(instant));
}

Weighed lacking(std::string test, Message reason) {
  Weighed weighed = untested(std::move(test), Weighed::Weight::needed);
  weighed.test.reason = std::move(reason);
  return weighed;
}

// What the terms call the agreement, where that says that nothing is in force; an end is a matter of its day.
std::optional<Message> stage_out_of_force(terms::Status status) {
  using terms::Status;
  switch (status) {
    case Status::draft:
      return msg::word::status_draft();
    case Status::agreed:
      return msg::word::status_agreed();
    case Status::announced:
      return msg::word::status_announced();
    case Status::suspended:
      return msg::word::status_suspended();
    case Status::in_force:
    case Status::ended:
      return std::nullopt;
  }
  return std::nullopt;
}

// What the terms' first rule counts, where that is not events.
std::optional<Message> unit_not_counted(const std::vector<terms::CountingRule>& rules) {
  if (rules.empty() || rules.front().unit == terms::CountingRule::Unit::event) return std::nullopt;
  return name_of(rules.front().unit);
}

Weighed in_force(const Facts& facts) {
  if (auto stage = stage_out_of_force(facts.terms.agreement.status)) {
    return lacking("status", msg::assess::status_not_in_force(std::move(*stage)));
  }
  const TimeRange& force = facts.assessment.force;
  const Instant at = facts.assessment.at;
  if (force.empty()) return lacking("in_force", msg::assess::never_in_force());
  const auto test = [](VerdictState says, Message reason) {
    return Weighed{{.test = "in_force", .says = says, .decides = false, .reason = std::move(reason)},
                   Weighed::Weight::needed};
  };
  if (at < force.from) {
    return test(VerdictState::not_assessable, msg::assess::not_yet_in_force(day_of(facts, force.from)));
  }
  if (at >= force.to) {
    return test(VerdictState::not_assessable, msg::assess::no_longer_in_force(day_of(facts, force.to)));
  }
  return test(VerdictState::holding,
              msg::assess::in_force(day_of(facts, force.from), in_days(facts.assessment.quiet.days)));
}

// The last instant before `at` by which anything is recorded.
std::optional<Instant> recorded_until(std::span<const TimeRange> recorded, Instant at) {
  std::optional<Instant> until;
  for (const auto& range : recorded) {
    if (range.from < at) until = std::min(range.to, at);
  }
  return until;
}

// Civil days, from the first until before the last.
struct Days {
  Day from{};
  Day to{};

  [[nodiscard]] int count() const { return std::max(0, static_cast<int>((to - from).count())); }
  [[nodiscard]] std::string last() const { return to_string(to - std::chrono::days{1}); }
};

// The whole days within a range.
Days whole_days(const TimeRange& range, const TimeZone& zone) {
  const Day day = zone.day_of(range.from);
  return {zone.start_of(day) == range.from ? day : day + std::chrono::days{1}, zone.day_of(range.to)};
}

// The most days one after the other of which nothing is recorded.
Days longest_silence(const Facts& facts, const TimeRange& within) {
  const auto& zone = facts.terms.agreement.zone;
  Days longest;
  Instant heard_until = within.from;
  const auto look_at = [&](const TimeRange& silence) {
    if (silence.empty()) return;
    const Days days = whole_days(silence, zone);
    if (days.count() > longest.count()) longest = days;
  };
  for (const auto& recorded : facts.recorded) {
    look_at(common({heard_until, recorded.from}, within));
    heard_until = std::max(heard_until, recorded.to);
  }
  look_at(common({heard_until, end_of_time}, within));
  return longest;
}

// A silence too long to be that of the guns alone; none when there is none.
std::optional<Days> unheard(const Facts& facts, const TimeRange& within) {
  const Days silence = longest_silence(facts, within);
  return silence.count() >= facts.terms.verdict.recent_days ? std::optional(silence) : std::nullopt;
}

// From the first day that is compared until the instant, or the end of the truce.
TimeRange tested(const Facts& facts) {
  const TimeRange& force = facts.assessment.force;
  const Instant from = facts.since_entry ? facts.since_entry->before.when.from : force.from;
  return {from, std::min(facts.assessment.at, force.to)};
}

// Whether silence is that of the guns or of those who report.
Weighed record_reaches(const Facts& facts) {
  const auto& zone = facts.terms.agreement.zone;
  const Instant at = facts.assessment.at;
  const int days = facts.terms.verdict.recent_days;
  const Instant recent = zone.start_of(zone.day_of(at) - std::chrono::days{days});
  const auto until = recorded_until(facts.recorded, at);
  if (!until) return lacking("record_reaches", msg::assess::record_begins_later(day_of(facts, at)));
  const auto last = day_of(facts, *until - std::chrono::seconds{1});
  if (facts.assessment.known_at < recent) {
    return lacking("record_reaches", msg::assess::known_only_until(day_of(facts, facts.assessment.known_at),
                                                                   in_days(days), day_of(facts, at)));
  }
  if (*until <= recent) {
    return lacking("record_reaches", msg::assess::record_ends(last, in_days(days), day_of(facts, at)));
  }
  if (const auto silence = unheard(facts, tested(facts))) {
    return lacking("record_reaches", msg::assess::record_silent(to_string(silence->from), silence->last(),
                                                                in_days(silence->count()), in_days(days)));
  }
  return {{.test = "record_reaches",
           .says = VerdictState::holding,
           .decides = false,
           .reason = msg::assess::record_reaches(last)},
          Weighed::Weight::needed};
}

Weighed coverage(const Facts& facts) {
  const auto& share = facts.assessment.coverage;
  const auto& minimum = facts.terms.verdict.minimum_coverage;
  const auto test = [&](VerdictState says, Message reason) {
    const auto weight = minimum ? Weighed::Weight::needed : Weighed::Weight::informs;
    return Weighed{{.test = "coverage", .says = says, .decides = false, .reason = std::move(reason)}, weight};
  };
  if (!share.known) {
    return test(VerdictState::not_assessable,
                minimum ? msg::assess::coverage_unknown_demanded(*minimum) : msg::assess::coverage_unknown());
  }
  if (!minimum) return test(VerdictState::holding, msg::assess::coverage_stated(share.before, share.after));
  if (std::min(share.before, share.after) < *minimum) {
    return test(VerdictState::not_assessable, msg::assess::coverage_low(share.before, share.after, *minimum));
  }
  return test(VerdictState::holding, msg::assess::coverage_enough(share.before, share.after, *minimum));
}

// Of what is counted, so much must surely be what it is counted as: else the figure is that of the doubt.
constexpr double least_certain_share = 0.5;

Weighed certainty(const Facts& facts) {
  const auto& window = *longest_of(facts.assessment.windows);
  const double certain = window.before.events.certain + window.after.events.certain;
  const double expected = window.before.events.expected + window.after.events.expected;
  const bool enough = certain >= least_certain_share * expected;
  const auto days = in_days(window.days);
  return {{.test = "certainty",
           .says = enough ? VerdictState::holding : VerdictState::not_assessable,
           .decides = false,
           .reason = enough ? msg::assess::certainty_enough(days, expected, certain)
                            : msg::assess::certainty_low(days, expected, certain)},
          Weighed::Weight::needed};
}

bool comparable(const findings::Window& window, const terms::VerdictRule& rule) {
  return window.rate_ratio_dispersed.defined && window.before.events.expected >= rule.minimum_baseline_events;
}

void judge(const findings::Interval& ratio, const terms::VerdictRule& rule, Message days, VerdictTest& test) {
  const auto& [defined, estimate, lower, upper] = ratio;
  const double limit = rule.holding_ratio_upper;
  if (upper <= limit) {
    test.says = VerdictState::holding;
    test.reason = msg::assess::ratio_holding(std::move(days), estimate, lower, upper, limit);
  } else if (lower > limit && estimate >= rule.strained_ratio_upper) {
    test.says = VerdictState::broken;
    test.reason = msg::assess::ratio_broken(std::move(days), estimate, lower, upper, limit, rule.strained_ratio_upper);
  } else {
    test.says = VerdictState::strained;
    test.reason = msg::assess::ratio_strained(std::move(days), estimate, lower, upper, limit);
  }
}

Weighed elapsed_window(const Facts& facts, const findings::Window& window) {
  const auto& rule = facts.terms.verdict;
  Weighed weighed = untested(fmt::format("rate_ratio_{}d", window.days), Weighed::Weight::shows);
  weighed.compares = true;
  const Message days = in_days(window.days);
  const TimeRange& force = facts.assessment.force;
  if (force.to <= facts.assessment.at && force.to < window.after.when.to) {
    weighed.test.reason = msg::assess::window_beyond_end(days, day_of(facts, force.to));
  } else if (!window.complete) {
    const int elapsed = std::max(0, facts.assessment.quiet.days);
    weighed.test.reason = msg::assess::window_not_elapsed(days, in_days(elapsed));
  } else if (const auto silence = unheard(facts, window.before.when)) {
    weighed.test.reason =
        msg::assess::baseline_silent(msg::assess::window_of(days), to_string(silence->from), silence->last());
  } else if (!comparable(window, rule)) {
    weighed.test.reason = msg::assess::ratio_no_baseline(msg::assess::window_of(days), window.before.events.expected,
                                                         rule.minimum_baseline_events);
  } else {
    judge(window.rate_ratio_dispersed, rule, msg::assess::window_of(days), weighed.test);
  }
  return weighed;
}

Weighed since_entry(const Facts& facts) {
  const auto& rule = facts.terms.verdict;
  Weighed weighed = untested("rate_ratio_since_entry", Weighed::Weight::breaks);
  weighed.compares = true;
  const int days_tested = facts.since_entry ? facts.since_entry->days : 0;
  const auto standing = word(facts.terms.standing_at(facts.assessment.at, facts.assessment.force));
  const Message days = msg::assess::since_entry(standing, in_days(days_tested));
  if (days_tested < rule.minimum_days) {
    weighed.test.reason =
        msg::assess::since_entry_too_early(standing, in_days(days_tested), in_days(rule.minimum_days));
  } else if (!comparable(*facts.since_entry, rule)) {
    weighed.test.reason =
        msg::assess::ratio_no_baseline(days, facts.since_entry->before.events.expected, rule.minimum_baseline_events);
  } else {
    judge(facts.since_entry->rate_ratio_dispersed, rule, days, weighed.test);
  }
  return weighed;
}

Weighed alarm(const Facts& facts) {
  const auto& rule = facts.terms.verdict;
  const auto& alarm = facts.watch.alarm;
  const auto& [defined, ratio, lower, upper] = facts.watch.recent_ratio;
  Weighed weighed = untested("alarm", Weighed::Weight::breaks);
  auto& test = weighed.test;
  const Message days = in_days(alarm.recent_days);
  if (facts.watch.days.empty()) {
    test.reason = msg::assess::alarm_not_watching();
  } else if (const auto silence = unheard(facts, longest_of(facts.assessment.windows)->before.when)) {
    test.reason = msg::assess::baseline_silent(msg::assess::the_alarm(), to_string(silence->from), silence->last());
  } else if (facts.watch.baseline_events < rule.minimum_baseline_events) {
    test.reason = msg::assess::ratio_no_baseline(msg::assess::the_alarm(), facts.watch.baseline_events,
                                                 rule.minimum_baseline_events);
  } else if (facts.watch.days.back().broken) {
    test.says = VerdictState::broken;
    test.reason =
        msg::assess::alarm_broken(to_string(*alarm.since), alarm.recent_rate, days, alarm.reference_rate, ratio, lower,
                                  upper, rule.holding_ratio_upper, in_whole_days(alarm.false_every_days));
  } else if (alarm.active) {
    test.says = VerdictState::strained;
    test.reason = msg::assess::alarm_raised(to_string(*alarm.since), alarm.recent_rate, days, alarm.reference_rate,
                                            rule.holding_ratio_upper, in_whole_days(alarm.false_every_days));
  } else if (facts.watch.last_broken && facts.watch.calm_days() < rule.recovery_days) {
    test.says = VerdictState::strained;
    test.reason = msg::assess::alarm_recovering(to_string(*facts.watch.last_broken), in_days(rule.recovery_days));
  } else {
    test.says = VerdictState::holding;
    test.reason =
        msg::assess::alarm_quiet(alarm.recent_rate, days, alarm.reference_rate, in_whole_days(alarm.false_every_days));
  }
  return weighed;
}

// Says whether the change is more than elsewhere; a truce that holds everywhere still holds, so it never decides.
Weighed control(const Facts& facts) {
  Weighed weighed = untested("control", Weighed::Weight::informs);
  weighed.test.reason = msg::assess::control_none();
  for (const auto& window : facts.assessment.windows) {
    if (!window.complete || !window.ratio_of_ratios.defined) continue;
    const auto& [defined, ratio, lower, upper] = window.ratio_of_ratios;
    const bool more = upper < 1;
    weighed.test.says = more ? VerdictState::holding : VerdictState::strained;
    weighed.test.reason = more ? msg::assess::control_more(in_days(window.days), ratio, lower, upper)
                               : msg::assess::control_not_more(in_days(window.days), ratio, lower, upper);
  }
  return weighed;
}

bool lacks_what_is_needed(const std::vector<Weighed>& all) {
  return std::any_of(all.begin(), all.end(), [](const Weighed& weighed) {
    return weighed.weight == Weighed::Weight::needed && weighed.test.says == VerdictState::not_assessable;
  });
}

VerdictState follow(const std::vector<Weighed>& all) {
  const auto any = [&](auto&& holds) { return std::any_of(all.begin(), all.end(), holds); };
  using Weight = Weighed::Weight;
  if (lacks_what_is_needed(all)) return VerdictState::not_assessable;
  if (any([](const Weighed& w) { return w.weight == Weight::breaks && w.test.says == VerdictState::broken; })) {
    return VerdictState::broken;
  }
  const auto compares = [](const Weighed& w) { return w.compares && w.test.says != VerdictState::not_assessable; };
  if (!any(compares)) return VerdictState::not_assessable;
  const auto doubts = [](const Weighed& w) {
    return w.weight >= Weight::shows && w.test.says != VerdictState::holding &&
           w.test.says != VerdictState::not_assessable;
  };
  return any(doubts) ? VerdictState::strained : VerdictState::holding;
}

bool decides(const Weighed& weighed, VerdictState verdict, bool need_is_lacking) {
  using Weight = Weighed::Weight;
  const VerdictState says = weighed.test.says;
  switch (verdict) {
    case VerdictState::not_assessable:
      return says == VerdictState::not_assessable &&
             (need_is_lacking ? weighed.weight == Weight::needed : weighed.weight != Weight::informs);
    case VerdictState::broken:
      return weighed.weight == Weight::breaks && says == VerdictState::broken;
    case VerdictState::strained:
      return weighed.weight >= Weight::shows && (says == VerdictState::strained || says == VerdictState::broken);
    case VerdictState::holding:
      return weighed.weight >= Weight::shows && says == VerdictState::holding;
  }
  return false;
}

}  // namespace

findings::VerdictTest nothing_recorded(const terms::Terms& terms, Instant known_at) {
  return {.test = "recorded",
          .says = VerdictState::not_assessable,
          .decides = true,
          .reason = known_at == end_of_time ? msg::assess::nothing_recorded()
                                            : msg::assess::nothing_recorded_by(terms.agreement.zone.show(known_at))};
}

void reach_verdict(const Facts& facts, findings::VerdictState& verdict, std::vector<findings::VerdictTest>& tests) {
  std::vector<Weighed> all;
  if (!facts.anything_recorded) {
    all.push_back({nothing_recorded(facts.terms, facts.assessment.known_at), Weighed::Weight::needed});
  } else {
    all.push_back(record_reaches(facts));
  }
  all.push_back(in_force(facts));
  if (auto unit = unit_not_counted(facts.terms.counting)) {
    all.push_back(lacking("counting_rule", msg::assess::counts_otherwise(std::move(*unit))));
  }
  all.push_back(coverage(facts));
  all.push_back(certainty(facts));
  for (const auto& window : facts.assessment.windows)
    all.push_back(elapsed_window(facts, window));
  all.push_back(since_entry(facts));
  all.push_back(alarm(facts));
  all.push_back(control(facts));
  verdict = follow(all);
  const bool need_is_lacking = lacks_what_is_needed(all);
  tests.clear();
  for (auto& weighed : all) {
    weighed.test.decides = decides(weighed, verdict, need_is_lacking);
    tests.push_back(std::move(weighed.test));
  }
}

}  // namespace entente::assess
