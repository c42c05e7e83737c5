// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include "msg/base.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace entente {
namespace {

struct Files : ::testing::Test {
  Files() { std::filesystem::create_directory(folder); }
  ~Files() override { std::filesystem::remove_all(folder); }
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("entente_file_test_" + std::to_string(::getpid()));
};

TEST_F(Files, WhatIsWrittenIsReadBack) {
  const auto path = (folder / "a.txt").string();
  ASSERT_TRUE(write_file(path, "one\ntwo\n"));
  EXPECT_EQ(read_file(path, 100).value(), "one\ntwo\n");
  EXPECT_EQ(MappedFile::open(path)->bytes(), "one\ntwo\n");
  ASSERT_TRUE(write_file(path, ""));
  EXPECT_EQ(MappedFile::open(path)->bytes(), "");
}

TEST_F(Files, AFailedWriteLeavesNothingBehind) {
  EXPECT_EQ(write_file((folder / "missing" / "a.txt").string(), "x").error().code, Code::not_found);
  const auto blocked = folder / "folder";
  std::filesystem::create_directory(blocked);
  const auto written = write_file(blocked.string(), "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::invalid);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(Files, FoldersMissingAndLargeFilesAreRefused) {
  EXPECT_EQ(read_file(folder.string(), 100).error().code, Code::invalid);
  const auto none = (folder / "none").string();
  EXPECT_EQ(MappedFile::open(none).error(), read_file(none, 100).error());
  EXPECT_EQ(read_file(none, 100).error().code, Code::not_found);
  const auto path = (folder / "large").string();
  ASSERT_TRUE(write_file(path, std::string(101, 'x')));
  EXPECT_EQ(read_file(path, 100).error().code, Code::invalid);
}

TEST_F(Files, APipeIsRefusedAndNotWaitedFor) {
  const auto path = (folder / "pipe").string();
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  for (const auto& error : {read_file(path, 100).error(), MappedFile::open(path).error()}) {
    EXPECT_EQ(error.code, Code::invalid);
    EXPECT_EQ(error.message.id, "base.not_a_file");
  }
}

TEST(Encoding, AByteOrderMarkOfAnotherEncodingIsRefusedByName) {
  using namespace std::string_view_literals;
  EXPECT_TRUE(check_encoding("", "x"));
  EXPECT_TRUE(check_encoding("\xEF\xBB\xBFyes", "x")) << "UTF-8";
  EXPECT_TRUE(check_encoding("\xFF", "x")) << "half a mark";
  EXPECT_EQ(check_encoding("\xFF\xFEy\0"sv, "x").error(),
            (Error{Code::invalid, msg::base::other_encoding("x", "UTF-16LE")}));
  EXPECT_EQ(check_encoding("\xFE\xFF\0y"sv, "x").error(),
            (Error{Code::invalid, msg::base::other_encoding("x", "UTF-16BE")}));
  EXPECT_EQ(check_encoding("\xFF\xFE\0\0"sv, "x").error(),
            (Error{Code::invalid, msg::base::other_encoding("x", "UTF-32LE")}));
  EXPECT_EQ(check_encoding("\0\0\xFE\xFF"sv, "x").error(),
            (Error{Code::invalid, msg::base::other_encoding("x", "UTF-32BE")}));
}

}  // namespace
}  // namespace entente
