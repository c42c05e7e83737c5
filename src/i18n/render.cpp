// SPDX-License-Identifier: Apache-2.0
// The built-in catalogue and ICU's MessageFormat.
#include "i18n/render.hpp"

#include "base/overloaded.hpp"
#include "i18n/locale.hpp"
#include "i18n/names.hpp"
#include "i18n/printable.hpp"

#include <unicode/listformatter.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace entente::i18n {
namespace {

constexpr std::size_t language_count = 3;

struct Row {
  std::string_view id;
  std::array<const char*, language_count> patterns;  // in the order of Language
};

constexpr Row catalogue[] = {
#include "catalogue.inc"
};

constexpr std::array<std::string_view, language_count> codes = {"en", "ar", "ru"};
std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

constexpr char16_t first_strong = u'\u2068';
constexpr char16_t from_the_right = u'\u2067';

icu::UnicodeString isolate(const icu::UnicodeString& text, Language language, char16_t sign = first_strong) {
  if (!right_to_left(language)) return text;
  return icu::UnicodeString(sign) + text + icu::UnicodeString(u'\u2069');
}

icu::UnicodeString to_utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

icu::UnicodeString render_text(const msg::Text& text, Language language, bool is_key) {
  return std::visit(overloaded{
                        [&](const std::string& words) {
                          const auto text_of_words = icu::UnicodeString::fromUTF8(is_key ? words : printable(words));
                          return is_key ? text_of_words : isolate(text_of_words, language);
                        },
                        [&](const std::vector<Message>& messages) {
                          std::vector<icu::UnicodeString> parts;
                          parts.reserve(messages.size());
                          for (const auto& message : messages) {
                            parts.push_back(icu::UnicodeString::fromUTF8(render(message, language)));
                          }
                          UErrorCode status = U_ZERO_ERROR;
                          const std::unique_ptr<icu::ListFormatter> list(
                              icu::ListFormatter::createInstance(locale_of(language), status));
                          icu::UnicodeString joined;
                          list->format(parts.data(), static_cast<int32_t>(parts.size()), joined, status);
                          assert(U_SUCCESS(status));
                          return joined;
                        },
                    },
                    text.value());
}

/// A compiled pattern, and the arguments that it only chooses by: those are keys, not words of a sentence.
struct Pattern {
  std::unique_ptr<icu::MessageFormat> format;
  std::set<std::string, std::less<>> chosen_by;
};

std::set<std::string, std::less<>> chosen_by(const icu::UnicodeString& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern parsed(pattern, nullptr, status);
  assert(U_SUCCESS(status));
  std::set<std::string, std::less<>> names;
  for (int32_t part = 0; part + 1 < parsed.countParts(); ++part) {
    const auto& start = parsed.getPart(part);
    if (start.getType() != UMSGPAT_PART_TYPE_ARG_START || start.getArgType() != UMSGPAT_ARG_TYPE_SELECT) continue;
    names.insert(to_utf8(parsed.getSubstring(parsed.getPart(part + 1))));  // the name follows the brace
  }
  return names;
}

/// The compiled pattern of a message; compiled once per thread, since formatting is not promised to be thread-safe.
const Pattern& pattern_of(std::string_view id, Language language) {
  thread_local std::map<std::pair<std::string_view, Language>, Pattern> compiled;
  auto& slot = compiled[{id, language}];
  if (!slot.format) {
    const auto* row = std::lower_bound(std::begin(catalogue), std::end(catalogue), id,
                                       [](const Row& a, std::string_view b) { return a.id < b; });
    assert(row != std::end(catalogue) && row->id == id);  // messages are made by the generated functions only
    UErrorCode status = U_ZERO_ERROR;
    const auto pattern = icu::UnicodeString::fromUTF8(row->patterns[static_cast<std::size_t>(language)]);
    slot.format = std::make_unique<icu::MessageFormat>(pattern, locale_of(language), status);
    assert(U_SUCCESS(status));
    slot.chosen_by = chosen_by(pattern);
  }
  return slot;
}

}  // namespace

std::string_view code(Language language) { return codes[static_cast<std::size_t>(language)]; }

bool right_to_left(Language language) { return language == Language::ar; }

std::string isolated(std::string_view words, Language language) { return to_utf8(isolate(to_utf16(words), language)); }

std::string beside_latin(std::string_view words, Language language) {
  return to_utf8(isolate(to_utf16(words), language, from_the_right));
}

std::string_view line_start(Language language) { return right_to_left(language) ? "\u200f" : ""; }

std::string_view latin_line_start(Language language) { return right_to_left(language) ? "\u200e" : ""; }

std::string render(const Message& message, Language language) {
  const Pattern& pattern = pattern_of(message.id, language);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& argument : message.arguments) {
    const bool is_key = pattern.chosen_by.contains(argument.name);
    names.push_back(icu::UnicodeString::fromUTF8(std::string(argument.name)));
    values.push_back(
        std::visit(overloaded{
                       [&](const msg::Text& text) { return icu::Formattable(render_text(text, language, is_key)); },
                       [](double number) { return icu::Formattable(number); },
                       [](std::int64_t number) { return icu::Formattable(number); },
                   },
                   argument.value));
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString words;
  pattern.format->format(names.data(), values.data(), static_cast<int32_t>(values.size()), words, status);
  assert(U_SUCCESS(status));
  return to_utf8(words);
}

std::string render_number(double value, int decimals, Language language) {
  UErrorCode status = U_ZERO_ERROR;
  const auto text = icu::number::NumberFormatter::withLocale(locale_of(language))
                        .precision(icu::number::Precision::fixedFraction(decimals))
                        .grouping(UNUM_GROUPING_AUTO)
                        .formatDouble(value, status)
                        .toString(status);
  assert(U_SUCCESS(status));
  return to_utf8(text);
}

const std::string& Names::in(Language language) const {
  const std::string& wanted = language == Language::ar ? ar : language == Language::ru ? ru : en;
  if (!wanted.empty()) return wanted;
  if (!en.empty()) return en;
  return ar.empty() ? ru : ar;
}

}  // namespace entente::i18n
