// SPDX-License-Identifier: Apache-2.0
// Times: the share of a claim in which a clause was in force.
#include "evaluate/times.hpp"

#include "evaluate/words.hpp"
#include "msg/evaluate.hpp"

#include <algorithm>

namespace entente::evaluate {

using findings::Answer;
using findings::Condition;
using findings::Ground;

std::size_t TimeHash::operator()(const MaybeTime& claim) const {
  Mixer mixer;
  if (!claim) return mixer.value();
  const auto add = [&](auto since_epoch) { mixer.add(static_cast<std::uint64_t>(since_epoch.count())); };
  if (claim->days) {
    add(claim->days->first.time_since_epoch());
    add(claim->days->last.time_since_epoch());
  }
  if (claim->instants) {
    add(claim->instants->from.time_since_epoch());
    add(claim->instants->to.time_since_epoch());
  }
  return mixer.add(static_cast<std::uint64_t>(claim->meaning)).value();
}

std::size_t RangeHash::operator()(const TimeRange& range) const {
  const auto seconds = [](Instant instant) { return static_cast<std::uint64_t>(instant.time_since_epoch().count()); };
  return Mixer().add(seconds(range.from)).add(seconds(range.to)).value();
}

When make_when(const MaybeTime& claim, const TimeZone& zone) {
  When when;
  if (!claim) return when;
  when.range = claim->range_in(zone);
  if (when.range->empty()) when.range->to = when.range->from + std::chrono::seconds{1};
  when.throughout = claim->meaning == TimeClaim::Meaning::throughout;
  when.first_day = claim->days ? claim->days->first : zone.day_of(when.range->from);
  when.days = claim->days_touched(zone);
  return when;
}

double seconds_of(const TimeRange& range) {
  // The ends of time are too far apart for whole seconds.
  return static_cast<double>(range.to.time_since_epoch().count()) -
         static_cast<double>(range.from.time_since_epoch().count());
}

double share_in(const TimeRange& force, const When& when) {
  if (force.empty()) return 0;
  if (!when.range) return 0.5;
  const TimeRange inside = common(force, *when.range);
  if (inside.empty()) return 0;
  if (when.throughout) return 1;
  return seconds_of(inside) / seconds_of(*when.range);
}

Ground time_ground(const terms::ClauseId& clause, const TimeRange& force, const When& when, const TimeZone& zone) {
  if (force.empty()) return {Condition::time, Answer::unmet, msg::evaluate::time_never(clause.value)};
  if (!when.range) return {Condition::time, Answer::uncertain, msg::evaluate::time_unknown()};
  const double share = share_in(force, when);
  if (share == 1) return {Condition::time, Answer::met, msg::evaluate::time_met(clause.value)};
  if (share > 0) {
    const Instant last = when.range->to - std::chrono::seconds{1};
    return {Condition::time, Answer::uncertain,
            msg::evaluate::time_partly(clause.value, percent(share), zone.show(when.range->from), zone.show(last))};
  }
  if (when.range->to <= force.from) {
    return {Condition::time, Answer::unmet, msg::evaluate::time_before(clause.value, zone.show(force.from))};
  }
  return {Condition::time, Answer::unmet, msg::evaluate::time_after(clause.value, zone.show(force.to))};
}

}  // namespace entente::evaluate
