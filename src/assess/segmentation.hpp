// SPDX-License-Identifier: Apache-2.0
// When the rate changed: the exactly best division of a daily series into stretches of constant rate.
#pragma once

#include "findings/findings.hpp"

#include <span>
#include <vector>

namespace entente::assess {

/// A division of days 0 … n-1 into stretches of constant rate.
struct Segmentation {
  std::vector<int> breaks;  ///< first day of every stretch but the first, ascending
  double cost = 0;          ///< -2 log likelihood without the constant, without penalties
};

/// The division that minimises cost + penalty × breaks, every stretch at least `min_segment_days` long.
///
/// daily    counts, also fractional, none negative.
/// ties     within 1e-9 go to the division whose last break is earlier.
/// returns  no breaks when the series is shorter than two stretches.
/// cost     between O(n) and O(n²); inequality pruning (PELT) that keeps the optimum exact.
/// source   docs/methods.md, "Breaks"; Jackson et al. 2005; Killick, Fearnhead & Eckley 2012.
[[nodiscard]] Segmentation segment(std::span<const double> daily, double penalty, int min_segment_days);

/// A division that is best for every penalty from `from` to `to`.
struct BestFor {
  double from = 0;
  double to = 0;
  Segmentation segmentation;
};

/// Every division that is best for some penalty of a range, in order of penalty.
/// cost     about twice as many segmentations as there are different ones.
/// source   CROPS: Haynes, Eckley & Fearnhead 2017.
[[nodiscard]] std::vector<BestFor> segment_over(std::span<const double> daily, double penalty_from, double penalty_to,
                                                int min_segment_days);

/// The breaks at `penalty_factor` × ln n, each with the days it moves over while the factor runs from 2 to 6 and those
/// between which it lies with 95 %.
///
/// A break of another penalty belongs to the nearest of these within one minimum segment (the earlier of two); one to
/// which none belongs at some penalty has vanished there.
/// `first_day` day 0 of the series.
/// source   docs/methods.md, "Breaks".
[[nodiscard]] std::vector<findings::ChangePoint> change_points(std::span<const double> daily, Day first_day,
                                                               double penalty_factor, int min_segment_days);

}  // namespace entente::assess
