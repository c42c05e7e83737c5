// SPDX-License-Identifier: Apache-2.0
// What is simulated, counted and judged, claim by claim (docs/calibration.md).
#pragma once

#include "assess/windows.hpp"
#include "calibration/engine.hpp"
#include "calibration/table.hpp"
#include "made/agreement.hpp"
#include "simulate/happenings.hpp"
#include "simulate/random.hpp"
#include "simulate/tallies.hpp"
#include "simulate/truth.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace entente::test {

/// Follow-ups by another name, and what is claimed of the interval that allows for them.
struct Clusters {
  std::string name;
  simulate::FollowUps follow_ups;
  bool claimed = true;
};

// 0.2215 follow-ups within minutes make groups of 1/(1 - 0.2215)² = 1.65 times a Poisson count's variance.
inline const Clusters poisson{"Poisson", {0, 0, 1.5}};
inline const Clusters within_a_day{"variance/mean 1.65 within a day", {0.2215, 0, 0.001}};
inline const std::vector<Clusters>& clustered() {
  static const std::vector<Clusters> all{{"0.25 follow-ups after 1.5 days (default)", {0.15, 0.1, 1.5}},
                                         {"0.3 follow-ups after 1 day", {0.3, 0, 1}},
                                         within_a_day,
                                         {"0.5 follow-ups after 1 day", {0.5, 0, 1}, false},
                                         {"0.5 follow-ups after 2 days", {0.5, 0, 2}, false}};
  return all;
}

/// Events of each day; entry into force is on day `days_before`.
inline std::vector<double> made_daily(const simulate::Model& model, std::uint64_t seed) {
  simulate::Happenings happenings(model, Instant{}, {1, 0, 0}, seed);
  std::vector<double> daily(static_cast<std::size_t>(model.days_before + model.days_after));
  while (const auto event = happenings.next())
    daily[static_cast<std::size_t>(std::floor(event->day) + model.days_before)] += 1;
  return daily;
}

inline double sum_of(std::span<const double> daily) { return std::accumulate(daily.begin(), daily.end(), 0.0); }

/// A steady rate, and from entry into force on `ratio` times as much.
inline simulate::Model steps_once(const Clusters& clusters, int days, double rate, double ratio) {
  simulate::Model model;
  model.rates.zone = rate;
  model.effect = {.shape = simulate::Effect::Shape::sudden, .ratio = ratio};
  model.follow_ups = clusters.follow_ups;
  model.days_before = days;
  model.days_after = days;
  return model;
}

/// Events expected before and after.
inline std::pair<double, double> truly(const simulate::Model& model) {
  const auto expected =
      simulate::expected_daily(simulate::daily_rates(model, simulate::Stream::zone, Instant{}), model.follow_ups);
  const auto before = static_cast<std::size_t>(model.days_before);
  return {sum_of(std::span(expected).first(before)), sum_of(std::span(expected).subspan(before))};
}

struct Covered {
  char exact = 0;
  char dispersed = 0;
};

inline std::vector<char> each(const std::vector<Covered>& all, char Covered::* which) {
  std::vector<char> hits;
  for (const auto& one : all)
    hits.push_back(one.*which);
  return hits;
}

inline std::vector<Covered> coverage_of_truth(const Engine& engine, const simulate::Model& model, int seeds) {
  const auto [truly_before, truly_after] = truly(model);
  const double ratio = truly_after / truly_before;
  return for_seeds(seeds, [&](std::uint64_t seed) {
    const auto daily = made_daily(model, seed);
    const std::span all(daily);
    const auto days = static_cast<std::size_t>(model.days_before);
    const auto first = all.first(days), second = all.subspan(days);
    const assess::Counts before{sum_of(first), static_cast<double>(model.days_before)};
    const assess::Counts after{sum_of(second), static_cast<double>(model.days_after)};
    const auto covers = [&](const findings::Interval& found) {
      return static_cast<char>(!found.defined || (found.lower <= ratio && ratio <= found.upper));
    };
    return Covered{covers(engine.rate_ratio(before, after)),
                   covers(engine.rate_ratio_dispersed(before, after, engine.dispersion_factor(first, second)))};
  });
}

