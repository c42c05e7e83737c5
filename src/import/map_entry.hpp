// SPDX-License-Identifier: Apache-2.0
// One row, read through a mapping, to one entry.
#pragma once

#include "codec/geojson.hpp"
#include "import/importer.hpp"
#include "import/mapping.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente::importing {

/// Makes the entries of one file.
class EntryMaker {
 public:
  EntryMaker(const Mapping& mapping, const Request& request) : mapping_(mapping), request_(request) {}

  /// cells     the row's text per field of the mapping, in its order; those of constants are not looked at.
  /// geometry  of the feature, if the file has any; it goes before the fields of the place.
  /// other_id  stands in where the field “id” is empty.
  /// errors   invalid: a value is not of its field's form, a word none of its family, coordinates or outline wrong.
  [[nodiscard]] Result<record::Entry> make(std::span<const std::string> cells, codec::Geometry geometry = {},
                                           std::string_view other_id = {});

  /// The days met so far, from the first to the last.
  [[nodiscard]] const std::optional<DayRange>& days() const { return days_; }
  [[nodiscard]] std::size_t id_field() const;

 private:
  const Mapping& mapping_;
  const Request& request_;
  SwapCheck swapped_;
  std::optional<DayRange> days_;
};

}  // namespace entente::importing
