// SPDX-License-Identifier: Apache-2.0
// One import: read everything, compare with what the record has of the dataset, append the difference at once.
#include "service/import.hpp"

#include "base/close_words.hpp"
#include "base/file.hpp"
#include "codec/csv_writer.hpp"
#include "crypto/digest.hpp"
#include "msg/service.hpp"
#include "record/canonical.hpp"
#include "record/view.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string_view>
#include <utility>

namespace entente::service {
namespace {

/// What the record has of the dataset: each row's latest release, by the dataset's id.
struct Dataset {
  struct Row {
    record::Entry entry;
    bool retracted = false;
    bool seen = false;  ///< in the file being imported
  };
  std::map<std::string, Row, std::less<>> rows;
  std::optional<record::ImportRun> latest_run;
  Instant latest_release = beginning_of_time;
};

Result<Dataset> read_dataset(store::Store& store, std::string_view name) {
  Dataset dataset;
  std::map<record::EntryId, std::string> id_of;
  ENTENTE_TRY(store.read(0, [&](const record::Recorded& recorded) -> Result<void> {
    const auto& entry = recorded.entry;
    if (const auto* run = std::get_if<record::ImportRun>(&entry.body); run != nullptr && run->dataset == name) {
      if (entry.recorded_at >= dataset.latest_release) {
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
    if (entry.external && entry.external->dataset == name) {
      id_of[entry.id] = entry.external->id;
      dataset.rows[entry.external->id] = {entry, false, false};
    }
    return {};
  }));
  return dataset;
}

const std::optional<TimeClaim>* time_of(const record::Entry& entry) {
  const auto* incident = std::get_if<record::Incident>(&entry.body);
  return incident == nullptr ? nullptr : &incident->time;
}

/// Compares rows as they come with what is there, and gathers what is to be appended.
class Comparison {
 public:
  Comparison(const ImportRequest& request, Dataset dataset, ImportReport& report)
      : request_(request), dataset_(std::move(dataset)), report_(report) {}

  Result<void> take(record::Entry entry) {
    entry.author = request_.importer;
    entry.recorded_at = recorded_at(entry);
    if (!entry.external) {
      append(std::move(entry), report_.rows_new);
      return {};
    }
    auto [place, is_new] = dataset_.rows.try_emplace(entry.external->id);
    auto& row = place->second;
    if (row.seen) {
      report_.rejects.push_back({0, entry.external->id, msg::service::id_twice(entry.external->id)});
      return {};
    }
    row.seen = true;
    if (is_new) {
      append(std::move(entry), report_.rows_new);
      return {};
    }
    return take_known(row, std::move(entry));
  }

  /// Rows of earlier releases that the file should have and has not.
  void retract_gone(const importing::Scope& scope) {
    for (const auto& [id, row] : dataset_.rows) {
      if (row.seen || row.retracted || !in_scope(row.entry, scope)) continue;
      record::Entry entry;
      entry.external = record::ExternalKey{request_.file.dataset, id, request_.file.release};
      entry.id = record::derive_id(*entry.external);
      entry.recorded_at = request_.recorded_at;
      entry.author = request_.importer;
      entry.label = row.entry.label;
      entry.body = record::Retraction{
          row.entry.id, i18n::render(msg::service::gone_from_release(request_.file.release), i18n::Language::en)};
      append(std::move(entry), report_.rows_gone);
    }
  }

  [[nodiscard]] std::vector<record::Entry> entries() && { return std::move(entries_); }

 private:
  Result<void> take_known(const Dataset::Row& row, record::Entry entry) {
    const bool same_release = row.entry.external->release == entry.external->release;
    if (!row.retracted && row.entry.body == entry.body) {
      ++report_.rows_equal;
      return {};
    }
    if (same_release) {
      return fail(Code::conflict, msg::service::release_differs(entry.external->id, entry.external->release));
    }
    if (row.retracted) {  // gone from one release, back in the next
      append(std::move(entry), report_.rows_new);
    } else {
      entry.corrects = row.entry.id;
      append(std::move(entry), report_.rows_changed);
    }
    return {};
  }

  [[nodiscard]] Instant recorded_at(const record::Entry& entry) const {
    const auto* time = time_of(entry);
    if (!request_.known_after || time == nullptr || !*time) return request_.recorded_at;
    return (*time)->range_in(request_.file.zone).to + *request_.known_after;
  }

  [[nodiscard]] bool in_scope(const record::Entry& entry, const importing::Scope& scope) const {
    const auto* incident = std::get_if<record::Incident>(&entry.body);
    if (incident == nullptr || !incident->time || !incident->time->days || !scope.days) return false;
    const auto& days = *incident->time->days;
    if (days.first < scope.days->first || scope.days->last < days.last) return false;
    if (scope.countries.empty()) return true;
    const auto& within = incident->place.within;
    return !within.empty() &&
           std::find(scope.countries.begin(), scope.countries.end(), within.front()) != scope.countries.end();
  }

  void append(record::Entry entry, std::uint64_t& counter) {
    entries_.push_back(std::move(entry));
    ++counter;
  }

  const ImportRequest& request_;
  Dataset dataset_;
  ImportReport& report_;
  std::vector<record::Entry> entries_;
};

/// The run itself, so that every result can say what it rests on.
record::Entry run_entry(const ImportRequest& request, const ImportReport& report, const std::string& file_digest) {
  record::Entry entry;
  const auto digest = crypto::sha256(fmt::format("entente/import-run/v1\n{}\n{}\n{}\n{}", request.importer,
                                                 report.dataset, report.release, file_digest));
  std::copy_n(digest.begin(), entry.id.bytes.size(), entry.id.bytes.begin());
  entry.recorded_at = request.recorded_at;
  entry.author = request.importer;
  entry.label = record::label_clear;
  record::ImportRun run;
  run.importer = request.importer;
  run.dataset = report.dataset;
  run.release = report.release;
  run.file_digest = file_digest;
  run.rows_new = report.rows_new;
  run.rows_changed = report.rows_changed;
  run.rows_gone = report.rows_gone;
  run.rows_equal = report.rows_equal;
  run.rows_rejected = report.rejects.size();
  if (request.known_after) run.known_after_s = request.known_after->count();
  run.attribution = report.attribution;
  entry.body = std::move(run);
  return entry;
}

Result<const importing::Importer*> importer_named(const std::string& name) {
  if (const auto* importer = importing::find_importer(name)) return importer;
  std::vector<std::string> known;
  for (const auto& importer : importing::registry())
    known.emplace_back(importer.name);
  auto what = msg::service::no_such_importer(name, fmt::format("{}", fmt::join(known, ", ")));
  if (const auto close = closest_word(name, known)) what = msg::service::did_you_mean(std::move(what), *close);
  return fail(Code::not_found, std::move(what));
}

Result<std::string> digest_of_file(const std::string& path) {
  ENTENTE_ASSIGN(const MappedFile file, MappedFile::open(path));
  return crypto::to_hex(crypto::sha256(file.bytes()));
}

constexpr std::string_view rejects_header = "line,id,reason\n";

/// Only an earlier reject file may be replaced: never a record, the input, or anything else of the user's.
Result<void> check_reject_path(const std::string& path) {
  if (!std::filesystem::exists(path)) return {};
  std::string start(rejects_header.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  if (file && start == rejects_header) return {};
  return fail(Code::conflict, msg::service::not_a_reject_file(path));
}

Result<void> write_rejects(const std::string& path, const std::vector<importing::Reject>& rejects) {
  std::string text(rejects_header);
  codec::CsvWriter writer(text);
  for (const auto& reject : rejects) {
    writer.whole(static_cast<std::int64_t>(reject.line));
    writer.text(reject.id);
    writer.text(i18n::render(reject.reason, i18n::Language::en));
    writer.end_row();
  }
  return write_file(path, text);
}

}  // namespace

Result<ImportReport> import_file(store::Store& store, const ImportRequest& asked) {
  ENTENTE_ASSIGN(const auto* importer, importer_named(asked.importer));
  auto request = asked;
  if (request.file.dataset.empty()) request.file.dataset = asked.importer;
  ImportReport report;
  report.dataset = request.file.dataset;
  report.release = request.file.release;

  ENTENTE_TRY(check_reject_path(request.reject_path));
  ENTENTE_ASSIGN(Dataset dataset, read_dataset(store, report.dataset));
  if (dataset.latest_run && request.recorded_at < dataset.latest_release) {
    return fail(Code::conflict,
                msg::service::older_release(report.dataset, dataset.latest_run->release, report.release));
  }
  Comparison comparison(request, std::move(dataset), report);
  const importing::Sink sink{
      [&](record::Entry entry) { return comparison.take(std::move(entry)); },
      [&](importing::Reject reject) { report.rejects.push_back(std::move(reject)); },
      [&](double share) { return request.progress ? request.progress(share) : true; },
  };
  ENTENTE_ASSIGN(const importing::Scope scope, importer->run(request.file, sink));
  report.attribution = scope.attribution;
  if (scope.complete || request.complete) comparison.retract_gone(scope);

  auto entries = std::move(comparison).entries();
  if (!entries.empty() && !request.dry_run) {
    ENTENTE_ASSIGN(const std::string digest, digest_of_file(request.file.path));
    entries.push_back(run_entry(request, report, digest));
    ENTENTE_TRY(store.append(entries));
  }
  if (!report.rejects.empty() && !request.dry_run) {
    ENTENTE_TRY(write_rejects(request.reject_path, report.rejects));
    report.reject_path = request.reject_path;
  }
  ENTENTE_ASSIGN(report.head, store.head());
  return report;
}

}  // namespace entente::service
