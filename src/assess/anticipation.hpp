// SPDX-License-Identifier: Apache-2.0
// Between announcement and entry into force: a last push, or a truce that began early?
#pragma once

#include "assess/estimated.hpp"
#include "assess/windows.hpp"

#include <optional>

namespace entente::assess {

/// What was counted before the announcement, until entry into force, and after it; ratios of rates with 95 % ends.
struct Anticipation {
  findings::Period before;        ///< as many days as asked, until the announcement
  findings::Period anticipation;  ///< from the announcement until entry into force
  findings::Period after;         ///< as many days as asked from entry into force, until `at` at the latest
  /// Exact, and allowing for clusters. Not defined where the earlier one of two had none, or no time.
  struct Ratio {
    findings::Interval exact;
    findings::Interval dispersed;
  };
  Ratio anticipation_over_before;
  Ratio after_over_before;  ///< the truce against days that did not know of it
  Ratio after_over_anticipation;
  double dispersion = 1;  ///< factor of the variance in `dispersed`, from the days before and after
};

/// Counts the days in which both sides knew that it would begin beside the days before and after.
///
/// days      of the windows before and after, more than 0.
/// By TimeBy::start the announcement's civil day is the first that knew of it, and that of entry into force is after.
/// errors    out_of_range when nobody announced it before it was in force, by TimeBy::start on an earlier civil day, or
/// days
///           is not positive; too_few when `at` is not after entry into force.
/// source    docs/methods.md, "Anticipation".
[[nodiscard]] Estimated<Anticipation> anticipation(const Claims& claims, const Frame& frame,
                                                   const std::optional<Instant>& announced, int days);

}  // namespace entente::assess
