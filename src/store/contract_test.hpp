// SPDX-License-Identifier: Apache-2.0
// The suite that every backend passes (contract_test.cpp), to be instantiated with a way to make a store; test helpers.
#pragma once

#include "crypto/merkle.hpp"
#include "i18n/render.hpp"
#include "record/random_entry.hpp"
#include "store/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

namespace entente::store {

inline record::Secret fixed_secret() {
  record::Secret secret;
  std::iota(secret.begin(), secret.end(), std::uint8_t{0});
  return secret;
}

inline std::string words_of(const Error& error) { return i18n::render(error.message, i18n::Language::en); }

/// Rows `from` … `from + count - 1` of a dataset; the same row is always the same entry.
inline std::vector<record::Entry> imported(std::uint64_t count, std::uint64_t from = 0) {
  std::vector<record::Entry> entries;
  for (std::uint64_t row = from; row < from + count; ++row) {
    entries.push_back(record::RandomEntries(row).imported_incident(row));
  }
  return entries;
}

inline Result<std::vector<record::Recorded>> all_of(Store& store, std::uint64_t from = 0) {
  std::vector<record::Recorded> entries;
  ENTENTE_TRY(store.read(from, [&](const record::Recorded& recorded) -> Result<void> {
    entries.push_back(recorded);
    return {};
  }));
  return entries;
}

/// The root that RFC 6962 gives over the leaves of the entries, worked out apart from any store.
inline crypto::Digest root_over(std::span<const record::Entry> entries) {
  crypto::MerkleFrontier tree;
  for (const auto& entry : entries) {
    tree.add(crypto::bytes_of(record::leaf(entry.id, record::to_fields(entry), fixed_secret())));
  }
  return tree.root();
}

/// An empty folder, in memory where possible: for tests that make thousands of files and do not need a disk.
inline std::string make_folder_in_memory() {
  const std::filesystem::path in_memory = "/dev/shm";
  const auto base = std::filesystem::is_directory(in_memory) ? in_memory : std::filesystem::temp_directory_path();
  std::string name = base / "entente-store-XXXXXX";
  return std::filesystem::canonical(::mkdtemp(name.data()));
}

struct Backend {
  std::string name;
  std::function<std::unique_ptr<Store>()> make;
};

class StoreContract : public testing::TestWithParam<Backend> {
 protected:
  std::unique_ptr<Store> store_ = GetParam().make();
};

}  // namespace entente::store
