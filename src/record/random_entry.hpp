// SPDX-License-Identifier: Apache-2.0
// Entries of every kind with random content, from a seed: what the tests of record and store feed themselves with.
#pragma once

#include "record/entry.hpp"

#include <cstdint>
#include <optional>
#include <random>
#include <string>

namespace entente::record {

/// Makes entries whose every optional part is there or not by chance, and whose texts hold what is awkward: line
/// breaks, backslashes, blanks, Arabic. Same seed, same entries. Entries speak only of entries made before.
class RandomEntries {
 public:
  explicit RandomEntries(std::uint64_t seed) : random_(seed) {}

  /// The next entry, of the kind `index` of Body.
  [[nodiscard]] Entry of_kind(std::size_t index);
  /// The next entry, of any kind; an incident when nothing else is possible yet.
  [[nodiscard]] Entry any();
  /// As an importer makes them: about 25 fields, an external key, an id derived from it.
  [[nodiscard]] Entry imported_incident(std::uint64_t number);

 private:
  bool chance(double probability = 0.5) { return std::bernoulli_distribution(probability)(random_); }
  std::int64_t whole(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  double real();
  std::string text();
  std::vector<std::string> words();
  geo::LatLng point();
  geo::Ring ring();
  geo::Outline outline();
  geo::PlaceClaim place();
  TimeClaim time();
  Instant instant();
  i18n::Names names();
  EntryId new_id();
  Estimate estimate();
  Participation participation();
  Incident incident();
  ImportRun import_run();
  PlaceEntry place_entry();
  Body body(std::size_t index);
  template <typename Enum>
  Enum choice(Enum last) {
    return static_cast<Enum>(whole(0, static_cast<std::int64_t>(last)));
  }

  std::mt19937_64 random_;
  EntryId last_incident_;
  std::optional<EntryId> incident_before_;  // another than the last one and its corrections
  std::uint64_t incidents_ = 0;
};

}  // namespace entente::record
