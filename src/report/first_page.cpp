// SPDX-License-Identifier: Apache-2.0
// The verdict and why, in sentences that a minister may quote.
#include "report/first_page.hpp"

#include "i18n/dates.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/figures.hpp"
#include "report/sentences.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace entente::report {
namespace {

using findings::VerdictState;

constexpr double in_percent = 100;

/// How many before and after, and what that comes to: a fall, a rise, or neither for certain.
std::optional<Message> compared(const findings::Assessment& assessment) {
  const auto* window = longest_passed(assessment);
  if (window == nullptr) return std::nullopt;
  const auto days = msg::word::days(window->days);
  const double before = window->before.events.expected;
  const double after = window->after.events.expected;
  const auto& ratio = window->rate_ratio_dispersed.defined ? window->rate_ratio_dispersed : window->rate_ratio;
  if (!ratio.defined) return msg::report::lead_counts(days, after, before);
  if (ratio.upper < 1) {
    return msg::report::lead_fall(days, after, before, in_percent * (1 - ratio.estimate),
                                  in_percent * (1 - ratio.upper), in_percent * (1 - ratio.lower));
  }
  if (ratio.lower > 1) {
    return msg::report::lead_rise(days, after, before, ratio.estimate, ratio.lower, ratio.upper);
  }
  return msg::report::lead_unclear(days, after, before, ratio.estimate, ratio.lower, ratio.upper);
}

/// What went on in the control areas meanwhile, and whether anybody could have seen.
Message besides(const findings::Assessment& assessment) {
  const auto* window = longest_passed(assessment);
  const auto& coverage = assessment.coverage;
  if (window == nullptr || window->control.by_area.empty()) return coverage_line(coverage);
  const auto& control = window->control;
  if (!coverage.known) return msg::report::lead_control_unseen(control.before, control.after);
  return msg::report::lead_control_seen(control.before, control.after, share_of(coverage.before, 1),
                                        share_of(coverage.after, 1));
}

/// The first reason of those from which the verdict follows; null when none is marked.
const findings::VerdictTest* first_reason(const findings::Assessment& assessment) {
  const auto& tests = assessment.tests;
  const auto deciding = std::find_if(tests.begin(), tests.end(), [](const auto& test) { return test.decides; });
  return deciding == tests.end() ? nullptr : &*deciding;
}

/// Why a test says what it does, in plain words; an alarm's own reason is for those who know how it works.
Message plainly(const findings::VerdictTest& test, const findings::Alarm& alarm, i18n::Language language) {
  if (test.test != "alarm" || !alarm.active || !alarm.since) return test.reason;
  return msg::report::lead_alarm(i18n::render_day(*alarm.since, language), alarm.recent_rate,
                                 msg::word::days(alarm.recent_days), alarm.reference_rate);
}

}  // namespace

std::vector<Message> lead_of(const findings::Assessment& assessment, i18n::Language language) {
  std::vector<Message> lead;
  const auto* test = first_reason(assessment);
  auto counts = compared(assessment);
  if (test != nullptr && (assessment.verdict != VerdictState::holding || !counts)) {
    lead.push_back(plainly(*test, assessment.alarm, language));
  }
  if (counts) lead.push_back(*std::move(counts));
  if (lead.size() < 2 && assessment.at != end_of_time) lead.push_back(besides(assessment));
  return lead;
}

Message question_of(const Facts& facts, i18n::Language language) {
  const auto& assessment = facts.assessment;
  const auto area = area_name(facts.terms, facts.gazetteer, assessment.zone, language);
  if (assessment.at == end_of_time) return msg::report::question_without_day(area, assessment.clause.value);
  const auto& zone = facts.terms.agreement.zone;
  return msg::report::question(area, assessment.clause.value, i18n::render_day(zone.day_of(assessment.at), language),
                               zone.name());
}

Message verdict_words(const findings::Assessment& assessment) {
  auto verdict = msg::report::verdict_title(findings::word(assessment.verdict));
  const bool qualified = !assessment.coverage.known && assessment.verdict != VerdictState::not_assessable;
  return qualified ? msg::report::verdict_coverage_unknown(std::move(verdict)) : verdict;
}

}  // namespace entente::report
