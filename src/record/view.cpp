// SPDX-License-Identifier: Apache-2.0
// Folds entries into what stands; the last word in the record counts.
#include "record/view.hpp"

#include "base/overloaded.hpp"
#include "msg/record.hpp"

#include <algorithm>
#include <utility>

namespace entente::record {
namespace {

const std::size_t kind_of_incident = Body(Incident{}).index();

/// The entries that an entry speaks of, besides the one it corrects.
std::vector<EntryId> subjects(const Body& body) {
  return std::visit(overloaded{
                        [](const Verification& verification) {
                          std::vector<EntryId> named{verification.subject};
                          if (verification.duplicate_of) named.push_back(*verification.duplicate_of);
                          return named;
                        },
                        [](const Attribution& attribution) { return std::vector<EntryId>{attribution.subject}; },
                        [](const Retraction& retraction) { return std::vector<EntryId>{retraction.subject}; },
                        [](const auto&) { return std::vector<EntryId>{}; },
                    },
                    body);
}

template <typename T>
void move_between(std::map<EntryId, T>& from, std::map<EntryId, T>& to, const EntryId& id) {
  if (auto node = from.extract(id)) to.insert(std::move(node));
}

/// Puts `value` where it stands, and takes it out of what was retracted.
template <typename T>
void put_standing(std::map<EntryId, T>& standing, std::map<EntryId, T>& retracted, const EntryId& id, const T& value) {
  retracted.erase(id);
  standing.insert_or_assign(id, value);
}

/// Adds a word about an incident, or replaces the one it corrects and makes it the last.
template <typename Said, typename T>
void say(std::vector<Said>& said, const EntryId& first, const Recorded& recorded, const T& word) {
  std::erase_if(said, [&](const Said& earlier) { return earlier.first == first; });
  said.push_back({first, false, recorded.entry.external, word});
}

template <typename Said>
bool mark(std::vector<Said>& said, const EntryId& first, bool retracted) {
  const auto found = std::find_if(said.begin(), said.end(), [&](const Said& word) { return word.first == first; });
  if (found == said.end()) return false;
  found->retracted = retracted;
  return true;
}

}  // namespace

std::vector<Cited> IncidentState::evidence() const {
  const bool corrected = in_effect != id;
  std::vector<Cited> cited{{id, corrected ? first_external : external}};
  if (corrected) cited.push_back({in_effect, external});
  cited.insert(cited.end(), spoken_of_by.begin(), spoken_of_by.end());
  return cited;
}

bool View::simulated() const {
  return std::any_of(imports_.begin(), imports_.end(), [](const ImportRun& run) { return run.simulated; });
}

const View::Thread* View::thread_of(const EntryId& id) const {
  const auto found = threads_.find(id);
  return found == threads_.end() ? nullptr : &found->second;
}

Result<const View::Thread*> View::subject_of(const Recorded& recorded, const EntryId& subject,
                                             bool only_incidents) const {
  const Thread* thread = thread_of(subject);
  const auto sequence = static_cast<double>(recorded.sequence);
  if (thread == nullptr) return fail(Code::corrupt, msg::record::subject_missing(sequence, to_string(subject)));
  if (only_incidents && thread->kind != kind_of_incident) {
    return fail(Code::corrupt, msg::record::subject_not_incident(sequence, to_string(subject)));
  }
  return thread;
}

Result<void> View::add(Recorded recorded) {
  const Entry& entry = recorded.entry;
  Thread thread{.first = entry.id, .kind = entry.body.index(), .known = entry.recorded_at <= known_at_};
  if (entry.corrects) {
    ENTENTE_ASSIGN(const Thread* corrected, subject_of(recorded, *entry.corrects, false));
    if (corrected->kind != thread.kind) {
      return fail(Code::corrupt, msg::record::corrects_other_kind(static_cast<double>(recorded.sequence),
                                                                  kind_word(entry.body), to_string(*entry.corrects)));
    }
    thread.first = corrected->first;
    thread.known = thread.known && corrected->known;
  }
  for (const EntryId& subject : subjects(entry.body)) {
    ENTENTE_ASSIGN(const Thread* spoken_of,
                   subject_of(recorded, subject, !std::holds_alternative<Retraction>(entry.body)));
    thread.known = thread.known && spoken_of->known;
  }
  if (const auto* retraction = std::get_if<Retraction>(&entry.body)) {
    if (leads_to(thread_of(retraction->subject)->first, thread.first)) {
      return fail(Code::corrupt, msg::record::retracts_itself(static_cast<double>(recorded.sequence)));
    }
  }
  if (const auto* verification = std::get_if<Verification>(&entry.body)) {
    // Of a view that leaves out what came later it says nothing about the record: there it is passed over (retell).
    if (known_at_ == end_of_time && comes_back_to_itself(*verification, thread.first)) {
      return fail(Code::corrupt, msg::record::duplicate_of_itself(static_cast<double>(recorded.sequence),
                                                                  to_string(verification->subject)));
    }
  }
  touched_.reset();
  threads_.insert_or_assign(entry.id, thread);
  if (thread.known) take(recorded, thread.first);
  return {};
}

bool View::leads_to(EntryId retraction, const EntryId& target) const {
  while (retraction != target) {
    const auto next = retracts_.find(retraction);
    if (next == retracts_.end()) return false;
    retraction = next->second;
  }
  return true;
}

bool View::leads_to_original(EntryId incident, const EntryId& target) const {
  while (incident != target) {
    const IncidentState* state = state_of(incident);
    if (state == nullptr || state->verification != VerificationState::duplicate || !state->duplicate_of) return false;
    incident = *state->duplicate_of;
  }
  return true;
}

bool View::comes_back_to_itself(const Verification& verification, const EntryId& first) const {
  if (verification.state != VerificationState::duplicate || !verification.duplicate_of) return false;
  const EntryId subject = thread_of(verification.subject)->first;
  const EntryId original = thread_of(*verification.duplicate_of)->first;
  if (!leads_to_original(original, subject)) return false;
  // What it corrects spoke of another incident, perhaps of one on the way; that word goes.
  const auto corrected = incident_of_.find(first);
  return corrected == incident_of_.end() || corrected->second == subject ||
         !leads_to_original(original, corrected->second);
}

/// What is not needed any more is moved out of `recorded`.
void View::take(Recorded& recorded, const EntryId& first) {
  std::visit(overloaded{
                 [&](TermsText&) { put_rare(recorded.entry, first); },
                 [&](ImportRun&) { put_rare(recorded.entry, first); },
                 [&](Source&) { put_rare(recorded.entry, first); },
                 [&](PlaceEntry&) { put_rare(recorded.entry, first); },
                 [&](auto& body) { put(recorded, first, body); },
             },
             recorded.entry.body);
}

void View::put(Recorded& recorded, const EntryId& first, Incident& incident) {
  touched_ = first;
  move_between(retracted_.incidents, incidents_, first);
  IncidentState& state = incidents_[first];
  if (recorded.entry.id != first && state.in_effect == first) state.first_external = std::move(state.external);
  state.id = first;
  state.in_effect = recorded.entry.id;
  state.sequence = recorded.sequence;
  state.recorded_at = recorded.entry.recorded_at;
  state.incident = std::move(incident);
  state.source = std::move(recorded.entry.source);
  state.external = std::move(recorded.entry.external);
  state.label = std::move(recorded.entry.label);
}

void View::put(const Recorded& recorded, const EntryId& first, const Verification& verification) {
  const EntryId incident = thread_of(verification.subject)->first;
  if (const auto before = incident_of_.find(first); before != incident_of_.end() && before->second != incident) {
    std::erase_if(verifications_[before->second], [&](const auto& said) { return said.first == first; });
    retell(before->second);
  }
  incident_of_[first] = incident;
  say(verifications_[incident], first, recorded, verification);
  retell(incident);
  touched_ = incident;
}

void View::put(const Recorded& recorded, const EntryId& first, const Attribution& attribution) {
  const EntryId incident = thread_of(attribution.subject)->first;
  if (const auto before = incident_of_.find(first); before != incident_of_.end() && before->second != incident) {
    std::erase_if(attributions_[before->second], [&](const auto& said) { return said.first == first; });
    retell(before->second);
  }
  incident_of_[first] = incident;
  say(attributions_[incident], first, recorded, attribution);
  retell(incident);
  touched_ = incident;
}

void View::put(const Recorded& /*recorded*/, const EntryId& first, const Retraction& retraction) {
  const EntryId subject = thread_of(retraction.subject)->first;
  if (const auto before = retracts_.find(first); before != retracts_.end() && before->second != subject) {
    set_retracted(before->second, false);
  }
  retracts_[first] = subject;
  set_retracted(subject, true);
}

void View::put(const Recorded& recorded, const EntryId& first, const Coverage& coverage) {
  put_standing(coverage_, retracted_.coverage, first, CoverageState{coverage, recorded.entry.recorded_at});
}

void View::put(const Recorded& /*recorded*/, const EntryId& first, const Restriction& restriction) {
  put_standing(restrictions_, retracted_.restrictions, first, restriction);
}

void View::put_rare(const Entry& entry, const EntryId& first) {
  const bool corrects = first != entry.id;
  if (corrects) std::erase_if(rares_, [&](const Rare& rare) { return rare.first == first; });
  rares_.push_back({.first = first, .retracted = false, .body = entry.body});
  if (corrects) {
    show_rares();
  } else {
    show_rare(entry.body);
  }
}

void View::show_rare(const Body& body) {
  std::visit(overloaded{
                 [&](const TermsText& terms) { terms_ = terms.bundle; },
                 [&](const ImportRun& run) { imports_.push_back(run); },
                 [&](const Source& source) { sources_.insert_or_assign(source.id, source); },
                 [&](const PlaceEntry& entry) { places_.push_back(entry.place); },

                 [](const auto&) {},
             },
             body);
}

void View::show_rares() {
  terms_.reset();
  imports_.clear();
  sources_.clear();
  places_.clear();
  for (const Rare& rare : rares_) {
    if (!rare.retracted) show_rare(rare.body);
  }
}

void View::set_retracted(const EntryId& first, bool retracted) {
  if (const auto retraction = retracts_.find(first); retraction != retracts_.end()) {
    set_retracted(retraction->second, !retracted);
    return;
  }
  if (const auto incident = incident_of_.find(first); incident != incident_of_.end()) {
    if (!mark(verifications_[incident->second], first, retracted)) {
      mark(attributions_[incident->second], first, retracted);
    }
    retell(incident->second);
    touched_ = incident->second;
    return;
  }
  if (state_of(first) != nullptr) touched_ = first;
  const auto move = [&](auto& standing, auto& gone) {
    retracted ? move_between(standing, gone, first) : move_between(gone, standing, first);
  };
  move(incidents_, retracted_.incidents);
  move(coverage_, retracted_.coverage);
  move(restrictions_, retracted_.restrictions);
  if (mark(rares_, first, retracted)) show_rares();
}

const IncidentState* View::state_of(const EntryId& first) const {
  if (const auto standing = incidents_.find(first); standing != incidents_.end()) return &standing->second;
  const auto retracted = retracted_.incidents.find(first);
  return retracted == retracted_.incidents.end() ? nullptr : &retracted->second;
}

IncidentState* View::state_of(const EntryId& first) {
  // NOLINTNEXTLINE(*-const-cast): of this view, which is not const here
  return const_cast<IncidentState*>(std::as_const(*this).state_of(first));
}

void View::retell(const EntryId& incident) {
  IncidentState* state = state_of(incident);
  if (state == nullptr) return;
  state->verification = VerificationState::reported;
  state->duplicate_of.reset();
  state->spoken_of_by.clear();
  for (const auto& said : verifications_[incident]) {
    if (said.retracted) continue;
    state->spoken_of_by.push_back({said.first, said.external});
    std::optional<EntryId> original = said.word.duplicate_of;
    if (original) original = thread_of(*original)->first;
    // No incident is left with none that counts: a word that would close a circle is passed over.
    const bool is_duplicate = said.word.state == VerificationState::duplicate;
    if (is_duplicate && original && leads_to_original(*original, incident)) continue;
    state->verification = said.word.state;
    state->duplicate_of = original;
  }
  state->attributions.clear();
  for (const auto& said : attributions_[incident]) {
    if (said.retracted) continue;
    state->spoken_of_by.push_back({said.first, said.external});
    state->attributions.push_back(said.word);
  }
}

}  // namespace entente::record
