// SPDX-License-Identifier: Apache-2.0
// What the top of a report says: the question, the verdict, and why; inside this room only.
#pragma once

#include "report/document.hpp"

#include <vector>

namespace entente::report {

/// Area, clause, and the day in the agreement's zone.
[[nodiscard]] Message question_of(const Facts& facts, i18n::Language language);
/// The verdict, and that nobody recorded who could have seen, where that qualifies it.
[[nodiscard]] Message verdict_words(const findings::Assessment& assessment);
/// Why, in at most two sentences: of a truce that holds the counts say it; of any other the test that decided it does,
/// and the counts stand beside.
[[nodiscard]] std::vector<Message> lead_of(const findings::Assessment& assessment, i18n::Language language);

}  // namespace entente::report