/// The intervals of the rate ratio.
inline void calibrate_intervals(const Engine& engine, int seeds, std::vector<Row>& rows) {
  const std::string section = "Does the interval cover the true ratio?";
  const auto settings = [&](const Clusters& clusters, auto&& judge) {
    for (const int days : {30, 90, 180}) {
      for (const double rate : {1.0, 2.0}) {
        for (const double ratio : {1.0, 0.5, 0.3}) {
          const auto model = steps_once(clusters, days, rate, ratio);
          judge(model, fmt::format("{}; {} days, {} a day, ratio {}", clusters.name, days, rate, ratio),
                coverage_of_truth(engine, model, seeds));
        }
      }
    }
  };
  settings(poisson, [&](const auto& model, const std::string& setting, const auto& covered) {
    const auto [before, after] = truly(model);
    Claim claim{.least = 0.95};
    if (std::min(before, after) >= 100) claim.most = 0.97;
    rows.push_back(share_row(section, setting, "exact interval", each(covered, &Covered::exact), claim));
  });
  for (const auto& clusters : clustered()) {
    settings(clusters, [&](const auto&, const std::string& setting, const auto& covered) {
      const auto claim = [&](Claim made) { return clusters.claimed ? std::optional(made) : std::nullopt; };
      rows.push_back(share_row(section, setting, "interval that allows for clusters",
                               each(covered, &Covered::dispersed), claim({0.93, 0.97})));
      rows.push_back(share_row(section, setting, "exact interval, which must fail", each(covered, &Covered::exact),
                               claim({.most = 0.93})));
    });
  }
}

/// Breaks where there are none.
inline void calibrate_false_breaks(const Engine& engine, int seeds, const std::vector<int>& lengths,
                                   std::vector<Row>& rows) {
  for (const auto& [clusters, most] : {std::pair{poisson, 0.01}, std::pair{within_a_day, 0.05}}) {
    for (const int days : lengths) {
      for (const double rate : {0.3, 1.0, 2.0}) {
        auto model = steps_once(clusters, days, rate, 1);
        model.days_after = 0;
        const auto found = for_seeds(seeds, [&](std::uint64_t seed) {
          return static_cast<char>(!engine.change_points(made_daily(model, seed), Day{}, 3, 14).empty());
        });
        rows.push_back(share_row("Are breaks found where there are none?",
                                 fmt::format("{}; {} days, {} a day", clusters.name, days, rate), "series with a break",
                                 found, Claim{.most = most}));
      }
    }
  }
}

/// How one break was dated.
struct Dated {
  char found = 0;
  char near = 0;  // within 3 days
  char sure = 0;  // within the days named with 95 %
  double width = 0;
  char oracle = 0;  // the likeliest day, both rates known, within 3 days
  char bayes = 0;   // within the likeliest seven days on end
};

// What can be had at most: both rates are known, and that there is exactly one break, on any day alike.
inline void ask_the_oracle(std::span<const double> daily, double before, double after, std::size_t truth,
                           Dated& dated) {
  std::vector<double> weight(daily.size() + 1);
  double log_likelihood = 0;
  for (std::size_t day = 0; day < daily.size(); ++day) {
    log_likelihood += daily[day] * std::log(before / after) - (before - after);
    weight[day + 1] = log_likelihood;
  }
  const auto best = static_cast<std::size_t>(std::max_element(weight.begin(), weight.end()) - weight.begin());
  const double greatest = weight[best];
  for (auto& one : weight)
    one = std::exp(one - greatest);
  std::size_t first = 0;
  double most = 0;
  for (std::size_t from = 0; from + 7 <= weight.size(); ++from) {
    const double held = sum_of(std::span<const double>(weight).subspan(from, 7));
    if (held > most) {
      most = held;
      first = from;
    }
  }
  dated.oracle = static_cast<char>(best + 3 >= truth && truth + 3 >= best);
  dated.bayes = static_cast<char>(first <= truth && truth < first + 7);
}

inline Dated date_break(const Engine& engine, const simulate::Model& model, std::uint64_t seed) {
  const auto daily = made_daily(model, seed);
  Dated dated;
  const Day truth = Day{} + std::chrono::days{model.days_before};
  for (const auto& point : engine.change_points(daily, Day{}, 3, 14)) {
    const auto off = std::chrono::abs(point.date - truth);
    if (off > std::chrono::days{30}) continue;
    dated.found = 1;
    dated.near = static_cast<char>(dated.near != 0 || off <= std::chrono::days{3});
    dated.sure = static_cast<char>(point.surely_from <= truth && truth <= point.surely_to);
    dated.width = static_cast<double>((point.surely_to - point.surely_from).count() + 1);
  }
  ask_the_oracle(daily, model.rates.zone, model.rates.zone * model.effect.ratio,
                 static_cast<std::size_t>(model.days_before), dated);
  return dated;
}

