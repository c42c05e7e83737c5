// SPDX-License-Identifier: Apache-2.0
// Large records: a million made incidents with UCDP's mix of place precision, streamed, against 5,000 zones; then one
// of the zones assessed. Each size has a process of its own, so that its memory is its own. Making the incidents is not
// measured.
#include "assess/assess.hpp"
#include "bench/harness.hpp"
#include "evaluate/evaluate.hpp"
#include "simulate/lattice.hpp"
#include "simulate/made_record.hpp"
#include "simulate/world.hpp"
#include "terms/parse.hpp"

#include <fmt/core.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace entente;

constexpr std::size_t zones = 5000;
const std::string terms_folder = ENTENTE_SOURCE_DIR "/examples/south-west-syria-2017";

/// Ends the program when a step failed: a figure for half a job is no figure.
template <typename T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "large: %s\n", i18n::render(result.error().message, i18n::Language::en).c_str());
  std::exit(2);
}

/// Resident memory of this process, now ("VmRSS") or at its highest so far ("VmHWM").
double resident_mb(std::string_view which) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(which)) return std::strtod(line.c_str() + which.size() + 1, nullptr) / 1024;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

/// What one size comes to.
struct Figures {
  double incidents = 0;
  double evaluate_s = 0;  ///< from nothing prepared until every incident has its findings
  double assess_s = 0;
  double before_mb = 0;  ///< terms, gazetteer and what makes the incidents
  double peak_mb = 0;
  double counted = 0;  ///< in the zone assessed
};

simulate::Model model_of(double incidents) {
  simulate::Model model;
  const double a_day = incidents / (model.days_before + model.days_after);
  model.rates = {.zone = 0.95 * a_day, .controls = 0.001 * a_day, .carve_outs = 0.049 * a_day};
  model.effect.shape = simulate::Effect::Shape::none;
  return model;
}

record::IncidentState state_of(record::Entry entry) {
  record::IncidentState state;
  state.id = entry.corrects.value_or(entry.id);
  state.in_effect = entry.id;
  state.recorded_at = entry.recorded_at;
  state.incident = std::get<record::Incident>(std::move(entry.body));
  state.external = std::move(entry.external);
  return state;
}

/// Makes incidents in batches, so that only what the engine does with them is timed.
class Stream {
 public:
  explicit Stream(evaluate::Evaluation& evaluation) : evaluation_(evaluation) { batch_.reserve(size); }
  void add(record::Entry entry) {
    incidents_ += entry.corrects ? 0 : 1;
    batch_.push_back(state_of(std::move(entry)));
    if (batch_.size() == size) pass_on();
  }
  void pass_on() {
    const double start = bench::now_s(bench::Clock::wall);
    for (const auto& state : batch_)
      evaluation_.take(state);
    seconds_ += bench::now_s(bench::Clock::wall) - start;
    batch_.clear();
  }
  [[nodiscard]] double seconds() const { return seconds_; }
  [[nodiscard]] double incidents() const { return incidents_; }

 private:
  static constexpr std::size_t size = 4096;
  evaluate::Evaluation& evaluation_;
  std::vector<record::IncidentState> batch_;
  double seconds_ = 0;
  double incidents_ = 0;
};

/// What `entente assess --zone L17` does once all is evaluated.
findings::Assessment assess_one(const terms::Terms& terms, const evaluate::Evaluation& evaluation) {
  const record::View no_sources;
  const std::string zone = "L17";
  const auto& clause = terms.clauses.front().id;
  assess::Input input;
  input.coverage = must(evaluation.coverage(no_sources, zone));
  auto areas = terms.control_areas;
  areas.push_back(zone);
  input.recorded = must(evaluation.recorded(no_sources, areas));
  input.zone = must(evaluation.tally(no_sources, clause, terms::as_written, zone));
  for (const auto& control : terms.control_areas)
    input.controls.push_back(must(evaluation.tally(no_sources, clause, terms::as_written, control)));
  input.readings = {terms::as_written};
  assess::Request request;
  request.at = must(parse_instant("2018-12-31T22:00:00Z"));
  request.every_counting = true;
  return must(assess::assess(terms, clause, request, input));
}

