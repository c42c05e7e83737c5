// SPDX-License-Identifier: Apache-2.0
// The whole program in a temporary folder, without a process: what the command line prints and returns.
#pragma once

#include "cli/environment.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace entente::test {

/// What one run said.
struct Said {
  int code = 0;
  std::string out;
  std::string err;

  [[nodiscard]] boost::json::value json() const { return boost::json::parse(out); }
};

/// Runs commands in a folder of its own, at a fixed time.
class Program {
 public:
  Program()
      : folder_(std::filesystem::temp_directory_path() /
                ("entente_program_" + std::to_string(::getpid()) + "_" + std::to_string(next_++))) {
    std::filesystem::create_directories(folder_);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }

  void write(std::string_view name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  Said run(const std::vector<std::string>& arguments) const {
    Said said;
    cli::Environment environment;
    environment.out = [&](std::string_view text) { said.out += text; };
    environment.err = [&](std::string_view text) { said.err += text; };
    environment.now = [] { return parse_instant("2026-01-01T00:00:00Z").value(); };
    said.code = cli::run(arguments, environment);
    return said;
  }

  /// Runs what must succeed.
  Said must(const std::vector<std::string>& arguments) const {
    auto said = run(arguments);
    EXPECT_EQ(said.code, 0) << said.err << said.out;
    return said;
  }

 private:
  inline static int next_ = 0;
  std::filesystem::path folder_;
};

inline std::string example(std::string_view name) {
  return std::string(ENTENTE_SOURCE_DIR "/examples/") + std::string(name);
}
inline std::string shared(std::string_view name) { return std::string(ENTENTE_SHARED_DIR "/") + std::string(name); }

}  // namespace entente::test
