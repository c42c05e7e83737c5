// SPDX-License-Identifier: Apache-2.0
// The id of an entry: 128 bits, written as 32 hexadecimal digits.
#pragma once

#include "base/id.hpp"

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
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
  friend bool operator==(const EntryId&, const EntryId&) = default;
  /// In order of the bytes. Two words at a time: whoever keeps a record in order compares millions.
  friend std::strong_ordering operator<=>(const EntryId& a, const EntryId& b) {
    const auto first = a.word(0) <=> b.word(0);
    return first != 0 ? first : a.word(1) <=> b.word(1);
  }

 private:
  [[nodiscard]] std::uint64_t word(std::size_t index) const {
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + index * sizeof word, sizeof word);
    return __builtin_bswap64(word);
  }
};
/// 32 lower-case hexadecimal digits.
[[nodiscard]] std::string to_string(const EntryId& id);
/// None for any other form.
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
