// SPDX-License-Identifier: Apache-2.0
// Turns messages into words of English, Arabic or Russian, from the one catalogue that is built in.
#pragma once

#include "base/message.hpp"

#include <string>
#include <string_view>

namespace entente::i18n {

/// The languages of the catalogue; every message is there in all of them.
enum class Language { en, ar, ru };

/// "en", "ar", "ru".
[[nodiscard]] std::string_view code(Language language);
/// True for Arabic.
[[nodiscard]] bool right_to_left(Language language);

/// The words of `message`; digits are Latin, plural forms are those of the language.
///
/// In Arabic every textual argument stands between Unicode isolates (FSI … PDI), so that ids, paths and Latin names
/// keep their order. A list argument is joined as the language joins lists.
/// cost     a few microseconds; patterns are compiled once per thread.
[[nodiscard]] std::string render(const Message& message, Language language);

/// Words that stand in a line with others, a cell of a row: in a language from right to left between FSI and PDI, since
/// Latin ids and numbers side by side would else be read as one run from left to right. As they are in other languages.
[[nodiscard]] std::string isolated(std::string_view words, Language language);
/// The language's own words beside Latin ones, in a line that begins with these: as `isolated`, but from right to left
/// whatever their first letter is (RLI).
[[nodiscard]] std::string beside_latin(std::string_view words, Language language);
/// What a line begins with, so that it runs in the language's direction whatever its first letter is; mostly nothing.
[[nodiscard]] std::string_view line_start(Language language);

/// What a line begins with, so that it runs from left to right: one of Latin words, with the language's own beside
/// them.
[[nodiscard]] std::string_view latin_line_start(Language language);

/// A number as the language writes it, with `decimals` digits behind the point; grouped from 1,000, as in sentences.
[[nodiscard]] std::string render_number(double value, int decimals, Language language);

}  // namespace entente::i18n
