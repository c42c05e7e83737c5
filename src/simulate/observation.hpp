// SPDX-License-Identifier: Apache-2.0
// What is reported of an event: by whom, how exactly, how late, and how it is corrected.
#pragma once

#include "simulate/happenings.hpp"
#include "simulate/world.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace entente::simulate {

/// How exactly a report says where: UCDP's where_prec, from 1 on.
enum class Precision : std::uint8_t {
  settlement = 0,  ///< within 2 km of its centre, every spot alike
  nearby = 1,      ///< within 25 km of it, ever less likely outwards
  district = 2,    ///< the smallest named area round a settlement
  area = 3,        ///< the named area
  line = 4,        ///< a road or a stretch of land in it: the named area
  country = 5,
};
inline constexpr int precision_count = 6;
/// "nearby": the word in the truth.
[[nodiscard]] std::string_view word(Precision precision);
/// Of a settlement's disc, and of what lies near it.
inline constexpr double settlement_radius_m = 2000;
inline constexpr double nearby_radius_m = 25000;

/// Somebody who tells of events; those of one group have one origin.
struct Reporter {
  std::string_view id;
  std::string_view name;
  std::string_view group;
};
inline constexpr std::array<Reporter, 6> reporters{{{"observer-a", "Observer A", "Observer A"},
                                                    {"bulletin-a", "Bulletin A", "Observer A"},
                                                    {"channel-a", "Channel A", "Observer A"},
                                                    {"observer-b", "Observer B", "Observer B"},
                                                    {"bulletin-b", "Bulletin B", "Observer B"},
                                                    {"channel-b", "Channel B", "Observer B"}}};

/// Where somebody places an event.
struct Placed {
  Precision precision = Precision::settlement;
  std::optional<std::uint32_t> locality;  ///< of the area's localities; none when it has none
};

/// People killed, low <= best <= high, and the civilians among the best estimate.
struct Toll {
  record::Estimate killed;
  std::int32_t civilians = 0;
};

/// One report, without its words.
struct Report {
  std::uint64_t event = 0;
  Instant known_at{};
  DayRange days{};  ///< of the agreement's zone
  Stream stream = Stream::zone;
  std::uint32_t area = 0;
  Placed place;
  terms::Act act = terms::Act::hostilities;
  Toll toll;
  std::optional<Side> by;  ///< who is said to have begun
  std::uint8_t first_reporter = 0;
  std::uint8_t reporter_bits = 0;  ///< all of them, bit i is `reporters[i]`
};

/// What is said of an event in the end, and at first where that was something else.
struct Reports {
  Report first;
  std::optional<Report> correction;

  /// What stands when everything is known.
  [[nodiscard]] const Report& last() const { return correction ? *correction : first; }
};

/// The share of events that nobody reports in a week, counted from entry into force; negative: before it.
///
/// Its mean over the weeks of a side is the model's; it moves evenly over `varying` of the room that there is.
[[nodiscard]] double missing_share(const Missing& missing, std::uint64_t seed, int week);
/// The week of a day, both counted from entry into force.
[[nodiscard]] int week_of(double day);

/// Tells of events. What it tells of one does not depend on the others, nor on how many are missed: a higher share
/// missed takes reports out and changes none.
class Observer {
 public:
  /// `world` must outlive it.
  Observer(const World& world, const Model& model, std::uint64_t seed);

  /// None when nobody reports it.
  /// cost     some 0.3 µs.
  [[nodiscard]] std::optional<Reports> observe(const Event& event) const;
  /// How it is placed in the end, also when nobody reports it.
  [[nodiscard]] Placed place_of(const Event& event) const;
  /// As of this seed.
  [[nodiscard]] double missing_share(int week) const { return simulate::missing_share(model_.missing, seed_, week); }

 private:
  [[nodiscard]] Placed placed(const Event& event, Random& random) const;
  [[nodiscard]] DayRange days(Day truly, Random& random) const;
  [[nodiscard]] Instant known_at(const Report& report, Random& random) const;
  void add_reporters(Report& report, Random& random) const;
  /// The first version of a report that is corrected later: another settlement, later days, half the toll.
  [[nodiscard]] Report mistaken(const Event& event, Report report, Random& random) const;

  const World& world_;
  Model model_;
  std::uint64_t seed_;
};

}  // namespace entente::simulate
