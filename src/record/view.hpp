// SPDX-License-Identifier: Apache-2.0
// The record as known at an instant: corrections applied, retractions taken out, the rest as it was said.
#pragma once

#include <map>
#include <span>
#include <unordered_map>
#include <vector>

#include "record/entry.hpp"

namespace entente::record {

/// An incident as it stands, with what was said about it since.
struct IncidentState {
  EntryId id;                       ///< of the first entry; corrections keep it
  std::uint64_t sequence = 0;       ///< of the entry that is in effect
  Instant recorded_at{};            ///< of the entry that is in effect
  Incident incident;
  std::optional<SourceId> source;
  std::optional<ExternalKey> external;
  Label label;
  VerificationState verification = VerificationState::reported;
  std::optional<EntryId> duplicate_of;
  std::vector<Attribution> attributions;
};

/// An as-of view. Built by adding entries in order of sequence; entries recorded after `known_at` are passed over.
///
/// A retraction takes out its subject; refuted, withdrawn and duplicate incidents stay, in that state.
/// Both times: `known_at` here, valid time in whatever reads the view.
class View {
 public:
  explicit View(Instant known_at = end_of_time) : known_at_(known_at) {}

  /// errors   corrupt when an entry corrects or speaks of one that is not there, or of another kind.
  [[nodiscard]] Result<void> add(const Recorded& recorded);

  [[nodiscard]] Instant known_at() const { return known_at_; }
  /// Incidents that stand, ordered by id.
  [[nodiscard]] const std::map<EntryId, IncidentState>& incidents() const { return incidents_; }
  [[nodiscard]] const std::map<EntryId, Coverage>& coverage() const { return coverage_; }
  [[nodiscard]] const std::map<EntryId, Restriction>& restrictions() const { return restrictions_; }
  [[nodiscard]] const std::map<SourceId, Source>& sources() const { return sources_; }
  [[nodiscard]] const std::vector<ImportRun>& imports() const { return imports_; }
  [[nodiscard]] const std::vector<geo::NamedPlace>& places() const { return places_; }
  /// The bundle in effect; none before the first.
  [[nodiscard]] const std::optional<terms::Bundle>& terms() const { return terms_; }
  /// The incident that the last added entry concerned, so that what follows from it can be worked out anew.
  [[nodiscard]] const std::optional<EntryId>& touched() const { return touched_; }
  /// True when any import was of a made record.
  [[nodiscard]] bool simulated() const;

 private:
  Instant known_at_;
  std::map<EntryId, IncidentState> incidents_;
  std::map<EntryId, Coverage> coverage_;
  std::map<EntryId, Restriction> restrictions_;
  std::map<SourceId, Source> sources_;
  std::vector<ImportRun> imports_;
  std::vector<geo::NamedPlace> places_;
  std::optional<terms::Bundle> terms_;
  std::optional<EntryId> touched_;
  std::unordered_map<EntryId, EntryId> root_of_;  // a correcting entry → the first of its chain
};

}  // namespace entente::record
