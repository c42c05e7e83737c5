// SPDX-License-Identifier: Apache-2.0
// How much of what one side does answers the other: a self- and mutually exciting process of two parties.
#include "assess/retaliation.hpp"

#include "assess/normal_equations.hpp"
#include "assess/rate_ratio.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::assess {
namespace {

constexpr double least_acts = 10;
constexpr double shortest_delay_days = 1.0 / 24;
constexpr double longest_delay_share = 0.25;  // of the stretch
constexpr int delays_tried = 60;
constexpr int most_climbs = 200;
constexpr int most_shortenings = 60;
constexpr std::size_t term_count = 3;  // of a rate: background, own side, other side
constexpr std::size_t parameters = 7;

using Terms = std::array<double, term_count>;

std::size_t index(Side side) { return static_cast<std::size_t>(side); }

// A value with its first two derivatives by the decay.
struct Jet {
  double value = 0;
  double first = 0;
  double second = 0;
};

// Sums over the earlier acts of one side of e^(-βd), d e^(-βd) and d² e^(-βd), carried along in time.
class Memory {
 public:
  void pass(double days, double decay) {
    const double faded = std::exp(-decay * days);
    second_ = (second_ + 2 * days * first_ + days * days * plain_) * faded;
    first_ = (first_ + days * plain_) * faded;
    plain_ *= faded;
  }
  void add(double weight) { plain_ += weight; }
  // Σ β e^(-βd): the rate that the acts raise, per follow-up.
  [[nodiscard]] Jet rate(double decay) const {
    return {decay * plain_, plain_ - decay * first_, decay * second_ - 2 * first_};
  }
  // Σ (1 - e^(-βd)): the part of their follow-ups that had time to happen, of acts that weigh `all`.
  [[nodiscard]] Jet elapsed(double all) const { return {all - plain_, first_, -second_}; }

 private:
  double plain_ = 0;
  double first_ = 0;
  double second_ = 0;
};

// What the rate of one side is made of at each of its acts, for one decay.
struct SideRate {
  std::vector<double> weights;
  std::vector<std::array<Jet, term_count>>
      at;                             // background, own side, other side: the rate per unit of each coefficient
  std::array<Jet, term_count> total;  // and its integral over the stretch
  Terms coefficients{};               // of greatest likelihood for the decay

  [[nodiscard]] double rate(std::size_t k, const Terms& of) const {
    double sum = 0;
    for (std::size_t j = 0; j < term_count; ++j)
      sum += of[j] * at[k][j].value;
    return sum;
  }
  [[nodiscard]] double log_likelihood(const Terms& of) const {
    double sum = 0;
    for (std::size_t k = 0; k < at.size(); ++k)
      sum += weights[k] * std::log(rate(k, of));
    for (std::size_t j = 0; j < term_count; ++j)
      sum -= of[j] * total[j].value;
    return sum;
  }
};

using Rates = std::array<SideRate, 2>;

Rates rates_for(const std::vector<SideEvent>& events, double days, double decay) {
  std::array<Memory, 2> memory;
  std::array<double, 2> all{};
  Rates rates;
  double now = 0;
  const auto pass_to = [&](double day) {
    for (auto& side : memory)
      side.pass(day - now, decay);
    now = day;
  };
  for (auto from = events.begin(); from != events.end();) {
    pass_to(from->day);
    const auto to = std::find_if(from, events.end(), [&](const SideEvent& event) { return event.day > from->day; });
    for (auto event = from; event != to; ++event) {
      auto& side = rates.at(index(event->by));
      side.weights.push_back(event->weight);
      const std::size_t own = index(event->by);
      side.at.push_back({Jet{1, 0, 0}, memory.at(own).rate(decay), memory.at(1 - own).rate(decay)});
    }
    for (; from != to; ++from) {
      memory.at(index(from->by)).add(from->weight);
      all.at(index(from->by)) += from->weight;
    }
  }
  pass_to(days);
  for (std::size_t own = 0; own < 2; ++own)
    rates.at(own).total = {Jet{days, 0, 0}, memory.at(own).elapsed(all.at(own)),
                           memory.at(1 - own).elapsed(all.at(1 - own))};
  return rates;
}

// The coefficients of one side that are greatest in likelihood and not negative: Newton's steps on those that are free.
class Climb {
 public:
  explicit Climb(const SideRate& side) : side_(side) {
    const double events = std::accumulate(side.weights.begin(), side.weights.end(), 0.0);
    for (std::size_t j = 0; j < term_count; ++j) {
      // What raises the rate at no act, to speak of, only makes them less likely.
      constexpr double nothing = 1e-60;
      usable_[j] = std::any_of(side.at.begin(), side.at.end(), [&](const std::array<Jet, term_count>& act) {
        return act[j].value > nothing * side.total[j].value;
      });
      here_[j] = usable_[j] ? events / (term_count * side.total[j].value) : 0;
    }
  }

