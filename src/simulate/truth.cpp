// SPDX-License-Identifier: Apache-2.0
// Gathers the truth; draws each event's spot from the density of the claim that is made of it.
#include "simulate/truth.hpp"

#include "geo/shape.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace entente::simulate {
namespace {

constexpr std::uint64_t spot_stream = 18;  // beside those of the observation

// Evenly over an outline: spots of its box until one lies inside.
class OutlineSpots {
 public:
  explicit OutlineSpots(const geo::Outline& outline) {
    if (auto shape = geo::Shape::make(outline)) shape_ = *std::move(shape);
    for (const auto& part : outline.parts) {
      for (const auto& corner : part.outer) {
        south_ = std::min(south_, corner.lat_deg);
        north_ = std::max(north_, corner.lat_deg);
        west_ = std::min(west_, corner.lng_deg);
        east_ = std::max(east_, corner.lng_deg);
      }
    }
  }

  [[nodiscard]] std::optional<geo::LatLng> draw(Random& random) const {
    constexpr int most_tries = 10'000;  // of an outline that is a thread in its box
    for (int i = 0; shape_ && i < most_tries; ++i) {
      // Areas are true in the sine of the latitude.
      const double south = std::sin(radians(south_));
      const double sine = south + (std::sin(radians(north_)) - south) * random.uniform();
      const geo::LatLng spot{std::asin(sine) * 180 / std::numbers::pi, west_ + (east_ - west_) * random.uniform()};
      if (shape_->contains(spot)) return spot;
    }
    return std::nullopt;
  }

 private:
  static double radians(double degrees) { return degrees * std::numbers::pi / 180; }

  std::optional<geo::Shape> shape_;
  double south_ = 90, north_ = -90, west_ = 180, east_ = -180;
};

geo::LatLng around(const geo::LatLng& centre, double distance_m, Random& random) {
  return geo::destination(centre, 360 * random.uniform(), distance_m);
}

// The middle of three draws has the density 6x(1 - x): that of the distance from the middle of a cone.
double middle_of_three(Random& random) {
  const double a = random.uniform();
  const double b = random.uniform();
  const double c = random.uniform();
  return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

class Spots {
 public:
  Spots(const World& world, std::uint64_t seed) : world_(world), seed_(Random(seed, spot_stream).bits()) {}

  [[nodiscard]] std::optional<geo::LatLng> of(const Event& event, const Placed& placed) {
    Random random(seed_, event.number);
    const auto& area = world_.area(event.stream, event.area);
    if (placed.locality && placed.precision <= Precision::nearby) {
      const auto& centre = area.localities[*placed.locality].centre;
      return placed.precision == Precision::settlement
                 ? around(centre, settlement_radius_m * std::sqrt(random.uniform()), random)
                 : around(centre, nearby_radius_m * middle_of_three(random), random);
    }
    if (!area.outline) return std::nullopt;
    return outlines_.try_emplace(&area, *area.outline).first->second.draw(random);
  }

 private:
  const World& world_;
  std::uint64_t seed_;
  std::map<const Area*, OutlineSpots> outlines_;
};

}  // namespace

double Truth::expected(Stream stream, int from, int to) const {
  assert(!days.empty() && days.front().day <= from && to <= days.back().day + 1);
  double sum = 0;
  for (int day = from; day < to; ++day)
    sum += days[static_cast<std::size_t>(day - days.front().day)].expected[static_cast<std::size_t>(stream)];
  return sum;
}

std::vector<TrueDay> true_days(const Model& model, Instant in_force, std::uint64_t seed) {
  std::vector<TrueDay> days;
  for (int day = -model.days_before; day < model.days_after; ++day)
    days.push_back({.day = day, .missed = missing_share(model.missing, seed, week_of(day))});
  for (std::size_t i = 0; i < stream_count; ++i) {
    const auto expected = expected_daily(daily_rates(model, static_cast<Stream>(i), in_force), model.follow_ups);
    for (std::size_t day = 0; day < days.size(); ++day)
      days[day].expected[i] = expected[day];
  }
  return days;
}

Truth truth_of(const World& world, const Model& model, std::uint64_t seed) {
  Truth truth{.model = model, .seed = seed, .in_force = world.in_force, .days = {}, .events = {}};
  truth.days = true_days(model, world.in_force, seed);
  const Observer observer(world, model, seed);
  Spots spots(world, seed);
  Happenings happenings(model, world.in_force, world.area_counts(), seed);
  while (const auto event = happenings.next()) {
    const auto placed = observer.place_of(*event);
    truth.events.push_back({.event = *event,
                            .at = instant_of(event->day, world.in_force),
                            .area = world.area(event->stream, event->area).code,
                            .spot = spots.of(*event, placed),
                            .reported_as = placed.precision,
                            .reported = observer.observe(*event).has_value()});
  }
  return truth;
}

}  // namespace entente::simulate
