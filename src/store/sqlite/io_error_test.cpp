// SPDX-License-Identifier: Apache-2.0
// A disk that fails at the n-th call, for every n: no wrong answer, a named error, nothing acknowledged is lost.
#include "store/contract_test.hpp"
#include "store/sqlite/faulty_disk_test.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <span>
#include <vector>

namespace entente::store {
namespace {

namespace fs = std::filesystem;

struct Trouble {
  std::string_view what;
  sqlite::Fault fault;  ///< `at` is filled in
};

constexpr std::array<Trouble, 6> troubles = {{
    {.what = "an input/output error", .fault = {.error = EIO}},
    {.what = "a full disk", .fault = {.forever = true, .error = ENOSPC, .only_writes = true}},
    {.what = "half a write", .fault = {.only_writes = true}},
    {.what = "no space once", .fault = {.error = ENOSPC, .only_writes = true}},
    {.what = "input/output errors from then on", .fault = {.forever = true, .error = EIO}},
    {.what = "an interruption", .fault = {.error = EINTR}},
}};
constexpr std::size_t of_the_quick_tests = 3;

constexpr std::uint64_t first_entries = 30;

class DiskTrouble : public testing::Test {
 protected:
  DiskTrouble() {
    {
      const auto store = create_sqlite(path_, fixed_secret(), imported(first_entries));
      EXPECT_TRUE(store) << words_of(store.error());
    }
    fs::remove(path_ + ".lock");
    sound_ = sqlite::files_of(folder_);
  }
  ~DiskTrouble() override { fs::remove_all(folder_); }

  void anew() const { sqlite::put_files(folder_, sound_); }

  /// Runs `act` with each trouble at its first call, its second, and so on, until it asks for no more calls.
  /// `check` is called after each, when the disk is sound again.
  template <typename Act, typename Check>
  void at_every_call(const Act& act, const Check& check, std::size_t kinds = troubles.size()) {
    for (const Trouble& trouble : std::span(troubles).first(kinds)) {
      std::size_t refused = 0;
      sqlite::Fault fault = trouble.fault;
      for (fault.at = 1;; ++fault.at) {
        anew();
        sqlite::FaultyDisk disk(folder_);
        disk.plan(fault);
        const bool whole = act();
        const bool reached = disk.calls() >= fault.at;
        disk.mend();
        SCOPED_TRACE(testing::Message() << trouble.what << " at call " << fault.at);
        check();
        if (!whole) ++refused;
        if (HasFailure() || !reached) break;
      }
      std::cout << trouble.what << ": at each of " << fault.at - 1 << " calls, " << refused << " times refused\n";
      if (HasFailure()) return;
    }
  }

  /// That an error is the disk's, in words that name the file. Where a page cannot be read, SQLite says no
  /// more than that it is damaged, and the words name both.
  void expect_named(const Error& error) const {
    if (error.code == Code::corrupt) {
      EXPECT_THAT(words_of(error), testing::AnyOf(testing::HasSubstr("or the disk cannot read it"),
                                                  testing::HasSubstr("the record is damaged"),
                                                  testing::HasSubstr("the backup is damaged")));
    } else {
      EXPECT_EQ(error.code, Code::unavailable) << words_of(error);
    }
    EXPECT_THAT(words_of(error), testing::HasSubstr(folder_));
  }

  std::string folder_ = make_folder_in_memory();
  std::string path_ = folder_ + "/record.db";
  sqlite::Files sound_;
};

/// Entries of the dataset by their rows, and what a record of them must answer.
class Rows {
 public:
  explicit Rows(std::uint64_t count) : entries_(imported(count)) {
    for (const auto& entry : entries_)
      leaves_.push_back(record::leaf(entry.id, record::to_fields(entry), fixed_secret()));
  }
  [[nodiscard]] std::span<const record::Entry> batch(std::uint64_t from, std::uint64_t count) const {
    return std::span(entries_).subspan(from, count);
  }
  [[nodiscard]] crypto::Digest root_over(std::span<const std::uint64_t> rows) const {
    crypto::MerkleFrontier tree;
    for (const std::uint64_t row : rows)
      tree.add(crypto::bytes_of(leaves_[row]));
    return tree.root();
  }
  [[nodiscard]] bool are(const std::vector<record::Recorded>& recorded, std::span<const std::uint64_t> rows) const {
    return std::ranges::equal(
        recorded, rows, [&](const record::Recorded& one, std::uint64_t row) { return one.entry == entries_[row]; });
  }

 private:
  std::vector<record::Entry> entries_;
  std::vector<crypto::Digest> leaves_;
};

/// Batches appended one by one, and what the one who appends knows of them.
class Appending : public DiskTrouble {
 protected:
  bool append_all() {
    there_.resize(first_entries);
    std::iota(there_.begin(), there_.end(), 0);
    with_refused_ = there_;
    const auto store = open_sqlite(path_, SqliteMode::append);
    if (!store) {
      expect_named(store.error());
      return false;
    }
    bool whole = true;
    std::uint64_t from = first_entries;
    for (const std::uint64_t count : batches) {
      const auto appended = (*store)->append(rows_.batch(from, count));
      if (!appended) expect_named(appended.error());
      // What was refused may have reached the disk nevertheless, whole; nothing follows it then.
      if (appended || with_refused_ == there_) {
        with_refused_ = there_;
        for (std::uint64_t row = from; row < from + count; ++row)
          with_refused_.push_back(row);
      }
      if (appended) there_ = with_refused_;
      whole = whole && appended;
      from += count;
      expect_right_answers(**store);
    }
    return whole;
  }

