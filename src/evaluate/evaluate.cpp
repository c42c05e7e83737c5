// SPDX-License-Identifier: Apache-2.0
// Keeps findings up to date, entry by entry.
#include "evaluate/evaluate.hpp"

#include "evaluate/engine.hpp"

#include <algorithm>

namespace entente::evaluate {
namespace {

bool is_wanted(const Finding& finding, const terms::Terms& terms, const Wanted& wanted) {
  const auto& outcome = finding.outcome;
  if (!outcome.near) return false;
  if (!wanted.near_misses && outcome.state == findings::ViolationState::not_violation) return false;
  if (wanted.clause && terms.clauses[finding.clause].id != *wanted.clause) return false;
  return !wanted.zone || (outcome.zone != nullptr && outcome.zone->id == *wanted.zone);
}

}  // namespace

Evaluation::Impl::Prepared::Prepared(const terms::Terms& all_terms, const geo::Gazetteer& gazetteer, Options options,
                                     Instant known_at)
    : context{&all_terms, &gazetteer, nullptr, options.place_by, known_at},
      book(all_terms),
      shapes(all_terms, gazetteer) {
  context.shapes = &shapes;
  for (std::size_t clause = 0; clause < all_terms.clauses.size(); ++clause) {
    auto bodies = bodies_of(all_terms, clause, known_at);
    readings.push_back(bodies.empty() ? std::vector<ReadingAt>{}
                                      : readings_at(all_terms, all_terms.clauses[clause], known_at));
    for (auto& body : bodies)
      askings.emplace_back(std::move(body), context, book, zone_sets);
  }
}

Evaluated Evaluation::Impl::Prepared::evaluate(const record::IncidentState& state) {
  const auto& casualties = state.incident.casualties;
  const Toll toll{casualties.killed.value_or(record::Estimate{}),
                  casualties.killed_civilians.value_or(record::Estimate{}).best};
  Evaluated result{state.id, columns.row_of(state, book, context), toll, {}, {}};
  if (state.in_effect != state.id) result.evidence.push_back(state.in_effect);
  for (const auto& cited : state.spoken_of_by)
    result.evidence.push_back(cited.entry);
  for (auto& asking : askings) {
    if (const auto outcome = asking.ask(result.row, columns, book, grounds)) {
      add_finding(result.findings, asking, *outcome);
    }
  }
  return result;
}

void Evaluation::Impl::Prepared::evaluate_again(const record::View& view, std::span<const record::EntryId> touched) {
  std::vector<Evaluated> merged;
  merged.reserve(evaluated.size() + touched.size());
  auto rest = evaluated.begin();
  for (const auto& id : touched) {
    const auto place = std::lower_bound(rest, evaluated.end(), id,
                                        [](const Evaluated& one, const auto& at) { return one.incident < at; });
    merged.insert(merged.end(), std::make_move_iterator(rest), std::make_move_iterator(place));
    rest = place != evaluated.end() && place->incident == id ? std::next(place) : place;
    const auto found = view.incidents().find(id);
    if (found != view.incidents().end()) merged.push_back(evaluate(found->second));
  }
  merged.insert(merged.end(), std::make_move_iterator(rest), std::make_move_iterator(evaluated.end()));
  evaluated = std::move(merged);
}

void Evaluation::Impl::Prepared::add_finding(std::vector<Finding>& findings, const Asking& asking,
                                             const Outcome& outcome) {
  const auto clause = static_cast<std::uint32_t>(asking.body().clause);
  for (auto& finding : findings) {
    if (finding.clause != clause || finding.outcome != outcome) continue;
    auto readings_of_both = reading_sets[finding.readings];
    const auto& more = asking.body().readings;
    readings_of_both.insert(readings_of_both.end(), more.begin(), more.end());
    std::sort(readings_of_both.begin(), readings_of_both.end());
    finding.readings = set_of(std::move(readings_of_both));
    return;
  }
  findings.push_back({clause, set_of(asking.body().readings), outcome});
}

std::uint32_t Evaluation::Impl::Prepared::set_of(std::vector<std::size_t> wanted) {
  const auto found = std::find(reading_sets.begin(), reading_sets.end(), wanted);
  const auto number = static_cast<std::uint32_t>(found - reading_sets.begin());
  if (found == reading_sets.end()) reading_sets.push_back(std::move(wanted));
  return number;
}

findings::Violation Evaluation::Impl::Prepared::violation(const Evaluated& about, const Finding& finding) const {
  findings::Violation violation;
  violation.incident = about.incident;
  violation.clause = context.terms->clauses[finding.clause].id;
  for (const auto reading : reading_sets[finding.readings]) {
    violation.readings.push_back(readings[finding.clause][reading].id);
  }
  violation.state = finding.outcome.state;
  violation.place = finding.outcome.place;
  if (finding.outcome.zone) violation.zone = finding.outcome.zone->id;
  violation.probability = finding.outcome.probability;
  violation.grounds.reserve(finding.outcome.grounds.size());
  for (const auto ground : finding.outcome.grounds)
    violation.grounds.push_back(grounds[ground]);
  violation.evidence = {about.incident};
  violation.evidence.insert(violation.evidence.end(), about.evidence.begin(), about.evidence.end());
  return violation;
}

Evaluation::Evaluation(const terms::Terms& terms, const geo::Gazetteer& gazetteer, Options options)
    : impl_(new Impl{terms, gazetteer, options, nullptr}) {}
Evaluation::~Evaluation() = default;
Evaluation::Evaluation(Evaluation&&) noexcept = default;
Evaluation& Evaluation::operator=(Evaluation&&) noexcept = default;

const Options& Evaluation::options() const { return impl_->options; }

void Evaluation::update(const record::View& view, std::span<const record::EntryId> touched) {
  auto& prepared = impl_->prepared;
  if (touched.empty() || !prepared || prepared->context.known_at != view.known_at()) {
    prepared = std::make_unique<Impl::Prepared>(impl_->terms, impl_->gazetteer, impl_->options, view.known_at());
    prepared->evaluated.reserve(view.incidents().size());
    for (const auto& [id, state] : view.incidents())
      prepared->evaluated.push_back(prepared->evaluate(state));
    return;
  }
  std::vector<record::EntryId> in_order(touched.begin(), touched.end());
  std::sort(in_order.begin(), in_order.end());
  in_order.erase(std::unique(in_order.begin(), in_order.end()), in_order.end());
  prepared->evaluate_again(view, in_order);
}

std::vector<findings::Violation> Evaluation::violations(const Wanted& wanted) const {
  std::vector<findings::Violation> violations;
  if (!impl_->prepared) return violations;
  for (const auto& evaluated : impl_->prepared->evaluated) {
    for (const auto& finding : evaluated.findings) {
      if (!is_wanted(finding, impl_->terms, wanted)) continue;
      violations.push_back(impl_->prepared->violation(evaluated, finding));
    }
  }
  return violations;
}

}  // namespace entente::evaluate
