// SPDX-License-Identifier: Apache-2.0
// A disk for tests: fails at the n-th call, or remembers every call so that the power can be cut anywhere afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace entente::store::sqlite {

/// What is asked of a disk. The test program has its own open, pread, pwrite, fsync, fdatasync, ftruncate,
/// renameat2 and unlink, which SQLite and this room call alike; they do the kernel's work, but for what a FaultyDisk
/// decides.
enum class Call : std::uint8_t { open, read, write, truncate, sync, rename, unlink };

/// Which call goes wrong, and how.
struct Fault {
  std::size_t at = 0;        ///< the number of the call, from 1, among those that `only` lets count
  bool forever = false;      ///< it and all that follow; else it alone
  int error = 0;             ///< errno; 0: half of what was to be written is, and no error is told
  bool only_writes = false;  ///< only what takes space counts and fails
};

/// A call that changed the disk, or a mark that the test set.
struct Event {
  Call call = Call::write;
  std::string name;         ///< of the file in the folder; empty: the folder itself (sync)
  std::uint64_t at = 0;     ///< of a write: where; of a truncation: the new size
  std::string bytes;        ///< of a write; of a renaming: the new name
  std::size_t promise = 0;  ///< how many promises the test had been given before this call
};

/// Name → bytes of every file of a folder, but for locks and shared memory, which do not outlive the power.
using Files = std::map<std::string, std::string>;
[[nodiscard]] Files files_of(const std::string& folder);
/// Makes the folder hold just these.
void put_files(const std::string& folder, const Files& files);

/// While it lives, stands between the program and one folder. One at a time.
class FaultyDisk {
 public:
  explicit FaultyDisk(std::string folder);
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk();

  /// From now on calls are counted, and this one fails.
  void plan(const Fault& fault);
  void mend();
  /// Calls that counted since `plan`.
  [[nodiscard]] std::size_t calls() const;

  /// From now on what changes the disk is remembered.
  void record();
  /// The program was promised that everything so far is durable.
  void promise();
  [[nodiscard]] std::vector<Event> events() const;
};

/// What a disk holds when the power goes before event `cut`, having begun with `files`: all that was synced; of what
/// was not, an arbitrary part in arbitrary order, writes torn at 512 bytes, names (made, changed, removed) there or
/// not.
[[nodiscard]] Files after_power_cut(Files files, const std::vector<Event>& events, std::size_t cut,
                                    std::mt19937_64& random);

}  // namespace entente::store::sqlite
