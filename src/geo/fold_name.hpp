// SPDX-License-Identifier: Apache-2.0
// A folded name with the kind of place that it spells out; inside this room only.
#pragma once

#include "geo/gazetteer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace entente::geo {

/// A name in the form in which names are compared, and what it says of its kind.
struct FoldedName {
  std::string text;
  std::optional<NamedPlace::Kind> kind;  ///< of "Daraa Governorate": governorate; of "Daraa": none
};

/// As fold_name (gazetteer.hpp), with the kind.
[[nodiscard]] FoldedName fold_with_kind(std::string_view name);

}  // namespace entente::geo
