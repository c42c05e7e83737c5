// SPDX-License-Identifier: Apache-2.0
// Builds the tree from yaml-cpp's events, so that nothing is expanded and limits hold while reading.
#include "terms/yaml_tree.hpp"

#include "msg/terms.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdint>
#include <istream>
#include <streambuf>
#include <utility>

namespace entente::terms {
namespace {

/// Thrown through yaml-cpp by our own handler, and caught at this door.
struct Refusal {
  Unreadable why;
};

Mark mark_of(const YAML::Mark& mark) { return {std::max(mark.line, 0), std::max(mark.column, 0)}; }

/// A stream over bytes that are not copied.
class ByteBuffer : public std::streambuf {
 public:
  explicit ByteBuffer(std::string_view bytes) {
    // The get area of a streambuf is only read from.
    char* begin = const_cast<char*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(begin, begin, begin + bytes.size());
  }
};

class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(int file) : file_(file) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) refuse(mark, msg::terms::second_document());
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_shorthand(mark, "", anchor);
    add(make(mark, Node::Kind::null));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark, msg::terms::no_shorthand()); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_shorthand(mark, tag, anchor);
    if (key_wanted()) {
      open_.back().key = value;
      open_.back().key_mark = mark_of(mark);
      open_.back().has_key = true;
      return;
    }
    Node node = make(mark, Node::Kind::scalar);
    node.text = value;
    node.quoted = tag == "!";
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::mapping);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] bool any() const { return documents_ > 0; }
  [[nodiscard]] Node take() { return std::move(root_); }

 private:
  /// A collection that has begun, and the key that waits for its value.
  struct Open {
    Node node;
    std::string key;
    Mark key_mark;
    bool has_key = false;
  };

  [[noreturn]] static void refuse(const YAML::Mark& mark, Message message) {
    throw Refusal{Unreadable{mark_of(mark), std::move(message)}};
  }
  static void refuse_shorthand(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const bool tagged = !tag.empty() && tag != "?" && tag != "!";
    if (tagged || anchor != 0) refuse(mark, msg::terms::no_shorthand());
  }

  [[nodiscard]] bool key_wanted() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::mapping && !open_.back().has_key;
  }

  Node make(const YAML::Mark& mark, Node::Kind kind) {
    if (key_wanted()) refuse(mark, msg::terms::key_not_text());
    if (++values_ > max_values) refuse(mark, msg::terms::too_many_values(static_cast<double>(max_values)));
    Node node;
    node.kind = kind;
    node.mark = mark_of(mark);
    node.key_mark = node.mark;
    node.file = file_;
    if (open_.empty()) return node;
    auto& parent = open_.back();
    node.key = parent.has_key ? parent.key : parent.node.key;
    if (parent.has_key) node.key_mark = parent.key_mark;
    return node;
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind) {
    refuse_shorthand(mark, tag, anchor);
    Node node = make(mark, kind);
    if (open_.size() >= max_depth) refuse(mark, msg::terms::too_deep(static_cast<double>(max_depth)));
    open_.push_back(Open{std::move(node), {}, {}, false});
  }
  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }
  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    open_.back().node.children.push_back(std::move(node));
    open_.back().has_key = false;
  }

  int file_;
  int documents_ = 0;
  std::size_t values_ = 0;
  std::vector<Open> open_;
  Node root_;
};

/// The reader's own words for what yaml-cpp says most often; its English for the rest.
msg::Text reason_of(const std::string& words) {
  namespace said = YAML::ErrorMsg;
  if (words == said::END_OF_MAP_FLOW) return msg::terms::yaml_unclosed_brace("{");
  if (words == said::END_OF_SEQ_FLOW) return msg::terms::yaml_unclosed_brace("[");
  if (words == said::EOF_IN_SCALAR || words == said::DOC_IN_SCALAR) return msg::terms::yaml_unclosed_quote();
  if (words == said::END_OF_MAP || words == said::END_OF_SEQ || words == said::MAP_KEY || words == said::BLOCK_ENTRY) {
    return msg::terms::yaml_indentation();
  }
  if (words == said::MAP_VALUE) return msg::terms::yaml_colon();
  if (words == said::TAB_IN_INDENTATION) return msg::terms::yaml_tab();
  if (words.starts_with(said::INVALID_ESCAPE)) return msg::terms::yaml_escape();
  if (words == said::UNKNOWN_TOKEN || words == said::FLOW_END) return msg::terms::yaml_sign();
  return words;
}

std::string_view without_byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

/// The UTF-8 sequence that `bytes` begin with: how many of its bytes are there, of how many.
struct Letter {
  std::size_t there = 1;
  std::size_t whole = 0;  ///< 0 when no letter begins with this byte
  [[nodiscard]] bool sound() const { return there == whole; }
};

