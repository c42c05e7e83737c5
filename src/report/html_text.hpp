// SPDX-License-Identifier: Apache-2.0
// Words inside HTML and SVG; inside this room only.
#pragma once

#include <string>
#include <string_view>

namespace entente::report {

/// `words` so that they are text or an attribute's value and nothing else.
[[nodiscard]] inline std::string escaped(std::string_view words) {
  std::string text;
  text.reserve(words.size());
  for (const char c : words) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      case '\'':
        text += "&#39;";
        break;
      default:
        text += c;
    }
  }
  return text;
}

}  // namespace entente::report
