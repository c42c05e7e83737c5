// SPDX-License-Identifier: Apache-2.0
// Work that falls apart into independent pieces, done on all cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace entente {

/// Calls `work(i)` once for each i from 0 to `count` - 1, on as many threads as there are cores, and waits for all.
///
/// In no order: `work` writes to what is its own, so that the result is the same whoever does what. It must not throw.
/// cost     some 50 µs a thread besides the work; few pieces are done right here.
template <typename Work>
void in_parallel(std::size_t count, const Work& work) {
  constexpr std::size_t at_a_time = 64;
  std::atomic<std::size_t> next = 0;
  const auto share = [&] {
    for (std::size_t first = next.fetch_add(at_a_time); first < count; first = next.fetch_add(at_a_time)) {
      for (std::size_t i = first; i < std::min(first + at_a_time, count); ++i)
        work(i);
    }
  };
  const std::size_t most = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < std::min(most, count / at_a_time); ++i)
    helpers.emplace_back(share);
  share();
  for (auto& helper : helpers)
    helper.join();
}

}  // namespace entente
