// SPDX-License-Identifier: Apache-2.0
// How outcomes are told apart quickly.
#include "evaluate/outcomes.hpp"

#include <bit>

namespace entente::evaluate {

std::size_t PlacedHash::operator()(const Placed& placed) const {
  Mixer mixer;
  mixer.add(placed.place.probability).add(std::uint64_t{placed.ground});
  return mixer.add(static_cast<std::uint64_t>(std::bit_cast<std::uintptr_t>(placed.zone))).value();
}

std::size_t JudgedHash::operator()(const Judged& judged) const {
  Mixer mixer;
  mixer.add(std::uint64_t{judged.clause} << 32 | judged.readings);
  for (std::size_t i = 0; i + 1 < judged.grounds.size(); i += 2)
    mixer.add(std::uint64_t{judged.grounds[i]} << 32 | judged.grounds[i + 1]);
  return mixer.value();
}

}  // namespace entente::evaluate
