// SPDX-License-Identifier: Apache-2.0
// Draws and clears one line of a terminal.
#include "cli/progress.hpp"

#include "msg/word.hpp"

#include <fmt/format.h>

namespace entente::cli {

bool Progress::at(double share_done) {
  if (environment_.interrupted != nullptr && environment_.interrupted->load(std::memory_order_relaxed)) return false;
  if (!environment_.err_is_terminal) return true;
  if (std::chrono::steady_clock::now() - started_ < std::chrono::seconds{1}) return true;
  const int percent = static_cast<int>(share_done * 100);
  if (percent == shown_percent_) return true;
  shown_percent_ = percent;
  environment_.err(fmt::format("\r{} {}", words_, i18n::render(msg::word::percent(percent), language_)));
  return true;
}

void Progress::clear() {
  if (shown_percent_ >= 0) environment_.err("\r\x1b[K");
}

}  // namespace entente::cli