Figures run(double incidents) {
  auto agreement = terms::parse(must(terms::read_bundle(terms_folder)), geo::Gazetteer::built_in()).terms;
  const auto terms = simulate::over_lattice(*std::move(agreement), zones, 4, 1);
  const auto gazetteer = geo::Gazetteer::with(geo::Gazetteer::built_in(), terms.areas);
  const auto world = *simulate::world_of(terms);
  Figures figures;
  figures.before_mb = resident_mb("VmRSS");
  evaluate::Evaluation evaluation(terms, gazetteer, {});
  const double start = bench::now_s(bench::Clock::wall);
  evaluation.begin(end_of_time);
  const double begun = bench::now_s(bench::Clock::wall) - start;
  Stream stream(evaluation);
  simulate::make_entries(world, model_of(incidents), 1, [&](record::Entry entry) { stream.add(std::move(entry)); });
  stream.pass_on();
  const double made = bench::now_s(bench::Clock::wall);
  evaluation.settle();
  figures.evaluate_s = begun + stream.seconds() + bench::now_s(bench::Clock::wall) - made;
  const double asked = bench::now_s(bench::Clock::wall);
  (void)assess_one(terms, evaluation);
  figures.assess_s = bench::now_s(bench::Clock::wall) - asked;
  figures.incidents = stream.incidents();
  figures.peak_mb = resident_mb("VmHWM");
  figures.counted = static_cast<double>(evaluation.violations({{}, terms::ZoneId("L17"), false}).size());
  return figures;
}

/// This program's file, whatever it was called by.
std::string own_path() {
  std::array<char, 4096> path{};
  const auto length = ::readlink("/proc/self/exe", path.data(), path.size());
  return {path.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0))};
}

/// The same in a process of its own.
Figures run_apart(double incidents) {
  Figures figures;
  std::FILE* pipe = ::popen(fmt::format("'{}' {:.0f}", own_path(), incidents).c_str(), "r");
  const int read = pipe == nullptr
                       ? 0
                       : std::fscanf(pipe, "%lf %lf %lf %lf %lf %lf", &figures.incidents, &figures.evaluate_s,
                                     &figures.assess_s, &figures.before_mb, &figures.peak_mb, &figures.counted);
  const bool ended = pipe != nullptr && ::pclose(pipe) == 0;
  if (read == 6 && ended) return figures;
  std::fputs("large: a run failed\n", stderr);
  std::exit(2);
}

/// The middle one of three by time.
Figures middle_of_three(double incidents) {
  std::array<Figures, 3> runs{run_apart(incidents), run_apart(incidents), run_apart(incidents)};
  std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.evaluate_s < b.evaluate_s; });
  return runs[1];
}

void print_growth(const std::vector<Figures>& sizes) {
  fmt::print("{:>12} {:>12} {:>12} {:>12} {:>14} {:>12} {:>10}\n", "incidents", "evaluate s", "ns each", "peak MB",
             "bytes each", "assess s", "violations");
  for (const auto& one : sizes) {
    fmt::print("{:>12.0f} {:>12.3f} {:>12.0f} {:>12.0f} {:>14.0f} {:>12.4f} {:>10.0f}\n", one.incidents, one.evaluate_s,
               one.evaluate_s / one.incidents * 1e9, one.peak_mb,
               (one.peak_mb - one.before_mb) * 1024 * 1024 / one.incidents, one.assess_s, one.counted);
  }
}

/// Prints what a run of that size gives, for `run_apart`.
int print_run(double incidents) {
  const auto figures = run(incidents);
  fmt::print("{} {} {} {} {} {}\n", figures.incidents, figures.evaluate_s, figures.assess_s, figures.before_mb,
             figures.peak_mb, figures.counted);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) return print_run(std::strtod(argv[1], nullptr));
  bench::Report report(fmt::format("Large records: made incidents, {} zones", zones));
  std::vector<Figures> sizes{run_apart(1e4), run_apart(1e5)};
  report.measure(
      {{"1 million: evaluate", "s", 2}, {"the whole process", "MB", 500}, {"then assess one zone", "s", 0.2}}, [&] {
        sizes.push_back(middle_of_three(1e6));
        return std::vector{sizes.back().evaluate_s, sizes.back().peak_mb, sizes.back().assess_s};
      });
  report.measure({{"10 million: evaluate, of the time for 1 million", "times", 11}}, [&] {
    const double one = sizes.back().evaluate_s;
    sizes.push_back(run_apart(1e7));
    return std::vector{sizes.back().evaluate_s / one};
  });
  print_growth(sizes);
  return report.finish();
}
