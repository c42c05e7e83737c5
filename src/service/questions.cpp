// SPDX-License-Identifier: Apache-2.0
// Puts terms, record and methods together, in the one order in which questions are answered.
#include "service/questions.hpp"

#include "assess/recent.hpp"
#include "base/close_words.hpp"
#include "base/words.hpp"
#include "msg/service.hpp"
#include "msg/word.hpp"

#include <algorithm>
#include <utility>

namespace entente::service {
namespace {

/// "… ; did you mean “P1”?" when something is close to what was typed.
tl::unexpected<Error> not_there(Message what, std::string_view typed, const std::vector<std::string>& known) {
  if (const auto close = closest_word(typed, known)) what = msg::word::did_you_mean(std::move(what), *close);
  return fail(Code::not_found, std::move(what));
}

std::vector<std::string> zone_ids(const terms::Terms& terms) {
  std::vector<std::string> ids;
  ids.reserve(terms.zones.size());
  for (const auto& zone : terms.zones)
    ids.push_back(zone.id.value);
  return ids;
}

const terms::Prohibition* prohibition_of(const terms::Clause& clause) {
  return std::get_if<terms::Prohibition>(&clause.body);
}

std::vector<std::string> prohibition_ids(const terms::Terms& terms) {
  std::vector<std::string> ids;
  for (const auto& clause : terms.clauses) {
    if (prohibition_of(clause) != nullptr) ids.push_back(clause.id.value);
  }
  return ids;
}

/// The prohibition of that id: no other kind of clause is evaluated yet.
Result<const terms::Clause*> prohibition_named(const terms::Terms& terms, const std::string& name) {
  const auto* clause = terms.find(terms::ClauseId(name));
  if (clause != nullptr && prohibition_of(*clause) != nullptr) return clause;
  const auto known = prohibition_ids(terms);
  auto what = clause == nullptr ? msg::service::no_such_clause(name, joined(known))
                                : msg::service::clause_forbids_nothing(name, joined(known));
  return not_there(std::move(what), name, known);
}

/// A zone's id, or the code of an area named by code or by its only name.
Result<std::string> area_named(const Snapshot& snapshot, const std::string& name) {
  if (name.empty()) {
    // Most agreements have one area in which force is forbidden; with several a person must say which.
    std::vector<std::string> covered;
    for (const auto& clause : snapshot.terms.clauses) {
      const auto* prohibition = prohibition_of(clause);
      if (prohibition == nullptr) continue;
      for (const auto& zone : prohibition->zones) {
        if (std::find(covered.begin(), covered.end(), zone.value) == covered.end()) covered.push_back(zone.value);
      }
    }
    if (covered.empty()) covered = zone_ids(snapshot.terms);
    if (covered.size() == 1) return covered.front();
    if (covered.empty()) return fail(Code::invalid, msg::service::no_zone_at_all());
    return fail(Code::invalid, msg::service::which_zone(joined(zone_ids(snapshot.terms))));
  }
  if (snapshot.terms.find(terms::ZoneId(name)) != nullptr) return name;
  if (snapshot.gazetteer.by_code(name) != nullptr) return name;
  // Coarse kinds come first: "Idlib" is the governorate unless a town is asked for by its code.
  const auto named = snapshot.gazetteer.by_name(name);
  if (!named.empty() && (named.size() == 1 || named[0]->kind != named[1]->kind)) return named.front()->code;
  const auto known = zone_ids(snapshot.terms);
  return not_there(msg::service::no_such_zone(name, joined(known)), name, known);
}

/// The clause asked for, else the first prohibition that covers the zone; for an area that is no zone, the first.
Result<const terms::Clause*> clause_for(const terms::Terms& terms, const std::string& name, const std::string& area) {
  if (!name.empty()) return prohibition_named(terms, name);
  const terms::ZoneId zone(area);
  const bool is_zone = terms.find(zone) != nullptr;
  for (const auto& clause : terms.clauses) {
    const auto* prohibition = prohibition_of(clause);
    if (prohibition == nullptr) continue;
    const auto& zones = prohibition->zones;
    if (!is_zone || zones.empty() || std::find(zones.begin(), zones.end(), zone) != zones.end()) return &clause;
  }
  return fail(Code::not_found, msg::service::no_prohibition(area));
}

bool anything_dated(const record::View& view) {
  return std::any_of(view.incidents().begin(), view.incidents().end(),
                     [](const auto& incident) { return incident.second.incident.time.has_value(); });
}

/// The day after the last one that anything in the view may have happened on: what is later is not in the record.
/// Nothing happens after it was recorded, whatever a row says. The end of time when nothing says when it happened.
Instant end_of_record(const Snapshot& snapshot) {
  if (!anything_dated(snapshot.view)) return end_of_time;
  const auto& zone = snapshot.terms.agreement.zone;
  auto end = beginning_of_time;
  for (const auto& [id, state] : snapshot.view.incidents()) {
    if (state.incident.time) end = std::max(end, std::min(state.incident.time->range_in(zone).to, state.recorded_at));
  }
  // An end at midnight is the start of the next day already; any other lies within its day.
  const auto day = zone.day_of(end);
  return zone.start_of(day) == end ? end : zone.start_of(day + std::chrono::days{1});
}

/// Where reports must come from for silence to say anything: the area and those it is compared with; where there are
/// none, anywhere.
std::vector<std::string> areas_heard_from(const terms::Terms& terms, const std::string& area) {
  if (terms.control_areas.empty()) return {};
  std::vector<std::string> areas = terms.control_areas;
  areas.push_back(area);
  return areas;
}

/// What is counted for one clause in one area, for the reading asked for and for every other one known.
struct Counts {
  const terms::Clause* clause = nullptr;
  assess::Input input;
  std::vector<std::pair<terms::Reading, assess::Input>> others;  ///< readings that count differently
  std::vector<terms::Reading> readings;                          ///< all known, in the terms' order
};

bool same_counts(const findings::Tally& a, const findings::Tally& b) {
  return a.force == b.force && a.counted == b.counted && a.carved_out == b.carved_out;
}

bool same_counts(const assess::Input& a, const assess::Input& b) {
  return same_counts(a.zone, b.zone) &&
         std::equal(a.controls.begin(), a.controls.end(), b.controls.begin(), b.controls.end(),
                    [](const auto& x, const auto& y) { return same_counts(x, y); });
}

/// What is the same for every reading: who could see, and when anything is recorded.
Result<assess::Input> common_input(const Evaluated& evaluated, const std::string& area) {
  const auto& [snapshot, evaluation] = evaluated;
  ENTENTE_ASSIGN(auto coverage, evaluation.coverage(snapshot.view, area));
  ENTENTE_ASSIGN(auto recorded, evaluation.recorded(snapshot.view, areas_heard_from(snapshot.terms, area)));
  return assess::Input{.zone = {},
                       .controls = {},
                       .rings = {},
                       .coverage = std::move(coverage),
                       .readings = {},
                       .anything_recorded = anything_dated(snapshot.view),
                       .recorded = std::move(recorded)};
}

/// `input`, which is the same for every reading, with what is counted under one.
Result<assess::Input> count(const Evaluated& evaluated, const terms::ClauseId& clause, const terms::ReadingId& reading,
                            const std::string& area, assess::Input input) {
  const auto& [snapshot, evaluation] = evaluated;
  ENTENTE_ASSIGN(input.zone, evaluation.tally(snapshot.view, clause, reading, area));
  for (const auto& control : snapshot.terms.control_areas) {
    if (control == area) continue;  // an area is not compared with itself
    ENTENTE_ASSIGN(auto tally, evaluation.tally(snapshot.view, clause, reading, control));
    input.controls.push_back(std::move(tally));
  }
  input.readings = {reading};
  return input;
}

Result<Counts> counts_for(const Evaluated& evaluated, const AssessRequest& request) {
  const auto& snapshot = evaluated.snapshot;
  Counts counts;
  ENTENTE_ASSIGN(const std::string area, area_named(snapshot, request.zone));
  ENTENTE_ASSIGN(counts.clause, clause_for(snapshot.terms, request.clause, area));
  counts.readings = readings_of(*counts.clause, snapshot.view.known_at());

  const terms::ReadingId wanted = request.reading.empty() ? terms::as_written : terms::ReadingId(request.reading);
  std::vector<std::string> known;
  known.reserve(counts.readings.size());
  for (const auto& reading : counts.readings)
    known.push_back(reading.id.value);
  if (std::find(known.begin(), known.end(), wanted.value) == known.end()) {
    return not_there(msg::service::no_such_reading(counts.clause->id.value, wanted.value, joined(known)), wanted.value,
                     known);
  }

  ENTENTE_ASSIGN(const assess::Input common, common_input(evaluated, area));
  ENTENTE_ASSIGN(counts.input, count(evaluated, counts.clause->id, wanted, area, common));
  for (const auto& reading : counts.readings) {
    if (reading.id == wanted) continue;
    ENTENTE_ASSIGN(auto input, count(evaluated, counts.clause->id, reading.id, area, common));
    if (same_counts(input, counts.input)) {
      counts.input.readings.push_back(reading.id);
    } else {
      counts.others.emplace_back(reading, std::move(input));
    }
  }
  return counts;
}

/// Centuries after an agreement nothing is asked of it; a slip of the pen would only cost time.
bool near_agreement(const terms::Agreement& agreement, Instant at) {
  constexpr std::chrono::days most{200 * 366};
  if (!agreement.in_force_from) return true;
  const auto force = agreement.in_force_from->instant;
  return force - most < at && at < force + most;
}

/// What everything that is asked of it rests on.
findings::Basis basis_of(const Evaluated& evaluated) {
  auto basis = evaluated.snapshot.basis;
  basis.place_by = evaluated.evaluation.options().place_by;
  return basis;
}

Result<AssessReport> assess_counts(const Evaluated& evaluated, const Counts& counts, const assess::Request& method) {
  const auto& snapshot = evaluated.snapshot;
  if (method.at != end_of_time && !near_agreement(snapshot.terms.agreement, method.at)) {
    return fail(Code::invalid, msg::service::at_too_far(to_string(method.at)));
  }
  AssessReport report;
  ENTENTE_ASSIGN(report.assessment, assess::assess(snapshot.terms, counts.clause->id, method, counts.input));
  auto of_reading = method;
  of_reading.every_counting = false;
  of_reading.beside = false;
  for (const auto& reading : counts.readings) {
    const auto other = std::find_if(counts.others.begin(), counts.others.end(),
                                    [&](const auto& candidate) { return candidate.first.id == reading.id; });
    auto state = report.assessment.verdict;
    if (other != counts.others.end()) {
      ENTENTE_ASSIGN(const auto read_so, assess::assess(snapshot.terms, counts.clause->id, of_reading, other->second));
      state = read_so.verdict;
    }
    report.assessment.by_reading.push_back({reading.id, reading.holder, state, reading.holder_names});
  }
  report.basis = basis_of(evaluated);
  report.basis.at = method.at;
  return report;
}

assess::Request method_at(const Snapshot& snapshot, const AssessRequest& request, Instant at) {
  auto method = request.method;
  method.at = at;
  method.known_at = snapshot.view.known_at();
  return method;
}

/// At the day asked for, else at the end of the record, with the verdict under every way of counting.
assess::Request method_for(const Snapshot& snapshot, const AssessRequest& request) {
  const auto at = request.at ? snapshot.terms.agreement.zone.start_of(*request.at) : end_of_record(snapshot);
  auto method = method_at(snapshot, request, at);
  method.every_counting = true;
  method.beside = true;
  return method;
}

/// What is counted, with the rings around the area, which only what stands beside the verdict asks for.
Result<Counts> counts_with_rings(const Evaluated& evaluated, const AssessRequest& request) {
  ENTENTE_ASSIGN(Counts counts, counts_for(evaluated, request));
  auto& input = counts.input;
  ENTENTE_ASSIGN(input.rings, evaluated.evaluation.rings(evaluated.snapshot.view, counts.clause->id,
                                                         input.readings.front(), input.zone.area));
  return counts;
}

/// Of the assessment's clause in its zone under its readings, that may have been before its instant.
std::vector<findings::Violation> violations_until(const Evaluated& evaluated, const findings::Assessment& assessment) {
  const auto& snapshot = evaluated.snapshot;
  const terms::ZoneId zone(assessment.zone);
  if (snapshot.terms.find(zone) == nullptr) return {};
  auto violations = evaluated.evaluation.violations({assessment.clause, zone, false});
  const auto is_asked = [&](const terms::ReadingId& reading) {
    return std::find(assessment.readings.begin(), assessment.readings.end(), reading) != assessment.readings.end();
  };
  std::erase_if(violations, [&](const findings::Violation& violation) {
    const auto& time = snapshot.view.incidents().at(violation.incident).incident.time;
    const bool later = time && time->range_in(snapshot.terms.agreement.zone).from >= assessment.at;
    return later || std::none_of(violation.readings.begin(), violation.readings.end(), is_asked);
  });
  return violations;
}

/// What the clause forbids in its other zones, under the reading that `counts` are of.
Result<std::vector<findings::Tally>> other_zones(const Evaluated& evaluated, const Counts& counts) {
  const auto& snapshot = evaluated.snapshot;
  std::vector<findings::Tally> tallies;
  for (const auto& zone : prohibition_of(*counts.clause)->zones) {
    if (zone.value == counts.input.zone.area) continue;
    ENTENTE_ASSIGN(auto tally, evaluated.evaluation.tally(snapshot.view, counts.clause->id,
                                                          counts.input.readings.front(), zone.value));
    tallies.push_back(std::move(tally));
  }
  return tallies;
}

}  // namespace

Evaluated::Evaluated(const Snapshot& of, evaluate::PlaceBy place_by)
    : snapshot(of), evaluation(of.terms, of.gazetteer, {place_by}) {
  evaluation.update(of.view);
}

Result<EvaluateReport> evaluate(const Evaluated& evaluated, const evaluate::Wanted& wanted) {
  const auto& terms = evaluated.snapshot.terms;
  if (wanted.clause) {
    ENTENTE_TRY(prohibition_named(terms, wanted.clause->value));
  }
  if (wanted.zone && terms.find(*wanted.zone) == nullptr) {
    const auto known = zone_ids(terms);
    return not_there(msg::service::no_such_terms_zone(wanted.zone->value, joined(known)), wanted.zone->value, known);
  }
  return EvaluateReport{evaluated.evaluation.violations(wanted), basis_of(evaluated)};
}

Result<AssessReport> assess(const Evaluated& evaluated, const AssessRequest& request) {
  ENTENTE_ASSIGN(const Counts counts, counts_with_rings(evaluated, request));
  return assess_counts(evaluated, counts, method_for(evaluated.snapshot, request));
}

Result<ReportAnswer> report(const Evaluated& evaluated, const AssessRequest& request) {
  ReportAnswer answer;
  ENTENTE_ASSIGN(const Counts counts, counts_with_rings(evaluated, request));
  const auto method = method_for(evaluated.snapshot, request);
  ENTENTE_ASSIGN(answer.assessed, assess_counts(evaluated, counts, method));
  answer.violations = violations_until(evaluated, answer.assessed.assessment);
  if (method.at == end_of_time) return answer;
  ENTENTE_ASSIGN(const auto zones, other_zones(evaluated, counts));
  constexpr int days = 14;
  constexpr int weeks = 13;
  constexpr int week_days = 7;
  const auto& terms = evaluated.snapshot.terms;
  answer.days = assess::recent(terms, method, counts.input, zones, 1, days);
  answer.weeks = assess::recent(terms, method, counts.input, zones, week_days, weeks);
  return answer;
}

Result<std::vector<AssessReport>> assess_each(const Evaluated& evaluated, const AssessRequest& request, DayRange days,
                                              int every) {
  const auto& snapshot = evaluated.snapshot;
  ENTENTE_ASSIGN(const Counts counts, counts_for(evaluated, request));
  std::vector<AssessReport> reports;
  for (auto day = days.first; day <= days.last; day += std::chrono::days{every}) {
    const auto at = snapshot.terms.agreement.zone.start_of(day);
    ENTENTE_ASSIGN(auto report, assess_counts(evaluated, counts, method_at(snapshot, request, at)));
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace entente::service
