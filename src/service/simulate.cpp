// SPDX-License-Identifier: Apache-2.0
// Terms, then the events drawn from the seed, as one record or as a file of entries.
#include "service/simulate.hpp"

#include "base/file.hpp"
#include "codec/json_entry.hpp"
#include "codec/truth_json.hpp"
#include "crypto/digest.hpp"
#include "msg/service.hpp"
#include "service/init.hpp"
#include "simulate/made_record.hpp"
#include "simulate/truth.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "terms/parse.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>

namespace entente::service {
namespace {

constexpr std::string_view entries_ending = ".ndjson";

/// A name that promises another form is a mistake, not the name of a record.
Result<void> check_out(const std::string& path) {
  for (const std::string_view ending : {".json", ".jsonl", ".csv", ".geojson", ".xlsx"}) {
    if (path.ends_with(ending)) return fail(Code::invalid, msg::service::made_form(path));
  }
  return {};
}

Result<terms::Terms> terms_of(const terms::Bundle& bundle) {
  auto parsed = terms::parse(bundle, geo::Gazetteer::built_in());
  if (parsed.terms) return *std::move(parsed.terms);
  const auto& first = parsed.problems.front();
  return fail(Code::invalid,
              msg::service::terms_unreadable(
                  fmt::format("{}:{}:{}", first.place.file, first.place.line, first.place.column), first.message));
}

/// A record is held in memory until it is written.
Result<void> check_size(const simulate::Model& model, const simulate::World& world) {
  constexpr double most = 1'000'000;
  double expected = 0;
  for (const auto& day : simulate::true_days(model, world.in_force, 0))
    expected += std::accumulate(day.expected.begin(), day.expected.end(), 0.0);
  if (expected <= most) return {};
  return fail(Code::invalid, msg::service::too_many_events(std::round(expected), most));
}

Result<Simulated> write_entries(const std::vector<record::Entry>& entries, const std::string& path) {
  Simulated simulated;
  std::string lines;
  for (const auto& entry : entries) {
    if (std::holds_alternative<record::ImportRun>(entry.body)) continue;  // whoever imports them adds a run
    lines += codec::entry_json(entry) + "\n";
    ++simulated.entries;
  }
  ENTENTE_TRY(write_file(path, lines));
  return simulated;
}

Result<Simulated> write_record(std::vector<record::Entry> entries, terms::Bundle bundle,
                               const SimulateRequest& request) {
  // Nothing in a made record is secret, and the same seed must give the same root.
  const record::Secret secret = crypto::sha256(fmt::format("entente/simulate/v1\n{}", request.seed));
  entries.insert(entries.begin(), terms_entry(std::move(bundle), entries.front().recorded_at));
  ENTENTE_ASSIGN(const auto store, store::create_sqlite(request.out, secret, entries));
  ENTENTE_ASSIGN(const auto head, store->head());
  return Simulated{head.size, head};
}

}  // namespace

Result<Simulated> simulate(const SimulateRequest& request) {
  ENTENTE_TRY(check_out(request.out));
  if (request.truth_path == request.out) return fail(Code::invalid, msg::service::truth_over_record(request.out));
  ENTENTE_ASSIGN(terms::Bundle bundle, terms::read_bundle(request.terms_path));
  ENTENTE_ASSIGN(const auto terms, terms_of(bundle));
  const auto world = simulate::world_of(terms);
  if (!world) return fail(Code::invalid, msg::service::nothing_to_simulate(request.terms_path));
  ENTENTE_TRY(check_size(request.model, *world));
  auto entries = simulate::made_record(*world, request.model, request.seed);
  ENTENTE_ASSIGN(const auto simulated, request.out.ends_with(entries_ending)
                                           ? write_entries(entries, request.out)
                                           : write_record(std::move(entries), std::move(bundle), request));
  if (!request.truth_path.empty()) {
    const auto truth = simulate::truth_of(*world, request.model, request.seed);
    ENTENTE_TRY(write_file(request.truth_path, codec::truth_json(truth)));
  }
  return simulated;
}

}  // namespace entente::service
