// SPDX-License-Identifier: Apache-2.0
// Reading is strict: what reads as an entry is exactly what would be written for it.
#include "record/field_reader.hpp"

#include "msg/record.hpp"

#include <algorithm>
#include <cmath>

namespace entente::record {
namespace {

constexpr std::size_t shown_bytes = 60;

/// The beginning of a value, cut between two characters of UTF-8.
std::string shown(std::string_view value) {
  if (value.size() <= shown_bytes) return std::string(value);
  std::size_t end = shown_bytes;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U)
    --end;
  return std::string(value.substr(0, end)) + "…";
}

/// The text before the first `mark`, which goes with it; the whole when there is none.
std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

/// The words of the kinds of entries, in the order of their alternatives.
std::vector<std::string_view> words_of_kinds() {
  std::vector<std::string_view> words;
  Body body;
  const auto add = [&]<std::size_t index>() {
    body.emplace<index>();
    words.push_back(kind_word(body));
  };
  [&]<std::size_t... indices>(std::index_sequence<indices...>) {
    (add.template operator()<indices>(), ...);
  }(std::make_index_sequence<std::variant_size_v<Body>>{});
  return words;
}

}  // namespace

Result<Entry> FieldReader::read(std::span<const FieldView> sorted) {
  FieldReader reader(sorted);
  Entry entry;
  describe(reader, entry);
  if (reader.problem_) return fail(std::move(*reader.problem_));
  if (reader.found_ == sorted.size()) return entry;
  // Once more, remembering which were asked for, to name the one that was not.
  FieldReader naming(sorted);
  naming.seen_.assign(sorted.size(), false);
  describe(naming, entry);
  const auto unknown = std::find(naming.seen_.begin(), naming.seen_.end(), false) - naming.seen_.begin();
  return fail(Code::corrupt, msg::record::field_unknown(sorted[static_cast<std::size_t>(unknown)].name));
}

FieldReader::Path FieldReader::path(std::string_view name) const {
  std::string_view group = prefix;
  if (name.empty() && !group.empty()) group.remove_suffix(1);
  return {group, name};
}

int FieldReader::order(std::string_view field, const Path& path) {
  const int of_group = field.substr(0, path.group.size()).compare(path.group);
  return of_group != 0 ? of_group : field.substr(path.group.size()).compare(path.name);
}

FieldReader::Place FieldReader::place_of(const Path& path) const {
  const auto next = fields_.begin() + static_cast<std::ptrdiff_t>(cursor_);
  const int of_next = next == fields_.end() ? 1 : order(next->name, path);
  if (of_next == 0) return {next, true};
  if (of_next > 0 && (cursor_ == 0 || order(fields_[cursor_ - 1].name, path) < 0)) return {next, false};
  const auto at =
      std::lower_bound(fields_.begin(), fields_.end(), path,
                       [](const FieldView& field, const Path& wanted) { return order(field.name, wanted) < 0; });
  return {at, at != fields_.end() && order(at->name, path) == 0};
}

const FieldView* FieldReader::find(std::string_view name) {
  const auto [at, is_there] = place_of(path(name));
  if (!is_there) return nullptr;
  const auto index = static_cast<std::size_t>(at - fields_.begin());
  ++found_;
  cursor_ = index + 1;
  if (!seen_.empty()) seen_[index] = true;
  return &*at;
}

const FieldView* FieldReader::need(std::string_view name) {
  const FieldView* field = find(name);
  if (field == nullptr && !problem_) problem_ = Error{Code::corrupt, msg::record::field_missing(joined(path(name)))};
  return field;
}

// No character of a name sorts before '.', so the fields of a group follow its own name at once.
bool FieldReader::has(std::string_view name) {
  const Path wanted = path(name);
  const auto [at, is_there] = place_of(wanted);
  if (is_there || at == fields_.end()) return is_there;
  const std::size_t size = wanted.group.size() + wanted.name.size();
  return at->name.size() > size && at->name[size] == '.' && order(at->name.substr(0, size), wanted) == 0;
}

