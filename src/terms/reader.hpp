// SPDX-License-Identifier: Apache-2.0
// What every section of the parser uses: problems with their places, values of each form, ids and their uses, and
// tables in which the allowed keys of a mapping stand once.
#pragma once

#include "geo/gazetteer.hpp"
#include "terms/parse.hpp"
#include "terms/terms.hpp"
#include "terms/yaml_tree.hpp"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::terms {

/// What ids name; the words are those of the message terms.undefined_id.
enum class Family { actor, text, force_class, carve_out, line, zone, clause, area, counting, monitoring };
/// "force_class", for messages.
[[nodiscard]] std::string_view word(Family family);

/// A word of the language and what it means.
template <typename Value>
struct WordOf {
  std::string_view word;
  Value value;
};

/// The state of one run of the parser.
class Reader {
 public:
  Reader(const Bundle& bundle, const geo::Gazetteer& gazetteer);

  Terms terms;  ///< filled section by section; `agreement` first, so that its time zone is known

  // ---- files
  /// The tree of a file of the bundle; problems are noted once. Null when it is missing or unreadable. A file with
  /// bytes that are no text is read on as if it had U+FFFD for them.
  [[nodiscard]] const Node* file(const std::string& name);
  [[nodiscard]] bool has_file(const std::string& name) const { return bundle_.files.contains(name); }
  /// Its text as it is read; empty when it is missing or was not read.
  [[nodiscard]] std::string_view text_of(const std::string& name) const;
  /// Whether the file ends inside a letter: then that is said, at its end.
  [[nodiscard]] bool is_cut_inside_letter(const std::string& name) const;
  /// Whether `words` of a file (as Node::file has it) are what is left of bytes that are no text.
  [[nodiscard]] bool is_damaged(int file, std::string_view words) const;
  /// Whether a key of `mapping` is so damaged that it may have been `key`; any of its keys when `key` is empty.
  [[nodiscard]] bool may_have_damaged(const Node& mapping, std::string_view key = {}) const;
  [[nodiscard]] const geo::Gazetteer& gazetteer() const { return gazetteer_; }
  /// False, with one problem noted, when the bundle's outlines have more vertices than allowed.
  [[nodiscard]] bool count_vertex(const Node& node);

  // ---- problems
  /// A value or key that U+FFFD stands in, because its bytes are no text, is said already: nothing more is noted there,
  /// nor of a list that it stands in.
  void problem(const Node& node, Message message);
  /// The same at the key instead of the value.
  void problem_at_key(const Node& node, Message message);
  /// The same at a place that is no node.
  void problem_at(const std::string& file, Mark mark, Message message);
  [[nodiscard]] std::size_t problem_count() const { return problems_.size(); }
  /// Ordered by place, each once; beyond `most_problems` only their number is told.
  [[nodiscard]] std::vector<Problem> take_problems();
  static constexpr std::size_t most_problems = 500;

  // ---- forms; each notes a problem and gives a harmless value when the form is wrong
  [[nodiscard]] bool is_mapping(const Node& node);
  /// The items of a list.
  [[nodiscard]] std::span<const Node> list(const Node& node, bool may_be_empty = false);
  /// A scalar that is not blank, as written.
  [[nodiscard]] std::string text(const Node& node);
  /// A list of such.
  [[nodiscard]] std::vector<std::string> texts(const Node& node);
  /// `true` or `false`; else false.
  [[nodiscard]] bool truth(const Node& node);
  /// Within [least, most]; none when it is not.
  [[nodiscard]] std::optional<double> number(const Node& node, double least, double most);
  [[nodiscard]] std::optional<int> whole_number(const Node& node, int least, int most);
  [[nodiscard]] std::optional<Day> day(const Node& node);
  /// A day (its start in the agreement's time zone) or a time with its zone.
  [[nodiscard]] std::optional<ZonedInstant> moment(const Node& node);
  /// As `moment`, without the zone.
  [[nodiscard]] std::optional<Instant> instant(const Node& node);
  /// {from, to}, half-open; either may be missing.
  [[nodiscard]] TimeRange range(const Node& node);
  /// {en, ar, ru, aliases}; the English one is required.
  [[nodiscard]] i18n::Names names(const Node& node);
  /// Each a text, or {words, address}.
  [[nodiscard]] std::vector<Citation> citations(const Node& node);

