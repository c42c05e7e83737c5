// SPDX-License-Identifier: Apache-2.0
// Looks origins up under every spelling that the register has.
#include "record/origins.hpp"

#include "base/words.hpp"

#include <algorithm>

namespace entente::record {

OriginGroups::OriginGroups(const std::map<SourceId, Source>& sources) {
  for (const auto& [id, source] : sources) {
    if (source.origin_group.empty()) continue;
    const auto add = [&](const std::string& spelling) {
      if (spelling.empty()) return;
      const auto [place, is_new] = group_of_.try_emplace(lower_ascii(spelling), source.origin_group);
      if (!is_new && place->second != source.origin_group) place->second.clear();
    };
    add(id.value);
    for (const auto* name : {&source.names.en, &source.names.ar, &source.names.ru})
      add(*name);
    std::for_each(source.names.aliases.begin(), source.names.aliases.end(), add);
  }
}

std::string_view OriginGroups::of(std::string_view origin) const {
  if (group_of_.empty()) return origin;
  const auto found = group_of_.find(lower_ascii(origin));
  return found == group_of_.end() || found->second.empty() ? origin : std::string_view(found->second);
}

}  // namespace entente::record
