// SPDX-License-Identifier: Apache-2.0
// The two codecs of record/description.hpp that speak JSON.
#include "codec/json_entry.hpp"

#include "codec/entry_words.hpp"
#include "codec/json_write.hpp"
#include "msg/codec.hpp"
#include "record/canonical.hpp"
#include "record/civil.hpp"
#include "record/description.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

namespace entente::codec {
namespace {

/// What a claim's place is given as; the first stands for "names only" and is not written.
constexpr std::array<std::string_view, 4> place_forms = {"", "disc", "wedge", "outline"};

class JsonEntryWriter {
 public:
  void text(std::string_view name, const std::string& value) {
    if (!value.empty()) always(name, value);
  }
  void always(std::string_view name, const std::string& value) { put(name, boost::json::string(value)); }
  template <typename Integer>
  void whole(std::string_view name, Integer value) {
    put(name, value);
  }
  void real(std::string_view name, double value) { put(name, value); }
  template <typename Family>
  void choice(std::string_view name, Family value, Family /*last*/) {
    put(name, boost::json::string(word_of(value)));
  }
  template <typename Family>
  void known(std::string_view name, Family value, Family last) {
    if (value != Family{}) choice(name, value, last);
  }
  void flag(std::string_view name, bool value) {
    if (value) put(name, true);
  }
  void letter(std::string_view name, char value, char /*first*/, char /*last*/) {
    if (value != '\0') put(name, boost::json::string(1, value));
  }
  void id(std::string_view name, const record::EntryId& id) { put(name, boost::json::string(to_string(id))); }
  void instant(std::string_view name, Instant instant) { put(name, words(instant)); }
  void instant_range(std::string_view name, const TimeRange& range) {
    put(name, boost::json::object{{"from", words(range.from)}, {"to", words(range.to)}});
  }
  void day_range(std::string_view name, const DayRange& range) {
    put(name, boost::json::object{{"first", words(range.first)}, {"last", words(range.last)}});
  }
  void estimate(std::string_view name, const record::Estimate& estimate) {
    put(name, boost::json::object{{"low", estimate.low}, {"best", estimate.best}, {"high", estimate.high}});
  }
  void point(std::string_view name, const geo::LatLng& point) {
    put(name, boost::json::object{{"lat", point.lat_deg}, {"lng", point.lng_deg}});
  }
  void ring(std::string_view name, const geo::Ring& ring) {
    boost::json::array points;
    for (const auto& point : ring)
      points.push_back(boost::json::array{point.lng_deg, point.lat_deg});
    put(name, std::move(points));
  }
  template <typename Variant>
  void alternative(std::string_view name, const Variant& variant) {
    static_assert(std::variant_size_v<Variant> == place_forms.size());
    if (variant.index() != 0) put(name, boost::json::string(place_forms.at(variant.index())));
  }
  void kind(std::string_view name, const record::Body& body) { put(name, boost::json::string(kind_word(body))); }
  void files(std::string_view name, const std::map<std::string, std::string>& files) {
    boost::json::object object;
    for (const auto& [path, content] : files)
      object[path] = content;
    put(name, std::move(object));
  }

  /// A group of which nothing is written leaves nothing behind.
  template <typename Describe>
  void group(std::string_view name, const Describe& describe_it) {
    boost::json::value inner;
    std::swap(inner, current_);
    describe_it();
    std::swap(inner, current_);
    if (!inner.is_null()) put(name, in_order(std::move(inner)));
  }
  template <typename T, typename Describe>
  void optional(std::string_view name, const std::optional<T>& value, const Describe& describe_it) {
    if (value) group(name, [&] { describe_it(*value); });
  }
  template <typename T, typename Describe>
  void list(std::string_view name, const std::vector<T>& values, const Describe& describe_it) {
    boost::json::array elements;
    for (const auto& value : values) {
      boost::json::value inner;
      std::swap(inner, current_);
      describe_it(value);
      std::swap(inner, current_);
      elements.push_back(in_order(std::move(inner)));
    }
    if (!elements.empty()) put(name, std::move(elements));
  }
  void require(std::string_view /*name*/, bool /*holds*/) {}

  [[nodiscard]] boost::json::value result() && { return in_order(std::move(current_)); }

 private:
  /// An empty name is the group's own value.
  void put(std::string_view name, boost::json::value value) {
    if (name.empty()) {
      current_ = std::move(value);
      return;
    }
    if (current_.is_null()) current_.emplace_object();
    current_.get_object()[name] = std::move(value);
  }
  /// By the names of the members, whatever order the description has.
  static boost::json::value in_order(boost::json::value value) {
    if (!value.is_object()) return value;
    auto& members = value.get_object();
    std::map<std::string_view, boost::json::value*> sorted;
    for (auto& member : members)
      sorted.emplace(std::string_view(member.key().data(), member.key().size()), &member.value());
    boost::json::object object;
    for (auto& [name, member] : sorted)
      object.emplace(name, std::move(*member));
    return object;
  }
  static boost::json::value words(Instant instant) {
    std::string text;
    record::append_instant(text, instant);
    return boost::json::string(text);
  }
  static boost::json::value words(Day day) {
    std::string text;
    record::append_day(text, day);
    return boost::json::string(text);
  }

