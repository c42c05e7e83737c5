// SPDX-License-Identifier: Apache-2.0
// Entries that a person names, with everything that was said of them.
#pragma once

#include "base/result.hpp"
#include "record/entry.hpp"
#include "store/store.hpp"

#include <string>
#include <vector>

namespace entente::service {

struct EntriesReport {
  std::vector<record::Recorded> entries;  ///< by name asked for, then in order of sequence; each once
  bool simulated = false;                 ///< a made record: every output says so
};

/// What each name stands for: an id, its first hexadecimal digits, or "dataset:row" of whatever release; with it the
/// entry that it corrects or speaks of, and all that corrects, verifies, attributes or retracts that.
/// errors   not_found for a name of nothing; invalid for digits with which several ids begin that do not belong
///          together; those of reading.
/// cost     two passes over the record.
[[nodiscard]] Result<EntriesReport> entries_named(store::Store& store, const std::vector<std::string>& names);

}  // namespace entente::service
