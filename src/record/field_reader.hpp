// SPDX-License-Identifier: Apache-2.0
// Puts the values of an entry in, from named fields, and says what does not fit.
#pragma once

#include "record/description.hpp"
#include "record/field_groups.hpp"
#include "record/field_writer.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// The reading codec of description.hpp. After the first problem it reads on, but the entry means nothing.
class FieldReader : public FieldGroups {
 public:
  /// Each name once. errors   corrupt, naming the field that is missing, unknown or not of its form.
  [[nodiscard]] static Result<Entry> read(std::span<const FieldView> sorted);

  void text(std::string_view name, std::string& value) {
    if (const FieldView* field = find(name)) {
      // Empty is written by leaving out: an empty value would be a second form of the same entry.
      if (field->value.empty()) problem_with(*field);
      take_text(*field, value);
    }
  }
  void always(std::string_view name, std::string& value) {
    if (const FieldView* field = need(name)) take_text(*field, value);
  }
  template <typename Integer>
  void whole(std::string_view name, Integer& value) {
    if (const FieldView* field = need(name)) check(*field, read_whole(field->value, value));
  }
  void real(std::string_view name, double& value) {
    if (const FieldView* field = need(name)) check(*field, read_real(field->value, value));
  }
  template <typename Enum>
  void choice(std::string_view name, Enum& value, Enum last) {
    if (const FieldView* field = need(name)) check(*field, read_choice(field->value, value, last));
  }
  template <typename Enum>
  void known(std::string_view name, Enum& value, Enum last) {
    if (const FieldView* field = find(name)) check(*field, read_choice(field->value, value, last) && value != Enum{});
  }
  void flag(std::string_view name, bool& value) {
    if (const FieldView* field = find(name)) {
      check(*field, field->value == "1");
      value = true;
    }
  }
  void letter(std::string_view name, char& value, char first, char last) {
    value = '\0';
    if (const FieldView* field = find(name)) {
      check(*field, field->value.size() == 1 && first <= field->value[0] && field->value[0] <= last);
      if (!field->value.empty()) value = field->value[0];
    }
  }
  void id(std::string_view name, EntryId& id);
  void instant(std::string_view name, Instant& instant);
  void instant_range(std::string_view name, TimeRange& range);
  void day_range(std::string_view name, DayRange& range);
  void estimate(std::string_view name, Estimate& estimate);
  void point(std::string_view name, geo::LatLng& point);
  void ring(std::string_view name, geo::Ring& ring);
  void kind(std::string_view name, Body& body);
  void files(std::string_view name, std::map<std::string, std::string>& files);
  template <typename Variant>
  void alternative(std::string_view name, Variant& variant) {
    std::size_t index = 0;
    if (const FieldView* field = find(name)) {
      check(*field, read_whole(field->value, index) && index > 0 && index < std::variant_size_v<Variant>);
    }
    emplace_alternative(variant, index, std::make_index_sequence<std::variant_size_v<Variant>>{});
  }

  template <typename T, typename Describe>
  void optional(std::string_view name, std::optional<T>& value, const Describe& describe_it) {
    value.reset();
    if (has(name)) group(name, [&] { describe_it(value.emplace()); });
  }
  template <typename T, typename Describe>
  void list(std::string_view name, std::vector<T>& values, const Describe& describe_it) {
    values.clear();
    if (!has(name)) return;
    group(name, [&] {
      for (std::string index = "0"; has(index); index = std::to_string(values.size())) {
        group(index, [&] { describe_it(values.emplace_back()); });
      }
    });
  }
  void require(std::string_view name, bool holds);

  template <typename Variant, std::size_t... indices>
  static void emplace_alternative(Variant& variant, std::size_t index, std::index_sequence<indices...> /*all*/) {
    ((index == indices ? static_cast<void>(variant.template emplace<indices>()) : void()), ...);
  }

 private:
  explicit FieldReader(std::span<const FieldView> sorted) : fields_(sorted) {}

  /// What a name leads to from where this is: the two parts of the whole name, which is seldom put together.
  struct Path {
    std::string_view group;
    std::string_view name;
  };
  [[nodiscard]] Path path(std::string_view name) const;
  [[nodiscard]] static std::string joined(const Path& path) { return std::string(path.group) += path.name; }
  /// Less than 0 when `field` comes before it, 0 when it is the same.
  [[nodiscard]] static int order(std::string_view field, const Path& path);
  /// The field of this name, or else the one before which it would stand.
  struct Place {
    std::span<const FieldView>::iterator at;
    bool is_there = false;
  };
  [[nodiscard]] Place place_of(const Path& path) const;
  const FieldView* find(std::string_view name);
  const FieldView* need(std::string_view name);
  bool has(std::string_view name);
  void take_text(const FieldView& field, std::string& value);
  void check(const FieldView& field, bool well_formed) {
    if (!well_formed) problem_with(field);
  }
  void problem_with(const FieldView& field);

  template <typename Integer>
  static bool read_whole(std::string_view text, Integer& value) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool zero_led = text.size() > 1 && (text[0] == '0' || (text[0] == '-' && text[1] == '0'));
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() && !zero_led && text != "-0";
  }
  template <typename Enum>
  static bool read_choice(std::string_view text, Enum& value, Enum last) {
    unsigned number = 0;
    if (!read_whole(text, number) || number > static_cast<unsigned>(last)) return false;
    value = static_cast<Enum>(number);
    return true;
  }
  static bool read_real(std::string_view text, double& value);
  static bool read_point(std::string_view text, geo::LatLng& point);

  std::span<const FieldView> fields_;
  std::size_t cursor_ = 0;  // behind the field found last: where the next one mostly is
  std::size_t found_ = 0;   // how many fields were asked for; the others are unknown
  std::vector<bool> seen_;  // filled only to name an unknown field
  std::optional<Error> problem_;
};

}  // namespace entente::record
