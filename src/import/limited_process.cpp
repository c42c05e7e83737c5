// SPDX-License-Identifier: Apache-2.0
#include "import/limited_process.hpp"

#include "base/file.hpp"
#include "msg/import.hpp"

#include <sched.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace entente::importing {
namespace {

constexpr rlim_t open_files = 64;

/// Everything the child is given, made before the fork: after it only system calls are safe.
class Child {
 public:
  Child(const Program& program, const Limits& limits)
      : program_(program), limits_(limits), log_(program.folder + "/log") {
    arguments_ = pointers_to(program_.arguments);
    environment_ = pointers_to(program_.environment);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// In the child: limits, no network, nothing open, then the program.
  [[noreturn]] void run() const {
    limit(RLIMIT_AS, limits_.memory_bytes, 0);
    // The signal that tells comes at the first limit, at the second one that could be anybody's.
    limit(RLIMIT_CPU, static_cast<rlim_t>(limits_.processor.count()), 1);
    limit(RLIMIT_FSIZE, limits_.output_bytes, 0);
    limit(RLIMIT_NOFILE, open_files, 0);
    limit(RLIMIT_CORE, 0, 0);
    for (const int signal : {SIGXCPU, SIGXFSZ, SIGPIPE})
      std::signal(signal, SIG_DFL);  // what our parent ignores, the program would too
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    // Without rights of its own a process may still enter a network namespace inside a user namespace, on most systems.
    if (::unshare(CLONE_NEWNET) != 0) static_cast<void>(::unshare(CLONE_NEWUSER | CLONE_NEWNET));
    constexpr int owner_only = 0600;
    const int input = ::open("/dev/null", O_RDONLY);
    const int output = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, owner_only);
    constexpr int first_other = 3;
    if (input >= 0 && output >= 0 && ::chdir(program_.folder.c_str()) == 0 && ::dup2(input, STDIN_FILENO) >= 0 &&
        ::dup2(output, STDOUT_FILENO) >= 0 && ::dup2(output, STDERR_FILENO) >= 0 &&
        ::close_range(first_other, ~0U, 0) == 0) {
      ::execve(program_.path.c_str(), arguments_.data(), environment_.data());
    }
    ::_exit(EXIT_FAILURE);
  }

 private:
  static std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (auto& word : words)
      pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
  }
  static void limit(__rlimit_resource resource, rlim_t most, rlim_t beyond) {
    const rlimit both{most, most + beyond};
    ::setrlimit(resource, &both);
  }

  Program program_;
  Limits limits_;
  std::string log_;
  std::vector<char*> arguments_;
  std::vector<char*> environment_;
};

Ending ending_of(int status) {
  if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? Ending::good : Ending::failed;
  switch (WTERMSIG(status)) {
    case SIGXCPU:
      return Ending::too_much_work;
    case SIGXFSZ:
      return Ending::too_much_output;
    case SIGKILL:
      return Ending::killed;
    default:
      return Ending::failed;
  }
}

/// Waits for the child, and ends it when its time is over.
Ending wait_for(pid_t child, std::chrono::milliseconds clock) {
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  pollfd waiting{handle, POLLIN, 0};
  int ready = -1;
  do {
    ready = handle < 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(clock.count()));
  } while (ready < 0 && errno == EINTR);
  if (handle >= 0) ::close(handle);
  if (ready <= 0) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return ready <= 0 ? Ending::too_slow : ending_of(status);
}

}  // namespace

Result<Ending> run_limited(const Program& program, const Limits& limits) {
  const Child prepared(program, limits);
  const pid_t child = ::fork();
  if (child < 0) return fail(Code::unavailable, msg::import::no_process(program.path, system_words(errno)));
  if (child == 0) prepared.run();
  return wait_for(child, limits.clock);
}

}  // namespace entente::importing
