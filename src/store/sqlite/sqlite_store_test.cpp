// SPDX-License-Identifier: Apache-2.0
// The contract on SQLite, and what only a file can suffer: other files, two writers, kills, a full disk, backups.
#include "store/sqlite/sqlite_store.hpp"

#include "store/contract_test.hpp"

#include <sqlite3.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace entente::store {
namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone with the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "entente-store-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

/// Holds its folder as long as the store that it makes for the contract.
class StoreInFolder final : public Store {
 public:
  StoreInFolder() : store_(*create_sqlite(folder_ / "record.db", fixed_secret())) {}
  std::future<Result<Appended>> submit_prepared(PreparedBatch batch) override {
    return store_->submit_prepared(std::move(batch));
  }
  Result<void> read(std::uint64_t from, const TakeEntry& each) override { return store_->read(from, each); }
  Result<Head> head() override { return store_->head(); }
  const record::Secret& secret() const override { return store_->secret(); }
  Result<VerifyReport> verify() override { return store_->verify(); }

 private:
  Folder folder_;
  std::unique_ptr<Store> store_;
};

class SqliteStore : public testing::Test {
 protected:
  Folder folder_;
  std::string path_ = folder_ / "record.db";

  /// A closed record of so many entries.
  void make(std::uint64_t count) const {
    const auto store = create_sqlite(path_, fixed_secret());
    ASSERT_TRUE(store) << words_of(store.error());
    ASSERT_TRUE((*store)->append(imported(count)));
  }
  [[nodiscard]] std::unique_ptr<Store> open(SqliteMode mode = SqliteMode::read) const {
    auto store = open_sqlite(path_, mode);
    EXPECT_TRUE(store) << words_of(store.error());
    return *std::move(store);
  }
  static std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void write_file(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  static std::string refusal(const std::string& path, SqliteMode mode = SqliteMode::read) {
    const auto store = open_sqlite(path, mode);
    return store ? "not refused" : words_of(store.error());
  }
};

TEST_F(SqliteStore, WhatWasAppendedIsThereAfterClosing) {
  make(50);
  const auto store = open();
  EXPECT_EQ(all_of(*store)->size(), 50u);
  EXPECT_EQ(store->head()->root, root_over(imported(50)));
  EXPECT_EQ(store->secret(), fixed_secret());
}

TEST_F(SqliteStore, ARecordCanBeMadeWithItsFirstEntries) {
  const auto store = create_sqlite(path_, fixed_secret(), imported(3));
  ASSERT_TRUE(store) << words_of(store.error());
  EXPECT_EQ((*store)->head()->size, 3u);
  EXPECT_FALSE(fs::exists(path_ + ".new"));
  EXPECT_FALSE(fs::exists(path_ + ".new.lock"));
}

TEST_F(SqliteStore, MakingARecordOverwritesNothing) {
  write_file(path_, "precious");
  const auto store = create_sqlite(path_, fixed_secret());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Code::conflict);
  EXPECT_EQ(fs::file_size(path_), 8u);
}

TEST_F(SqliteStore, WhatIsNotARecordIsRefusedInAClearSentence) {
  EXPECT_THAT(refusal(path_), testing::HasSubstr("no such record"));
  EXPECT_THAT(refusal(folder_ / ""), testing::HasSubstr("is a folder"));
  write_file(path_, "");
  EXPECT_THAT(refusal(path_), testing::HasSubstr("empty file"));
  write_file(path_, "id,year\n1,2017\n");
  EXPECT_THAT(refusal(path_), testing::HasSubstr("not an Entente record"));
  write_file(path_, std::string(5000, 'x'));
  EXPECT_THAT(refusal(path_), testing::HasSubstr("not an Entente record"));
  EXPECT_THAT(refusal(path_, SqliteMode::append), testing::HasSubstr("not an Entente record"));
}

TEST_F(SqliteStore, ADatabaseOfAnotherProgramOrANewerFormIsRefused) {
  const auto database_with = [&](const char* sql) {
    fs::remove(path_);
    sqlite3* database = nullptr;
    sqlite3_open(path_.c_str(), &database);
    sqlite3_exec(database, sql, nullptr, nullptr, nullptr);
    sqlite3_close(database);
  };
  database_with("CREATE TABLE t(x)");
  EXPECT_THAT(refusal(path_), testing::HasSubstr("another program"));
  database_with("CREATE TABLE t(x); PRAGMA application_id = 0x456E7465; PRAGMA user_version = 2");
  EXPECT_THAT(refusal(path_), testing::HasSubstr("newer Entente (form 2"));
  database_with("CREATE TABLE t(x); PRAGMA application_id = 0x456E7465; PRAGMA user_version = 1");
  EXPECT_THAT(refusal(path_), testing::HasSubstr("tables are not those"));
}

