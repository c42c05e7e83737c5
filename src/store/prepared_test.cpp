// SPDX-License-Identifier: Apache-2.0
#include "store/prepared.hpp"

#include "crypto/digest.hpp"
#include "record/random_entry.hpp"
#include "store/contract_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace entente::store {
namespace {

/// As a backend without any haste would have them.
std::vector<std::string> one_by_one(std::span<const record::Entry> entries) {
  record::Encoder encoder(fixed_secret());
  std::vector<std::string> all;
  for (const auto& entry : entries) {
    const auto encoded = encoder.encode(entry);
    all.push_back(to_string(entry.id) + crypto::to_hex(encoded->leaf) + std::string(encoded->stored));
  }
  return all;
}

std::vector<std::string> shown(const PreparedBatch& batch) {
  std::vector<std::string> all;
  for (const auto& entry : batch.entries)
    all.push_back(to_string(entry.id) + crypto::to_hex(entry.leaf) + entry.stored);
  return all;
}

record::Entry that_cannot_be_stored(std::uint64_t row) {
  auto entry = imported(1, row).front();
  entry.author = std::string("a\0b", 3);
  return entry;
}

TEST(Preparation, GivesEachEntryInItsOrderHoweverManyThereAre) {
  for (const std::uint64_t count : {0, 1, 2, 255, 256, 257, 512, 1500}) {
    const auto entries = imported(count);
    Preparation preparation(fixed_secret());
    for (const auto& entry : entries)
      preparation.add(entry);
    const auto batch = std::move(preparation).finish();
    ASSERT_TRUE(batch);
    EXPECT_EQ(shown(*batch), one_by_one(entries)) << count;
    EXPECT_EQ(batch->repeated, 0U);
  }
}

TEST(Preparation, DropsWhatIsThereTwice) {
  auto entries = imported(600);
  entries.push_back(entries[3]);
  entries.push_back(entries[599]);
  const auto batch = prepare(entries, fixed_secret());
  ASSERT_TRUE(batch);
  EXPECT_EQ(shown(*batch), one_by_one(std::span(entries).first(600)));
  EXPECT_EQ(batch->repeated, 2U);
}

TEST(Preparation, NamesTheFirstOfTheOrderThatCannotBeStored) {
  std::deque<record::Entry> entries;
  for (auto& entry : imported(900))
    entries.push_back(std::move(entry));
  entries[300] = that_cannot_be_stored(300);
  entries[850] = that_cannot_be_stored(850);
  Preparation preparation(fixed_secret());
  for (const auto& entry : entries)
    preparation.add(entry);
  const auto batch = std::move(preparation).finish();
  ASSERT_FALSE(batch);
  EXPECT_EQ(batch.error().code, Code::invalid);
  EXPECT_THAT(words_of(batch.error()), testing::HasSubstr(to_string(entries[300].id)));
}

TEST(Preparation, RefusesTwoEntriesOfOneExternalKey) {
  auto entries = imported(400);
  entries[399].external = entries[7].external;
  const auto batch = prepare(entries, fixed_secret());
  ASSERT_FALSE(batch);
  EXPECT_EQ(batch.error().code, Code::conflict);
  EXPECT_THAT(words_of(batch.error()), testing::HasSubstr(entries[7].external->id));
}

TEST(Preparation, MayBeLeftUnfinished) {
  const auto entries = imported(2000);
  Preparation preparation(fixed_secret());
  for (const auto& entry : entries)
    preparation.add(entry);
}

}  // namespace
}  // namespace entente::store
