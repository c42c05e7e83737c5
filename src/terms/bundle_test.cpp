// SPDX-License-Identifier: Apache-2.0
// Reading a bundle from disk: only what the terms name, only inside their folder.
#include "base/file.hpp"
#include "i18n/render.hpp"
#include "terms/geojson.hpp"
#include "terms/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace entente::terms {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Pair;

/// A folder of its own for one test, gone afterwards.
class BundleOnDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "entente-bundle-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    outer_ = pattern;
    folder_ = outer_ / "agreement";
    fs::create_directories(folder_ / "maps");
  }
  void TearDown() override { fs::remove_all(outer_); }

  static void put(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }
  std::string refusal(const fs::path& path) {
    const auto bundle = read_bundle(path.string());
    return bundle ? "" : i18n::render(bundle.error().message, i18n::Language::en);
  }

  fs::path outer_;
  fs::path folder_;
};

TEST_F(BundleOnDisk, HoldsTheTermsAndTheFilesTheyName) {
  put(folder_ / "terms.yaml", "zones: [{file: a.geojson}, {file: maps/b.geojson}, {file: missing.geojson}]\n");
  put(folder_ / "a.geojson", "{}");
  put(folder_ / "maps" / "b.geojson", "[]");
  put(folder_ / "notes.txt", "not named");
  const auto bundle = read_bundle(folder_.string());
  ASSERT_TRUE(bundle);
  EXPECT_THAT(bundle->files, ElementsAre(Pair("a.geojson", "{}"), Pair("maps/b.geojson", "[]"), Key("terms.yaml")));
}

TEST_F(BundleOnDisk, ASingleFileIsReadAsTheTerms) {
  put(folder_ / "draft.yaml", "entente: 1\n...\n");
  const auto bundle = read_bundle((folder_ / "draft.yaml").string());
  ASSERT_TRUE(bundle);
  EXPECT_THAT(bundle->files, ElementsAre(Pair("terms.yaml", "entente: 1\n...\n")));
}

TEST_F(BundleOnDisk, NothingOutsideTheFolderIsRead) {
  put(outer_ / "secret.geojson", "secret");
  fs::create_symlink(outer_ / "secret.geojson", folder_ / "link.geojson");
  const auto absolute = (outer_ / "secret.geojson").string();
  put(folder_ / "terms.yaml", "a: [{file: ../secret.geojson}, {file: link.geojson}, {file: " + absolute + "}]\n");
  const auto bundle = read_bundle(folder_.string());
  ASSERT_TRUE(bundle);
  EXPECT_THAT(bundle->files, ElementsAre(Key("terms.yaml")));
}

TEST_F(BundleOnDisk, WhatCannotBeReadIsSaidWithItsPath) {
  EXPECT_THAT(refusal(outer_ / "nowhere"), HasSubstr("nowhere"));
  EXPECT_THAT(refusal(folder_), HasSubstr("terms.yaml"));  // the folder has none
  put(folder_ / "terms.yaml", std::string((25U << 20U) + 1, ' '));
  EXPECT_THAT(refusal(folder_), HasSubstr("larger than 25 MiB"));
}

TEST_F(BundleOnDisk, WhatIsNotTextIsReadWithTheFilesBesideIt) {
  put(folder_ / "terms.yaml", "n\xFF: x\nzones: [{file: a.geojson}]\n");
  put(folder_ / "a.geojson", "\xD8");
  const auto bundle = read_bundle(folder_.string());
  ASSERT_TRUE(bundle);
  EXPECT_THAT(bundle->files, ElementsAre(Pair("a.geojson", "\xD8"), Key("terms.yaml")));
}

TEST(Bundle, OnlyPlainRelativePathsStayInside) {
  for (const char* inside : {"a.geojson", "maps/a.geojson", "a..b", "..a"})
    EXPECT_TRUE(stays_inside(inside)) << inside;
  for (const char* outside :
       {"", "/etc/passwd", "..", "../a", "a/../b", "a/..", "./a", "a//b", "a/", "C:\\a", "a\\b"}) {
    EXPECT_FALSE(stays_inside(outside)) << outside;
  }
}

}  // namespace
}  // namespace entente::terms
