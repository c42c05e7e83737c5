// SPDX-License-Identifier: Apache-2.0
// What every backend must do; each backend's own test file says how to make one.
#include "store/contract_test.hpp"

#include "record/view.hpp"

#include <thread>

namespace entente::store {

TEST_P(StoreContract, AnEmptyRecordHasTheEmptyRoot) {
  EXPECT_EQ(store_->head()->size, 0u);
  EXPECT_EQ(store_->head()->root, crypto::sha256(""));
  EXPECT_TRUE(all_of(*store_)->empty());
  EXPECT_EQ(store_->append({})->added, 0u);
  EXPECT_TRUE(store_->verify()->damage.empty());
}

TEST_P(StoreContract, EntriesOfEveryKindComeBackInOrderUnderTheirRoot) {
  record::RandomEntries random(1);
  std::vector<record::Entry> entries;
  for (int i = 0; i < 100; ++i)
    entries.push_back(random.any());
  const std::span<const record::Entry> all = entries;
  ASSERT_TRUE(store_->append(all.first(1)));
  const auto appended = store_->append(all.subspan(1));
  ASSERT_TRUE(appended) << words_of(appended.error());
  EXPECT_EQ(appended->first_sequence, 1u);
  EXPECT_EQ(appended->added, 99u);
  EXPECT_EQ(appended->head.size, 100u);
  EXPECT_EQ(appended->head.root, root_over(entries));
  EXPECT_EQ(store_->head(), appended->head);
  const auto read = all_of(*store_);
  ASSERT_TRUE(read) << words_of(read.error());
  ASSERT_EQ(read->size(), entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i)
    EXPECT_EQ((*read)[i], (record::Recorded{i, entries[i]}));
}

TEST_P(StoreContract, ReadingCanBeginAnywhereAndStopAnywhere) {
  ASSERT_TRUE(store_->append(imported(10)));
  EXPECT_EQ(all_of(*store_, 7)->size(), 3u);
  EXPECT_TRUE(all_of(*store_, 10)->empty());
  EXPECT_TRUE(all_of(*store_, 99)->empty());
  int seen = 0;
  const auto stopped = store_->read(0, [&](const record::Recorded&) -> Result<void> {
    return ++seen == 4 ? Result<void>(fail(Code::interrupted, Message{})) : Result<void>();
  });
  EXPECT_EQ(seen, 4);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, Code::interrupted);
}

TEST_P(StoreContract, WhatIsThereAlreadyAddsNothing) {
  const auto entries = imported(5);
  const auto first = store_->append(entries);
  const auto again = store_->append(entries);
  ASSERT_TRUE(again) << words_of(again.error());
  EXPECT_EQ(again->added, 0u);
  EXPECT_EQ(again->already_there, 5u);
  EXPECT_EQ(again->head, first->head);
  const auto mixed = store_->append(imported(6, 2));
  ASSERT_TRUE(mixed) << words_of(mixed.error());
  EXPECT_EQ(mixed->first_sequence, 5u);
  EXPECT_EQ(mixed->added, 3u);
  EXPECT_EQ(mixed->already_there, 3u);
}

TEST_P(StoreContract, ABatchMayRepeatItselfButNotContradictItself) {
  auto entries = imported(2);
  entries.push_back(entries.front());
  const auto appended = store_->append(entries);
  ASSERT_TRUE(appended) << words_of(appended.error());
  EXPECT_EQ(appended->added, 2u);
  EXPECT_EQ(appended->already_there, 1u);

  auto other = imported(1, 100);
  other.push_back(other.front());
  other.back().author = "somebody else";
  const auto same_id = store_->append(other);
  ASSERT_FALSE(same_id);
  EXPECT_EQ(same_id.error().code, Code::conflict);
  other.back().id.bytes[0] ^= 1;
  const auto same_key = store_->append(other);
  ASSERT_FALSE(same_key);
  EXPECT_EQ(same_key.error().code, Code::conflict);
  EXPECT_EQ(store_->head()->size, 2u);
}

TEST_P(StoreContract, AConflictIsNamedAndItsWholeBatchAddsNothing) {
  ASSERT_TRUE(store_->append(imported(3)));
  const Head before = *store_->head();

  auto same_id = imported(3, 10);
  same_id.push_back(imported(1).front());
  same_id.back().author = "somebody else";
  const auto by_id = store_->append(same_id);
  ASSERT_FALSE(by_id);
  EXPECT_EQ(by_id.error().code, Code::conflict);
  EXPECT_THAT(words_of(by_id.error()), testing::HasSubstr(to_string(same_id.back().id)));

  auto same_key = imported(3, 20);
  same_key.push_back(imported(1).front());
  same_key.back().id.bytes[3] ^= 1;
  const auto by_key = store_->append(same_key);
  ASSERT_FALSE(by_key);
  EXPECT_EQ(by_key.error().code, Code::conflict);
  EXPECT_THAT(words_of(by_key.error()), testing::HasSubstr("214000"));

  EXPECT_EQ(store_->head(), before);
  EXPECT_EQ(all_of(*store_)->size(), 3u);
  EXPECT_EQ(store_->append(imported(3, 20))->added, 3u);
}

