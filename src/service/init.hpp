// SPDX-License-Identifier: Apache-2.0
// Starts a record with its terms; checks terms before that.
#pragma once

#include "base/result.hpp"
#include "record/canonical.hpp"
#include "store/store.hpp"
#include "terms/lint.hpp"
#include "terms/parse.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::service {

/// What is wrong with a bundle, and what is not wrong but missing. With problems there are no remarks.
struct LintReport {
  std::string agreement;
  std::vector<terms::Problem> problems;
  std::vector<terms::Remark> remarks;
  std::optional<Message> counting;  ///< the rule in force; set when there are no problems
};
/// errors   unavailable or invalid when the files cannot be read.
[[nodiscard]] Result<LintReport> lint(const std::string& terms_path, Instant known_at);

/// What was made, or why nothing was.
struct InitReport {
  std::string agreement;
  std::string terms_digest;
  store::Head head;
  std::vector<terms::Problem> problems;  ///< not empty: nothing was made
};
/// The entry by which the terms come into a record.
[[nodiscard]] record::Entry terms_entry(terms::Bundle bundle, Instant recorded_at);

/// Makes the record `path` with the terms as its first entry.
/// errors   conflict when something is at `path`; unavailable when the disk refuses. Problems of the terms are in the
///          report, and then nothing is made.
[[nodiscard]] Result<InitReport> init(const std::string& path, const std::string& terms_path, Instant now,
                                      const record::Secret& secret);

}  // namespace entente::service
