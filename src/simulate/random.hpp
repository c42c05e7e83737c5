// SPDX-License-Identifier: Apache-2.0
// Random numbers that are the same on every machine: the standard's distributions are not.
#pragma once

#include <cstdint>

namespace entente::simulate {

/// SplitMix64 (Steele, Lea & Flood 2014). Draws compare, add and multiply only: no logarithm, whose last bit differs
/// between machines, decides what is drawn (docs/methods.md, "Made records").
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  /// One of many streams of a seed, each as good as independent of the others.
  Random(std::uint64_t seed, std::uint64_t stream);

  /// The next 64 bits of the stream.
  [[nodiscard]] std::uint64_t bits();
  /// Within (0, 1), never an end.
  [[nodiscard]] double uniform();
  /// 0 … below - 1; below > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t below);
  /// True with this probability; never at 0, always at 1.
  [[nodiscard]] bool chance(double probability) { return uniform() < probability; }
  /// Exponential with mean 1, by comparisons alone. source   von Neumann 1951.
  [[nodiscard]] double exponential();
  /// A count with mean `mean`, how many waits of mean 1 fit into it. cost: in proportion to the count.
  [[nodiscard]] int poisson(double mean);
  /// A count with mean `mean` of the form 0, 1, 2, … each (1 - p) times as likely as the one before.
  [[nodiscard]] int geometric(double mean);

 private:
  std::uint64_t state_;
};

}  // namespace entente::simulate
