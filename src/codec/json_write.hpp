// SPDX-License-Identifier: Apache-2.0
// Writes JSON the same way everywhere: keys in the order given, shortest numbers, UTF-8 as it is.
#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace entente::codec {

/// How a document is laid out; both hold the same values.
enum class JsonStyle {
  compact,  ///< one line
  pretty,   ///< two spaces per level, short arrays of numbers on one line
};

/// Numbers are the shortest decimals that read back as the same double (0.123, not 1.23E-1); infinity and
/// not-a-number, which JSON cannot say, are null.
[[nodiscard]] std::string write_json(const boost::json::value& value, JsonStyle style);

}  // namespace entente::codec
