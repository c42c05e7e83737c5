// SPDX-License-Identifier: Apache-2.0
// Brings a file into the record: new rows, corrections of changed ones, retractions of gone ones, all or nothing.
#pragma once

#include "base/result.hpp"
#include "import/importer.hpp"
#include "store/store.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entente::service {

/// What the user asked of one import.
struct ImportRequest {
  std::string importer;  ///< a name of importing::registry()
  importing::Request file;
  Instant recorded_at{};                            ///< of the release: when its rows were known
  std::optional<std::chrono::seconds> known_after;  ///< `--known-after`: end of the event + this, instead
  std::string reject_path;                          ///< where rows that could not be taken go; empty: beside the record
  bool dry_run = false;                             ///< read, compare, count; add nothing
  bool complete = false;                            ///< the file is all there is in its period: what is missing is gone
  bool allow_gone = false;  ///< also when so much is missing that the file may have been cut off
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
  std::uint64_t rows_alike = 0;    ///< of this file: like an earlier incident of it in everything read but the id; kept
  std::optional<std::pair<std::string, std::string>> alike_example;  ///< the ids of the first two
  std::vector<importing::Reject> rejects;
  std::string reject_path;  ///< empty when nothing was rejected
  std::string attribution;
  store::Head head;
};

/// errors   not_found for an unknown importer (did you mean); invalid when the file is not of its form; conflict when
///          the record is a made one, the release is older than one already there, a row differs from the same
///          release's row already there, or more than a tenth of the known rows and at least 20 would go
///          (`allow_gone`); interrupted.
[[nodiscard]] Result<ImportReport> import_file(store::Store& store, const ImportRequest& asked);

}  // namespace entente::service
