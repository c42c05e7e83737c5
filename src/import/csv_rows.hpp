// SPDX-License-Identifier: Apache-2.0
// The rows of a CSV file one by one, for every importer that reads CSV.
#pragma once

#include "codec/csv.hpp"
#include "import/importer.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente::importing {

/// What the first row of a file turned out to be.
struct FirstRow {
  bool is_data = false;       ///< the file has no header
  std::size_t id_column = 0;  ///< whose text goes with a rejected row
};

/// Where the header names a column by one of `names`, blanks around it left out; none where it does not. An empty name
/// stands for none. errors   invalid when it does so twice: nothing says which of the two is meant.
[[nodiscard]] Result<std::optional<std::size_t>> column_named(const codec::CsvRow& header,
                                                              std::span<const std::string_view> names,
                                                              const std::string& path);

/// Reads `request.path` row by row. A row with another number of fields than the first, or that is not UTF-8, is
/// rejected; the others go to `take`, the first one too when it is data.
///
/// errors   unavailable or invalid when the file cannot be read as CSV or is empty; invalid when `first` fails on a
///          header of one column that looks separated by another sign, which is said; else what `first` or `take`
///          fails with; interrupted.
[[nodiscard]] Result<void> for_each_row(const Request& request, const Sink& sink, codec::CsvForm form,
                                        const std::function<Result<FirstRow>(const codec::CsvRow&)>& first,
                                        const std::function<Result<void>(const codec::CsvRow&)>& take);

}  // namespace entente::importing
