// SPDX-License-Identifier: Apache-2.0
// ICU's patterns for days.
#include "i18n/dates.hpp"

#include "i18n/locale.hpp"

#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <cassert>
#include <chrono>

namespace entente::i18n {
namespace {

std::string render_by(const char* pattern, Day day, Language language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::SimpleDateFormat format(icu::UnicodeString::fromUTF8(pattern), locale_of(language), status);
  assert(U_SUCCESS(status));
  format.setTimeZone(*icu::TimeZone::getGMT());
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch());
  icu::UnicodeString words;
  format.format(static_cast<UDate>(since.count()), words);
  std::string text;
  words.toUTF8String(text);
  return text;
}

}  // namespace

std::string render_day(Day day, Language language) { return render_by("d MMMM y", day, language); }
std::string render_month(Day day, Language language) { return render_by("LLL", day, language); }

}  // namespace entente::i18n
