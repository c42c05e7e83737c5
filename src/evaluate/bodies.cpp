// SPDX-License-Identifier: Apache-2.0
// Readings: which understandings of a prohibition differ.
#include "evaluate/bodies.hpp"

#include <algorithm>

namespace entente::evaluate {
namespace {

bool same_holder(const ReadingAt& a, const terms::Reading& b) {
  return a.id == b.id || (!a.holder.empty() && a.holder == b.holder);
}

bool limits(const terms::Permission& permission, const terms::ClauseId& clause) {
  return permission.excepts.empty() ||
         std::find(permission.excepts.begin(), permission.excepts.end(), clause) != permission.excepts.end();
}

/// The body that a holder reads: the one of the same holder, else as written.
terms::ClauseBody body_for(const ReadingAt& reading, const std::vector<terms::Reading>& readings) {
  const auto own = std::find_if(readings.begin(), readings.end(), [&](auto& one) { return same_holder(reading, one); });
  return own == readings.end() ? readings.front().body : own->body;
}

}  // namespace

std::vector<ReadingAt> readings_at(const terms::Terms& terms, const terms::Clause& clause, Instant known_at) {
  std::vector<ReadingAt> all;
  for (const auto& reading : readings_of(clause, known_at))
    all.push_back({reading.id, reading.holder});
  for (const auto& other : terms.clauses) {
    if (!std::holds_alternative<terms::Permission>(other.body)) continue;
    for (const auto& reading : readings_of(other, known_at)) {
      const auto* permission = std::get_if<terms::Permission>(&reading.body);
      const bool there = std::any_of(all.begin(), all.end(), [&](auto& one) { return same_holder(one, reading); });
      if (permission && limits(*permission, clause.id) && !there) all.push_back({reading.id, reading.holder});
    }
  }
  return all;
}

std::vector<Body> bodies_of(const terms::Terms& terms, std::size_t number, Instant known_at) {
  const auto& clause = terms.clauses[number];
  std::vector<Body> bodies;
  if (!std::holds_alternative<terms::Prohibition>(clause.body)) return bodies;
  const auto own = readings_of(clause, known_at);
  const auto readings = readings_at(terms, clause, known_at);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const auto read = body_for(readings[i], own);
    const auto* prohibition = std::get_if<terms::Prohibition>(&read);
    if (!prohibition) continue;
    Body body{number, {i}, *prohibition, {}};
    for (const auto& other : terms.clauses) {
      const auto other_read = body_for(readings[i], readings_of(other, known_at));
      const auto* permission = std::get_if<terms::Permission>(&other_read);
      if (permission && limits(*permission, clause.id)) body.permissions.emplace_back(other.id, *permission);
    }
    const auto same = std::find_if(bodies.begin(), bodies.end(), [&](const Body& one) {
      return one.prohibition == body.prohibition && one.permissions == body.permissions;
    });
    if (same == bodies.end()) {
      bodies.push_back(std::move(body));
    } else {
      same->readings.push_back(i);
    }
  }
  return bodies;
}

}  // namespace entente::evaluate
