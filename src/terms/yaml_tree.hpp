// SPDX-License-Identifier: Apache-2.0
// A YAML or JSON file as a plain tree that remembers where each value stands. The one door to yaml-cpp.
#pragma once

#include "base/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::terms {

/// Limits that keep a hostile file from costing more than a refusal.
inline constexpr std::size_t max_file_bytes = 25U << 20U;
inline constexpr std::size_t max_depth = 64;
inline constexpr std::size_t max_values = 500'000;

/// Line and column as yaml-cpp counts them: both from 0, the column in bytes.
struct Mark {
  int line = 0;
  int column = 0;
};

/// A value with its place. `key` is the key it stands under (a list hands its own down to its items), for messages.
struct Node {
  enum class Kind { null, scalar, sequence, mapping };
  Kind kind = Kind::null;
  bool quoted = false;
  Mark mark;
  Mark key_mark;  ///< of the key; equal to `mark` outside mappings
  int file = 0;   ///< index of the file, given by whoever asked for the tree
  std::string key;
  std::string text;            ///< of a scalar
  std::vector<Node> children;  ///< of a sequence or mapping, in file order

  /// The value under a key of a mapping, the first if there are several; null when there is none.
  [[nodiscard]] const Node* child(std::string_view wanted) const;
};

/// Why a file is no tree, and where.
struct Unreadable {
  Mark mark;
  Message message;
};

/// errors   the first thing that is not UTF-8 text, not YAML, over a limit, or YAML shorthand (anchor, alias, tag).
/// cost     linear; about 10 MB a second.
[[nodiscard]] std::variant<Node, Unreadable> read_tree(std::string_view bytes, int file);

/// The number of the byte that is not UTF-8 or a control character (tabs and line ends aside); npos when all is text.
struct BadByte {
  std::size_t offset = std::string_view::npos;
  bool control = false;
};
[[nodiscard]] BadByte find_bad_byte(std::string_view bytes);

}  // namespace entente::terms
