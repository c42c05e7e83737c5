// SPDX-License-Identifier: Apache-2.0
// A record in a folder in which nothing can be written, and by whom nothing may be: everything that only reads works.
#include "acceptance/program.hpp"

#include <gmock/gmock.h>

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

namespace entente::test {
namespace {

namespace fs = std::filesystem;

/// Runs a command as somebody whom rights concern: root may write everywhere. The exit code, or 255 where root cannot
/// become somebody else.
int code_as_nobody(const Program& program, const std::vector<std::string>& arguments) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr unsigned nobody = 65534;
    const bool lowered = ::geteuid() != 0 || (::setgid(nobody) == 0 && ::setuid(nobody) == 0);
    if (!lowered) ::_exit(255);
    const auto said = program.run(arguments);
    if (said.code != 0) std::fputs((said.out + said.err).c_str(), stderr);
    ::_exit(said.code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

TEST(ReadOnlyFolder, WhatOnlyReadsWorksAndLeavesNothingBehind) {
  const Program program;
  fs::create_directories(program.path("medium"));
  fs::create_directories(program.path("out"));
  fs::permissions(program.path("out"), fs::perms::all);
  const std::string db = program.path("medium/sw.db");
  program.must({"init", db, "--terms", example("south-west-syria-2017")});
  program.write("rows.csv", "id,act,time.first,place.country,place.governorate\n1,shelling,2017-08-01,Syria,Daraa\n");
  program.must({"import", db, "csv", program.path("rows.csv"), "--released", "2018-01-01"});
  constexpr auto read_and_enter = fs::perms::owner_read | fs::perms::owner_exec | fs::perms::group_read |
                                  fs::perms::group_exec | fs::perms::others_read | fs::perms::others_exec;
  fs::permissions(program.path("medium"), read_and_enter);
  const auto in_it = [&] {
    return std::distance(fs::directory_iterator(program.path("medium")), fs::directory_iterator());
  };
  const auto files = in_it();
  for (const auto& line : std::vector<std::vector<std::string>>{{"verify", db},
                                                                {"assess", db, "--at", "2017-10-01"},
                                                                {"evaluate", db},
                                                                {"show", db, "csv:1"},
                                                                {"doctor", db},
                                                                {"backup", db, program.path("out/copy.db")},
                                                                {"restore", db, program.path("out/again.db")}}) {
    const int code = code_as_nobody(program, line);
    if (code == 255) GTEST_SKIP() << "run as root that cannot become somebody else";
    EXPECT_EQ(code, 0) << line.front();
  }
  EXPECT_EQ(in_it(), files);
  EXPECT_NE(code_as_nobody(program, {"import", db, "csv", program.path("rows.csv"), "--dataset", "b"}), 0);
  fs::permissions(program.path("medium"), fs::perms::owner_all);
}

}  // namespace
}  // namespace entente::test
