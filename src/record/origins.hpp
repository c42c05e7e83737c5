// SPDX-License-Identifier: Apache-2.0
// Who said it first, as one origin however it is spelled: the origin groups of the register of sources.
#pragma once

#include "record/entry.hpp"

#include <map>
#include <string>
#include <string_view>

namespace entente::record {

/// The origin groups by every id and name under which the register knows their sources.
class OriginGroups {
 public:
  /// Of a view's `sources()`. A spelling that sources of different groups share names none of them.
  explicit OriginGroups(const std::map<SourceId, Source>& sources);

  /// The group of the source so called, whatever the case of ASCII letters; `origin` itself where the register says
  /// nothing. Lives as long as this and `origin`.
  /// cost     one look-up in a map.
  [[nodiscard]] std::string_view of(std::string_view origin) const;

 private:
  std::map<std::string, std::string, std::less<>> group_of_;  // by spelling in lower case; empty: disputed
};

}  // namespace entente::record
