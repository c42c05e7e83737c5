// SPDX-License-Identifier: Apache-2.0
// A table as people read it: each cell in the words and digits of a language.
#pragma once

#include "codec/table.hpp"
#include "i18n/render.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::report {

/// What a table says in a language.
struct TableWords {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;  ///< one text per column; nothing is "–"
  std::vector<bool> numeric;                   ///< by column: whether there are only numbers in it, or nothing
};

/// Numbers of a column have alike many digits behind the point: three where any has a fraction, else none; one that is
/// not zero never looks so ("<0.001"). Words of the world are made printable.
[[nodiscard]] TableWords words_of(const codec::Table& table, i18n::Language language);

/// Whether a text is a date, an id or a number, which is not to be broken at its hyphens.
[[nodiscard]] bool is_one_word(std::string_view words);

}  // namespace entente::report
