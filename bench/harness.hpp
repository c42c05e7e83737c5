// SPDX-License-Identifier: Apache-2.0
// Measures our work beside a named peer's on the same input in the same run, and judges a goal honestly.
//
// How a program uses it:
//
//   int main() {
//     bench::Report report("CSV to typed rows");
//     report.compare({.name = "UCDP, 41 columns",
//                     .operations = double(file.size()),
//                     .unit = "byte",
//                     .ours = {"Entente", [&] { rows = read(file); }},
//                     .peer = {"GDAL CSV", [&] { peer_rows = gdal_read(path); }},
//                     .same_answer = [&] { return rows == peer_rows; },
//                     .goal_ratio = 20});
//     return report.finish();
//   }
//
// What it does: runs both sides once and compares their answers; then runs at least five paired rounds in which the
// sides alternate and take turns to be first; prints nanoseconds per operation (medians), and the median of the
// per-round ratios with its smallest and largest. It refuses to judge, and says so, when others used the machine
// meanwhile or this is no Release build.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace entente::bench {

/// Which time counts.
enum class Clock {
  thread_cpu,   ///< of this thread: the default; other load disturbs it least
  process_cpu,  ///< of all our threads together: work that uses helper threads
  wall,         ///< as a user waits: work that waits for a disk
};

/// One side of a comparison. `run` does the whole work once, from the same start each time.
struct Side {
  std::string name;
  std::function<void()> run;
};

/// Our work beside a peer's. The ratio is peer time by our time: 2 means we need half as long.
struct Comparison {
  std::string name;
  double operations = 1;           ///< how many operations one run does
  std::string unit = "operation";  ///< what an operation is
  Side ours;
  Side peer;
  std::function<bool()> same_answer;  ///< asked after both ran once; empty: nothing to compare, and then say why
  double goal_ratio = 0;              ///< at least this; 0: shown, not judged
  Clock clock = Clock::thread_cpu;
  int rounds = 7;  ///< at least 5
};

/// Our work against a fixed time, where no peer does the same.
struct Timing {
  std::string name;
  Side ours;
  double goal_seconds = 0;  ///< at most this; 0: shown, not judged
  Clock clock = Clock::wall;
  int rounds = 5;
};

/// A figure that a run finds out itself, such as the memory of a process of its own.
struct Figure {
  std::string name;
  std::string unit;
  double goal = 0;  ///< at most this; 0: shown, not judged
};

/// Seconds of a clock, from some start on.
[[nodiscard]] double now_s(Clock clock);

/// Runs comparisons, prints one table, and knows the exit code.
class Report {
 public:
  /// Prints the title and the facts of the machine.
  explicit Report(std::string title);

  void compare(const Comparison& comparison);
  void time(const Timing& timing);
  /// `run` gives a value for each of the figures.
  void measure(const std::vector<Figure>& figures, const std::function<std::vector<double>()>& run);

  /// Prints the table. returns 0 all goals met or not judged, 1 a goal was missed, 2 answers differed.
  [[nodiscard]] int finish();

 private:
  struct Row {
    std::string name, ours, peer, ratio, goal, outcome;
  };
  std::vector<Row> rows_;
  bool missed_ = false;
  bool differed_ = false;
};

}  // namespace entente::bench