TEST_F(SqliteStore, AForeignTriggerIsNotRun) {
  make(1);
  sqlite3* database = nullptr;
  sqlite3_open(path_.c_str(), &database);
  ASSERT_EQ(sqlite3_exec(database, "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END", nullptr,
                         nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  EXPECT_THAT(refusal(path_, SqliteMode::append), testing::HasSubstr("tables are not those"));
}

TEST_F(SqliteStore, ASecondHeadOrSecretIsRefusedAndNamed) {
  for (const std::string table : {"head", "meta"}) {
    for (const std::string key : {"0", "2"}) {
      for (const char* suffix : {"", "-wal", "-shm"})
        fs::remove(path_ + suffix);
      make(1);
      const auto columns = table == "head" ? "root, frontier, checksum" : "secret, checksum";
      sqlite3* database = nullptr;
      sqlite3_open(path_.c_str(), &database);
      const auto sql = "INSERT INTO " + table + " SELECT " + key + ", " + columns + " FROM " + table;
      ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
      sqlite3_close(database);
      const auto says = testing::HasSubstr("the table “" + table + "” holds 2 rows");
      EXPECT_THAT(refusal(path_, SqliteMode::append), says);
      EXPECT_THAT(refusal(path_, SqliteMode::read), says);
    }
  }
}

TEST_F(SqliteStore, ASecondWriterIsToldWhoWrites) {
  make(1);
  const auto writer = open(SqliteMode::append);
  EXPECT_THAT(refusal(path_, SqliteMode::append),
              testing::HasSubstr("is being written by process " + std::to_string(::getpid())));
}

TEST_F(SqliteStore, ASecondWriterIsToldSoWhereTheFirstHasLeftNoNumber) {
  make(1);
  const auto writer = open(SqliteMode::append);
  std::filesystem::resize_file(path_ + ".lock", 0);
  EXPECT_THAT(refusal(path_, SqliteMode::append), testing::HasSubstr("is being written by another process"));
}

TEST_F(SqliteStore, ReadersReadWhileAWriterAppends) {
  make(1);
  const auto writer = open(SqliteMode::append);
  const auto reader = open();
  ASSERT_TRUE(writer->append(imported(10, 1)));
  EXPECT_EQ(reader->head()->size, 11u);
  EXPECT_EQ(all_of(*reader)->size(), 11u);
  const auto refused = reader->append(imported(1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::unavailable);
}

// What is in a log only would be lost with it, or by whoever copies the file.
TEST_F(SqliteStore, WhoReadAndAppendedLeavesNoLogBehind) {
  make(1);
  {
    const auto store = open(SqliteMode::append);
    EXPECT_EQ(all_of(*store)->size(), 1u);
    ASSERT_TRUE(store->append(imported(200, 1)));
    EXPECT_EQ(store->head()->size, 201u);
  }
  EXPECT_FALSE(fs::exists(path_ + "-wal"));
  EXPECT_FALSE(fs::exists(path_ + "-shm"));
  const std::string copy = folder_ / "copy.db";
  fs::copy_file(path_, copy);
  EXPECT_EQ(all_of(**open_sqlite(copy, SqliteMode::read))->size(), 201u);
}

TEST_F(SqliteStore, ALogThatADeletedRecordLeftBehindIsNotTakenForThatOfANewOne) {
  make(3);
  const std::string backup = folder_ / "backup.db";
  ASSERT_TRUE(backup_sqlite(path_, backup));
  fs::remove(path_);
  for (const char* suffix : {"-wal", "-shm", "-journal"}) {
    write_file(path_ + suffix, "of another record");
    const auto made = create_sqlite(path_, fixed_secret());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Code::conflict);
    EXPECT_THAT(words_of(made.error()), testing::HasSubstr(path_ + suffix));
    EXPECT_FALSE(restore_sqlite(backup, path_));
    EXPECT_FALSE(fs::exists(path_));
    fs::remove(path_ + suffix);
  }
  EXPECT_TRUE(restore_sqlite(backup, path_));
}

TEST_F(SqliteStore, ALinkToARecordIsTheSameRecordToTheSecondWriter) {
  make(1);
  const std::string link = folder_ / "link.db";
  fs::create_symlink(path_, link);
  const auto writer = open(SqliteMode::append);
  EXPECT_THAT(refusal(link, SqliteMode::append), testing::HasSubstr("is being written by process"));
  EXPECT_EQ(all_of(**open_sqlite(link, SqliteMode::read))->size(), 1u);
}

TEST_F(SqliteStore, AFileOfSeveralNamesIsRefusedAsItsLogLiesBesideOneOnly) {
  make(1);
  fs::create_hard_link(path_, folder_ / "hard.db");
  EXPECT_THAT(refusal(path_, SqliteMode::append), testing::HasSubstr("has 2 names"));
  EXPECT_THAT(refusal(folder_ / "hard.db", SqliteMode::read), testing::HasSubstr("has 2 names"));
}

TEST_F(SqliteStore, ALateReaderOfAClosedRecordLeavesNoLogThatIsNeeded) {
  make(20);
  {
    EXPECT_EQ(all_of(*open())->size(), 20u);
  }
  const std::string copy = folder_ / "copy.db";
  fs::copy_file(path_, copy);
  EXPECT_EQ(all_of(**open_sqlite(copy, SqliteMode::read))->size(), 20u);
}

// ---- kills ----------------------------------------------------------------------------------------------------

/// Appends one by one, telling each acknowledged number through the pipe, until it is killed.
[[noreturn]] void append_until_killed(const std::string& path, std::uint64_t from, int acknowledged) {
  auto store = open_sqlite(path, SqliteMode::append);
  if (!store) ::_exit(1);
  for (std::uint64_t number = from;; ++number) {
    if (!(*store)->append(imported(1, number))) ::_exit(2);
    if (::write(acknowledged, &number, sizeof number) != sizeof number) ::_exit(3);
  }
}

/// Appends ten batches and ends without closing, as a killed process does.
void leave_a_log(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    auto store = open_sqlite(path, SqliteMode::append);
    for (std::uint64_t batch = 0; store && batch < 10; ++batch) {
      if (!(*store)->append(imported(20, 1 + 20 * batch))) ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
}

/// What opening and reading the record says to somebody whom rights concern, as root may write everywhere: "" when all
/// went well, "skip" where root cannot become somebody else.
std::string said_to_nobody(const std::string& path, std::uint64_t entries) {
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr unsigned nobody = 65534;
    const bool lowered = ::geteuid() != 0 || (::setgid(nobody) == 0 && ::setuid(nobody) == 0);
    std::string said = "skip";
    if (lowered) {
      const auto store = open_sqlite(path, SqliteMode::read);
      const auto all = store ? all_of(**store) : fail(store.error());
      const bool whole = all && all->size() == entries && (*store)->verify()->damage.empty();
      said = whole ? "" : all ? "not whole" : words_of(all.error());
    }
    ::_exit(::write(pipe[1], said.data(), said.size()) == static_cast<ssize_t>(said.size()) ? 0 : 1);
  }
  ::close(pipe[1]);
  std::string said(4096, '\0');
  said.resize(static_cast<std::size_t>(std::max<ssize_t>(::read(pipe[0], said.data(), said.size()), 0)));
  ::close(pipe[0]);
  ::waitpid(child, nullptr, 0);
  return said;
}

/// Another process that has appended `batch` and keeps the record open until this goes.
class OtherWriter {
 public:
  OtherWriter(const std::string& path, const std::vector<record::Entry>& batch) {
    std::array<int, 2> ready{};
    std::array<int, 2> done{};
    EXPECT_EQ(::pipe(ready.data()) + ::pipe(done.data()), 0);
    child_ = ::fork();
    char byte = 0;
    if (child_ == 0) {
      ::close(done[1]);
      const auto store = open_sqlite(path, SqliteMode::append);
      byte = store && (*store)->append(batch) ? 1 : 0;
      const bool told = ::write(ready[1], &byte, 1) == 1 && ::read(done[0], &byte, 1) == 0;
      ::_exit(told ? 0 : 1);
    }
    ::close(ready[1]);
    ::close(done[0]);
    EXPECT_EQ(::read(ready[0], &byte, 1), 1);
    EXPECT_EQ(byte, 1) << "it could not append";
    ::close(ready[0]);
    done_ = done[1];
  }
  OtherWriter(const OtherWriter&) = delete;
  OtherWriter& operator=(const OtherWriter&) = delete;
  ~OtherWriter() {
    ::close(done_);
    ::waitpid(child_, nullptr, 0);
  }

 private:
  pid_t child_ = 0;
  int done_ = -1;
};

TEST_F(SqliteStore, InAFolderThatCannotBeWrittenARecordIsReadUnlessItsLogNeedsMore) {
  make(50);
  const auto folder = fs::path(path_).parent_path();
  const auto closed = fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec;
  const auto said = [&](std::uint64_t entries) {
    fs::permissions(folder, closed);
    auto words = said_to_nobody(path_, entries);
    fs::permissions(folder, fs::perms::owner_all);
    return words;
  };
  const auto first = said(50);
  if (first == "skip") GTEST_SKIP() << "run as root that cannot become somebody else";
  EXPECT_EQ(first, "") << "without a log";
  ASSERT_TRUE(open()->head());  // who only reads leaves an empty log behind
  ASSERT_EQ(fs::file_size(path_ + "-wal"), 0u);
  EXPECT_EQ(said(50), "") << "with an empty log";
  {
    const OtherWriter writer(path_, imported(1, 50));
    EXPECT_EQ(said(51), "") << "while another writes";
  }
  for (const char* suffix : {"", "-wal", "-shm"})
    fs::remove(path_ + suffix);
  make(1);
  leave_a_log(path_);
  EXPECT_EQ(said(201), "") << "a log with its index beside it";
  fs::remove(path_ + "-shm");
  EXPECT_THAT(said(201), testing::HasSubstr("copy the record together with " + path_ + "-wal to such a folder"));
}

// SQLite itself reads a damaged log as far as it can and says nothing.
TEST_F(SqliteStore, ABitFlippedInALogThatWasLeftBehindIsNamed) {
  make(1);
  leave_a_log(path_);
  const std::string log = read_file(path_ + "-wal");
  EXPECT_TRUE(open()->verify()->damage.empty());
  ASSERT_GT(log.size(), 40'000u);
  const std::string sound = read_file(path_);
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> anywhere(0, log.size() - 4200);  // the last page: as a kill leaves it
  for (int flip = 0; flip < 100; ++flip) {
    const std::size_t at = anywhere(random);
    std::string damaged = log;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (flip % 8)));
    write_file(path_, sound);
    write_file(path_ + "-wal", damaged);
    fs::remove(path_ + "-shm");
    const auto store = open_sqlite(path_, SqliteMode::read);
    const bool all_there = store && (*store)->head() && (*store)->head()->size == 201;
    EXPECT_TRUE(all_there || !store || !(*store)->verify()->damage.empty()) << "bit at " << at;
  }
}

// Whoever appends would write over them, and whoever closes takes the log away.
TEST_F(SqliteStore, ALogThatHasLostAcknowledgedEntriesIsNotWrittenOver) {
  make(1);
  leave_a_log(path_);
  const std::string log = read_file(path_ + "-wal");
  std::string damaged = log;
  damaged[log.size() / 3] = static_cast<char>(damaged[log.size() / 3] ^ 1);
  write_file(path_ + "-wal", damaged);
  fs::remove(path_ + "-shm");
  EXPECT_THAT(refusal(path_, SqliteMode::append), testing::HasSubstr("acknowledged entries stand behind it"));
  EXPECT_EQ(read_file(path_ + "-wal"), damaged);
  // What can be read can be saved.
  const auto saved = backup_sqlite(path_, folder_ / "saved.db");
  ASSERT_TRUE(saved) << words_of(saved.error());
  EXPECT_GT(saved->size, 1u);
  EXPECT_LT(saved->size, 201u);
}

TEST_F(SqliteStore, ALogWhoseLastAppendDidNotFinishIsGoneOnWith) {
  make(1);
  leave_a_log(path_);
  std::string log = read_file(path_ + "-wal");
  log[log.size() - 3 * 4120] = static_cast<char>(log[log.size() - 3 * 4120] ^ 1);
  write_file(path_ + "-wal", log);
  fs::remove(path_ + "-shm");
  const auto store = open(SqliteMode::append);
  EXPECT_EQ(store->head()->size, 181u);
  EXPECT_EQ(store->append(imported(1, 500))->head.size, 182u);
}

TEST_F(SqliteStore, AKilledWriterHasLostNothingThatItAcknowledged) {
  make(1);
  std::uint64_t next = 1;
  for (int kill = 0; kill < 20; ++kill) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) append_until_killed(path_, next, pipe[1]);
    ::close(pipe[1]);
    std::uint64_t acknowledged = next - 1;
    // At least some, then at an arbitrary moment of the next.
    for (int i = 0; i < 5 + kill % 7; ++i)
      ASSERT_EQ(::read(pipe[0], &acknowledged, sizeof acknowledged), 8);
    ::usleep(static_cast<useconds_t>(kill * 37 % 500));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (std::uint64_t number = 0; ::read(pipe[0], &number, sizeof number) == 8;)
      acknowledged = number;
    ::close(pipe[0]);
    const auto store = open();
    const auto size = store->head()->size;
    // What was on its way may have arrived without being acknowledged; nothing else.
    ASSERT_GE(size, acknowledged + 1) << "kill " << kill;
    ASSERT_LE(size, acknowledged + 2) << "kill " << kill;
    ASSERT_EQ(all_of(*store)->size(), size);
    next = size;
  }
  EXPECT_TRUE(open()->verify()->damage.empty());
}

