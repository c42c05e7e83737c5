// SPDX-License-Identifier: Apache-2.0
// Words of the world made safe to show: nobody's zone name moves the cursor or turns the line around.
#pragma once

#include <string>
#include <string_view>

namespace entente::i18n {

/// `words` with U+FFFD in place of each character that steers a terminal or the direction of what stands around it, and
/// in place of what is not UTF-8. What is for programs (JSON, CSV) keeps the words as they are.
///
/// They are C0 with line feed and tab, DEL and C1, the separators of lines and paragraphs U+2028 and U+2029, the marks
/// U+061C, U+200E and U+200F, the embeddings, overrides and isolates U+202A to U+202E and U+2066 to U+2069, and the
/// deprecated signs U+206A to U+206F. Letters keep their direction, joiners stay.
/// source   Unicode Standard Annex #9, 2.1 to 2.5; Unicode Technical Report #36, "Bidirectional Text Spoofing".
[[nodiscard]] std::string printable(std::string_view words);

}  // namespace entente::i18n
