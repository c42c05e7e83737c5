// SPDX-License-Identifier: Apache-2.0
// Stories in text: one incident, what became of it, and what follows from it under an agreement.
//
//   terms FOLDER OR FILE                    of all stories of the file, from the root of the project
//   story SENTENCE                          what is claimed
//     given PHRASES                         one incident
//     when corrected on DAY to PHRASES      the whole incident as it then was said to be
//     when retracted on DAY
//     when found STATE on DAY               a verification: refuted, verified …
//     when attributed to NAME on DAY
//     when asked as known on DAY            from its beginning in UTC; else all that was recorded
//     when places are judged by geometry    or: by name; else named, then geometry
//     then CLAUSE STATE [PROBABILITY] [because REASON]
//     then nothing
//
// PHRASES stand apart by semicolons. The first is the act; the others, in any order:
//   with WEAPON · in AREA · within NUMBER km of LATITUDE LONGITUDE · on DAY · at INSTANT · between A and B ·
//   by A against B · against B · recorded DAY (else 2017-12-01)
//
// Every finding must be told by a `then` line, and every such line must be found. STATE is that of the finding, REASON
// the name of a message of i18n/en.json without its “evaluate.”. Lines that are empty or begin with # say nothing.
#pragma once

#include "evaluate/evaluate.hpp"
#include "record/entry.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::scenarios {

/// What a `then` line says.
struct Expected {
  std::string place;  ///< file:line
  std::string clause{};
  std::string state{};
  std::optional<double> probability{};
  std::string reason{};  ///< empty: any
};

struct Story {
  std::string place;  ///< file:line of its first line
  std::string claim{};
  std::string terms{};  ///< path
  std::vector<record::Entry> entries{};
  Instant known_at = end_of_time;
  evaluate::PlaceBy place_by = evaluate::PlaceBy::named_then_geometry;
  bool says_what_follows = false;
  std::vector<Expected> expected{};
};

/// The stories of a file's text.
/// errors   std::invalid_argument, naming file and line: a line that is none of the above, a story without `given` or
///          `then`, a story before `terms`, a word that does not exist.
[[nodiscard]] std::vector<Story> parse_stories(std::string_view text, const std::string& file);

/// What differs from what the story says, a line each; empty when it holds. `root` is the folder of the project.
[[nodiscard]] std::string differences(const Story& story, const std::string& root);

}  // namespace entente::scenarios