  boost::json::value current_;
};

class JsonEntryReader {
 public:
  static Result<record::Entry> read(const JsonNode& object) {
    JsonEntryReader reader(object);
    record::Entry entry;
    describe(reader, entry);
    reader.refuse_unknown(object, "");
    if (reader.problem_) return fail(Code::invalid, std::move(*reader.problem_));
    ENTENTE_TRY(record::check(entry));
    return entry;
  }

  void text(std::string_view name, std::string& value) {
    if (find(name) != nullptr) always(name, value);
  }
  void always(std::string_view name, std::string& value) {
    take<std::string>(name, [&](const std::string& text) {
      value = text;
      return true;
    });
  }
  template <typename Integer>
  void whole(std::string_view name, Integer& value) {
    const auto* node = need(name);
    if (node == nullptr) return;
    const auto fits = [&](auto number) {
      if (!std::in_range<Integer>(number)) return false;
      value = static_cast<Integer>(number);
      return true;
    };
    const auto* number = node->as<std::int64_t>();
    const auto* large = node->as<std::uint64_t>();
    if (!((number != nullptr && fits(*number)) || (large != nullptr && fits(*large)))) bad(name);
  }
  void real(std::string_view name, double& value) {
    const auto* node = need(name);
    double room = 0;
    const double* number = node == nullptr ? nullptr : node->number(room);
    if (number != nullptr) value = *number;
    if (node != nullptr && number == nullptr) bad(name);
  }
  template <typename Family>
  void choice(std::string_view name, Family& value, Family /*last*/) {
    take<std::string>(name, [&](const std::string& word) {
      const auto known = parse_word<Family>(word);
      value = known.value_or(value);
      return known.has_value();
    });
  }
  template <typename Family>
  void known(std::string_view name, Family& value, Family last) {
    if (find(name) != nullptr) choice(name, value, last);
  }
  void flag(std::string_view name, bool& value) {
    if (find(name) == nullptr) return;
    take<bool>(name, [&](bool given) {
      value = given;
      return true;
    });
  }
  void letter(std::string_view name, char& value, char first, char last) {
    value = '\0';
    if (find(name) == nullptr) return;
    take<std::string>(name, [&](const std::string& text) {
      if (text.size() != 1 || text[0] < first || text[0] > last) return false;
      value = text[0];
      return true;
    });
  }
  void id(std::string_view name, record::EntryId& id) {
    if (depth_ == 0 && name == "id" && find(name) == nullptr) return;  // may be left to whoever takes it in
    take<std::string>(name, [&](const std::string& text) {
      const auto read = record::parse_entry_id(text);
      id = read.value_or(id);
      return read.has_value();
    });
  }
  void instant(std::string_view name, Instant& instant) {
    if (depth_ == 0 && name == "recorded_at" && find(name) == nullptr) return;
    take<std::string>(name, [&](const std::string& text) {
      const auto read = record::read_instant(text);
      instant = read.value_or(instant);
      return read.has_value();
    });
  }
  void instant_range(std::string_view name, TimeRange& range) {
    inside(name, [&] {
      instant("from", range.from);
      instant("to", range.to);
    });
  }
  void day_range(std::string_view name, DayRange& range) {
    inside(name, [&] {
      day("first", range.first);
      day("last", range.last);
    });
  }
  void estimate(std::string_view name, record::Estimate& estimate) {
    inside(name, [&] {
      whole("low", estimate.low);
      whole("best", estimate.best);
      whole("high", estimate.high);
    });
  }
  void point(std::string_view name, geo::LatLng& point) {
    inside(name, [&] {
      real("lat", point.lat_deg);
      real("lng", point.lng_deg);
    });
  }
  void ring(std::string_view name, geo::Ring& ring) {
    take<JsonNode::Array>(name, [&](const JsonNode::Array& points) {
      ring.clear();
      for (const auto& node : points) {
        const auto* pair = node.as<JsonNode::Array>();
        if (pair == nullptr || pair->size() != 2) return false;
        double lng = 0;
        double lat = 0;
        const double* first = (*pair)[0].number(lng);
        const double* second = (*pair)[1].number(lat);
        if (first == nullptr || second == nullptr) return false;
        ring.push_back({*second, *first});
      }
      return true;
    });
  }
  template <typename Variant>
  void alternative(std::string_view name, Variant& variant) {
    variant = std::monostate{};
    if (find(name) == nullptr) return;
    take<std::string>(name, [&](const std::string& word) {
      return choose(variant, word, std::make_index_sequence<std::variant_size_v<Variant>>{});
    });
  }
  void kind(std::string_view name, record::Body& body) {
    take<std::string>(name, [&](const std::string& word) {
      return choose_kind(body, word, std::make_index_sequence<std::variant_size_v<record::Body>>{});
    });
  }
  void files(std::string_view name, std::map<std::string, std::string>& files) {
    take<JsonNode::Object>(name, [&](const JsonNode::Object& members) {
      for (const auto& member : members) {
        const auto* content = member.value.as<std::string>();
        if (content == nullptr) return false;
        files[member.name] = *content;
        seen_.insert(&member.value);
      }
      return true;
    });
  }

