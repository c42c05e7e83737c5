// SPDX-License-Identifier: Apache-2.0
// Turns messages into words of English, Arabic or Russian, from the one catalogue that is built in.
#pragma once

#include "base/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace entente::i18n {

/// The languages of the catalogue; every message is there in all of them.
enum class Language { en, ar, ru };

/// "en", "ar", "ru". Nothing else is a language of Entente.
[[nodiscard]] std::optional<Language> parse_language(std::string_view text);
/// The form that parse_language reads.
[[nodiscard]] std::string_view code(Language language);
/// True for Arabic.
[[nodiscard]] bool right_to_left(Language language);

/// The words of `message`; digits are Latin, plural forms are those of the language.
///
/// In Arabic every textual argument stands between Unicode isolates (FSI … PDI), so that ids, paths and Latin names
/// keep their order. A list argument is joined as the language joins lists.
/// cost     a few microseconds; patterns are compiled once per thread.
[[nodiscard]] std::string render(const Message& message, Language language);

/// A number as the language writes it, with `decimals` digits behind the point; no grouping below 10,000.
[[nodiscard]] std::string render_number(double value, int decimals, Language language);

}  // namespace entente::i18n
