// SPDX-License-Identifier: Apache-2.0
// What made records are made by.
#include "simulate/model.hpp"

namespace entente::simulate {

std::string_view word(Effect::Shape shape) {
  constexpr std::array<std::string_view, effect_shape_count> words{"none", "sudden", "slow", "fading", "reversed"};
  return words[static_cast<std::size_t>(shape)];
}

}  // namespace entente::simulate
