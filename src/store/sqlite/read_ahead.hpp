// SPDX-License-Identifier: Apache-2.0
// Reads a record from one end to the other, on two cores.
#pragma once

#include "base/result.hpp"
#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

#include <cstdint>

namespace entente::store::sqlite {

/// Calls `each`, on this thread, for the entries from sequence `from` on, in order. While some are decoded and used,
/// another thread reads and checks those that come next, and decodes half of them.
/// errors   corrupt, naming the sequence, after everything before it was handed on; whatever `each` returns.
/// cost     about 5 µs per imported incident; some thousand rows are in memory twice.
[[nodiscard]] Result<void> read_ahead(Connection& connection, std::uint64_t from, const TakeEntry& each);

}  // namespace entente::store::sqlite
