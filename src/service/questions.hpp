// SPDX-License-Identifier: Apache-2.0
// The questions that are asked of a record: what violates, and does it hold.
#pragma once

#include "assess/assess.hpp"
#include "evaluate/evaluate.hpp"
#include "findings/basis.hpp"
#include "findings/findings.hpp"
#include "service/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::service {

/// A snapshot held against its terms once, for one way of deciding places; questions about it are cheap after that.
struct Evaluated {
  /// `snapshot` must outlive it.
  Evaluated(const Snapshot& of, evaluate::PlaceBy place_by);

  const Snapshot& snapshot;
  evaluate::Evaluation evaluation;
};

/// The findings asked for, ordered as Evaluation orders them.
struct EvaluateReport {
  std::vector<findings::Violation> violations;
  findings::Basis basis;
};
/// errors   not_found for a clause or zone that the terms do not have (did you mean).
[[nodiscard]] Result<EvaluateReport> evaluate(const Evaluated& evaluated, const evaluate::Wanted& wanted);

/// What is asked; empty and missing parts are filled in as said.
struct AssessRequest {
  std::string zone;        ///< a zone's id, or an area's code or name; empty: the only zone
  std::string clause;      ///< empty: the first prohibition that covers the zone
  std::string reading;     ///< empty: as_written
  std::optional<Day> at;   ///< 00:00 in the agreement's zone; default: the day after the record's last; when
                           ///< nothing in it has a day, the assessment has none either and says so
  assess::Request method;  ///< `at` and `known_at` are filled in
};

/// The answer and what it rests on.
struct AssessReport {
  findings::Assessment assessment;
  findings::Basis basis;
};
/// errors   not_found for a zone, clause or reading that is not there (did you mean, and which there are); those of
///          assess::assess.
[[nodiscard]] Result<AssessReport> assess(const Evaluated& evaluated, const AssessRequest& request);

/// What a report is made of.
struct ReportAnswer {
  AssessReport assessed;
  std::vector<findings::Violation> violations;  ///< of the clause in the zone under the reading, surely or possibly,
                                                ///< that may have been before the assessment's instant; none of an
                                                ///< area that is no zone, to which the clause does not apply
  findings::Recent days;                        ///< the last 14 days until the assessment's instant
  findings::Recent weeks;                       ///< the last 13 weeks until then
};
/// An assessment with the violations that it is about. errors   those of assess.
[[nodiscard]] Result<ReportAnswer> report(const Evaluated& evaluated, const AssessRequest& request);

/// The verdict at 00:00 of each `every`-th day of a range: how it would have been read week by week.
/// Each row is what `assess` gives with that `at`.
[[nodiscard]] Result<std::vector<AssessReport>> assess_each(const Evaluated& evaluated, const AssessRequest& request,
                                                            DayRange days, int every);

}  // namespace entente::service
