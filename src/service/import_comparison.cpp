// SPDX-License-Identifier: Apache-2.0
// Compares rows one by one, then looks at what the file lacks.
#include "service/import_comparison.hpp"

#include "base/overloaded.hpp"
#include "import/scope.hpp"
#include "msg/service.hpp"
#include "record/canonical.hpp"
#include "record/check_values.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>
#include <vector>

namespace entente::service {
namespace {

/// More than a tenth of what is known, and at least twenty rows: a published dataset drops a handful, a cut file many.
constexpr std::uint64_t many_gone = 20;
constexpr std::uint64_t one_in = 10;
/// More than half of what is known, and at least twenty rows: a new release mends some, another file's rows all differ.
constexpr std::uint64_t many_changed = 20;
constexpr std::uint64_t changed_one_in = 2;

bool speaks_of_another(const record::Entry& entry) {
  return entry.corrects || std::holds_alternative<record::Verification>(entry.body) ||
         std::holds_alternative<record::Attribution>(entry.body) ||
         std::holds_alternative<record::Retraction>(entry.body);
}

/// Tells most incidents apart; those it does not are compared whole.
std::size_t fingerprint(const record::Incident& incident) {
  std::size_t mixed = std::hash<std::string>{}(incident.words);
  const auto mix = [&mixed](std::size_t value) { mixed = mixed * 1'000'003 + value; };
  mix(std::hash<std::string>{}(incident.place.name));
  for (const auto& participant : incident.participants)
    mix(std::hash<std::string>{}(participant.name));
  if (incident.casualties.killed) mix(static_cast<std::size_t>(incident.casualties.killed->best));
  if (incident.time && incident.time->days) {
    mix(static_cast<std::size_t>(incident.time->days->first.time_since_epoch().count()));
  }
  return mixed;
}

}  // namespace

Result<void> RecordBefore::add(record::Entry entry) {
  const auto id = entry.id;
  std::string dataset = entry.external ? entry.external->dataset : std::string();
  ENTENTE_TRY(view.add({dataset_of.size(), std::move(entry)}));
  dataset_of.emplace(id, *datasets.insert(std::move(dataset)).first);
  return {};
}

Result<Dataset> read_dataset(store::Store& store, std::string_view name) {
  Dataset dataset;
  std::map<record::EntryId, std::string> id_of;
  ENTENTE_TRY(store.read(0, [&](record::Recorded recorded) -> Result<void> {
    auto& entry = recorded.entry;
    const bool is_of_it = entry.external && entry.external->dataset == name;
    dataset.ids.insert(entry.id);
    if (is_of_it) dataset.ids.insert(record::derive_id(*entry.external));
    dataset.holds_more |= !std::holds_alternative<record::TermsText>(entry.body);
    if (const auto* run = std::get_if<record::ImportRun>(&entry.body)) {
      dataset.of_made_record |= run->simulated;
      if (run->dataset == name && entry.recorded_at >= dataset.latest_release) {
        dataset.latest_release = entry.recorded_at;
        dataset.latest_run = *run;
      }
      return {};
    }
    if (const auto* retraction = std::get_if<record::Retraction>(&entry.body)) {
      const auto subject = id_of.find(retraction->subject);
      if (subject != id_of.end()) dataset.rows.at(subject->second).retracted = true;
      return {};
    }
    if (is_of_it) {
      const auto& id = id_of[entry.id] = entry.external->id;
      dataset.rows[id] = {.entry = std::move(entry)};
    }
    return {};
  }));
  return dataset;
}

Comparison::Comparison(const ImportRequest& request, bool keeps_ids, store::Store& store, Dataset dataset,
                       ImportReport& report)
    : request_(request),
      keeps_ids_(keeps_ids),
      store_(store),
      dataset_(std::move(dataset)),
      report_(report),
      preparation_(store.secret()),
      released_on_(request.file.zone.day_of(request.recorded_at)) {}

Result<void> Comparison::take(record::Entry entry, std::uint64_t line) {
  entry.author = request_.importer;
  entry.recorded_at = request_.recorded_at;
  kinds_.insert(entry.body.index());
  if (auto reason = impossible(entry)) {
    reject(entry, line, *std::move(reason));
    return {};
  }
  if (!entry.external) return take_new(std::move(entry), line);
  const auto& id = entry.external->id;
  const auto [earlier, is_first] = lines_.try_emplace(id, line);
  if (!is_first) {
    report_.rejects.push_back({line, id, msg::service::id_twice(id, static_cast<double>(earlier->second))});
    return {};
  }
  const auto known = dataset_.rows.find(id);
  if (known == dataset_.rows.end()) return take_new(std::move(entry), line);
  known->second.seen = true;
  return take_known(known->second, std::move(entry), line);
}

Result<void> Comparison::take_known(Dataset::Row& row, record::Entry entry, std::uint64_t line) {
  const bool same_release = row.entry.external->release == entry.external->release;
  if (!row.retracted && row.entry.body == entry.body) {
    row.equal = true;
    ++report_.rows_equal;
    return {};
  }
  if (same_release) {
    return fail(Code::conflict, msg::service::release_differs(entry.external->id, entry.external->release));
  }
  // Gone from one release and back in the next is new, and what changed was learnt with the release.
  if (row.retracted) return append(std::move(entry), line, report_.rows_new);
  entry.corrects = row.entry.id;
  return append(std::move(entry), line, report_.rows_changed);
}

Result<void> Comparison::take_new(record::Entry entry, std::uint64_t line) {
  const auto assumed = assumed_time(entry);
  if (assumed) entry.recorded_at = *assumed;
  const std::uint64_t before = report_.rows_new;
  ENTENTE_TRY(append(std::move(entry), line, report_.rows_new));
  if (assumed && report_.rows_new > before) report_.known_after = request_.known_after;
  return {};
}

Result<void> Comparison::append(record::Entry entry, std::uint64_t line, std::uint64_t& counter) {
  if (auto reason = taken(entry)) {
    reject(entry, line, *std::move(reason));
    return {};
  }
  const bool may_misfit = keeps_ids_ || speaks_of_another(entry);
  if (may_misfit && !before_) {
    ENTENTE_TRY(open_before());
  }
  if (before_) {
    if (auto reason = misfit(entry)) {
      reject(entry, line, *std::move(reason));
      return {};
    }
    count_touched(entry);
  }
  // Of whatever kind what it takes out is: that is rare.
  changes_places_ |= std::holds_alternative<record::Retraction>(entry.body);
  gather(std::move(entry));
  ++counter;
  return {};
}

void Comparison::gather(record::Entry entry) {
  changes_places_ |= std::holds_alternative<record::PlaceEntry>(entry.body);
  entries_.push_back(std::move(entry));
  if (!request_.dry_run) preparation_.add(entries_.back());
}

/// An id or a key that is there would stop the whole import.
std::optional<Message> Comparison::taken(const record::Entry& entry) const {
  const auto& ids = dataset_.ids;
  // Only entries that bring their own ids have keys that derive others.
  const auto key = keeps_ids_ ? record::derive_id(*entry.external) : entry.id;
  if (key != entry.id && ids.contains(entry.id)) return msg::service::id_taken(record::to_string(entry.id));
  if (!ids.contains(key)) return std::nullopt;
  const auto& [dataset, row, release] = *entry.external;
  return msg::service::key_taken(row, dataset, release, record::to_string(key));
}

/// An entry that speaks of nothing would make the record unreadable, and an id that is taken would stop the whole
/// import.
std::optional<Message> Comparison::misfit(const record::Entry& entry) {
  if (before_->dataset_of.contains(entry.id)) return msg::service::id_taken(record::to_string(entry.id));
  if (auto added = before_->add(entry); !added) return std::move(added).error().message;
  return std::nullopt;
}

void Comparison::count_touched(const record::Entry& entry) {
  if (entry.corrects) count_touched(*entry.corrects, &Touched::corrected);
  std::visit(overloaded{
                 [&](const record::Verification& said) { count_touched(said.subject, &Touched::verified); },
                 [&](const record::Attribution& said) { count_touched(said.subject, &Touched::attributed); },
                 [&](const record::Retraction& said) { count_touched(said.subject, &Touched::retracted); },
                 [](const auto&) {},
             },
             entry.body);
}

void Comparison::count_touched(const record::EntryId& subject, std::uint64_t Touched::* counter) {
  const auto dataset = before_->dataset_of.at(subject);
  if (dataset.empty() || dataset == report_.dataset) return;
  auto& touched = report_.touched[std::string(dataset)];
  ++(touched.*counter);
  if (touched_.insert(subject).second) ++touched.entries;
}

void Comparison::reject(const record::Entry& entry, std::uint64_t line, Message reason) {
  report_.rejects.push_back(
      {line, entry.external ? entry.external->id : record::to_string(entry.id), std::move(reason)});
}

std::optional<Message> Comparison::impossible(const record::Entry& entry) const {
  if (auto checked = record::check_values(entry); !checked) return std::move(checked).error().message;
  return not_yet_happened(entry);
}

/// What had not happened when the release came out was not known then. By days where the claim is of days, so that most
/// rows ask nothing of the time zone.
std::optional<Message> Comparison::not_yet_happened(const record::Entry& entry) const {
  const auto* time = importing::time_claim_of(entry);
  if (time == nullptr) return std::nullopt;
  const auto& zone = request_.file.zone;
  if (time->days) {
    if (time->days->first <= released_on_) return std::nullopt;
    return msg::service::known_before_it_happened(to_string(time->days->first), to_string(released_on_));
  }
  if (time->instants->from <= request_.recorded_at) return std::nullopt;
  return msg::service::known_before_it_happened(zone.show(time->instants->from), zone.show(request_.recorded_at));
}

Result<void> Comparison::open_before() {
  before_.emplace();
  ENTENTE_TRY(store_.read(0, [&](record::Recorded recorded) { return before_->add(std::move(recorded.entry)); }));
  for (const auto& entry : entries_) {
    ENTENTE_TRY(before_->add(entry));
  }
  return {};
}

Result<void> Comparison::finish(const importing::Scope& scope) {
  // A row that could not be read is in the file all the same.
  for (const auto& reject : report_.rejects) {
    if (const auto row = dataset_.rows.find(reject.id); row != dataset_.rows.end()) row->second.seen = true;
  }
  report_.scope_complete = scope.complete || request_.complete;
  const std::uint64_t known = count_known();
  ENTENTE_TRY(check_changed(known));
  ENTENTE_TRY(retract_gone(scope, known));
  count_alike();
  return {};
}

std::uint64_t Comparison::count_known() const {
  return static_cast<std::uint64_t>(
      std::count_if(dataset_.rows.begin(), dataset_.rows.end(), [](const auto& row) { return !row.second.retracted; }));
}

Result<void> Comparison::check_changed(std::uint64_t known) {
  const std::uint64_t changed = report_.rows_changed;
  if (changed * changed_one_in <= known) return {};
  if (changed >= many_changed && !request_.allow_changed) {
    return fail(Code::conflict, msg::service::too_many_changed(report_.dataset, static_cast<std::int64_t>(changed),
                                                               static_cast<double>(known)));
  }
  report_.mostly_changed = changed < many_changed;
  return {};
}

bool Comparison::is_gone(const Dataset::Row& row, const importing::Scope& scope) const {
  if (!report_.scope_complete) return false;
  // What has no time lies in no period: of its kind the file has all there is.
  if (!importing::has_time(row.entry.body)) return kinds_.contains(row.entry.body.index());
  return importing::covers(scope, row.entry, request_.file.zone);
}

Result<void> Comparison::retract_gone(const importing::Scope& scope, std::uint64_t known) {
  std::vector<record::Entry> retractions;
  for (const auto& [id, row] : dataset_.rows) {
    if (row.retracted || row.seen) continue;
    if (!is_gone(row, scope)) {
      ++report_.rows_staying;
      continue;
    }
    auto retraction = retraction_of(id, row);
    if (auto reason = taken(retraction)) {
      reject(retraction, 0, *std::move(reason));  // it is in no line of the file
    } else {
      changes_places_ |= std::holds_alternative<record::PlaceEntry>(row.entry.body);
      retractions.push_back(std::move(retraction));
    }
  }
  const std::uint64_t gone = retractions.size();
  if (!request_.allow_gone && gone >= many_gone && gone * one_in > known) {
    return fail(Code::conflict, msg::service::too_many_gone(report_.dataset, static_cast<std::int64_t>(gone),
                                                            static_cast<double>(known)));
  }
  report_.rows_gone = gone;
  for (auto& retraction : retractions)
    gather(std::move(retraction));
  return {};
}

record::Entry Comparison::retraction_of(const std::string& id, const Dataset::Row& row) const {
  record::Entry entry;
  entry.external = record::ExternalKey{request_.file.dataset, id, request_.file.release};
  entry.id = record::derive_id(*entry.external);
  entry.recorded_at = request_.recorded_at;
  entry.author = request_.importer;
  entry.label = row.entry.label;
  entry.body = record::Retraction{
      row.entry.id, i18n::render(msg::service::gone_from_release(request_.file.release), i18n::Language::en)};
  return entry;
}

Result<store::PreparedBatch> Comparison::batch_with(record::Entry run) && {
  gather(std::move(run));
  return std::move(preparation_).finish();
}

void Comparison::count_alike() {
  struct Candidate {
    std::size_t fingerprint = 0;
    std::size_t position = 0;
    const record::Entry* entry = nullptr;
  };
  std::vector<Candidate> candidates;
  candidates.reserve(entries_.size() + dataset_.rows.size());
  const auto look_at = [&](const record::Entry& entry) {
    const auto* incident = std::get_if<record::Incident>(&entry.body);
    if (incident != nullptr && entry.external) {
      candidates.push_back({fingerprint(*incident), candidates.size(), &entry});
    }
  };
  for (const auto& entry : entries_)
    look_at(entry);
  for (const auto& [id, row] : dataset_.rows) {
    if (row.equal) look_at(row.entry);
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.fingerprint, a.position) < std::tie(b.fingerprint, b.position);
  });
  const auto body_of = [](const Candidate& one) -> const auto& { return std::get<record::Incident>(one.entry->body); };
  std::size_t first_alike = candidates.size();
  std::vector<const Candidate*> different;
  for (auto group = candidates.begin(); group != candidates.end();) {
    const auto end = std::find_if(group, candidates.end(),
                                  [&](const Candidate& one) { return one.fingerprint != group->fingerprint; });
    different.clear();
    for (auto one = group; one != end; ++one) {
      const auto same = std::find_if(different.begin(), different.end(),
                                     [&](const Candidate* earlier) { return body_of(*earlier) == body_of(*one); });
      if (same == different.end()) {
        different.push_back(&*one);
        continue;
      }
      ++report_.rows_alike;
      if (one->position > first_alike) continue;
      first_alike = one->position;
      report_.alike_example = {(*same)->entry->external->id, one->entry->external->id};
    }
    group = end;
  }
}

/// With the release it was known at the latest.
std::optional<Instant> Comparison::assumed_time(const record::Entry& entry) const {
  const auto* incident = std::get_if<record::Incident>(&entry.body);
  if (!request_.known_after || incident == nullptr || !incident->time || entry.corrects) return std::nullopt;
  const Instant ended_before = request_.recorded_at - *request_.known_after;
  return std::min(incident->time->range_in(request_.file.zone).to, ended_before) + *request_.known_after;
}

}  // namespace entente::service
