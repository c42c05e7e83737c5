// SPDX-License-Identifier: Apache-2.0
// The locale that words, numbers and dates of a language follow; inside this room only.
#pragma once

#include "i18n/render.hpp"

#include <unicode/locid.h>

namespace entente::i18n {

/// Of the catalogue's languages; digits are Latin in all of them.
[[nodiscard]] const icu::Locale& locale_of(Language language);

}  // namespace entente::i18n
