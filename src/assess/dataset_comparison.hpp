// SPDX-License-Identifier: Apache-2.0
// What several datasets say of the same area and days, side by side: never summed, and how far they are one voice.
#pragma once

#include "assess/windows.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::assess {

/// What one dataset has of the area. The claims' tally must outlive it.
struct DatasetClaims {
  std::string dataset;
  Claims claims;
};

/// Which way a dataset says that the rate went, by its interval that allows for clusters.
enum class Direction : std::uint8_t {
  fell = 0,       ///< surely below 1
  rose = 1,       ///< surely above 1
  undecided = 2,  ///< its interval holds 1
  unknown = 3,    ///< nothing before, or no days after: no ratio
};

/// One dataset's own count.
struct DatasetSays {
  std::string dataset;
  findings::Period before;
  findings::Period after;
  findings::Interval rate_ratio;            ///< exact
  findings::Interval rate_ratio_dispersed;  ///< allowing for clusters
  Direction direction = Direction::unknown;
  std::vector<findings::OriginShare> origins;  ///< of both sides together, largest first
  double shared_share = 0;                     ///< of its events, 0 … 1: those whose origin another dataset has too
  double unnamed_share = 0;  ///< those that name no origin: whether another dataset has them is not known
};

/// An origin that more than one dataset rests on: they are not independent there.
struct SharedOrigin {
  /// How much of one dataset it is.
  struct Part {
    std::string dataset;
    double events = 0;
    double share = 0;
  };
  std::string origin;       ///< as the first of the datasets spells it
  std::vector<Part> parts;  ///< in the order of the datasets; at least two
};

/// Side by side: no number of one is ever added to another's.
struct DatasetComparison {
  std::vector<DatasetSays> datasets;         ///< as given
  std::vector<SharedOrigin> shared_origins;  ///< the one of the largest part first, then by name
};

/// Counts each dataset by itself and names the origins that they share, whatever the case of their letters.
///
/// Datasets of one name stay apart. cost     that of counting each.
/// source   docs/methods.md, "Datasets side by side".
[[nodiscard]] DatasetComparison compare_datasets(std::span<const DatasetClaims> datasets, const Sides& sides,
                                                 const Frame& frame);

}  // namespace entente::assess
