// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/sqlite_store.hpp"

#include "msg/store.hpp"
#include "store/sqlite/file.hpp"
#include "store/sqlite/group_commit.hpp"
#include "store/sqlite/read_ahead.hpp"
#include "store/sqlite/tables.hpp"
#include "store/sqlite/verify.hpp"
#include "store/sqlite/writer.hpp"

#include <mutex>
#include <utility>

namespace entente::store {
namespace sqlite {
namespace {

/// Connections for reading, one for each reading that goes on at the same time.
class Readers {
 public:
  explicit Readers(std::string path) : path_(std::move(path)) {}

  /// Calls `use` with a connection in which the record stands still until it returns.
  template <typename Use>
  auto with(const Use& use) -> decltype(use(std::declval<Connection&>())) {
    ENTENTE_ASSIGN(Connection connection, take());
    ENTENTE_TRY(connection.run("BEGIN"));
    auto result = use(connection);
    connection.run_quietly("ROLLBACK");
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    return result;
  }

  /// A connection that has been checked to be one of a record.
  Result<Connection> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        Connection connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
    }
    return Connection::open(path_, Access::read_only);
  }

 private:
  std::string path_;
  std::mutex mutex_;
  std::vector<Connection> idle_;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(const std::string& path, const record::Secret& secret, std::unique_ptr<Writer> writer)
      : path_(path), secret_(secret), writer_(std::move(writer)), readers_(path) {
    if (!writer_) return;
    commits_ = std::make_unique<GroupCommit<Request>>([this](std::vector<Request>& group) { writer_->commit(group); },
                                                      [this] { writer_->tidy_up(); });
  }

  std::future<Result<Appended>> submit_prepared(PreparedBatch batch) override {
    std::promise<Result<Appended>> done;
    auto future = done.get_future();
    if (commits_) {
      commits_->submit({.batch = std::move(batch), .done = std::move(done)});
    } else {
      done.set_value(fail(Code::unavailable, msg::store::read_only(path_)));
    }
    return future;
  }

  Result<void> read(std::uint64_t from, const TakeEntry& each) override {
    return readers_.with([&](Connection& connection) { return read_ahead(connection, from, each); });
  }

  Result<Head> head() override {
    return readers_.with([](Connection& connection) -> Result<Head> {
      ENTENTE_ASSIGN(const auto tree, read_head(connection));
      return head_of(tree);
    });
  }

  [[nodiscard]] const record::Secret& secret() const override { return secret_; }

  Result<VerifyReport> verify() override {
    ENTENTE_ASSIGN(Connection connection, Connection::open(path_, Access::read_only));
    return sqlite::verify(connection);
  }

 private:
  std::string path_;
  record::Secret secret_;
  // In this order: first the last batch is committed, then those who read leave, and then the writer, as the last one
  // that has the file open, copies the log into it and takes the log away.
  std::unique_ptr<Writer> writer_;
  Readers readers_;
  std::unique_ptr<GroupCommit<Request>> commits_;
};

Result<record::Secret> secret_of(const std::string& path) {
  ENTENTE_TRY(check_is_record(path));
  ENTENTE_ASSIGN(Connection connection, Connection::open(path, Access::read_only));
  ENTENTE_TRY(check_tables(connection));
  ENTENTE_TRY(read_head(connection));
  return read_secret(connection);
}

Result<void> make_record(const std::string& path, const record::Secret& secret, std::span<const record::Entry> first) {
  {
    ENTENTE_ASSIGN(Connection connection, Connection::open(path, Access::create));
    ENTENTE_TRY(connection.run("BEGIN"));
    ENTENTE_TRY(make_tables(connection, secret));
    ENTENTE_TRY(connection.run("COMMIT"));
    ENTENTE_TRY(connection.empty_log());
  }
  if (first.empty()) return {};
  ENTENTE_ASSIGN(auto writer, Writer::open(path));
  SqliteStore store(path, secret, std::move(writer));
  ENTENTE_TRY(store.append(first));
  return {};
}

}  // namespace
}  // namespace sqlite

Result<std::unique_ptr<Store>> create_sqlite(const std::string& path, const record::Secret& secret,
                                             std::span<const record::Entry> first) {
  ENTENTE_TRY(sqlite::check_is_free(path));
  {
    sqlite::NewFile file(path);
    ENTENTE_TRY(sqlite::make_record(file.path(), secret, first));
    ENTENTE_TRY(file.put());
  }
  return open_sqlite(path, SqliteMode::append);
}

Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, SqliteMode mode) {
  std::unique_ptr<sqlite::Writer> writer;
  // The writer first: it alone may have to bring back what a killed process left in the log.
  if (mode == SqliteMode::append) {
    ENTENTE_ASSIGN(writer, sqlite::Writer::open(path));
  }
  ENTENTE_ASSIGN(const record::Secret secret, sqlite::secret_of(path));
  return std::make_unique<sqlite::SqliteStore>(path, secret, std::move(writer));
}

}  // namespace entente::store
