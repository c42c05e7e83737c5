// SPDX-License-Identifier: Apache-2.0
// The words of the kinds of entries.
#include "base/overloaded.hpp"
#include "record/entry.hpp"

namespace entente::record {

std::string_view kind_word(const Body& body) {
  using Word = std::string_view;
  return std::visit(overloaded{
                        [](const TermsText&) -> Word { return "terms"; },
                        [](const ImportRun&) -> Word { return "import"; },
                        [](const Source&) -> Word { return "source"; },
                        [](const PlaceEntry&) -> Word { return "place"; },
                        [](const Incident&) -> Word { return "incident"; },
                        [](const Coverage&) -> Word { return "coverage"; },
                        [](const Restriction&) -> Word { return "restriction"; },
                        [](const Verification&) -> Word { return "verification"; },
                        [](const Attribution&) -> Word { return "attribution"; },
                        [](const Retraction&) -> Word { return "retraction"; },
                    },
                    body);
}

std::optional<EntryId> subject_of(const Entry& entry) {
  if (entry.corrects) return entry.corrects;
  using Subject = std::optional<EntryId>;
  return std::visit(overloaded{
                        [](const Verification& verification) -> Subject { return verification.subject; },
                        [](const Attribution& attribution) -> Subject { return attribution.subject; },
                        [](const Retraction& retraction) -> Subject { return retraction.subject; },
                        [](const auto&) -> Subject { return std::nullopt; },
                    },
                    entry.body);
}

}  // namespace entente::record
