// SPDX-License-Identifier: Apache-2.0
#include "store/memory/memory_store.hpp"

#include "crypto/merkle.hpp"
#include "msg/store.hpp"
#include "store/index.hpp"

#include <mutex>
#include <utility>

namespace entente::store {
namespace {

/// What damage is said of: there is no path.
constexpr const char* place = "memory";

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const record::Secret& secret) : secret_(secret) {}

  std::future<Result<Appended>> submit_prepared(PreparedBatch batch) override {
    std::promise<Result<Appended>> done;
    done.set_value(append_prepared(std::move(batch)));
    return done.get_future();
  }

  Result<void> read(std::uint64_t from, const TakeEntry& each) override {
    const std::uint64_t size = head()->size;
    for (std::uint64_t sequence = from; sequence < size; ++sequence) {
      ENTENTE_ASSIGN(auto recorded, row(sequence));
      ENTENTE_TRY(each(std::move(recorded)));
    }
    return {};
  }

  Result<Head> head() override {
    const std::lock_guard lock(mutex_);
    return current_head();
  }

  [[nodiscard]] const record::Secret& secret() const override { return secret_; }

  Result<VerifyReport> verify() override {
    const std::lock_guard lock(mutex_);
    VerifyReport report{.head = current_head(), .entries_read = 0, .bytes_read = 0, .damage = {}};
    record::Encoder encoder(secret_);
    crypto::MerkleFrontier tree;
    for (const Prepared& row : rows_) {
      const auto leaf = encoder.leaf_of(row.id, row.stored);
      if (!leaf || *leaf != row.leaf) {
        report.damage.push_back(
            {report.entries_read, msg::store::leaf_wrong(place, static_cast<double>(report.entries_read))});
      }
      tree.add(crypto::bytes_of(row.leaf));
      report.bytes_read += row.stored.size();
      ++report.entries_read;
    }
    if (tree.root() != report.head.root) {
      report.damage.push_back(
          {{}, msg::store::root_wrong(place, crypto::to_hex(tree.root()), crypto::to_hex(report.head.root))});
    }
    return report;
  }

 private:
  Result<Appended> append_prepared(PreparedBatch batch) {
    const std::lock_guard lock(mutex_);
    Appended appended{.first_sequence = rows_.size(), .added = 0, .already_there = batch.repeated, .head = {}};
    std::vector<Prepared*> fresh;
    for (Prepared& entry : batch.entries) {
      ENTENTE_ASSIGN(const bool there, is_there(entry));
      if (there) {
        ++appended.already_there;
      } else {
        fresh.push_back(&entry);
      }
    }
    for (Prepared* entry : fresh)
      add(std::move(*entry));
    appended.added = fresh.size();
    appended.head = current_head();
    return appended;
  }

  [[nodiscard]] Result<bool> is_there(const Prepared& entry) const {
    if (const auto same_id = index_.with_id(entry.id)) {
      if (rows_[*same_id].stored == entry.stored) return true;
      return fail(Code::conflict, msg::store::id_conflict(to_string(entry.id), static_cast<double>(*same_id)));
    }
    const auto same_key = entry.external ? index_.with_key(*entry.external) : std::nullopt;
    if (!same_key) return false;
    ENTENTE_ASSIGN(const auto there, record::decode(rows_[*same_key].stored));
    const auto& key = *there.external;
    return fail(Code::conflict, msg::store::external_conflict(key.id, key.dataset, key.release));
  }

  void add(Prepared&& entry) {
    index_.add(entry.id, entry.external);
    tree_.add(crypto::bytes_of(entry.leaf));
    rows_.push_back(std::move(entry));
  }

  Result<record::Recorded> row(std::uint64_t sequence) {
    std::string stored;
    {
      const std::lock_guard lock(mutex_);
      stored = rows_[sequence].stored;
    }
    ENTENTE_ASSIGN(auto entry, record::decode(stored));
    return record::Recorded{sequence, std::move(entry)};
  }

  [[nodiscard]] Head current_head() const { return {.size = tree_.size(), .root = tree_.root()}; }

  record::Secret secret_;
  std::mutex mutex_;
  std::vector<Prepared> rows_;
  crypto::MerkleFrontier tree_;
  Index index_;
};

}  // namespace

std::unique_ptr<Store> create_memory(const record::Secret& secret) { return std::make_unique<MemoryStore>(secret); }

}  // namespace entente::store
