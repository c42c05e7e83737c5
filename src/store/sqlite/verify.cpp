// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/verify.hpp"

#include "crypto/merkle.hpp"
#include "msg/store.hpp"
#include "store/sqlite/log_check.hpp"
#include "store/sqlite/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace entente::store::sqlite {
namespace {

constexpr std::size_t most_findings_of_pages = 20;

/// One pass over everything. What it finds goes into the report, and it goes on.
class Inspection {
 public:
  explicit Inspection(Connection& connection) : connection_(connection) {}

  VerifyReport run() {
    count_bytes();
    note(check_log(connection_.path()));
    check_pages();
    note(check_tables(connection_));
    if (auto secret = read_secret(connection_)) {
      secret_ = *secret;
    } else {
      note(std::move(secret));
    }
    auto head = read_head(connection_);
    if (head) {
      report_.head = head_of(*head);
      size_ = head->size();
    }
    read_entries();
    if (head) {
      check_end(*head);
    } else {
      note(std::move(head));
    }
    return std::move(report_);
  }

 private:
  template <typename T>
  void note(Result<T> result) {
    if (!result) report_.damage.push_back({{}, std::move(result).error().message});
  }
  void note(std::uint64_t sequence, Message message) { report_.damage.push_back({sequence, std::move(message)}); }

  void count_bytes() {
    for (const char* suffix : {"", "-wal"}) {
      std::error_code error;
      const auto bytes = std::filesystem::file_size(connection_.path() + suffix, error);
      if (!error) report_.bytes_read += bytes;
    }
  }

  void check_pages() {
    const auto checked = [&]() -> Result<void> {
      ENTENTE_ASSIGN(Statement findings, connection_.prepare("PRAGMA integrity_check"));
      for (std::size_t count = 0; count < most_findings_of_pages;) {
        ENTENTE_ASSIGN(const bool row, findings.step());
        if (!row) break;
        count += note_pages(findings.bytes(0), most_findings_of_pages - count);
      }
      return {};
    }();
    note(checked);
  }

  /// One row of SQLite's may hold a hundred lines about one table, below one that says which database.
  std::size_t note_pages(std::string_view lines, std::size_t most) {
    std::size_t count = 0;
    while (!lines.empty() && count < most) {
      const auto line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(line.size() + 1, lines.size()));
      if (line.empty() || line == "ok" || line.starts_with("***")) continue;
      report_.damage.push_back({{}, msg::store::page_damaged(connection_.path(), line)});
      ++count;
    }
    return count;
  }

  void read_entries() {
    const auto read = [&]() -> Result<void> {
      const std::string sql = "SELECT " + std::string(entry_columns) + " FROM entries ORDER BY sequence";
      ENTENTE_ASSIGN(Statement rows, connection_.prepare(sql));
      while (true) {
        ENTENTE_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        const auto sequence = static_cast<std::uint64_t>(rows.number(0));
        if (rows.number(0) < 0) {
          note(sequence, msg::store::row_number(connection_.path(), static_cast<double>(rows.number(0))));
          continue;
        }
        if (size_ && sequence >= *size_) {
          note(sequence,
               msg::store::row_beyond(connection_.path(), static_cast<double>(sequence), static_cast<double>(*size_)));
          continue;
        }
        missing_up_to(sequence);
        take(sequence, rows);
        next_ = sequence + 1;
        ++report_.entries_read;
      }
    }();
    note(read);
  }

  void take(std::uint64_t sequence, const Statement& statement) {
    auto row = checked_row(statement, connection_.path());
    if (!row) {
      whole_ = false;
      return note(sequence, std::move(row).error().message);
    }
    auto recorded = recorded_of(*row, connection_.path());
    if (!recorded) {
      whole_ = false;
      return note(sequence, std::move(recorded).error().message);
    }
    tree_.add(row->leaf);
    if (secret_) check_leaf(*row, recorded->entry.id);
    check_keys(*row, recorded->entry);
  }

  void check_leaf(const Row& row, const record::EntryId& id) {
    if (!encoder_) encoder_.emplace(*secret_);
    const auto leaf = encoder_->leaf_of(id, row.stored);
    if (!leaf || crypto::bytes_of(*leaf) != row.leaf) {
      note(row.sequence, msg::store::leaf_wrong(connection_.path(), static_cast<double>(row.sequence)));
    }
  }

  /// That the digest of the external key is the entry's, and that no other entry has its id or key.
  void check_keys(const Row& row, const record::Entry& entry) {
    const auto key = key_of(entry);
    const bool fits = row.external == (key ? bytes_of(*key) : std::string_view());
    const bool alone = !index_.with_id(entry.id) && !(key && index_.with_key(*key));
    if (!fits || !alone) {
      note(row.sequence, msg::store::row_not_alone(connection_.path(), static_cast<double>(row.sequence)));
    }
    index_.add(entry.id, key);
  }

  void missing_up_to(std::uint64_t sequence) {
    if (next_ >= sequence) return;
    whole_ = false;
    const auto first = static_cast<double>(next_);
    const auto last = static_cast<double>(sequence - 1);
    note(next_, first == last ? msg::store::row_unreachable(connection_.path(), first)
                              : msg::store::rows_unreadable(connection_.path(), first, last));
  }

  void check_end(const crypto::MerkleFrontier& head) {
    missing_up_to(head.size());
    if (whole_ && tree_ != head) {
      report_.damage.push_back(
          {{}, msg::store::root_wrong(connection_.path(), crypto::to_hex(tree_.root()), crypto::to_hex(head.root()))});
    }
  }

  Connection& connection_;
  VerifyReport report_;
  std::optional<record::Secret> secret_;
  std::optional<record::Encoder> encoder_;
  std::optional<std::uint64_t> size_;
  std::uint64_t next_ = 0;  // the sequence expected next
  bool whole_ = true;       // every entry so far could be read
  crypto::MerkleFrontier tree_;
  Index index_;
};

}  // namespace

Result<VerifyReport> verify(Connection& connection) {
  ENTENTE_TRY(connection.run("BEGIN"));
  VerifyReport report = Inspection(connection).run();
  connection.run_quietly("ROLLBACK");
  return report;
}

}  // namespace entente::store::sqlite
