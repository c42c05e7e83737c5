// SPDX-License-Identifier: Apache-2.0
// The record as known at an instant: corrections applied, retractions taken out, the rest as it was said.
#pragma once

#include "record/entry.hpp"

#include <map>
#include <span>
#include <unordered_map>
#include <vector>

namespace entente::record {

/// An entry that something rests on, and the row it came from, where it came from one.
struct Cited {
  EntryId entry;
  std::optional<ExternalKey> external;
  friend bool operator==(const Cited&, const Cited&) = default;
};

/// An incident as it stands, with what was said about it since.
struct IncidentState {
  EntryId id;                  ///< of the first entry; corrections keep it
  EntryId in_effect;           ///< the entry in effect: the first or its last correction
  std::uint64_t sequence = 0;  ///< of the entry that is in effect
  Instant recorded_at{};       ///< of the entry that is in effect
  Incident incident;
  std::optional<SourceId> source;
  std::optional<ExternalKey> external;        ///< of the entry that is in effect
  std::optional<ExternalKey> first_external;  ///< of the first entry, where a correction is in effect
  Label label;
  VerificationState verification = VerificationState::reported;
  std::optional<EntryId> duplicate_of;
  std::vector<Attribution> attributions;
  std::vector<Cited> spoken_of_by;  ///< what stands about it: verifications, then attributions, as they came

  /// The row it came from: that of the entry in effect, else of the first; none when people entered both.
  [[nodiscard]] const std::optional<ExternalKey>& row() const { return external ? external : first_external; }
  /// What a finding about it rests on: the first entry, the correction in effect, what stands about it.
  [[nodiscard]] std::vector<Cited> evidence() const;
};

/// A coverage entry as it stands.
struct CoverageState {
  Coverage coverage;
  Instant recorded_at{};  ///< of the entry that is in effect
  friend bool operator==(const CoverageState&, const CoverageState&) = default;
};

/// An as-of view. Built by adding entries in order of sequence; entries recorded after `known_at` are passed over.
///
/// The last word in the record counts: a correction takes the place of what it corrects, and if that was retracted it
/// stands again; of several verifications the last decides; a source of the same id replaces the earlier.
/// An incident is never a duplicate of itself, by way of others neither: such a verification is refused, and where it
/// comes about otherwise (a later word was retracted, or is not yet known) it is passed over.
/// A retraction takes out its subject, and with it every correction of it; a retraction that is itself retracted lets
/// the subject stand again. Refuted, withdrawn and duplicate incidents stay, in that state.
/// Recorded times may run backwards from entry to entry (an import keeps its release): what speaks of an entry that is
/// in the record but not yet known at `known_at` is passed over as well.
/// Both times: `known_at` here, valid time in whatever reads the view.
class View {
 public:
  explicit View(Instant known_at = end_of_time) : known_at_(known_at) {}

  /// errors   corrupt when an entry corrects or speaks of one that is not there, or of another kind, when it retracts
  ///          itself, or when it makes an incident a duplicate of itself (this last where all is known: `known_at` is
  ///          end_of_time); the view is then as it was before.
  [[nodiscard]] Result<void> add(Recorded recorded);

  /// As given: nothing recorded later is in here.
  [[nodiscard]] Instant known_at() const { return known_at_; }
  /// Incidents that stand, ordered by id.
  [[nodiscard]] const std::map<EntryId, IncidentState>& incidents() const { return incidents_; }
  /// What stands of the rarer kinds: corrected, not retracted; places by code.
  [[nodiscard]] const std::map<EntryId, CoverageState>& coverage() const { return coverage_; }
  [[nodiscard]] const std::map<EntryId, Restriction>& restrictions() const { return restrictions_; }
  [[nodiscard]] const std::map<SourceId, Source>& sources() const { return sources_; }
  [[nodiscard]] const std::vector<geo::NamedPlace>& places() const { return places_; }
  /// The bundle in effect; none before the first.
  [[nodiscard]] const std::optional<terms::Bundle>& terms() const { return terms_; }
  /// The incident that the last added entry concerned, so that what follows from it can be worked out anew.
  [[nodiscard]] const std::optional<EntryId>& touched() const { return touched_; }
  /// True when any import was of a made record.
  [[nodiscard]] bool simulated() const;

 private:
  /// What is remembered of every entry, known or not.
  struct Thread {
    EntryId first;         // of the chain of corrections
    std::size_t kind = 0;  // index of Body
    bool known = false;
  };
  template <typename T>
  struct Said {
    EntryId first;
    bool retracted = false;
    std::optional<ExternalKey> external;  // of the entry that said it last
    T word;
  };
  /// Of a kind that is rare: a source, place, import or version of the terms.
  struct Rare {
    EntryId first;
    bool retracted = false;
    Body body;
  };
  /// What was retracted, in case it comes to stand again.
  struct Retracted {
    std::map<EntryId, IncidentState> incidents;
    std::map<EntryId, CoverageState> coverage;
    std::map<EntryId, Restriction> restrictions;
  };

  [[nodiscard]] const Thread* thread_of(const EntryId& id) const;
  Result<const Thread*> subject_of(const Recorded& recorded, const EntryId& subject, bool only_incidents) const;
  /// Whether `retraction` takes out `target`, or a retraction that does, and so on.
  [[nodiscard]] bool leads_to(EntryId retraction, const EntryId& target) const;
  /// Whether `incident` is `target`, or held to be a duplicate of it, or of one that is, and so on.
  [[nodiscard]] bool leads_to_original(EntryId incident, const EntryId& target) const;
  /// Whether `verification`, of the thread `first`, would make its subject a duplicate of itself.
  [[nodiscard]] bool comes_back_to_itself(const Verification& verification, const EntryId& first) const;
  void take(Recorded& recorded, const EntryId& first);
  void put(Recorded& recorded, const EntryId& first, Incident& incident);
  void put(const Recorded& recorded, const EntryId& first, const Verification& verification);
  void put(const Recorded& recorded, const EntryId& first, const Attribution& attribution);
  void put(const Recorded& recorded, const EntryId& first, const Retraction& retraction);
  void put(const Recorded& recorded, const EntryId& first, const Coverage& coverage);
  void put(const Recorded& recorded, const EntryId& first, const Restriction& restriction);
  void put_rare(const Entry& entry, const EntryId& first);
  void show_rare(const Body& body);
  void show_rares();
  void set_retracted(const EntryId& first, bool retracted);
  [[nodiscard]] const IncidentState* state_of(const EntryId& first) const;
  IncidentState* state_of(const EntryId& first);
  void retell(const EntryId& incident);

  Instant known_at_;
  std::map<EntryId, IncidentState> incidents_;
  std::map<EntryId, CoverageState> coverage_;
  std::map<EntryId, Restriction> restrictions_;
  std::map<SourceId, Source> sources_;
  std::vector<ImportRun> imports_;
  std::vector<geo::NamedPlace> places_;
  std::optional<terms::Bundle> terms_;
  std::optional<EntryId> touched_;
  std::unordered_map<EntryId, Thread> threads_;
  Retracted retracted_;
  std::vector<Rare> rares_;
  // By incident, in order of the record.
  std::unordered_map<EntryId, std::vector<Said<Verification>>> verifications_;
  std::unordered_map<EntryId, std::vector<Said<Attribution>>> attributions_;
  std::unordered_map<EntryId, EntryId> incident_of_;  // a verification or attribution → the incident it speaks of
  std::unordered_map<EntryId, EntryId> retracts_;     // a retraction → the first of the chain that it takes out
};

}  // namespace entente::record
