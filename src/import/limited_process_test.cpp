// SPDX-License-Identifier: Apache-2.0
#include "import/limited_process.hpp"

#include "base/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace entente::importing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class LimitedProcess : public testing::Test {
 protected:
  LimitedProcess() {
    auto name = (std::filesystem::temp_directory_path() / "entente-limited-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~LimitedProcess() override {
    std::filesystem::remove_all(folder_);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a process is left";
    EXPECT_EQ(errno, ECHILD);
  }

  [[nodiscard]] Ending run(const std::string& script, const Limits& limits = {}) const {
    return run_limited({.path = "/bin/bash", .arguments = {"bash", "-c", script}, .environment = {}, .folder = folder_},
                       limits)
        .value();
  }
  [[nodiscard]] std::string said() const { return read_file(folder_ + "/log", 1 << 20).value(); }

  std::string folder_;
};

TEST_F(LimitedProcess, TellsHowItEnded) {
  EXPECT_EQ(run("echo words; echo complaint >&2"), Ending::good);
  EXPECT_EQ(said(), "words\ncomplaint\n");
  EXPECT_EQ(run("exit 3"), Ending::failed);
  EXPECT_EQ(run("kill -SEGV $$"), Ending::failed);
  EXPECT_EQ(run("kill -KILL $$"), Ending::killed);
  EXPECT_EQ(run_limited({.path = "/no/such/program", .arguments = {"x"}, .environment = {}, .folder = folder_}, {}),
            Ending::failed);
}

TEST_F(LimitedProcess, EndsOneThatWaitsTooLong) {
  EXPECT_EQ(run("exec sleep 1000", {.clock = 50ms}), Ending::too_slow);
}

TEST_F(LimitedProcess, EndsOneThatWorksTooLong) {
  EXPECT_EQ(run("while :; do :; done", {.processor = 1s}), Ending::too_much_work);
}

TEST_F(LimitedProcess, EndsOneThatWritesTooMuch) {
  EXPECT_EQ(run("while :; do echo words; done > out", {.output_bytes = 10'000}), Ending::too_much_output);
  EXPECT_EQ(std::filesystem::file_size(folder_ + "/out"), 10'000u);
}

TEST_F(LimitedProcess, EndsOneThatWritesTooMuchAlsoWhereItsParentDoesNotMind) {
  const auto before = std::signal(SIGXFSZ, SIG_IGN);
  EXPECT_EQ(run("while :; do echo words; done > out", {.output_bytes = 10'000}), Ending::too_much_output);
  std::signal(SIGXFSZ, before);
}

TEST_F(LimitedProcess, RefusesMemory) {
  EXPECT_EQ(run("x=words; while :; do x=$x$x; done", {.memory_bytes = 64 << 20}), Ending::failed);
  EXPECT_THAT(said(), HasSubstr("cannot allocate"));
}

TEST_F(LimitedProcess, HasNoEnvironmentNoOtherFileAndItsOwnFolder) {
  ::setenv("ENTENTE_TEST_SECRET", "secret", 1);
  const int secret = ::open("/etc/hostname", O_RDONLY);
  EXPECT_EQ(run("set; pwd; ls /proc/$$/fd"), Ending::good);
  ::close(secret);
  EXPECT_THAT(said(), Not(HasSubstr("secret")));
  EXPECT_THAT(said(), HasSubstr(std::filesystem::canonical(folder_).string() + "\n0\n1\n2\n"));
}

/// Whether this system lets a process give up its network.
bool may_leave_the_network() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(::unshare(CLONE_NEWNET) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return status == 0;
}

TEST_F(LimitedProcess, HasNoNetwork) {
  if (!may_leave_the_network()) GTEST_SKIP() << "the system does not let a process leave the network";
  const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(listening, reinterpret_cast<const sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(listening, 1), 0);
  ASSERT_EQ(::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string reach = "exec 3<>/dev/tcp/127.0.0.1/" + std::to_string(ntohs(address.sin_port));
  EXPECT_EQ(std::system(("bash -c '" + reach + "'").c_str()), 0) << "others can reach it";
  EXPECT_EQ(run(reach), Ending::failed);
  EXPECT_THAT(said(), HasSubstr("unreachable"));
  ::close(listening);
}

}  // namespace
}  // namespace entente::importing
