// SPDX-License-Identifier: Apache-2.0
// Copies of a record: made from one moment of it, verified, then put in their place at once.
#include "msg/store.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/file.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/tables.hpp"
#include "store/sqlite/verify.hpp"

#include <sqlite3.h>

namespace entente::store {
namespace sqlite {
namespace {

Result<void> copy_pages(Connection& from, Connection& to) {
  sqlite3_backup* copying = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (copying == nullptr) {
    return fail(error_of(sqlite3_extended_errcode(to.handle()), sqlite3_errmsg(to.handle()), to.path()));
  }
  constexpr int all_pages = -1;
  sqlite3_backup_step(copying, all_pages);
  const int code = sqlite3_backup_finish(copying);
  if (code != SQLITE_OK) return fail(error_of(code, sqlite3_errstr(code), to.path()));
  return {};
}

/// Of a copy, which has no log; nothing is left beside it.
Result<VerifyReport> read_whole(const std::string& path) {
  ENTENTE_ASSIGN(Connection connection, Connection::open(path, Access::immutable));
  return verify(connection);
}

/// A copy has every damage of what it was made of, which then is what must be named.
Result<void> check_record(const std::string& path) {
  ENTENTE_ASSIGN(Connection connection, Connection::open(path, Access::read_only));
  ENTENTE_ASSIGN(const VerifyReport report, verify(connection));
  if (report.damage.empty()) return {};
  return fail(Code::corrupt, msg::store::record_damaged(report.damage.front().message));
}

/// The copy at `path` of the record at `from_path`.
Result<void> check_copy(const std::string& from_path, const std::string& path, const Head& original) {
  const auto copy = read_whole(path);
  if (copy && copy->damage.empty() && copy->head == original) return {};
  ENTENTE_TRY(check_record(from_path));
  ENTENTE_ASSIGN(const VerifyReport report, copy);
  if (!report.damage.empty()) {
    return fail(Code::corrupt, msg::store::backup_damaged(path, report.damage.front().message));
  }
  return fail(Code::corrupt,
              msg::store::copy_differs(path, crypto::to_hex(report.head.root), crypto::to_hex(original.root)));
}

/// From one moment of `from`, which is kept by the reading that begins with its head.
Result<Head> copy_moment(Connection& from, const std::string& path) {
  ENTENTE_TRY(from.run("BEGIN"));
  ENTENTE_TRY(check_tables(from));
  ENTENTE_ASSIGN(const auto tree, read_head(from));
  ENTENTE_ASSIGN(Connection to, Connection::open(path, Access::create));
  ENTENTE_TRY(copy_pages(from, to));
  ENTENTE_TRY(to.empty_log());
  return head_of(tree);
}

Result<Head> copy_record(const std::string& from_path, const std::string& to_path) {
  ENTENTE_TRY(check_is_free(to_path));
  ENTENTE_ASSIGN(Connection from, Connection::open(from_path, Access::read_only));
  NewFile file(to_path);
  ENTENTE_ASSIGN(const Head head, copy_moment(from, file.path()));
  ENTENTE_TRY(check_copy(from_path, file.path(), head));
  ENTENTE_TRY(file.put());
  return head;
}

}  // namespace
}  // namespace sqlite

Result<Head> backup_sqlite(const std::string& path, const std::string& to) {
  ENTENTE_TRY(sqlite::check_is_record(path));
  return sqlite::copy_record(path, to);
}

Result<Head> restore_sqlite(const std::string& backup, const std::string& path) {
  ENTENTE_TRY(sqlite::check_is_record(backup));
  ENTENTE_ASSIGN(sqlite::Connection connection, sqlite::Connection::open(backup, sqlite::Access::read_only));
  ENTENTE_ASSIGN(const VerifyReport report, sqlite::verify(connection));
  if (!report.damage.empty()) {
    return fail(Code::corrupt, msg::store::backup_damaged(backup, report.damage.front().message));
  }
  return sqlite::copy_record(backup, path);
}

}  // namespace entente::store
