// SPDX-License-Identifier: Apache-2.0
// A YAML or JSON file as a plain tree that remembers where each value stands. The one door to yaml-cpp.
#pragma once

#include "base/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::terms {

/// Limits that keep a hostile file from costing more than a refusal: bytes of a file, levels of nesting, nodes of a
/// tree.
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
  /// `null`: a key without a value.
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

/// bytes    text: what `mend` has nothing to say about, or its `text`.
/// errors   the first thing that is not YAML, over a limit, or YAML shorthand (anchor, alias, tag).
/// cost     linear; about 10 MB a second.
[[nodiscard]] std::variant<Node, Unreadable> read_tree(std::string_view bytes, int file);

/// The number of the byte that is not UTF-8 or a control character (tabs and line ends aside); npos when all is text.
struct BadByte {
  std::size_t offset = std::string_view::npos;
  bool control = false;
};
/// The first such byte. cost     one pass.
[[nodiscard]] BadByte find_bad_byte(std::string_view bytes);

/// What stands in a mended text for what was no text: U+FFFD.
inline constexpr std::string_view damage_sign = "\xEF\xBF\xBD";
/// Lines with bytes that are no text that are named one by one; the rest are counted.
inline constexpr std::size_t most_damaged_lines = 20;

/// A file that can be read on although some of its bytes are no text.
struct Mended {
  std::string text;                 ///< one `damage_sign` for each control character and each broken letter; same lines
  std::vector<Unreadable> damages;  ///< the first of each line, by place in `text`; never empty
  bool cut_inside_letter = false;   ///< the file ends inside a letter
  bool readable = true;  ///< false for UTF-16, and when `text` grew beyond `max_file_bytes`: not worth reading
};
/// Nothing when all of it is text, as `find_bad_byte` has it.
[[nodiscard]] std::optional<Mended> mend(std::string_view bytes);

/// Whether `word` may be what stood where `damaged` stands: the same but for what `damage_sign` covers.
[[nodiscard]] bool could_be(std::string_view damaged, std::string_view word);

}  // namespace entente::terms