  /// The value of one of `words`; of the first of them where it is none, with a problem noted.
  template <typename Value, std::size_t count>
  [[nodiscard]] Value word_of(const Node& node, const std::array<WordOf<Value>, count>& words) {
    const auto given = text(node);
    if (given.empty()) return words[0].value;
    std::vector<std::string> known;
    for (const auto& row : words) {
      if (row.word == given) return row.value;
      known.emplace_back(row.word);
    }
    unknown_word(node, given, known);
    return words[0].value;
  }
  /// Notes that `given` is none of `known`, with the closest one.
  void unknown_word(const Node& node, const std::string& given, std::span<const std::string> known);

  // ---- ids
  /// The id of a new thing; a second one of its family is a problem. Empty when it cannot be an id.
  [[nodiscard]] std::string declare(Family family, const Node& node);
  /// An id of a thing that must be defined somewhere in the terms; looked up when all is read.
  [[nodiscard]] std::string use(Family family, const Node& node);
  /// A list of uses.
  [[nodiscard]] std::vector<std::string> use_list(Family family, const Node& node, bool may_be_empty = false);
  template <typename Id>
  [[nodiscard]] std::vector<Id> use_ids(Family family, const Node& node) {
    std::vector<Id> ids;
    for (auto& id : use_list(family, node))
      ids.emplace_back(std::move(id));
    return ids;
  }
  /// Notes every use of an id that nothing declares; `root` is the whole of the terms.
  void check_uses(const Node& root);
  /// Letters, digits, “.”, “-”, “_”, at most 64. Empty, with a problem noted, when it is not.
  [[nodiscard]] std::string id_text(const Node& node);

 private:
  struct Use {
    Family family;
    std::string id;
    const Node* node;
  };
  struct File {
    std::string name;
    std::optional<Node> tree;
    std::optional<Mended> mended;
  };

  [[nodiscard]] const File* known_file(const std::string& name) const;
  [[nodiscard]] Place place_at(const std::string& file, Mark mark) const;
  void check_use(const Use& use);
  Citation citation(const Node& node);

  const Bundle& bundle_;
  const geo::Gazetteer& gazetteer_;
  std::vector<std::unique_ptr<File>> files_;  ///< in the order of Node::file; nodes point into them
  std::vector<Problem> problems_;
  std::map<Family, std::map<std::string, int>> declared_;   ///< id → its line
  std::map<Family, std::vector<std::string>> damaged_ids_;  ///< declared, but with U+FFFD
  std::vector<Use> uses_;
  std::size_t vertices_ = 0;
  bool counting_stopped_ = false;
};

// ---- tables of keys -----------------------------------------------------------------------------------------------

/// Whether a key may be left out.
enum class Need { optional, required };

/// One key of a mapping and what is done with its value.
template <typename T>
struct Field {
  std::string_view key;
  void (*read)(Reader& reader, const Node& value, T& into);
  Need need = Need::optional;
};

/// A key of a table, without what is done with it.
struct Key {
  std::string_view name;
  Need need;
};

/// The values of a mapping in the order of `keys` (null where one is missing or null). Notes unknown and duplicate
/// keys, keys without a value, and required keys that are missing. Empty when the node is no mapping.
[[nodiscard]] std::vector<const Node*> select(Reader& reader, const Node& mapping, std::span<const Key> keys);

/// Reads a mapping by its table, in the table's order. False when the node is no mapping.
template <typename T, std::size_t count>
bool read_mapping(Reader& reader, const Node& mapping, const std::array<Field<T>, count>& fields, T& into) {
  std::array<Key, count> keys;
  for (std::size_t i = 0; i < count; ++i)
    keys[i] = {fields[i].key, fields[i].need};
  const auto values = select(reader, mapping, keys);
  if (values.empty()) return false;
  for (std::size_t i = 0; i < count; ++i) {
    if (values[i] != nullptr) fields[i].read(reader, *values[i], into);
  }
  return true;
}

/// No agreement lists more of one kind; checks that compare all with all stay cheap.
inline constexpr std::size_t most_items = 5'000;
/// The items of a list of things, at most `most_items`.
[[nodiscard]] std::span<const Node> things(Reader& reader, const Node& node);
/// A list of words of class Weapon.
[[nodiscard]] std::vector<Weapon> read_weapons(Reader& reader, const Node& node);
/// Notes every key of a free mapping that stands twice.
void note_duplicate_keys(Reader& reader, const Node& mapping);

/// Reads a list of mappings by one table.
template <typename T, std::size_t count>
std::vector<T> read_list(Reader& reader, const Node& node, const std::array<Field<T>, count>& fields) {
  std::vector<T> all;
  for (const Node& item : things(reader, node)) {
    T one;
    if (read_mapping(reader, item, fields, one)) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace entente::terms
