// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/connection.hpp"

#include "base/file.hpp"
#include "crypto/digest.hpp"
#include "msg/store.hpp"
#include "store/sqlite/file.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>

namespace entente::store::sqlite {
namespace {

constexpr int wait_for_locks_ms = 5000;

/// A path as SQLite's URI form wants it: '?', '#' and '%' would end or change it.
std::string uri_of(const std::string& path, std::string_view query) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return uri.append(query);
}

/// To read a log SQLite makes an index of it beside it. Where it cannot, one that is there will do; without pages in
/// the log none is needed, as long as nobody writes.
Result<Access> way_to_read(const std::string& path) {
  if (is_in_folder_to_write(path) || is_being_written(path)) return Access::read_only;
  std::error_code error;
  const auto file = std::filesystem::canonical(path, error).string();
  const auto bytes_in_log = std::filesystem::file_size(file + "-wal", error);
  if (error || bytes_in_log == 0) return Access::immutable;
  if (std::filesystem::exists(file + "-shm", error)) return Access::read_only;
  return fail(Code::unavailable, msg::store::log_in_read_only_folder(path, file + "-wal"));
}

}  // namespace

Error error_of(int code, std::string_view reason, const std::string& path) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {Code::unavailable, msg::store::disk_full(path)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return {Code::unavailable, msg::store::busy(path)};
    case SQLITE_IOERR:
      if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) {
        return {Code::unavailable, msg::store::sync_failed(path)};
      }
      // A page that lies behind the end of the file is damage, not trouble of the disk.
      if (code == SQLITE_IOERR_SHORT_READ) return {Code::corrupt, msg::store::damaged(path, reason)};
      return {Code::unavailable, msg::store::disk(path, reason)};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
      return {Code::unavailable, msg::store::disk(path, reason)};
    default:
      return {Code::corrupt, msg::store::damaged(path, reason)};
  }
}

bool sync_failed(const Error& error) { return error.message.id == msg::store::sync_failed("").id; }

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), parameter, value);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view blob) {
  // A null pointer would be NULL, not the empty blob.
  const char* data = blob.empty() ? "" : blob.data();
  sqlite3_bind_blob64(statement_.get(), parameter, data, blob.size(), SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind(int parameter, std::span<const std::uint8_t> blob) {
  return bind(parameter, crypto::bytes_of(blob));
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  sqlite3* database = sqlite3_db_handle(statement_.get());
  Error error = error_of(sqlite3_extended_errcode(database), sqlite3_errmsg(database), *path_);
  reset();
  return fail(std::move(error));
}

Result<void> Statement::run() {
  ENTENTE_ASSIGN(const bool row, step());
  if (row) reset();
  return {};
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::bytes(int column) const {
  const int type = sqlite3_column_type(statement_.get(), column);
  if (type != SQLITE_BLOB && type != SQLITE_TEXT) return {};
  const void* data = sqlite3_column_blob(statement_.get(), column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Connection::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Connection::Connection(std::unique_ptr<sqlite3, Close> database, const std::string& path)
    : path_(std::make_unique<std::string>(path)),
      pages_in_log_(std::make_unique<int>(0)),
      database_(std::move(database)) {}

Result<Connection> Connection::open(const std::string& path, Access access) {
  if (access == Access::read_only) {
    ENTENTE_ASSIGN(access, way_to_read(path));
  }
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
  const bool writes = access == Access::read_write || access == Access::create;
  flags |= writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  if (access == Access::create) flags |= SQLITE_OPEN_CREATE;
  sqlite3* opened = nullptr;
  const std::string uri = uri_of(path, access == Access::immutable ? "?immutable=1" : "");
  const int code = sqlite3_open_v2(uri.c_str(), &opened, flags, nullptr);
  std::unique_ptr<sqlite3, Close> database(opened);
  if (code != SQLITE_OK) {
    // SQLite's own words are English and do not say why.
    const int trouble = opened == nullptr ? 0 : sqlite3_system_errno(opened);
    if ((code & 0xFF) == SQLITE_CANTOPEN && trouble != 0) {
      return fail(Code::unavailable, msg::store::disk(path, system_words(trouble)));
    }
    return fail(error_of(code, sqlite3_errstr(code), path));
  }
  Connection connection(std::move(database), path);
  ENTENTE_TRY(connection.configure(access));
  return connection;
}

Result<void> Connection::configure(Access access) {
  sqlite3* database = database_.get();
  sqlite3_busy_timeout(database, wait_for_locks_ms);
  // NOLINTBEGIN(*-vararg): the interface of the C library
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // NOLINTEND(*-vararg)
  // The hook replaces SQLite's own automatic checkpoint, which would run within a commit.
  sqlite3_wal_hook(
      database,
      [](void* pages, sqlite3* /*database*/, const char* /*name*/, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
      },
      pages_in_log_.get());
  ENTENTE_TRY(run("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA synchronous = FULL"));
  // A batch of a whole dataset fits, so that no page is logged twice.
  if (access == Access::read_write) ENTENTE_TRY(run("PRAGMA cache_size = -65536"));
  if (access == Access::create) ENTENTE_TRY(run("PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL"));
  return {};
}

Result<Statement> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  Statement statement(prepared, *path_);
  if (code != SQLITE_OK) return fail(error_of(code, sqlite3_errmsg(database_.get()), *path_));
  return statement;
}

Result<void> Connection::run(const char* sql) {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(error_of(code, sqlite3_errmsg(database_.get()), *path_));
  return {};
}

void Connection::run_quietly(const char* sql) { sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr); }

void Connection::checkpoint() {
  int pages = 0;
  int copied = 0;
  sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
  // Fully copied, the log starts anew with the next commit.
  *pages_in_log_ = pages > 0 && pages == copied ? 0 : pages;
}

Result<void> Connection::empty_log() {
  const int code = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(error_of(code, sqlite3_errmsg(database_.get()), *path_));
  return {};
}

}  // namespace entente::store::sqlite
