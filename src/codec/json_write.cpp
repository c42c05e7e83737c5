// SPDX-License-Identifier: Apache-2.0
// Boost.JSON writes 0.123 as 1.23E-1; people read these files, so numbers are written here.
#include "codec/json_write.hpp"

#include <boost/json/array.hpp>
#include <boost/json/kind.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace entente::codec {
namespace {

class Writer {
 public:
  Writer(std::string& out, JsonStyle style) : out_(out), pretty_(style == JsonStyle::pretty) {}

  void write(const boost::json::value& value) {
    switch (value.kind()) {
      case boost::json::kind::object:
        return members(value.get_object());
      case boost::json::kind::array:
        return elements(value.get_array());
      case boost::json::kind::double_:
        return number(value.get_double());
      case boost::json::kind::null:
      case boost::json::kind::bool_:
      case boost::json::kind::int64:
      case boost::json::kind::uint64:
      case boost::json::kind::string:
        out_ += boost::json::serialize(value);
    }
  }

 private:
  void number(double value) {
    if (!std::isfinite(value)) {
      out_ += "null";
      return;
    }
    fmt::format_to(std::back_inserter(out_), "{}", value == 0 ? 0.0 : value);
  }

  void members(const boost::json::object& object) {
    if (object.empty()) {
      out_ += "{}";
      return;
    }
    out_ += '{';
    ++depth_;
    bool first = true;
    for (const auto& [key, value] : object) {
      separate(first, pretty_);
      out_ += boost::json::serialize(boost::json::string_view(key.data(), key.size()));
      out_ += pretty_ ? ": " : ":";
      write(value);
    }
    close('}', pretty_);
  }

  void elements(const boost::json::array& array) {
    const bool broken = pretty_ && std::any_of(array.begin(), array.end(), [](const boost::json::value& element) {
                          return element.is_structured() || element.is_string();
                        });
    out_ += '[';
    ++depth_;
    bool first = true;
    for (const auto& element : array) {
      separate(first, broken);
      write(element);
    }
    close(']', broken && !array.empty());
  }

  void separate(bool& first, bool broken) {
    if (!first) out_ += broken || !pretty_ ? "," : ", ";
    first = false;
    if (broken) line();
  }

  void close(char bracket, bool broken) {
    --depth_;
    if (broken) line();
    out_ += bracket;
  }

  void line() {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  std::string& out_;
  bool pretty_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string write_json(const boost::json::value& value, JsonStyle style) {
  std::string out;
  Writer(out, style).write(value);
  if (style == JsonStyle::pretty) out += '\n';
  return out;
}

}  // namespace entente::codec
