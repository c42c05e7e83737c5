// SPDX-License-Identifier: Apache-2.0
// Entries of the record as JSON, one object each: the native form that goes out and comes in (docs/importers.md).
#pragma once

#include "base/result.hpp"
#include "codec/json_text.hpp"
#include "record/entry.hpp"

#include <string>

namespace entente::codec {

/// One line without its end. Members are those of the stored form (docs/record.md) nested at their dots, with words in
/// place of numbers, points as {"lat", "lng"} and rings as GeoJSON has them, [[lng, lat], …], without the repeated end.
/// Members stand in the order of their names. Reading it back gives the same entry.
[[nodiscard]] std::string entry_json(const record::Entry& entry);

/// `id` and `recorded_at` may be missing and are then all zero; every other member is as `entry_json` writes it.
/// errors   invalid, naming the member that is missing, unknown or not of its form.
[[nodiscard]] Result<record::Entry> read_entry_json(const JsonNode& object);

}  // namespace entente::codec
