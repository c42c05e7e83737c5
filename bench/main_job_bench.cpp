// SPDX-License-Identifier: Apache-2.0
// The main job, whole: 16,566 events of UCDP from the file into a record on disk, evaluated and assessed.
#include "bench/harness.hpp"
#include "service/import.hpp"
#include "service/init.hpp"
#include "service/questions.hpp"
#include "service/record.hpp"

#include <unistd.h>

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
  report.time({.name = "init, import, evaluate, assess",
               .ours = {"Entente",
                        [&] {
                          for (const auto& file : std::filesystem::directory_iterator(folder.path)) {
                            std::filesystem::remove(file.path());
                          }
                          must(service::init(path, terms_folder, now, {}));
                          const auto store = must(service::open_record(path, service::Access::append));
                          must(service::import_file(*store, import_request()));
                          const auto snapshot = must(service::take_snapshot(*store, end_of_time));
                          const service::Evaluated evaluated(snapshot, evaluate::PlaceBy::named);
                          must(service::evaluate(evaluated, {.clause = {}, .zone = {}, .near_misses = false}));
                          must(service::assess(evaluated, question()));
                        }},
               .goal_seconds = 0.5});
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
