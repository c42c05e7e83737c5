// SPDX-License-Identifier: Apache-2.0
// Many shapes arranged to find the few that may hold anything of a place.
#pragma once

#include "geo/shape.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace entente::geo {

/// Immutable, safe to share between threads.
class ShapeIndex {
 public:
  /// cost     some microseconds a shape.
  explicit ShapeIndex(std::span<const Shape> shapes);
  ~ShapeIndex();
  ShapeIndex(ShapeIndex&&) noexcept;
  ShapeIndex& operator=(ShapeIndex&&) noexcept;

  /// The numbers of all shapes whose `membership` of the claim is not certainly outside, and of some others; ascending.
  /// None for a claim without geometry, or with an outline that is none: there it is the same for all shapes.
  /// cost     a microsecond or two for a disc or wedge, and what lies about it; an outline is built first.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> near(const PlaceClaim& claim) const;

 private:
  struct Caps;
  std::unique_ptr<const Caps> caps_;
};

}  // namespace entente::geo