  Estimated<Terms> top() {
    for (int step = 0; step < most_climbs; ++step) {
      look();
      std::array<bool, term_count> free{};
      std::transform(here_.begin(), here_.end(), free.begin(), [](double term) { return term > 0; });
      auto direction = newton(free);
      if (direction && settled(*direction)) {
        // Best with the terms that it has: is it better with one more?
        const auto more = rising_term();
        if (!more) return here_;
        free[*more] = true;
        direction = newton(free);
        if (direction && (*direction)[*more] <= 0) return here_;
      }
      if (!direction || !advance(*direction)) break;
    }
    return not_estimable(NotEstimable::not_converged);
  }

 private:
  void look() {
    gradient_.fill(0);
    information_ = Matrix(term_count, term_count);
    for (std::size_t k = 0; k < side_.at.size(); ++k) {
      const double rate = side_.rate(k, here_);
      Terms unit{};
      for (std::size_t j = 0; j < term_count; ++j) {
        unit[j] = side_.at[k][j].value / rate;
        gradient_[j] += side_.weights[k] * unit[j];
      }
      add_outer(information_, side_.weights[k], unit, unit);
    }
    for (std::size_t j = 0; j < term_count; ++j)
      gradient_[j] -= side_.total[j].value;
  }

  // Of the terms that are 0, the one by which the likelihood rises most, each on its own scale.
  [[nodiscard]] std::optional<std::size_t> rising_term() const {
    double steepest = 1e-10;
    std::optional<std::size_t> found;
    for (std::size_t j = 0; j < term_count; ++j) {
      if (!usable_[j] || here_[j] > 0 || gradient_[j] <= steepest * side_.total[j].value) continue;
      steepest = gradient_[j] / side_.total[j].value;
      found = j;
    }
    return found;
  }

  [[nodiscard]] std::optional<Terms> newton(const std::array<bool, term_count>& free) const {
    Matrix information = information_;
    Terms gradient = gradient_;
    for (std::size_t i = 0; i < term_count; ++i) {
      if (free[i]) continue;
      gradient[i] = 0;
      for (std::size_t j = 0; j < term_count; ++j)
        information(i, j) = information(j, i) = i == j ? 1 : 0;
    }
    auto inverted = inverse(information);
    if (!inverted) {
      // Two terms rise and fall together: steepened a little, for one of the best of them is as good as another.
      constexpr double steeper = 1 + 1e-6;
      for (std::size_t i = 0; i < term_count; ++i)
        information(i, i) *= steeper;
      inverted = inverse(information);
    }
    if (!inverted) return std::nullopt;
    const auto step = product(*inverted, gradient);
    return Terms{step[0], step[1], step[2]};
  }

  [[nodiscard]] bool settled(const Terms& direction) const {
    constexpr double enough = 1e-11;
    const double events = std::inner_product(here_.begin(), here_.end(), side_.total.begin(), 0.0, std::plus<>(),
                                             [](double term, const Jet& total) { return term * total.value; });
    for (std::size_t j = 0; j < term_count; ++j) {
      if (std::abs(direction[j]) * side_.total[j].value > enough * events) return false;
    }
    return true;
  }

