// SPDX-License-Identifier: Apache-2.0
// What a finding rests on: enough to get the same bytes again, and to say what was assumed.
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::findings {

/// A dataset whose rows are in the view.
struct DatasetBasis {
  std::string dataset;
  std::string release;
  std::optional<std::int64_t> known_after_s;  ///< recorded time was assumed so long after each event
  std::uint64_t rows_changed = 0;             ///< corrected by this release
  std::uint64_t rows_gone = 0;                ///< retracted by it
  bool simulated = false;
  std::string attribution;
  friend bool operator==(const DatasetBasis&, const DatasetBasis&) = default;
};

/// What decides membership in a zone (`--place`).
enum class PlaceBy : std::uint8_t {
  named_then_geometry = 0,  ///< if the claim names an area that the zone lists it is inside; else geometry decides
  named = 1,                ///< names only: inside when the zone lists a named area of the claim, else outside
  geometry = 2,             ///< geometry only
};
/// "named-then-geometry": the word in JSON and options.
[[nodiscard]] std::string_view word(PlaceBy place_by);

/// findings = f(terms, record, instant); this names the three, and the engine.
struct Basis {
  std::string terms_digest;  ///< SHA-256 of the bundle, hexadecimal
  std::string record_root;   ///< RFC 6962 root of the whole record, base64
  std::uint64_t record_size = 0;
  std::uint64_t places = 0;  ///< that the record has in the view: they may say otherwise what an area is
  std::string engine;        ///< "entente 0.1.0"
  Instant at = end_of_time;
  Instant known_at = end_of_time;
  PlaceBy place_by = PlaceBy::named_then_geometry;  ///< of findings; says nothing of the record by itself
  std::vector<DatasetBasis> datasets;
  bool simulated = false;  ///< any dataset is: every output says so
};

}  // namespace entente::findings
