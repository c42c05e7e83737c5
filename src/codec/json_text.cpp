// SPDX-License-Identifier: Apache-2.0
// A handler of Boost.JSON's parser that builds the tree. Boost 1.81's own doubles may be off by the last bit, so
// numbers are read from their text here.
#include "codec/json_text.hpp"

#include "codec/csv_value.hpp"
#include "msg/codec.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace entente::codec {
namespace {

using boost::json::error_code;
using boost::json::string_view;

/// Which line an offset of the text is on, asked in rising order.
class Lines {
 public:
  Lines(std::string_view text, std::uint32_t first) : text_(text), line_(first) {}
  /// Views that are not of the text (they were unescaped) are on the line of the last one that was.
  std::uint32_t at(std::string_view part) {
    const auto* const here = text_.data() + offset_;
    if (part.data() < here || part.data() > text_.data() + text_.size()) return line_;
    line_ += static_cast<std::uint32_t>(std::count(here, part.data(), '\n'));
    offset_ = static_cast<std::size_t>(part.data() - text_.data());
    return line_;
  }
  [[nodiscard]] std::uint32_t last() const { return line_; }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::uint32_t line_;
};

class Builder {
 public:
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

  /// Boost.JSON makes the handler itself, from what is passed to the parser.
  Builder(std::string_view text, std::string file, JsonLimits limits, std::uint32_t first_line)
      : lines_(text, first_line), file_(std::move(file)), limits_(limits) {}

  static bool on_document_begin(error_code& /*error*/) { return true; }
  static bool on_document_end(error_code& /*error*/) { return true; }
  bool on_object_begin(error_code& error) { return open(JsonNode::Object{}, error); }
  bool on_object_end(std::size_t /*size*/, error_code& error) {
    const auto& members = std::get<JsonNode::Object>(open_.back().node.value);
    std::set<std::string_view> names;
    for (const auto& member : members) {
      if (!names.insert(member.name).second) {
        return stop(msg::codec::json_name_twice(file_, line_text(member.value.line), member.name), error);
      }
    }
    return close(error);
  }
  bool on_array_begin(error_code& error) { return open(JsonNode::Array{}, error); }
  bool on_array_end(std::size_t /*size*/, error_code& error) { return close(error); }
  bool on_key_part(string_view part, std::size_t /*size*/, error_code& /*error*/) { return add_part(part); }
  bool on_key(string_view part, std::size_t /*size*/, error_code& /*error*/) {
    add_part(part);
    open_.back().name = std::exchange(text_, {});
    return true;
  }
  bool on_string_part(string_view part, std::size_t /*size*/, error_code& /*error*/) { return add_part(part); }
  bool on_string(string_view part, std::size_t /*size*/, error_code& error) {
    add_part(part);
    return put(JsonNode{std::exchange(text_, {}), lines_.last()}, error);
  }
  bool on_number_part(string_view part, error_code& /*error*/) { return add_part(part); }
  bool on_int64(std::int64_t /*value*/, string_view part, error_code& error) { return number(part, error); }
  bool on_uint64(std::uint64_t /*value*/, string_view part, error_code& error) { return number(part, error); }
  bool on_double(double /*value*/, string_view part, error_code& error) { return number(part, error); }
  bool on_bool(bool value, error_code& error) { return put(JsonNode{value, lines_.last()}, error); }
  bool on_null(error_code& error) { return put(JsonNode{nullptr, lines_.last()}, error); }
  static bool on_comment_part(string_view /*part*/, error_code& /*error*/) { return true; }
  static bool on_comment(string_view /*part*/, error_code& /*error*/) { return true; }

  [[nodiscard]] std::optional<Message>& problem() { return problem_; }
  [[nodiscard]] JsonNode& root() { return root_; }
  [[nodiscard]] std::uint32_t line_at(std::string_view part) { return lines_.at(part); }

 private:
  struct Open {
    JsonNode node;
    std::string name;  ///< of the member that comes next
  };

  static std::string line_text(std::uint32_t line) { return std::to_string(line); }

