// SPDX-License-Identifier: Apache-2.0
// Brings a file into the record: new rows, corrections of changed ones, retractions of gone ones, all or nothing.
#pragma once

#include "base/result.hpp"
#include "import/importer.hpp"
#include "store/store.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entente::service {

/// What an import does to rows of one other dataset.
struct Touched {
  std::uint64_t entries = 0;  ///< of that dataset that it speaks of, each once
  std::uint64_t corrected = 0;
  std::uint64_t retracted = 0;
  std::uint64_t verified = 0;  ///< given a verification, whatever it says
  std::uint64_t attributed = 0;
};

/// What the user asked of one import.
struct ImportRequest {
  std::string importer;  ///< a name of importing::registry()
  importing::Request file;
  Instant recorded_at{};                            ///< of the release: when its rows were known
  Instant now{};                                    ///< by the clock: no release lies more than a day ahead of it
  std::optional<std::chrono::seconds> known_after;  ///< `--known-after`: new events, end + this where that is earlier
  std::string reject_path;                          ///< where rows that could not be taken go; empty: beside the record
  bool dry_run = false;                             ///< read, compare, count; add nothing
  bool complete = false;                            ///< the file is all there is in its period: what is missing is gone
  bool allow_gone = false;     ///< also when so much is missing that the file may have been cut off
  bool allow_changed = false;  ///< also when so much changes that the file may be of another dataset
  bool allow_redrawn = false;  ///< also when areas that the terms rest on would change
  std::function<bool(double share_done)> progress;
};

/// `changed` rows become corrections, `gone` rows retractions; `equal` rows add nothing.
struct ImportReport {
  std::string dataset;
  std::string release;
  std::uint64_t rows_new = 0;
  std::uint64_t rows_changed = 0;
  std::uint64_t rows_gone = 0;
  std::uint64_t rows_equal = 0;
  std::uint64_t rows_staying = 0;  ///< of earlier releases, not in this file and not for it to retract
  bool scope_complete = false;     ///< the file was taken to have all there is in its period
  bool mostly_changed = false;     ///< more than half of the rows known before changed, too few to be refused
  std::optional<std::chrono::seconds> known_after;  ///< what was assumed of new rows; none: of no row
  std::map<std::string, Touched> touched;           ///< by the other dataset's name
  std::uint64_t rows_alike = 0;  ///< of this file: like an earlier incident of it in everything read but the id; kept
  std::optional<std::pair<std::string, std::string>> alike_example;  ///< the ids of the first two
  std::vector<std::string> redrawn;  ///< codes of the areas that the terms rest on and that change; each once, in order
  std::vector<importing::Reject> rejects;
  std::string reject_path;  ///< empty when nothing was rejected
  std::string attribution;
  bool simulated = false;  ///< it holds made rows: the record says so from now on
  store::Head head;
};

/// errors   not_found for an unknown importer (did you mean); invalid when the file is not of its form, the release
/// lies
///          in the future, or a mapping is given to an importer that takes none; conflict when the record is a made
///          one, the release is older than one already there, a row differs from the same release's row already there,
///          more than a tenth of the known rows and at least 20 would go (`allow_gone`), or more than half of them and
///          at least 20 would change (`allow_changed`), or places would change an area that the terms rest on
///          (`allow_redrawn`); unavailable when the file changes while it is read;
///          interrupted.
[[nodiscard]] Result<ImportReport> import_file(store::Store& store, const ImportRequest& asked);

}  // namespace entente::service
