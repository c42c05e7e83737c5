// SPDX-License-Identifier: Apache-2.0
// Random numbers that are the same on every machine: the standard's distributions are not.
#include "simulate/random.hpp"

#include <cassert>

namespace entente::simulate {

Random::Random(std::uint64_t seed, std::uint64_t stream) : state_(seed) {
  // Neighbouring numbers must not give overlapping streams: both are mixed before they meet.
  state_ = bits() ^ Random(~stream).bits();
}

std::uint64_t Random::bits() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31);
}

double Random::uniform() { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53; }

std::uint64_t Random::below(std::uint64_t below) {
  assert(below > 0);
  return static_cast<std::uint64_t>(uniform() * static_cast<double>(below));
}

double Random::exponential() {
  // The first of a falling run of odd length is exponential within [0, 1); each run of even length adds 1.
  for (double whole = 0;; ++whole) {
    const double first = uniform();
    double last = first;
    for (bool odd = true;; odd = !odd) {
      const double next = uniform();
      if (next <= last) {
        last = next;
        continue;
      }
      if (odd) return whole + first;
      break;
    }
  }
}

int Random::poisson(double mean) {
  int count = 0;
  for (double left = mean - exponential(); left >= 0; left -= exponential())
    ++count;
  return count;
}

int Random::geometric(double mean) {
  const double again = mean / (1 + mean);
  int count = 0;
  while (chance(again))
    ++count;
  return count;
}

}  // namespace entente::simulate
