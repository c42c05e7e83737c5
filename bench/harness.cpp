// SPDX-License-Identifier: Apache-2.0
// How the harness measures, when it refuses to judge, and how it prints.
#include "bench/harness.hpp"

#include <fmt/core.h>

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

// A round whose CPU time is less than this share of its wall time was interrupted by others.
constexpr double least_cpu_share = 0.9;

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

/// Processes that wanted to run in the last minute, this one included.
double load() {
  std::ifstream file("/proc/loadavg");
  double minute = 0;
  file >> minute;
  return minute;
}

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

struct Measured {
  double seconds = 0;
  double cpu_share = 1;
};

Measured measure(const Side& side, Clock clock) {
  const double wall = now_s(CLOCK_MONOTONIC);
  const double start = now_s(id_of(clock));
  side.run();
  const double seconds = now_s(id_of(clock)) - start;
  const double waited = now_s(CLOCK_MONOTONIC) - wall;
  return {seconds, waited > 0 ? seconds / waited : 1};
}

/// Why the figures of some rounds must not be judged; empty when they may.
std::string why_not_judged(const std::vector<double>& cpu_shares, double load_before) {
  if (!release_build()) return "not a release build: not judged";
  if (load_before > cores() - 0.5 || load() > cores() - 0.5) return "busy: not judged";
  if (median(cpu_shares) < least_cpu_share) return "busy: not judged";
  return {};
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

Report::Report(std::string title) {
  fmt::print("{}\n{}, {} cores, {}, load {:.2f}{}\n", title, cpu_model(), cores(), vector_units(), load(),
             release_build() ? "" : ", NOT A RELEASE BUILD");
}

void Report::compare(const Comparison& comparison) {
  assert(comparison.rounds >= 5 && comparison.operations > 0);
  Row row{.name = comparison.name, .ours = {}, .peer = {}, .ratio = {}, .goal = {}, .outcome = {}};
  const double load_before = load();
  comparison.ours.run();
  comparison.peer.run();
  if (comparison.same_answer && !comparison.same_answer()) {
    differed_ = true;
    row.outcome = "ANSWERS DIFFER";
    rows_.push_back(std::move(row));
    return;
  }

  std::vector<double> ours, peer, ratios, cpu_shares;
  for (int round = 0; round < comparison.rounds; ++round) {
    const bool ours_first = round % 2 == 0;
    const Measured first = measure(ours_first ? comparison.ours : comparison.peer, comparison.clock);
    const Measured second = measure(ours_first ? comparison.peer : comparison.ours, comparison.clock);
    ours.push_back(ours_first ? first.seconds : second.seconds);
    peer.push_back(ours_first ? second.seconds : first.seconds);
    ratios.push_back(peer.back() / ours.back());
    cpu_shares.push_back(std::min(first.cpu_share, second.cpu_share));
  }
  const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
  const double ratio = median(ratios);
  row.ours = nanoseconds(median(ours) / comparison.operations) + "/" + comparison.unit;
  row.peer = fmt::format("{} ({})", nanoseconds(median(peer) / comparison.operations), comparison.peer.name);
  row.ratio = fmt::format("{:.2f} [{:.2f}…{:.2f}]", ratio, *least, *most);
  if (comparison.goal_ratio > 0) {
    const bool met = ratio >= comparison.goal_ratio;
    row.goal = fmt::format("≥ {:g}", comparison.goal_ratio);
    row.outcome = why_not_judged(cpu_shares, load_before);
    if (row.outcome.empty()) {
      row.outcome = met ? "met" : "NOT MET";
      missed_ = missed_ || !met;
    }
  }
  rows_.push_back(std::move(row));
}

void Report::time(const Timing& timing) {
  Row row{.name = timing.name, .ours = {}, .peer = {}, .ratio = {}, .goal = {}, .outcome = {}};
  const double load_before = load();
  std::vector<double> seconds, cpu_shares;
  for (int round = 0; round < timing.rounds; ++round) {
    const Measured measured = measure(timing.ours, timing.clock);
    seconds.push_back(measured.seconds);
    cpu_shares.push_back(measured.cpu_share);
  }
  const auto [least, most] = std::minmax_element(seconds.begin(), seconds.end());
  row.ours = fmt::format("{:.3f} s [{:.3f}…{:.3f}]", median(seconds), *least, *most);
  if (timing.goal_seconds > 0) {
    const bool met = median(seconds) <= timing.goal_seconds;
    row.goal = fmt::format("≤ {:g} s", timing.goal_seconds);
    row.outcome = why_not_judged(cpu_shares, load_before);
    if (row.outcome.empty()) {
      row.outcome = met ? "met" : "NOT MET";
      missed_ = missed_ || !met;
    }
  }
  rows_.push_back(std::move(row));
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
