// SPDX-License-Identifier: Apache-2.0
// What an Evaluation keeps; inside this room only.
#pragma once

#include "evaluate/asking.hpp"
#include "evaluate/evaluate.hpp"

#include <vector>

namespace entente::evaluate {

/// An outcome of one or several bodies of a clause that agree.
struct Finding {
  std::uint32_t clause = 0;    ///< number in the terms
  std::uint32_t readings = 0;  ///< number of the set of readings
  Outcome outcome;
};

/// How many were killed, as an assessment counts them; what is not known is nobody.
struct Toll {
  record::Estimate killed;
  std::int32_t civilians = 0;  ///< the best figure
};

/// What is known of one incident: its row, and what follows.
struct Evaluated {
  record::EntryId incident;
  Row row;
  Toll toll;
  std::vector<Finding> findings;          ///< in order of clause, then first reading; near or not
  std::vector<record::EntryId> evidence;  ///< besides the incident itself; most have none
};

/// What stands behind Evaluation: the incidents and their findings, and what both are made with.
struct Evaluation::Impl {
  /// Everything that depends on what was known when; made anew when that changes.
  struct Prepared {
    Prepared(const terms::Terms& terms, const geo::Gazetteer& gazetteer, Options options, Instant known_at);

    ZoneContext context;
    ActorBook book;
    Shapes shapes;
    ZoneSets zone_sets;
    ZoneSets drawn_sets;          ///< for coverage, which is a matter of area whatever decides membership
    std::vector<Asking> askings;  ///< in order of clause, then first reading
    std::vector<std::vector<ReadingAt>> readings;  ///< by clause; empty for one that is no prohibition
    Columns columns;
    Grounds grounds;
    std::vector<std::vector<std::size_t>> reading_sets;
    std::vector<Evaluated> evaluated;  ///< in order of the incidents

    [[nodiscard]] Evaluated evaluate(const record::IncidentState& state);
    /// Puts anew what `view` says of these incidents, in order of id and each once.
    /// cost     one walk through all, besides what it takes to evaluate those named.
    void evaluate_again(const record::View& view, std::span<const record::EntryId> touched);
    /// Adds an outcome, or its readings to those of the same clause that agree.
    void add_finding(std::vector<Finding>& findings, const Asking& asking, const Outcome& outcome);
    [[nodiscard]] std::uint32_t set_of(std::vector<std::size_t> wanted);
    [[nodiscard]] findings::Violation violation(const Evaluated& about, const Finding& finding) const;
  };

  const terms::Terms& terms;
  const geo::Gazetteer& gazetteer;
  Options options;
  std::unique_ptr<Prepared> prepared;

  /// The zone or the named area that is asked about; what was found of it stays known for the next question.
  /// errors   not_found when it is neither a zone of the terms nor a code.
  [[nodiscard]] Result<std::shared_ptr<ZoneSet>> area(std::string_view area, ZoneSets& sets,
                                                      const ZoneContext& context) const;
};

}  // namespace entente::evaluate
