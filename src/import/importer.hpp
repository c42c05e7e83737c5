// SPDX-License-Identifier: Apache-2.0
// What an importer is: one function from a file to entries and rejects (docs/importers.md).
#pragma once

#include "base/result.hpp"
#include "record/entry.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Named so because `import` at the start of a line means a module to some compilers.
namespace entente::importing {

/// What the user said about the file.
struct Request {
  std::string path;
  std::string dataset;              ///< of the external keys; the importer's own name when empty
  std::string release;              ///< `--released`, as given; part of the external keys
  TimeZone zone = TimeZone::utc();  ///< of the agreement: for local times without a zone
  std::string mapping_path;         ///< `--mapping`, for those that take one; empty: none
};

/// A row that could not be taken, in the file's own words.
struct Reject {
  std::uint64_t line = 0;  ///< 1-based line where the row starts; 0 when files have no lines
  std::string id;          ///< the row's id when it could be read
  Message reason;
};

/// Where an importer puts what it reads, and tells how far it is. An entry comes with its id, external key, source,
/// label and body; when it was recorded and by whom, room service fills in.
struct Sink {
  std::function<Result<void>(record::Entry, std::uint64_t line)> entry;  ///< `line` as Reject has it
  std::function<void(Reject)> reject;                                    ///< the importer goes on after it
  std::function<bool(double share_done)> progress;  ///< false: a person stopped it → Code::interrupted
};

/// What the file covers, so that rows gone from a newer release can be told from rows out of its scope.
struct Scope {
  std::optional<DayRange> days;        ///< from the first to the last day met
  std::vector<std::string> countries;  ///< as in the first name of `place.within`; empty when the form has none
  std::string attribution;             ///< words the licence asks for
  bool complete = false;               ///< a row that an earlier release had within this scope is gone
  bool simulated = false;              ///< it holds made rows
};

/// One form of file. `run` streams: it holds one row at a time, whatever the file's size.
/// errors   of the file as a whole (cannot be opened, header not of this form, cut off): invalid or unavailable;
///          a bad row is rejected and the rest goes on.
struct Importer {
  std::string_view name;               ///< "ucdp-ged": the word on the command line and in the API
  std::string_view dataset_of_actors;  ///< "ucdp": of the actor ids it writes
  bool needs_release;                  ///< datasets: rows are known from their release on
  bool takes_mapping;                  ///< `--mapping` says what its columns or properties mean
  bool keeps_ids;                      ///< entries bring their own ids, which others may bear already
  Message (*description)();
  Result<Scope> (*run)(const Request& request, const Sink& sink);
};

/// Every importer, in the order shown to people. CLI and API list themselves from it.
[[nodiscard]] std::span<const Importer> registry();
/// By its exact name; null when there is none.
[[nodiscard]] const Importer* find_importer(std::string_view name);

}  // namespace entente::importing
