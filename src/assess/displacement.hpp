// SPDX-License-Identifier: Apache-2.0
// Did the violence move next door? The zone and the rings around it, before and after.
#pragma once

#include "assess/estimated.hpp"
#include "assess/rate_ratio.hpp"
#include "base/result.hpp"
#include "geo/shape.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace entente::assess {

/// Where the rings end that are usual: 0-10, 10-20, 20-40 km from the zone, metres.
inline constexpr std::array usual_ring_ends_m{10e3, 20e3, 40e3};

/// The rings around a zone, made ready to be asked. Each is what lies further from the zone than the last one's end, or
/// outside of the zone, and at most its own end away.
class Rings {
 public:
  /// errors   invalid when the ends are not positive, ascending and at most 5,000 km.
  [[nodiscard]] static Result<Rings> around(const geo::Shape& zone, std::span<const double> ends_m = usual_ring_ends_m);

  /// How a claim lies in each ring, from the zone outwards; by its geometry alone.
  ///
  /// Probabilities of the zone, the rings and beyond add up to 1. A claim of names only is in no ring, but possibly in
  /// each: {0, 0, 1}. accuracy   that of Shape::grown and Shape::membership.
  [[nodiscard]] std::vector<geo::Membership> memberships(const geo::PlaceClaim& claim) const;

 private:
  explicit Rings(std::vector<geo::Shape> within) : within_(std::move(within)) {}
  std::vector<geo::Shape> within_;  // the zone, then all within each end
};

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
  BeforeAfter counted;
  findings::Interval exact;              ///< rate after over before
  findings::Interval dispersed;          ///< the same, allowing for clusters
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

/// Compares every area with what it would have had if it had changed as the controls did.
///
/// controls  none: as if nothing else had changed. They should lie farther out than the rings.
/// errors    in each part its own: nothing_counted when the controls had no events before or after; out_of_range for
///           counts or days that cannot be.
/// source    docs/methods.md, "Displacement"; Guerette & Bowers 2009.
[[nodiscard]] Displacement displacement(const BeforeAfter& zone, std::span<const BeforeAfter> rings,
                                        const std::optional<BeforeAfter>& controls);

}  // namespace entente::assess
