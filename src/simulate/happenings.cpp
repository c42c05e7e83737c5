// SPDX-License-Identifier: Apache-2.0
// What really happens: events in order of time, some of themselves, some because of others.
#include "simulate/happenings.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <string_view>

namespace entente::simulate {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

// What is left of the beginning after it is below 1e-12.
double run_in_days(const FollowUps& follow_ups) {
  return follow_ups.mean() == 0 ? 0 : 30 * follow_ups.mean_days / (1 - follow_ups.mean());
}

Side other(Side side) { return side == Side::a ? Side::b : Side::a; }

}  // namespace

std::string_view word(Cause cause) {
  constexpr std::array<std::string_view, 3> words{"itself", "repeated", "retaliation"};
  return words[static_cast<std::size_t>(cause)];
}

std::string_view word(Side side) { return side == Side::a ? "a" : "b"; }

Instant instant_of(double day, Instant in_force) {
  constexpr double day_s = 86400;
  return in_force + std::chrono::seconds{static_cast<std::int64_t>(std::floor(day * day_s))};
}

Happenings::Happenings(const Model& model, Instant in_force, const AreaCounts& areas, std::uint64_t seed)
    : follow_ups_(model.follow_ups), first_day_(-model.days_before), end_day_(model.days_after), areas_(areas) {
  assert(0 <= follow_ups_.mean() && follow_ups_.mean() < 1 && follow_ups_.mean_days > 0);
  for (std::size_t i = 0; i < clocks_.size(); ++i) {
    auto& clock = clocks_[i];
    clock.random = Random(seed, i);
    clock.next_day = never;
    if (areas_[i] == 0) continue;
    clock.rates = daily_rates(model, static_cast<Stream>(i), in_force);
    for (auto& rate : clock.rates) {
      assert(rate >= 0);
      rate *= 1 - follow_ups_.mean();
    }
    clock.next_day = first_day_ - run_in_days(follow_ups_);
    advance(clock);
  }
}

// Through the days until their rates add up to a wait of mean 1.
void Happenings::advance(Clock& clock) const {
  double wait = clock.random.exponential();
  for (double day = clock.next_day; day < end_day_;) {
    const double next = std::floor(day) + 1;
    const double since_first = std::max(0.0, std::floor(day) - first_day_);
    const double rate = clock.rates[static_cast<std::size_t>(since_first)];
    const double passes = (next - day) * rate;
    if (wait < passes) {
      clock.next_day = std::min(day + wait / rate, std::nextafter(next, day));
      return;
    }
    wait -= passes;
    day = next;
  }
  clock.next_day = never;
}

std::optional<Event> Happenings::next() {
  for (;;) {
    Event event = take_first();
    if (!(event.day < end_day_)) return std::nullopt;
    const bool counts = event.day >= first_day_;
    if (counts) event.number = numbered_++;
    add_follow_ups(event, counts);
    if (counts) return event;
  }
}

Event Happenings::take_first() {
  const auto first = std::min_element(clocks_.begin(), clocks_.end(),
                                      [](const Clock& a, const Clock& b) { return a.next_day < b.next_day; });
  if (!to_come_.empty() && to_come_.top().day < first->next_day) {
    const Event event = to_come_.top();
    to_come_.pop();
    return event;
  }
  const auto stream = static_cast<std::size_t>(first - clocks_.begin());
  Event event;
  event.day = first->next_day;
  event.stream = static_cast<Stream>(stream);
  if (event.day == never) return event;
  event.area = static_cast<std::uint32_t>(first->random.below(areas_[stream]));
  event.by = first->random.chance(0.5) ? Side::a : Side::b;
  advance(*first);
  return event;
}

void Happenings::add_follow_ups(const Event& event, bool numbered) {
  auto& random = clocks_[static_cast<std::size_t>(event.stream)].random;
  for (int more = random.poisson(follow_ups_.repeated); more > 0; --more)
    add_follow_up(event, numbered, Cause::repeated);
  for (int more = random.poisson(follow_ups_.retaliation); more > 0; --more)
    add_follow_up(event, numbered, Cause::retaliation);
}

void Happenings::add_follow_up(const Event& event, bool numbered, Cause cause) {
  auto& random = clocks_[static_cast<std::size_t>(event.stream)].random;
  Event more = event;
  more.number = made_++;
  more.day = event.day + follow_ups_.mean_days * random.exponential();
  more.cause = cause;
  if (cause == Cause::retaliation) more.by = other(event.by);
  more.follows = numbered ? std::optional(event.number) : std::nullopt;
  if (more.day < end_day_) to_come_.push(more);
}

}  // namespace entente::simulate
