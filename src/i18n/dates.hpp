// SPDX-License-Identifier: Apache-2.0
// Days and months as a language writes them.
#pragma once

#include "base/time.hpp"
#include "i18n/render.hpp"

#include <string>

namespace entente::i18n {

/// "10 November 2017", "10 تشرين الثاني 2017", "10 ноября 2017": in a sentence or a title; tables have 2017-11-10.
[[nodiscard]] std::string render_day(Day day, Language language);
/// "Nov", "تشرين الثاني", "нояб.": the month by itself, as short as the language has it.
[[nodiscard]] std::string render_month(Day day, Language language);

}  // namespace entente::i18n
