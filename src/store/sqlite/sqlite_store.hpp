// SPDX-License-Identifier: Apache-2.0
// The embedded store: a record in one SQLite file, with its write-ahead log and a lock beside it (docs/record.md).
#pragma once

#include "base/result.hpp"
#include "record/canonical.hpp"
#include "record/entry.hpp"
#include "store/store.hpp"

#include <memory>
#include <span>
#include <string>

namespace entente::store {

/// What a store may do with its record.
enum class SqliteMode {
  read,    ///< any number of processes, also while another appends
  append,  ///< one process at a time: it holds `path`.lock
};

/// Makes a record that holds the entries of `first`, whole or not at all, and opens it for appending.
/// errors   conflict when something is at `path`; unavailable when the disk refuses, or another process is at it.
[[nodiscard]] Result<std::unique_ptr<Store>> create_sqlite(const std::string& path, const record::Secret& secret,
                                                           std::span<const record::Entry> first = {});

/// Opens a record.
/// errors   not_found; invalid for a folder, an empty file, another program's file or one of a newer form; unavailable
///          when another process appends (mode append) or the disk refuses; corrupt when its head or secret is damaged,
///          or (mode append) when a log that was left behind has lost what was acknowledged.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, SqliteMode mode);

/// Copies the record at `path`, as it is at one moment, also while others read and append. The copy is verified and
/// then put in its place at once.
/// errors   conflict when something is at `to`; corrupt when the copy does not verify; unavailable.
[[nodiscard]] Result<Head> backup_sqlite(const std::string& path, const std::string& to);

/// Makes the record `path` from a backup, which is verified first.
/// errors   as `backup_sqlite`; not_found, invalid as `open_sqlite`.
[[nodiscard]] Result<Head> restore_sqlite(const std::string& backup, const std::string& path);

}  // namespace entente::store
