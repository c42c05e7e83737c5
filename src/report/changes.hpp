// SPDX-License-Identifier: Apache-2.0
// What an answer owes to entries that came since an earlier one; inside this room only.
#pragma once

#include "report/document.hpp"

#include <cstdint>

namespace entente::report {

/// How the record and the findings differ from those of Facts::earlier.
struct Changes {
  std::int64_t added = 0;      ///< incidents of the whole record that were not there
  std::int64_t corrected = 0;  ///< those whose entry in effect is another
  std::int64_t retracted = 0;  ///< those that no longer stand
  std::int64_t verified = 0;   ///< those whose verification is another
  bool terms = false;          ///< whether the terms are others
  codec::Table findings;       ///< a row for each whose state is another, the latest first
  codec::Table windows;        ///< a row for each window whose counts are others

  /// Whether anything is other than it was, besides the verdict.
  [[nodiscard]] bool any() const {
    return terms || added + corrected + retracted + verified > 0 || !findings.rows.empty() || !windows.rows.empty();
  }
};

/// `facts` has an earlier answer.
[[nodiscard]] Changes changes_of(const Facts& facts, i18n::Language language);

/// "What changed since …" with verdict, counts, record, terms and findings, or that nothing did; empty without an
/// earlier answer. Without tables the findings are only numbered.
[[nodiscard]] Section changes_section(const Facts& facts, i18n::Language language, bool with_tables = true);

}  // namespace entente::report