/// How well breaks are dated.
inline void calibrate_dates(const Engine& engine, int seeds, std::vector<Row>& rows) {
  const std::string section = "How well is a break dated?";
  struct Step {
    Clusters clusters;
    double rate, ratio;
  };
  for (const auto& [clusters, rate, ratio] : {Step{poisson, 2, 0.5}, Step{poisson, 2, 0.25}, Step{poisson, 1, 0.3},
                                              Step{within_a_day, 2, 0.3}, Step{clustered()[0], 2, 0.3}}) {
    const auto model = steps_once(clusters, 200, rate, ratio);
    const auto all = for_seeds(seeds, [&](std::uint64_t seed) { return date_break(engine, model, seed); });
    const auto setting = fmt::format("{}; {} a day, then {}", clusters.name, rate, rate * ratio);
    const auto row = [&](const char* what, char Dated::* which, std::optional<Claim> claim) {
      std::vector<char> hits;
      for (const auto& one : all) {
        if (which != &Dated::sure || one.found != 0) hits.push_back(one.*which);
      }
      rows.push_back(share_row(section, setting, what, hits, claim));
    };
    row("found within 30 days", &Dated::found, std::nullopt);
    row("found within 3 days", &Dated::near, std::nullopt);
    if (clusters.follow_ups.mean() == 0) {
      row("within 3 days, both rates known: likeliest day", &Dated::oracle, std::nullopt);
      row("within 3 days, both rates known: the most that can be had", &Dated::bayes, std::nullopt);
    }
    row("found, and within the days named with 95 %", &Dated::sure,
        clusters.follow_ups.mean_days < 1 || clusters.follow_ups.mean() == 0 ? std::optional(Claim{.least = 0.95})
                                                                             : std::nullopt);
    std::vector<double> widths;
    for (const auto& one : all) {
      if (one.found != 0) widths.push_back(one.width);
    }
    rows.push_back(mean_row(section, setting, "number of days so named", widths, std::nullopt));
  }
}

inline double days_to_alarm(const assess::AlarmDesign& design, double rate, std::uint64_t seed) {
  simulate::Random random(seed);
  double days = 0;
  for (double statistic = 0; statistic < design.threshold - 1e-9; ++days)
    statistic = std::max(0.0, statistic + random.poisson(rate) - design.allowance);
  return days;
}

// Of the watch as it runs, its own rate learnt: from day `from` on, on which the rate is `rise` times as high, none
// counting that came before; days enough that hardly any series ends without an alarm.
inline double days_watched(double rate, double baseline_rate, std::size_t from, double rise, std::uint64_t seed) {
  constexpr std::size_t most_days = 4000;
  static const terms::VerdictRule rule;
  thread_local assess::AlarmDesigns designs(rule);
  simulate::Random random(seed);
  std::vector<double> daily(most_days);
  for (std::size_t day = 0; day < daily.size(); ++day)
    daily[day] = random.poisson(day < from ? rate : rate * rise);
  for (std::size_t days = 250;; days = std::min(2 * days, most_days)) {
    const auto seen =
        assess::watch(std::span<const double>(daily).first(days), Day{}, {180 * baseline_rate, 180}, 1, designs);
    for (std::size_t day = from; day < days; ++day) {
      if (seen.days[day].active) return static_cast<double>(day - from) + 1;
    }
    if (days == most_days) return static_cast<double>(most_days - from);
  }
}

/// Days to the first alarm when nothing changes.
inline void calibrate_alarm(const Engine& engine, int seeds, std::vector<Row>& rows, bool learnt) {
  const std::string section = "How often does the alarm sound for nothing?";
  for (const double rate : {0.3, 0.5, 1.0, 2.0}) {
    const auto design = engine.design_alarm(rate, 2, 365);
    rows.push_back(mean_row(
        section, fmt::format("{} a day, known; stated: {:.0f} days", rate, design.false_every_days),
        "days to the first alarm, over those stated",
        for_seeds(seeds,
                  [&](std::uint64_t seed) { return days_to_alarm(design, rate, seed) / design.false_every_days; }),
        Claim{0.9, 1.1}));
    const auto risen = for_seeds(seeds, [&](std::uint64_t seed) { return days_to_alarm(design, 2 * rate, seed); });
    rows.push_back(mean_row(section, fmt::format("{} a day, known, risen to {}", rate, 2 * rate), "days to the alarm",
                            risen, std::nullopt));
    if (!learnt) continue;
    rows.push_back(
        mean_row(section, fmt::format("{} a day, learnt in 200 days, risen to {}", rate, 2 * rate), "days to the alarm",
                 for_seeds(seeds, [&](std::uint64_t seed) { return days_watched(rate, 4 * rate, 200, 2, seed); }),
                 std::nullopt));
    for (const double times : {2.0, 4.0}) {
      const auto watched =
          for_seeds(seeds, [&](std::uint64_t seed) { return days_watched(rate, times * rate, 0, 1, seed) / 365; });
      rows.push_back(mean_row(section, fmt::format("{} a day, learnt, after {} a day", rate, times * rate),
                              "days to the first alarm, over the 365 that it is at least", watched, Claim{.least = 1}));
    }
  }
}