TEST_P(StoreContract, WhatCannotBeStoredIsRefused) {
  auto entries = imported(2);
  entries.back().author = std::string("a\0b", 3);
  const auto refused = store_->append(entries);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::invalid);
  EXPECT_EQ(store_->head()->size, 0u);
}

TEST_P(StoreContract, ThreadsThatAppendAtOnceLoseNothingAndTearNoBatch) {
  constexpr std::size_t threads = 8;
  constexpr std::size_t batches = 10;
  constexpr std::size_t batch = 3;
  std::vector<std::thread> running;
  for (std::size_t t = 0; t < threads; ++t) {
    running.emplace_back([&, t] {
      for (std::size_t b = 0; b < batches; ++b) {
        EXPECT_EQ(store_->append(imported(batch, (t * batches + b) * batch))->added, batch);
        EXPECT_TRUE(store_->head());
      }
    });
  }
  for (std::thread& thread : running)
    thread.join();
  const auto read = all_of(*store_);
  ASSERT_EQ(read->size(), threads * batches * batch);
  std::vector<record::Entry> entries;
  for (const auto& recorded : *read)
    entries.push_back(recorded.entry);
  for (std::size_t i = 0; i < entries.size(); i += batch) {
    const auto number = std::stoul(entries[i].external->id);
    EXPECT_EQ(std::stoul(entries[i + 2].external->id), number + 2);
  }
  EXPECT_EQ(store_->head()->root, root_over(entries));
  EXPECT_TRUE(store_->verify()->damage.empty());
}

TEST_P(StoreContract, OfManyAtOnceTheSameEntryIsAddedOnce) {
  const auto entry = imported(1);
  std::vector<std::future<Result<Appended>>> outstanding;
  for (int i = 0; i < 20; ++i)
    outstanding.push_back(store_->submit(entry));
  std::uint64_t added = 0;
  for (auto& future : outstanding)
    added += future.get()->added;
  EXPECT_EQ(added, 1u);
  EXPECT_EQ(store_->head()->size, 1u);
}

TEST_P(StoreContract, SubmittedBatchesOfOneThreadKeepTheirOrder) {
  std::vector<std::future<Result<Appended>>> outstanding;
  for (std::uint64_t i = 0; i < 50; ++i)
    outstanding.push_back(store_->submit(imported(1, i)));
  for (std::uint64_t i = 0; i < 50; ++i)
    EXPECT_EQ(outstanding[i].get()->first_sequence, i);
}

TEST_P(StoreContract, AReadingSeesOneMomentWhileOthersAppend) {
  ASSERT_TRUE(store_->append(imported(5)));
  std::size_t seen = 0;
  const auto read = store_->read(0, [&](const record::Recorded&) -> Result<void> {
    ENTENTE_TRY(store_->append(imported(1, 100 + seen)));
    ++seen;
    return {};
  });
  ASSERT_TRUE(read) << words_of(read.error());
  EXPECT_EQ(seen, 5u);
  EXPECT_EQ(store_->head()->size, 10u);
}

TEST_P(StoreContract, AViewAsOfAnInstantIsWhatWasKnownThen) {
  auto entries = imported(2);
  entries[1].recorded_at += std::chrono::days{10};
  ASSERT_TRUE(store_->append(entries));
  const auto incidents_at = [&](Instant known_at) {
    record::View view(known_at);
    EXPECT_TRUE(store_->read(0, [&](const record::Recorded& recorded) { return view.add(recorded); }));
    return view.incidents().size();
  };
  EXPECT_EQ(incidents_at(entries[0].recorded_at - std::chrono::seconds{1}), 0u);
  EXPECT_EQ(incidents_at(entries[0].recorded_at), 1u);
  EXPECT_EQ(incidents_at(entries[1].recorded_at), 2u);
}

TEST_P(StoreContract, VerifyOfASoundRecordFindsNothing) {
  ASSERT_TRUE(store_->append(imported(300)));
  const auto report = store_->verify();
  ASSERT_TRUE(report) << words_of(report.error());
  for (const Damage& damage : report->damage)
    ADD_FAILURE() << i18n::render(damage.message, i18n::Language::en);
  EXPECT_EQ(report->entries_read, 300u);
  EXPECT_EQ(report->head, *store_->head());
  EXPECT_GT(report->bytes_read, 100'000u);
}

}  // namespace entente::store
