// SPDX-License-Identifier: Apache-2.0
// The files of a record: who may write, what a path holds, and putting a finished file in its place.
#pragma once

#include "base/result.hpp"

#include <string>

namespace entente::store::sqlite {

/// "Ente": what PRAGMA application_id of a record says.
inline constexpr int application_id = 0x456E7465;
/// The form of the tables; PRAGMA user_version.
inline constexpr int schema_version = 1;

/// Holds `path`.lock until destroyed, so that one process writes a record.
class WriterLock {
 public:
  /// errors   unavailable, naming the process that holds it.
  [[nodiscard]] static Result<WriterLock> take(const std::string& path);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;
  ~WriterLock();

 private:
  explicit WriterLock(int file) : file_(file) {}
  int file_ = -1;
};

/// Whether a process holds the lock of `path` now, this one included.
[[nodiscard]] bool is_being_written(const std::string& path);

/// Whether files can be made beside that at `path`; true also where there is none, which others refuse.
[[nodiscard]] bool is_in_folder_to_write(const std::string& path);

/// Whether `path` is a record by its first bytes.
/// errors   not_found; invalid for a folder, a file of several names, an empty file, another program's file, a newer
///          form; unavailable.
[[nodiscard]] Result<void> check_is_record(const std::string& path);

/// errors   conflict when something is there, or a log that a record of that name left behind.
[[nodiscard]] Result<void> check_is_free(const std::string& path);

/// A file being made beside its place; gone again unless it is put there.
class NewFile {
 public:
  explicit NewFile(std::string place) : place_(std::move(place)), path_(place_ + ".new") { remove(); }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() { remove(); }
  /// Where it is made: `place`.new.
  [[nodiscard]] const std::string& path() const { return path_; }
  /// Syncs it and moves it to its place, which must be free; durable when it returns. It must be closed.
  /// errors   conflict when something is at its place; unavailable, also when a log beside it is not in it yet.
  [[nodiscard]] Result<void> put();

 private:
  void remove() const;
  std::string place_;
  std::string path_;
};

}  // namespace entente::store::sqlite
