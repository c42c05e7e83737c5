// SPDX-License-Identifier: Apache-2.0
// What the command line may touch of the world: its streams, the clock, an interruption.
#pragma once

#include "base/time.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace entente::cli {

/// Given by `main`, or by tests.
struct Environment {
  std::function<void(std::string_view)> out;  ///< standard output
  std::function<void(std::string_view)> err;  ///< standard error
  std::function<Instant()> now;
  const std::atomic<bool>* interrupted = nullptr;  ///< set by SIGINT and SIGTERM
  std::atomic<bool>* watched = nullptr;            ///< true while a command looks at `interrupted` itself
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool color = false;  ///< a terminal without NO_COLOR
  int width = 100;     ///< columns of the terminal
};

/// Exit codes, promised in docs/cli.md.
enum Exit : int {
  exit_ok = 0,
  exit_failure = 1,
  exit_usage = 2,
  exit_rejects = 3,  ///< done, with rejected rows
  exit_finding = 4,  ///< a finding at or above --fail-on
  exit_interrupted = 130,
};

/// Runs one command. `arguments` without the program's name.
[[nodiscard]] int run(const std::vector<std::string>& arguments, const Environment& environment);

}  // namespace entente::cli
