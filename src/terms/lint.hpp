// SPDX-License-Identifier: Apache-2.0
// What is not wrong but not yet substantive: the answer to "what is missing before this can be announced?"
#pragma once

#include "terms/terms.hpp"

#include <vector>

namespace entente::terms {

/// One thing that is missing, open or undated. `subject` is the id of the clause, zone, text… it concerns.
struct Remark {
  /// How much it matters, most first.
  enum class Weight {
    blocks,   ///< nobody can say whether this part is kept
    weakens,  ///< it can be argued about
    advises,  ///< practice would add it
  };
  Weight weight = Weight::weakens;
  std::string check;  ///< stable id of the check, e.g. "zone_not_delimited"
  std::string subject;
  Message message;
  friend bool operator==(const Remark&, const Remark&) = default;
};

/// Which rule counts, and which others stand beside it: the first of the terms, or events when they have none.
[[nodiscard]] Message counting_in_force(const Terms& terms);

/// Every remark, ordered by weight, then check, then subject (docs/terms.md, "Lint", lists the checks).
[[nodiscard]] std::vector<Remark> lint(const Terms& terms, Instant known_at);

}  // namespace entente::terms
