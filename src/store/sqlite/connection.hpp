// SPDX-License-Identifier: Apache-2.0
// One connection to SQLite and its statements: what can fail returns a Result, what was opened is closed.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace entente::store::sqlite {

/// A prepared statement. Parameters count from 1, columns from 0.
class Statement {
 public:
  Statement(sqlite3_stmt* statement, const std::string& path) : statement_(statement), path_(&path) {}

  /// Binds a parameter until it is bound anew.
  Statement& bind(int parameter, std::int64_t value);
  /// The bytes must live until the statement is done.
  Statement& bind(int parameter, std::string_view blob);
  Statement& bind(int parameter, std::span<const std::uint8_t> blob);

  /// returns  whether there is a row. After the last one, or an error, the statement is as new but for its bindings.
  Result<bool> step();
  /// For statements that give no rows.
  Result<void> run();
  /// Ends the reading, so that nothing is locked; bindings stay.
  void reset();

  /// Of the row that the last step gave; 0 for what is no number.
  [[nodiscard]] std::int64_t number(int column) const;
  /// Until the next step. Empty for anything that is not text or a blob.
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  const std::string* path_;  // the connection's, which outlives its statements
};

/// What a connection may do with the file.
enum class Access {
  read_only,  ///< where nothing can be written beside the file and no log has pages, as `immutable`
  read_write,
  create,     ///< read_write, of a new file that nobody knows yet: synced by who puts it in its place (NewFile)
  immutable,  ///< of a file that nobody writes and that has no write-ahead log; leaves no trace beside it
};

/// Used by one thread at a time. Safe settings: no schema code is trusted, no page is written past the log, and nothing
/// is checkpointed unless asked for.
class Connection {
 public:
  /// errors   unavailable when the file cannot be opened or the disk refuses, or when a log with pages lies in a folder
  ///          in which what reading it takes cannot be written; corrupt when it is no database.
  [[nodiscard]] static Result<Connection> open(const std::string& path, Access access);

  /// `sql` is one statement. The connection must outlive it.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// Runs one or several statements that give no rows.
  Result<void> run(const char* sql);
  /// Runs `sql`, ignoring what comes of it: for ROLLBACK on the way out.
  void run_quietly(const char* sql);
  /// Copies the log into the database as far as readers allow, without waiting for them.
  void checkpoint();
  /// Copies all of the log into the database, which nobody else has open: closing does it too, but says of no failure.
  [[nodiscard]] Result<void> empty_log();
  /// Pages in the log after the last commit of this connection.
  [[nodiscard]] int pages_in_log() const { return *pages_in_log_; }
  [[nodiscard]] const std::string& path() const { return *path_; }
  /// For what has no wrapper here; still owned by the connection.
  [[nodiscard]] sqlite3* handle() { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Connection(std::unique_ptr<sqlite3, Close> database, const std::string& path);
  Result<void> configure(Access access);

  std::unique_ptr<std::string> path_;  // at the same address when the connection is moved
  std::unique_ptr<int> pages_in_log_;
  std::unique_ptr<sqlite3, Close> database_;
};

/// What SQLite's result code means for a person.
[[nodiscard]] Error error_of(int code, std::string_view reason, const std::string& path);
/// True when the disk did not confirm a sync: what is on it is then unknown until the file is opened anew.
[[nodiscard]] bool sync_failed(const Error& error);

}  // namespace entente::store::sqlite