/// Expected less true events of the 30 days after entry into force, times being vague.
inline std::vector<double> off_the_truth(const simulate::Model& model, int seeds) {
  const auto& world = south_west().world;
  const Instant from = world.in_force;
  const TimeRange window{from, from + std::chrono::days{30}};
  const assess::Frame frame{.zone = world.zone,
                            .in_force = from,
                            .force_day = world.zone.day_of(from),
                            .at = window.to,
                            .at_day = world.zone.day_of(window.to)};
  return for_seeds(seeds, [&](std::uint64_t seed) {
    double truly = 0;
    for (const auto& event : simulate::truth_of(world, model, seed).events)
      truly += window.contains(event.at) ? 1 : 0;
    const auto tallies = simulate::tally(world, model, seed);
    const auto claims = assess::sort_claims(tallies.zone.counted, frame, std::nullopt).counted;
    return assess::count(claims, assess::symmetric(frame, 30).after, findings::TimeBy::spread).events.expected - truly;
  });
}

/// Vague times. A claim is spread evenly over its days, which is right where the rate is even.
inline void calibrate_vague(int seeds, std::vector<Row>& rows) {
  const std::string section = "Are vague times counted without bias?";
  simulate::Model model;
  model.rates.controls = 0;
  model.rates.carve_outs = 0;
  model.days_before = 130;
  model.days_after = 130;
  model.lateness.corrected = 0;  // what is wrong until corrected is no vagueness
  model.vagueness.where = {1, 0, 0, 0, 0, 0};
  model.effect = {.shape = simulate::Effect::Shape::none};
  rows.push_back(mean_row(section, "UCDP's mix of times; 30 days, steady 2.4 a day", "expected less true events",
                          off_the_truth(model, seeds), Claim{0, 0}));
  model.effect = {.shape = simulate::Effect::Shape::sudden, .ratio = 0.5};
  rows.push_back(mean_row(section, "the same, 2.4 a day fallen to 1.2", "expected less true events",
                          off_the_truth(model, seeds), std::nullopt));
}

/// What fewer eyes do to a ratio, and what it helps to know it.
inline void calibrate_missing(const Engine& engine, int seeds, std::vector<Row>& rows) {
  const std::string section = "What if fewer see after than before?";
  const auto& agreement = south_west();
  simulate::Model model;
  model.effect.shape = simulate::Effect::Shape::none;
  model.missing = {.before = 0.1, .after = 0.6, .varying = 0.5, .stated = true};
  model.rates.controls = 0;
  model.days_before = 180;
  model.days_after = 181;
  auto terms = agreement.terms;
  assess::Request request;
  request.windows_days = {90};
  request.at = agreement.world.in_force + std::chrono::days{120};
  struct Seen {
    char covers = 0;
    char lower = 0;
    char not_assessable = 0;
  };
  const auto all = for_seeds(seeds, [&](std::uint64_t seed) {
    const auto tallies = simulate::tally(agreement.world, model, seed);
    auto of_known = terms;
    of_known.verdict.minimum_coverage = 0.7;
    const assess::Input input{
        .zone = tallies.zone, .controls = {}, .rings = {}, .coverage = tallies.coverage, .readings = {}};
    const auto found = *engine.assess(of_known, terms::ClauseId("P1"), request, input);
    const auto& ratio = found.windows.front().rate_ratio;
    return Seen{static_cast<char>(ratio.lower <= 1 && 1 <= ratio.upper), static_cast<char>(ratio.upper < 1),
                static_cast<char>(found.verdict == findings::VerdictState::not_assessable)};
  });
  const auto row = [&](const char* what, char Seen::* which, Claim claim) {
    std::vector<char> hits;
    for (const auto& one : all)
      hits.push_back(one.*which);
    rows.push_back(
        share_row(section, "no fall at all; 10 % unreported before, 60 % after; 90 days", what, hits, claim));
  };
  row("exact interval covers the true ratio, which it must not", &Seen::covers, {.most = 0.05});
  row("exact interval says that it fell", &Seen::lower, {.least = 0.95});
  row("not assessable, coverage known and 70 % demanded", &Seen::not_assessable, {.least = 0.99});
}

/// Seeds a setting has.
struct Seeds {
  int intervals = 2000;
  int breaks = 1000;
  int alarm = 1000;
  int made = 1000;
};

/// Everything, in the order of docs/calibration.md.
inline std::vector<Row> calibrate(const Engine& engine, const Seeds& seeds) {
  std::vector<Row> rows;
  calibrate_intervals(engine, seeds.intervals, rows);
  calibrate_false_breaks(engine, seeds.breaks, {365, 1095}, rows);
  calibrate_dates(engine, seeds.breaks, rows);
  calibrate_alarm(engine, seeds.alarm, rows, true);
  calibrate_vague(seeds.made, rows);
  calibrate_missing(engine, seeds.made, rows);
  return rows;
}

}  // namespace entente::test
