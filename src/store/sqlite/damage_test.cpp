// SPDX-License-Identifier: Apache-2.0
// Damage to the database file: no bit of it may lead to a wrong answer, and whatever matters is named by verify.
#include "store/contract_test.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

namespace entente::store {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t entries = 60;
constexpr std::size_t page = 4096;
constexpr std::uint64_t seed = 20'170'709;

/// What somebody who uses the record would learn from it, or an error.
struct Answers {
  std::optional<std::vector<record::Recorded>> all;
  std::optional<Head> head;
  std::optional<std::uint64_t> appended;  // how many of rows there already were added again
};

class StoreDamage : public testing::Test {
 protected:
  StoreDamage() {
    path_ = (folder_ / "record.db").string();
    const auto store = create_sqlite(path_, fixed_secret());
    EXPECT_TRUE((*store)->append(imported(entries)));
    // Closing copies the log into the file.
  }
  ~StoreDamage() override { fs::remove_all(folder_); }

  void SetUp() override {
    std::ifstream file(path_, std::ios::binary);
    sound_.assign(std::istreambuf_iterator<char>(file), {});
    sound_answers_ = answers();
    ASSERT_TRUE(sound_answers_.all && sound_answers_.head && sound_answers_.appended);
    ASSERT_EQ(*sound_answers_.appended, 0u);
    ASSERT_TRUE(damage_named().empty());
  }

  void write(std::string_view bytes) const {
    for (const char* suffix : {"-wal", "-shm"})
      fs::remove(path_ + suffix);
    std::ofstream(path_, std::ios::binary) << bytes;
  }

  [[nodiscard]] Answers answers() const {
    Answers answers;
    if (const auto store = open_sqlite(path_, SqliteMode::read)) {
      if (auto all = all_of(**store)) answers.all = *std::move(all);
      if (const auto head = (*store)->head()) answers.head = *head;
    }
    if (const auto store = open_sqlite(path_, SqliteMode::append)) {
      if (const auto appended = (*store)->append(imported(entries))) answers.appended = appended->added;
    }
    return answers;
  }

  /// What verify, or the refusal to open, says.
  [[nodiscard]] std::vector<std::string> damage_named() const {
    const auto store = open_sqlite(path_, SqliteMode::read);
    if (!store) return {words_of(store.error())};
    const auto report = (*store)->verify();
    if (!report) return {words_of(report.error())};
    std::vector<std::string> named;
    for (const auto& damage : report->damage)
      named.push_back(i18n::render(damage.message, i18n::Language::en));
    return named;
  }

  enum class Outcome { harmless, named_only, matters };

  /// Puts the damaged bytes in place, asks everything, and holds the two promises.
  Outcome examine(std::string_view damaged, const std::string& what) const {
    write(damaged);
    const auto named = damage_named();
    write(damaged);
    const Answers got = answers();
    // No wrong answer: each is the sound one, or an error.
    if (got.all) {
      EXPECT_EQ(*got.all, *sound_answers_.all) << what;
    }
    if (got.head) {
      EXPECT_EQ(*got.head, *sound_answers_.head) << what;
    }
    if (got.appended) {
      EXPECT_EQ(*got.appended, 0u) << what;
    }
    const bool matters = !got.all || !got.head || !got.appended;
    if (matters) {
      EXPECT_FALSE(named.empty()) << what << " is not named by verify";
    }
    return matters ? Outcome::matters : named.empty() ? Outcome::harmless : Outcome::named_only;
  }

  void flip_bits(int count) const {
    std::mt19937_64 random(seed);
    std::array<int, 3> outcomes{};
    for (int flip = 0; flip < count; ++flip) {
      const std::size_t bit = random() % (sound_.size() * 8);
      std::string damaged = sound_;
      damaged[bit / 8] = static_cast<char>(static_cast<unsigned char>(damaged[bit / 8]) ^ (1U << (bit % 8)));
      const auto outcome = examine(damaged, "bit " + std::to_string(bit));
      ++outcomes[static_cast<std::size_t>(outcome)];
    }
    std::cout << count << " bit flips (seed " << seed << ") in " << sound_.size() << " bytes: " << outcomes[0]
              << " harmless, " << outcomes[2] << " refused and named, " << outcomes[1] << " named though harmless\n";
    EXPECT_GT(outcomes[2], count / 2);
  }

