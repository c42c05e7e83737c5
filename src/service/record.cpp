// SPDX-License-Identifier: Apache-2.0
// Records on disk, over the embedded store.
#include "service/record.hpp"

#include "geo/gazetteer.hpp"
#include "msg/service.hpp"
#include "record/view.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "terms/parse.hpp"

#include <utility>

namespace entente::service {
namespace {

/// What the store cannot know: that the entries make a view and the terms in effect parse.
void verify_meaning(store::Store& store, Verified& verified) {
  auto& report = verified.report;
  record::View view;
  const auto read = store.read(0, [&](record::Recorded recorded) -> Result<void> {
    const auto sequence = recorded.sequence;
    auto added = view.add(std::move(recorded));
    if (!added) report.damage.push_back({sequence, added.error().message});
    return {};
  });
  if (!read) report.damage.push_back({std::nullopt, read.error().message});
  verified.simulated = view.simulated();
  if (!view.terms()) {
    report.damage.push_back({std::nullopt, msg::service::record_without_terms()});
    return;
  }
  const auto places = geo::Gazetteer::with(geo::Gazetteer::built_in(), view.places());
  for (auto& problem : terms::parse(*view.terms(), places).problems) {
    report.damage.push_back({std::nullopt, std::move(problem.message)});
  }
}

/// Whether it is a made record; of a damaged one what comes before the damage may still tell.
bool made_as_far_as_read(store::Store& store) {
  bool simulated = false;
  (void)store.read(0, [&](const record::Recorded& recorded) -> Result<void> {
    const auto* run = std::get_if<record::ImportRun>(&recorded.entry.body);
    simulated |= run != nullptr && run->simulated;
    return {};
  });
  return simulated;
}

}  // namespace

Result<std::unique_ptr<store::Store>> open_record(const std::string& path, Access access) {
  return store::open_sqlite(path, access == Access::append ? store::SqliteMode::append : store::SqliteMode::read);
}

Result<Verified> verify(const std::string& path) {
  ENTENTE_ASSIGN(const auto store, open_record(path, Access::read));
  Verified verified;
  ENTENTE_ASSIGN(verified.report, store->verify());
  if (verified.report.damage.empty()) {
    verify_meaning(*store, verified);
  } else {
    verified.simulated = made_as_far_as_read(*store);
  }
  return verified;
}

Result<Copied> backup(const std::string& path, const std::string& to) {
  ENTENTE_ASSIGN(const auto head, store::backup_sqlite(path, to));
  ENTENTE_ASSIGN(const auto store, open_record(path, Access::read));
  return Copied{head, made_as_far_as_read(*store)};
}

Result<Copied> restore(const std::string& backup, const std::string& path) {
  ENTENTE_ASSIGN(const auto head, store::restore_sqlite(backup, path));
  ENTENTE_ASSIGN(const auto store, open_record(path, Access::read));
  return Copied{head, made_as_far_as_read(*store)};
}

}  // namespace entente::service
