// SPDX-License-Identifier: Apache-2.0
// What a file covers, by the days and countries of its entries.
#pragma once

#include "import/importer.hpp"

namespace entente::importing {

/// Makes room for the entry's days, as civil days of `zone`, and for the first name of its place if it counts as a
/// country.
void widen(Scope& scope, const record::Entry& entry, const TimeZone& zone, bool with_country);

/// Whether all days of the entry lie within those of the scope, and its country among its countries where there are
/// any. An entry that says nothing of when is in no scope of days.
[[nodiscard]] bool covers(const Scope& scope, const record::Entry& entry, const TimeZone& zone);

/// When it was so, by the entry's own word; null where it says nothing of when, or is of a kind that has no time.
[[nodiscard]] const TimeClaim* time_claim_of(const record::Entry& entry);

/// Whether entries of this kind have a time at all: incidents, coverage and restrictions have.
[[nodiscard]] bool has_time(const record::Body& body);

}  // namespace entente::importing
