// SPDX-License-Identifier: Apache-2.0
// Reads JSON from outside into a plain tree, strictly, within limits, and keeps the lines for messages.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::codec {

struct JsonMember;

/// One value of a document and the line it stands on.
struct JsonNode {
  using Array = std::vector<JsonNode>;
  using Object = std::vector<JsonMember>;  ///< in the order of the text, each name once

  /// Unsigned only what is beyond the signed ones.
  std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> value;
  std::uint32_t line = 0;  ///< from 1; of an object or array, where its first member or element stands

  /// The value when it is a `T`, one of the alternatives exactly; else null.
  template <typename T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&value);
  }
  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(value); }
  /// The member of that name; null when this is no object or has none.
  [[nodiscard]] const JsonNode* find(std::string_view name) const;
  /// Any number as a double, in `room` when it is written as an integer; null when it is none.
  [[nodiscard]] const double* number(double& room) const;
};

/// A name and its value in an object.
struct JsonMember {
  std::string name;
  JsonNode value;
};

/// What a text from outside may cost.
struct JsonLimits {
  std::size_t depth = 32;
  std::size_t values = 100'000;
};

/// Reads one document. Numbers are the nearest doubles, or 64-bit integers where they are written so; texts are UTF-8.
///
/// `file` is its name in messages, `first_line` where it begins there.
/// errors   invalid, with file and line: not JSON (RFC 8259), cut off, a name twice in one object, a number beyond a
///          double's range, deeper or larger than the limits.
[[nodiscard]] Result<JsonNode> parse_json(std::string_view text, const std::string& file, JsonLimits limits = {},
                                          std::uint32_t first_line = 1);

}  // namespace entente::codec
