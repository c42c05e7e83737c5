// SPDX-License-Identifier: Apache-2.0
// Entries of the record as a person reads them: one row per field, named as docs/record.md names it.
#pragma once

#include "codec/table.hpp"
#include "record/entry.hpp"

#include <span>
#include <string>

namespace entente::codec {

/// The members of `entry_json`, each at its dotted name: ("incident.act", "shelling"), ("incident.origins.0", "SOHR").
[[nodiscard]] Table entry_fields(const record::Entry& entry);
/// The same of several entries, each row with its entry's sequence number and id.
[[nodiscard]] Table entries_table(std::span<const record::Recorded> entries);
/// {"entries": [{"sequence", …the members of `entry_json`}]}, pretty-printed.
[[nodiscard]] std::string entries_json(std::span<const record::Recorded> entries, bool simulated);

}  // namespace entente::codec
