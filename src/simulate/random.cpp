// SPDX-License-Identifier: Apache-2.0
// Random numbers that are the same on every machine: the standard's distributions are not.
#include "simulate/random.hpp"

#include <cassert>
#include <cmath>

namespace entente::simulate {

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

double Random::wait(double rate) {
  assert(rate > 0);
  return -std::log(uniform()) / rate;
}

int Random::geometric(double mean) {
  if (mean <= 0) return 0;
  return static_cast<int>(std::log(uniform()) / std::log(mean / (1 + mean)));
}

}  // namespace entente::simulate
