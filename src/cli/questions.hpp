// SPDX-License-Identifier: Apache-2.0
// How a record is asked: what `evaluate`, `assess` and `report` take alike.
#pragma once

#include "cli/commands.hpp"
#include "cli/values.hpp"
#include "service/questions.hpp"

#include <string>

namespace entente::cli {

/// The words of `--place`.
inline constexpr Words<evaluate::PlaceBy, 3> place_words = {
    {{"named-then-geometry", evaluate::PlaceBy::named_then_geometry},
     {"named", evaluate::PlaceBy::named},
     {"geometry", evaluate::PlaceBy::geometry}}};

/// The flags of an assessment as they were typed.
struct AssessOptions {
  std::string record;
  std::string zone;
  std::string clause;
  std::string reading;
  std::string at;
  std::string known_at;
  std::string windows = "30d,90d,180d";
  std::string series;
  std::string penalty = "3";
  std::string min_segment = "14d";
  std::string max_span;
  std::string time_by = "spread";
  std::string place_by = "named-then-geometry";
};

/// To a command that assesses: the record and every flag that says what is asked and how it is counted. `options` must
/// outlive it.
void add_assess_options(CLI::App& command, AssessOptions& options, const Context& context);

/// errors   invalid, naming the flag.
[[nodiscard]] Result<service::AssessRequest> request_for(const AssessOptions& options);

/// Opens a record and reads it as known at the time asked for.
/// errors   those of opening and reading it; invalid for `--known-at`.
[[nodiscard]] Result<service::Snapshot> snapshot_of(const std::string& record, const std::string& known_at);
/// The same as it stood at `since`: when it had so many entries, a whole number, or what of it was known at a time.
/// errors   the same; invalid for `--since`.
[[nodiscard]] Result<service::Snapshot> earlier_snapshot_of(const std::string& record, const std::string& known_at,
                                                            const std::string& since);

}  // namespace entente::cli
