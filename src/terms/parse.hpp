// SPDX-License-Identifier: Apache-2.0
// From the YAML of docs/terms.md to Terms; every problem of a bundle in one run.
#pragma once

#include "base/result.hpp"
#include "terms/terms.hpp"

#include <map>
#include <string>
#include <vector>

namespace entente::terms {

/// The files of one agreement, by name relative to its folder: "terms.yaml" and the outlines it refers to.
/// The bytes are kept as they were read: their digest is the terms digest.
struct Bundle {
  std::map<std::string, std::string> files;
  friend bool operator==(const Bundle&, const Bundle&) = default;
};

/// Where in a bundle, both from 1; 0 when the whole file is meant.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Something wrong: "terms.yaml:14:9: ring 2 of zone “SW” crosses itself …".
struct Problem {
  Place place;
  Message message;
  friend bool operator==(const Problem&, const Problem&) = default;
};
/// file:line:column: as the first words, then the message.
[[nodiscard]] std::string to_string(const Problem& problem, i18n::Language language);

/// Terms, or everything that is wrong with them.
struct Parsed {
  std::optional<Terms> terms;     ///< set only when `problems` is empty
  std::vector<Problem> problems;  ///< ordered by place
};

/// Reads and checks a bundle. Pure: files come in as bytes.
/// errors   none returned: every problem is listed. Unknown keys, undefined ids, crossing rings, empty times, texts
///          that contradict, a file cut off. Bytes that are no text are each said at their place, and the rest is read
///          on.
/// cost     a few milliseconds for the examples.
[[nodiscard]] Parsed parse(const Bundle& bundle, const geo::Gazetteer& gazetteer);

/// Reads "terms.yaml" and the files it names from a folder (or a single YAML file).
/// errors   unavailable when a file cannot be opened; invalid when it is larger than 25 MiB. What is not UTF-8 is said
/// by
///          `parse`, at its place.
[[nodiscard]] Result<Bundle> read_bundle(const std::string& path);

}  // namespace entente::terms
