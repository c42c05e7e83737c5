// SPDX-License-Identifier: Apache-2.0
// Records as files: open, check, back up, restore.
#pragma once

#include "base/result.hpp"
#include "service/workspace.hpp"
#include "store/store.hpp"

#include <memory>
#include <string>
#include <vector>

namespace entente::service {

/// `append`: no other process may, as long as the store lives.
enum class Access { read, append };

/// Opens the record at `path`.
/// errors   not_found when there is none; conflict when another program is appending; corrupt when it is not a record.
[[nodiscard]] Result<std::unique_ptr<store::Store>> open_record(const std::string& path, Access access);

/// What verifying a record found.
struct Verified {
  store::VerifyReport report;
  bool simulated = false;  ///< a made record, as far as it can be read: every output says so
};
/// Re-reads and recomputes everything; beyond the store's own checks, that the entries make a view and the terms parse.
[[nodiscard]] Result<Verified> verify(const std::string& path);

/// What was copied.
struct Copied {
  store::Head head;
  bool simulated = false;  ///< a made record: every output says so
};
/// A copy with the same record root, made while others read and append. Nothing is overwritten.
[[nodiscard]] Result<Copied> backup(const std::string& path, const std::string& to);
/// The backup, verified first, as a new record. Nothing is overwritten.
[[nodiscard]] Result<Copied> restore(const std::string& backup, const std::string& path);

/// One thing that doctor looked at.
struct Check {
  std::string id;  ///< "time_zones"
  bool good = false;
  Message finding;  ///< what was seen
  std::optional<Message> way_out;
};
/// All that doctor looked at.
struct Diagnosis {
  std::vector<Check> checks;
  bool simulated = false;  ///< the record is a made one: every output says so
};
/// The machine and, when `path` is not empty, the record there. Never an error: trouble is a check that is not good.
[[nodiscard]] Diagnosis doctor(const std::string& path, Instant now);

}  // namespace entente::service
