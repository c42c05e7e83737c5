// SPDX-License-Identifier: Apache-2.0
#include "store/memory/memory_store.hpp"

#include "crypto/merkle.hpp"
#include "msg/store.hpp"
#include "store/prepared.hpp"

#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace entente::store {
namespace {

/// What damage is said of: there is no path.
constexpr const char* place = "memory";

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const record::Secret& secret) : secret_(secret) {}

  Result<Appended> append(std::span<const record::Entry> batch) override {
    ENTENTE_ASSIGN(auto prepared, prepare(batch, secret_));
    const std::lock_guard lock(mutex_);
    Appended appended{.first_sequence = rows_.size(), .added = 0, .already_there = prepared.repeated, .head = {}};
    std::vector<Prepared*> fresh;
    for (Prepared& entry : prepared.entries) {
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

  std::future<Result<Appended>> submit(std::span<const record::Entry> batch) override {
    std::promise<Result<Appended>> done;
    done.set_value(append(batch));
    return done.get_future();
  }

  Result<void> read(std::uint64_t from, const std::function<Result<void>(const record::Recorded&)>& each) override {
    const std::uint64_t size = head()->size;
    for (std::uint64_t sequence = from; sequence < size; ++sequence) {
      ENTENTE_ASSIGN(const auto recorded, row(sequence));
      ENTENTE_TRY(each(recorded));
    }
    return {};
  }

  Result<std::optional<record::Recorded>> latest_of(std::string_view dataset, std::string_view id) override {
    std::uint64_t sequence = 0;
    {
      const std::lock_guard lock(mutex_);
      const auto releases = externals_.find(subject_of(dataset, id));
      if (releases == externals_.end()) return std::optional<record::Recorded>();
      sequence = releases->second.back().sequence;
    }
    ENTENTE_ASSIGN(auto recorded, row(sequence));
    return std::optional(std::move(recorded));
  }

  Result<Head> head() override {
    const std::lock_guard lock(mutex_);
    return current_head();
  }

  const record::Secret& secret() const override { return secret_; }

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
  struct Release {
    std::uint64_t release = 0;
    std::uint64_t sequence = 0;
  };

  Result<bool> is_there(const Prepared& entry) const {
    const auto same_id = ids_.find(entry.id);
    if (same_id != ids_.end()) {
      if (rows_[same_id->second].stored == entry.stored) return true;
      return fail(Code::conflict, msg::store::id_conflict(to_string(entry.id), static_cast<double>(same_id->second)));
    }
    if (!entry.external) return false;
    const auto releases = externals_.find(entry.external->subject);
    if (releases == externals_.end()) return false;
    for (const Release& release : releases->second) {
      if (release.release == entry.external->release) {
        ENTENTE_ASSIGN(const auto there, record::decode(rows_[release.sequence].stored));
        return fail(Code::conflict, msg::store::external_conflict(there.external->id, there.external->dataset,
                                                                  there.external->release));
      }
    }
    return false;
  }

  void add(Prepared&& entry) {
    const std::uint64_t sequence = rows_.size();
    ids_.emplace(entry.id, sequence);
    if (entry.external) externals_[entry.external->subject].push_back({entry.external->release, sequence});
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
  std::unordered_map<record::EntryId, std::uint64_t> ids_;
  std::map<Subject, std::vector<Release>> externals_;
};

}  // namespace

std::unique_ptr<Store> create_memory(const record::Secret& secret) { return std::make_unique<MemoryStore>(secret); }

}  // namespace entente::store