  template <typename Describe>
  void group(std::string_view name, const Describe& describe_it) {
    within(find(name), name, describe_it);
  }
  template <typename T, typename Describe>
  void optional(std::string_view name, std::optional<T>& value, const Describe& describe_it) {
    value.reset();
    if (const auto* node = find(name)) within(node, name, [&] { describe_it(value.emplace()); });
  }
  template <typename T, typename Describe>
  void list(std::string_view name, std::vector<T>& values, const Describe& describe_it) {
    values.clear();
    if (find(name) == nullptr) return;
    take<JsonNode::Array>(name, [&](const JsonNode::Array& elements) {
      for (const auto& element : elements) {
        const std::string label = std::string(name) + "." + std::to_string(values.size());
        within(&element, label, [&] { describe_it(values.emplace_back()); });
      }
      return true;
    });
  }
  void require(std::string_view name, bool holds) {
    if (!holds) bad(name);
  }

 private:
  explicit JsonEntryReader(const JsonNode& root) : current_(&root) {}

  /// Null is as good as not there.
  const JsonNode* find(std::string_view name) {
    if (current_ == nullptr) return nullptr;
    const auto* node = name.empty() ? current_ : current_->find(name);
    if (node != nullptr) seen_.insert(node);
    return node == nullptr || node->is_null() ? nullptr : node;
  }
  const JsonNode* need(std::string_view name) {
    const auto* node = find(name);
    if (node == nullptr && !problem_) problem_ = msg::codec::entry_member_missing(path(name));
    return node;
  }
  template <typename T, typename Take>
  void take(std::string_view name, const Take& take_it) {
    const auto* node = need(name);
    if (node == nullptr) return;
    const T* value = node->as<T>();
    if (value == nullptr || !take_it(*value)) bad(name);
  }
  template <typename Describe>
  void within(const JsonNode* node, std::string_view name, const Describe& describe_it) {
    const auto* const before = std::exchange(current_, node);
    const std::size_t length = prefix_.size();
    if (!name.empty()) (prefix_ += name) += '.';
    ++depth_;
    describe_it();
    --depth_;
    prefix_.resize(length);
    current_ = before;
  }
  template <typename Describe>
  void inside(std::string_view name, const Describe& describe_it) {
    if (const auto* node = need(name)) within(node, name, describe_it);
  }
  void day(std::string_view name, Day& day) {
    take<std::string>(name, [&](const std::string& text) {
      const auto read = record::read_day(text);
      day = read.value_or(day);
      return read.has_value();
    });
  }
  template <typename Variant, std::size_t... indices>
  static bool choose(Variant& variant, std::string_view word, std::index_sequence<indices...> /*all*/) {
    return ((indices != 0 && word == place_forms[indices] &&
             (static_cast<void>(variant.template emplace<indices>()), true)) ||
            ...);
  }
  template <std::size_t... indices>
  static bool choose_kind(record::Body& body, std::string_view word, std::index_sequence<indices...> /*all*/) {
    return ((body.emplace<indices>(), kind_word(body) == word) || ...);
  }

  [[nodiscard]] std::string path(std::string_view name) const {
    if (!name.empty()) return prefix_ + std::string(name);
    return prefix_.substr(0, prefix_.empty() ? 0 : prefix_.size() - 1);
  }
  void bad(std::string_view name) {
    if (!problem_) problem_ = msg::codec::entry_member_form(path(name));
  }
  /// A member nobody asked for is a slip of the pen, and what it was to say would be lost.
  void refuse_unknown(const JsonNode& node, const std::string& prefix) {
    if (const auto* members = node.as<JsonNode::Object>()) {
      for (const auto& member : *members) {
        const auto name = prefix + member.name;
        if (!seen_.contains(&member.value)) {
          if (!problem_) problem_ = msg::codec::entry_member_unknown(name);
          return;
        }
        refuse_unknown(member.value, name + ".");
      }
    } else if (const auto* elements = node.as<JsonNode::Array>()) {
      for (const auto& element : *elements)
        refuse_unknown(element, prefix);
    }
  }

  const JsonNode* current_;
  std::size_t depth_ = 0;
  std::string prefix_;
  std::set<const JsonNode*> seen_;
  std::optional<Message> problem_;
};

}  // namespace

std::string entry_json(const record::Entry& entry) {
  JsonEntryWriter writer;
  describe(writer, entry);
  return write_json(std::move(writer).result(), JsonStyle::compact);
}

Result<record::Entry> read_entry_json(const JsonNode& object) {
  if (object.as<JsonNode::Object>() == nullptr) return fail(Code::invalid, msg::codec::entry_not_an_object());
  return JsonEntryReader::read(object);
}

}  // namespace entente::codec
