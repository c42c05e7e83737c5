// SPDX-License-Identifier: Apache-2.0
// Runs another program with nothing around it: no network, no environment, and an end to its time, memory and output.
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace entente::importing {

/// Each is the most that is allowed.
struct Limits {
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;    ///< address space
  std::uint64_t output_bytes = std::uint64_t{512} << 20;  ///< of each file that it writes
  std::chrono::seconds processor{10};                     ///< its own work; at least 1 s
  std::chrono::milliseconds clock{30'000};                ///< from beginning to end
};

/// What is run, and all that it is given.
struct Program {
  std::string path;
  std::vector<std::string> arguments;    ///< the first is its name
  std::vector<std::string> environment;  ///< NAME=value; all that it has
  std::string folder;                    ///< where it works; what it says goes to the file `log` there
};

/// How a run came to its end.
enum class Ending : std::uint8_t {
  good,
  failed,         ///< also when it could not be begun, or memory was refused: it decides itself what comes of that
  too_much_work,  ///< over its time of the processor
  too_slow,       ///< over its time by the clock
  too_much_output,
  killed,  ///< by the system, which had no memory left, or by a person
};

/// Runs a program to its end. It has no network where the system permits to take it away, no file open but the log, at
/// most 64 at a time, no rights to gain, and ends when we do.
/// errors   unavailable when the system gives no further process.
[[nodiscard]] Result<Ending> run_limited(const Program& program, const Limits& limits);

}  // namespace entente::importing
