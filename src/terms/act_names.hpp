// SPDX-License-Identifier: Apache-2.0
// What acts and weapons are called.
#pragma once

#include "base/message.hpp"
#include "terms/act.hpp"

namespace entente::terms {

/// The word in the reader’s language, within a sentence.
[[nodiscard]] Message name_of(Act act);
[[nodiscard]] Message name_of(Weapon weapon);

}  // namespace entente::terms
