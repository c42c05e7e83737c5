// SPDX-License-Identifier: Apache-2.0
// Runs an importer over a text and gives what it made as text: what every test of an importer starts from.
#pragma once

#include "base/file.hpp"
#include "codec/json_entry.hpp"
#include "i18n/render.hpp"
#include "import/importer.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace entente::importing {

/// What an importer made of a file.
struct Outcome {
  std::vector<record::Entry> entries;
  std::vector<std::string> lines;    ///< the bodies of the entries as JSON
  std::vector<std::string> rejects;  ///< "line id: reason"
  std::string error;                 ///< empty when the importer took the file
  Scope scope;

  [[nodiscard]] const record::Incident& incident(std::size_t index) const {
    return std::get<record::Incident>(entries.at(index).body);
  }
};

inline std::string english(const Message& message) { return i18n::render(message, i18n::Language::en); }

/// The body of an entry as JSON, without the envelope.
inline std::string body_json(const record::Entry& entry) {
  record::Entry bare;
  bare.label = record::label_clear;
  bare.body = entry.body;
  auto text = codec::entry_json(bare);
  const std::string kind = "\"kind\":\"" + std::string(kind_word(bare.body)) + "\",";
  for (const auto& part : {"\"id\":\"" + to_string(bare.id) + "\",", kind, std::string(R"("label":{"tlp":"clear"},)"),
                           std::string(R"(,"recorded_at":"1970-01-01T00:00:00Z")"),
                           std::string(R"("recorded_at":"1970-01-01T00:00:00Z",)")}) {
    const auto at = text.find(part);
    if (at != std::string::npos) text.erase(at, part.size());
  }
  return text;
}

inline Outcome run(std::string_view importer, const Request& request) {
  Outcome outcome;
  const Sink sink{
      [&](record::Entry entry, std::uint64_t) -> Result<void> {
        outcome.lines.push_back(body_json(entry));
        outcome.entries.push_back(std::move(entry));
        return {};
      },
      [&](Reject reject) {
        outcome.rejects.push_back(std::to_string(reject.line) + " " + reject.id + ": " + english(reject.reason));
      },
      [](double) { return true; }};
  auto scope = find_importer(importer)->run(request, sink);
  if (scope) outcome.scope = *std::move(scope);
  if (!scope) outcome.error = english(scope.error().message);
  return outcome;
}

/// A folder of its own for each test.
class Imports : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() / (std::string("entente-") + test->test_suite_name() + "-" +
                                                        test->name() + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string write(const std::string& name, std::string_view text) const {
    auto path = (folder_ / name).string();
    EXPECT_TRUE(write_file(path, text));
    return path;
  }
  /// Runs `importer` over `text` in a file called `name`; with a mapping when one is given.
  [[nodiscard]] Outcome import(std::string_view importer, std::string_view text, const std::string& name = "rows.csv",
                               std::string_view mapping = {}) const {
    Request request{
        write(name, text), std::string(importer), "2019-12-01", TimeZone::named("Asia/Damascus").value(), {}};
    if (!mapping.empty()) request.mapping_path = write("mapping.json", mapping);
    auto outcome = run(importer, request);
    // Messages name the file; where the folder is differs from machine to machine.
    for (auto at = outcome.error.find(folder_.string()); at != std::string::npos;
         at = outcome.error.find(folder_.string()))
      outcome.error.erase(at, folder_.string().size() + 1);
    return outcome;
  }

  std::filesystem::path folder_;
};

}  // namespace entente::importing
