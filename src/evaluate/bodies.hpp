// SPDX-License-Identifier: Apache-2.0
// Prohibitions as their holders read them, each distinct understanding once; inside this room only.
#pragma once

#include "terms/terms.hpp"

#include <utility>
#include <vector>

namespace entente::evaluate {

/// What one or more readings of a prohibition come to, with the permissions that limit it as the same holder reads
/// those.
struct Body {
  std::size_t clause = 0;             ///< number in the terms
  std::vector<std::size_t> readings;  ///< numbers in readings_at, ascending
  terms::Prohibition prohibition;
  std::vector<std::pair<terms::ClauseId, terms::Permission>> permissions;  ///< in the terms' order
};

/// A reading under which a prohibition can be asked about: its own, as_written first, then those that only a
/// permission limiting it has.
struct ReadingAt {
  terms::ReadingId id;
  std::string holder;
};
/// Those known at `known_at`; never empty: as_written is always there.
[[nodiscard]] std::vector<ReadingAt> readings_at(const terms::Terms& terms, const terms::Clause& clause,
                                                 Instant known_at);

/// The distinct bodies of the clause of that number, in order of their first reading; none when it is no prohibition.
/// Two readings are of one holder when their ids are equal or their holders are.
[[nodiscard]] std::vector<Body> bodies_of(const terms::Terms& terms, std::size_t number, Instant known_at);

}  // namespace entente::evaluate
