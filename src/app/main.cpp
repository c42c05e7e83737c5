// SPDX-License-Identifier: Apache-2.0
// The one program: gives the command line the world's streams, clock and interruptions.
#include "cli/environment.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

// NOLINTBEGIN(*-non-const-global-variables): a signal handler reaches nothing else.
std::atomic<bool> interrupted = false;
std::atomic<bool> watched = false;
// NOLINTEND(*-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal handler may touch nothing else

void interrupt(int) {
  // What only reads may stop anywhere; what appends stops where nothing is half done, or at the second signal.
  if (!watched.load(std::memory_order_relaxed)) ::_exit(entente::cli::exit_interrupted);
  interrupted.store(true, std::memory_order_relaxed);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

/// A reader that has had enough (`| head`) is no trouble of ours.
bool reader_is_gone() { return errno == EPIPE; }

/// Clears `all_written` when it cannot: a full disk behind `>` must not look like success.
void put(std::FILE* stream, std::string_view text, bool& all_written) {
  if (std::fwrite(text.data(), 1, text.size(), stream) != text.size() && !reader_is_gone()) all_written = false;
}

int terminal_width() {
  winsize size{};
  constexpr int usual = 100;
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

entente::cli::Environment environment(bool& all_written) {
  entente::cli::Environment made;
  made.out = [&](std::string_view text) { put(stdout, text, all_written); };
  made.err = [&](std::string_view text) { put(stderr, text, all_written); };
  made.now = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
  made.interrupted = &interrupted;
  made.watched = &watched;
  made.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  made.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): one thread
  made.color = made.out_is_terminal && (no_color == nullptr || *no_color == '\0');
  made.width = terminal_width();
  return made;
}

}  // namespace

int main(int count, char** words) {
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  std::signal(SIGPIPE, SIG_IGN);  // `entente … | head` ends quietly, after its work
  std::signal(SIGXFSZ,
              SIG_IGN);  // past `ulimit -f` a write fails like one on a full disk, and what was begun is undone
  bool all_written = true;
  const int code = entente::cli::run(std::vector<std::string>(words + 1, words + count), environment(all_written));
  if (std::fflush(stdout) != 0 && !reader_is_gone()) all_written = false;
  if (all_written) return code;
  std::fputs("entente: standard output could not be written\n", stderr);
  return code == 0 ? entente::cli::exit_failure : code;
}
