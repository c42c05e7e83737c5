// SPDX-License-Identifier: Apache-2.0
// Everything that can be said about whether a record is as it was written.
#pragma once

#include "base/result.hpp"
#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

namespace entente::store::sqlite {

/// Reads the whole database as it is at one moment: its pages (SQLite's own check), secret and head, every row against
/// its checksum, its fields, its leaf, ids and external keys for uniqueness, and the root over all leaves against the
/// head.
/// errors   only when not even a reading can be begun; whatever is found broken is in the report.
[[nodiscard]] Result<VerifyReport> verify(Connection& connection);

}  // namespace entente::store::sqlite