/// The longest beginning of a letter (RFC 3629: shortest form, no surrogates); a byte that begins none stands alone.
/// source   Unicode Standard, 3.9, "U+FFFD Substitution of Maximal Subparts".
Letter letter_at(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned first = at(0);
  if (first < 0x80) return {1, 1};
  const std::size_t whole = first >= 0xC2 && first <= 0xDF   ? 2
                            : (first & 0xF0U) == 0xE0        ? 3
                            : first >= 0xF0 && first <= 0xF4 ? 4
                                                             : 0;
  std::size_t there = 1;
  while (there < std::min(whole, bytes.size())) {
    // Only the second byte has narrower bounds.
    const bool is_second = there == 1;
    const unsigned least = is_second && first == 0xE0 ? 0xA0 : is_second && first == 0xF0 ? 0x90 : 0x80;
    const unsigned most = is_second && first == 0xED ? 0x9F : is_second && first == 0xF4 ? 0x8F : 0xBF;
    if (at(there) < least || at(there) > most) break;
    ++there;
  }
  return {there, whole};
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

}  // namespace

const Node* Node::child(std::string_view wanted) const {
  if (kind != Kind::mapping) return nullptr;
  const auto found = std::find_if(children.begin(), children.end(), [&](const Node& n) { return n.key == wanted; });
  return found == children.end() ? nullptr : &*found;
}

BadByte find_bad_byte(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    if (is_control(bytes[i])) return {i, true};
    const auto letter = letter_at(bytes.substr(i));
    if (!letter.sound()) return {i, false};
    i += letter.whole;
  }
  return {};
}

namespace {

Message damage(std::string_view bytes, bool cut) {
  const auto byte = static_cast<unsigned char>(bytes.front());
  if (is_control(bytes.front())) return msg::terms::control_character(static_cast<double>(byte));
  const auto shown = fmt::format("0x{:02X}", byte);
  return cut ? msg::terms::cut_inside_letter(shown) : msg::terms::not_utf8(shown);
}

bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

}  // namespace

std::optional<Mended> mend(std::string_view bytes) {
  const auto first = find_bad_byte(bytes).offset;
  if (first == std::string_view::npos) return std::nullopt;
  Mended mended;
  if (is_utf16(bytes)) {
    mended.damages.push_back({{}, msg::terms::utf16()});
    mended.readable = false;
    return mended;
  }
  mended.text.assign(bytes.substr(0, first));
  std::size_t line_start = mended.text.rfind('\n') + 1;  // npos + 1 is 0
  auto line = static_cast<int>(std::count(mended.text.begin(), mended.text.end(), '\n'));
  int named_line = -1;
  std::size_t damaged_lines = 0;
  for (std::size_t i = first; i < bytes.size();) {
    const auto rest = bytes.substr(i);
    const auto letter = letter_at(rest);
    i += letter.there;
    if (letter.sound() && !is_control(rest.front())) {
      mended.text.append(rest.substr(0, letter.there));
      if (rest.front() != '\n') continue;
      ++line;
      line_start = mended.text.size();
      continue;
    }
    const bool cut = !letter.sound() && letter.whole != 0 && i == bytes.size();
    mended.cut_inside_letter = mended.cut_inside_letter || cut;
    if (std::exchange(named_line, line) != line && damaged_lines++ < most_damaged_lines) {
      mended.damages.push_back({{line, static_cast<int>(mended.text.size() - line_start)}, damage(rest, cut)});
    }
    mended.text.append(damage_sign);
  }
  if (damaged_lines > most_damaged_lines) {
    const auto more = static_cast<std::int64_t>(damaged_lines - most_damaged_lines);
    mended.damages.push_back({mended.damages.back().mark, msg::terms::more_damaged_lines(more)});
  }
  mended.readable = mended.text.size() <= max_file_bytes;
  return mended;
}

bool could_be(std::string_view damaged, std::string_view word) {
  const auto first = damaged.find(damage_sign);
  if (first == std::string_view::npos) return false;
  const auto ending = damaged.substr(damaged.rfind(damage_sign) + damage_sign.size());
  return word.size() >= first + ending.size() && word.starts_with(damaged.substr(0, first)) && word.ends_with(ending);
}

std::variant<Node, Unreadable> read_tree(std::string_view bytes, int file) {
  if (bytes.size() > max_file_bytes) return Unreadable{{}, msg::terms::too_large(25)};
  ByteBuffer buffer(without_byte_order_mark(bytes));
  std::istream stream(&buffer);
  TreeBuilder builder(file);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refusal& refusal) {
    return refusal.why;
  } catch (const YAML::Exception& exception) {
    return Unreadable{mark_of(exception.mark), msg::terms::unreadable(reason_of(exception.msg))};
  }
  if (!builder.any()) return Unreadable{{}, msg::terms::empty_file()};
  return builder.take();
}

}  // namespace entente::terms