  // As far as no term becomes negative and the likelihood does not fall but by rounding; a term at its end becomes 0.
  bool advance(const Terms& direction) {
    double longest = 1;
    for (std::size_t j = 0; j < term_count; ++j) {
      if (direction[j] < 0) longest = std::min(longest, -here_[j] / direction[j]);
    }
    const double likelihood = side_.log_likelihood(here_);
    const double rounding = 1e-12 * (1 + std::abs(likelihood));
    for (int halving = 0; halving < most_shortenings; ++halving, longest /= 2) {
      Terms tried{};
      for (std::size_t j = 0; j < term_count; ++j) {
        const bool reached = direction[j] < 0 && -here_[j] / direction[j] <= longest;
        tried[j] = reached ? 0 : std::max(0.0, here_[j] + longest * direction[j]);
      }
      if (side_.log_likelihood(tried) >= likelihood - rounding) {
        here_ = tried;
        return true;
      }
    }
    return false;
  }

  const SideRate& side_;
  std::array<bool, term_count> usable_{};
  Terms here_{};
  Terms gradient_{};
  Matrix information_;
};

// The best process of one decay.
struct Profile {
  Rates rates;
  double log_likelihood = 0;
  double score = 0;  // derivative of the log likelihood by the decay
};

double score_of(const SideRate& side) {
  double sum = 0;
  for (std::size_t j = 0; j < term_count; ++j) {
    for (std::size_t k = 0; k < side.at.size(); ++k)
      sum += side.weights[k] * side.coefficients[j] * side.at[k][j].first / side.rate(k, side.coefficients);
    sum -= side.coefficients[j] * side.total[j].first;
  }
  return sum;
}

Estimated<Profile> profile(const std::vector<SideEvent>& events, double days, double decay) {
  Profile best{.rates = rates_for(events, days, decay)};
  for (auto& side : best.rates) {
    const auto top = Climb(side).top();
    if (!top) return not_estimable(top.error());
    side.coefficients = *top;
    best.log_likelihood += side.log_likelihood(side.coefficients);
    best.score += score_of(side);
  }
  return best;
}

bool triggers_anything(const Profile& at) {
  return std::any_of(at.rates.begin(), at.rates.end(),
                     [](const SideRate& side) { return side.coefficients[1] > 0 || side.coefficients[2] > 0; });
}

// Refines the decay between two that were tried, where the likelihood rises at one and falls at the other.
Estimated<double> refined(const std::vector<SideEvent>& events, double days, double low, double high) {
  std::optional<NotEstimable> failed;
  const auto score = [&](double log_decay) {
    const auto at = profile(events, days, std::exp(log_decay));
    if (!at) failed = at.error();
    return at ? at->score : 0;
  };
  const double low_score = score(low);
  const double high_score = score(high);
  if (failed) return not_estimable(*failed);
  if (low_score <= 0 || high_score >= 0) return not_estimable(NotEstimable::not_converged);
  std::uintmax_t most_evaluations = most_climbs;
  const auto root = boost::math::tools::toms748_solve(score, low, high, low_score, high_score,
                                                      boost::math::tools::eps_tolerance<double>(48), most_evaluations);
  if (failed) return not_estimable(*failed);
  return (root.first + root.second) / 2;
}

// The decay of greatest likelihood, as its logarithm; nothing when no act triggers another whatever the decay.
Estimated<std::optional<double>> best_decay(const std::vector<SideEvent>& events, double days) {
  const double low = -std::log(longest_delay_share * days);
  const double step = (-std::log(shortest_delay_days) - low) / (delays_tried - 1);
  if (!(step > 0)) return not_estimable(NotEstimable::too_few);
  int best = 0;
  std::vector<Profile> tried;
  bool triggers = false;
  for (int i = 0; i < delays_tried; ++i) {
    auto at = profile(events, days, std::exp(low + i * step));
    if (!at) return not_estimable(at.error());
    triggers = triggers || triggers_anything(*at);
    at->rates = {};
    tried.push_back(std::move(*at));
    if (tried.back().log_likelihood > tried[static_cast<std::size_t>(best)].log_likelihood) best = i;
  }
  if (!triggers) return std::nullopt;
  // The top lies on the side to which the likelihood still rises.
  const bool above = tried[static_cast<std::size_t>(best)].score > 0;
  if ((best == 0 && !above) || (best == delays_tried - 1 && above)) return not_estimable(NotEstimable::at_boundary);
  const int from = above ? best : best - 1;
  const auto log_decay = refined(events, days, low + from * step, low + (from + 1) * step);
  if (!log_decay) return not_estimable(log_decay.error());
  return std::optional(*log_decay);
}

// Parameters: three coefficients of each side, then the decay.
std::size_t parameter(std::size_t side, std::size_t term) { return side * term_count + term; }
constexpr std::size_t decay_parameter = parameters - 1;

// How the rate at one act moves with each parameter.
std::vector<double> rate_gradient(const SideRate& side, std::size_t own, std::size_t k) {
  std::vector<double> gradient(parameters);
  for (std::size_t j = 0; j < term_count; ++j) {
    gradient[parameter(own, j)] = side.at[k][j].value;
    gradient[decay_parameter] += side.coefficients[j] * side.at[k][j].first;
  }
  return gradient;
}

// Minus the second derivatives of the log likelihood; parameters that are 0 are taken as known.
Matrix information_of(const Rates& rates) {
  Matrix information(parameters, parameters);
  for (std::size_t own = 0; own < 2; ++own) {
    const auto& side = rates.at(own);
    const auto add_curvature = [&](double factor, std::size_t j, const Jet& jet) {
      information(parameter(own, j), decay_parameter) += factor * jet.first;
      information(decay_parameter, parameter(own, j)) += factor * jet.first;
      information(decay_parameter, decay_parameter) += factor * side.coefficients[j] * jet.second;
    };
    for (std::size_t k = 0; k < side.at.size(); ++k) {
      const double rate = side.rate(k, side.coefficients);
      const auto gradient = rate_gradient(side, own, k);
      add_outer(information, side.weights[k] / (rate * rate), gradient, gradient);
      for (std::size_t j = 0; j < term_count; ++j)
        add_curvature(-side.weights[k] / rate, j, side.at[k][j]);
    }
    for (std::size_t j = 0; j < term_count; ++j)
      add_curvature(1, j, side.total[j]);
  }
  for (std::size_t own = 0; own < 2; ++own) {
    for (std::size_t j = 0; j < term_count; ++j) {
      if (rates.at(own).coefficients[j] > 0) continue;
      const std::size_t known = parameter(own, j);
      for (std::size_t i = 0; i < parameters; ++i)
        information(i, known) = information(known, i) = i == known ? 1 : 0;
    }
  }
  return information;
}

// The share of a side's acts that a term of its rate explains, and how it moves with each parameter that is not 0.
struct TermShare {
  double value = 0;
  std::vector<double> gradient = std::vector<double>(parameters);
};
TermShare term_share(const SideRate& side, std::size_t own, std::size_t term) {
  TermShare share;
  const double events = std::accumulate(side.weights.begin(), side.weights.end(), 0.0);
  const double coefficient = side.coefficients[term];
  for (std::size_t k = 0; k < side.at.size(); ++k) {
    const double rate = side.rate(k, side.coefficients);
    const double weight = side.weights[k] / events / rate;
    const double part = coefficient * side.at[k][term].value / rate;
    share.value += weight * part * rate;
    share.gradient[parameter(own, term)] += weight * side.at[k][term].value;
    share.gradient[decay_parameter] += weight * coefficient * side.at[k][term].first;
    const auto gradient = rate_gradient(side, own, k);
    for (std::size_t i = 0; i < parameters; ++i)
      share.gradient[i] -= weight * part * gradient[i];
  }
  for (std::size_t j = 0; j < term_count; ++j) {
    if (side.coefficients[j] <= 0) share.gradient[parameter(own, j)] = 0;
  }
  return share;
}

// On the scale of log odds, so that it stays within 0 and 1.
Estimated<findings::Interval> share_interval(const TermShare& share, const std::optional<Matrix>& covariance) {
  constexpr double rounding = 1e-12;
  if (share.value <= 0 || share.value >= 1 - rounding) return not_estimable(NotEstimable::at_boundary);
  if (!covariance) return not_estimable(NotEstimable::dependent);
  const double z = normal_reach();
  const double odds = share.value / (1 - share.value);
  const double variance = std::max(0.0, dot(share.gradient, product(*covariance, share.gradient)));
  const double factor = std::exp(std::min(700.0, z * std::sqrt(variance) / (share.value * (1 - share.value))));
  return findings::Interval{.defined = true,
                            .estimate = share.value,
                            .lower = odds / (odds + factor),
                            .upper = odds * factor / (1 + odds * factor)};
}

SideActs acts_of(const Rates& rates, std::size_t own, const std::optional<Matrix>& covariance) {
  const auto& side = rates.at(own);
  const TermShare other = term_share(side, own, 2);
  return {.events = std::accumulate(side.weights.begin(), side.weights.end(), 0.0),
          .background_per_day = side.coefficients[0],
          .follow_ups_of_own = side.coefficients[1],
          .follow_ups_of_other = side.coefficients[2],
          .own_accord_share = term_share(side, own, 0).value,
          .own_side_share = term_share(side, own, 1).value,
          .retaliation_share = other.value,
          .retaliation_range = share_interval(other, covariance)};
}

// The largest eigenvalue of the follow-ups' table.
double branching_of(const Rates& rates) {
  const auto& [first, second] = rates;
  const double half = (first.coefficients[1] - second.coefficients[1]) / 2;
  return (first.coefficients[1] + second.coefficients[1]) / 2 +
         std::sqrt(half * half + first.coefficients[2] * second.coefficients[2]);
}

std::optional<NotEstimable> refused(const std::vector<SideEvent>& events, double days) {
  if (!(days > 0) || !std::isfinite(days)) return NotEstimable::out_of_range;
  std::array<double, 2> all{};
  for (const auto& event : events) {
    const bool within = event.day >= 0 && event.day <= days;
    const bool counts = event.weight > 0 && event.weight <= 1;
    if (!within || !counts) return NotEstimable::out_of_range;
    all.at(index(event.by)) += event.weight;
  }
  if (std::min(all[0], all[1]) < least_acts) return NotEstimable::too_few;
  return std::nullopt;
}

}  // namespace

Estimated<Retaliation> retaliation(std::vector<SideEvent> events, double days) {
  if (const auto why = refused(events, days)) return not_estimable(*why);
  std::stable_sort(events.begin(), events.end(), [](const SideEvent& a, const SideEvent& b) { return a.day < b.day; });
  const auto log_decay = best_decay(events, days);
  if (!log_decay) return not_estimable(log_decay.error());
  const double decay = *log_decay ? std::exp(**log_decay) : 1;
  const auto best = profile(events, days, decay);
  if (!best) return not_estimable(best.error());
  const auto covariance = *log_decay ? inverse(information_of(best->rates)) : std::nullopt;
  Retaliation result;
  result.sides = {acts_of(best->rates, 0, covariance), acts_of(best->rates, 1, covariance)};
  if (*log_decay) result.mean_delay_days = 1 / decay;
  result.log_likelihood = best->log_likelihood;
  result.branching = branching_of(best->rates);
  return result;
}

}  // namespace entente::assess
