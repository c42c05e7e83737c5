// SPDX-License-Identifier: Apache-2.0
// Terms, then the events drawn from the seed, as one record.
#include "service/simulate.hpp"

#include "crypto/digest.hpp"
#include "msg/service.hpp"
#include "service/init.hpp"
#include "simulate/made_record.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "terms/parse.hpp"

#include <fmt/format.h>

#include <utility>

namespace entente::service {

Result<store::Head> simulate(const std::string& terms_path, const simulate::Model& model, std::uint64_t seed,
                             const std::string& path) {
  ENTENTE_ASSIGN(terms::Bundle bundle, terms::read_bundle(terms_path));
  const auto parsed = terms::parse(bundle, geo::Gazetteer::built_in());
  if (!parsed.terms) {
    const auto& first = parsed.problems.front();
    return fail(Code::invalid,
                msg::service::terms_unreadable(
                    fmt::format("{}:{}:{}", first.place.file, first.place.line, first.place.column), first.message));
  }
  const auto world = simulate::world_of(*parsed.terms);
  if (!world) return fail(Code::invalid, msg::service::nothing_to_simulate(terms_path));
  auto entries = simulate::made_record(*world, model, seed);
  // Nothing in a made record is secret, and the same seed must give the same root.
  const record::Secret secret = crypto::sha256(fmt::format("entente/simulate/v1\n{}", seed));
  const Instant first_known = entries.front().recorded_at;
  entries.insert(entries.begin(), terms_entry(std::move(bundle), first_known));
  ENTENTE_ASSIGN(const auto store, store::create_sqlite(path, secret, entries));
  return store->head();
}

}  // namespace entente::service
