// SPDX-License-Identifier: Apache-2.0
// The main job, whole: 16,566 events of UCDP from the file into a record on disk, evaluated and assessed. Beside its
// import GDAL copies the same file into SQLite as it stands: so a slow machine is told from slow work.
#include "bench/harness.hpp"
#include "import/limited_process.hpp"
#include "service/import.hpp"
#include "service/init.hpp"
#include "service/questions.hpp"
#include "service/record.hpp"

#include <sqlite3.h>

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace {

using namespace entente;

/// Ends the program when a step failed: a figure for half a job is no figure.
template <typename T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "main_job: %s\n", i18n::render(result.error().message, i18n::Language::en).c_str());
  std::exit(2);
}

const std::string ucdp = ENTENTE_SHARED_DIR "/data/ucdp/ucdp_ged_syria.csv";
const std::string terms_folder = ENTENTE_SOURCE_DIR "/examples/south-west-syria-2017";

service::ImportRequest import_request() {
  service::ImportRequest request;
  request.importer = "ucdp-ged";
  request.file = {ucdp, "", "2019-12-01", must(TimeZone::named("Asia/Damascus")), ""};
  request.recorded_at = must(parse_instant("2019-11-30T22:00:00Z"));
  request.now = request.recorded_at;
  return request;
}

service::AssessRequest question() {
  service::AssessRequest request;
  request.zone = "SW";
  request.at = must(parse_day("2017-11-10"));
  return request;
}

/// A folder that goes away with the program.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("entente_main_job_" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

/// All columns as text, in one transaction, which is GDAL's default.
void copy_with_gdal(const Folder& folder) {
  const auto copy = folder.path / "copy.sqlite";
  std::filesystem::remove(copy);
  const auto ending = must(
      importing::run_limited({.path = "/usr/bin/ogr2ogr",
                              .arguments = {"ogr2ogr", "-q", "-f", "SQLite", copy.string(), ucdp, "-nln", "events"},
                              .environment = {},
                              .folder = folder.path.string()},
                             {}));
  if (ending == importing::Ending::good) return;
  std::fputs("main_job: ogr2ogr failed\n", stderr);
  std::exit(2);
}

std::int64_t rows_of_copy(const Folder& folder) {
  sqlite3* database = nullptr;
  sqlite3_stmt* rows = nullptr;
  sqlite3_open_v2((folder.path / "copy.sqlite").c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_prepare_v2(database, "SELECT count(*) FROM events", -1, &rows, nullptr);
  const std::int64_t count = sqlite3_step(rows) == SQLITE_ROW ? sqlite3_column_int64(rows, 0) : 0;
  sqlite3_finalize(rows);
  sqlite3_close(database);
  return count;
}

}  // namespace

int main() {
  if (!std::filesystem::exists(ucdp)) {
    std::puts("main_job: UCDP's file is not here; not measured");
    return 0;
  }
  const Folder folder;
  const auto now = must(parse_instant("2026-01-01T00:00:00Z"));
  const auto path = (folder.path / "sw.db").string();

  bench::Report report("Main job: UCDP's 16,566 events of Syria, south-west agreement");
  std::uint64_t rows = 0;
  const auto import_anew = [&] {
    for (const char* suffix : {"", "-wal", "-shm", ".lock"})
      std::filesystem::remove(path + suffix);
    must(service::init(path, terms_folder, now, {}));
    auto store = must(service::open_record(path, service::Access::append));
    rows = must(service::import_file(*store, import_request())).rows_new;
    return store;
  };
  report.time({.name = "init, import, evaluate, assess",
               .ours = {"Entente",
                        [&] {
                          const auto store = import_anew();
                          const auto snapshot = must(service::take_snapshot(*store, end_of_time));
                          const service::Evaluated evaluated(snapshot, evaluate::PlaceBy::named);
                          must(service::evaluate(evaluated, {.clause = {}, .zone = {}, .near_misses = false}));
                          must(service::assess(evaluated, question()));
                        }},
               .goal_seconds = 0.5});
  report.compare({.name = "init and import, until the file is closed",
                  .operations = 16'566,
                  .unit = "row",
                  .ours = {"Entente", import_anew},
                  .peer = {"ogr2ogr to SQLite", [&] { copy_with_gdal(folder); }},
                  .same_answer = [&] { return static_cast<std::int64_t>(rows) == rows_of_copy(folder); },
                  .clock = bench::Clock::wall});
  const auto store = must(service::open_record(path, service::Access::read));
  report.time(
      {.name = "read the record", .ours = {"Entente", [&] { must(service::take_snapshot(*store, end_of_time)); }}});
  const auto snapshot = must(service::take_snapshot(*store, end_of_time));
  report.time({.name = "evaluate, places by name",
               .ours = {"Entente", [&] { service::Evaluated(snapshot, evaluate::PlaceBy::named); }}});
  report.time({.name = "evaluate, places by geometry",
               .ours = {"Entente", [&] { service::Evaluated(snapshot, evaluate::PlaceBy::geometry); }}});
  const service::Evaluated evaluated(snapshot, evaluate::PlaceBy::named);
  report.time({.name = "assess", .ours = {"Entente", [&] { must(service::assess(evaluated, question())); }}});
  return report.finish();
}
