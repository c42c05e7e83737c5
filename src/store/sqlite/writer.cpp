// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/writer.hpp"

#include "msg/store.hpp"

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
  ENTENTE_ASSIGN(Connection connection, Connection::open(path, Access::read_write));
  ENTENTE_TRY(check_tables(connection));
  ENTENTE_ASSIGN(HeadState state, read_head(connection));
  ENTENTE_ASSIGN(Lookups lookups, Lookups::make(connection));
  ENTENTE_ASSIGN(Statement entry, connection.prepare("INSERT INTO entries VALUES(?1, ?2, ?3, ?4, ?5)"));
  ENTENTE_ASSIGN(Statement id, connection.prepare("INSERT INTO ids VALUES(?1, ?2)"));
  ENTENTE_ASSIGN(Statement external, connection.prepare("INSERT INTO externals VALUES(?1, ?2, ?3)"));
  return std::unique_ptr<Writer>(new Writer(std::move(lock), std::move(connection), std::move(state),
                                            std::move(lookups), std::move(entry), std::move(id), std::move(external)));
}

Writer::Writer(WriterLock lock, Connection connection, HeadState state, Lookups lookups, Statement insert_entry,
               Statement insert_id, Statement insert_external)
    : lock_(std::move(lock)),
      connection_(std::move(connection)),
      state_(std::move(state)),
      lookups_(std::move(lookups)),
      insert_entry_(std::move(insert_entry)),
      insert_id_(std::move(insert_id)),
      insert_external_(std::move(insert_external)) {}

void Writer::commit(std::vector<Request>& group) {
  auto results = commit_or_roll_back(group);
  for (std::size_t i = 0; i < group.size(); ++i) {
    group[i].done.set_value(results ? std::move((*results)[i]) : fail(results.error()));
  }
  if (connection_.pages_in_log() > pages_that_force_one) connection_.checkpoint();
}

Result<std::vector<Result<Appended>>> Writer::commit_or_roll_back(std::vector<Request>& group) {
  if (broken_) return fail(*broken_);
  const HeadState before = state_;
  auto tried = [&]() -> Result<std::vector<Result<Appended>>> {
    ENTENTE_TRY(connection_.run("BEGIN IMMEDIATE"));
    if (!std::exchange(lookups_checked_, true)) ENTENTE_TRY(check_lookups(connection_, state_));
    std::vector<Result<Appended>> results;
    for (const Request& request : group) {
      auto added = add(request.batch);
      if (!added && !concerns_one_batch(added.error())) return fail(std::move(added).error());
      results.push_back(std::move(added));
    }
    if (state_.tree.size() != before.tree.size()) ENTENTE_TRY(write_head(connection_, state_));
    ENTENTE_TRY(connection_.run("COMMIT"));
    return results;
  }();
  if (!tried) {
    connection_.run_quietly("ROLLBACK");
    state_ = before;
    if (tried.error().code == Code::corrupt) lookups_checked_ = false;
    if (sync_failed(tried.error())) broken_ = tried.error();
  }
  return tried;
}

Result<Appended> Writer::add(const PreparedBatch& batch) {
  Appended appended{.first_sequence = state_.tree.size(), .added = 0, .already_there = batch.repeated, .head = {}};
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
  appended.head = state_.head();
  return appended;
}

Result<bool> Writer::is_there(const Prepared& entry) {
  ENTENTE_ASSIGN(const auto same_id, lookups_.sequence_of(entry.id));
  if (same_id) {
    return lookups_.with_row(*same_id, [&](const Row& row) -> Result<bool> {
      const std::string_view id(reinterpret_cast<const char*>(entry.id.bytes.data()), entry.id.bytes.size());
      const auto sequence = static_cast<double>(row.sequence);
      if (row.id != id) return fail(Code::corrupt, msg::store::lookup_damaged(connection_.path(), "ids"));
      if (row.stored == entry.stored) return true;
      return fail(Code::conflict, msg::store::id_conflict(to_string(entry.id), sequence));
    });
  }
  if (!entry.external) return false;
  ENTENTE_ASSIGN(const auto same_key, lookups_.sequence_of(*entry.external));
  if (!same_key) return false;
  return lookups_.with_row(*same_key, [&](const Row& row) -> Result<bool> {
    ENTENTE_ASSIGN(const auto there, recorded_of(row, connection_.path()));
    const auto& key = there.entry.external;
    if (!key || digest_of(*key) != *entry.external) {
      return fail(Code::corrupt, msg::store::lookup_damaged(connection_.path(), "externals"));
    }
    return fail(Code::conflict, msg::store::external_conflict(key->id, key->dataset, key->release));
  });
}

Result<void> Writer::insert(const Prepared& entry) {
  const std::uint64_t sequence = state_.tree.size();
  const auto number = static_cast<std::int64_t>(sequence);
  const std::string_view id(reinterpret_cast<const char*>(entry.id.bytes.data()), entry.id.bytes.size());
  const std::string_view leaf = crypto::bytes_of(entry.leaf);
  insert_entry_.bind(1, number).bind(2, id).bind(3, entry.stored).bind(4, leaf);
  ENTENTE_TRY(insert_entry_.bind(5, checksum_of(sequence, id, leaf, entry.stored)).run());
  ENTENTE_TRY(insert_id_.bind(1, id).bind(2, number).run());
  state_.ids_sum += digest_of_id(id, sequence);
  if (entry.external) {
    const auto& [subject, release] = *entry.external;
    insert_external_.bind(1, subject).bind(2, number).bind(3, static_cast<std::int64_t>(release));
    ENTENTE_TRY(insert_external_.run());
    const std::string_view subject_bytes(reinterpret_cast<const char*>(subject.data()), subject.size());
    state_.externals_sum += digest_of_external(subject_bytes, sequence, release);
  }
  state_.tree.add(leaf);
  return {};
}

void Writer::tidy_up() {
  if (connection_.pages_in_log() > pages_worth_a_checkpoint) connection_.checkpoint();
}

}  // namespace entente::store::sqlite
