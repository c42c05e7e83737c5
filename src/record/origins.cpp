// SPDX-License-Identifier: Apache-2.0
// Looks origins up under every spelling that the register has.
#include "record/origins.hpp"

#include <algorithm>

namespace entente::record {
namespace {

std::string in_lower_case(std::string_view spelling) {
  std::string lower(spelling);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

}  // namespace

OriginGroups::OriginGroups(const std::map<SourceId, Source>& sources) {
  for (const auto& [id, source] : sources) {
    if (source.origin_group.empty()) continue;
    const auto add = [&](const std::string& spelling) {
      if (spelling.empty()) return;
      const auto [place, is_new] = group_of_.try_emplace(in_lower_case(spelling), source.origin_group);
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
  const auto found = group_of_.find(in_lower_case(origin));
  return found == group_of_.end() || found->second.empty() ? origin : std::string_view(found->second);
}

}  // namespace entente::record