  void expect_right_answers(Store& store) const {
    const auto all = all_of(store);
    if (all) {
      EXPECT_TRUE(rows_.are(*all, there_)) << all->size() << " entries instead of " << there_.size();
    } else {
      expect_named(all.error());
    }
    const auto head = store.head();
    if (head) {
      EXPECT_EQ(head->root, rows_.root_over(there_));
    } else {
      expect_named(head.error());
    }
  }

  void expect_nothing_lost_and_go_on() const {
    {
      const auto store = open_sqlite(path_, SqliteMode::append);
      ASSERT_TRUE(store) << words_of(store.error());
      const auto all = all_of(**store);
      ASSERT_TRUE(all) << words_of(all.error());
      EXPECT_TRUE(rows_.are(*all, there_) || rows_.are(*all, with_refused_)) << all->size() << " entries are left";
      EXPECT_TRUE((*store)->append(rows_.batch(0, all_rows)));
      EXPECT_EQ((*store)->head()->size, all_rows);
      EXPECT_THAT((*store)->verify()->damage, testing::IsEmpty());
    }
    EXPECT_EQ(sqlite::files_of(folder_).size(), 1u) << "something is left beside the record";
  }

  static constexpr std::array<std::uint64_t, 3> batches = {1, 24, 3};
  static constexpr std::uint64_t all_rows = first_entries + 28;
  Rows rows_{all_rows};
  std::vector<std::uint64_t> there_;         // acknowledged
  std::vector<std::uint64_t> with_refused_;  // and with the first batch that was refused after that
};

TEST_F(Appending, OnADiskThatFailsAtAnyCallLosesNothingAndAnswersNothingWrong) {
  at_every_call([&] { return append_all(); }, [&] { expect_nothing_lost_and_go_on(); }, of_the_quick_tests);
}

class AppendingLong : public Appending {};
TEST_F(AppendingLong, OnADiskThatFailsInAnyWayAtAnyCallLosesNothingAndAnswersNothingWrong) {
  at_every_call([&] { return append_all(); }, [&] { expect_nothing_lost_and_go_on(); });
}

class Making : public DiskTrouble {
 protected:
  void copy_at_every_call(std::size_t kinds = troubles.size());
  void make_at_every_call(std::size_t kinds = troubles.size());
};

void Making::copy_at_every_call(std::size_t kinds) {
  const std::string copy = folder_ + "/record.copy";
  const auto root = root_over(imported(first_entries));
  for (const auto& copying : {backup_sqlite, restore_sqlite}) {
    bool copied = false;
    const auto copy_once = [&] {
      const auto head = copying(path_, copy);
      copied = head.has_value();
      if (copied) {
        EXPECT_EQ(head->root, root);
      } else {
        expect_named(head.error());
      }
      return copied;
    };
    at_every_call(
        copy_once,
        [&] {
          if (copied || fs::exists(copy)) {
            const auto store = open_sqlite(copy, SqliteMode::read);
            ASSERT_TRUE(store) << words_of(store.error());
            EXPECT_EQ((*store)->head()->root, root);
            EXPECT_THAT((*store)->verify()->damage, testing::IsEmpty());
          } else {
            EXPECT_TRUE(copying(path_, copy)) << "cannot be done again";
          }
          const auto original = open_sqlite(path_, SqliteMode::read);
          ASSERT_TRUE(original) << words_of(original.error());
          EXPECT_EQ((*original)->head()->root, root);
        },
        kinds);
  }
}

void Making::make_at_every_call(std::size_t kinds) {
  const std::string made = folder_ + "/record.new-one";
  const auto root = root_over(imported(20));
  bool made_it = false;
  const auto make = [&] {
    const auto store = create_sqlite(made, fixed_secret(), imported(20));
    made_it = store.has_value();
    if (!made_it) expect_named(store.error());
    return made_it;
  };
  at_every_call(
      make,
      [&] {
        if (made_it || fs::exists(made)) {
          const auto store = open_sqlite(made, SqliteMode::append);
          ASSERT_TRUE(store) << words_of(store.error());
          EXPECT_EQ((*store)->head()->root, root);
        } else {
          EXPECT_TRUE(create_sqlite(made, fixed_secret(), imported(20))) << "cannot be done again";
        }
      },
      kinds);
}

TEST_F(Making, OfACopyOnADiskThatFailsAtAnyCallLeavesAWholeOneOrNone) { copy_at_every_call(of_the_quick_tests); }
TEST_F(Making, OfARecordOnADiskThatFailsAtAnyCallLeavesAWholeOneOrNone) { make_at_every_call(of_the_quick_tests); }

class MakingLong : public Making {};
TEST_F(MakingLong, OfACopyOnADiskThatFailsInAnyWayAtAnyCallLeavesAWholeOneOrNone) { copy_at_every_call(); }
TEST_F(MakingLong, OfARecordOnADiskThatFailsInAnyWayAtAnyCallLeavesAWholeOneOrNone) { make_at_every_call(); }

}  // namespace
}  // namespace entente::store
