// SPDX-License-Identifier: Apache-2.0
// Names of three scripts folded for comparison (docs/importers.md, "Names"); by hand, as this room is without ICU.
#include "geo/fold_name.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace entente::geo {
namespace {

/// The base letters of U+00C0…U+024F and U+1E00…U+1EFF; a dot where there is none.
constexpr std::string_view latin_from_00c0 =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggg"
    "hhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz..b......"
    ".........ff.............oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoo"
    "oo..j...gg..nnaa..ooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";
constexpr std::string_view latin_from_1e00 =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss"
    "ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee"
    "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// Reads one code point and moves on; bytes that are not UTF-8 are read as U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (more == 0 || at + more > text.size()) return 0xFFFD;
  auto code = static_cast<char32_t>(first & (0x3F >> more));
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0xFFFD;
    code = code << 6 | static_cast<char32_t>(byte(at + i) & 0x3F);
  }
  at += more;
  return code;
}

void append_utf8(char32_t code, std::string& text) {
  // Only ASCII, Cyrillic and Arabic letters are kept: one or two bytes.
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else {
    text += static_cast<char>(0xC0 | code >> 6);
    text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

enum class Sort { letter, space, dropped };

struct Folded {
  Sort sort = Sort::dropped;
  char32_t code = 0;
};

Folded letter(char32_t code) { return {Sort::letter, code}; }

Folded fold_latin(char32_t code) {
  if (code >= U'A' && code <= U'Z') return letter(code + 32);
  if ((code >= U'a' && code <= U'z') || (code >= U'0' && code <= U'9')) return letter(code);
  char base = '.';
  if (code >= 0xC0 && code < 0xC0 + latin_from_00c0.size()) base = latin_from_00c0[code - 0xC0];
  if (code >= 0x1E00 && code < 0x1E00 + latin_from_1e00.size()) base = latin_from_1e00[code - 0x1E00];
  if (base != '.') return letter(static_cast<char32_t>(base));
  return {};
}

Folded fold_cyrillic(char32_t code) {
  if (code == 0x401 || code == 0x451) return letter(0x435);  // ё is often written е
  if (code >= 0x400 && code <= 0x40F) return fold_cyrillic(code + 0x50);
  if (code >= 0x410 && code <= 0x42F) return fold_cyrillic(code + 0x20);
  if (code == 0x44A || code == 0x44C) return {};  // ъ and ь stand for the ayn, or for nothing
  return letter(code);
}

Folded fold_arabic(char32_t code) {
  switch (code) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
      return letter(0x627);  // alef with madda, hamza, wasla
    case 0x649:
    case 0x6CC:
      return letter(0x64A);  // alef maksura and Persian ya are ya
    case 0x629:
      return letter(0x647);  // ta marbuta is ha
    case 0x624:
      return letter(0x648);  // hamza on waw
    case 0x626:
      return letter(0x64A);  // hamza on ya
    case 0x6A9:
      return letter(0x643);  // Persian kaf
    default:
      break;
  }
  if (code >= 0x660 && code <= 0x669) return letter(U'0' + (code - 0x660));
  const bool is_letter = code >= 0x627 && code <= 0x64A && code != 0x640;  // no hamza alone, no tatweel
  return is_letter ? letter(code) : Folded{};
}

Folded fold(char32_t code) {
  switch (code) {
    case U' ':
    case U'\t':
    case U'\n':
    case U'-':
    case U'_':
    case U'/':
    case U',':
    case U'.':
    case U'(':
    case U')':
    case 0xA0:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x60C:
      return {Sort::space, 0};
    default:
      break;
  }
  if (code >= 0x400 && code <= 0x45F) return fold_cyrillic(code);
  if (code >= 0x600 && code <= 0x6FF) return fold_arabic(code);
  return fold_latin(code);  // apostrophes, ayn, hamza, combining marks and isolates are dropped
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < name.size();) {
    const Folded folded = fold(next_code_point(name, at));
    if (folded.sort == Sort::letter) append_utf8(folded.code, words.back());
    if (folded.sort == Sort::space && !words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

using Words = std::vector<std::pair<std::string_view, std::optional<NamedPlace::Kind>>>;

/// Words that say what kind of thing is named, folded as above.
const Words& kind_words() {
  using Kind = NamedPlace::Kind;
  static const Words words{
      {"governorate", Kind::governorate},
      {"governate", Kind::governorate},
      {"province", Kind::governorate},
      {"muhafazat", Kind::governorate},
      {"muhafazah", Kind::governorate},
      {"mohafazat", Kind::governorate},
      {"محافظه", Kind::governorate},
      {"мухафаза", Kind::governorate},
      {"провинция", Kind::governorate},
      {"district", Kind::district},
      {"mintaqat", Kind::district},
      {"mantiqat", Kind::district},
      {"mintaqah", Kind::district},
      {"منطقه", Kind::district},
      {"район", Kind::district},
      {"минтака", Kind::district},
      {"subdistrict", Kind::subdistrict},
      {"nahiyat", Kind::subdistrict},
      {"nahiyah", Kind::subdistrict},
      {"nahiya", Kind::subdistrict},
      {"nahia", Kind::subdistrict},
      {"ناحيه", Kind::subdistrict},
      {"нахия", Kind::subdistrict},
      {"town", Kind::locality},
      {"village", Kind::locality},
      {"city", Kind::locality},
      {"مدينه", Kind::locality},
      {"بلده", Kind::locality},
      {"قريه", Kind::locality},
      {"город", Kind::locality},
      {"деревня", Kind::locality},
      {"село", Kind::locality},
      {"поселок", Kind::locality},
      {"markaz", std::nullopt},
      {"مركز", std::nullopt},
      {"of", std::nullopt},
      {"the", std::nullopt},
      {"центр", std::nullopt},
  };
  return words;
}

bool is_article(std::string_view word) {
  static constexpr std::array<std::string_view, 48> articles{
      "al",  "el", "ul", "ad",  "ed",  "ar",  "er",  "as", "es", "at", "et", "an", "en", "ash",
      "esh", "az", "ez", "ath", "eth", "adh", "edh", "ал", "эл", "ад", "эд", "ар", "эр", "ас",
      "эс",  "ат", "эт", "ан",  "эн",  "аш",  "эш",  "аз", "эз", "ус", "ул", "ур", "уш", "уз"};
  return std::find(articles.begin(), articles.end(), word) != articles.end();
}

/// Arabic letters take two bytes: the article is four, and a name of one letter keeps it.
void drop_arabic_article(std::string& word) {
  static constexpr std::string_view article = "ال";
  if (word.starts_with(article) && word.size() > article.size() + 2) word.erase(0, article.size());
}

/// A letter written twice is one; a final -ah or -eh, as the ta marbuta is spelled, is -a.
void simplify(std::string& word) {
  if (static_cast<unsigned char>(word.front()) >= 0xD8) return;  // Arabic
  std::string simple;
  if (static_cast<unsigned char>(word.front()) >= 0xD0) {
    for (std::size_t i = 0; i + 1 < word.size(); i += 2) {
      if (i == 0 || word.compare(i, 2, word, i - 2, 2) != 0) simple.append(word, i, 2);
    }
  } else {
    std::unique_copy(word.begin(), word.end(), std::back_inserter(simple));
    if (simple.size() > 3 && (simple.ends_with("ah") || simple.ends_with("eh"))) {
      simple.resize(simple.size() - 2);
      simple += 'a';
    }
  }
  word = std::move(simple);
}

/// "sub-district" came apart at its hyphen.
void mend_subdistrict(std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != "sub" || words[i + 1] != "district") continue;
    words[i] += words[i + 1];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

}  // namespace

FoldedName fold_with_kind(std::string_view name) {
  FoldedName result;
  std::vector<std::string> words = words_of(name);
  mend_subdistrict(words);
  std::vector<std::string> kept;
  for (std::string& word : words) {
    std::string bare = word;
    drop_arabic_article(bare);
    const auto kind = std::find_if(kind_words().begin(), kind_words().end(),
                                   [&](const auto& entry) { return entry.first == word || entry.first == bare; });
    if (kind != kind_words().end()) {
      if (!result.kind) result.kind = kind->second;
    } else if (!is_article(word)) {
      kept.push_back(std::move(bare));
    }
  }
  // A name of nothing but such words is their name.
  if (kept.empty()) {
    kept = std::move(words);
    result.kind.reset();
  }
  for (std::string& word : kept) {
    simplify(word);
    if (!result.text.empty()) result.text += ' ';
    result.text += word;
  }
  return result;
}

std::string fold_name(std::string_view name) { return fold_with_kind(name).text; }

}  // namespace entente::geo
