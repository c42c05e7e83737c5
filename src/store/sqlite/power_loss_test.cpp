// SPDX-License-Identifier: Apache-2.0
// Power lost at any moment, with any part of what was not synced: what was acknowledged is there, nothing is half
// there.
#include "store/contract_test.hpp"
#include "store/sqlite/faulty_disk_test.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <filesystem>
#include <iostream>

namespace entente::store {
namespace {

namespace fs = std::filesystem;
using sqlite::Call;
using sqlite::Event;
using sqlite::Files;

constexpr std::uint64_t seed = 20'170'709;

/// What a program did to the disk, and the roots a record had after each promise.
struct Recording {
  Files before;
  std::vector<Event> events;
  std::vector<crypto::Digest> roots;  ///< [n]: after n promises; one more when the last stays unpromised
};

class PowerLoss : public testing::Test {
 protected:
  ~PowerLoss() override {
    fs::remove_all(folder_);
    fs::remove_all(other_);
  }

  /// Batches in two sessions; between them and at the end the log is copied into the file and taken away.
  Recording record_appends() const {
    EXPECT_TRUE(create_sqlite(path_, fixed_secret(), imported(10)));
    Recording recording{.before = sqlite::files_of(folder_), .events = {}, .roots = {root_over(imported(10))}};
    sqlite::FaultyDisk disk(folder_);
    disk.record();
    std::uint64_t size = 10;
    for (const auto& session : {std::vector<std::uint64_t>{1, 30, 5, 60}, {2, 20, 1}}) {
      const auto store = open_sqlite(path_, SqliteMode::append);
      for (const std::uint64_t count : session) {
        EXPECT_TRUE((*store)->append(imported(count, size)));
        disk.promise();
        size += count;
        recording.roots.push_back(root_over(imported(size)));
      }
    }
    recording.events = disk.events();
    return recording;
  }

  /// The power goes before a random event of the recording; returns what is wrong with what it leaves, or nothing.
  [[nodiscard]] std::string wrong_after_a_cut(const Recording& recording, std::mt19937_64& random) const {
    const std::size_t cut = random() % (recording.events.size() + 1);
    const std::size_t promised =
        cut < recording.events.size() ? recording.events[cut].promise : recording.roots.size() - 1;
    sqlite::put_files(folder_, sqlite::after_power_cut(recording.before, recording.events, cut, random));
    const auto store = open_sqlite(path_, SqliteMode::append);
    if (!store) return words_of(store.error());
    const auto head = (*store)->head();
    if (!head) return words_of(head.error());
    // What was on its way may have arrived, whole.
    const bool kept = head->root == recording.roots[promised] ||
                      (promised + 1 < recording.roots.size() && head->root == recording.roots[promised + 1]);
    if (!kept) return "an acknowledged batch is lost: " + std::to_string(head->size) + " entries are left";
    const auto report = (*store)->verify();
    if (!report) return words_of(report.error());
    if (!report->damage.empty()) return i18n::render(report->damage.front().message, i18n::Language::en);
    if (report->head != *head) return "verify speaks of another head";
    return wrong_when_killed_after(**store, head->size);
  }

  /// The same process goes on, and is killed: what the cut left in the log must not be taken for damage now.
  [[nodiscard]] std::string wrong_when_killed_after(Store& store, std::uint64_t size) const {
    const auto appended = store.append(imported(1, 1000));
    if (!appended) return words_of(appended.error());
    sqlite::put_files(other_, sqlite::files_of(folder_));
    const auto killed = open_sqlite(other_ + "/record.db", SqliteMode::read);
    if (!killed) return words_of(killed.error());
    const auto report = (*killed)->verify();
    if (!report) return words_of(report.error());
    if (!report->damage.empty()) {
      return "killed later: " + i18n::render(report->damage.front().message, i18n::Language::en);
    }
    return report->head.size == size + 1 ? "" : "killed later: an acknowledged entry is lost";
  }

  /// How many of so many cuts leave something wrong; what is wrong with the first is printed.
  [[nodiscard]] std::size_t wrong_of(const Recording& recording, std::size_t cuts) const {
    std::size_t wrong = 0;
    for (std::uint64_t number = 0; number < cuts; ++number) {
      std::mt19937_64 random(seed + number);
      const std::string what = wrong_after_a_cut(recording, random);
      if (what.empty()) continue;
      if (wrong++ == 0) std::cout << "seed " << seed + number << ": " << what << "\n";
    }
    std::cout << cuts << " power cuts (seeds from " << seed << ") among " << recording.events.size()
              << " calls: " << wrong << " leave something wrong\n";
    return wrong;
  }

  std::string folder_ = make_folder_in_memory();
  std::string other_ = make_folder_in_memory();
  std::string path_ = folder_ + "/record.db";
};

TEST_F(PowerLoss, KeepsEveryAcknowledgedBatchWholeAndNoneByHalf) { EXPECT_EQ(wrong_of(record_appends(), 400), 0u); }

class PowerLossLong : public PowerLoss {};
TEST_F(PowerLossLong, InTenThousandStatesKeepsEveryAcknowledgedBatch) {
  EXPECT_EQ(wrong_of(record_appends(), 10'000), 0u);
}

// Of the test itself: it must notice a store that does not wait for the disk.
TEST_F(PowerLoss, OnADiskThatIsNeverWaitedForLosesWhatWasAcknowledged) {
  Recording recording = record_appends();
  std::erase_if(recording.events, [](const Event& event) { return event.call == Call::sync; });
  EXPECT_GT(wrong_of(recording, 100), 50u);
}

/// The same for one copy of a record, or the making of one: it is there whole, or not at all, and once acknowledged it
/// is there.
class PowerLossOfANewFile : public PowerLoss {
 protected:
  void hold(const std::function<void(const std::string&)>& make, const crypto::Digest& root) {
    const std::string made = folder_ + "/made.db";
    const Files before = sqlite::files_of(folder_);
    std::vector<Event> events;
    {
      sqlite::FaultyDisk disk(folder_);
      disk.record();
      make(made);
      events = disk.events();
    }
    std::size_t there = 0;
    for (std::uint64_t number = 0; number < 300; ++number) {
      std::mt19937_64 random(seed + number);
      const std::size_t cut = number % (events.size() + 1);
      sqlite::put_files(folder_, sqlite::after_power_cut(before, events, cut, random));
      SCOPED_TRACE(testing::Message() << "seed " << seed + number << ", before call " << cut);
      ASSERT_TRUE(fs::exists(made) || cut < events.size()) << "it was acknowledged";
      if (!fs::exists(made)) continue;
      ++there;
      const auto store = open_sqlite(made, SqliteMode::read);
      ASSERT_TRUE(store) << words_of(store.error());
      ASSERT_EQ((*store)->head()->root, root);
      ASSERT_THAT((*store)->verify()->damage, testing::IsEmpty());
    }
    EXPECT_GT(there, 0u);
  }
};

TEST_F(PowerLossOfANewFile, LeavesAWholeRecordOrNone) {
  hold([](const std::string& made) { EXPECT_TRUE(create_sqlite(made, fixed_secret(), imported(40))); },
       root_over(imported(40)));
}

TEST_F(PowerLossOfANewFile, LeavesAWholeCopyOrNone) {
  EXPECT_TRUE(create_sqlite(path_, fixed_secret(), imported(40)));
  hold([&](const std::string& made) { EXPECT_TRUE(backup_sqlite(path_, made)); }, root_over(imported(40)));
}

}  // namespace
}  // namespace entente::store
