// SPDX-License-Identifier: Apache-2.0
// Names that each language writes its own way, and shares.
#include "evaluate/words.hpp"

#include "msg/word.hpp"

#include <cmath>

namespace entente::evaluate {
Message name_of(const i18n::Names& names, std::string_view id) {
  const auto in = [&](i18n::Language language) {
    const std::string& name = names.in(language);
    return name.empty() ? std::string(id) : name;
  };
  return msg::word::name(in(i18n::Language::en), in(i18n::Language::ar), in(i18n::Language::ru));
}

Message name_of(const terms::Actor& actor) { return name_of(actor.names, actor.id.value); }
Message name_of(std::string_view words) { return msg::word::name(words, words, words); }

Message percent(double share) {
  constexpr double all_tenths = 1000;
  const double tenths = std::round(share * all_tenths);
  if (share > 0 && tenths == 0) return msg::word::percent_below();
  if (share < 1 && tenths == all_tenths) return msg::word::percent_above();
  return msg::word::percent(tenths / 10);
}

}  // namespace entente::evaluate
