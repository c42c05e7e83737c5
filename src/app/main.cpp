// SPDX-License-Identifier: Apache-2.0
// The one program: gives the command line the world's streams, clock and interruptions.
#include "cli/environment.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::atomic<bool> interrupted = false;
std::atomic<bool> watched = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal handler may touch nothing else

void interrupt(int) {
  // What only reads may stop anywhere; what appends stops where nothing is half done, or at the second signal.
  if (!watched.load(std::memory_order_relaxed)) ::_exit(entente::cli::exit_interrupted);
  interrupted.store(true, std::memory_order_relaxed);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

/// Whether everything could be written; a full disk behind `>` must not look like success.
bool all_written = true;

void put(std::FILE* stream, std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stream) != text.size()) all_written = false;
}

int terminal_width() {
  winsize size{};
  constexpr int usual = 100;
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

entente::cli::Environment environment() {
  entente::cli::Environment made;
  made.out = [](std::string_view text) { put(stdout, text); };
  made.err = [](std::string_view text) { put(stderr, text); };
  made.now = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
  made.interrupted = &interrupted;
  made.watched = &watched;
  made.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  made.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  const char* no_color = std::getenv("NO_COLOR");
  made.color = made.out_is_terminal && (no_color == nullptr || *no_color == '\0');
  made.width = terminal_width();
  return made;
}

}  // namespace

int main(int count, char** words) {
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  std::signal(SIGPIPE, SIG_IGN);  // `entente … | head` ends quietly, after its work
  const int code = entente::cli::run(std::vector<std::string>(words + 1, words + count), environment());
  if (std::fflush(stdout) != 0) all_written = false;
  if (all_written) return code;
  std::fputs("entente: standard output could not be written\n", stderr);
  return code == 0 ? entente::cli::exit_failure : code;
}
