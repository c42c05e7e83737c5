// SPDX-License-Identifier: Apache-2.0
// Durable appends with 64 outstanding, beside a raw log: a file, one fdatasync per group, and nothing else.
#include "bench/harness.hpp"
#include "record/random_entry.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/group_commit.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <future>
#include <optional>

namespace {

using namespace entente;
namespace fs = std::filesystem;

constexpr std::size_t outstanding = 64;
constexpr std::uint64_t rows_per_round = 20'000;
constexpr std::uint64_t entries_per_round = 10'000;
constexpr std::size_t row_bytes = 190;

/// Keeps `outstanding` requests under way until `count` are done. One client, so that what is measured is the store
/// and not the switching between sixty-four threads.
template <typename Submit>
void keep_outstanding(std::uint64_t count, const Submit& submit) {
  std::deque<decltype(submit(0))> under_way;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (under_way.size() == outstanding) {
      under_way.front().get();
      under_way.pop_front();
    }
    under_way.push_back(submit(i));
  }
  while (!under_way.empty()) {
    under_way.front().get();
    under_way.pop_front();
  }
}

struct RowRequest {
  std::string row;
  std::promise<void> done;
};

void acknowledge(std::vector<RowRequest>& group) {
  for (RowRequest& request : group)
    request.done.set_value();
}

void must(bool done) {
  if (done) return;
  std::perror("store bench");
  std::exit(3);
}

/// The peer: as little as a durable log can do.
class RawLog {
 public:
  explicit RawLog(const std::string& path)
      : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
    must(file_ >= 0);
  }
  RawLog(const RawLog&) = delete;
  RawLog& operator=(const RawLog&) = delete;
  ~RawLog() { ::close(file_); }

  void commit(std::vector<RowRequest>& group) {
    bytes_.clear();
    for (const RowRequest& request : group)
      bytes_ += request.row;
    must(::write(file_, bytes_.data(), bytes_.size()) == static_cast<ssize_t>(bytes_.size()));
    must(::fdatasync(file_) == 0);
    rows_ += group.size();
    acknowledge(group);
  }
  [[nodiscard]] std::uint64_t rows() const { return rows_; }

 private:
  int file_;
  std::string bytes_;
  std::uint64_t rows_ = 0;
};

/// The SQLite layer of the store under rows that it does not look into.
class BareRows {
 public:
  explicit BareRows(const std::string& path) : connection_(with_table(path)) {
    insert_.emplace(*connection_.prepare("INSERT INTO rows VALUES(?1, ?2)"));
  }

  void commit(std::vector<RowRequest>& group) {
    must(connection_.run("BEGIN IMMEDIATE").has_value());
    for (const RowRequest& request : group) {
      must(insert_->bind(1, static_cast<std::int64_t>(rows_++))
               .bind(2, std::string_view(request.row))
               .run()
               .has_value());
    }
    must(connection_.run("COMMIT").has_value());
    acknowledge(group);
  }
  void tidy_up() {
    if (connection_.pages_in_log() > 1000) connection_.checkpoint();
  }
  [[nodiscard]] std::uint64_t rows() const { return rows_; }

 private:
  static store::sqlite::Connection with_table(const std::string& path) {
    using store::sqlite::Access;
    using store::sqlite::Connection;
    must(Connection::open(path, Access::create)
             ->run("CREATE TABLE rows(sequence INTEGER PRIMARY KEY, row BLOB NOT NULL)")
             .has_value());
    return *Connection::open(path, Access::read_write);
  }
  store::sqlite::Connection connection_;
  std::optional<store::sqlite::Statement> insert_;
  std::uint64_t rows_ = 0;
};

void append_rows(store::sqlite::GroupCommit<RowRequest>& commits, std::uint64_t count) {
  const std::string row(row_bytes, 'x');
  keep_outstanding(count, [&](std::uint64_t) {
    RowRequest request{.row = row, .done = {}};
    auto done = request.done.get_future();
    commits.submit(std::move(request));
    return done;
  });
}

