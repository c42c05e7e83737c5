// SPDX-License-Identifier: Apache-2.0
// The names of fields within fields, which whoever writes them and whoever reads them lead alike.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::record {

/// Where a codec of description.hpp is.
class FieldGroups {
 public:
  /// What `describe_it` describes, its names led by "<name>."; an empty name adds nothing.
  template <typename Describe>
  void group(std::string_view name, const Describe& describe_it) {
    const std::size_t before = prefix.size();
    if (!name.empty()) {
      prefix += name;
      prefix += '.';
    }
    describe_it();
    prefix.resize(before);
  }

 protected:
  std::string prefix;  // of the group that is open: empty, or ending in '.'
};

}  // namespace entente::record
