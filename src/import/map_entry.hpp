// SPDX-License-Identifier: Apache-2.0
// One row, read through a mapping, to one entry.
#pragma once

#include "codec/geojson.hpp"
#include "import/importer.hpp"
#include "import/mapping.hpp"

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
  /// errors   invalid: a value is not of its field's form, a word none of its family, or coordinates wrong.
  [[nodiscard]] Result<record::Entry> make(std::span<const std::string> cells, codec::Geometry geometry = {},
                                           std::string_view other_id = {});

  /// The days met so far, and the countries where the mapping has them.
  [[nodiscard]] const Scope& scope() const { return scope_; }
  /// Which of the cells is the row’s own id.
  [[nodiscard]] std::size_t id_field() const;

 private:
  const Mapping& mapping_;
  const Request& request_;
  SwapCheck swapped_;
  Scope scope_;
};

}  // namespace entente::importing
