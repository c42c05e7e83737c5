// SPDX-License-Identifier: Apache-2.0
// Reads a record into a view, its terms and its places.
#include "service/workspace.hpp"

#include "crypto/digest.hpp"
#include "msg/service.hpp"
#include "terms/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace entente::service {
namespace {

/// The datasets of all import runs: the latest run of each dataset and release speaks for it.
void add_dataset(std::vector<findings::DatasetBasis>& datasets, const record::ImportRun& run) {
  findings::DatasetBasis basis{run.dataset,   run.release,   run.known_after_s, run.rows_changed,
                               run.rows_gone, run.simulated, run.attribution};
  const auto same = std::find_if(datasets.begin(), datasets.end(), [&](const findings::DatasetBasis& known) {
    return known.dataset == run.dataset && known.release == run.release;
  });
  if (same == datasets.end()) {
    datasets.push_back(std::move(basis));
  } else {
    *same = std::move(basis);
  }
}

Result<terms::Terms> terms_of(const terms::Bundle& bundle, const geo::Gazetteer& gazetteer) {
  auto parsed = terms::parse(bundle, gazetteer);
  if (!parsed.problems.empty()) {
    const auto& first = parsed.problems.front();
    return fail(Code::corrupt,
                msg::service::stored_terms_unreadable(
                    fmt::format("{}:{}:{}", first.place.file, first.place.line, first.place.column), first.message));
  }
  return *std::move(parsed.terms);
}

}  // namespace

std::string engine_version() { return "entente " ENTENTE_VERSION; }

std::string digest_of(const terms::Bundle& bundle) {
  crypto::Sha256 sha;
  for (const auto& [name, bytes] : bundle.files) {
    sha.add(fmt::format("{}\n{}\n", name, bytes.size()));
    sha.add(bytes);
  }
  return crypto::to_hex(sha.finish());
}

geo::Gazetteer gazetteer_of(const record::View& view, const terms::Terms& terms) {
  std::vector<geo::NamedPlace> more = view.places();
  more.insert(more.end(), terms.areas.begin(), terms.areas.end());
  return more.empty() ? geo::Gazetteer::built_in() : geo::Gazetteer::with(geo::Gazetteer::built_in(), more);
}

Result<TimeZone> zone_of(store::Store& store) {
  std::optional<terms::Bundle> bundle;
  const auto stopped = store.read(0, [&](const record::Recorded& recorded) -> Result<void> {
    const auto* text = std::get_if<record::TermsText>(&recorded.entry.body);
    if (text == nullptr) return {};
    bundle = text->bundle;
    return fail(Code::interrupted, msg::service::interrupted());  // the first one is enough
  });
  if (!bundle && !stopped) return fail(stopped.error());
  if (!bundle) return fail(Code::invalid, msg::service::record_without_terms());
  ENTENTE_ASSIGN(const terms::Terms terms, terms_of(*bundle, geo::Gazetteer::built_in()));
  return terms.agreement.zone;
}

Result<Snapshot> take_snapshot(store::Store& store, const Extent& extent) {
  const auto& known_at = extent.known_at;
  record::View view(known_at);
  std::optional<terms::Bundle> bundle;
  findings::Basis basis;
  ENTENTE_ASSIGN(const store::Head head, store.head());
  const auto size = extent.size.value_or(head.size);
  if (size > head.size) {
    return fail(Code::invalid,
                msg::service::record_smaller(static_cast<std::int64_t>(head.size), std::to_string(size)));
  }
  ENTENTE_TRY(store.read(0, [&](record::Recorded recorded) -> Result<void> {
    if (recorded.sequence >= size) return {};  // appended since: not of this snapshot
    if (const auto* text = std::get_if<record::TermsText>(&recorded.entry.body)) bundle = text->bundle;
    if (const auto* run = std::get_if<record::ImportRun>(&recorded.entry.body)) {
      basis.simulated |= run->simulated;
      // Of a run that says when each of its rows was known, some may have been known before the release.
      const bool known = run->known_after_s || recorded.entry.recorded_at <= known_at;
      if (known) add_dataset(basis.datasets, *run);
    }
    return view.add(std::move(recorded));
  }));
  if (!bundle) return fail(Code::invalid, msg::service::record_without_terms());

  auto places = view.places();
  const auto known_places = geo::Gazetteer::with(geo::Gazetteer::built_in(), places);
  ENTENTE_ASSIGN(terms::Terms terms, terms_of(*bundle, known_places));

  basis.terms_digest = digest_of(*bundle);
  if (size == head.size) basis.record_root = crypto::to_base64(head.root);
  basis.record_size = size;
  basis.places = places.size();
  basis.engine = engine_version();
  basis.known_at = known_at;
  auto gazetteer = gazetteer_of(view, terms);
  return Snapshot{std::move(view), std::move(terms), std::move(gazetteer), std::move(basis)};
}

}  // namespace entente::service
