// SPDX-License-Identifier: Apache-2.0
// Random numbers that are the same on every machine: the standard's distributions are not.
#pragma once

#include <cstdint>

namespace entente::simulate {

/// SplitMix64 (Steele, Lea & Flood 2014): one stream per seed.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// The next 64 bits of the stream.
  [[nodiscard]] std::uint64_t bits();
  /// Within (0, 1), never an end.
  [[nodiscard]] double uniform();
  /// 0 … below - 1; below > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t below);
  /// True with this probability; never at 0, always at 1.
  [[nodiscard]] bool chance(double probability) { return uniform() < probability; }
  /// The wait for the next event at `rate` a unit of time, by inversion; rate > 0.
  [[nodiscard]] double wait(double rate);
  /// A count with mean `mean` of the form 0, 1, 2, … each (1 - p) times as likely as the one before.
  [[nodiscard]] int geometric(double mean);

 private:
  std::uint64_t state_;
};

}  // namespace entente::simulate
