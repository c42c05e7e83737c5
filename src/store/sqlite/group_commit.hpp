// SPDX-License-Identifier: Apache-2.0
// Many threads ask, one commits: a group is whatever queued while the last one was on its way to the disk.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace entente::store::sqlite {

/// No request waits for others to come: a lone one is committed at once, and sixty-four that came during a sync share
/// the next one. (A linger of 1 ms cost four times in throughput and in latency.)
template <typename Request>
class GroupCommit {
 public:
  /// commit   is given each group, in the order of arrival, on one thread; it must not throw.
  /// idle     is called on that thread when nothing waits after a group.
  GroupCommit(std::function<void(std::vector<Request>&)> commit, std::function<void()> idle)
      : commit_(std::move(commit)), idle_(std::move(idle)), worker_([this] { work(); }) {}
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;
  /// Commits what is queued, then ends.
  ~GroupCommit() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    wake_.notify_one();
    worker_.join();
  }

  /// Does not wait. What becomes of it the request itself must tell.
  void submit(Request request) {
    bool was_empty = false;
    {
      const std::lock_guard lock(mutex_);
      was_empty = queue_.empty();
      queue_.push_back(std::move(request));
    }
    if (was_empty) wake_.notify_one();
  }

 private:
  void work() {
    std::vector<Request> group;
    while (take(group)) {
      commit_(group);
      group.clear();
      if (nothing_waits()) idle_();
    }
  }

  bool take(std::vector<Request>& group) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return !queue_.empty() || ending_; });
    std::swap(group, queue_);
    return !group.empty();
  }

  bool nothing_waits() {
    const std::lock_guard lock(mutex_);
    return queue_.empty();
  }

  std::function<void(std::vector<Request>&)> commit_;
  std::function<void()> idle_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Request> queue_;
  bool ending_ = false;
  std::thread worker_;  // last: it uses all of the above
};

}  // namespace entente::store::sqlite