  bool add_part(string_view part) {
    lines_.at({part.data(), part.size()});
    text_.append(part.data(), part.size());
    return true;
  }

  bool number(string_view part, error_code& error) {
    add_part(part);
    const std::string text = std::exchange(text_, {});
    std::int64_t whole = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
    // "-0" is a double, so that its sign stays.
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size() && text != "-0") {
      return put(JsonNode{whole, lines_.last()}, error);
    }
    std::uint64_t large = 0;
    const auto read_large = std::from_chars(text.data(), text.data() + text.size(), large);
    if (read_large.ec == std::errc{} && read_large.ptr == text.data() + text.size()) {
      return put(JsonNode{large, lines_.last()}, error);
    }
    const auto value = parse_number(text);
    if (!value) return stop(msg::codec::json_number(file_, line_text(lines_.last()), text), error);
    return put(JsonNode{*value, lines_.last()}, error);
  }

  template <typename Container>
  bool open(Container container, error_code& error) {
    if (open_.size() >= limits_.depth) {
      return stop(msg::codec::json_too_deep(file_, line_text(lines_.last()), static_cast<std::int64_t>(limits_.depth)),
                  error);
    }
    open_.push_back({JsonNode{std::move(container), 0}, {}});
    return true;
  }

  bool close(error_code& error) {
    JsonNode node = std::move(open_.back().node);
    open_.pop_back();
    if (node.line == 0) node.line = lines_.last();
    return put(std::move(node), error);
  }

  bool put(JsonNode node, error_code& error) {
    if (++values_ > limits_.values) {
      return stop(msg::codec::json_too_large(file_, line_text(lines_.last()), static_cast<double>(limits_.values)),
                  error);
    }
    if (open_.empty()) {
      root_ = std::move(node);
      return true;
    }
    auto& [holder, name] = open_.back();
    if (holder.line == 0) holder.line = node.line;
    if (auto* members = std::get_if<JsonNode::Object>(&holder.value)) {
      members->push_back({std::exchange(name, {}), std::move(node)});
    } else {
      std::get<JsonNode::Array>(holder.value).push_back(std::move(node));
    }
    return true;
  }

  bool stop(Message message, error_code& error) {
    problem_ = std::move(message);
    error = boost::json::make_error_code(boost::json::error::syntax);
    return false;
  }

  Lines lines_;
  std::string file_;
  JsonLimits limits_;
  std::vector<Open> open_;
  std::string text_;
  std::size_t values_ = 0;
  std::optional<Message> problem_;
  JsonNode root_;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view name) const {
  const auto* members = as<Object>();
  if (members == nullptr) return nullptr;
  const auto found =
      std::find_if(members->begin(), members->end(), [&](const JsonMember& member) { return member.name == name; });
  return found == members->end() ? nullptr : &found->value;
}

const double* JsonNode::number(double& room) const {
  if (const auto* whole = as<std::int64_t>()) {
    room = static_cast<double>(*whole);
    return &room;
  }
  if (const auto* large = as<std::uint64_t>()) {
    room = static_cast<double>(*large);
    return &room;
  }
  return as<double>();
}

Result<JsonNode> parse_json(std::string_view text, const std::string& file, JsonLimits limits,
                            std::uint32_t first_line) {
  boost::json::parse_options options;
  options.max_depth = limits.depth + 1;  // ours is met first and says more
  boost::json::basic_parser<Builder> parser(options, text, file, limits, first_line);
  error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  auto& builder = parser.handler();
  if (builder.problem()) return fail(Code::invalid, std::move(*builder.problem()));
  if (error == boost::json::error::incomplete) {
    return fail(Code::invalid, msg::codec::json_cut_off(file));
  }
  const bool more = text.substr(std::min(read, text.size())).find_first_not_of(" \t\r\n") != std::string_view::npos;
  if (error || more) {
    const auto line = builder.line_at(text.substr(std::min(read, text.size())));
    return fail(Code::invalid, msg::codec::json_broken(file, std::to_string(line)));
  }
  return std::move(builder.root());
}

}  // namespace entente::codec
