// SPDX-License-Identifier: Apache-2.0
// Builds the tree from yaml-cpp's events, so that nothing is expanded and limits hold while reading.
#include "terms/yaml_tree.hpp"

#include "msg/terms.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
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

std::string_view without_byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

Mark mark_at(std::string_view bytes, std::size_t offset) {
  const auto before = bytes.substr(0, offset);
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')), static_cast<int>(offset - line_start)};
}

/// The length of the UTF-8 sequence that starts at `bytes`, 0 when it is none (RFC 3629: shortest form, no surrogates).
std::size_t sequence_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned first = at(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : (first & 0xF0U) == 0xE0        ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xC0U) != 0x80) return 0;
  }
  const unsigned second = at(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool beyond = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return overlong || beyond ? 0 : length;
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
    const auto length = sequence_length(bytes.substr(i));
    if (length == 0) return {i, false};
    i += length;
  }
  return {};
}

std::variant<Node, Unreadable> read_tree(std::string_view bytes, int file) {
  if (bytes.size() > max_file_bytes) return Unreadable{{}, msg::terms::too_large(25)};
  if (const auto bad = find_bad_byte(bytes); bad.offset != std::string_view::npos) {
    const auto number = static_cast<double>(static_cast<unsigned char>(bytes[bad.offset]));
    return Unreadable{mark_at(bytes, bad.offset),
                      bad.control ? msg::terms::control_character(number) : msg::terms::not_utf8()};
  }
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
    return Unreadable{mark_of(exception.mark), msg::terms::unreadable(exception.msg)};
  }
  if (!builder.any()) return Unreadable{{}, msg::terms::empty_file()};
  return builder.take();
}

}  // namespace entente::terms
