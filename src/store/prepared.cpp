// SPDX-License-Identifier: Apache-2.0
#include "store/prepared.hpp"

#include "msg/store.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <iterator>
#include <mutex>
#include <ranges>
#include <thread>
#include <utility>

namespace entente::store {
namespace {

/// What a thread takes at once: enough that taking costs nothing, little enough that both end at about the same time.
constexpr std::size_t entries_at_once = 256;

Result<void> prepare_into(std::vector<Prepared>& prepared, const record::Entry& entry, record::Encoder& encoder) {
  ENTENTE_ASSIGN(const auto encoded, encoder.encode(entry));
  prepared.push_back({entry.id, std::string(encoded.stored), encoded.leaf, key_of(entry)});
  return {};
}

/// Its external key is that of an earlier entry of the batch.
Result<PreparedBatch> external_twice(const Prepared& second) {
  ENTENTE_ASSIGN(const auto entry, record::decode(second.stored));
  const auto& key = *entry.external;
  return fail(Code::conflict, msg::store::external_twice_in_batch(key.id, key.dataset, key.release));
}

/// Drops repetitions; refuses what contradicts itself.
Result<PreparedBatch> without_repetitions(std::vector<Prepared> prepared) {
  if (prepared.size() == 1) return PreparedBatch{.entries = std::move(prepared), .repeated = 0};
  boost::unordered_flat_map<record::EntryId, std::size_t, std::hash<record::EntryId>> by_id;
  boost::unordered_flat_map<record::EntryId, std::size_t, std::hash<record::EntryId>> by_external;
  by_id.reserve(prepared.size());
  by_external.reserve(prepared.size());
  std::vector<std::size_t> repeated;
  for (std::size_t i = 0; i < prepared.size(); ++i) {
    const auto [same_id, is_new] = by_id.emplace(prepared[i].id, i);
    if (!is_new) {
      if (prepared[same_id->second].stored != prepared[i].stored) {
        return fail(Code::conflict, msg::store::twice_in_batch(to_string(prepared[i].id)));
      }
      repeated.push_back(i);
    } else if (prepared[i].external && !by_external.emplace(*prepared[i].external, i).second) {
      return external_twice(prepared[i]);
    }
  }
  for (const std::size_t i : std::views::reverse(repeated)) {
    prepared.erase(prepared.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return PreparedBatch{.entries = std::move(prepared), .repeated = repeated.size()};
}

}  // namespace

std::optional<record::EntryId> key_of(const record::Entry& entry) {
  return entry.external ? std::optional(record::derive_id(*entry.external)) : std::nullopt;
}

/// Portions of the batch in their order; whoever is free takes the next.
class Preparation::Work {
 public:
  explicit Work(const record::Secret& secret) : secret_(secret) {}
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  ~Work() {
    no_more_to_come(true);
    if (helper_.joinable()) helper_.join();
  }

  void add(const record::Entry& entry) {
    gathered_.push_back(&entry);
    if (gathered_.size() < entries_at_once) return;
    hand_over();
    if (!helper_.joinable()) helper_ = std::thread([this] { work(); });
    wake_.notify_one();
  }

  Result<PreparedBatch> finish() {
    hand_over();
    no_more_to_come(false);
    work();
    if (helper_.joinable()) helper_.join();
    std::vector<Prepared> all;
    all.reserve(portions_.size() * entries_at_once);
    for (Portion& portion : portions_) {
      if (portion.error) return fail(*std::move(portion.error));
      std::move(portion.prepared.begin(), portion.prepared.end(), std::back_inserter(all));
    }
    return without_repetitions(std::move(all));
  }

 private:
  struct Portion {
    std::vector<const record::Entry*> entries;
    std::vector<Prepared> prepared;
    std::optional<Error> error;
  };

  void hand_over() {
    const std::lock_guard lock(mutex_);
    portions_.push_back({.entries = std::exchange(gathered_, {}), .prepared = {}, .error = {}});
  }

  void no_more_to_come(bool forget) {
    {
      const std::lock_guard lock(mutex_);
      complete_ = true;
      if (forget) next_ = portions_.size();
    }
    wake_.notify_one();
  }

  void work() {
    record::Encoder encoder(secret_);
    while (Portion* portion = take()) {
      portion->prepared.reserve(portion->entries.size());
      for (const record::Entry* entry : portion->entries) {
        auto done = prepare_into(portion->prepared, *entry, encoder);
        if (done) continue;
        portion->error = std::move(done).error();
        break;
      }
    }
  }

  /// None when all are taken and no more will come.
  Portion* take() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return next_ < portions_.size() || complete_; });
    return next_ < portions_.size() ? &portions_[next_++] : nullptr;
  }

  const record::Secret secret_;
  std::vector<const record::Entry*> gathered_;  // not handed over yet
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Portion> portions_;  // they stay where they are while more are added
  std::size_t next_ = 0;          // to be taken
  bool complete_ = false;
  std::thread helper_;
};

Preparation::Preparation(const record::Secret& secret) : work_(std::make_unique<Work>(secret)) {}
Preparation::~Preparation() = default;
Preparation::Preparation(Preparation&&) noexcept = default;
Preparation& Preparation::operator=(Preparation&&) noexcept = default;

void Preparation::add(const record::Entry& entry) { work_->add(entry); }

Result<PreparedBatch> Preparation::finish() && { return work_->finish(); }

Result<PreparedBatch> prepare(std::span<const record::Entry> batch, const record::Secret& secret) {
  Preparation preparation(secret);
  for (const record::Entry& entry : batch)
    preparation.add(entry);
  return std::move(preparation).finish();
}

}  // namespace entente::store