  fs::path folder_ = make_folder_in_memory();
  std::string path_;
  std::string sound_;
  Answers sound_answers_;
};

TEST_F(StoreDamage, NoBitFlipLeadsToAWrongAnswerAndWhatMattersIsNamed) { flip_bits(200); }

class StoreLong : public StoreDamage {};
TEST_F(StoreLong, OfAThousandBitFlipsNoneLeadsToAWrongAnswer) { flip_bits(1000); }

TEST_F(StoreDamage, ATruncatedFileIsNoticedWhereverItEnds) {
  for (std::size_t bytes = 0; bytes < sound_.size(); bytes += page * 3 + 100) {
    EXPECT_EQ(examine(std::string_view(sound_).substr(0, bytes), "cut at " + std::to_string(bytes)), Outcome::matters);
  }
}

TEST_F(StoreDamage, APageOfZerosIsNoticed) {
  for (std::size_t at = 0; at < sound_.size(); at += page) {
    std::string damaged = sound_;
    damaged.replace(at, page, page, '\0');
    EXPECT_EQ(examine(damaged, "page at " + std::to_string(at)), Outcome::matters);
  }
}

TEST_F(StoreDamage, PagesThatChangedPlacesAreNoticed) {
  for (std::size_t at = page; at + 2 * page <= sound_.size(); at += page) {
    std::string damaged = sound_;
    std::swap_ranges(damaged.begin() + static_cast<std::ptrdiff_t>(at),
                     damaged.begin() + static_cast<std::ptrdiff_t>(at + page),
                     damaged.begin() + static_cast<std::ptrdiff_t>(at + page));
    EXPECT_NE(examine(damaged, "pages at " + std::to_string(at)), Outcome::harmless);
  }
}

TEST_F(StoreDamage, AnOldPageIsNoticed) {
  // As a disk leaves it that lost a write: one page is of before the last append.
  {
    const auto store = open_sqlite(path_, SqliteMode::append);
    ASSERT_TRUE((*store)->append(imported(1, entries)));
  }
  std::ifstream file(path_, std::ios::binary);
  const std::string newer{std::istreambuf_iterator<char>(file), {}};
  int noticed = 0;
  for (std::size_t at = 0; at + page <= sound_.size(); at += page) {
    if (newer.compare(at, page, sound_, at, page) == 0) continue;
    std::string damaged = newer;
    damaged.replace(at, page, sound_, at, page);
    write(damaged);
    if (!damage_named().empty()) ++noticed;
    const auto store = open_sqlite(path_, SqliteMode::read);
    if (!store) continue;
    const auto all = all_of(**store);
    if (all) {
      EXPECT_GE(all->size(), entries);
    }
    if (const auto head = (*store)->head(); all && head) {
      EXPECT_EQ(all->size(), head->size);
    }
  }
  EXPECT_GE(noticed, 3);
}

TEST_F(StoreDamage, VerifyNamesTheEntryThatWasChanged) {
  std::string damaged = sound_;
  // The text of the first entry stands last in its page, before it those that came later.
  const std::size_t at = damaged.find("external.id 214007");
  ASSERT_NE(at, std::string::npos);
  damaged[at + 17] = '8';
  write(damaged);
  EXPECT_THAT(damage_named(), testing::Contains(testing::HasSubstr("entry 7 is damaged")));
  const auto read = all_of(**open_sqlite(path_, SqliteMode::read));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::corrupt);
  EXPECT_THAT(words_of(read.error()), testing::HasSubstr("entry 7 is damaged"));
}

TEST_F(StoreDamage, VerifyCallsAMovedEntryByTheNumberItHasAndAMissingOneByItself) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, "UPDATE entries SET sequence = -5 WHERE sequence = 5", nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  const auto named = damage_named();
  EXPECT_THAT(named, testing::Contains(testing::HasSubstr("an entry has the number -5, which no entry can have")));
  EXPECT_THAT(named, testing::Contains(testing::HasSubstr("entry 5 is missing or cannot be read")));
  EXPECT_THAT(named, testing::Not(testing::Contains(testing::HasSubstr("5 to 5"))));
}

}  // namespace
}  // namespace entente::store
