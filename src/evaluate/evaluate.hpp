// SPDX-License-Identifier: Apache-2.0
// Pure: terms and record in, findings out. No clock, no file.
#pragma once

#include "findings/basis.hpp"
#include "findings/findings.hpp"
#include "geo/gazetteer.hpp"
#include "record/view.hpp"
#include "terms/terms.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace entente::evaluate {

using findings::PlaceBy;

/// What the asker may choose; it changes findings, so it stands in every basis.
struct Options {
  PlaceBy place_by = PlaceBy::named_then_geometry;
};

/// Which findings are asked for.
struct Wanted {
  std::optional<terms::ClauseId> clause;  ///< of this clause only
  std::optional<terms::ZoneId> zone;      ///< most probably in this zone only
  bool near_misses = true;                ///< also what comes near a clause and is not a violation
};

/// What violates, may violate, and what comes near a clause but does not; kept up to date entry by entry.
///
/// An incident comes near a clause when its act and either its zone, its time or its actors meet it. Adding entries one
/// by one gives the same findings as adding them all and asking once (property-tested). Not for several threads at
/// once: questions keep what they found out for the next.
class Evaluation {
 public:
  /// `terms` and `gazetteer` (the built-in one with the record's and the terms' own places) must outlive it.
  Evaluation(const terms::Terms& terms, const geo::Gazetteer& gazetteer, Options options);
  ~Evaluation();
  Evaluation(Evaluation&&) noexcept;
  Evaluation& operator=(Evaluation&&) noexcept;

  /// As given.
  [[nodiscard]] const Options& options() const;

  /// Starts anew, of what was known at `known_at`: no incident is known yet.
  void begin(Instant known_at);
  /// Takes an incident as it stands; of several of one id the last counts. For records too large to be held: nothing
  /// else of `state` is kept.
  /// cost     some 0.5 µs, 80 bytes, and what is new in it; findings follow with `settle`.
  void take(const record::IncidentState& state);
  /// Works out what follows from all that was taken since; questions come after it.
  void settle();

  /// Works out anew what follows from the incidents of `view` named in `touched` (all when empty).
  void update(const record::View& view, std::span<const record::EntryId> touched = {});

  /// Ordered by (incident, clause in the terms' order, first reading). One per distinct outcome among readings.
  [[nodiscard]] std::vector<findings::Violation> violations(const Wanted& wanted = {}) const;

  /// Everything that clause forbids, in an area: a zone of the terms, or the code of a named area as if the agreement
  /// covered it (for control areas). Before entry into force too.
  /// errors   not_found when the clause, reading or area does not exist; invalid when it is no prohibition.
  [[nodiscard]] Result<findings::Tally> tally(const record::View& view, const terms::ClauseId& clause,
                                              const terms::ReadingId& reading, std::string_view area) const;

  /// The same in the rings around that area, from it outwards (geo::usual_ring_ends_m), by geometry: each event counts
  /// in each ring by its probability of lying there. What lies in the area for certain, and what names areas only, is
  /// in none. Carve-outs and what is left out are not told.
  /// returns  empty when the area has no outline.
  /// errors   those of `tally`.
  /// cost     one walk through all; the distance of each place once.
  [[nodiscard]] Result<std::vector<findings::RingTally>> rings(const record::View& view, const terms::ClauseId& clause,
                                                               const terms::ReadingId& reading,
                                                               std::string_view area) const;

  /// When anything may have been in any of these areas, or coverage of any of them: that somebody reported from there.
  /// areas    as `tally` has them; none: anywhere. A place that the gazetteer does not know is in none of them.
  /// returns  ascending, disjoint; none after the entry that says so was recorded.
  /// errors   not_found when an area does not exist.
  [[nodiscard]] Result<std::vector<TimeRange>> recorded(const record::View& view,
                                                        std::span<const std::string> areas) const;

  /// What coverage entries say of an area, until each was recorded.
  [[nodiscard]] Result<findings::CoverageOfArea> coverage(const record::View& view, std::string_view area) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente::evaluate
