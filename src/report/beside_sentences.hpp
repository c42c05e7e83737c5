// SPDX-License-Identifier: Apache-2.0
// What stands beside the verdict, in the sentences that the terminal and a report share.
#pragma once

#include "base/message.hpp"
#include "findings/beside.hpp"

#include <vector>

namespace entente::report {

/// What one method says: its numbers with their intervals, or why there is none.
/// returns  one sentence or more; the name of the method is in each that has no number.
[[nodiscard]] std::vector<Message> series_lines(const findings::WeeksBeside& weeks);
[[nodiscard]] std::vector<Message> difference_lines(
    const findings::Estimated<findings::DifferenceInDifferences>& difference);
[[nodiscard]] std::vector<Message> displacement_lines(const findings::Estimated<findings::Displacement>& displacement);
[[nodiscard]] std::vector<Message> calm_lines(const findings::CalmBeside& calm);
[[nodiscard]] std::vector<Message> retaliation_lines(const std::vector<findings::RetaliationBetween>& retaliation);
[[nodiscard]] std::vector<Message> recount_lines(const std::vector<findings::Recount>& recounts);
[[nodiscard]] std::vector<Message> datasets_lines(const findings::DatasetComparison& comparison);
[[nodiscard]] std::vector<Message> anticipation_lines(const findings::Estimated<findings::Anticipation>& anticipation);

/// All of them, in this order, after the sentence that none of them decides.
[[nodiscard]] std::vector<Message> beside_lines(const findings::Beside& beside);

/// Why a method gives no number; of not_given nothing is said here.
[[nodiscard]] Message reason_of(findings::NotEstimable why);

}  // namespace entente::report
