// SPDX-License-Identifier: Apache-2.0
// What really happens: events in order of time, some of themselves, some because of others.
#pragma once

#include "base/time.hpp"
#include "simulate/intensity.hpp"
#include "simulate/model.hpp"
#include "simulate/random.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

namespace entente::simulate {

/// The two that fight; with carve-outs, `b` is the carved-out group.
enum class Side : std::uint8_t { a = 0, b = 1 };
/// Why an event happened.
enum class Cause : std::uint8_t { itself = 0, repeated = 1, retaliation = 2 };
/// "retaliation": the word in the truth. The same for sides, "a" and "b".
[[nodiscard]] std::string_view word(Cause cause);
[[nodiscard]] std::string_view word(Side side);

/// Something that happened, reported or not.
struct Event {
  std::uint64_t number = 0;  ///< from 0, in order of time
  double day = 0;            ///< since entry into force, in days of 24 hours; negative before it
  Stream stream = Stream::zone;
  std::uint32_t area = 0;  ///< of the stream's areas, from 0; follow-ups are where what they follow was
  Side by = Side::a;       ///< who began it
  Cause cause = Cause::itself;
  std::optional<std::uint64_t> follows;  ///< number of the event that brought it about; none also when that was earlier

  friend bool operator==(const Event&, const Event&) = default;
};

/// When it was, to the second.
[[nodiscard]] Instant instant_of(double day, Instant in_force);

/// How many areas each stream has; a stream without areas has no events.
using AreaCounts = std::array<std::uint32_t, stream_count>;

/// The events of a model one by one, in order of time; the same seed gives the same events.
///
/// What happens of itself comes at the rate of each day, follow-ups after their waits: the cluster representation of
/// the self-exciting process. It runs in before the first day, so that the first days have their follow-ups too. The
/// streams do not touch each other: another rate of the controls changes no event of the zone but its number.
/// cost     some 0.3 µs an event, memory for the follow-ups that are still to come.
/// source   docs/methods.md, "Made records"; Hawkes & Oakes 1974; Lewis & Shedler 1979.
class Happenings {
 public:
  /// expects  no rate below 0, follow-ups whose mean is from 0 to below 1 and whose wait is above 0.
  Happenings(const Model& model, Instant in_force, const AreaCounts& areas, std::uint64_t seed);
  /// None when the model's last day is over.
  [[nodiscard]] std::optional<Event> next();

 private:
  /// What happens of itself in one stream.
  struct Clock {
    std::vector<double> rates;  // of itself, for each day
    Random random{0};
    double next_day = 0;
  };
  /// By time, then in the order of making.
  struct Later {
    bool operator()(const Event& a, const Event& b) const {
      return a.day != b.day ? a.day > b.day : a.number > b.number;
    }
  };

  void advance(Clock& clock) const;
  [[nodiscard]] Event take_first();
  void add_follow_ups(const Event& event, bool numbered);
  void add_follow_up(const Event& event, bool numbered, Cause cause);

  FollowUps follow_ups_;
  double first_day_;
  double end_day_;
  AreaCounts areas_;
  std::array<Clock, stream_count> clocks_;
  std::priority_queue<Event, std::vector<Event>, Later> to_come_;  // numbered in the order of making
  std::uint64_t made_ = 0;
  std::uint64_t numbered_ = 0;
};

}  // namespace entente::simulate
