// SPDX-License-Identifier: Apache-2.0
// What an actor, a place or a zone is called.
#pragma once

#include "i18n/render.hpp"

#include <string>
#include <vector>

namespace entente::i18n {

/// Names per language and every other spelling met. Data carry neutral ids; names are only shown and searched.
struct Names {
  std::string en;
  std::string ar;
  std::string ru;
  std::vector<std::string> aliases;

  /// The name in `language`, else English, else any.
  [[nodiscard]] const std::string& in(Language language) const;
  friend bool operator==(const Names&, const Names&) = default;
};

}  // namespace entente::i18n