// ---- the disk -------------------------------------------------------------------------------------------------

/// Runs `act` in a child that may write no file beyond `bytes`; returns its exit code.
int with_file_limit(std::uint64_t bytes, const std::function<int()>& act) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(act());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

TEST_F(SqliteStore, AFullDiskIsAnErrorThatLeavesNothingHalfWrittenAndReadsGoOn) {
  make(100);
  const auto limit = fs::file_size(path_) + 50'000;
  const int code = with_file_limit(limit, [&] {
    auto store = open_sqlite(path_, SqliteMode::append);
    if (!store) return 1;
    const Head before = *(*store)->head();
    auto refused = (*store)->append(imported(1000, 100));
    if (refused) return 2;
    if (refused.error().code != Code::unavailable) return 3;
    if ((*store)->head() != before) return 4;
    if (all_of(**store)->size() != 100) return 5;
    const rlimit none{.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &none);
    const auto added = (*store)->append(imported(1000, 100));
    return added && added->added == 1000 ? 0 : 6;
  });
  EXPECT_EQ(code, 0);
  const auto store = open();
  EXPECT_EQ(store->head()->size, 1100u);
  EXPECT_TRUE(store->verify()->damage.empty());
}

// ---- backups --------------------------------------------------------------------------------------------------

TEST_F(SqliteStore, ABackupHasTheSameRootAndRestoresToIt) {
  make(200);
  const std::string backup = folder_ / "backup.db";
  const std::string restored = folder_ / "restored.db";
  const auto saved = backup_sqlite(path_, backup);
  ASSERT_TRUE(saved) << words_of(saved.error());
  EXPECT_EQ(saved, open()->head());
  const auto head = restore_sqlite(backup, restored);
  ASSERT_TRUE(head) << words_of(head.error());
  EXPECT_EQ(head, saved);
  const auto store = open_sqlite(restored, SqliteMode::append);
  ASSERT_TRUE(store) << words_of(store.error());
  EXPECT_EQ((*store)->append(imported(1, 200))->head.size, 201u);
}

