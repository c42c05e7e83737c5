// SPDX-License-Identifier: Apache-2.0
// Syrian month names, Latin digits: what the monitoring centres write.
#include "i18n/locale.hpp"

#include <array>
#include <cassert>
#include <cstddef>

namespace entente::i18n {
namespace {

constexpr std::array<const char*, 3> locales = {"en", "ar-SY-u-nu-latn", "ru"};

}  // namespace

const icu::Locale& locale_of(Language language) {
  static const std::array<icu::Locale, locales.size()> all = [] {
    std::array<icu::Locale, locales.size()> made;
    for (std::size_t i = 0; i < locales.size(); ++i) {
      UErrorCode status = U_ZERO_ERROR;
      made[i] = icu::Locale::forLanguageTag(locales[i], status);
      assert(U_SUCCESS(status));
    }
    return made;
  }();
  return all[static_cast<std::size_t>(language)];
}

}  // namespace entente::i18n
