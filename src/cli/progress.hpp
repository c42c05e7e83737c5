// SPDX-License-Identifier: Apache-2.0
// A progress line on a terminal, after a second, never in a pipe.
#pragma once

#include "cli/environment.hpp"
#include "i18n/render.hpp"

#include <chrono>
#include <string>

namespace entente::cli {

/// Shows "importing … 42 %" on standard error while something runs; leaves nothing behind.
class Progress {
 public:
  Progress(const Environment& environment, const Message& what, i18n::Language language)
      : environment_(environment),
        language_(language),
        words_(i18n::render(what, language)),
        started_(std::chrono::steady_clock::now()) {
    if (environment_.watched != nullptr) environment_.watched->store(true, std::memory_order_relaxed);
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  /// False when a person asked to stop.
  bool at(double share_done);

 private:
  void clear();

  const Environment& environment_;
  i18n::Language language_;
  std::string words_;
  std::chrono::steady_clock::time_point started_;
  int shown_percent_ = -1;
};

}  // namespace entente::cli
