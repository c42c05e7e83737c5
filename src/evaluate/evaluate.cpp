// SPDX-License-Identifier: Apache-2.0
// Keeps findings up to date, entry by entry.
#include "evaluate/evaluate.hpp"

#include "evaluate/engine.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tuple>

namespace entente::evaluate {
namespace {

bool is_wanted(const Finding& finding, const Outcomes& outcomes, const terms::Terms& terms, const Wanted& wanted) {
  const auto& judged = outcomes.judged[finding.judged];
  if (!judged.near) return false;
  if (!wanted.near_misses && judged.state == findings::ViolationState::not_violation) return false;
  if (wanted.clause && terms.clauses[judged.clause].id != *wanted.clause) return false;
  const auto* zone = outcomes.placed[finding.placed].zone;
  return !wanted.zone || (zone != nullptr && zone->id == *wanted.zone);
}

bool by_incident(const Row& a, const Row& b) { return a.incident < b.incident; }

/// Of neighbours of one incident only the last stays.
void keep_the_last(std::vector<Row>& rows, std::size_t from) {
  std::size_t kept = from;
  for (std::size_t i = from; i < rows.size(); ++i) {
    const bool replaced = i + 1 < rows.size() && rows[i].incident == rows[i + 1].incident;
    if (!replaced) rows[kept++] = rows[i];
  }
  rows.resize(kept);
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

void Evaluation::Impl::Prepared::take(Row row) {
  assert(rows.size() < std::numeric_limits<std::uint32_t>::max());
  row.arrival = static_cast<std::uint32_t>(rows.size());
  rows.push_back(row);
}

void Evaluation::Impl::Prepared::drop(const record::EntryId& incident) {
  Row row;
  row.incident = incident;
  row.gone = true;
  take(row);
}

void Evaluation::Impl::Prepared::settle() {
  const auto came = [this] { return rows.begin() + static_cast<std::ptrdiff_t>(settled); };
  if (!std::is_sorted(came(), rows.end(), by_incident)) {
    std::sort(came(), rows.end(), [](const Row& a, const Row& b) {
      return std::tie(a.incident, a.arrival) < std::tie(b.incident, b.arrival);
    });
  }
  keep_the_last(rows, settled);
  for (auto& asking : askings)
    asking.prepare(columns.places);
  for (auto row = came(); row != rows.end(); ++row) {
    if (!row->gone) ask(*row);
  }
  std::inplace_merge(rows.begin(), came(), rows.end(), by_incident);  // what came stands behind what it replaces
  keep_the_last(rows, 0);
  std::erase_if(rows, [](const Row& row) { return row.gone; });
  settled = rows.size();
}

void Evaluation::Impl::Prepared::ask(Row& row) {
  agreed_.clear();
  for (auto& asking : askings) {
    if (const auto outcome = asking.ask(row, columns, book, outcomes)) agree(asking, *outcome);
  }
  row.first_finding = static_cast<std::uint32_t>(findings.size());
  row.findings = static_cast<std::uint16_t>(agreed_.size());
  assert(row.findings == agreed_.size() && row.first_finding == findings.size());
  for (const auto& [clause, readings_agreed, outcome] : agreed_) {
    const Judged judged{clause, readings_agreed, outcome.state, outcome.near, outcome.grounds};
    findings.push_back({outcomes.judged.number_of(judged), outcome.placed, outcome.probability});
  }
}

void Evaluation::Impl::Prepared::agree(const Asking& asking, const Outcome& outcome) {
  const auto clause = static_cast<std::uint32_t>(asking.body().clause);
  for (auto& one : agreed_) {
    if (one.clause != clause || one.outcome != outcome) continue;
    auto readings_of_both = reading_sets[one.readings];
    const auto& more = asking.body().readings;
    readings_of_both.insert(readings_of_both.end(), more.begin(), more.end());
    std::sort(readings_of_both.begin(), readings_of_both.end());
    one.readings = set_of(std::move(readings_of_both));
    return;
  }
  agreed_.push_back({clause, set_of(asking.body().readings), outcome});
}

std::uint32_t Evaluation::Impl::Prepared::set_of(std::vector<std::size_t> wanted) {
  const auto found = std::find(reading_sets.begin(), reading_sets.end(), wanted);
  const auto number = static_cast<std::uint32_t>(found - reading_sets.begin());
  if (found == reading_sets.end()) reading_sets.push_back(std::move(wanted));
  return number;
}

std::span<const Finding> Evaluation::Impl::Prepared::findings_of(const Row& row) const {
  return std::span(findings).subspan(row.first_finding, row.findings);
}

findings::Violation Evaluation::Impl::Prepared::violation(const Row& row, const Finding& finding) const {
  const auto& judged = outcomes.judged[finding.judged];
  const auto& placed = outcomes.placed[finding.placed];
  findings::Violation violation;
  violation.incident = row.incident;
  violation.clause = context.terms->clauses[judged.clause].id;
  for (const auto reading : reading_sets[judged.readings]) {
    violation.readings.push_back(readings[judged.clause][reading].id);
  }
  violation.state = judged.state;
  violation.place = placed.place;
  if (placed.zone) violation.zone = placed.zone->id;
  violation.probability = finding.probability;
  violation.grounds.reserve(judged.grounds.size());
  for (const auto ground : judged.grounds)
    violation.grounds.push_back(outcomes.grounds[ground]);
  violation.evidence = {row.incident};
  const auto& further = columns.more_of(row).evidence;
  violation.evidence.insert(violation.evidence.end(), further.begin(), further.end());
  return violation;
}

Evaluation::Evaluation(const terms::Terms& terms, const geo::Gazetteer& gazetteer, Options options)
    : impl_(new Impl{terms, gazetteer, options, nullptr}) {}
Evaluation::~Evaluation() = default;
Evaluation::Evaluation(Evaluation&&) noexcept = default;
Evaluation& Evaluation::operator=(Evaluation&&) noexcept = default;

const Options& Evaluation::options() const { return impl_->options; }

void Evaluation::begin(Instant known_at) {
  impl_->prepared = std::make_unique<Impl::Prepared>(impl_->terms, impl_->gazetteer, impl_->options, known_at);
}

void Evaluation::take(const record::IncidentState& state) {
  assert(impl_->prepared);  // begin comes first
  impl_->prepared->take(state);
}

void Evaluation::settle() {
  assert(impl_->prepared);  // begin comes first
  impl_->prepared->settle();
}

void Evaluation::update(const record::View& view, std::span<const record::EntryId> touched) {
  const auto& incidents = view.incidents();
  const auto& before = impl_->prepared;
  if (touched.empty() || !before || before->context.known_at != view.known_at()) {
    begin(view.known_at());
    impl_->prepared->rows.reserve(incidents.size());
    for (const auto& [id, state] : incidents)
      take(state);
  } else {
    for (const auto& id : touched) {
      const auto found = incidents.find(id);
      found != incidents.end() ? take(found->second) : before->drop(id);
    }
  }
  settle();
}

std::vector<findings::Violation> Evaluation::violations(const Wanted& wanted) const {
  std::vector<findings::Violation> violations;
  if (!impl_->prepared) return violations;
  const auto& prepared = *impl_->prepared;
  assert(prepared.settled == prepared.rows.size());
  for (const auto& row : prepared.rows) {
    for (const auto& finding : prepared.findings_of(row)) {
      if (!is_wanted(finding, prepared.outcomes, impl_->terms, wanted)) continue;
      violations.push_back(prepared.violation(row, finding));
    }
  }
  return violations;
}

}  // namespace entente::evaluate