TEST_F(SqliteStore, ABackupIsOfOneMomentWhileOthersAppend) {
  make(100);
  const auto writer = open(SqliteMode::append);
  std::atomic<bool> ending = false;
  std::thread appending([&] {
    for (std::uint64_t number = 100; !ending; ++number)
      EXPECT_TRUE(writer->append(imported(1, number)));
  });
  for (int i = 0; i < 3; ++i) {
    const std::string backup = folder_ / ("backup" + std::to_string(i));
    const auto head = backup_sqlite(path_, backup);
    EXPECT_TRUE(head) << words_of(head.error());
    EXPECT_EQ((*open_sqlite(backup, SqliteMode::read))->head(), head);
  }
  ending = true;
  appending.join();
}

TEST_F(SqliteStore, BackupAndRestoreOverwriteNothing) {
  make(1);
  const std::string there = folder_ / "there";
  write_file(there, "precious");
  for (const auto& copied : {backup_sqlite(path_, there), restore_sqlite(path_, there)}) {
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().code, Code::conflict);
  }
  EXPECT_EQ(fs::file_size(there), 8u);
}

TEST_F(SqliteStore, ADamagedBackupIsNotRestored) {
  make(50);
  const std::string backup = folder_ / "backup.db";
  ASSERT_TRUE(backup_sqlite(path_, backup));
  std::fstream file(backup, std::ios::binary | std::ios::in | std::ios::out);
  std::string bytes(fs::file_size(backup), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.seekp(static_cast<std::streamoff>(bytes.find("shells hit")));
  file.put('S');
  file.close();
  const auto restored = restore_sqlite(backup, folder_ / "restored.db");
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().code, Code::corrupt);
  EXPECT_FALSE(fs::exists(folder_ / "restored.db"));
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract,
                         testing::Values(Backend{"sqlite", [] { return std::make_unique<StoreInFolder>(); }}),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace entente::store
