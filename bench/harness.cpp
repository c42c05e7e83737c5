// SPDX-License-Identifier: Apache-2.0
// How the harness measures, when it refuses to judge, and how it prints.
#include "bench/harness.hpp"

#include <fmt/core.h>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <ctime>
#include <fstream>
#include <string_view>
#include <thread>
#include <utility>

namespace entente::bench {
namespace {

// A row is judged when everybody else on the machine together took no more than this much of one core while it ran.
constexpr double most_by_others = 0.2;

double now_s(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

clockid_t id_of(Clock clock) {
  switch (clock) {
    case Clock::thread_cpu:
      return CLOCK_THREAD_CPUTIME_ID;
    case Clock::process_cpu:
      return CLOCK_PROCESS_CPUTIME_ID;
    case Clock::wall:
      return CLOCK_MONOTONIC;
  }
  return CLOCK_MONOTONIC;
}

unsigned cores() { return std::max(1U, std::thread::hardware_concurrency()); }

/// Core seconds that the machine was at work since it started, stolen ones included.
double machine_busy_s() {
  std::ifstream file("/proc/stat");
  std::string word;
  double user = 0, nice = 0, system = 0, idle = 0, waiting = 0, interrupts = 0, soft_interrupts = 0, stolen = 0;
  file >> word >> user >> nice >> system >> idle >> waiting >> interrupts >> soft_interrupts >> stolen;
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  return (user + nice + system + interrupts + soft_interrupts + stolen) / ticks;
}

/// CPU seconds of this process and of those that it started and waited for.
double our_cpu_s() {
  rusage children{};
  getrusage(RUSAGE_CHILDREN, &children);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return now_s(CLOCK_PROCESS_CPUTIME_ID) + seconds(children.ru_utime) + seconds(children.ru_stime);
}

/// What others took of the machine since this was made.
class Others {
 public:
  /// In cores: 0.5 is half of one all the time.
  [[nodiscard]] double cores() const {
    const double waited = now_s(CLOCK_MONOTONIC) - wall_;
    const double ours = our_cpu_s() - ours_;
    return waited > 0 ? std::max(0.0, machine_busy_s() - busy_ - ours) / waited : 0;
  }

 private:
  double wall_ = now_s(CLOCK_MONOTONIC);
  double ours_ = our_cpu_s();
  double busy_ = machine_busy_s();
};

bool release_build() {
#if defined(ENTENTE_RELEASE_BUILD)
  return true;
#else
  return false;
#endif
}

double median(std::vector<double> values) {
  assert(!values.empty());
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double seconds_of(const Side& side, Clock clock) {
  const double start = now_s(id_of(clock));
  side.run();
  return now_s(id_of(clock)) - start;
}

/// What is said of a goal.
std::string outcome_of(bool met, const Others& others) {
  if (!release_build()) return "not a release build: not judged";
  const double taken = others.cores();
  if (taken > most_by_others) return fmt::format("not judged: others took {:.2f} of a core", taken);
  return met ? "met" : "NOT MET";
}

std::string nanoseconds(double seconds_per_operation) {
  const double ns = seconds_per_operation * 1e9;
  if (ns < 100) return fmt::format("{:.2f} ns", ns);
  if (ns < 1e5) return fmt::format("{:.0f} ns", ns);
  return fmt::format("{:.1f} ms", ns / 1e6);
}

std::string cpu_model() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown CPU";
}

std::string vector_units() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") != 0) return "AVX-512";
  if (__builtin_cpu_supports("avx2") != 0) return "AVX2";
#endif
  return "no AVX2";
}

}  // namespace

double now_s(Clock clock) { return now_s(id_of(clock)); }

Report::Report(std::string title) {
  fmt::print("{}\n{}, {} cores, {}{}\n", title, cpu_model(), cores(), vector_units(),
             release_build() ? "" : ", NOT A RELEASE BUILD");
}

void Report::compare(const Comparison& comparison) {
  assert(comparison.rounds >= 5 && comparison.operations > 0);
  Row row{.name = comparison.name, .ours = {}, .peer = {}, .ratio = {}, .goal = {}, .outcome = {}};
  const Others others;
  comparison.ours.run();
  comparison.peer.run();
  if (comparison.same_answer && !comparison.same_answer()) {
    differed_ = true;
    row.outcome = "ANSWERS DIFFER";
    rows_.push_back(std::move(row));
    return;
  }

  std::vector<double> ours, peer, ratios;
  for (int round = 0; round < comparison.rounds; ++round) {
    const bool ours_first = round % 2 == 0;
    const double first = seconds_of(ours_first ? comparison.ours : comparison.peer, comparison.clock);
    const double second = seconds_of(ours_first ? comparison.peer : comparison.ours, comparison.clock);
    ours.push_back(ours_first ? first : second);
    peer.push_back(ours_first ? second : first);
    ratios.push_back(peer.back() / ours.back());
  }
  const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
  const double ratio = median(ratios);
  row.ours = nanoseconds(median(ours) / comparison.operations) + "/" + comparison.unit;
  row.peer = fmt::format("{} ({})", nanoseconds(median(peer) / comparison.operations), comparison.peer.name);
  row.ratio = fmt::format("{:.2f} [{:.2f}…{:.2f}]", ratio, *least, *most);
  if (comparison.goal_ratio > 0) {
    const bool met = ratio >= comparison.goal_ratio;
    row.goal = fmt::format("≥ {:g}", comparison.goal_ratio);
    row.outcome = outcome_of(met, others);
    missed_ = missed_ || row.outcome == "NOT MET";
  }
  rows_.push_back(std::move(row));
}

void Report::time(const Timing& timing) {
  Row row{.name = timing.name, .ours = {}, .peer = {}, .ratio = {}, .goal = {}, .outcome = {}};
  const Others others;
  std::vector<double> seconds;
  for (int round = 0; round < timing.rounds; ++round)
    seconds.push_back(seconds_of(timing.ours, timing.clock));
  const auto [least, most] = std::minmax_element(seconds.begin(), seconds.end());
  row.ours = fmt::format("{:.3f} s [{:.3f}…{:.3f}]", median(seconds), *least, *most);
  if (timing.goal_seconds > 0) {
    const bool met = median(seconds) <= timing.goal_seconds;
    row.goal = fmt::format("≤ {:g} s", timing.goal_seconds);
    row.outcome = outcome_of(met, others);
    missed_ = missed_ || row.outcome == "NOT MET";
  }
  rows_.push_back(std::move(row));
}

void Report::measure(const std::vector<Figure>& figures, const std::function<std::vector<double>()>& run) {
  const Others others;
  const auto values = run();
  assert(values.size() == figures.size());
  for (size_t i = 0; i < figures.size(); ++i) {
    Row row{.name = figures[i].name, .ours = {}, .peer = {}, .ratio = {}, .goal = {}, .outcome = {}};
    row.ours = fmt::format("{:.3g} {}", values[i], figures[i].unit);
    if (figures[i].goal > 0) {
      row.goal = fmt::format("≤ {:g} {}", figures[i].goal, figures[i].unit);
      row.outcome = outcome_of(values[i] <= figures[i].goal, others);
      missed_ = missed_ || row.outcome == "NOT MET";
    }
    rows_.push_back(std::move(row));
  }
}

int Report::finish() {
  const Row head{"", "ours", "peer", "ratio", "goal", ""};
  std::array<size_t, 5> widths{};
  const auto cells = [](const Row& row) {
    return std::array<std::string_view, 5>{row.name, row.ours, row.peer, row.ratio, row.goal};
  };
  // Columns are counted in characters, not bytes: "…" and "≥" are three bytes each.
  const auto width_of = [](std::string_view text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  };
  const auto measure_row = [&](const Row& row) {
    for (size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], width_of(cells(row)[i]));
  };
  const auto print_row = [&](const Row& row) {
    std::string line;
    for (size_t i = 0; i < widths.size(); ++i) {
      const std::string_view cell = cells(row)[i];
      line += std::string(cell) + std::string(widths[i] - width_of(cell) + 2, ' ');
    }
    fmt::print("{}{}\n", line, row.outcome);
  };
  measure_row(head);
  for (const Row& row : rows_)
    measure_row(row);
  print_row(head);
  for (const Row& row : rows_)
    print_row(row);
  return differed_ ? 2 : missed_ ? 1 : 0;
}

}  // namespace entente::bench
