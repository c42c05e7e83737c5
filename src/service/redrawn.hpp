// SPDX-License-Identifier: Apache-2.0
// Which areas that the terms rest on would mean something else with other places: the agreed zones, redrawn.
#pragma once

#include "base/message.hpp"
#include "base/result.hpp"
#include "record/entry.hpp"
#include "store/store.hpp"
#include "terms/terms.hpp"

#include <deque>
#include <string>
#include <vector>

namespace entente::service {

/// An area that would change, and what of it.
struct Redrawn {
  std::string code;
  Message how;
};

/// What would change, between two gazetteers, of the areas that `terms` rest on: those that zones and control areas
/// list and what these lie in: their kind, what they lie in, their outline, names that meant one area and would not
/// mean it any more (taken away, given to others too); and further areas that would move into or out of a listed one.
/// A spelling that nothing had and a place that is new change nothing.
/// order    by code within each of: those areas, the further ones; one area may come several times.
[[nodiscard]] std::vector<Redrawn> redrawn(const terms::Terms& terms, const geo::Gazetteer& before,
                                           const geo::Gazetteer& after);

/// As above, between the record of `store` as it is and with `entries` appended.
/// errors   those of take_snapshot and of record::View::add. cost: one pass over the record.
[[nodiscard]] Result<std::vector<Redrawn>> redrawn_by(const std::deque<record::Entry>& entries, store::Store& store);

}  // namespace entente::service
