// SPDX-License-Identifier: Apache-2.0
// The one connection of a record that writes and checkpoints; used by the thread of the group commit alone.
#pragma once

#include "store/prepared.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/file.hpp"
#include "store/sqlite/tables.hpp"
#include "store/store.hpp"

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace entente::store::sqlite {

/// A batch on its way to the disk, and who waits for it.
struct Request {
  PreparedBatch batch;
  std::promise<Result<Appended>> done;
};

class Writer {
 public:
  /// errors   as `open_sqlite` in mode append.
  [[nodiscard]] static Result<std::unique_ptr<Writer>> open(const std::string& path);

  /// Adds each batch whole or not at all, all in one transaction; tells who waits once it is durable.
  /// A batch that conflicts fails alone; when the disk refuses, all do.
  void commit(std::vector<Request>& group);
  /// Copies the log into the database when it has grown, now that nobody waits.
  void tidy_up();

 private:
  Writer(WriterLock lock, Connection connection, crypto::MerkleFrontier tree, Statement insert, Statement row_at);
  Result<std::vector<Result<Appended>>> commit_or_roll_back(std::vector<Request>& group);
  Result<Appended> add(const PreparedBatch& batch);
  Result<bool> is_there(const Prepared& entry);
  Result<void> insert(const Prepared& entry);

  WriterLock lock_;
  Connection connection_;
  crypto::MerkleFrontier tree_;
  Statement insert_;
  Statement row_at_;
  Index index_;                  // made with the first batch
  std::optional<Error> broken_;  // after a failed sync nothing more is written
  std::vector<const Prepared*> fresh_;
};

}  // namespace entente::store::sqlite
