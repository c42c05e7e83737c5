// SPDX-License-Identifier: Apache-2.0
// What a calibration found: one row per setting and claim, each judged, and the table that people read.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace entente::test {

/// What must lie between `least` and `most`, the simulation's own error allowed for.
struct Claim {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

/// A figure with its simulation error, 95 %. Without a claim it informs only.
struct Row {
  std::string section;
  std::string setting;
  std::string what;
  double value = 0;
  double error = 0;
  std::optional<Claim> claim;

  [[nodiscard]] bool met() const { return !claim || (value + error >= claim->least && value - error <= claim->most); }
};

/// The share of those that are true, with the error of its binomial count.
inline Row share_row(std::string section, std::string setting, std::string what, const std::vector<char>& hits,
                     std::optional<Claim> claim) {
  double sum = 0;
  for (const char hit : hits)
    sum += hit != 0 ? 1 : 0;
  const auto n = static_cast<double>(hits.size());
  const double share = sum / n;
  const double smoothed = (sum + 1) / (n + 2);  // an error of 0 would be too sure where all or none are true
  return {std::move(section),
          std::move(setting),
          std::move(what),
          share,
          1.96 * std::sqrt(smoothed * (1 - smoothed) / n),
          claim};
}

/// Their mean, with 1.96 standard errors.
inline Row mean_row(std::string section, std::string setting, std::string what, const std::vector<double>& values,
                    std::optional<Claim> claim) {
  const auto n = static_cast<double>(values.size());
  double mean = 0, squares = 0;
  for (const double value : values)
    mean += value / n;
  for (const double value : values)
    squares += (value - mean) * (value - mean);
  return {
      std::move(section), std::move(setting), std::move(what), mean, 1.96 * std::sqrt(squares / (n - 1) / n), claim};
}

/// What `of` gives for every seed from 1 on, in the order of seeds whatever the threads do.
template <class Of>
auto for_seeds(int seeds, const Of& of) {
  using One = decltype(of(std::uint64_t{1}));
  std::vector<One> all(static_cast<std::size_t>(seeds));
  const auto threads = static_cast<std::size_t>(std::max(1U, std::thread::hardware_concurrency()));
  std::vector<std::thread> running;
  for (std::size_t first = 0; first < threads; ++first) {
    running.emplace_back([&, first] {
      for (std::size_t i = first; i < all.size(); i += threads)
        all[i] = of(static_cast<std::uint64_t>(i + 1));
    });
  }
  for (auto& one : running)
    one.join();
  return all;
}

/// One table in Markdown for each section, in the order of rows.
inline std::string markdown(const std::vector<Row>& rows) {
  std::string text, section;
  for (const auto& row : rows) {
    if (row.section != section) {
      section = row.section;
      text +=
          fmt::format("\n## {}\n\n| setting | figure | found | ± | claimed | |\n|---|---|---|---|---|---|\n", section);
    }
    std::string claimed = "–";
    if (row.claim) {
      const bool low = std::isfinite(row.claim->least), high = std::isfinite(row.claim->most);
      claimed = low && high ? fmt::format("{:g} to {:g}", row.claim->least, row.claim->most)
                : low       ? fmt::format("at least {:g}", row.claim->least)
                            : fmt::format("at most {:g}", row.claim->most);
    }
    text +=
        fmt::format("| {} | {} | {:.4g} | {:.2g} | {} | {} |\n", row.setting, row.what, row.value, row.error, claimed,
                    !row.claim  ? "informs"
                    : row.met() ? "met"
                                : "NOT MET");
  }
  return text;
}

}  // namespace entente::test
