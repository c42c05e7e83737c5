// SPDX-License-Identifier: Apache-2.0
// The id of an entry: 128 bits, written as 32 hexadecimal digits.
#pragma once

#include "base/id.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace entente::record {

/// Random for what people enter; derived from (dataset, id, release) for what is imported, so that the same row gets
/// the same id everywhere.
struct EntryId {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const EntryId&, const EntryId&) = default;
};
[[nodiscard]] std::string to_string(const EntryId& id);
[[nodiscard]] std::optional<EntryId> parse_entry_id(std::string_view hex);

/// A source of the register, e.g. "sohr".
using SourceId = Id<struct SourceTag>;

/// Where a row came from: "ucdp-ged", "214797", "2019-12-01". Unique in a record.
struct ExternalKey {
  std::string dataset;
  std::string id;
  std::string release;
  friend auto operator<=>(const ExternalKey&, const ExternalKey&) = default;
};

}  // namespace entente::record

template <>
struct std::hash<entente::record::EntryId> {
  std::size_t operator()(const entente::record::EntryId& id) const noexcept {
    std::size_t word = 0;  // the bytes are uniform already
    std::memcpy(&word, id.bytes.data(), sizeof word);
    return word;
  }
};
