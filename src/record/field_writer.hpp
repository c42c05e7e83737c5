// SPDX-License-Identifier: Apache-2.0
// Takes the values of an entry out, into one buffer of names and values.
#pragma once

#include "record/civil.hpp"
#include "record/description.hpp"
#include "record/field_groups.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// A field seen in somebody else's buffer.
struct FieldView {
  std::string_view name;
  std::string_view value;
};

/// The writing codec of description.hpp. Kept and used again, it allocates nothing.
class FieldWriter : public FieldGroups {
 public:
  /// The fields of `entry`, sorted by name; valid until the next call.
  const std::vector<FieldView>& write(const Entry& entry) {
    bytes_.clear();
    spans_.clear();
    prefix.clear();
    problem_.reset();
    describe(*this, entry);
    views_.clear();
    for (const Span& span : spans_)
      views_.push_back(view(span));
    sort_by_name();
    return views_;
  }
  /// The name of the first field of the last entry that cannot be stored.
  [[nodiscard]] const std::optional<std::string>& problem() const { return problem_; }

  void text(std::string_view name, const std::string& value) {
    if (!value.empty()) always(name, value);
  }
  void always(std::string_view name, const std::string& value) {
    begin(name);
    bytes_ += value;
    end();
    require(name, value.find('\0') == std::string::npos);
  }
  template <typename Integer>
  void whole(std::string_view name, Integer value) {
    begin(name);
    append_number(value);
    end();
  }
  void real(std::string_view name, double value) {
    begin(name);
    append_real(name, value);
    end();
  }
  template <typename Enum>
  void choice(std::string_view name, Enum value, Enum last) {
    require(name, static_cast<unsigned>(value) <= static_cast<unsigned>(last));
    whole(name, static_cast<unsigned>(value));
  }
  template <typename Enum>
  void known(std::string_view name, Enum value, Enum last) {
    if (static_cast<unsigned>(value) != 0) choice(name, value, last);
  }
  void flag(std::string_view name, bool value) {
    if (value) whole(name, 1);
  }
  void letter(std::string_view name, char value, char first, char last) {
    if (value == '\0') return;
    require(name, first <= value && value <= last);
    begin(name);
    bytes_ += value;
    end();
  }
  void id(std::string_view name, const EntryId& id) {
    begin(name);
    static constexpr std::string_view digits = "0123456789abcdef";
    for (const std::uint8_t byte : id.bytes) {
      bytes_ += digits[byte >> 4U];
      bytes_ += digits[byte & 15U];
    }
    end();
  }
  void instant(std::string_view name, Instant instant) {
    begin(name);
    append_instant(bytes_, instant);
    end();
  }
  void instant_range(std::string_view name, const TimeRange& range) {
    begin(name);
    append_instant(bytes_, range.from);
    bytes_ += '/';
    append_instant(bytes_, range.to);
    end();
  }
  void day_range(std::string_view name, const DayRange& range) {
    begin(name);
    append_checked_day(name, range.first);
    bytes_ += '/';
    append_checked_day(name, range.last);
    end();
  }
  void estimate(std::string_view name, const Estimate& estimate) {
    begin(name);
    append_number(estimate.low);
    bytes_ += ' ';
    append_number(estimate.best);
    bytes_ += ' ';
    append_number(estimate.high);
    end();
  }
  void point(std::string_view name, const geo::LatLng& point) {
    begin(name);
    append_point(name, point);
    end();
  }
  void ring(std::string_view name, const geo::Ring& ring) {
    begin(name);
    for (const geo::LatLng& point : ring) {
      if (&point != ring.data()) bytes_ += ' ';
      append_point(name, point);
    }
    end();
  }
  template <typename Variant>
  void alternative(std::string_view name, const Variant& variant) {
    if (variant.index() != 0) whole(name, variant.index());
  }
  void kind(std::string_view name, const Body& body) {
    begin(name);
    bytes_ += kind_word(body);
    end();
  }
  void files(std::string_view name, const std::map<std::string, std::string>& files) {
    std::size_t index = 0;
    group(name, [&] {
      for (const auto& [path, content] : files) {
        group_of_index(index++, [&] {
          always("name", path);
          always("text", content);
        });
      }
    });
  }

  template <typename T, typename Describe>
  void optional(std::string_view name, const std::optional<T>& value, const Describe& describe_it) {
    if (value) group(name, [&] { describe_it(*value); });
  }
  template <typename T, typename Describe>
  void list(std::string_view name, const std::vector<T>& values, const Describe& describe_it) {
    group(name, [&] {
      for (std::size_t i = 0; i < values.size(); ++i)
        group_of_index(i, [&] { describe_it(values[i]); });
    });
  }
  void require(std::string_view name, bool holds) {
    if (!holds && !problem_) problem_ = std::string(path(name));
  }

 private:
  // Offsets, not views: the buffer moves while it grows.
  struct Span {
    std::size_t name_at = 0;
    std::size_t value_at = 0;
    std::size_t end = 0;
  };

  /// Few fields come out of order, so insertion is quickest, except where a long outline makes many fields.
  void sort_by_name() {
    constexpr std::size_t many = 100;
    const auto before = [](const FieldView& a, const FieldView& b) { return a.name < b.name; };
    if (views_.size() > many) return std::sort(views_.begin(), views_.end(), before);
    for (auto next = views_.begin(); next != views_.end(); ++next) {
      auto place = next;
      while (place != views_.begin() && before(*next, *(place - 1)))
        --place;
      std::rotate(place, next, next + 1);
    }
  }

  /// The prefix ends in '.', which does not belong to the name of the group itself.
  [[nodiscard]] std::string path(std::string_view name) const {
    return name.empty() ? prefix.substr(0, prefix.size() - std::min<std::size_t>(prefix.size(), 1))
                        : prefix + std::string(name);
  }
  [[nodiscard]] FieldView view(const Span& span) const {
    const std::string_view all = bytes_;
    return {all.substr(span.name_at, span.value_at - span.name_at),
            all.substr(span.value_at, span.end - span.value_at)};
  }
  void begin(std::string_view name) {
    const std::size_t name_at = bytes_.size();
    bytes_ += prefix;
    if (name.empty()) {
      bytes_.pop_back();
    } else {
      bytes_ += name;
    }
    spans_.push_back({.name_at = name_at, .value_at = bytes_.size(), .end = 0});
  }
  void end() { spans_.back().end = bytes_.size(); }

  template <typename Describe>
  void group_of_index(std::size_t index, const Describe& describe_it) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), index).ptr;
    group({digits.data(), static_cast<std::size_t>(end - digits.data())}, describe_it);
  }
  template <typename Number>
  void append_number(Number value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    bytes_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
  }
  void append_real(std::string_view name, double value) {
    require(name, std::isfinite(value));
    append_number(value);
  }
  void append_point(std::string_view name, const geo::LatLng& point) {
    append_real(name, point.lat_deg);
    bytes_ += ' ';
    append_real(name, point.lng_deg);
  }
  void append_checked_day(std::string_view name, Day day) {
    const bool near = std::chrono::abs(day.time_since_epoch()) <= furthest_day;
    require(name, near);
    append_day(bytes_, near ? day : Day{});
  }

  std::string bytes_;
  std::vector<Span> spans_;
  std::vector<FieldView> views_;
  std::optional<std::string> problem_;
};

}  // namespace entente::record
