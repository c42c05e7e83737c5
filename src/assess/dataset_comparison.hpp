// SPDX-License-Identifier: Apache-2.0
// What several datasets say of the same area and days, side by side: never summed, and how far they are one voice.
#pragma once

#include "assess/windows.hpp"
#include "findings/beside.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::assess {

using findings::DatasetComparison;
using findings::DatasetSays;
using findings::Direction;
using findings::SharedOrigin;

/// What one dataset has of the area. The claims' tally must outlive it.
struct DatasetClaims {
  std::string dataset;
  Claims claims;
};

/// Counts each dataset by itself and names the origins that they share, whatever the case of their letters.
///
/// Datasets of one name stay apart. cost     that of counting each.
/// source   docs/methods.md, "Datasets side by side".
[[nodiscard]] DatasetComparison compare_datasets(std::span<const DatasetClaims> datasets, const Sides& sides,
                                                 const Frame& frame);

}  // namespace entente::assess