/// A folder of its own on the disk that the program stands on: a file system in memory would sync for nothing.
class Folder {
 public:
  Folder() {
    std::string name = (fs::current_path() / "store-bench-XXXXXX").string();
    must(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

std::vector<record::Entry> imported(std::uint64_t count, std::uint64_t from) {
  record::RandomEntries random(from);
  std::vector<record::Entry> entries;
  for (std::uint64_t row = from; row < from + count; ++row)
    entries.push_back(random.imported_incident(row));
  return entries;
}

/// Both sides stand in `folder`; the raw log goes on from comparison to comparison, as ours does.
struct Peer {
  explicit Peer(const Folder& folder) : log(folder / "raw.log") {}
  [[nodiscard]] bench::Side side(std::uint64_t count) {
    return {"raw fdatasync log", [this, count] { append_rows(commits, count); }};
  }
  RawLog log;
  store::sqlite::GroupCommit<RowRequest> commits{[this](auto& group) { log.commit(group); }, [] {}};
};

void compare_bare_rows(bench::Report& report, const Folder& folder, Peer& peer) {
  BareRows rows(folder / "rows.db");
  store::sqlite::GroupCommit<RowRequest> bare([&](auto& group) { rows.commit(group); }, [&] { rows.tidy_up(); });
  report.compare({.name = "bare rows of 190 bytes",
                  .operations = static_cast<double>(rows_per_round),
                  .unit = "row",
                  .ours = {"SQLite layer", [&] { append_rows(bare, rows_per_round); }},
                  .peer = peer.side(rows_per_round),
                  .same_answer = [&] { return rows.rows() == peer.log.rows(); },
                  .goal_ratio = 0.8,
                  .clock = bench::Clock::wall});
}

void compare_entries(bench::Report& report, const Folder& folder, Peer& peer) {
  auto record = store::create_sqlite(folder / "record.db", {});
  must(record.has_value());
  store::Store& store = **record;
  // Made beforehand: what is measured begins with entries and ends with their being durable.
  constexpr std::uint64_t most_rounds = 40;
  std::uint64_t next = 0;
  std::vector<std::vector<record::Entry>> prepared;
  for (std::uint64_t round = 0; round < most_rounds; ++round) {
    prepared.push_back(imported(entries_per_round, round * entries_per_round));
  }
  const auto append_next = [&] {
    const auto& entries = prepared.at(next++);
    keep_outstanding(entries_per_round, [&](std::uint64_t i) { return store.submit(std::span(&entries[i], 1)); });
  };
  report.compare({.name = "entries with canonical form, digests and uniqueness",
                  .operations = static_cast<double>(entries_per_round),
                  .unit = "entry",
                  .ours = {"Store::submit", append_next},
                  .peer = peer.side(entries_per_round),
                  .same_answer = [&] { return store.head()->size == next * entries_per_round; },
                  .goal_ratio = 0.25,
                  .clock = bench::Clock::wall});
}

void time_a_dataset(bench::Report& report, const Folder& folder) {
  const auto dataset = imported(16'566, 1'000'000'000);
  int file = 0;
  const auto write = [&] {
    const std::string path = folder / ("dataset" + std::to_string(file++)).c_str();
    auto made = store::create_sqlite(path, {});
    must(made.has_value() && (*made)->append(dataset).has_value());
  };
  const std::string written = folder / "dataset0";
  const auto read = [&] {
    auto opened = store::open_sqlite(written, store::SqliteMode::read);
    must(opened.has_value());
    std::size_t entries = 0;
    const auto done = (*opened)->read(0, [&](const record::Recorded&) -> Result<void> {
      ++entries;
      return {};
    });
    must(done.has_value() && entries == dataset.size());
  };
  report.time({.name = "16,566 incidents in one batch, until the file is closed",
               .ours = {"Store::append", write},
               .goal_seconds = 0.3});
  report.time(
      {.name = "the same read back, each checked and decoded", .ours = {"Store::read", read}, .goal_seconds = 0.15});
}

}  // namespace

int main() {
  const Folder folder;
  bench::Report report("Durable append, 64 outstanding");
  Peer peer(folder);
  compare_bare_rows(report, folder, peer);
  compare_entries(report, folder, peer);
  time_a_dataset(report, folder);
  return report.finish();
}
