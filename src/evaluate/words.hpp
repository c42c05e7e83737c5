// SPDX-License-Identifier: Apache-2.0
// How the reasons of findings name acts, weapons (terms/act_names.hpp), actors, zones and times; inside this room only.
#pragma once

#include "base/message.hpp"
#include "base/time.hpp"
#include "i18n/names.hpp"
#include "terms/act_names.hpp"
#include "terms/terms.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::evaluate {

/// A name that each language writes its own way; `id` where there is none.
[[nodiscard]] Message name_of(const i18n::Names& names, std::string_view id);
/// Its name in each language, its id where it has none.
[[nodiscard]] Message name_of(const terms::Actor& actor);
/// A name that all languages write alike, e.g. as the source spelt it.
[[nodiscard]] Message name_of(std::string_view words);

/// 0.12345 → "12.3 %"; a share that is neither none nor all never looks so ("<0.1 %", ">99.9 %").
[[nodiscard]] Message percent(double share);

}  // namespace entente::evaluate
