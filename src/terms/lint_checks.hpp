// SPDX-License-Identifier: Apache-2.0
// What the files of the linter share.
#pragma once

#include "terms/lint.hpp"

#include <string>
#include <vector>

namespace entente::terms {

/// The remarks found so far, in no order.
struct Remarks {
  std::vector<Remark> all;
  /// `subject` is an id, or empty for the whole agreement.
  void add(Remark::Weight weight, std::string check, std::string subject, Message message);
};

/// Every clause: its footing, its readings known at that instant, its terms, and what its kind must say.
void check_clauses(const Terms& terms, Instant known_at, Remarks& remarks);
/// What practice would speak of and no clause does.
void check_topics(const Terms& terms, Remarks& remarks);

}  // namespace entente::terms
