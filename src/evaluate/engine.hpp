// SPDX-License-Identifier: Apache-2.0
// What an Evaluation keeps; inside this room only.
#pragma once

#include "evaluate/asking.hpp"
#include "evaluate/evaluate.hpp"

#include <vector>

namespace entente::evaluate {

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
    Outcomes outcomes;
    std::vector<std::vector<std::size_t>> reading_sets;
    std::vector<Row> rows;          ///< in order of the incidents, then those that came since, as they came
    std::size_t settled = 0;        ///< how many rows have their findings and their place in the order
    std::vector<Finding> findings;  ///< of rows that others replaced, too: less than the record grows by meanwhile

    void take(const record::IncidentState& state) { take(columns.row_of(state, book, context)); }
    /// Takes the incident out.
    void drop(const record::EntryId& incident);
    /// Puts what came since in its place, each incident once, and works out what follows from it.
    /// cost     one walk through all, besides what it takes to order and to ask what came.
    void settle();
    /// Those of a row: in order of clause, then first reading; near or not.
    [[nodiscard]] std::span<const Finding> findings_of(const Row& row) const;
    [[nodiscard]] findings::Violation violation(const Row& row, const Finding& finding) const;
    /// What every row comes to for one clause, under the sets of readings asked for (by number): visit(row, judged).
    template <typename Visit>
    void for_each_judged(std::size_t clause, const std::vector<bool>& reading_sets_asked, Visit visit) const {
      for (const auto& row : rows) {
        for (const auto& finding : findings_of(row)) {
          const auto& judged = outcomes.judged[finding.judged];
          if (judged.clause == clause && reading_sets_asked[judged.readings]) visit(row, judged);
        }
      }
    }

   private:
    /// An outcome of one or several bodies of a clause that agree.
    struct Agreed {
      std::uint32_t clause = 0;
      std::uint32_t readings = 0;
      Outcome outcome;
    };

    void take(Row row);
    void ask(Row& row);
    /// Adds an outcome, or its readings to those of the same clause that agree.
    void agree(const Asking& asking, const Outcome& outcome);
    [[nodiscard]] std::uint32_t set_of(std::vector<std::size_t> wanted);

    std::vector<Agreed> agreed_;  ///< of the row that is being asked
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
