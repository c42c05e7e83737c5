// SPDX-License-Identifier: Apache-2.0
// One import: read everything, compare with what the record has of the dataset, append the difference at once.
#include "service/import.hpp"

#include "base/close_words.hpp"
#include "base/file.hpp"
#include "base/words.hpp"
#include "codec/csv_writer.hpp"
#include "crypto/digest.hpp"
#include "msg/service.hpp"
#include "msg/word.hpp"
#include "service/import_comparison.hpp"
#include "service/redrawn.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace entente::service {
namespace {

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
  if (report.known_after) run.known_after_s = report.known_after->count();
  run.attribution = report.attribution;
  run.simulated = report.simulated;
  entry.body = std::move(run);
  return entry;
}

Result<const importing::Importer*> importer_named(const std::string& name) {
  if (const auto* importer = importing::find_importer(name)) return importer;
  std::vector<std::string> known;
  for (const auto& importer : importing::registry())
    known.emplace_back(importer.name);
  auto what = msg::service::no_such_importer(name, joined(known));
  if (const auto close = closest_word(name, known)) what = msg::word::did_you_mean(std::move(what), *close);
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
  if (std::filesystem::is_regular_file(path)) {  // to look into a pipe would be to wait for it
    std::string start(rejects_header.size(), '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    if (file && start == rejects_header) return {};
  }
  return fail(Code::conflict, msg::service::not_a_reject_file(path));
}

/// A mapping that nobody reads would be lost without a word; a release in the future would keep every later one out.
Result<void> check_asked(const importing::Importer& importer, const ImportRequest& request) {
  if (!importer.takes_mapping && !request.file.mapping_path.empty()) {
    std::vector<std::string_view> others;
    for (const auto& other : importing::registry()) {
      if (other.takes_mapping) others.push_back(other.name);
    }
    return fail(Code::invalid, msg::service::takes_no_mapping(importer.name, joined(others)));
  }
  constexpr std::chrono::days clocks_differ_by{1};
  if (request.recorded_at > request.now + clocks_differ_by) {
    const auto& zone = request.file.zone;
    return fail(Code::invalid, msg::service::release_in_future(request.file.release, zone.show(request.recorded_at),
                                                               zone.show(request.now)));
  }
  return check_reject_path(request.reject_path);
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

/// The parties agreed on areas: a row of places does not change them without a word.
Result<void> check_redrawn(const Comparison& comparison, store::Store& store, bool allowed, ImportReport& report) {
  if (!comparison.changes_places()) return {};
  ENTENTE_ASSIGN(auto changes, redrawn_by(comparison.entries(), store));
  std::vector<Message> how;
  std::set<std::string> codes;
  for (auto& change : changes) {
    codes.insert(std::move(change.code));
    how.push_back(std::move(change.how));
  }
  if (!allowed && !how.empty()) return fail(Code::conflict, msg::service::redraws(report.dataset, std::move(how)));
  report.redrawn.assign(codes.begin(), codes.end());
  return {};
}

}  // namespace

Result<ImportReport> import_file(store::Store& store, const ImportRequest& asked) {
  ENTENTE_ASSIGN(const auto* importer, importer_named(asked.importer));
  auto request = asked;
  if (request.file.dataset.empty()) request.file.dataset = asked.importer;
  ImportReport report;
  report.dataset = request.file.dataset;
  report.release = request.file.release;

  ENTENTE_TRY(check_asked(*importer, request));
  ENTENTE_ASSIGN(Dataset dataset, read_dataset(store, report.dataset));
  // Invented and real events in one record could not be told apart in any count.
  if (dataset.of_made_record) return fail(Code::conflict, msg::service::made_record());
  if (dataset.latest_run && request.recorded_at < dataset.latest_release) {
    return fail(Code::conflict,
                msg::service::older_release(report.dataset, dataset.latest_run->release, report.release));
  }
  const bool holds_more = dataset.holds_more;
  auto comparison = std::make_unique<Comparison>(request, importer->keeps_ids, store, std::move(dataset), report);
  const importing::Sink sink{
      [&](record::Entry entry, std::uint64_t line) { return comparison->take(std::move(entry), line); },
      [&](importing::Reject reject) { report.rejects.push_back(std::move(reject)); },
      [&](double share) { return request.progress ? request.progress(share) : true; },
  };
  ENTENTE_ASSIGN(const FileState file, FileState::of(request.file.path));
  ENTENTE_ASSIGN(const importing::Scope scope, importer->run(request.file, sink));
  report.attribution = scope.attribution;
  report.simulated = scope.simulated;
  if (scope.simulated && holds_more) return fail(Code::conflict, msg::service::made_rows(request.file.path));
  ENTENTE_TRY(comparison->finish(scope));
  ENTENTE_TRY(check_redrawn(*comparison, store, request.allow_redrawn, report));

  const bool appends = comparison->has_found_something() && !request.dry_run;
  std::string digest;
  if (appends) {
    ENTENTE_ASSIGN(digest, digest_of_file(request.file.path));
  }
  ENTENTE_ASSIGN(const FileState file_since, FileState::of(request.file.path));
  if (file_since != file) return fail(Code::unavailable, msg::service::file_changed(request.file.path));

  // Before the record is touched: a row that is left out without its reason being kept would be lost.
  if (!report.rejects.empty() && !request.dry_run) {
    ENTENTE_TRY(write_rejects(request.reject_path, report.rejects));
    report.reject_path = request.reject_path;
  }
  if (appends) {
    ENTENTE_ASSIGN(auto batch, std::move(*comparison).batch_with(run_entry(request, report, digest)));
    auto appended = store.submit_prepared(std::move(batch));
    comparison.reset();  // a dataset twice in memory takes time to free: while the store is at work
    ENTENTE_TRY(appended.get());
  }
  ENTENTE_ASSIGN(report.head, store.head());
  return report;
}

}  // namespace entente::service
