// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/writer.hpp"

#include "msg/store.hpp"
#include "store/sqlite/log_check.hpp"

#include <utility>

namespace entente::store::sqlite {
namespace {

constexpr int pages_worth_a_checkpoint = 1000;
// Under unbroken load nobody is ever idle; the log must not grow without bound.
constexpr int pages_that_force_one = 16'000;

/// Trouble of the disk or damage ends the whole group; a conflict only its own batch.
bool concerns_one_batch(const Error& error) { return error.code == Code::conflict; }

}  // namespace

Result<std::unique_ptr<Writer>> Writer::open(const std::string& path) {
  ENTENTE_TRY(check_is_record(path));
  ENTENTE_ASSIGN(WriterLock lock, WriterLock::take(path));
  ENTENTE_ASSIGN(const bool log_was_left, check_log_before_writing(path));
  ENTENTE_ASSIGN(Connection connection, Connection::open(path, Access::read_write));
  ENTENTE_TRY(check_tables(connection));
  // The next append then begins a new log; behind it, pages of one that a crash cut off would look like damage.
  if (log_was_left) connection.checkpoint();
  ENTENTE_ASSIGN(auto tree, read_head(connection));
  ENTENTE_ASSIGN(Statement insert, connection.prepare("INSERT INTO entries VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
  ENTENTE_ASSIGN(Statement row_at, prepare_row_at(connection));
  return std::unique_ptr<Writer>(
      new Writer(std::move(lock), std::move(connection), std::move(tree), std::move(insert), std::move(row_at)));
}

Writer::Writer(WriterLock lock, Connection connection, crypto::MerkleFrontier tree, Statement insert, Statement row_at)
    : lock_(std::move(lock)),
      connection_(std::move(connection)),
      tree_(std::move(tree)),
      insert_(std::move(insert)),
      row_at_(std::move(row_at)) {}

void Writer::commit(std::vector<Request>& group) {
  auto results = commit_or_roll_back(group);
  for (std::size_t i = 0; i < group.size(); ++i) {
    group[i].done.set_value(results ? std::move((*results)[i]) : fail(results.error()));
  }
  if (connection_.pages_in_log() > pages_that_force_one) connection_.checkpoint();
}

Result<std::vector<Result<Appended>>> Writer::commit_or_roll_back(std::vector<Request>& group) {
  if (broken_) return fail(*broken_);
  const crypto::MerkleFrontier before = tree_;
  auto tried = [&]() -> Result<std::vector<Result<Appended>>> {
    ENTENTE_TRY(connection_.run("BEGIN IMMEDIATE"));
    ENTENTE_TRY(catch_up(index_, connection_));
    std::vector<Result<Appended>> results;
    for (const Request& request : group) {
      auto added = add(request.batch);
      if (!added && !concerns_one_batch(added.error())) return fail(std::move(added).error());
      results.push_back(std::move(added));
    }
    if (tree_.size() != before.size()) ENTENTE_TRY(write_head(connection_, tree_));
    ENTENTE_TRY(connection_.run("COMMIT"));
    return results;
  }();
  if (!tried) {
    connection_.run_quietly("ROLLBACK");
    tree_ = before;
    index_ = {};  // it may hold what was rolled back
    if (sync_failed(tried.error())) broken_ = tried.error();
  }
  return tried;
}

Result<Appended> Writer::add(const PreparedBatch& batch) {
  Appended appended{.first_sequence = tree_.size(), .added = 0, .already_there = batch.repeated, .head = {}};
  // First everything is looked up, so that a conflict has changed nothing.
  fresh_.clear();
  for (const Prepared& entry : batch.entries) {
    ENTENTE_ASSIGN(const bool there, is_there(entry));
    if (!there) fresh_.push_back(&entry);
  }
  for (const Prepared* entry : fresh_)
    ENTENTE_TRY(insert(*entry));
  appended.added = fresh_.size();
  appended.already_there += batch.entries.size() - fresh_.size();
  appended.head = head_of(tree_);
  return appended;
}

Result<bool> Writer::is_there(const Prepared& entry) {
  const auto same_id = index_.with_id(entry.id);
  const auto same_key = entry.external ? index_.with_key(*entry.external) : std::nullopt;
  if (!same_id && !same_key) return false;
  ENTENTE_ASSIGN(const Row row, row_at(row_at_, same_id ? *same_id : *same_key, connection_.path()));
  const bool same_bytes = row.stored == entry.stored;
  const auto there = recorded_of(row, connection_.path());
  row_at_.reset();
  if (same_bytes) return true;
  if (!there) return fail(there.error());
  if (same_id) {
    return fail(Code::conflict, msg::store::id_conflict(to_string(entry.id), static_cast<double>(there->sequence)));
  }
  const auto& key = there->entry.external;
  if (!key) return fail(Code::corrupt, msg::store::row_damaged(connection_.path(), static_cast<double>(*same_key)));
  return fail(Code::conflict, msg::store::external_conflict(key->id, key->dataset, key->release));
}

Result<void> Writer::insert(const Prepared& entry) {
  const Row row{.sequence = tree_.size(),
                .id = bytes_of(entry.id),
                .stored = entry.stored,
                .leaf = crypto::bytes_of(entry.leaf),
                .external = entry.external ? bytes_of(*entry.external) : std::string_view()};
  insert_.bind(1, static_cast<std::int64_t>(row.sequence)).bind(2, row.id).bind(3, row.stored).bind(4, row.leaf);
  ENTENTE_TRY(insert_.bind(5, row.external).bind(6, checksum_of(row)).run());
  index_.add(entry.id, entry.external);
  tree_.add(row.leaf);
  return {};
}

void Writer::tidy_up() {
  if (connection_.pages_in_log() > pages_worth_a_checkpoint) connection_.checkpoint();
}

}  // namespace entente::store::sqlite
