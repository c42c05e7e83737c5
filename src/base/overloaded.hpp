// SPDX-License-Identifier: Apache-2.0
// Visits a variant with one lambda per kind and no default, so that the compiler lists what a new kind touches.
#pragma once

namespace entente {

template <typename... Lambdas>
struct overloaded : Lambdas... {
  using Lambdas::operator()...;
};
template <typename... Lambdas>
overloaded(Lambdas...) -> overloaded<Lambdas...>;

}  // namespace entente
