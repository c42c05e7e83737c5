// SPDX-License-Identifier: Apache-2.0
// In which zones do a million points lie, each at its own time? An exact answer at a few nanoseconds a point.
#pragma once

#include "base/time.hpp"
#include "geo/place.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace entente::geo {

struct ZoneTables;

/// An outline and when it holds.
struct ZoneArea {
  Outline outline;
  TimeRange valid;
};

/// Which vector instructions a join uses; every one gives the same answers.
enum class Simd { portable, avx2, avx512 };

/// The widest that this machine has.
[[nodiscard]] Simd best_simd();

/// What a join answers: for each point the set of zones that hold it, as the number of a set.
///
/// Equal numbers mean equal sets within one ZoneAnswers. 0 is no zone; a number from 1 to n, n the count of zones of
/// the index, is the one zone `number - 1`; larger numbers are sets of several zones. Made by ZoneIndex::locate; reuse
/// one object to save its memory. Refers to the index, which must outlive it only through its own shared ownership.
class ZoneAnswers {
 public:
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }
  /// The zones of a point, ascending.
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t point) const { return zones_of(numbers_[point]); }
  /// The number of the set of each point.
  [[nodiscard]] std::span<const std::uint32_t> numbers() const { return numbers_; }
  /// The zones of a numbered set, ascending.
  [[nodiscard]] std::span<const std::uint32_t> zones_of(std::uint32_t number) const;

 private:
  friend class ZoneIndex;
  std::shared_ptr<const ZoneTables> tables_;
  std::vector<std::uint32_t> numbers_;
  std::vector<std::vector<std::uint32_t>> more_sets_;  // met only where points lie exactly on several boundaries
};

/// An index of zones, immutable, cheap to copy and safe to share between threads (docs/methods.md, "Zone join").
///
/// Edges are straight in longitude and latitude; a geodesic outline is densified to edges of at most 1 km first, so
/// that this makes at most 1.4 cm of difference; a planar outline is taken exactly as it is. An edge goes the short way
/// round, so zones may cross the antimeridian; a ring around a pole contains it, on the side of the smaller area.
/// What is inside: the points with an odd number of ring edges between them and infinity, and every point on an edge.
/// This is exact for every double, and for outlines that cross neither the antimeridian nor a pole it is the answer of
/// GEOS's IndexedPointInAreaLocator (interior or boundary) on the same edges.
class ZoneIndex {
 public:
  /// zones   any number, in any order; a zone's number is its position here. Outlines were checked by Shape::make.
  /// cost    O(n log n) in edges; some 100 bytes for each edge, and at most 8 million grid cells.
  explicit ZoneIndex(std::span<const ZoneArea> zones);

  /// How many zones there are.
  [[nodiscard]] std::size_t size() const;

  /// Finds for each point the zones that contain it and are valid at its time.
  ///
  /// lng_deg, lat_deg, times  columns of equal length; a point that is not a number or outside -180…180 and -90…90
  ///          lies in no zone.
  /// returns  `answers`, replaced; in the order of the points, the same for every `simd`.
  /// cost     O(1) per point but near a zone's edges; 5,040 zones of 70 edges: see docs/methods.md.
  void locate(std::span<const double> lng_deg, std::span<const double> lat_deg, std::span<const Instant> times,
              ZoneAnswers& answers, Simd simd = best_simd()) const;

  /// The zones that contain one point at one time, ascending. For more than a few points use `locate`.
  [[nodiscard]] std::vector<std::uint32_t> zones_at(const LatLng& point, Instant time) const;

 private:
  std::shared_ptr<const ZoneTables> tables_;
};

}  // namespace entente::geo