void FieldReader::take_text(const FieldView& field, std::string& value) {
  check(field, field.value.find('\0') == std::string_view::npos);
  value = field.value;
}

void FieldReader::problem_with(const FieldView& field) {
  if (!problem_) problem_ = Error{Code::corrupt, msg::record::field_form(field.name, shown(field.value))};
}

void FieldReader::require(std::string_view name, bool holds) {
  if (!holds && !problem_) problem_ = Error{Code::corrupt, msg::record::field_rule(joined(path(name)))};
}

void FieldReader::id(std::string_view name, EntryId& id) {
  const FieldView* field = need(name);
  if (field == nullptr) return;
  const auto read = parse_entry_id(field->value);
  check(*field, read && to_string(*read) == field->value);
  if (read) id = *read;
}

void FieldReader::instant(std::string_view name, Instant& instant) {
  const FieldView* field = need(name);
  if (field == nullptr) return;
  const auto read = read_instant(field->value);
  check(*field, read.has_value());
  if (read) instant = *read;
}

void FieldReader::instant_range(std::string_view name, TimeRange& range) {
  const FieldView* field = need(name);
  if (field == nullptr) return;
  std::string_view rest = field->value;
  const auto from = read_instant(take_until(rest, '/'));
  const auto to = read_instant(rest);
  check(*field, from && to);
  if (from && to) range = {*from, *to};
}

void FieldReader::day_range(std::string_view name, DayRange& range) {
  const FieldView* field = need(name);
  if (field == nullptr) return;
  std::string_view rest = field->value;
  const auto first = read_day(take_until(rest, '/'));
  const auto last = read_day(rest);
  check(*field, first && last);
  if (first && last) range = {*first, *last};
}

void FieldReader::estimate(std::string_view name, Estimate& estimate) {
  const FieldView* field = need(name);
  if (field == nullptr) return;
  std::string_view rest = field->value;
  const bool low = read_whole(take_until(rest, ' '), estimate.low);
  const bool best = read_whole(take_until(rest, ' '), estimate.best);
  check(*field, low && best && read_whole(rest, estimate.high));
}

bool FieldReader::read_real(std::string_view text, double& value) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value)) return false;
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return text == std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

bool FieldReader::read_point(std::string_view text, geo::LatLng& point) {
  return read_real(take_until(text, ' '), point.lat_deg) && read_real(text, point.lng_deg);
}

void FieldReader::point(std::string_view name, geo::LatLng& point) {
  if (const FieldView* field = need(name)) check(*field, read_point(field->value, point));
}

void FieldReader::ring(std::string_view name, geo::Ring& ring) {
  ring.clear();
  const FieldView* field = need(name);
  if (field == nullptr || field->value.empty()) return;
  std::string_view rest = field->value;
  // Two numbers make a point; the text after the second blank is the next one's.
  while (true) {
    const std::size_t blank = rest.find(' ');
    const std::size_t end = blank == std::string_view::npos ? blank : rest.find(' ', blank + 1);
    if (!read_point(rest.substr(0, end), ring.emplace_back())) return problem_with(*field);
    if (end == std::string_view::npos) return;
    rest.remove_prefix(end + 1);
  }
}

void FieldReader::kind(std::string_view name, Body& body) {
  const FieldView* field = need(name);
  if (field == nullptr) return;
  static const std::vector<std::string_view> words = words_of_kinds();
  const auto kind = static_cast<std::size_t>(std::find(words.begin(), words.end(), field->value) - words.begin());
  if (kind == words.size()) return problem_with(*field);
  emplace_alternative(body, kind, std::make_index_sequence<std::variant_size_v<Body>>{});
}

void FieldReader::files(std::string_view name, std::map<std::string, std::string>& files) {
  struct File {
    std::string path;
    std::string content;
  };
  std::vector<File> read;
  list(name, read, [&](File& file) {
    always("name", file.path);
    always("text", file.content);
  });
  files.clear();
  for (File& file : read) {
    // In order of their names, as a map gives them when it is written.
    require(name, files.empty() || files.rbegin()->first < file.path);
    files.emplace(std::move(file.path), std::move(file.content));
  }
}

}  // namespace entente::record
