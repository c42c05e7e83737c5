// SPDX-License-Identifier: Apache-2.0
// Everything a question is asked of: the record as known at an instant, the terms, the places.
#pragma once

#include "base/result.hpp"
#include "findings/basis.hpp"
#include "geo/gazetteer.hpp"
#include "record/view.hpp"
#include "store/store.hpp"
#include "terms/terms.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace entente::service {

/// "entente 0.1.0": named by every result.
[[nodiscard]] std::string engine_version();

/// The SHA-256 of a bundle: of each file's name, length and bytes in order of name (docs/record.md, "Terms").
[[nodiscard]] std::string digest_of(const terms::Bundle& bundle);

/// The built-in places with those of the record and of the terms, which win in that order.
[[nodiscard]] geo::Gazetteer gazetteer_of(const record::View& view, const terms::Terms& terms);

/// A record read once. The terms are those in effect in the whole record, whatever `known_at`: they are what the
/// question is asked with; which of their readings were known is a matter of `known_at`.
struct Snapshot {
  record::View view;
  terms::Terms terms;
  geo::Gazetteer gazetteer;
  findings::Basis basis;  ///< without `at`
};

/// The agreement's time zone: what a day given by a person means. errors: those of take_snapshot.
[[nodiscard]] Result<TimeZone> zone_of(store::Store& store);

/// Which part of a record a snapshot is of.
struct Extent {
  Instant known_at = end_of_time;
  std::optional<std::uint64_t> size;  ///< only its first entries, as it stood when it had so many; none: all
};

/// errors   corrupt when the store says so or the terms no longer parse; invalid when the record has no terms, or fewer
///          entries than `extent.size`.
/// cost     one pass over the record. The root of a part is not worked out: its basis has none.
[[nodiscard]] Result<Snapshot> take_snapshot(store::Store& store, const Extent& extent);

}  // namespace entente::service
