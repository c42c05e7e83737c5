// SPDX-License-Identifier: Apache-2.0
// Days and instants as the record writes them: ISO 8601, of any year.
#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace entente::record {

// base's functions read four-digit years and are made for people. A stored time must come back whatever its year, and
// an import writes fifty thousand of them; the ends of time are the words "beginning" and "end".

/// Days further from 1970 than this cannot be written.
inline constexpr std::chrono::days furthest_day{100'000'000'000'000};

/// "2017-07-09"; years beyond four digits are signed: "+10000-01-01", "-0001-12-31".
void append_day(std::string& text, Day day);
/// Only what `append_day` writes.
[[nodiscard]] std::optional<Day> read_day(std::string_view text);

/// "2017-07-09T09:00:00Z", "beginning" or "end".
void append_instant(std::string& text, Instant instant);
/// Only what `append_instant` writes.
[[nodiscard]] std::optional<Instant> read_instant(std::string_view text);

}  // namespace entente::record
